"""Load every file of the library; a bad one is reported and leaves the rest working."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kneeline.library import building
from kneeline.library.problem import Problem, nearest
from kneeline.library.reading import Unreadable, read
from kneeline.library.schema import ExerciseFile, ProgrammeFile
from kneeline.library.sources import Source, SourcesFile
from kneeline.wording import _

if TYPE_CHECKING:
    from pathlib import Path

    from kneeline.coach.exercise import Exercise
    from kneeline.coach.programme import Programme


@dataclass(frozen=True, slots=True)
class Library:
    """Every exercise, programme and source there is, ours and the person's own."""

    exercises: Mapping[str, Exercise]
    programmes: Mapping[str, Programme]
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...] = ()
    own: frozenset[str] = frozenset()
    """Ids of the exercises and programmes that the person added."""


def load(resources: Path, own: Path | None = None) -> Library:
    """Return the library of a resources folder and, where given, of the person's data folder."""
    shelf = Shelf()
    shelf.put_folder(resources)
    ours = shelf.ids()
    if own is not None:
        shelf.put_folder(own)
    return shelf.library(own=shelf.ids() - ours)


@dataclass(slots=True)
class Shelf:
    """Takes files one by one, and in the end looks whether they fit together."""

    exercises: dict[str, Exercise] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _files: dict[str, Path] = field(default_factory=dict)
    _refused: dict[str, Path] = field(default_factory=dict)
    """Files that could not be used, by the id their name stands for."""

    def ids(self) -> frozenset[str]:
        """Return the ids of all exercises and programmes so far."""
        return frozenset(self._files)

    def put_folder(self, folder: Path) -> None:
        """Take every file of a folder laid out like `resources`; a missing part is no problem."""
        sources = folder / "sources.toml"
        if sources.is_file():
            self.put_sources(sources)
        for path in sorted(folder.glob("exercises/*.toml")):
            self.put_exercise(path)
        for path in sorted(folder.glob("programmes/*.toml")):
            self.put_programme(path)

    def put_sources(self, path: Path) -> None:
        """Take a file of sources."""
        try:
            table = read(path, SourcesFile)
        except Unreadable as error:
            self.problems.append(error.problem)
            return
        for n, source in enumerate(table.sources, 1):
            if source.key in self.sources:
                says = _("the key “{key}” stands twice").format(key=source.key)
                place = f"source[{n}].key"
                self.problems.append(Problem(path, place, says, _("give each its own")))
                continue  # the first stays: nobody can make our claims look surer than they are
            self.sources[source.key] = source

    def put_exercise(self, path: Path) -> None:
        """Take the file of an exercise."""
        try:
            exercise = building.exercise(path, read(path, ExerciseFile))
            self._claim_id(path, exercise.id)
        except Unreadable as error:
            self.problems.append(error.problem)
            self._refused[path.stem] = path
        else:
            self.exercises[exercise.id] = exercise

    def put_programme(self, path: Path) -> None:
        """Take the file of a programme."""
        try:
            programme = building.programme(path, read(path, ProgrammeFile))
            self._claim_id(path, programme.id)
        except Unreadable as error:
            self.problems.append(error.problem)
        else:
            self.programmes[programme.id] = programme

    def library(self, own: frozenset[str] = frozenset()) -> Library:
        """Return what is on the shelf, without the loose ends, each of which is a problem."""
        for exercise in tuple(self.exercises.values()):
            self._tie_up(exercise)
        for programme in tuple(self.programmes.values()):
            loose = list(self._loose_ends(programme))
            if loose:
                del self.programmes[programme.id]
            self.problems += loose
            self._look_up_sources(programme.id, "sources", programme.sources)
        left = self.exercises.keys() | self.programmes.keys()
        return Library(
            self.exercises, self.programmes, self.sources, tuple(self.problems), own & left
        )

    def _claim_id(self, path: Path, name: str) -> None:
        """Refuse an id that another file has: the journal could not tell the two apart."""
        if name in self._files:
            says = _("the id “{id}” is taken by {file}").format(id=name, file=self._files[name])
            raise Unreadable(Problem(path, "id", says, _("choose another one")))
        self._files[name] = path

    def _tie_up(self, exercise: Exercise) -> None:
        """Drop the swaps that are not there or are harder; an exercise without them still works."""
        kept = []
        for n, name in enumerate(exercise.swaps, 1):
            problem = self._bad_swap(exercise, f"swaps[{n}]", name)
            if problem is not None:
                self.problems.append(problem)
            elif name in self.exercises:
                kept.append(name)
        self.exercises[exercise.id] = replace(
            exercise, swaps=tuple(kept), film=self._film(exercise)
        )
        for each in exercise.backing:
            self._look_up_sources(exercise.id, f"sources.{each.claim}", (each.source,))

    def _film(self, exercise: Exercise) -> str:
        """Return the person's film for an exercise, or nothing where it is not in its folder."""
        path = self._files[exercise.id]
        if exercise.film and not (path.parent.parent / "films" / exercise.film).is_file():
            says = _("there is no “{film}” in the films folder").format(film=exercise.film)
            remedy = _("put it there, beside the exercises folder, or leave this line out")
            self.problems.append(Problem(path, "film", says, remedy))
            return ""
        return exercise.film

    def _bad_swap(self, exercise: Exercise, place: str, name: str) -> Problem | None:
        path = self._files[exercise.id]
        swap = self.exercises.get(name)
        if swap is None:
            # A file that was refused has said so itself; whoever swaps to it can do without.
            return None if name in self._refused else self._nobody(path, place, name)
        if swap.effort > exercise.effort:
            says = _("“{swap}” is harder than what it replaces").format(swap=name)
            return Problem(path, place, says, _("name one of the same or a lower effort"))
        return None

    def _loose_ends(self, programme: Programme) -> Iterator[Problem]:
        path = self._files[programme.id]
        for b, block in enumerate(programme.blocks, 1):
            for e, entry in enumerate(block.entries, 1):
                place = f"block[{b}].entry[{e}]"
                exercise = self.exercises.get(entry.exercise)
                if exercise is None:
                    yield self._nobody(path, f"{place}.exercise", entry.exercise)
                    continue
                if exercise.phase is not block.phase:
                    says = _("“{exercise}” belongs to another phase, {phase}").format(
                        exercise=exercise.id, phase=exercise.phase
                    )
                    yield Problem(path, place, says, _("move it to a block of that phase"))
                levels = [level.id for level in exercise.levels]
                if entry.level is not None and entry.level not in levels:
                    says = _("“{exercise}” has no level “{level}”").format(
                        exercise=exercise.id, level=entry.level
                    )
                    yield Problem(path, f"{place}.level", says, nearest(entry.level, levels))

    def _nobody(self, path: Path, place: str, name: str) -> Problem:
        refused = self._refused.get(name)
        if refused is not None:
            says = _("“{exercise}” is needed here, but its own file has a problem")
            remedy = _("mend {file} first").format(file=refused.name)
            return Problem(path, place, says.format(exercise=name), remedy)
        says = _("there is no exercise “{exercise}”").format(exercise=name)
        close = nearest(name, self.exercises)
        return Problem(path, place, says, close)

    def _look_up_sources(self, user: str, place: str, keys: tuple[str, ...]) -> None:
        for key in keys:
            # Without any source, sources.toml itself is missing or broken: one problem is enough.
            if self.sources and key not in self.sources:
                says = _("there is no source “{key}” in sources.toml").format(key=key)
                self.problems.append(
                    Problem(self._files[user], place, says, nearest(key, self.sources))
                )
