"""`kneeline log`: write pain, a run or a note down without opening the window."""

from __future__ import annotations

import math
from argparse import ArgumentTypeError
from datetime import date, datetime
from typing import TYPE_CHECKING

from kneeline.app.days import day
from kneeline.app.failures import Refusal
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun, Surface
from kneeline.coach.side import Side
from kneeline.wording import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.coach.past import Scores
    from kneeline.journal import Journal


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word with its three: pain, run and note."""
    whole = commands.add_parser(
        "log", parents=parents, help=_("write pain, a run or a note into your journal")
    )
    words = whole.add_subparsers(required=True, metavar=_("pain | run | note"))
    _add_pain(words, parents)
    _add_run(words, parents)
    _add_note(words, parents)


def _add_pain(words: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    pain = words.add_parser(
        "pain",
        parents=parents,
        help=_("this morning's pain, or an hour after a session or run"),
        epilog=_("Example: kneeline log pain left 2 · kneeline log pain right 3 --hour-after"),
    )
    pain.add_argument("knee", type=_knee, metavar="KNEE", help=_("left or right"))
    pain.add_argument("score", type=_score, metavar="SCORE", help=_("0 (none) to 10 (worst)"))
    pain.add_argument(
        "--hour-after",
        action="store_const",
        dest="moment",
        const=Moment.HOUR_AFTER,
        default=Moment.NEXT_MORNING,
        help=_("an hour after the day's last session or run, not this morning's"),
    )
    _add_when(pain)
    pain.set_defaults(run=run_pain)


def _add_run(words: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    run = words.add_parser(
        "run",
        parents=parents,
        help=_("a run"),
        epilog=_("Example: kneeline log run 25 --km 4.2 --surface road --worst left=1 right=0"),
    )
    run.add_argument("minutes", type=_number, metavar="MINUTES", help=_("minutes of running"))
    run.add_argument("--km", type=_number, metavar="KM", help=_("how far"))
    run.add_argument(
        "--surface",
        choices=[surface.value for surface in Surface],
        default=Surface.ROAD.value,
        help=_("what it was on (%(default)s, if left out)"),
    )
    run.add_argument("--stage", type=int, metavar="N", help=_("the stage; none for a free run"))
    for name, said in (
        ("--before", _("pain before it, for each knee")),
        ("--worst", _("worst pain on it, for each knee")),
        ("--hour-after", _("pain an hour later, for each knee")),
    ):
        run.add_argument(
            name, type=_knee_score, nargs="+", default=[], metavar="KNEE=SCORE", help=said
        )
    run.add_argument("--cut-short", action="store_true", help=_("it was not run to the end"))
    _add_when(run)
    run.set_defaults(run=run_run)


def _add_note(words: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    note = words.add_parser(
        "note",
        parents=parents,
        help=_("a note about a day"),
        epilog=_('Example: kneeline log note "Long day on my feet" --about 2026-11-22'),
    )
    note.add_argument("text", metavar="TEXT")
    note.add_argument("--about", type=day, metavar="DAY", help=_("which day (today, if left out)"))
    note.set_defaults(run=run_note)


def _add_when(parser: Parser) -> None:
    parser.add_argument(
        "--at",
        type=_moment,
        metavar="TIME",
        help=_("when, as 2026-11-22T07:30 (now, if left out)"),
    )


# -- what is done ------------------------------------------------------------------------------


def run_pain(chosen: argparse.Namespace, places: Locations) -> int:
    """Write a pain score down."""
    score = PainScore(chosen.knee, chosen.moment, chosen.score)
    return _write(places, lambda journal: journal.log_pain(score, at=chosen.at))


def run_run(chosen: argparse.Namespace, places: Locations) -> int:
    """Write a run down."""
    _check_stage(chosen.stage, places)

    def write(journal: Journal) -> object:
        return journal.log_run(
            DoneRun(
                at=chosen.at or _now(),
                minutes=chosen.minutes,
                km=chosen.km,
                surface=Surface(chosen.surface),
                stage=chosen.stage,
                before=_scores(chosen.before),
                worst=_scores(chosen.worst),
                hour_after=_scores(chosen.hour_after),
                complete=not chosen.cut_short,
            )
        )

    return _write(places, write)


def run_note(chosen: argparse.Namespace, places: Locations) -> int:
    """Write a note down."""
    about: date = chosen.about or _now().date()
    if about > _now().date():
        raise Refusal(_("A note is about today or a day that has passed."))
    return _write(places, lambda journal: journal.write_note(chosen.text, about=about))


def _write(places: Locations, write: Callable[[Journal], object]) -> int:
    """Write into the journal and say so; a Refusal where it makes no sense or cannot be."""
    from kneeline.journal import JournalError, open_journal  # noqa: PLC0415 (not for --help)

    try:
        with open_journal(places.journal, wall_clock=_now) as journal:
            write(journal)
    except (JournalError, ValueError) as error:
        says = str(error)
        whole = says if says.endswith(".") else f"{says}."
        raise Refusal(whole[:1].upper() + whole[1:]) from error
    print(_("Written into {file}.").format(file=places.journal))  # noqa: T201 (the command's answer)
    return 0


def _now() -> datetime:
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415 (not for --help)

    return SystemClock().wall()


def _check_stage(stage: int | None, places: Locations) -> None:
    """Refuse a stage that the ladder does not have."""
    if stage is None:
        return
    from kneeline.library import Unreadable, rules  # noqa: PLC0415 (only for this command)

    try:
        ladder = rules.read_running(places.resources / "running.toml")
    except Unreadable as error:
        raise Refusal(str(error)) from error
    if ladder.stage(stage) is None:
        raise Refusal(
            _("There is no stage {stage}; the stages go from 1 to {last}.").format(
                stage=stage, last=len(ladder.stages)
            )
        )


def _scores(given: list[tuple[Side, int]]) -> Scores:
    return dict(given)


# -- what may be typed ---------------------------------------------------------------------------


def _knee(text: str) -> Side:
    try:
        return Side(text.lower())
    except ValueError:
        says = _("“{text}” is no knee; write left or right")
        raise ArgumentTypeError(says.format(text=text)) from None


def _score(text: str) -> int:
    try:
        return PainScore(Side.LEFT, Moment.DURING, int(text)).score
    except ValueError:
        says = _("pain is a whole number from 0 (none) to 10 (the worst), not “{text}”")
        raise ArgumentTypeError(says.format(text=text)) from None


def _knee_score(text: str) -> tuple[Side, int]:
    knee, equals, score = text.partition("=")
    if not equals:
        says = _("“{text}” names no knee and score; write it like left=2")
        raise ArgumentTypeError(says.format(text=text))
    return _knee(knee), _score(score)


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if math.isnan(number):
        says = _("“{text}” is no number; write it like 25 or 4.2")
        raise ArgumentTypeError(says.format(text=text))
    return number


def _moment(text: str) -> datetime:
    """Return the moment somebody typed, on the clock of this place where they named no other."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        says = _("“{text}” is no time; write day and time, as in 2026-11-22T07:30")
        raise ArgumentTypeError(says.format(text=text)) from None
