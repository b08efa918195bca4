"""The coach's bookmark in a small file: after years of training the window opens as on day one.

It may be deleted at any time; it is made anew from the whole journal. It is not believed unless it
was made by this version, from these exercises, rules and things, and unless nothing about the days
it stands for has changed in the journal since.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zlib import adler32, crc32

import msgspec

import kneeline
from kneeline.app.locations import PRIVATE_FILE
from kneeline.coach.bookmark import Bookmark, bookmark, needed_from
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.past import DAY
from kneeline.coach.progression import Decision, Track
from kneeline.coach.running import RunTrack
from kneeline.coach.side import Side
from kneeline.coach.standing import Ladder, Standing
from kneeline.in_steps import at_once
from kneeline.journal import JournalError, open_journal

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from kneeline.coach.coaching import Coaching
    from kneeline.coach.past import Past
    from kneeline.journal import Journal

LAG = timedelta(days=7)
"""How far a bookmark lies back: what is told late about those days would make it worthless."""

RENEWED_AFTER = timedelta(days=21)
WORTH_IT_FROM = 150
"""Sessions from which going back to the beginning is felt."""

_FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True, slots=True)
class _Standing:
    """A track without its ladder, which comes from the library."""

    standing: Standing
    clean: int
    held: int
    felt: tuple[FeltWhere, ...]
    stepped: date | None
    trended: date | None
    last: date | None
    weaker: Side | None
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    made_from: str
    mark: str
    through: date
    tracks: dict[str, _Standing]
    running: RunTrack
    last_done: dict[str, date]
    newest: dict[Side, int]


class BookmarkFile:
    """Reads and renews the bookmark."""

    def __init__(self, journal: Journal, folder: Path) -> None:
        self._journal, self._path = journal, folder / "coach-bookmark.json"
        self._known: Bookmark | None = None
        self._sessions = 0
        """How many the whole past had, when it was read last."""

        self._making: threading.Thread | None = None

    def past(self, coaching: Coaching, have: frozenset[str]) -> tuple[Past, Bookmark | None]:
        """Return the past to plan from, and what stands for the time before it."""
        return at_once(self.past_in_steps(coaching, have))

    def past_in_steps(
        self, coaching: Coaching, have: frozenset[str]
    ) -> Generator[None, None, tuple[Past, Bookmark | None]]:
        """Return the same in steps; only where there is no bookmark yet, one of them is long."""
        self._known = yield from self._read(coaching, have)
        if self._known is None:
            whole = self._journal.past()
            self._sessions = len(whole.sessions)
            return whole, None
        return self._journal.past(needed_from(self._known.through, coaching)), self._known

    def is_quick(self, coaching: Coaching, have: frozenset[str]) -> Generator[None, None, bool]:
        """Return in steps whether `past` takes no time: a bookmark is there, or needs none."""
        if self._journal.number_of_sessions() < WORTH_IT_FROM:
            return True
        return (yield from self._read(coaching, have)) is not None

    def renew(
        self, coaching: Coaching, have: frozenset[str], today: date
    ) -> threading.Thread | None:
        """Make the bookmark anew where `past` found none, or where it lies far back.

        It is made on the thread that is returned: going through ten years takes a second.
        """
        known = self._known
        if known is not None and today - known.through <= RENEWED_AFTER:
            return None
        if known is None and self._sessions < WORTH_IT_FROM:
            return None
        if not self.being_made:
            path, through = self._journal.path, today - LAG
            self._making = threading.Thread(
                target=_renew, args=(path, self._path, coaching, have, through), daemon=True
            )
            self._making.start()
        return self._making

    @property
    def being_made(self) -> bool:
        """Whether it is made anew at this moment."""
        return self._making is not None and self._making.is_alive()

    # -- inside ----------------------------------------------------------------------------------

    def _read(
        self, coaching: Coaching, have: frozenset[str]
    ) -> Generator[None, None, Bookmark | None]:
        """Return the bookmark in steps, or None where there is none that can be believed."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
            tracks = {
                name: _with_ladder(
                    each, Ladder(coaching.exercises[name], coaching.rules.thresholds)
                )
                for name, each in kept.tracks.items()
            }
            if kept.made_from != _made_from(coaching, have):
                return None
            looking = self._journal.look_whether_it_holds(kept.mark, kept.through + DAY)
            if not (yield from looking):
                return None
        except (OSError, msgspec.MsgspecError, ValueError, KeyError):
            return None
        return Bookmark(kept.through, tracks, kept.running, kept.last_done, kept.newest)


def _renew(
    journal: Path, path: Path, coaching: Coaching, have: frozenset[str], through: date
) -> None:
    """Make a bookmark from a journal; where that cannot be read now, the next start does it."""
    with suppress(JournalError), open_journal(journal, wall_clock=_now) as ours:
        # The mark first: what is written while the past is read must not pass for read.
        mark = ours.mark(through + DAY)
        made = bookmark(ours.past(), coaching, have, through)
        if not ours.still_holds(mark, through + DAY):
            return
        kept = _Kept(
            _made_from(coaching, have),
            mark,
            made.through,
            {name: _without_ladder(track) for name, track in made.tracks.items()},
            made.running,
            dict(made.last_done),
            dict(made.newest),
        )
        fresh = path.with_suffix(".new")
        with suppress(OSError):
            with os.fdopen(os.open(fresh, _FRESH, PRIVATE_FILE), "wb") as file:
                file.write(msgspec.json.encode(kept))
            fresh.replace(path)


def _now() -> datetime:
    return datetime.now().astimezone()


def _made_from(coaching: Coaching, have: frozenset[str]) -> str:
    """Return a fingerprint of everything but the journal that a bookmark depends on."""
    everything = (coaching.exercises, coaching.rules, coaching.runs, sorted(have))
    whole = msgspec.json.encode(everything)
    # Against change, not against anybody: hashlib would bring 3 MB of OpenSSL to the first screen.
    return f"{kneeline.__version__} {len(whole)} {crc32(whole):08x}{adler32(whole):08x}"


def _without_ladder(track: Track) -> _Standing:
    return _Standing(**{each.name: getattr(track, each.name) for each in fields(_Standing)})


def _with_ladder(kept: _Standing, ladder: Ladder) -> Track:
    told = {each.name: getattr(kept, each.name) for each in fields(_Standing)}
    return replace(Track(ladder, kept.standing), **told)
