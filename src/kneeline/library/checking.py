"""Check files somebody wrote, and list what is loaded: for `kneeline library`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kneeline.library import rules
from kneeline.library.loading import Library, Shelf
from kneeline.library.problem import Problem
from kneeline.library.reading import Unreadable
from kneeline.wording import _

if TYPE_CHECKING:
    from pathlib import Path

    from kneeline.coach.exercise import Exercise, Level
    from kneeline.coach.programme import Programme

_REFERENCE: dict[str, Callable[[Path], object]] = {
    "rules.toml": rules.read_rules,
    "screening.toml": rules.read_screening,
    "running.toml": rules.read_running,
    "self-tests.toml": rules.read_self_tests,
}
"""How the files are loaded that stand once in a folder, by their names."""


def check(paths: Iterable[Path], resources: Path) -> list[Problem]:
    """Return what is wrong with files and folders, as they would be beside our own library.

    A folder stands for every `.toml` file in it. What is wrong elsewhere is not reported.
    """
    problems: list[Problem] = []
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob("*.toml"))
            files += inside
            if not inside:
                remedy = _("name the files, or the folder that holds them")
                problems.append(
                    Problem(path, "", _("there is no .toml file in this folder"), remedy)
                )
        else:
            files.append(path)
    asked = {path.resolve() for path in files}
    shelf = _shelf_without(resources, asked)
    for path in files:
        problems += _put(shelf, path)
    found = [*problems, *shelf.library().problems]
    return [problem for problem in found if problem.path.resolve() in asked or problem in problems]


def list_json(library: Library) -> str:
    """Return everything loaded as JSON, for `kneeline library list --json`."""
    listing = {
        "exercises": [_exercise(library, each) for each in library.exercises.values()],
        "programmes": [_programme(library, each) for each in library.programmes.values()],
        "sources": [
            {"key": source.key, "certainty": source.certainty, "takes": source.takes}
            for source in library.sources.values()
        ],
        "problems": [str(problem) for problem in library.problems],
    }
    return json.dumps(listing, ensure_ascii=False, indent=2)


def _shelf_without(resources: Path, asked: set[Path]) -> Shelf:
    """Return a shelf with our own files, but for those that are checked anyway."""
    shelf = Shelf()
    for kind, put in (
        ("sources.toml", shelf.put_sources),
        ("exercises/*.toml", shelf.put_exercise),
        ("programmes/*.toml", shelf.put_programme),
    ):
        for path in sorted(resources.glob(kind)):
            if path.resolve() not in asked:
                put(path)
    return shelf


def _put(shelf: Shelf, path: Path) -> Iterator[Problem]:
    """Put one file where it belongs; yield what is wrong with one that stands alone."""
    if path.name in _REFERENCE:
        try:
            _REFERENCE[path.name](path)
        except Unreadable as error:
            yield error.problem
    elif path.name == "sources.toml":
        shelf.put_sources(path)
    elif _is_programme(path):
        shelf.put_programme(path)
    else:
        shelf.put_exercise(path)


def _is_programme(path: Path) -> bool:
    """Whether a file has blocks; one that cannot be read goes by its folder."""
    try:
        return "block" in tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return path.parent.name == "programmes"


def _exercise(library: Library, exercise: Exercise) -> dict[str, object]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "phase": exercise.phase,
        "purpose": exercise.purpose,
        "sides": exercise.sides,
        "position": exercise.position,
        "equipment": exercise.equipment,
        "effort": exercise.effort,
        "swaps": exercise.swaps,
        "levels": [_level(level) for level in exercise.levels],
        "sources": exercise.sources,
        "own": exercise.id in library.own,
    }


def _level(level: Level) -> dict[str, object]:
    dose, tempo = level.dose, level.dose.tempo
    return {
        "id": level.id,
        "name": level.name,
        "sets": dose.sets,
        "reps": dose.reps,
        "seconds": dose.seconds,
        "tempo": [tempo.out, tempo.hold, tempo.back] if tempo else None,
        "rest": dose.rest,
        "equipment": level.equipment,
    }


def _programme(library: Library, programme: Programme) -> dict[str, object]:
    return {
        "id": programme.id,
        "name": programme.name,
        "purpose": programme.purpose,
        "exercises": [entry.exercise for entry in programme.entries],
        "out_of_order_because": programme.out_of_order_because,
        "own": programme.id in library.own,
    }
