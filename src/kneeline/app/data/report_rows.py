"""What the report and the charts of the command line are made from: the journal and the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.app.failures import Refusal
from kneeline.coach.exercise import Phase
from kneeline.journal import holds_sample
from kneeline.library import Unreadable, load
from kneeline.library.rules import read_rules, read_self_tests
from kneeline.report import Reference, ReportRows

if TYPE_CHECKING:
    from kneeline.app.locations import Locations
    from kneeline.insight.days import Span
    from kneeline.journal import Journal


def report_rows(journal: Journal, span: Span) -> ReportRows:
    """Return the rows that a report about a span reads."""
    worked = {each.exercise for each in journal.levels_worked() if each.phase is Phase.STRENGTHEN}
    sets = (row for exercise in sorted(worked) for row in journal.sets_of(exercise, span.first))
    return ReportRows(
        pain=journal.pain_scores(),
        sessions=journal.sessions(span.first, span.last),
        sets=tuple(sets),
        work=journal.daily_work(),
        felt=journal.daily_felt(),
        notes=journal.notes(span.first, span.last),
        self_tests=journal.self_tests(),
        past=journal.past(),
        sample=holds_sample(journal.path),
    )


def reference(places: Locations) -> Reference:
    """Return what the rows' words are looked up in; Refusal where a file of ours does not do."""
    try:
        return Reference(
            load(places.resources, own=places.data),
            read_rules(places.resources / "rules.toml"),
            read_self_tests(places.resources / "self-tests.toml"),
        )
    except Unreadable as error:
        raise Refusal(str(error)) from error
