"""Two journals of one person become one, whichever comes first and however often they meet."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from kneeline.journal import open_journal
from kneeline.journal.soundness import faults
from kneeline.journal.transfer.json_file import export_json
from kneeline.journal.transfer.merging import ONCE
from kneeline.journal.transfer.shape import columns
from kneeline.journal.transfer.taking_in import import_json, preview_import
from tests.unit.journal.filling import empty_journal
from tests.unit.journal.lives import LIVES, content, live
from tests.unit.journal.sitting import Wall

if TYPE_CHECKING:
    Rows = dict[str, dict[tuple[object, ...], tuple[object, ...]]]
    Deeds = list[tuple[str, int, int]]


EXAMPLES = int(os.environ.get("KNEELINE_MERGES", "20"))
"""How many pairs of lives meet; thousands by hand: KNEELINE_MERGES=2000."""


class House:
    """Some computers of one person, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.wall = folder, Wall()

    def computer(self, name: str, like: str | None = None) -> Path:
        path = self.folder / name / "journal.db"
        path.parent.mkdir()
        path.write_bytes(empty_journal())
        if like is not None:
            self.give(like, name)
        return path

    def journal(self, name: str) -> Path:
        return self.folder / name / "journal.db"

    def live(self, name: str, deeds: Deeds) -> None:
        live(self.journal(name), self.wall, deeds)

    def give(self, one: str, other: str) -> None:
        """Bring all that one computer knows to another."""
        file = self.folder / "carried.json"
        export_json(self.journal(one), file, self.wall(), force=True)
        expected = preview_import(self.journal(other), file)
        done = import_json(self.journal(other), file, self.wall())
        assert done.preview == expected
        again = preview_import(self.journal(other), file)
        assert not again.changes_something, "a second time changes nothing"
        assert faults(self.journal(other)) == ()


def keys(of: Rows) -> dict[str, set[object]]:
    return {table: set(rows) for table, rows in of.items()}


def says_what_the_log_says(path: Path, rows: Rows) -> None:
    """Assert that the last logged change of each row holds, as an undo would find it."""
    with open_journal(path, wall_clock=Wall()) as journal:
        log = journal.changes()
    last: dict[tuple[str, str], dict[str, object]] = {}
    for change in log:
        if change.table != "profile":  # Each computer may have begun its own.
            known = last.setdefault((change.table, change.row), {})
            if change.after.keys() - {"deleted"}:
                known.pop("body", None)
                known["body"] = {k: v for k, v in change.after.items() if k != "deleted"}
            if "deleted" in change.after:
                known["deleted"] = change.after["deleted"]
    for (table, row), known in last.items():
        found = dict(zip(columns(table), rows[table][row,], strict=True))
        body: Any = known.get("body", {})
        assert {name: found[name] for name in body} == body
        if known.get("deleted"):
            assert found["deleted"] is not None
        elif "deleted" in known and table not in ONCE:
            assert found["deleted"] is None


@given(LIVES, LIVES, LIVES)
@settings(max_examples=EXAMPLES, deadline=None)
def test_it_makes_no_difference_which_journal_comes_first(
    before: Deeds, here: Deeds, there: Deeds
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        house.computer("desk")
        house.live("desk", before)
        house.computer("lap", like="desk")
        assert content(house.journal("lap")) == content(house.journal("desk"))
        house.live("desk", here)
        house.live("lap", there)
        desk, lap = content(house.journal("desk")), content(house.journal("lap"))
        house.computer("desk then lap", like="desk")
        house.give("lap", "desk then lap")
        house.computer("lap then desk", like="lap")
        house.give("desk", "lap then desk")
        one, other = (content(house.journal(f"{a}")) for a in ("desk then lap", "lap then desk"))
        assert one == other
        says_what_the_log_says(house.journal("lap then desk"), one)
        for table, rows in keys(one).items():
            assert rows == keys(desk)[table] | keys(lap)[table], f"{table}: no row lost, none twice"
        # What either of the two knows is known already.
        house.give("desk", "desk then lap")
        house.give("lap", "desk then lap")
        assert content(house.journal("desk then lap")) == one
        # And the two themselves agree once each has been given the other's.
        house.give("lap", "desk")
        house.give("desk", "lap")
        assert content(house.journal("desk")) == content(house.journal("lap")) == one
        with (
            open_journal(house.journal("desk"), wall_clock=house.wall) as first,
            open_journal(house.journal("lap"), wall_clock=house.wall) as second,
        ):
            assert first.past().lock == second.past().lock
            assert first.changes() == second.changes()


@given(LIVES, LIVES, LIVES, LIVES)
@settings(max_examples=EXAMPLES // 3, deadline=None)
def test_three_computers_agree_once_all_has_gone_round(
    before: Deeds, here: Deeds, there: Deeds, elsewhere: Deeds
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        names = ("desk", "lap", "work")
        house.computer("desk")
        house.live("desk", before)
        house.computer("lap", like="desk")
        house.computer("work", like="desk")
        for name, deeds in zip(names, (here, there, elsewhere), strict=True):
            house.live(name, deeds)
        for one in names:
            for other in names:
                if one != other:
                    house.give(one, other)
        for one in names:
            for other in names:
                if one != other:
                    house.give(one, other)
        assert content(house.journal("desk")) == content(house.journal("lap"))
        assert content(house.journal("lap")) == content(house.journal("work"))
