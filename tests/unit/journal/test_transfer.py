"""A journal leaves and comes back equal; what comes is shown first and taken in once."""

from __future__ import annotations

import csv
import json
import os
import re
import stat
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given, settings

from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal import Recorder, backups_of, open_journal
from kneeline.journal.database import TABLES
from kneeline.journal.errors import JournalMissing, NotAJournal
from kneeline.journal.shelf import Risk
from kneeline.journal.soundness import faults
from kneeline.journal.transfer import schema
from kneeline.journal.transfer.csv_files import export_csv
from kneeline.journal.transfer.json_file import export_json
from kneeline.journal.transfer.parcel import NotImportable
from kneeline.journal.transfer.shape import SHAPES, columns
from kneeline.journal.transfer.taking_in import Counts, import_json, preview_import
from kneeline.journal.writing_whole import NotWritten
from tests.mini import ALL_FOUR
from tests.unit.journal.filling import empty_journal, full_journal
from tests.unit.journal.lives import LIVES, content, live
from tests.unit.journal.sitting import MORNING, Wall, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeline.journal import Journal

    Act = Callable[[Path, Path], object]

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
NOW = MORNING + timedelta(days=30)


@pytest.fixture
def full_path(path: Path) -> Path:
    """A closed journal with a row in every table."""
    path.parent.mkdir(parents=True)
    path.write_bytes(full_journal()[0])
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """An empty journal on another computer."""
    path = tmp_path / "other" / "journal.db"
    path.parent.mkdir()
    path.write_bytes(empty_journal())
    return path


@pytest.fixture
def file(full_path: Path, tmp_path: Path) -> Path:
    return export_json(full_path, tmp_path / "journal.json", NOW).path


def test_every_table_travels_but_what_belongs_to_one_computer(full_path: Path) -> None:
    assert set(SHAPES) == set(TABLES) - {"unfinished", "timelines"}
    with open_journal(full_path, wall_clock=Wall()) as journal:
        for table in SHAPES:
            found = journal._connection.execute(f"PRAGMA table_info({table})")
            assert tuple(row["name"] for row in found) == columns(table), table


def test_out_and_into_an_empty_journal_is_the_same_journal(
    full_path: Path, file: Path, other: Path
) -> None:
    preview = preview_import(other, file)
    assert preview.changes_something
    assert preview.total("new") == sum(map(len, content(full_path).values()))
    assert preview.total("same") == preview.total("newer") == preview.total("older") == 0
    assert (preview.first_new, preview.last_new) == (MORNING.date(), MORNING.date())
    done = import_json(other, file, NOW)
    assert done.preview == preview
    assert content(other) == content(full_path)
    assert faults(other) == ()
    with (
        open_journal(full_path, wall_clock=Wall()) as one,
        open_journal(other, wall_clock=Wall()) as two,
    ):
        assert one.past() == two.past()
        assert one.changes() == two.changes()
        assert one.decisions() == two.decisions()
        assert one.profile() == two.profile()
        assert one.history() == two.history()


