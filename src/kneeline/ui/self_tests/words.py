"""What a result says: the value, how it lies to the last one, and what we point out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.coach.side import Side
from kneeline.ui.cards import knee_name
from kneeline.ui.runs.words import number
from kneeline.ui.self_tests.view import Kind
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kneeline.ui.self_tests.view import Result, TestView


def value_words(test: TestView, value: float) -> str:
    """Return a result as it is read."""
    band = test.band(value)
    if test.kind is Kind.WORDS:
        return band
    amount = f"{number(value)} {test.unit}".strip()
    return f"{amount}, {band}" if band else amount


def results(test: TestView, values: Sequence[Result], names: Sequence[str] = ()) -> Iterator[str]:
    """Yield a sentence for each result, then what we point out."""
    for place, (whose, value) in enumerate(values):
        said = value_words(test, value)
        name = knee_name(whose) if whose is not None else ""
        if place < len(names):
            name = names[place]
        lies = _beside_last(test, whose, value) if test.times == 1 else ""
        line = _("{name}: {result}").format(name=name, result=said) if name else said
        yield f"{line} ({lies})." if lies else f"{line}."
    yield from _pointed_out(test, values)


def _beside_last(test: TestView, whose: Side | None, value: float) -> str:
    if whose not in test.before:
        return ""
    last = test.before[whose]
    then = value_words(test, last)
    more = value - last
    if test.change is None:
        return _("last time {value}").format(value=then)
    if abs(more) < test.change:
        return _("about the same as last time, {value}").format(value=then)
    if (more > 0) is test.more_is_better:
        return _("better than last time, {value}").format(value=then)
    return _("worse than last time, {value}").format(value=then)


def _pointed_out(test: TestView, values: Sequence[Result]) -> Iterator[str]:
    """Yield what we mention, which is our choice and no diagnosis."""
    low = test.point_out_below
    if low is not None and any(value < low for _whose, value in values):
        words = _("We aim for {value} or more. That mark is our choice, and it finds no illness.")
        yield words.format(value=value_words(test, low))
    sides = [value for whose, value in values if whose is not None]
    if test.point_out_gap is not None and len(sides) == len(Side):
        gap = abs(sides[0] - sides[1])
        if gap > test.point_out_gap:
            words = _("The two sides differ by {gap}. From {from_} on we mention it: our choice.")
            yield words.format(
                gap=value_words(test, gap), from_=value_words(test, test.point_out_gap)
            )


def norm_words(test: TestView) -> str:
    """Return what a result is held against, and how sure that is."""
    parts = []
    if test.point_out_below is not None:
        parts.append(_("We aim for {value}.").format(value=value_words(test, test.point_out_below)))
    if test.change is not None and test.kind is not Kind.WORDS:
        words = _("A difference below {value} may be chance.")
        parts.append(words.format(value=f"{number(test.change)} {test.unit}".strip()))
    return " ".join((*parts, test.certainty))
