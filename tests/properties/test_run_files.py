"""Whatever a run file holds: a run that can be, or a sentence; never anything else."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kneeline.coach.past import LONGEST_RUN_KM, LONGEST_RUN_MINUTES
from kneeline.runfiles import NoRunInIt, read
from tests.recordings import Fit, Recording, files, fit, gpx, steady, tcx

SMALL = Recording([steady(2), steady(2, start=180, metres=300)])
WHOLE = tuple(files(SMALL))
SOURCES = st.sampled_from(WHOLE)
BYTES = st.binary(max_size=300)


def read_or_refused(ending: str, content: bytes) -> bool:
    """Read a file; return whether it gave a run, after a look at whether that run can be."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "run" + ending)
        file.write_bytes(content)
        try:
            runs = read(file)
        except NoRunInIt:
            return False
    for run in runs:
        assert 1 <= run.minutes <= LONGEST_RUN_MINUTES
        assert run.km is None or 0 < run.km <= LONGEST_RUN_KM
        assert run.cadence is None or 60 <= run.cadence <= 260
        assert run.fingerprint
    return bool(runs)


@given(SOURCES, BYTES)
def test_junk_is_refused(source: tuple[str, bytes], junk: bytes) -> None:
    assert not read_or_refused(source[0], junk)


@given(SOURCES, st.data())
def test_a_file_that_breaks_off_is_refused(source: tuple[str, bytes], data: st.DataObject) -> None:
    ending, content = source
    end = data.draw(st.integers(0, len(content.rstrip()) - 1))
    assert not read_or_refused(ending, content[:end])


@given(SOURCES, st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=20))
def test_damage_is_survived(source: tuple[str, bytes], damage: list[tuple[int, int]]) -> None:
    ending, content = source
    hurt = bytearray(content)
    for place, byte in damage:
        hurt[place % len(hurt)] = byte
    read_or_refused(ending, bytes(hurt))


@given(st.integers(0, 2000), BYTES, st.integers(0, 50))
def test_damage_behind_a_right_sum_is_survived(place: int, junk: bytes, drop: int) -> None:
    """The sum over a FIT file is made anew, so that the decoder itself meets the damage."""
    body = fit(SMALL)[14:-2]
    at = place % len(body)
    file = Fit()
    file._body += body[:at] + junk + body[at + drop :]
    read_or_refused(".fit", file.whole())


@given(st.data())
def test_packed_files_that_break_off_are_refused(data: st.DataObject) -> None:
    packed = gzip.compress(fit(SMALL))
    end = data.draw(st.integers(0, len(packed) - 9))
    assert not read_or_refused(".fit.gz", packed[:end])


@given(st.floats(), st.floats(), st.text(max_size=20))
def test_any_number_in_a_field_is_survived(one: float, other: float, word: str) -> None:
    text = word.replace("<", "").replace("&", "").encode(errors="ignore")
    for content, field in ((gpx(SMALL), b'lat="47.0"'), (tcx(SMALL), b">120<")):
        ending = ".gpx" if b"<gpx" in content else ".tcx"
        for value in (str(one).encode(), str(other).encode(), text.replace(b'"', b"")):
            new = field.replace(b"47.0", value).replace(b">120<", b">" + value + b"<")
            read_or_refused(ending, content.replace(field, new))
