"""GPX, TCX and FIT: what is kept of a run, and the sentence where there is none."""

from __future__ import annotations

import gzip
import os
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kneeline.coach.past import Surface
from kneeline.runfiles import NoRunInIt, RecordedRun, opening, read
from tests import recordings
from tests.recordings import (
    BEGAN,
    CADENCE,
    CYCLING,
    ENUM,
    KM,
    MINUTES,
    RUN,
    RUNNING,
    TREADMILL,
    UINT32,
    WALKING,
    Fit,
    Recording,
    Spot,
    fit,
    gpx,
    since,
    steady,
    tcx,
)

Write = Callable[[str, bytes], Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Writes a file and returns where it lies."""

    def write(name: str, content: bytes) -> Path:
        file = tmp_path / name
        file.write_bytes(content)
        return file

    return write


def the_run(file: Path) -> RecordedRun:
    [run] = read(file)
    return run


def why_not(file: Path) -> str:
    with pytest.raises(NoRunInIt) as refused:
        read(file)
    return str(refused.value)


# -- what is kept --------------------------------------------------------------------------------


@pytest.mark.parametrize(("ending", "content"), recordings.files())
def test_every_format_tells_the_same_run(written: Write, ending: str, content: bytes) -> None:
    run = the_run(written(f"run{ending}", content))
    assert (run.at, run.minutes, run.cadence) == (BEGAN, MINUTES, CADENCE)
    assert run.km == pytest.approx(KM, abs=0.002)
    assert run.surface is Surface.ROAD


def test_the_same_run_has_one_fingerprint_in_every_format(written: Write) -> None:
    prints = {
        the_run(written(f"run{ending}", content)).fingerprint
        for ending, content in recordings.files()
    }
    assert len(prints) == 1
    later = replace(RUN, began=BEGAN + timedelta(minutes=1))
    assert the_run(written("later.tcx", tcx(later))).fingerprint not in prints


def test_no_position_is_kept(written: Write) -> None:
    run = the_run(written("run.gpx", gpx()))
    kept = {name: getattr(run, name) for name in RecordedRun.__dataclass_fields__}
    assert set(kept) == {"at", "minutes", "km", "cadence", "surface"}
    assert "47" not in str(kept)


@pytest.mark.parametrize("content", [gpx(), tcx(), fit()], ids=["gpx", "tcx", "fit"])
@pytest.mark.parametrize("name", ["RUN{ending}", "run{ending}.gz", "my.run.of.friday{ending}.GZ"])
def test_files_may_be_packed_and_named_as_they_like(
    written: Write, content: bytes, name: str
) -> None:
    ending = ".fit" if content[8:12] == b".FIT" else ".tcx" if b"TrainingC" in content else ".gpx"
    packed = gzip.compress(content) if name.casefold().endswith("gz") else content
    assert the_run(written(name.format(ending=ending.upper()), packed)).minutes == MINUTES


def test_blanks_before_the_declaration_are_forgiven(written: Write) -> None:
    assert the_run(written("strava.tcx", b"          " + tcx())).minutes == MINUTES


def test_a_stop_within_a_part_does_not_count(written: Write) -> None:
    stopped = Recording([[*steady(10), *steady(5, start=900, metres=1500)]])
    assert the_run(written("gap.gpx", gpx(stopped))).minutes == 15


def test_standing_about_does_not_count(written: Write) -> None:
    light = [Spot(600 + at, 1500 + 0.1 * (at % 2)) for at in range(1, 120)]
    waited = Recording([[*steady(10, steps=None), *light, *steady(5, start=720, metres=1500)]])
    assert the_run(written("light.gpx", gpx(waited))).minutes == pytest.approx(15, abs=0.3)


def test_a_belt_does_not_move_on_the_map(written: Write) -> None:
    belt = Recording([steady(20)], sport="treadmill_running")
    run = the_run(written("belt.gpx", gpx(belt, placed=False)))
    assert (run.minutes, run.km, run.surface) == (20, None, Surface.TREADMILL)
    still = Recording([steady(20, steps=None)])
    assert the_run(written("still.gpx", gpx(still, placed=False))).minutes == 20


def test_a_file_that_writes_rarely_has_no_pauses_for_it(written: Write) -> None:
    rare = Recording([[Spot(at * 120, at * 300) for at in range(11)]])
    assert the_run(written("rare.gpx", gpx(rare))).minutes == 20


def test_laps_alone_are_enough(written: Write) -> None:
    run = the_run(written("laps.tcx", tcx(points=False)))
    assert (run.at, run.minutes, run.km, run.cadence) == (BEGAN, MINUTES, KM, CADENCE)


def test_points_stand_in_where_no_session_sums_up(written: Write) -> None:
    run = the_run(written("cut.fit", fit(session=False)))
    assert (run.at, run.minutes, run.km, run.cadence) == (BEGAN, MINUTES, KM, CADENCE)


def test_fields_of_other_developers_are_no_trouble(written: Write) -> None:
    assert the_run(written("own.fit", fit(developer=True))).cadence == CADENCE


def test_a_run_without_a_distance_is_a_run(written: Write) -> None:
    bare = Recording([[Spot(at, None, 80) for at in range(0, 601, 5)]])
    run = the_run(written("bare.fit", fit(bare)))
    assert (run.minutes, run.km, run.cadence) == (10, None, 160)


@pytest.mark.parametrize(
    ("told", "steps"), [(85, 170), (168, 168), (0, None), (None, None), (10, None)]
)
def test_the_cadence_is_that_of_both_feet(
    written: Write, told: int | None, steps: float | None
) -> None:
    run = Recording([steady(10, steps=told)])
    assert the_run(written("a.fit", fit(run))).cadence == steps
    assert the_run(written("a.gpx", gpx(run))).cadence == steps


def test_the_clock_of_the_place_counts_where_the_file_tells_it(written: Write) -> None:
    tokyo = the_run(written("tokyo.fit", fit(hours_ahead=9)))
    assert tokyo.done().at.isoformat() == "2026-03-21T02:00:00+09:00"
    nepal = the_run(written("nepal.fit", fit(hours_ahead=5.75)))
    assert nepal.done().at.utcoffset() == timedelta(hours=5, minutes=45)
    assert the_run(written("odd.fit", fit(hours_ahead=60))).at.utcoffset() == timedelta()
    assert tokyo.fingerprint == nepal.fingerprint


def test_a_written_offset_is_kept_and_none_means_utc(written: Write) -> None:
    whole = tcx(points=False)
    here = whole.replace(b"17:00:00.000Z", b"19:00:00+02:00")
    run = the_run(written("offset.tcx", here))
    assert (run.at, run.at.utcoffset()) == (BEGAN, timedelta(hours=2))
    bare = whole.replace(b"17:00:00.000Z", b"17:00:00")
    assert the_run(written("bare.tcx", bare)).at == BEGAN


def test_utc_is_read_on_the_clock_of_here(written: Write) -> None:
    run = the_run(written("run.gpx", gpx()))
    assert run.done().at == BEGAN
    assert run.done().at.utcoffset() == BEGAN.astimezone().utcoffset()


def test_the_ground_is_taken_where_it_is_told(written: Write) -> None:
    assert the_run(written("a.fit", fit(sub_sport=TREADMILL))).surface is Surface.TREADMILL
    trail = Recording(RUN.parts, sport="trail_running")
    assert the_run(written("a.gpx", gpx(trail))).surface is Surface.TRAIL


def test_a_file_may_hold_several_runs(written: Write) -> None:
    track = gpx()[gpx().index(b"<trk>") : gpx().index(b"</gpx>")]
    other = track.replace(b"2026-03-20", b"2026-03-22")
    both = gpx().replace(b"</gpx>", other + b"</gpx>")
    assert [run.at.day for run in read(written("two.gpx", both))] == [20, 22]


def test_the_ride_of_two_activities_is_left_out(written: Write) -> None:
    whole = tcx()
    activity = whole[whole.index(b"<Activity ") : whole.index(b"</Activities>")]
    ride = activity.replace(b'"Running"', b'"Biking"').replace(b"2026-03-20", b"2026-03-22")
    [run] = read(written("both.tcx", whole.replace(b"</Activities>", ride + b"</Activities>")))
    assert run.at == BEGAN


def test_of_several_sessions_the_runs_are_kept(written: Write) -> None:
    file = Fit()
    file.message(0, (0, ENUM, 4))
    for hours, sport, minutes in ((0, CYCLING, 40), (1, RUNNING, 20), (2, RUNNING, 5)):
        file.message(
            18,
            (2, UINT32, since(BEGAN + timedelta(hours=hours))),
            (8, UINT32, minutes * 60_000),
            (9, UINT32, minutes * 15_000),
            (5, ENUM, sport),
        )
    runs = read(written("triathlon.fit", file.whole()))
    assert [(run.at, run.minutes, run.km) for run in runs] == [
        (BEGAN + timedelta(hours=1), 20, 3.0),
        (BEGAN + timedelta(hours=2), 5, 0.75),
    ]


# -- what is no run ------------------------------------------------------------------------------


def test_other_sports_are_named(written: Write) -> None:
    assert "“cycling”" in why_not(written("a.fit", fit(sport=CYCLING)))
    assert "“walking”" in why_not(written("a.fit", fit(sport=WALKING)))
    assert "“Biking”" in why_not(written("a.tcx", tcx(sport="Biking")))
    assert "“hiking”" in why_not(written("a.gpx", gpx(replace(RUN, sport="hiking"))))


def test_a_ride_is_known_by_its_speed(written: Write) -> None:
    fast = Recording([steady(20, 9.0)], sport="")
    assert "faster than anyone runs" in why_not(written("a.gpx", gpx(fast)))


def test_without_times_nobody_can_say_when(written: Write) -> None:
    assert "when" in why_not(written("planned.gpx", gpx(timed=False)))
    lost = fit(replace(RUN, began=datetime(1989, 12, 31, 0, 1, tzinfo=UTC)))
    assert "when" in why_not(written("lost.fit", lost))


def test_what_is_too_short_too_long_or_too_far_is_said(written: Write) -> None:
    assert "less than a minute" in why_not(written("a.gpx", gpx(Recording([steady(0.5)]))))
    long = tcx(points=False).replace(b"<TotalTimeSeconds>600", b"<TotalTimeSeconds>99999999")
    assert "longer than a day" in why_not(written("a.tcx", long))
    far = Recording([[Spot(0, 0), Spot(80000, 130_000)]])
    assert "120 km" in why_not(written("a.tcx", tcx(far)))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.gpx", b"", "damaged"),
        ("a.gpx", b"<html></html>", "no GPX file"),
        ("a.gpx", b"<gpx><rte/></gpx>", "a route"),
        ("a.gpx", b"\xff\xfe\x00junk", "damaged"),
        ("a.gpx", b"<?xml version='1.0' encoding='klingon'?><gpx/>", "damaged"),
        ("a.tcx", b"<TrainingCenterDatabase><Courses/></TrainingCenterDatabase>", "a course"),
        ("a.tcx", b"<gpx/>", "no TCX file"),
        ("a.fit", b"", "It"),
        ("a.fit", b"not a watch at all, but a letter", "no FIT file"),
        ("a.fit.gz", b"\x1f\x8bnothing more", "damaged"),
        ("a.kml", b"<kml/>", "GPX, TCX, FIT"),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(
    written: Write, name: str, content: bytes, says: str
) -> None:
    assert says in why_not(written(name, content))


def test_other_files_of_a_watch_hold_no_run(written: Write) -> None:
    assert "“workout”" in why_not(written("a.fit", fit(kind=5)))


def test_a_sum_that_does_not_fit_is_damage(written: Write) -> None:
    whole = bytearray(fit())
    whole[200] ^= 0xFF
    assert "damaged" in why_not(written("a.fit", bytes(whole)))


def test_a_folder_a_pipe_and_nothing_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "folder.gpx").mkdir()
    assert "no file" in why_not(tmp_path / "folder.gpx")
    assert "cannot be read" in why_not(tmp_path / "gone.gpx")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.gpx")
        assert "no file" in why_not(tmp_path / "pipe.gpx")


# -- what is meant to do harm --------------------------------------------------------------------


def test_entities_are_refused_before_they_grow(written: Write) -> None:
    lines = "".join(f'<!ENTITY a{place} "{f"&a{place - 1};" * 10}">' for place in range(1, 10))
    laughs = f'<!DOCTYPE gpx [<!ENTITY a0 "ha">{lines}]><gpx>&a9;</gpx>'.encode()
    assert "words of its own" in why_not(written("laughs.gpx", laughs))
    inside = b'<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx><trk>&x;</trk></gpx>'
    assert "words of its own" in why_not(written("inside.tcx", inside))


@pytest.mark.parametrize(
    "content",
    [
        b"".join(b"<a%d/>" % number for number in range(200_000)),
        b"<a " + b" ".join(b'a%d=""' % number for number in range(200_000)) + b"/>",
        b"<a>" * 200_000,
        b"<a>" + b" " * 3 * 2**20,
        b"<!--" + b"x" * 3 * 2**20 + b"-->",
    ],
    ids=["names", "attributes", "depth", "blanks", "comment"],
)
def test_what_would_fill_the_memory_is_given_up_early(written: Write, content: bytes) -> None:
    file = written("full.gpx", b"<gpx><trk>" + content + b"</trk></gpx>")
    tracemalloc.start()
    says = why_not(file)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "like no run file" in says
    assert most < 40 * 2**20


@pytest.mark.parametrize("ending", [".gpx", ".tcx", ".fit"])
def test_a_bomb_is_given_up(written: Write, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    monkeypatch.setitem(opening.LARGEST, ending, 2**20)
    bomb = gzip.compress(b"<gpx>" + b" " * 2**24)
    assert len(bomb) < 2**20
    assert "larger than 1 MB" in why_not(written(f"bomb{ending}.gz", bomb))


def test_what_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    huge = tmp_path / "huge.gpx"
    with huge.open("wb") as file:
        file.truncate(10 * 2**30)  # a hole: it takes no room on the disk
    assert "larger than 64 MB" in why_not(huge)


def test_a_message_may_hold_anything_in_a_field(written: Write) -> None:
    file = Fit()
    file.text(0, 0, b"activity?")
    file.text(18, 2, b"yesterday")
    file.text(20, 253, b"noon")
    assert why_not(written("words.fit", file.whole()))


def test_years_at_the_end_of_time_do_not_overflow(written: Write) -> None:
    last = tcx(points=False).replace(b"2026-03-20T17:00:00.000Z", b"9999-12-31T23:59:59-12:00")
    [run] = read(written("last.tcx", last))
    assert run.at == BEGAN + timedelta(seconds=780), "the second lap is the first that has a time"
