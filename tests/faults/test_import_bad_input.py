"""Whatever a file to import holds, there is a sentence or a whole import, and never half of one."""

from __future__ import annotations

import json
import os
import tempfile
import time
from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneeline.journal import open_journal
from kneeline.journal.soundness import faults
from kneeline.journal.transfer.json_file import export_json
from kneeline.journal.transfer.parcel import NotImportable
from kneeline.journal.transfer.taking_in import import_json
from tests.unit.journal.filling import empty_journal, full_journal
from tests.unit.journal.lives import content
from tests.unit.journal.sitting import MORNING, Wall

NOW = MORNING + timedelta(days=30)
EXECUTIONS = int(os.environ.get("KNEELINE_FUZZ", "120"))
"""How often each kind of bad input is tried; thousands by hand: KNEELINE_FUZZ=5000."""

SLOWEST = 2.0
"""Seconds of this process's own time that any refusal may take."""


@cache
def good() -> bytes:
    """Return a file that holds a row of every table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        path.write_bytes(full_journal()[0])
        return export_json(path, Path(folder) / "journal.json", NOW).path.read_bytes()


def take_in(raw: bytes) -> str | None:
    """Import such a file into a journal with a note; return the sentence, or None if it went in."""
    with tempfile.TemporaryDirectory() as folder:
        path, file = Path(folder) / "journal.db", Path(folder) / "in.json"
        path.write_bytes(empty_journal())
        with open_journal(path, wall_clock=Wall()) as journal:
            journal._connection.execute("PRAGMA synchronous=OFF")
            journal.write_note("Mine.", about=MORNING.date())
        before = content(path)
        file.write_bytes(raw)
        began = time.process_time()
        try:
            done = import_json(path, file, NOW)
        except NotImportable as error:
            assert time.process_time() - began < SLOWEST
            assert content(path) == before
            says = str(error)
            assert str(file) in says
            assert "\n" not in says
            assert len(says) < 500 + len(str(file))
            return says
        assert faults(path) == ()
        assert done.preview.total("new") == sum(
            len(rows) - len(before[table]) for table, rows in content(path).items()
        )
        with open_journal(path, wall_clock=Wall(NOW)) as journal:
            journal.past()
            journal.changes()
            for day in journal.days():
                journal.entries(day.day)
            for change in {each.change for each in journal.changes()}:
                with suppress(ValueError):
                    journal.undo(change)
        return None


def test_the_good_file_is_taken_in() -> None:
    assert take_in(good()) is None


@given(st.binary(max_size=400))
@settings(max_examples=EXECUTIONS, deadline=None)
def test_any_bytes(raw: bytes) -> None:
    assert take_in(raw) is not None


@given(st.floats(0, 1, exclude_max=True))
@settings(max_examples=EXECUTIONS, deadline=None)
def test_cut_short_anywhere(kept: float) -> None:
    raw = good().rstrip()
    assert take_in(raw[: int(kept * len(raw))]) is not None


@given(
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=9)),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=EXECUTIONS, deadline=None)
def test_bytes_that_rot(rot: list[tuple[float, bytes]]) -> None:
    raw = bytearray(good())
    for place, rotten in rot:
        start = int(place * len(raw))
        raw[start : start + len(rotten)] = rotten
    take_in(bytes(raw))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=40)
    | st.sampled_from(["left", "2026-03-02", "2026-03-02T07:30:00.000Z", "profile", "\x00", "=1"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 (any JSON)
    """Return the way to every value in JSON."""
    found = [path] if path else []
    if isinstance(value, dict):
        found += [each for key in value for each in places(value[key], (*path, key))]
    elif isinstance(value, list):
        found += [each for n, one in enumerate(value) for each in places(one, (*path, n))]
    return found


@cache
def known_places() -> tuple[tuple[Any, ...], ...]:
    return tuple(places(json.loads(good())))


@given(st.lists(st.tuples(st.integers(0, 10**6), JSON), min_size=1, max_size=3))
@settings(max_examples=3 * EXECUTIONS, deadline=None)
def test_values_that_are_something_else(wrong: list[tuple[int, object]]) -> None:
    whole = json.loads(good())
    for number, value in wrong:
        way = known_places()[number % len(known_places())]
        holder: Any = whole
        try:
            for step in way[:-1]:
                holder = holder[step]
            holder[way[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # What was replaced before held this place.
    take_in(json.dumps(whole).encode())


@given(st.data())
@settings(max_examples=EXECUTIONS, deadline=None)
def test_rows_that_are_missing_or_twice(data: st.DataObject) -> None:
    whole = json.loads(good())
    table = data.draw(st.sampled_from(sorted(whole["tables"])))
    rows = whole["tables"][table]
    if data.draw(st.booleans()) and rows:
        rows.append(rows[data.draw(st.integers(0, len(rows) - 1))])
    else:
        del rows[data.draw(st.integers(0, len(rows))) :]
    take_in(json.dumps(whole).encode())


HEAD = b'{"kneeline":"journal","format":1,"written":"2026-03-02T07:30:00.000Z","tables":'

BOMBS = {
    "nested lists": b"[" * 5_000_000,
    "nested answers": HEAD + b'{"gates":[' + b'{"answers":' * 500_000,
    "nested decisions": HEAD + b'{"decisions":[{"decision":' + b'{"a":' * 100_000,
    "a decision that closes": HEAD
    + b'{"decisions":[{"decision":'
    + b'{"a":' * 900
    + b"1"
    + b"}" * 900,
    "a long number": HEAD + b'{"runs":[{"km":' + b"9" * 5_000_000 + b"}]}}",
    "a long exponent": HEAD + b'{"runs":[{"km":1e' + b"9" * 1_000_000 + b"}]}}",
    "a long text": HEAD + b'{"notes":[{"text":"' + b"x" * 20_000_000 + b'"}]}}',
    "a long key": HEAD + b'{"' + b"x" * 20_000_000 + b'":[]}}',
    "many rows of nothing": HEAD + b'{"notes":[' + b"{}," * 2_000_000 + b"{}]}}",
    "many keys": HEAD + b"{" + b",".join(b'"%d":[]' % n for n in range(300_000)) + b"}}",
    "laughs": HEAD + b'{"notes":[' + b'"&lol;&lol;&lol;",' * 1_000_000 + b'""]}}',
    "zeros": b"\0" * 50_000_000,
    "spaces": b" " * 50_000_000,
    "half a letter": HEAD[:-1] + b'"\xc3',
    "half a pair": HEAD + b'{"notes":[{"text":"\\ud83e"}]}}',
    "another's database": b"SQLite format 3\0" * 1000,
    "a zip": b"PK\x03\x04" * 1000,
    "UTF-16": json.dumps({"kneeline": "journal", "format": 1}).encode("utf-16"),
}


@pytest.mark.parametrize("raw", BOMBS.values(), ids=BOMBS)
def test_what_is_built_to_hurt_is_refused_in_a_sentence(raw: bytes) -> None:
    assert take_in(raw) is not None


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("notes", {"text = 'x' WHERE TRUE --": "x"}),
        ("notes SET text = 'x' --", {"text": "x"}),
        ("notes", {"colour": "x"}),
        ("notes", {"text": ["x"]}),
        ("notes", {"offset": 2**70}),
        ("unfinished", {"segment": 1}),
    ],
)
def test_a_change_that_would_undo_into_something_else_is_refused(
    kind: str, fields: dict[str, object]
) -> None:
    whole = json.loads(good())
    whole["tables"]["changed_rows"][0] |= {"kind": kind, "before": fields, "after": fields}
    assert take_in(json.dumps(whole).encode()) is not None


@pytest.mark.parametrize("depth", [5, 200, 950, 100_000])
def test_a_decision_is_followed_only_so_deep(depth: int) -> None:
    deep = b'{"a":' * depth + b"1" + b"}" * depth
    whole = json.loads(good())
    whole["tables"]["decisions"][0]["decision"] = "HERE"
    refused = take_in(json.dumps(whole).encode().replace(b'"HERE"', deep))
    assert (refused is None) == (depth == 5)


def test_memory_stays_within_a_few_times_the_file() -> None:
    resource = pytest.importorskip("resource", reason="Windows counts memory in another way")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    take_in(HEAD + b'{"notes":[' + b'{"text":"x"},' * 1_000_000 + b"{}]}}")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 400, f"{grown:.0f} MB for a file of 13 MB"