@given(LIVES)
@settings(max_examples=60, deadline=None)
def test_any_life_goes_round(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("life")
    path, other = folder / "one.db", folder / "other.db"
    path.write_bytes(empty_journal())
    other.write_bytes(empty_journal())
    live(path, Wall(), deeds)
    file = export_json(path, folder / "journal.json", NOW).path
    jsonschema.validate(json.loads(file.read_bytes()), json.loads(schema.schema()))
    import_json(other, file, NOW)
    assert content(other) == content(path)
    again = export_json(other, folder / "again.json", NOW).path
    assert again.read_bytes() == file.read_bytes()


def test_a_second_time_changes_nothing(file: Path, other: Path) -> None:
    import_json(other, file, NOW)
    before, copies = content(other), len(backups_of(other))
    done = import_json(other, file, NOW)
    assert not done.preview.changes_something
    assert done.backup is None
    assert {each.new for each in done.preview.tables.values()} == {0}
    assert content(other) == before
    assert len(backups_of(other)) == copies


def test_a_backup_is_made_before_anything_is_written(file: Path, other: Path) -> None:
    with open_journal(other, wall_clock=Wall()) as journal:
        journal.write_note("Mine.", about=MORNING.date())
    before = content(other)
    done = import_json(other, file, NOW)
    assert done.backup is not None
    assert content(done.backup) == before
    [copy] = backups_of(other)
    assert (copy.before, copy.daily, copy.path) == (Risk.IMPORT, False, done.backup)


def test_looking_writes_nothing(file: Path, other: Path, tmp_path: Path) -> None:
    before = (other.read_bytes(), other.stat().st_mtime_ns)
    preview_import(other, file)
    assert (other.read_bytes(), other.stat().st_mtime_ns) == before
    assert [each.name for each in other.parent.iterdir()] == ["journal.db"]
    nowhere = tmp_path / "nowhere" / "journal.db"
    assert preview_import(nowhere, file).changes_something
    assert not nowhere.parent.exists()


def test_where_there_is_no_journal_one_is_begun(
    full_path: Path, file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "fresh" / "journal.db"
    assert import_json(path, file, NOW).backup is None
    assert content(path) == content(full_path)


def test_a_journal_that_is_gone_is_not_begun_anew(file: Path, other: Path) -> None:
    import_json(other, file, NOW)
    other.unlink()
    for act in (lambda: preview_import(other, file), lambda: import_json(other, file, NOW)):
        with pytest.raises(JournalMissing, match="is gone, but there are backups of it"):
            act()
    assert not other.exists()


def test_into_a_file_that_is_no_journal_nothing_is_taken(file: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.db"
    mine.write_bytes(b"mine " * 1000)
    with pytest.raises(NotAJournal):
        import_json(mine, file, NOW)
    assert mine.read_bytes() == b"mine " * 1000


def test_the_schema_that_ships_is_up_to_date_and_describes_the_file(
    file: Path, tmp_path: Path
) -> None:
    """To write it anew: python -m kneeline.journal.transfer.schema resources/schema/exchange."""
    shipped = (RESOURCES / "schema" / "exchange" / schema.NAME).read_text(encoding="utf-8")
    assert shipped == schema.schema()
    schema.write(tmp_path / "new")
    assert (tmp_path / "new" / schema.NAME).read_text(encoding="utf-8") == shipped
    whole = json.loads(shipped)
    jsonschema.Draft202012Validator.check_schema(whole)
    said = json.loads(file.read_bytes())
    jsonschema.validate(said, whole)
    said["tables"]["pain_scores"][0]["score"] = 11
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, whole)


def test_a_session_under_way_travels_as_left_and_stays_as_it_is_here(
    journal: Journal, wall: Wall, other: Path, tmp_path: Path
) -> None:
    recorder = Recorder(journal)
    session = recorder.begin(ALL_FOUR)
    file = export_json(journal.path, tmp_path / "journal.json", wall()).path
    [told] = json.loads(file.read_bytes())["tables"]["sessions"]
    assert (told["id"], told["ending"], told["seconds"]) == (session, "left", 0)
    import_json(other, file, NOW)
    assert not preview_import(journal.path, file).changes_something
    import_json(journal.path, file, NOW)
    unfinished = journal.unfinished()
    assert unfinished is not None
    assert unfinished.session == session
    wall.forward(minutes=9)
    record(recorder, ALL_FOUR)  # Beginning another one closes it.
    file = export_json(journal.path, tmp_path / "later.json", wall()).path
    import_json(other, file, NOW)
    assert content(other) == content(journal.path)


def test_the_days_since_travel_alone_with_all_that_belongs_to_them(
    journal: Journal, wall: Wall, other: Path, tmp_path: Path
) -> None:
    first = journal.log_run(DoneRun(wall(), 20.0, worst={Side.LEFT: 3}))
    old = journal.write_note("Old.", about=wall().date())
    journal.edit(old, text="Older.")
    wall.forward(days=10)
    since = wall().date()
    second = journal.log_run(DoneRun(wall(), 25.0, worst={Side.LEFT: 2}))
    note = journal.write_note("New.", about=since)
    change = journal.edit(note, text="Newer.")
    journal.undo(change)
    file = export_json(journal.path, tmp_path / "since.json", wall(), since=since).path
    assert preview_import(other, file).since == since
    import_json(other, file, NOW)
    here, there = content(journal.path), content(other)
    assert first not in {key for (key,) in there["runs"]}
    assert second in {key for (key,) in there["runs"]}
    assert {key for (key,) in there["notes"]} == {note}
    assert len(there["pain_scores"]) == 1
    assert len(there["change_log"]) == len(there["changed_rows"]) == 2
    # The rest can come later.
    import_json(other, export_json(journal.path, tmp_path / "all.json", wall()).path, NOW)
    assert content(other) == here


# -- locks -----------------------------------------------------------------------------------------


def test_a_lock_comes_along_and_a_clearance_opens_it_everywhere(
    journal: Journal, wall: Wall, other: Path, tmp_path: Path
) -> None:
    journal.screening_raised(Tier.URGENT, ["calf"], {"calf": True})
    wall.forward(hours=1)
    run = journal.log_run(DoneRun(wall(), 9.0))
    journal.log_signs([Sign.LOCKING], run=run)
    wall.forward(seconds=1)
    journal.delete(run)
    import_json(other, export_json(journal.path, tmp_path / "1.json", wall()).path, NOW)
    with open_journal(other, wall_clock=wall) as there:
        assert there.past().lock == journal.past().lock
        assert there.past().lock is not None
        wall.forward(days=1)
        there.screening_cleared("Dr Lund")
        assert there.past().lock is None
    import_json(journal.path, export_json(other, tmp_path / "2.json", wall()).path, NOW)
    assert journal.past().lock is None, "the open journal notices what came"


# -- two computers ---------------------------------------------------------------------------------


@pytest.fixture
def two(full_path: Path, file: Path, other: Path) -> tuple[Path, Path]:
    """The same full journal on two computers."""
    import_json(other, file, NOW)
    return full_path, other


def _exchange(two: tuple[Path, Path], folder: Path) -> None:
    one, other = two
    import_json(other, export_json(one, folder / "a.json", NOW, force=True).path, NOW)
    import_json(one, export_json(other, folder / "b.json", NOW, force=True).path, NOW)
    assert content(one) == content(other)


@pytest.mark.parametrize("later", [0, 1])
def test_the_later_change_wins_and_both_are_kept(
    two: tuple[Path, Path], tmp_path: Path, later: int
) -> None:
    row = full_journal()[1]["pain_scores"]
    for order, number in enumerate((1 - later, later)):
        wall = Wall(NOW + timedelta(minutes=order))
        with open_journal(two[number], wall_clock=wall) as journal:
            journal.edit(row, score=5 + number)
    _exchange(two, tmp_path)
    with open_journal(two[0], wall_clock=Wall(NOW)) as journal:
        [score] = [each.score for each in journal.pain_scores() if each.id == row]
        assert score == 5 + later
        log = journal.changes(row)
        assert [each.after for each in log] == [{"score": 6 - later}, {"score": 5 + later}]


def test_what_is_deleted_on_one_and_edited_on_the_other_stays_deleted(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    row = full_journal()[1]["notes"]
    with open_journal(two[0], wall_clock=Wall(NOW)) as journal:
        gone = journal.delete(row)
    with open_journal(two[1], wall_clock=Wall(NOW + timedelta(hours=1))) as journal:
        journal.edit(row, text="Slept well after all.")
    _exchange(two, tmp_path)
    with open_journal(two[1], wall_clock=Wall(NOW + timedelta(hours=2))) as journal:
        assert row not in {note.id for note in journal.notes()}
        journal.undo(gone)
        [note] = [note for note in journal.notes() if note.id == row]
        assert note.text == "Slept well after all."
    _exchange(two, tmp_path)


@pytest.mark.parametrize("table", ["pain_scores", "notes", "runs", "sessions"])
def test_a_deletion_taken_back_on_one_is_taken_back_on_both(
    two: tuple[Path, Path], tmp_path: Path, table: str
) -> None:
    row = full_journal()[1][table]
    with open_journal(two[0], wall_clock=Wall(NOW)) as journal:
        gone = journal.delete(row)
    _exchange(two, tmp_path)
    with open_journal(two[1], wall_clock=Wall(NOW + timedelta(hours=1))) as journal:
        assert journal.row(row).values["deleted"] is not None
        journal.undo(gone)
    _exchange(two, tmp_path)
    with open_journal(two[0], wall_clock=Wall(NOW)) as journal:
        assert journal.row(row).values["deleted"] is None


def test_the_same_file_of_a_run_on_both_stands_once_with_all_its_answers(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    runs = []
    for number, path in enumerate(two):
        with open_journal(path, wall_clock=Wall(NOW)) as journal:
            done = DoneRun(NOW, 30.0, worst={list(Side)[number]: 4})
            runs.append(journal.log_run(done, fingerprint="the same"))
    _exchange(two, tmp_path)
    with open_journal(two[0], wall_clock=Wall(NOW)) as journal:
        [stands] = [run.id for run in journal.runs() if run.at == NOW]
        assert stands in runs
        assert {each.knee for each in journal.scores_of(stands)} == set(Side)
    _exchange(two, tmp_path)


def test_one_day_moved_on_both_is_moved_once_as_said_last(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    day = NOW.date()
    for number, path in enumerate(two):
        with open_journal(path, wall_clock=Wall(NOW + timedelta(hours=number))) as journal:
            journal.move_day(day, day + timedelta(days=1 + number))
    file = export_json(two[1], tmp_path / "c.json", NOW).path
    assert preview_import(two[0], file).doubles == 1
    _exchange(two, tmp_path)
    with open_journal(two[0], wall_clock=Wall(NOW)) as journal:
        assert journal.moves()[day] == day + timedelta(days=2)


def test_a_preview_counts_what_is_new_and_what_is_newer(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    ids = full_journal()[1]
    with open_journal(two[0], wall_clock=Wall(NOW)) as journal:
        journal.edit(ids["notes"], text="New words.")
        journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 1))
    with open_journal(two[1], wall_clock=Wall(NOW)) as journal:
        journal.edit(ids["runs"], km=9.0)
    preview = preview_import(two[1], export_json(two[0], tmp_path / "d.json", NOW).path)
    assert preview.tables["notes"].newer == 1
    assert preview.tables["pain_scores"].new == 1
    assert preview.tables["runs"] == Counts(older=1)
    assert (preview.first_new, preview.last_new) == (MORNING.date(), NOW.date())


def test_progress_is_told_to_the_end(file: Path, other: Path) -> None:
    heard: list[tuple[int, int]] = []
    preview_import(other, file, lambda done, total: heard.append((done, total)))
    assert heard[-1][0] == heard[-1][1] > 50


# -- refusals --------------------------------------------------------------------------------------


def spoiled(file: Path, **changed: object) -> Path:
    """Write a file in which some words of the head, or `tables`, are others."""
    whole = json.loads(file.read_bytes())
    whole.update(changed)
    file.write_text(json.dumps(whole), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ({"format": 2}, "exported by a newer Kneeline .format 2, and this one knows 1.: install"),
        ({"format": 0}, "has format 0, which no Kneeline writes"),
        ({"kneeline": "recipe"}, "does not hold a journal"),
        ({"kneeline": 3}, "is not a journal that Kneeline exported"),
        ({"written": "yesterday"}, r"written"),
        ({"written": "2026-13-40T25:61:00.000Z"}, "cannot be imported"),
        ({"tables": {"recipes": []}}, "recipes"),
        ({"extra": 1}, "extra"),
    ],
)
def test_heads_that_are_refused(
    file: Path, other: Path, head: dict[str, object], says: str
) -> None:
    before = other.read_bytes()
    with pytest.raises(NotImportable, match=says) as caught:
        import_json(other, spoiled(file, **head), NOW)
    assert str(file) in str(caught.value)
    assert other.read_bytes() == before
    assert backups_of(other) == ()


@pytest.mark.parametrize(
    ("table", "changed", "says"),
    [
        ("pain_scores", {"score": 11}, r"tables\.pain_scores\[0\]\.score"),
        ("pain_scores", {"score": "3"}, r"pain_scores\[0\]\.score"),
        ("pain_scores", {"day": "2026-02-31"}, "pain_scores, row 1"),
        ("sessions", {"ended": "2020-01-01T00:00:00.000Z"}, "sessions, row 1"),
        ("sets", {"session": "0" * 36}, "a row of sets belongs to nothing"),
        ("runs", {"km": 1e300}, r"runs\[0\]\.km"),
        ("notes", {"text": "x" * 200_000}, r"notes\[0\]\.text"),
        ("notes", {"id": "not an id"}, r"notes\[0\]\.id"),
        ("notes", {"colour": "red"}, "colour"),
        ("gates", {"answers": {"stairs": "perhaps"}}, "answers"),
    ],
)
def test_rows_that_are_refused(
    file: Path, other: Path, table: str, changed: dict[str, object], says: str
) -> None:
    tables = json.loads(file.read_bytes())["tables"]
    tables[table][0] |= changed
    before = other.read_bytes()
    with pytest.raises(NotImportable, match=says):
        import_json(other, spoiled(file, tables=tables), NOW)
    assert other.read_bytes() == before


def test_a_row_that_comes_twice_is_refused(file: Path, other: Path) -> None:
    tables = json.loads(file.read_bytes())["tables"]
    tables["notes"].append(tables["notes"][0])
    with pytest.raises(NotImportable, match=r"notes, row \d+: UNIQUE"):
        import_json(other, spoiled(file, tables=tables), NOW)


def test_what_is_no_file(other: Path, tmp_path: Path) -> None:
    with pytest.raises(NotImportable, match="is not a file"):
        preview_import(other, tmp_path)
    with pytest.raises(NotImportable, match="cannot be read"):
        preview_import(other, tmp_path / "nothing.json")
    with pytest.raises(NotImportable):
        preview_import(other, Path("a\0b"))
    if os.name == "posix":
        with pytest.raises(NotImportable, match="is not a file"):
            preview_import(other, Path("/dev/zero"))


def test_a_file_that_claims_gigabytes_is_not_read(other: Path, tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(10 * 1024**3)  # sparse: it takes no room
    with pytest.raises(NotImportable, match="is larger than 256 MB"):
        preview_import(other, huge)


# -- files -----------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
def test_nobody_else_can_read_what_is_written(full_path: Path, tmp_path: Path) -> None:
    made = export_json(full_path, tmp_path / "out.json", NOW).files
    made += export_csv(full_path, tmp_path / "tables").files
    assert len(made) == 1 + len(SHAPES) + 1
    assert {stat.S_IMODE(each.stat().st_mode) for each in made} == {0o600}
    assert stat.S_IMODE((tmp_path / "tables").stat().st_mode) == 0o700


def test_what_is_there_is_replaced_only_by_force(full_path: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "out.json", tmp_path / "tables"
    out.write_bytes(b"mine")
    folder.mkdir()
    (folder / "holiday.csv").write_bytes(b"mine")
    with pytest.raises(NotWritten, match=r"out\.json is there already: .* --force"):
        export_json(full_path, out, NOW)
    with pytest.raises(NotWritten, match="is not empty"):
        export_csv(full_path, folder)
    with pytest.raises(NotWritten, match="is a file: CSV goes into a folder"):
        export_csv(full_path, out, force=True)
    with pytest.raises(NotWritten, match="is a folder"):
        export_json(full_path, folder, NOW, force=True)
    assert out.read_bytes() == (folder / "holiday.csv").read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kneeline", "out.json", "tables"]
    export_json(full_path, out, NOW, force=True)
    export_csv(full_path, folder, force=True)
    export_csv(full_path, folder, force=True)
    assert json.loads(out.read_bytes())["kneeline"] == "journal"
    assert (folder / "holiday.csv").read_bytes() == b"mine"
    assert (folder / "sets.csv").exists()


@pytest.mark.parametrize("act", [export_csv, lambda path, out: export_json(path, out, NOW)])
def test_places_that_cannot_be_written_are_named(full_path: Path, tmp_path: Path, act: Act) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    for out in (tmp_path / "missing" / "out", tmp_path / "file" / "out"):
        with pytest.raises(NotWritten, match=re.escape(str(out))):
            act(full_path, out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "kneeline"]


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_holds_what_stands_and_every_column_is_described(
    journal: Journal, wall: Wall, tmp_path: Path
) -> None:
    record(Recorder(journal), ALL_FOUR)
    gone = journal.write_note("Gone.", about=wall().date())
    said = 'Stairs, "slowly";\nthen Übung 🦵 =1+1'
    journal.write_note(said, about=wall().date())
    journal.delete(gone)
    folder = export_csv(journal.path, tmp_path / "tables").path
    [note] = _csv(folder / "notes.csv")
    assert note["text"] == said
    scores = journal.pain_scores()
    told = _csv(folder / "pain_scores.csv")
    assert [(row["id"], int(row["score"]), row["knee"]) for row in told] == [
        (each.id, each.score, each.knee) for each in scores
    ]
    assert [row["at"] for row in told] == [
        each.at.isoformat(timespec="milliseconds") for each in scores
    ]
    described = {(row["table"], row["column"]): row for row in _csv(folder / "columns.csv")}
    for table in SHAPES:
        with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            for name in next(csv.reader(file)):
                assert described.pop((table, name))["meaning"], (table, name)
    assert described == {}
