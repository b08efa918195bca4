"""`kneeline import`: take in the journal of another computer, or the runs of a watch."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.app.asking import agreed
from kneeline.app.failures import Refusal
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.app.running.files import Sorted
    from kneeline.coach.past import DoneRun
    from kneeline.journal.transfer.taking_in import ImportPreview


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "import",
        parents=parents,
        help=_("take in a journal that another Kneeline exported, or runs of a watch"),
        description=_(
            "Shows what a file from “kneeline export --to json” would bring, asks, makes a backup"
            " and then takes all of it in, or nothing. What is here already comes no second time."
            " Where both journals changed the same thing, the later change counts, and the change"
            " log keeps both. Runs come from GPX, TCX and FIT files, packed by gzip or not, and"
            " from folders of them: when, how long, how far and how many steps a minute, and no"
            " place."
        ),
        epilog=_(
            "Examples: kneeline import journal.json --dry-run · kneeline import journal.json --yes"
            " · kneeline import run.fit ~/Downloads/runs"
            " · Exit code 0: taken in, or nothing new. 1: refused, a file could not be read, or you"
            " said no."
        ),
    )
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help=_("one journal, or any number of run files and folders of them"),
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help=_("only show what it would bring"))
    how.add_argument("--yes", action="store_true", help=_("do not ask"))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Show, ask, take in, and say what was done."""
    from kneeline.journal import JournalError  # noqa: PLC0415 (not for --help)
    from kneeline.runfiles import is_run_file  # noqa: PLC0415 (the same)

    files: list[Path] = chosen.files
    runs = [each.is_dir() or is_run_file(each) for each in files]
    if not all(runs) and len(files) > 1:
        raise Refusal(_("Import one journal at a time, and runs apart from it."))
    try:
        return _take_runs(chosen, places) if all(runs) else _take_journal(chosen, places)
    except (JournalError, ValueError) as error:
        raise Refusal(str(error)) from error


def _take_journal(chosen: argparse.Namespace, places: Locations) -> int:
    from kneeline.journal.transfer.taking_in import import_json, preview_import  # noqa: PLC0415
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415

    [file] = chosen.files
    preview = preview_import(places.journal, file)
    print("\n".join(in_words(preview)))  # noqa: T201 (the command's answer)
    if chosen.dry_run or not preview.changes_something:
        return 0
    if not agreed(_("Take this into your journal?"), yes=chosen.yes):
        print(_("Nothing was changed."))  # noqa: T201 (the command's answer)
        return 1
    done = import_json(places.journal, file, SystemClock().wall())
    print(_("Taken into {file}.").format(file=places.journal))  # noqa: T201 (the command's answer)
    if done.backup is not None:
        says = _("What was there before is kept in {backup}; “kneeline restore” puts it back.")
        print(says.format(backup=done.backup))  # noqa: T201 (the command's answer)
    return 0


# -- runs ----------------------------------------------------------------------------------------


def _take_runs(chosen: argparse.Namespace, places: Locations) -> int:
    """Take the new runs of all files in, or none of them."""
    from kneeline.app.running import files as run_files  # noqa: PLC0415 (not for --help)
    from kneeline.journal import open_journal  # noqa: PLC0415 (the same)
    from kneeline.journal.transfer.taking_in import untouched  # noqa: PLC0415 (the same)
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415 (the same)

    files = run_files.run_files(chosen.files)
    if not files:
        raise Refusal(_("There is no GPX, TCX or FIT file in it."))
    found = list(run_files.read_each(files, _say_how_far))
    clock = SystemClock()
    with untouched(places.journal) as journal:
        sorted_out = run_files.sort_out(journal, found, clock.wall())
    news = [each for each in sorted_out if each.fate is run_files.Fate.NEW]
    print("\n".join(runs_in_words(sorted_out)))  # noqa: T201 (the command's answer)
    broken = list(broken_in_words(sorted_out))
    for each in broken:
        print(each, file=sys.stderr)  # noqa: T201 (standard error is for what went wrong)
    if not chosen.dry_run and news:
        if not agreed(_("Take these runs into your journal?"), yes=chosen.yes):
            print(_("Nothing was changed."))  # noqa: T201 (the command's answer)
            return 1
        with open_journal(places.journal, wall_clock=clock.wall) as journal:
            run_files.take_in(journal, news)
        print(_("Taken into {file}.").format(file=places.journal))  # noqa: T201 (the command's answer)
    return int(bool(broken))


