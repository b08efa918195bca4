"""Distances in kilometres and miles, as the person's country writes numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from kneeline.ui.distances import Distances, Units, distances

KM, MILES = Distances(miles=False), Distances(miles=True)


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("units", "place", "miles"),
    [
        ("system", "en_US", True),
        ("system", "en_GB", True),
        ("system", "de_DE", False),
        ("system", "es_ES", False),
        ("km", "en_US", False),
        ("miles", "de_DE", True),
    ],
)
def test_the_person_decides_else_the_country(units: Units, place: str, *, miles: bool) -> None:
    assert distances(units, QLocale(place)).miles is miles


def test_words() -> None:
    assert (KM.words(5.0), KM.words(4.24)) == ("5 km", "4.2 km")
    assert (MILES.words(5.0), MILES.words(1.609344)) == ("3.1 mi", "1 mi")
    assert (KM.unit, MILES.unit, KM.name, MILES.name) == ("km", "mi", "Kilometres", "Miles")


@pytest.mark.usefixtures("german")
def test_words_in_german_numbers() -> None:
    assert KM.words(4.2) == "4,2 km"


@given(st.floats(0.1, 120))
def test_what_is_typed_comes_back(km: float) -> None:
    for each in (KM, MILES):
        shown = float(each.number(km).replace(",", ""))
        assert each.in_km(shown) == pytest.approx(km, abs=0.0805)
