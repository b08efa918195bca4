"""What a backup or an import would do, in the words of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.app.commands.backup import why
from kneeline.journal.restoring import Present
from kneeline.ui.moments import day_in_words, moment_in_words
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kneeline.journal import Backup
    from kneeline.journal.restoring import RestorePreview
    from kneeline.journal.transfer.taking_in import ImportPreview


def backup_words(backup: Backup) -> str:
    """Return when a backup was made, and why."""
    says = _("{when} ({why})")
    return says.format(when=moment_in_words(backup.taken.astimezone()), why=why(backup))


def counted(counts: Iterable[tuple[str, int]]) -> str:
    """Return how many of what there are: “3 sessions, 12 pain scores”; empty for nothing."""
    return ", ".join(_rows(table, count) for table, count in counts if count)


def restore_words(preview: RestorePreview) -> Iterator[str]:
    """Yield what bringing a backup back would do."""
    if preview.present is Present.MISSING:
        yield _("There is no journal now, so nothing is lost.")
    elif preview.present is Present.DAMAGED:
        yield _("Your journal is damaged; it is kept aside as it is.")
    elif not preview.tables:
        yield _("It holds what your journal holds.")
    tables = preview.tables.items()
    if lost := counted((table, each.lost) for table, each in tables):
        yield _("This would go: {what}.").format(what=lost)
    if preview.first_lost is not None and preview.last_lost is not None:
        yield _days(
            preview.first_lost,
            preview.last_lost,
            _("It is of {day}."),
            _("It is of the days from {first} to {last}."),
        )
    if gained := counted((table, each.gained) for table, each in tables):
        yield _("This would come back: {what}.").format(what=gained)
    if changed := counted((table, each.put_back) for table, each in tables):
        yield _("This would be as it was then: {what}.").format(what=changed)


def import_words(preview: ImportPreview) -> Iterator[str]:
    """Yield what a file would bring."""
    written = moment_in_words(preview.written.astimezone())
    yield _("Exported on {when}.").format(when=written)
    for what, says in (
        ("new", _("New: {what}.")),
        ("newer", _("Changed later than here: {what}.")),
        ("older", _("Changed earlier than here, and left as it is: {what}.")),
    ):
        rows = counted((table, getattr(each, what)) for table, each in preview.tables.items())
        if rows:
            yield says.format(what=rows)
    if same := preview.total("same"):
        says = ngettext("{count} thing is the same.", "{count} things are the same.", same)
        yield says.format(count=same)
    yield from _warnings(preview)
    if preview.first_new is not None and preview.last_new is not None:
        yield _days(
            preview.first_new,
            preview.last_new,
            _("It brings something for {day}."),
            _("It brings something for the days from {first} to {last}."),
        )


def _warnings(preview: ImportPreview) -> Iterator[str]:
    """Yield what to know before it is taken in."""
    if preview.doubles:
        says = ngettext(
            "{count} thing is in both journals and stands once.",
            "{count} things are in both journals and stand once.",
            preview.doubles,
        )
        yield says.format(count=preview.doubles)
    if preview.made_up:
        yield _("Careful: some of it is sample data. It would mix with your own life.")
    if not preview.changes_something:
        yield _("Nothing in it is new.")


def _days(first: date, last: date, of_one: str, of_more: str) -> str:
    if first == last:
        return of_one.format(day=day_in_words(first))
    return of_more.format(first=day_in_words(first), last=day_in_words(last))


def _rows(table: str, count: int) -> str:
    says = {
        "sessions": ngettext("{count} session", "{count} sessions", count),
        "sets": ngettext("{count} set", "{count} sets", count),
        "pain_scores": ngettext("{count} pain score", "{count} pain scores", count),
        "runs": ngettext("{count} run", "{count} runs", count),
        "notes": ngettext("{count} note", "{count} notes", count),
        "self_tests": ngettext("{count} self-test", "{count} self-tests", count),
        "pauses": ngettext("{count} break", "{count} breaks", count),
        "decisions": ngettext("{count} decision", "{count} decisions", count),
        "screenings": ngettext("{count} screening", "{count} screenings", count),
    }.get(table)
    if says is None:
        return f"{count} {table.replace('_', ' ')}"
    return says.format(count=count)