def _say_how_far(done: int, whole: int) -> None:
    """Count along on a terminal; nothing is said to a file or a pipe."""
    if sys.stderr.isatty():
        says = _("Reading {done} of {all} …").format(done=done, all=whole)
        print(f"\r{says}", end="\n" if done == whole else "", file=sys.stderr)  # noqa: T201 (standard error is for what passes)


def runs_in_words(sorted_out: Sequence[Sorted]) -> Iterator[str]:
    """Yield a line for each run that is new, and how many are new and known."""
    from kneeline.app.running.files import Fate  # noqa: PLC0415 (not for --help)

    for each in sorted_out:
        if each.run is not None:
            yield f"  {_run_in_words(each.run)} · {each.file.name}"
    new, known = (sum(each.fate is fate for each in sorted_out) for fate in (Fate.NEW, Fate.KNOWN))
    yield ngettext("{count} run is new.", "{count} runs are new.", new).format(count=new)
    if known:
        yield ngettext(
            "{count} run is in your journal already.",
            "{count} runs are in your journal already.",
            known,
        ).format(count=known)


def broken_in_words(sorted_out: Sequence[Sorted]) -> Iterator[str]:
    """Yield a line for each file that gives no run, with the reason, and how many they are."""
    from kneeline.app.running.files import Fate  # noqa: PLC0415 (not for --help)

    broken = [each for each in sorted_out if each.fate is Fate.NO_RUN]
    for each in broken:
        yield _("{file}: {why}").format(file=each.file, why=each.why)
    if len(broken) > 1:
        says = ngettext("{count} file gives no run.", "{count} files give no run.", len(broken))
        yield says.format(count=len(broken))


def _run_in_words(run: DoneRun) -> str:
    """Return a run in a line; kilometres, like all that the command line says."""
    parts = [_("{minutes:g} min").format(minutes=round(run.minutes, 1))]
    if run.km is not None:
        parts.append(_("{km:g} km").format(km=round(run.km, 2)))
    if run.cadence is not None:
        parts.append(_("{steps:g} steps a minute").format(steps=round(run.cadence)))
    return f"{run.at:%Y-%m-%d %H:%M} · {' · '.join(parts)}"


# -- a journal -----------------------------------------------------------------------------------


def in_words(preview: ImportPreview) -> Iterator[str]:
    """Yield what a file would bring, a line for each table it has anything for."""
    says = _("{file}, exported on {day}:")
    yield says.format(file=preview.file, day=preview.written.astimezone().date().isoformat())
    for table, counts in preview.tables.items():
        says = _("  {table}: {new} new, {newer} changed, {same} the same, {older} older than here")
        yield says.format(
            table=table.replace("_", " "),
            new=counts.new,
            newer=counts.newer,
            same=counts.same,
            older=counts.older,
        )
    if preview.doubles:
        says = ngettext(
            "{count} thing is in both journals and stands once.",
            "{count} things are in both journals and stand once.",
            preview.doubles,
        )
        yield says.format(count=preview.doubles)
    if preview.made_up:
        yield _("Some of it was made up by “kneeline sample”: it would mix with your own life.")
    if not preview.changes_something:
        yield _("Nothing in it is new.")
    elif preview.first_new is not None and preview.last_new is not None:
        says = _("It brings something for days from {first} to {last}.")
        yield says.format(first=preview.first_new.isoformat(), last=preview.last_new.isoformat())
