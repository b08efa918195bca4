"""`kneeline tour`: the real app through a whole session on simulated time, with pictures."""

from __future__ import annotations

import os
import random
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.app import language
from kneeline.app.failures import Refusal
from kneeline.wording import _

if TYPE_CHECKING:
    import argparse

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations

BEGIN = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
"""The simulated evening of the tour: the same for every run."""

LOG, JOURNAL, CHART = "events.jsonl", "journal.db", "chart.png"


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "tour",
        parents=parents,
        help=_("walk the real app through a session on simulated time, and leave pictures"),
        description=_(
            "Walks the real app through a whole session on simulated time, with real key presses,"
            " and leaves pictures of every screen, the session's events, its journal and the chart."
        ),
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("where to"))
    parser.add_argument("--programme", default="daily", metavar="ID", help=_("which programme"))
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=_("which answers"))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Walk, and print what was left where."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.platform == "win32":
        # Without a screen Qt looks for fonts in no place of Windows' by itself.
        fonts = Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
        os.environ.setdefault("QT_QPA_FONTDIR", str(fonts))
    _demand_programme(chosen.programme, places.resources)
    out = _empty(chosen.out)

    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 (after the platform is chosen)

    from kneeline.app import settings as person  # noqa: PLC0415
    from kneeline.app.composition import Kneeline  # noqa: PLC0415
    from kneeline.app.system import log  # noqa: PLC0415
    from kneeline.app.tour.camera import Camera  # noqa: PLC0415
    from kneeline.app.tour.clock import SimulatedClock  # noqa: PLC0415
    from kneeline.app.tour.guide import Guide  # noqa: PLC0415
    from kneeline.journal import JournalError  # noqa: PLC0415
    from kneeline.playback.amount import Amount  # noqa: PLC0415
    from kneeline.playback.leaving import leave  # noqa: PLC0415
    from kneeline.playback.software_video import prefer_software_video  # noqa: PLC0415
    from kneeline.playback.way import Way  # noqa: PLC0415

    places = replace(places, data=out)
    silent = person.Settings(theme="light", sound=Way.OFF, voice=Amount.NOTHING)
    person.save(places.settings, silent)
    log.keep_in(places.logs)
    prefer_software_video()
    app = QApplication(sys.argv[:1])
    language.speak_in_qt(app)
    clock = SimulatedClock(BEGIN)
    try:
        kneeline = Kneeline(app, places, clock)
    except JournalError as error:
        raise Refusal(str(error)) from error
    # To dress all pages anew for each picture takes long once all of them are there.
    kneeline.ahead.drop()
    camera = Camera(app, kneeline.window, out)
    chance = random.Random(chosen.seed)  # noqa: S311 (answers, not secrets)
    Guide(kneeline, clock, camera, chance, out / LOG, chosen.programme).walk()
    kneeline.save_chart(out / CHART)
    places.settings.unlink()
    for by_the_way in (places.logs, out / "backups"):
        shutil.rmtree(by_the_way, ignore_errors=True)
    for path in (*camera.taken, out / LOG, out / JOURNAL, out / CHART):
        print(path)  # noqa: T201 (the list of what it made is what this command prints)
    leave(0, save=kneeline.savers(), media=kneeline.media())


def _demand_programme(wanted: str, resources: Path) -> None:
    """Raise a Refusal, before anything is written, if nobody has this programme."""
    from kneeline import library  # noqa: PLC0415 (not for --help)

    programmes = library.load(resources).programmes
    if wanted not in programmes:
        known = ", ".join(sorted(programmes))
        raise Refusal(
            _("There is no programme “{wanted}”; choose one of: {known}.").format(
                wanted=wanted, known=known
            )
        )


def _empty(folder: Path) -> Path:
    """Return the folder, made and empty but for what an earlier tour left, which goes."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = list(folder.iterdir())
        if found and not (folder / LOG).exists():
            raise Refusal(
                _("{folder} is not empty; give the tour an empty folder.").format(folder=folder)
            )
        for path in found:
            if path.suffix in {".png", ".jsonl", ".json", ".db", ".db-wal", ".db-shm"}:
                path.unlink()
    except OSError as error:
        raise Refusal(
            _("The tour cannot write into {folder}: {reason}.").format(
                folder=folder, reason=error.strerror
            )
        ) from error
    return folder.resolve()
