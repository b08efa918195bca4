"""The person's own files in the data folder: save, delete, bring in; every change can be undone."""

from __future__ import annotations

import filecmp
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from kneeline.library.checking import check
from kneeline.library.problem import Problem
from kneeline.library.reading import Unreadable
from kneeline.library.writing import Unwritable, cannot_write, put_file, save_programme
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.programme import Programme

KINDS = ("exercises", "programmes")
"""The folders that hold files of the person's own."""

NOT_TO_BRING_IN = frozenset(
    {"sources.toml", "rules.toml", "screening.toml", "running.toml", "self-tests.toml"}
)
"""Files that stand once in a folder and are neither an exercise nor a programme."""


class Standing(StrEnum):
    """How a file that somebody brings stands to what is in the data folder."""

    NEW = "new"
    SAME = "same"
    """It is there already, letter by letter."""

    REPLACES = "replaces"
    """Another one is there, which it would replace."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file somebody wants to bring in, looked at but not yet copied."""

    path: Path
    name: str
    """What it calls itself, or the file's name where it does not say."""

    kind: str
    """One of `KINDS`."""

    target: Path
    standing: Standing
    problems: tuple[Problem, ...] = ()
    film: Path | None = None
    """The film that comes with it, where it lies now."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What one file held before and after; None where there was none."""

    path: Path
    before: bytes | None
    after: bytes | None
    film: bool = False
    """Films are too large to keep and to compare: one that came is taken away again."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done to the person's files."""

    steps: tuple[_Step, ...]

    def undo(self) -> None:
        """Put back what was there; Unwritable if a file was changed since, or the disk refuses."""
        for step in self.steps:
            if not step.film and _content(step.path) != step.after:
                raise Unwritable(
                    _("{path} was changed since, so it is left as it is now.").format(
                        path=step.path
                    )
                )
        for step in reversed(self.steps):
            _restore(step)


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """The person's exercises and programmes, beside ours."""

    resources: Path
    data: Path
    """The data folder; its parts are made when they are needed."""

    def save(self, programme: Programme) -> Change:
        """Write a programme of the person's own, new or changed.

        Raises Unreadable where our loader would refuse it, Unwritable where the disk does.
        """
        path = self._file_of("programmes", programme.id)
        path = path or self.data / "programmes" / f"{programme.id}.toml"
        before = _content(path)
        save_programme(path, programme)
        return Change((_Step(path, before, _content(path)),))

    def delete(self, programme: str) -> Change:
        """Remove a programme of the person's own, by its id; Unwritable if that cannot be."""
        path = self._file_of("programmes", programme)
        if path is None:
            return Change(())
        before = _content(path)
        try:
            path.unlink()
        except OSError as error:
            raise Unwritable(cannot_write(path, error)) from error
        return Change((_Step(path, before, None),))

    def look_at(self, paths: Sequence[Path]) -> tuple[Arrival, ...]:
        """Return what bringing in some files or folders would do, and what is wrong with them."""
        files = list(dict.fromkeys(each.resolve() for each in _toml_files(paths)))
        tables = {path: _table(path) for path in files}
        replaced = {self._file_of(_kind(table), table.get("id")) for table in tables.values()}
        staying = [path for path in self._files() if path not in replaced]
        found = check([*staying, *files], self.resources)
        # Somebody's programme may need a level that the new version of an exercise has no more.
        broken = [each for each in found if each.path in staying]
        if broken:
            known = set(check(self._files(), self.resources))
            broken = [each for each in broken if each not in known]
        arrivals = []
        for path in files:
            problems = [each for each in found if each.path.resolve() == path]
            arrivals.append(self._arrival(path, tables[path], problems, broken))
        return tuple(arrivals)

    def bring_in(self, arrivals: Sequence[Arrival]) -> Change:
        """Copy files that were looked at, all or none.

        Raises Unreadable if one has a problem after all, Unwritable where the disk refuses.
        """
        fresh = self.look_at([each.path for each in arrivals])
        for problem in (problem for each in fresh for problem in each.problems):
            raise Unreadable(problem)
        steps: list[_Step] = []
        try:
            for arrival in fresh:
                for step in self._copy(arrival):
                    steps.append(step)  # noqa: PERF402 (what was done before a failure must count)
        except Unwritable:
            Change(tuple(steps)).undo()
            raise
        return Change(tuple(steps))

    def _copy(self, arrival: Arrival) -> Iterator[_Step]:
        content = _content(arrival.path)
        if content is not None and arrival.standing is not Standing.SAME:
            before = _content(arrival.target)
            put_file(arrival.target, content)
            yield _Step(arrival.target, before, content)
        film = arrival.film and self.data / "films" / arrival.film.name
        if arrival.film and film and not film.exists():
            _copy_film(arrival.film, film)
            yield _Step(film, None, None, film=True)

    def _arrival(
        self, path: Path, table: dict[str, Any], problems: list[Problem], broken: list[Problem]
    ) -> Arrival:
        kind = _kind(table)
        name, own_id = (str(table.get(key) or path.stem) for key in ("name", "id"))
        film = _film_beside(path, str(table.get("film") or ""))
        if path.name in NOT_TO_BRING_IN:
            says = _("this is neither an exercise nor a programme")
            problems = [Problem(path, "", says, _("choose the file of one of these"))]
        if film is not None:
            problems = [each for each in problems if each.place != "film"]
            problems += self._film_in_the_way(path, film)
        target = self._file_of(kind, own_id) or self.data / kind / f"{own_id}.toml"
        standing = Standing.NEW
        # With a bad id there may be a bad path; nothing is copied then, and nothing looked up.
        if not problems and target.exists():
            same = _content(target) == _content(path)
            standing = Standing.SAME if same else Standing.REPLACES
        if standing is Standing.REPLACES:
            problems = [*problems, *broken]
        return Arrival(path, name, kind, target, standing, tuple(problems), film)

    def _film_in_the_way(self, path: Path, film: Path) -> Iterator[Problem]:
        there = self.data / "films" / film.name
        if there.exists() and not filecmp.cmp(there, film, shallow=False):
            says = _("another film called “{film}” is in your films folder").format(film=film.name)
            yield Problem(path, "film", says, _("give this one another name, here and in the file"))

    def _files(self) -> list[Path]:
        """Return every file of the person's own, sources first, as they are loaded."""
        sources = self.data / "sources.toml"
        first = [sources] if sources.is_file() else []
        return first + [path for kind in KINDS for path in sorted(self.data.glob(f"{kind}/*.toml"))]

    def _file_of(self, kind: str, own_id: object) -> Path | None:
        """Return the file that holds an id: people may call their files as they like."""
        if not own_id:
            return None
        for path in sorted(self.data.glob(f"{kind}/*.toml")):
            if _table(path).get("id") == own_id:
                return path
        return None


def _kind(table: dict[str, Any]) -> str:
    return "programmes" if "block" in table else "exercises"


def _toml_files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.toml")) if path.is_dir() else (path,)


def _table(path: Path) -> dict[str, Any]:
    """Return what a file says, as far as it can be read at all."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unwritable(cannot_write(path, error)) from error


def _film_beside(path: Path, name: str) -> Path | None:
    """Return the film a file names, from beside it or from the films folder next door."""
    if not name or name != PurePosixPath(name).name:
        return None
    places = (path.parent / name, path.parent.parent / "films" / name)
    return next((place for place in places if place.is_file()), None)


def _copy_film(film: Path, target: Path) -> None:
    fresh = target.with_name(f"{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(film, fresh)
        fresh.replace(target)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise Unwritable(cannot_write(target, error)) from error


def _restore(step: _Step) -> None:
    if step.before is not None:
        put_file(step.path, step.before)
        return
    try:
        step.path.unlink(missing_ok=True)
    except OSError as error:
        raise Unwritable(cannot_write(step.path, error)) from error
