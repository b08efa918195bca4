"""Pain scores as a FHIR R4 bundle, for the software of a clinic.

Each score is an Observation with the LOINC code of the 0–10 verbal rating of pain. Which knee it
is, is said in words; the SNOMED CT codes go with them only where somebody asks for them, because
not every country may use those freely. The patient has no name: who receives it knows whose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from kneeline import __version__
from kneeline.coach.pain import Moment
from kneeline.coach.side import Side
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from kneeline.journal import PainRecord

LOINC = {
    "system": "http://loinc.org",
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}

SURVEY = {
    "system": "http://terminology.hl7.org/CodeSystem/observation-category",
    "code": "survey",
    "display": "Survey",
}

MADE_UP = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
    "code": "HTEST",
    "display": "test health data",
}
"""Marks what `kneeline sample` made up, so that no clinic takes it for a person's."""

SNOMED = {
    Side.LEFT: {"code": "82169009", "display": "Structure of left knee region"},
    Side.RIGHT: {"code": "6757004", "display": "Structure of right knee region"},
}


def pain_bundle(
    scores: Iterable[PainRecord],
    now: datetime,
    *,
    amended: Collection[str] = (),
    made_up: Collection[str] = (),
    codes: bool = False,
) -> bytes:
    """Return the scores as a bundle of kind `collection`, as JSON.

    `amended` are the ids of scores that were corrected after they were given, `made_up` those of a
    sample. With `codes` the knee has its SNOMED CT code too.
    """
    patient = _address("patient")
    whole = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _moment(now),
        "entry": [
            {
                "fullUrl": patient,
                "resource": {"resourceType": "Patient", "id": patient.removeprefix("urn:uuid:")},
            },
            *(
                {
                    "fullUrl": f"urn:uuid:{score.id}",
                    "resource": _observation(score, patient, amended, made_up, codes=codes),
                }
                for score in scores
            ),
        ],
    }
    return msgspec.json.format(msgspec.json.encode(whole)) + b"\n"


def _observation(
    score: PainRecord,
    patient: str,
    amended: Collection[str],
    made_up: Collection[str],
    *,
    codes: bool,
) -> dict[str, Any]:
    knee = {Side.LEFT: _("left knee"), Side.RIGHT: _("right knee")}[score.knee]
    site: dict[str, Any] = {"text": knee}
    if codes:
        site["coding"] = [{"system": "http://snomed.info/sct", **SNOMED[score.knee]}]
    whole: dict[str, Any] = {
        "resourceType": "Observation",
        "id": score.id,
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{score.id}"}],
        "status": "amended" if score.id in amended else "final",
        "category": [{"coding": [SURVEY]}],
        "code": {"coding": [LOINC], "text": _("Pain, 0 (none) to 10 (the worst imaginable)")},
        "subject": {"reference": patient},
        "effectiveDateTime": _moment(score.at),
        "valueQuantity": {
            "value": score.score,
            "unit": "{score}",
            "system": "http://unitsofmeasure.org",
            "code": "{score}",
        },
        "bodySite": site,
        "method": {
            "text": _("said by the person, written down by Kneeline {version}").format(
                version=__version__
            )
        },
        "note": [{"text": _when(score)}],
    }
    if score.id in made_up:
        whole["meta"] = {"security": [MADE_UP]}
    return whole


def _when(score: PainRecord) -> str:
    """Return which pain it is, in words."""
    return {
        Moment.BEFORE: _("Before the session or run."),
        Moment.DURING: _("The worst during the session or run."),
        Moment.AFTER: _("After the session or run."),
        Moment.HOUR_AFTER: _("An hour after the session or run."),
        Moment.NEXT_MORNING: _("In the morning."),
    }[score.moment]


def _address(what: str) -> str:
    """Return an address that is the same in every bundle, so that a second one updates it."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'kneeline:{what}')}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
