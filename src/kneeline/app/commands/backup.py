"""`kneeline backup`: copy the journal now, or list the copies there are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kneeline.app.commands.report import demand_journal
from kneeline.app.failures import Refusal
from kneeline.wording import _

if TYPE_CHECKING:
    import argparse

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.journal import Backup


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "backup",
        parents=parents,
        help=_("copy your journal now, or list the copies"),
        description=_(
            "Makes a copy of the journal in the folder backups beside it and proves it good."
            " Kneeline does so by itself each day, and before an import, a restore or an upgrade."
            " It keeps one copy a day for a week, one a week for four weeks, one a month for a"
            " year, and one for each year before."
        ),
        epilog=_(
            "Examples: kneeline backup · kneeline backup --list --json · Exit code 0: done."
            " 1: refused, with the reason."
        ),
    )
    parser.add_argument("--list", action="store_true", help=_("list the copies, newest first"))
    parser.add_argument("--json", action="store_true", help=_("with --list: as JSON"))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Make a copy, or list them."""
    from kneeline.journal import JournalError, backups_of  # noqa: PLC0415 (not for --help)
    from kneeline.journal.backup import take  # noqa: PLC0415
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415

    if chosen.json and not chosen.list:
        raise Refusal(_("--json goes with --list."))
    if chosen.list:
        found = backups_of(places.journal)[::-1]
        print(_as_json(found) if chosen.json else _in_words(found, places))  # noqa: T201 (the command's answer)
        return 0
    demand_journal(places)
    try:
        copy = take(places.journal, SystemClock().wall())
    except JournalError as error:
        raise Refusal(str(error)) from error
    print(_("{path}: copied, and proven good.").format(path=copy))  # noqa: T201 (the command's answer)
    return 0


def _in_words(found: tuple[Backup, ...], places: Locations) -> str:
    from kneeline.journal.restoring import is_good  # noqa: PLC0415 (not for --help)

    if not found:
        return _("There is no backup of {file} yet.").format(file=places.journal)
    lines = []
    for each in found:
        says = _("{taken}  {size:>6.1f} MB  {state}  {why}  {path}")
        lines.append(
            says.format(
                taken=each.taken.astimezone().strftime("%Y-%m-%d %H:%M"),
                size=each.path.stat().st_size / 10**6,
                state=_("good") if is_good(each.path) else _("DAMAGED"),
                why=why(each),
                path=each.path,
            )
        )
    return "\n".join(lines)


def why(backup: Backup) -> str:
    """Return why a copy was made, in words."""
    if backup.before_version is not None:
        return _("before an upgrade")
    if backup.before is not None:
        return {"import": _("before an import"), "restore": _("before a restore")}[backup.before]
    return _("of the day")


def _as_json(found: tuple[Backup, ...]) -> str:
    from kneeline.journal.restoring import is_good  # noqa: PLC0415 (not for --help)

    listed = [
        {
            "path": str(each.path),
            "taken": each.taken.isoformat(),
            "bytes": each.path.stat().st_size,
            "before": each.before or ("upgrade" if each.before_version is not None else None),
            "good": is_good(each.path),
        }
        for each in found
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)
