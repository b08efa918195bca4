"""Turn a file's tables into the coach's own types, refusing what the types cannot know is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kneeline.coach.dose import Dose, Tempo
from kneeline.coach.exercise import (
    Backing,
    Claim,
    Exercise,
    Fault,
    FormCue,
    KneeRange,
    Level,
)
from kneeline.coach.programme import Block, Entry, Programme, out_of_order
from kneeline.library.problem import Problem, nearest
from kneeline.library.reading import Unreadable
from kneeline.library.schema import EQUIPMENT
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kneeline.library.schema import (
        ClaimsTable,
        DoseTable,
        ExerciseFile,
        LevelTable,
        MostTable,
        ProgrammeFile,
    )

MOST_WORDS_TO_SAY = 7
"""At 0.4 seconds a word this stays below 3 seconds (source: kneeline-voice)."""

MOST_WORDS_TO_SHOW = 5
MOST_WORDS_OF_SETUP = 18
"""Said while the person gets into place."""

NO_STROKES = ("", "", "")


def exercise(path: Path, table: ExerciseFile) -> Exercise:
    """Return the exercise of a file; raise Unreadable if its parts do not fit together."""
    levels = _levels(path, table.levels)
    for problem in _mistakes(path, table):
        raise Unreadable(problem)
    backing = tuple(_backing(table.sources))
    return Exercise(
        id=table.id,
        name=table.name,
        phase=table.phase,
        purpose=table.purpose,
        sides=table.sides,
        position=table.position,
        setup=table.setup,
        steps=table.steps,
        strokes=table.strokes or NO_STROKES,
        feel=table.feel,
        not_feel=table.not_feel,
        cues=tuple(
            FormCue(cue.id, cue.text, cue.say, cue.moment, cue.mark, cue.mends)
            for cue in table.cues
        ),
        faults=tuple(Fault(fault.id, fault.name, fault.fix) for fault in table.faults),
        levels=levels,
        equipment=table.equipment,
        body_parts=table.body_parts,
        swaps=table.swaps,
        avoid=table.avoid,
        sources=tuple(dict.fromkeys(each.source for each in backing)),
        backing=backing,
        effort=table.effort,
        film=table.film,
    )


def programme(path: Path, table: ProgrammeFile) -> Programme:
    """Return the programme of a file; raise Unreadable if its blocks stand in the wrong order."""
    broken = out_of_order(tuple(block.phase for block in table.blocks))
    if broken and not table.out_of_order_because:
        says = _("“{first}” comes before “{second}”, against the order we coach").format(
            first=broken[0], second=broken[1]
        )
        remedy = _("change the order, or say why in “out_of_order_because”")
        raise Unreadable(Problem(path, "block", says, remedy))
    blocks = tuple(
        Block(block.phase, tuple(Entry(e.exercise, e.level, e.sets) for e in block.entries))
        for block in table.blocks
    )
    return Programme(
        id=table.id,
        name=table.name,
        purpose=table.purpose,
        blocks=blocks,
        out_of_order_because=table.out_of_order_because,
        sources=table.sources,
    )


def _backing(claims: ClaimsTable) -> Iterator[Backing]:
    for claim in Claim:
        for key in getattr(claims, claim.value):
            yield Backing(claim, key)


def _levels(path: Path, tables: tuple[LevelTable, ...]) -> tuple[Level, ...]:
    return tuple(_level(path, f"level[{n}]", table) for n, table in enumerate(tables, 1))


def _level(path: Path, place: str, table: LevelTable) -> Level:
    try:
        knee_range = KneeRange(*table.knee_range) if table.knee_range else None
    except ValueError as error:
        problem = Problem(
            path, f"{place}.knee_range", str(error), _("write the smaller number first")
        )
        raise Unreadable(problem) from error
    dose = _dose(path, f"{place}.dose", table.dose, table.dose)
    return Level(
        id=table.id,
        name=table.name,
        how=table.how,
        dose=dose,
        most=_dose(path, f"{place}.most", table.most, table.dose),
        knee_range=knee_range,
        load=table.load,
        equipment=table.equipment,
    )


def _dose(path: Path, place: str, amount: DoseTable | MostTable, pace: DoseTable) -> Dose:
    """Return the amount of one table at the pace of another."""
    try:
        tempo = Tempo(*pace.tempo) if pace.tempo else None
        return Dose(amount.sets, amount.reps, amount.seconds, tempo, pace.rest)
    except ValueError as error:
        problem = Problem(path, place, str(error), _("mend these numbers"))
        raise Unreadable(problem) from error


def _mistakes(path: Path, table: ExerciseFile) -> Iterator[Problem]:
    """Yield what each value on its own may be, but all together may not."""
    yield from _doubles(path, table)
    yield from _strange_equipment(path, table)
    yield from _long_words(path, table)
    yield from _broken_ladder(path, table.levels)
    if table.avoid and not table.sources.avoid:
        yield Problem(
            path, "sources.avoid", _("“avoid” names people, but no source"), _("add a source's key")
        )
    counted = any(level.dose.reps is not None for level in table.levels)
    if counted and table.strokes is None:
        remedy = _('add strokes = ["Down", "Hold", "Up"] or words that fit the movement')
        yield Problem(path, "strokes", _("reps are counted, but their parts have no words"), remedy)
    if table.film != PurePosixPath(table.film).name or "\\" in table.film:
        says = _("“{film}” is more than the name of a file").format(film=table.film)
        yield Problem(path, "film", says, _("put it into the films folder and write only its name"))
    if table.id in table.swaps:
        yield Problem(path, "swaps", _("the exercise is its own swap"), _("name another one"))


def _doubles(path: Path, table: ExerciseFile) -> Iterator[Problem]:
    ids = {
        "cue": [cue.id for cue in table.cues],
        "fault": [fault.id for fault in table.faults],
        "level": [level.id for level in table.levels],
    }
    for kind, names in ids.items():
        for n, name in enumerate(names, 1):
            if name in names[: n - 1]:
                says = _("the id “{id}” stands twice").format(id=name)
                yield Problem(path, f"{kind}[{n}].id", says, _("give each its own"))


def _strange_equipment(path: Path, table: ExerciseFile) -> Iterator[Problem]:
    wanted = [("equipment", table.equipment)]
    wanted += [(f"level[{n}].equipment", each.equipment) for n, each in enumerate(table.levels, 1)]
    for place, words in wanted:
        for word in words:
            if word not in EQUIPMENT:
                says = _("we have no word “{word}” for a thing to have at hand").format(word=word)
                yield Problem(path, place, says, nearest(word, EQUIPMENT))


def _long_words(path: Path, table: ExerciseFile) -> Iterator[Problem]:
    limits: list[tuple[str, str, int]] = [("setup", table.setup, MOST_WORDS_OF_SETUP)]
    for n, cue in enumerate(table.cues, 1):
        limits.append((f"cue[{n}].say", cue.say, MOST_WORDS_TO_SAY))
        limits.append((f"cue[{n}].text", cue.text, MOST_WORDS_TO_SHOW))
    for place, text, most in limits:
        count = len(text.split())
        if count > most:
            says = _("{count} words are too many here").format(count=count)
            yield Problem(path, place, says, _("use at most {most}").format(most=most))


def _broken_ladder(path: Path, levels: Iterable[LevelTable]) -> Iterator[Problem]:
    before: LevelTable | None = None
    for n, level in enumerate(levels, 1):
        if not _asks_at_least(level.most, level.dose):
            yield Problem(
                path,
                f"level[{n}].most",
                _("it asks for less than the dose one starts with"),
                _("raise it, and count in the same way, reps or seconds"),
            )
        if before is not None and _deepest(level) < _deepest(before):
            yield Problem(
                path,
                f"level[{n}].knee_range",
                _("the knee bends less than on the level before"),
                _("put the levels in order from easiest to hardest"),
            )
        before = level


def _asks_at_least(most: MostTable, dose: DoseTable) -> bool:
    if (most.reps is None) != (dose.reps is None):
        return False
    enough = (most.reps or 0) >= (dose.reps or 0) and (most.seconds or 0) >= (dose.seconds or 0)
    return enough and most.sets >= dose.sets


def _deepest(level: LevelTable) -> float:
    return level.knee_range[1] if level.knee_range else 0.0
