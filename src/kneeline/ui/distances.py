"""Distances as the person counts them: kilometres, or miles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLocale

from kneeline.wording import _

Units = Literal["system", "km", "miles"]

KM_A_MILE = 1.609344


@dataclass(frozen=True, slots=True)
class Distances:
    """How distances are written and read; the journal always holds kilometres."""

    miles: bool

    @property
    def unit(self) -> str:
        """The unit's short name, for the head of a column."""
        return _("mi") if self.miles else _("km")

    @property
    def name(self) -> str:
        """The unit's whole name, for the label of a field."""
        return _("Miles") if self.miles else _("Kilometres")

    def number(self, km: float) -> str:
        """Return a distance in the person's unit, without a fraction that says nothing."""
        near = round(km / KM_A_MILE if self.miles else km, 1)
        return QLocale().toString(near, "f", 0 if near.is_integer() else 1)

    def words(self, km: float) -> str:
        """Return a distance with its unit."""
        if self.miles:
            return _("{miles} mi").format(miles=self.number(km))
        return _("{km} km").format(km=self.number(km))

    def in_km(self, typed: float) -> float:
        """Return the kilometres of a number typed in the person's unit."""
        return typed * KM_A_MILE if self.miles else typed


def distances(units: Units, locale: QLocale | None = None) -> Distances:
    """Return how a person counts distances; "system" follows the country of the locale."""
    if units != "system":
        return Distances(miles=units == "miles")
    system = (locale or QLocale()).measurementSystem()
    metric = QLocale.MeasurementSystem.MetricSystem
    return Distances(miles=system is not metric)
