"""Write a journal as CSV for spreadsheets and statistics: a tidy file for each table.

Rows that were deleted are left out, and so is what only the program needs; each moment is told on
the clock of the place where it happened. `columns.csv` beside them says what each column holds.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import msgspec

from kneeline.journal.stamp import moment
from kneeline.journal.transfer.carrying import Carried
from kneeline.journal.transfer.json_file import Exported
from kneeline.journal.transfer.shape import JSON_COLUMNS, SHAPES, columns
from kneeline.journal.writing_whole import PRIVATE_FOLDER, NotWritten, saying_why, written_whole
from kneeline.wording import _

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kneeline.journal.transfer.merging import Progress

LEFT_OUT = frozenset({"offset", "ended_offset", "created", "changed", "deleted"})
MOMENTS = {"at": "offset", "ended": "ended_offset"}
"""Columns that hold a moment, and those that say how far the clock was from UTC."""

COLUMNS = "columns.csv"
TYPES = {int: "whole number", float: "number", str: "text", list: "JSON list", dict: "JSON object"}
STEP = 2000


def export_csv(
    journal: Path,
    folder: Path,
    *,
    since: date | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Write the journal, or its days from `since` on, into a folder; all files or none.

    A folder with anything in it is refused, unless `force` allows to replace files in it.
    JournalError if the journal cannot be read, NotWritten if the folder cannot be written.
    """
    _demand_empty(folder, force=force)
    fresh = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    with Carried.of(journal, since) as carried, saying_why(folder):
        try:
            fresh.mkdir(mode=PRIVATE_FOLDER)
            rows = _write_all(carried, fresh, progress)
            names = sorted(path.name for path in fresh.iterdir())
            _put(fresh, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return Exported(folder, rows, tuple(folder / name for name in names))


def _demand_empty(folder: Path, *, force: bool) -> None:
    with saying_why(folder):
        if folder.exists() and not folder.is_dir():
            says = _("{path} is a file: CSV goes into a folder, a file for each table; name one.")
            raise NotWritten(says.format(path=folder))
        if not force and folder.is_dir() and any(folder.iterdir()):
            says = _(
                "{path} is not empty: name a new folder, or replace files of these names in it"
                " with --force."
            )
            raise NotWritten(says.format(path=folder))


def _put(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    for path in fresh.iterdir():
        path.replace(folder / path.name)


def _write_all(carried: Carried, folder: Path, progress: Progress | None) -> int:
    done, total = 0, carried.total()

    def told(rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
        nonlocal done
        for row in rows:
            yield row
            done += 1
            if progress is not None and done % STEP == 0:
                progress(done, total)

    for table in SHAPES:
        names = [name for name in columns(table) if name not in LEFT_OUT]
        rows = (_cells(row, names) for row in carried.rows(table, standing=True))
        _write(folder / f"{table}.csv", [names], told(rows))
    _write(folder / COLUMNS, [["table", "column", "type", "meaning"]], iter(_described()))
    return done


def _write(path: Path, head: list[list[str]], rows: Iterator[list[Any]]) -> None:
    with written_whole(path) as file:
        # The mark at the front tells spreadsheets that it is UTF-8.
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerows(head)
        writer.writerows(rows)
        text.flush()
        text.detach()


def _cells(row: dict[str, Any], names: list[str]) -> list[Any]:
    return [_cell(row, name) for name in names]


def _cell(row: dict[str, Any], name: str) -> object:
    value = row[name]
    if value is None:
        return ""
    if name in MOMENTS:
        return moment(value, row[MOMENTS[name]]).isoformat(timespec="milliseconds")
    if name in JSON_COLUMNS:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value


# -- what the columns are --------------------------------------------------------------------------


def _described() -> Iterator[list[str]]:
    """Yield a line for each column of each file."""
    for table, shape in SHAPES.items():
        hints = get_type_hints(shape, include_extras=True)
        for name in columns(table):
            if name not in LEFT_OUT:
                kind, meaning = _type_and_meaning(name, hints[name])
                yield [table, name, kind, meaning.replace("null", "empty")]


def _type_and_meaning(name: str, hint: object) -> tuple[str, str]:
    if name in MOMENTS:
        says = "When it ended" if name == "ended" else "When it happened"
        return "moment", f"{says}, on the clock of the place, with its distance from UTC."
    meanings = [each for each in _parts(hint) if isinstance(each, msgspec.Meta)]
    meaning = next((each.description for each in meanings if each.description), "")
    kind = next(each for each in _parts(hint) if isinstance(each, type))
    if issubclass(kind, StrEnum):
        return "word", " ".join(filter(None, [meaning, f"One of: {', '.join(kind)}."]))
    is_day = any(
        each.pattern is not None and each.pattern.endswith(r"-\d{2}$") for each in meanings
    )
    return ("day" if is_day else TYPES[kind]), meaning


def _parts(hint: object) -> Iterator[object]:
    """Yield the plain types and notes that a type is made of, from the outside in."""
    if isinstance(hint, msgspec.Meta) or (isinstance(hint, type) and not get_args(hint)):
        if hint is not type(None):
            yield hint
        return
    origin = getattr(hint, "__origin__", None)
    if origin in {list, dict}:
        yield origin
        return
    meta = getattr(hint, "__metadata__", ())
    yield from reversed(meta)  # what was said last is said about this column
    for each in [origin] if meta else get_args(hint):
        yield from _parts(each)
