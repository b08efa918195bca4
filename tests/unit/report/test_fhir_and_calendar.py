"""What a clinic's software and a calendar read, read back by what they read it with."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import icalendar
import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from hypothesis import strategies as st

from kneeline.coach.pain import Moment
from kneeline.coach.side import Side
from kneeline.coach.week import Day, Why
from kneeline.journal import PainRecord
from kneeline.report.calendar import _escaped, _folded, calendar
from kneeline.report.fhir import pain_bundle

if TYPE_CHECKING:
    from fhir.resources.R4B.observation import Observation

NOW = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=2)))


def scored(number: int, knee: Side, moment: Moment, score: int) -> PainRecord:
    at = NOW - timedelta(days=number)
    return PainRecord(
        f"00000000-0000-4000-8000-{number:012d}",
        *(None, None, None, None),
        knee,
        moment,
        score,
        at,
        at.date(),
    )


EVERY = [
    scored(number, knee, moment, number % 11)
    for number, (knee, moment) in enumerate((k, m) for k in Side for m in Moment)
]


def observations(raw: bytes) -> list[Observation]:
    """Read a bundle with FHIR's own models, and return its observations."""
    bundle = Bundle.model_validate_json(raw)
    assert bundle.type == "collection"
    first, *rest = bundle.entry
    assert first.resource.get_resource_type() == "Patient"
    found = [entry.resource for entry in rest]
    for entry in bundle.entry:
        assert entry.fullUrl == f"urn:uuid:{entry.resource.id}"
    assert {each.subject.reference for each in found} <= {first.fullUrl}
    return found


@pytest.mark.parametrize("codes", ["with", "without"])
def test_every_score_is_an_observation_that_the_models_accept(codes: str) -> None:
    raw = pain_bundle(EVERY, NOW, codes=codes == "with")
    found = observations(raw)
    assert len(found) == len(EVERY)
    for said, told in zip(EVERY, found, strict=True):
        assert (told.id, told.status) == (said.id, "final")
        [code] = told.code.coding
        assert (code.system, code.code) == ("http://loinc.org", "72514-3")
        assert told.valueQuantity.value == said.score
        assert told.valueQuantity.code == "{score}"
        assert told.effectiveDateTime == said.at
        assert told.bodySite.text == f"{said.knee.value} knee"
        coded = {Side.LEFT: "82169009", Side.RIGHT: "6757004"}[said.knee]
        sites = [each.code for each in told.bodySite.coding or []]
        assert sites == ([coded] if codes == "with" else [])
        [category] = told.category
        assert category.coding[0].code == "survey"
        assert told.note[0].text


def test_what_was_corrected_and_what_was_made_up_says_so() -> None:
    ids = [each.id for each in EVERY]
    found = observations(pain_bundle(EVERY, NOW, amended={ids[1]}, made_up={ids[2]}))
    assert [each.status for each in found[:3]] == ["final", "amended", "final"]
    assert found[1].meta is None
    assert found[2].meta.security[0].code == "HTEST"


def test_the_same_score_has_the_same_address_in_every_bundle_and_there_is_no_name() -> None:
    raw = pain_bundle(EVERY, NOW)
    assert raw == pain_bundle(EVERY, NOW)
    patient = json.loads(raw)["entry"][0]["resource"]
    assert set(patient) == {"resourceType", "id"}
    assert observations(pain_bundle([], NOW)) == []


# -- the calendar ----------------------------------------------------------------------------------

FULL = Day(date(2026, 11, 22), Why.STRENGTH_DUE, prepare=True, strengthen=True, run=True)
REST = Day(date(2026, 12, 31), Why.LOCKED, roll=False)


def events(raw: bytes) -> list[icalendar.Event]:
    whole = icalendar.Calendar.from_ical(raw)
    assert whole["VERSION"] == "2.0"
    assert whole.errors == []
    found = list(whole.walk("VEVENT"))
    assert all(event.errors == [] for event in found)
    return found


def test_each_day_is_an_event_of_the_whole_day() -> None:
    full, rest = events(calendar([FULL, REST], NOW))
    assert full.decoded("DTSTART") == date(2026, 11, 22)
    assert full.decoded("DTEND") == date(2026, 11, 23)
    assert rest.decoded("DTEND") == date(2027, 1, 1)
    assert full["SUMMARY"] == "Knees: Rolling, Activation and mobility, Strength, A run"
    assert (full["STATUS"], rest["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert full["TRANSP"] == "TRANSPARENT"
    assert full.decoded("DTSTAMP") == NOW.astimezone(UTC)


def test_a_later_export_updates_the_same_events() -> None:
    first = events(calendar([FULL, REST], NOW))
    later = events(calendar([FULL, REST], NOW + timedelta(hours=1)))
    assert [each["UID"] for each in first] == [each["UID"] for each in later]
    assert len({each["UID"] for each in first}) == 2
    assert all(b["SEQUENCE"] > a["SEQUENCE"] for a, b in zip(first, later, strict=True))
    assert all(int(each["SEQUENCE"]) < 2**31 for each in later)


def test_lines_end_and_fold_as_the_standard_says() -> None:
    raw = calendar([FULL, REST], NOW)
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=300)
)
def test_any_text_comes_back_from_its_folds(text: str) -> None:
    folded = _folded("SUMMARY:" + _escaped(text))
    assert all(len(line) <= 75 for line in folded.split(b"\r\n"))
    for line in folded.split(b"\r\n"):
        line.decode()  # no letter is cut in half
    unfolded = folded.replace(b"\r\n ", b"").decode().removesuffix("\r\n")
    plain = unfolded.removeprefix("SUMMARY:").replace("\\\\", "\0")
    plain = plain.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\0", "\\")
    assert plain == text
