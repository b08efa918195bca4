"""Which fields the forms of the Journal page ask for, and what the journal takes of them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from kneeline.app.journal import words
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import HIGHEST, LOWEST, Moment
from kneeline.coach.past import Surface
from kneeline.coach.side import Side
from kneeline.journal.stamp import moment
from kneeline.ui.cards import knee_name
from kneeline.ui.journal.view import Asks, Field, Kind
from kneeline.ui.runs.words import stage_words, surface_name
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kneeline.journal.finding import FoundRow
    from kneeline.ui.distances import Distances

AT_NOON = time(12)
"""When something happened of which only the day is known."""

SCORES = tuple((str(score), score) for score in range(LOWEST, HIGHEST + 1))
UNSAID = (("–", None),)


class Fields:
    """The fields of each kind of entry, in the person's words and units."""

    def __init__(
        self,
        distances: Callable[[], Distances],
        programmes: Callable[[], Sequence[tuple[str, str]]],
        stages: Callable[[], int],
    ) -> None:
        """Take how distances are counted, the programmes by name and id, and how many stages."""
        self._distances, self._programmes, self._count = distances, programmes, stages

    # -- what can be changed -------------------------------------------------------------------

    def of(self, rows: Sequence[FoundRow]) -> tuple[Field, ...]:
        """Return the fields of rows; of several scores, the score of each knee."""
        if len(rows) > 1:
            return tuple(map(_score_of, rows))
        return tuple(self._field(rows[0], name) for name in rows[0].editable)

    def _field(self, row: FoundRow, name: str) -> Field:
        if name == "at":
            at = moment(row.values["at"], row.values["offset"])
            return Field("at", _("When"), Asks.MOMENT, at)
        value = row.field(name)
        if name in {"about", "first", "last"} and value is not None:
            value = date.fromisoformat(str(value))
        if name == "km" and isinstance(value, int | float):
            value = self._shown(value)
        return self._asking(name, bool(value) if name == "complete" else value)

    def _asking(self, name: str, value: object) -> Field:
        """Return what a field of a table is called and how it is asked for."""
        numbers = {
            "minutes": _("Minutes"),
            "seconds": _("Seconds"),
            "value": _("Result"),
            "reps": _("Repetitions"),
            "cadence": _("Steps a minute"),
            "km": self._distances().name,
        }
        if name in numbers:
            asks = Asks.WHOLE if name == "reps" else Asks.NUMBER
            optional = name in {"km", "cadence", "reps"}
            return Field(name, numbers[name], asks, value, optional=optional)
        days = {"about": _("Day"), "first": _("First day"), "last": _("Last day")}
        if name in days:
            return Field(name, days[name], Asks.DAY, value, optional=name == "last")
        if name == "text":
            return Field(name, _("Note"), Asks.TEXT, value)
        if name == "complete":
            return Field(name, _("Done in full"), Asks.FLAG, value)
        label, choices = self._choices(name)
        return Field(name, label, Asks.CHOICE, value, choices)

    def _choices(self, name: str) -> tuple[str, tuple[tuple[str, object], ...]]:
        knees = tuple((knee_name(each), each.value) for each in Side)
        of: Mapping[str, tuple[str, tuple[tuple[str, object], ...]]] = {
            "score": (_("Pain, 0 to 10"), SCORES),
            "knee": (_("Knee"), knees),
            "side": (_("Side"), ((_("both"), None), *knees)),
            "moment": (_("Asked"), tuple((words.moment_name(each), each.value) for each in Moment)),
            "where": (
                _("Felt in"),
                tuple((words.felt_name(each), each.value) for each in FeltWhere),
            ),
            "surface": (_("On"), tuple((surface_name(each), each.value) for each in Surface)),
            "stage": (_("Stage"), self._stages()),
        }
        return of[name]

    def _stages(self) -> tuple[tuple[str, object], ...]:
        return (
            (_("Free run"), None),
            *((stage_words(each), each) for each in range(1, self._count() + 1)),
        )

    # -- what can be added ---------------------------------------------------------------------

    def fresh(self, kind: Kind, now: datetime, day: date) -> tuple[Field, ...]:
        """Return the fields of something to be written down about a day."""
        at = now if day == now.date() else datetime.combine(day, AT_NOON, now.tzinfo)
        when = Field("at", _("When"), Asks.MOMENT, at)
        worst = tuple(_fresh_scores(_("Worst pain, {knee}")))
        if kind is Kind.NOTE:
            return (
                Field("about", _("Day"), Asks.DAY, day),
                Field("text", _("Note"), Asks.TEXT, ""),
            )
        if kind is Kind.PAIN:
            _label, moments = self._choices("moment")
            # The others belong to a session or a run, where they are asked.
            asked = tuple(
                each for each in moments if each[1] in {Moment.NEXT_MORNING, Moment.HOUR_AFTER}
            )
            which = Field("moment", _("Asked"), Asks.CHOICE, Moment.NEXT_MORNING.value, asked)
            return (when, which, *_fresh_scores("{knee}"))
        if kind is Kind.RUN:
            asked_of_run = ("minutes", "km", "surface", "stage")
            given: dict[str, object] = {"surface": Surface.ROAD.value}
            fields = (self._asking(name, given.get(name)) for name in asked_of_run)
            return (when, *fields, *worst)
        programmes = tuple(self._programmes())
        first = programmes[0][1] if programmes else None
        return (when, Field("programme", _("What"), Asks.CHOICE, first, programmes), *worst)

    # -- what is taken -------------------------------------------------------------------------

    def taken(self, values: Mapping[str, Any], today: date) -> dict[str, Any]:
        """Return what was filled in as the journal takes it; ValueError for a day to come."""
        taken = dict(values)
        if taken.get("km") is not None:
            taken["km"] = self._distances().in_km(taken["km"])
        if taken.get("about") is not None and taken["about"] > today:
            raise ValueError(_("A note is about today or a day that has passed."))
        first, last = taken.get("first"), taken.get("last")
        if first is not None and last is not None and last < first:
            raise ValueError(_("A pause cannot end before it began."))
        return taken

    def _shown(self, km: float) -> float:
        shown = self._distances()
        return km / shown.in_km(1.0)


def _score_of(row: FoundRow) -> Field:
    """Return the field for the score of one knee, called by its row."""
    knee = Side(str(row.field("knee")))
    return Field(f"score {row.id}", knee_name(knee), Asks.CHOICE, row.field("score"), SCORES)


def _fresh_scores(label: str) -> Iterator[Field]:
    """Yield a field for the score of each knee, called by its side."""
    for knee in Side:
        words_of = label.format(knee=knee_name(knee))
        yield Field(f"score {knee.value}", words_of, Asks.CHOICE, None, (*UNSAID, *SCORES))
