"""`kneeline restore`: put a backup in the journal's place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.app.asking import agreed
from kneeline.app.failures import Refusal
from kneeline.wording import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.journal.restoring import RestorePreview

NEWEST = "newest"


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "restore",
        parents=parents,
        help=_("put a backup in your journal's place"),
        description=_(
            "Shows what would be lost and gained, asks, keeps the present journal aside, and puts"
            " the backup in its place. A red flag that was raised since stays. Close Kneeline"
            " first."
        ),
        epilog=_(
            "Examples: kneeline restore --dry-run · kneeline restore newest --yes · “kneeline"
            " backup --list” shows what there is. Exit code 0: restored. 1: refused, or you said"
            " no."
        ),
    )
    parser.add_argument(
        "file",
        nargs="?",
        default=NEWEST,
        metavar="FILE",
        help=_("a backup, or “newest”: the newest good one (if left out)"),
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help=_("only show what it would do"))
    how.add_argument("--yes", action="store_true", help=_("do not ask"))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Show, ask, restore, and say what was done."""
    from kneeline.journal import JournalError  # noqa: PLC0415 (not for --help)
    from kneeline.journal.restoring import preview_restore, restore  # noqa: PLC0415
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415

    file = None if chosen.file == NEWEST else Path(chosen.file)
    try:
        preview = preview_restore(places.journal, file)
        print("\n".join(in_words(preview)))  # noqa: T201 (the command's answer)
        if chosen.dry_run:
            return 0
        if not agreed(_("Put it in your journal's place?"), yes=chosen.yes):
            print(_("Nothing was changed."))  # noqa: T201 (the command's answer)
            return 1
        done = restore(places.journal, SystemClock().wall(), preview.backup)
    except JournalError as error:
        raise Refusal(str(error)) from error
    print(_("{backup} is your journal now.").format(backup=done.backup))  # noqa: T201 (the command's answer)
    if done.aside is not None:
        print(_("What was there before is kept in {place}.").format(place=done.aside))  # noqa: T201 (the command's answer)
    return 0


def in_words(preview: RestorePreview) -> Iterator[str]:
    """Yield what a restore would do."""
    if preview.taken is None:
        yield _("{backup}:").format(backup=preview.backup)
    else:
        taken = preview.taken.astimezone().strftime("%Y-%m-%d %H:%M")
        yield _("{backup}, made on {taken}:").format(backup=preview.backup, taken=taken)
    if preview.present == "missing":
        yield _("  There is no journal now, so nothing is lost.")
    elif preview.present == "damaged":
        yield _("  The present journal is damaged; it is kept aside as it is.")
    elif not preview.tables:
        yield _("  It holds what your journal holds.")
    for table, each in preview.tables.items():
        says = _(
            "  {table}: {lost} would go, {gained} would come back, {changed} would change back"
        )
        yield says.format(
            table=table.replace("_", " "),
            lost=each.lost,
            gained=each.gained,
            changed=each.put_back,
        )
    if preview.first_lost is not None and preview.last_lost is not None:
        says = _("What would go is of the days from {first} to {last}.")
        yield says.format(first=preview.first_lost.isoformat(), last=preview.last_lost.isoformat())
