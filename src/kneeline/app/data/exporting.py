"""Take the journal out of Kneeline: as CSV or JSON, its pain as FHIR, its week as a calendar."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kneeline.app.failures import Refusal
from kneeline.journal import JournalError, JournalMissing, backups_of, open_journal
from kneeline.journal.transfer.csv_files import export_csv
from kneeline.journal.transfer.json_file import Exported, export_json
from kneeline.journal.writing_whole import NotWritten, demand_free, written_whole
from kneeline.wording import _

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from kneeline.app.locations import Locations
    from kneeline.coach.week import Day
    from kneeline.journal import Journal
    from kneeline.journal.transfer.merging import Progress


class Kind(StrEnum):
    """What the journal can be exported as."""

    CSV = "csv"
    """A folder with a file for each table, for spreadsheets and statistics."""

    JSON = "json"
    """The whole journal in one file, which another Kneeline can import."""

    FHIR = "fhir"
    """The pain scores, for the software of a clinic."""

    ICS = "ics"
    """The plan of the coming seven days, for a calendar."""


def export(  # noqa: PLR0913 (each is one choice of the person's)
    places: Locations,
    now: datetime,
    kind: Kind,
    out: Path,
    *,
    since: date | None = None,
    codes: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Export to `out`, wholly or not at all; a Refusal has the sentence where that cannot be.

    `since` is the first day of what is exported (a plan has none), `codes` adds SNOMED CT codes to
    FHIR, and `force` allows to replace what is at `out`. `progress` is told how many rows of how
    many are done; call this from any thread.
    """
    if kind is Kind.ICS and since is not None:
        raise Refusal(_("A calendar holds the coming days: leave --since out."))
    if codes and kind is not Kind.FHIR:
        raise Refusal(_("Only FHIR holds codes of body sites: leave --codes out."))
    try:
        _demand_journal(places.journal)
        match kind:
            case Kind.CSV:
                return export_csv(places.journal, out, since=since, force=force, progress=progress)
            case Kind.JSON:
                return export_json(
                    places.journal, out, now, since=since, force=force, progress=progress
                )
            case Kind.FHIR:
                return _export_fhir(places, now, out, since, codes=codes, force=force)
            case Kind.ICS:
                return _export_calendar(places, now, out, force=force)
    except (JournalError, NotWritten) as error:
        raise Refusal(str(error)) from error


def _demand_journal(journal: Path) -> None:
    if journal.exists():
        return
    if backups_of(journal):
        raise JournalMissing(journal)
    says = _(
        "There is no journal at {file}: open Kneeline once, or name the right folder with"
        " --data-dir."
    )
    raise Refusal(says.format(file=journal))


def _export_fhir(
    places: Locations, now: datetime, out: Path, since: date | None, *, codes: bool, force: bool
) -> Exported:
    from kneeline.journal.sample import AFTER_MARK, MARK  # noqa: PLC0415 (only here)
    from kneeline.report.fhir import pain_bundle  # noqa: PLC0415 (comes with Qt's fonts)

    demand_free(out, force=force)
    with open_journal(places.journal, wall_clock=lambda: now) as journal:
        scores = journal.pain_scores(since)
        amended = {each.row for each in journal.changes() if each.table == "pain_scores"}
    made_up = {each.id for each in scores if MARK <= each.id < AFTER_MARK}
    raw = pain_bundle(scores, now, amended=amended, made_up=made_up, codes=codes)
    return _written(out, raw, len(scores), force=force)


def _export_calendar(places: Locations, now: datetime, out: Path, *, force: bool) -> Exported:
    from kneeline.report.calendar import calendar  # noqa: PLC0415 (comes with Qt's fonts)

    demand_free(out, force=force)
    with open_journal(places.journal, wall_clock=lambda: now) as journal:
        days = _outlook(places, journal, now)
    return _written(out, calendar(days, now), len(days), force=force)


def _outlook(places: Locations, journal: Journal, now: datetime) -> tuple[Day, ...]:
    """Return today and the six days after it, as they are planned now."""
    from kneeline.app import settings  # noqa: PLC0415 (only for a calendar)
    from kneeline.app.today.wishes import wishes  # noqa: PLC0415
    from kneeline.coach.today import plan_day  # noqa: PLC0415
    from kneeline.library import Unreadable, load, rules  # noqa: PLC0415

    try:
        known = rules.coaching(places.resources, load(places.resources, own=places.data))
    except Unreadable as error:
        raise Refusal(str(error)) from error
    chosen, _problem = settings.load(places.settings)
    past = journal.past()
    return plan_day(past, known, wishes(journal, past, chosen), now, translate=_).outlook


def _written(out: Path, raw: bytes, rows: int, *, force: bool) -> Exported:
    with written_whole(out, force=force) as file:
        file.write(raw)
    return Exported(out, rows, (out,))
