"""`kneeline import`: take in the journal of another computer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.app.asking import agreed
from kneeline.app.failures import Refusal
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.journal.transfer.taking_in import ImportPreview


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "import",
        parents=parents,
        help=_("take in a journal that another Kneeline exported"),
        description=_(
            "Shows what a file from “kneeline export --to json” would bring, asks, makes a backup"
            " and then takes all of it in, or nothing. What is here already comes no second time."
            " Where both journals changed the same thing, the later change counts, and the change"
            " log keeps both."
        ),
        epilog=_(
            "Examples: kneeline import journal.json --dry-run · kneeline import journal.json --yes"
            " · Exit code 0: taken in, or nothing new. 1: refused, or you said no."
        ),
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help=_("only show what it would bring"))
    how.add_argument("--yes", action="store_true", help=_("do not ask"))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Show, ask, take in, and say what was done."""
    from kneeline.journal import JournalError  # noqa: PLC0415 (not for --help)
    from kneeline.journal.transfer.taking_in import import_json, preview_import  # noqa: PLC0415
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415

    try:
        preview = preview_import(places.journal, chosen.file)
        print("\n".join(in_words(preview)))  # noqa: T201 (the command's answer)
        if chosen.dry_run or not preview.changes_something:
            return 0
        if not agreed(_("Take this into your journal?"), yes=chosen.yes):
            print(_("Nothing was changed."))  # noqa: T201 (the command's answer)
            return 1
        done = import_json(places.journal, chosen.file, SystemClock().wall())
    except JournalError as error:
        raise Refusal(str(error)) from error
    print(_("Taken into {file}.").format(file=places.journal))  # noqa: T201 (the command's answer)
    if done.backup is not None:
        says = _("What was there before is kept in {backup}; “kneeline restore” puts it back.")
        print(says.format(backup=done.backup))  # noqa: T201 (the command's answer)
    return 0


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
