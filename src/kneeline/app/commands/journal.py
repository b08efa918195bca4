"""`kneeline journal`: list the days, show a day or one thing, and mend it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from kneeline.app.commands.report import demand_journal
from kneeline.app.days import day
from kneeline.app.failures import Refusal
from kneeline.app.journal.typed_fields import assignment, values
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.journal import Entry, Journal, JournalDay
    from kneeline.journal.finding import FoundRow

A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word with its four: list, show, edit and undo."""
    whole = commands.add_parser(
        "journal", parents=parents, help=_("list, show and mend what your journal says")
    )
    words = whole.add_subparsers(required=True, metavar=_("list | show | edit | undo"))
    _add_list(words, parents)
    _add_show(words, parents)
    _add_edit(words, parents)
    undo = words.add_parser(
        "undo",
        parents=parents,
        help=_("put back what a change changed"),
        epilog=_("Example: kneeline journal undo CHANGE, as “journal edit” and “show” name it"),
    )
    undo.add_argument("change", metavar="CHANGE")
    undo.set_defaults(run=run_undo)


def _add_list(words: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    listing = words.add_parser(
        "list",
        parents=parents,
        help=_("the days with anything in them, newest first"),
        epilog=_("Example: kneeline journal list --since 2026-11-01 --json"),
    )
    listing.add_argument(
        "--since", type=day, metavar="DAY", help=_("first day (all of them, if left out)")
    )
    listing.add_argument("--json", action="store_true", help=_("as JSON"))
    listing.set_defaults(run=run_list)


def _add_show(words: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    show = words.add_parser(
        "show",
        parents=parents,
        help=_("all of a day, or one thing with its changes"),
        epilog=_("Examples: kneeline journal show 2026-11-22 · kneeline journal show 7d0c9a31"),
    )
    show.add_argument("what", metavar="DAY|ID", help=_("a day, or an id or its beginning"))
    show.add_argument("--json", action="store_true", help=_("as JSON"))
    show.set_defaults(run=run_show)


def _add_edit(words: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    edit = words.add_parser(
        "edit",
        parents=parents,
        help=_("correct one thing; the change log keeps what it was"),
        description=_(
            "Corrects one thing. “kneeline journal show” says which fields it has; “none” takes a"
            " value away. The change log keeps what it was, and “kneeline journal undo” puts it"
            " back."
        ),
        epilog=_(
            "Examples: kneeline journal edit 7d0c9a31 score=3 · kneeline journal edit 1b9e"
            " minutes=25 km=4.2 · Exit code 0: changed. 1: refused, with the reason."
        ),
    )
    edit.add_argument("id", metavar="ID", help=_("an id or its beginning"))
    edit.add_argument("changes", nargs="+", type=assignment, metavar="FIELD=VALUE")
    edit.set_defaults(run=run_edit)


# -- what is done ----------------------------------------------------------------------------------


def run_list(chosen: argparse.Namespace, places: Locations) -> int:
    """Print the days, newest first."""

    def answer(journal: Journal) -> str:
        days = journal.days(chosen.since)
        return _json(days) if chosen.json else "\n".join(map(_of_day, days)) or _nothing()

    return _asked(places, answer)


def run_show(chosen: argparse.Namespace, places: Locations) -> int:
    """Print a day, or one thing."""

    def answer(journal: Journal) -> str:
        if A_DAY.fullmatch(chosen.what):
            entries = journal.entries(_a_day(chosen.what))
            if chosen.json:
                return _json([{"kind": _kind(each), "entry": each} for each in entries])
            return "\n".join(map(_of_entry, entries)) or _nothing()
        row = journal.row(chosen.what)
        changes = journal.changes(row.id)
        if chosen.json:
            return _json({"table": row.table, "row": row.values, "changes": changes})
        return "\n".join(_of_row(row, journal))

    return _asked(places, answer)


def run_edit(chosen: argparse.Namespace, places: Locations) -> int:
    """Correct a row, and say how to take that back."""

    def answer(journal: Journal) -> str:
        row = journal.row(chosen.id)
        change = journal.edit(row.id, **values(row, chosen.changes))
        says = _("Changed. To take it back: kneeline journal undo {change}")
        return says.format(change=change)

    return _asked(places, answer)


def run_undo(chosen: argparse.Namespace, places: Locations) -> int:
    """Take a change back."""

    def answer(journal: Journal) -> str:
        change = journal.undo(chosen.change)
        says = _("Put back as it was. To take that back: kneeline journal undo {change}")
        return says.format(change=change)

    return _asked(places, answer)


def _asked(places: Locations, answer: Callable[[Journal], str]) -> int:
    from kneeline.journal import JournalError, open_journal  # noqa: PLC0415 (not for --help)
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415

    demand_journal(places)
    try:
        with open_journal(places.journal, wall_clock=SystemClock().wall) as journal:
            print(answer(journal))  # noqa: T201 (the command's answer)
    except (JournalError, ValueError) as error:
        says = str(error)
        raise Refusal(says[:1].upper() + says[1:]) from error
    return 0


def _a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        says = _("“{text}” is no day of the calendar.")
        raise Refusal(says.format(text=text)) from None


# -- in words --------------------------------------------------------------------------------------


def _json(what: object) -> str:
    import msgspec  # noqa: PLC0415 (only where somebody wants JSON)

    return msgspec.json.format(msgspec.json.encode(what)).decode()


def _nothing() -> str:
    return _("Nothing was written down.")


def _of_day(day: JournalDay) -> str:
    parts = [
        ngettext("{count} session", "{count} sessions", day.sessions).format(count=day.sessions),
        ngettext("{count} run", "{count} runs", day.runs).format(count=day.runs),
        ngettext("{count} note", "{count} notes", day.notes).format(count=day.notes),
    ]
    parts = [
        words
        for words, count in zip(parts, (day.sessions, day.runs, day.notes), strict=True)
        if count
    ]
    parts += [f"{knee.value} {worst}" for knee, worst in day.worst.items()]
    return f"{day.day.isoformat()}  {', '.join(parts)}".rstrip()


def _kind(entry: Entry) -> str:
    """Return what an entry is, in one word of the design."""
    words = re.findall(r"[A-Z][a-z]+", type(entry).__name__.removesuffix("Record"))
    return "-".join(word.lower() for word in words)


def _of_entry(entry: Entry) -> str:
    """Return an entry as a line: its time, its id, what it is, and what it says."""
    import msgspec  # noqa: PLC0415 (after --help)

    fields: dict[str, Any] = msgspec.to_builtins(entry)
    at = entry.started if _kind(entry) == "session" else entry.at  # type: ignore[union-attr]  # only a session begins
    said = {
        name: value
        for name, value in fields.items()
        if value not in (None, "", [], {}) and name not in {"id", "at", "day", "started", "ended"}
    }
    told = "  ".join(f"{name}={value}" for name, value in said.items())
    return f"{at.strftime('%H:%M')}  {entry.id}  {_kind(entry):<10}  {told}"


def _of_row(row: FoundRow, journal: Journal) -> Iterator[str]:
    """Yield a row field by field, which of them can be changed, and what was changed."""
    yield f"{row.table}  {row.id}"
    for name, value in row.values.items():
        if value is not None and name != "id":
            yield f"  {name}: {value}"
    if row.editable:
        yield _("What can be changed: {fields}").format(fields=", ".join(row.editable))
    for change in journal.changes(row.id):
        what = ", ".join(
            f"{name}: {before} → {change.after.get(name)}" for name, before in change.before.items()
        )
        yield f"{change.at.strftime('%Y-%m-%d %H:%M')}  {change.change}  {change.kind}  {what}"
