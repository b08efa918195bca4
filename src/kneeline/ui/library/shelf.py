"""The list of exercises: look for words, a phase, a thing, a part of the body; walk and open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kneeline.coach.exercise import Exercise, Phase
from kneeline.ui.arranging import Flow, Sheet, order_tabs
from kneeline.ui.labelled import label_list
from kneeline.ui.library.finding import NOTHING, Wanted, find, similar, things
from kneeline.ui.library.phase_filter import FilterChip
from kneeline.ui.library.tile import Tile, TileGrid
from kneeline.ui.library.words import first_letter_up
from kneeline.ui.phases import phase_name
from kneeline.ui.pieces import CalmCombo, button, card, clear, search_field, text
from kneeline.ui.theme import Role
from kneeline.ui.today import equipment_words
from kneeline.ui.tokens import Activity
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kneeline.ui.library.source import Posters


class Shelf(QWidget):
    """Every exercise as a tile, by phase.

    Signals:
        opened: an exercise was chosen (its id).
    """

    opened = Signal(str)

    def __init__(self, posters: Posters) -> None:
        """Take what draws a still of each film."""
        super().__init__()
        self._posters = posters
        posters.tell(self._on_poster)
        self._exercises: tuple[Exercise, ...] = ()
        self._own: frozenset[str] = frozenset()
        self._tiles: dict[str, Tile] = {}
        self._shown: list[Tile] = []
        self._current: Tile | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.sheet = Sheet()
        column.addWidget(self.sheet)
        self._build_filters()
        self._helps = QWidget()
        self._empty = QVBoxLayout(self._helps)
        self._empty.setContentsMargins(0, 0, 0, 0)
        self.sheet.column.addWidget(self._helps)
        self._titles: dict[Phase, QLabel] = {}
        self._grids: dict[Phase, TileGrid] = {}
        for phase in Phase:
            self._titles[phase] = text(phase_name(phase), Role.SECTION_TITLE, _accent(phase))
            self._grids[phase] = TileGrid()
            self.sheet.column.addWidget(self._titles[phase])
            self.sheet.column.addWidget(self._grids[phase])
        self.sheet.column.addStretch()

    # -- what it shows -------------------------------------------------------------------------

    def fill(
        self, exercises: Iterable[Exercise], levels: Mapping[str, str], own: frozenset[str]
    ) -> Iterator[None]:
        """Show these exercises, one a step; `levels` says where the person stands in each.

        A tile that says the same as before stays where it is.
        """
        self._posters.look_again()
        exercises, tiles = tuple(exercises), {}
        for each in exercises:
            told = (each, levels.get(each.id, ""), each.id in own)
            kept = self._tiles.get(each.id)
            if kept is not None and kept.told == told:
                tiles[each.id] = kept
                kept.update()
            else:
                tiles[each.id] = self._tile(*told)
                yield
        at = self._current.exercise.id if self._current else ""
        gone = [tile for name, tile in self._tiles.items() if tiles.get(name) is not tile]
        self._exercises, self._own, self._tiles = exercises, own, tiles
        self._current = tiles.get(at)
        self._offer_filters()
        yield from self._looking()
        for tile in gone:
            tile.hide()
            tile.deleteLater()
        order_tabs(self)

    def focus_search(self) -> None:
        """Put the keyboard into the search field, on what stands there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_list(self, exercise: str = "") -> None:
        """Put the keyboard on an exercise, or on the one it was on last."""
        tile = self._tiles.get(exercise) or self._current
        if tile is not None and tile in self._shown:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
            self.sheet.show_widget(tile)
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filters(self) -> None:
        """Let everything in again but for the words."""
        for chip in (*self._phases.values(), self._own_only):
            chip.setChecked(False)
        self._equipment.setCurrentIndex(0)
        self._body_part.setCurrentIndex(0)
        self._look()
        self.focus_search()

    # -- its parts -----------------------------------------------------------------------------

    def _build_filters(self) -> None:
        self.search = search_field(_("Search exercises"), _("Search: knee, glute, heel …"))
        self.search.setAccessibleDescription(
            _("The key / comes here. Arrow down goes to the list.")
        )
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self._open_only)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._into_list)
        self._count = text("", Role.MUTED)
        self._equipment = _choice(_("Equipment"))
        self._body_part = _choice(_("Part of the body"))
        for chooser in (self._equipment, self._body_part):
            chooser.currentIndexChanged.connect(self._look)
        self._phases = {phase: FilterChip(phase_name(phase), _accent(phase)) for phase in Phase}
        self._own_only = FilterChip(_("Yours"))
        chips = (*self._phases.values(), self._own_only)
        for each in chips:
            each.toggled.connect(self._look)
        self.sheet.column.addWidget(self.search)
        self.sheet.column.addWidget(Flow(*chips, self._equipment, self._body_part))
        self.sheet.column.addWidget(self._count)

    def _offer_filters(self) -> None:
        """Offer only what some exercise has; what was chosen stays chosen."""
        used = dict.fromkeys(thing for each in self._exercises for thing in things(each))
        named = [(first_letter_up(equipment_words([thing])), thing) for thing in used]
        _offer(
            self._equipment,
            [(_("Any equipment"), ""), (_("Nothing needed"), NOTHING), *sorted(named)],
        )
        parts = dict.fromkeys(part for each in self._exercises for part in each.body_parts)
        names = sorted((first_letter_up(_(part)), part) for part in parts)
        _offer(self._body_part, [(_("Whole body"), ""), *names])
        self._own_only.setVisible(any(each.id in self._own for each in self._exercises))

    def _tile(self, exercise: Exercise, level: str, own: bool) -> Tile:  # noqa: FBT001 (as it is told)
        tile = Tile(exercise, level, self._posters.find, own=own)
        tile.clicked.connect(lambda: self.opened.emit(exercise.id))
        tile.walked.connect(lambda key: self._walk(tile, key))
        tile.reached.connect(lambda: self._reach(tile))
        return tile

    def _on_poster(self, exercise: str) -> None:
        if exercise in self._tiles:
            self._tiles[exercise].update()

    # -- looking -------------------------------------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        """What the person looks for now."""
        return Wanted(
            words=self.search.text(),
            phases=frozenset(phase for phase, chip in self._phases.items() if chip.isChecked()),
            equipment=str(self._equipment.currentData() or ""),
            body_part=str(self._body_part.currentData() or ""),
            own_only=self._own_only.isChecked(),
        )

    def _look(self) -> None:
        for _step in self._looking():
            pass

    def _looking(self) -> Iterator[None]:
        """Show what is wanted, one phase a step."""
        found = find(self._exercises, self.wanted, self._own)
        self._shown = [self._tiles[each.id] for each in found]
        for phase, grid in self._grids.items():
            tiles = [tile for tile in self._shown if tile.exercise.phase is phase]
            grid.show_tiles(tiles)
            grid.setVisible(bool(tiles))
            self._titles[phase].setVisible(bool(tiles))
            yield
        self._tell_count(len(found))
        clear(self._empty)
        self._helps.setVisible(not found)
        if not found:
            self._empty.addWidget(self._nothing_found())
        if self._current not in self._shown:
            self._reach(self._shown[0] if self._shown else None)

    def _tell_count(self, count: int) -> None:
        of = len(self._exercises)
        words = ngettext("{count} exercise", "{count} exercises", count).format(count=count)
        if count < of:
            words = _("{count} of {all} exercises").format(count=count, all=of)
        self._count.setText(words)

    def _nothing_found(self) -> QWidget:
        """Return what helps: drop the filters, or a name much like what was typed."""
        wanted = self.wanted
        without = find(self._exercises, Wanted(words=wanted.words), self._own)
        ways = Flow()
        if wanted.filters and without:
            says = ngettext(
                "Without the filters, {count} exercise fits.",
                "Without the filters, {count} exercises fit.",
                len(without),
            ).format(count=len(without))
            drop = button(_("Drop the filters"))
            drop.clicked.connect(self.clear_filters)
            ways.add(drop)
        else:
            close = similar(self._exercises, wanted.words)
            says = _("We look at names, purposes, cues and parts of the body.")
            if close:
                says = _("Did you mean one of these?")
            for each in close:
                guess = button(_(each.name))
                guess.clicked.connect(lambda _checked, name=each.id: self.opened.emit(name))
                ways.add(guess)
        if wanted.words:
            everything = button(_("Clear the search"))
            everything.clicked.connect(self.search.clear)
            everything.clicked.connect(self.focus_search)
            ways.add(everything)
        title = _("Nothing fits")
        if wanted.words:
            title = _("Nothing fits “{words}”").format(words=wanted.words)
        return card(title, text(says), ways)

    # -- walking -------------------------------------------------------------------------------

    def _reach(self, tile: Tile | None) -> None:
        """Let Tab come to this tile only: thirty-six stops would be a long way."""
        if self._current is not None:
            self._current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = tile
        if tile is not None:
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _into_list(self) -> None:
        if self._shown:
            self.focus_list(self._shown[0].exercise.id)

    def _open_only(self) -> None:
        """Enter in the search field opens the exercise if it is the only one left."""
        if len(self._shown) == 1:
            self.opened.emit(self._shown[0].exercise.id)
        else:
            self._into_list()

    def _walk(self, tile: Tile, key: int) -> None:
        place = self._shown.index(tile)
        target = {
            Qt.Key.Key_Left: place - 1,
            Qt.Key.Key_Right: place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._shown) - 1,
            Qt.Key.Key_Up: self._row_over(place, -1),
            Qt.Key.Key_Down: self._row_over(place, 1),
        }[Qt.Key(key)]
        if 0 <= target < len(self._shown):
            self.focus_list(self._shown[target].exercise.id)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Left}:
            self.focus_search()

    def _row_over(self, place: int, step: int) -> int:
        """Return the tile nearest below or above, past the end where there is no such row."""
        spots = [_middle(each, self) for each in self._shown]
        here = spots[place]
        rows = sorted({spot.y() for spot in spots if (spot.y() - here.y()) * step > 0})
        if not rows:
            return -1 if step < 0 else len(spots)
        row = rows[0] if step > 0 else rows[-1]
        in_row = [number for number, spot in enumerate(spots) if spot.y() == row]
        return min(in_row, key=lambda number: abs(spots[number].x() - here.x()))


def _middle(tile: Tile, ground: QWidget) -> QPoint:
    return tile.mapTo(ground, tile.rect().center())


def _accent(phase: Phase) -> Activity:
    return Activity(phase.value)


def _choice(name: str) -> CalmCombo:
    chooser = CalmCombo()
    label_list(chooser, name)
    chooser.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
    return chooser


def _offer(chooser: CalmCombo, choices: Sequence[tuple[str, str]]) -> None:
    before = chooser.currentData()
    blocked = chooser.blockSignals(True)  # noqa: FBT003 (Qt takes it so)
    chooser.clear()
    for words, value in choices:
        chooser.addItem(words, value)
    chooser.setCurrentIndex(max(0, chooser.findData(before)))
    chooser.blockSignals(blocked)
