"""The one style sheet: what each role looks like, written from the tokens and nothing else."""

from __future__ import annotations

from math import ceil
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF

from kneeline.coach.pain import Zone
from kneeline.ui.tokens import RADII, SPACE, STROKES, TYPE, Colours, Spacing, TypeScale

if TYPE_CHECKING:
    from kneeline.ui.theme import Look

_GROUND = """
QWidget { color: $text; font-size: $body; }
QMainWindow, QDialog, QWidget[role="page"] { background: $background; }
QFrame[role="card"], QWidget[role="card"] {
    background: $surface; border: ${hair}px solid $border; border-radius: ${card}px;
}
QFrame[role="raised"], QWidget[role="raised"] {
    background: $raised; border: ${hair}px solid $border; border-radius: ${control}px;
}
QToolTip {
    background: $raised; color: $text; border: ${hair}px solid $border; padding: ${xs}px;
}
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { border: none; }
"""

_WORDS = """
QLabel { background: transparent; }
QLabel[role="page-title"] { font-size: $title; font-weight: 600; }
QLabel[role="section-title"] { font-size: $section; font-weight: 600; }
QLabel[role="lead"] { font-size: $lead; }
QLabel[role="body"] { font-size: $body; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="caption"] { color: $muted; font-size: $caption; }
QLabel[role="big-number"] { font-size: $number; font-weight: 600; }
QLabel[role="chip"] {
    background: $hover; color: $text; border-radius: ${small}px;
    padding: ${hairpad}px ${s}px; font-size: $caption; font-weight: 600;
}
QLabel[role="notice"] {
    background: $notice; color: $text; border: ${hair}px solid $notice_edge;
    border-radius: ${control}px; padding: ${s}px ${m}px;
}
QLabel[role="error"] {
    background: $error; color: $text; border: ${hair}px solid $error_edge;
    border-radius: ${control}px; padding: ${s}px ${m}px;
}
"""

_BUTTONS = """
QPushButton, QToolButton {
    background: $surface; color: $text; border: ${focus_width}px solid $outline;
    border-radius: ${control}px; padding: ${s}px ${l}px; min-height: $line_height;
}
QToolButton { padding: ${s}px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $pressed; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $border; }
QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border: ${ring}px solid $accent;
    font-weight: 600; padding: ${snug}px ${wide}px;
}
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:pressed { background: $accent_pressed; }
QPushButton[role="primary"]:disabled {
    background: $hover; color: $disabled; border-color: $border;
}
QPushButton[role="quiet"], QToolButton[role="quiet"] {
    background: transparent; border-color: transparent; color: $accent;
}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:pressed, QToolButton[role="quiet"]:pressed { background: $pressed; }
QPushButton[role="quiet"]:disabled, QToolButton[role="quiet"]:disabled { color: $disabled; }
QPushButton[role="danger"] { color: $danger; border-color: $danger; font-weight: 600; }
QPushButton[role="danger"]:hover { background: $danger; color: $on_danger; }
QPushButton[role="danger"]:pressed {
    background: $danger_hover; border-color: $danger_hover; color: $on_danger;
}
QPushButton[role="navigation"], QToolButton[role="navigation"] {
    background: transparent; border-color: transparent; color: $text;
    text-align: left; padding: ${s}px ${m}px;
}
QPushButton[role="navigation"]:hover, QToolButton[role="navigation"]:hover { background: $hover; }
QPushButton[role="navigation"]:checked, QToolButton[role="navigation"]:checked {
    background: $selection; color: $on_selection;
}
QPushButton[role="score"] { min-width: 0; padding-left: 0; padding-right: 0; }
QPushButton[role="score"]:checked {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[role="range"], QToolButton[role="range"] {
    background: transparent; border-color: transparent; color: $muted; padding: ${xs}px ${m}px;
    font-weight: 600;
}
QPushButton[role="range"]:hover, QToolButton[role="range"]:hover {
    background: $hover; color: $text;
}
QPushButton[role="range"]:checked, QToolButton[role="range"]:checked {
    background: $selection; color: $on_selection;
}
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QDateTimeEdit {
    background: $surface; color: $text; border: ${focus_width}px solid $outline;
    border-radius: ${control}px; padding: ${xs}px ${s}px; min-height: $line_height;
    selection-background-color: $selection; selection-color: $on_selection;
}
QAbstractSpinBox QLineEdit {
    border: none; background: transparent; padding: 0 0 0 ${xs}px; min-height: 0;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    color: $disabled; border-color: $border;
}
QComboBox::drop-down { border: none; width: ${xl}px; }
QDateTimeEdit::drop-down { border: none; background: transparent; width: ${xl}px; }
QDateTimeEdit::down-arrow { image: url("$glyphs/down.svg"); width: ${m}px; height: ${m}px; }
QComboBox::down-arrow { image: url("$glyphs/down.svg"); width: ${m}px; height: ${m}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    border: none; background: transparent; width: ${xl}px;
}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url("$glyphs/up.svg"); width: ${m}px; height: ${m}px; }
QAbstractSpinBox::down-arrow { image: url("$glyphs/down.svg"); width: ${m}px; height: ${m}px; }
QComboBox QAbstractItemView {
    background: $surface; border: ${hair}px solid $border;
    selection-background-color: $selection; selection-color: $on_selection;
}
QCheckBox, QRadioButton {
    spacing: ${s}px; padding: ${xs}px; border: ${focus_width}px solid transparent;
    border-radius: ${small}px;
}
QCheckBox[role="lead"], QRadioButton[role="lead"] { font-size: $lead; }
QCheckBox::indicator, QRadioButton::indicator {
    width: ${mark}px; height: ${mark}px; background: $surface;
    border: ${focus_width}px solid $outline;
}
QCheckBox::indicator { border-radius: ${small}px; }
QRadioButton::indicator { border-radius: ${mark_round}px; }
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$glyphs/check.svg");
}
QRadioButton::indicator:checked {
    background: $accent; border-color: $accent; image: url("$glyphs/dot.svg");
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $border; }
QSlider::groove:horizontal { height: ${xs}px; border-radius: ${hairpad}px; background: $outline; }
QSlider::sub-page:horizontal { border-radius: ${hairpad}px; background: $accent; }
QSlider::handle:horizontal {
    background: $accent; border: ${focus_width}px solid $surface; border-radius: ${round}px;
    width: ${l}px; height: ${l}px; margin: -${s}px 0;
}
QSlider:focus { background: $selection; border-radius: ${small}px; }
QAbstractItemView {
    background: $surface; alternate-background-color: $raised; color: $text;
    border: ${focus_width}px solid $border; border-radius: ${control}px; gridline-color: $border;
    selection-background-color: $selection; selection-color: $on_selection;
}
QAbstractScrollArea::corner { background: transparent; border: none; }
QGraphicsView[role="chart"] {
    border: ${focus_width}px solid $surface; border-radius: ${control}px;
}
QHeaderView { border: none; border-radius: 0; background: $raised; }
QTableView::item { padding: ${xs}px ${s}px; }
QTableCornerButton::section { background: $raised; border: none; }
QHeaderView::section {
    background: $raised; color: $muted; border: none;
    border-bottom: ${hair}px solid $border; padding: ${s}px; font-weight: 600;
}
QProgressBar {
    background: $hover; border: none; border-radius: ${small}px; color: $text; text-align: center;
}
QProgressBar::chunk { background: $accent; border-radius: ${small}px; }
QMenu { background: $surface; border: ${hair}px solid $border; padding: ${xs}px; }
QMenu::item { padding: ${s}px ${xl}px; border-radius: ${small}px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QScrollBar:vertical { background: transparent; width: ${m}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${m}px; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: ${small}px; margin: ${hairpad}px; }
QScrollBar::handle:vertical { min-height: ${xxl}px; }
QScrollBar::handle:horizontal { min-width: ${xxl}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
"""

# Last, so that it wins: the ring is the border every control already has, so nothing moves. What is
# filled keeps clear of it: between an accent and the ring no colour would do in both schemes.
_FOCUS = """
QPushButton:focus, QToolButton:focus, QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus,
QComboBox:focus, QAbstractSpinBox:focus, QDateTimeEdit:focus, QCheckBox:focus, QRadioButton:focus,
QAbstractItemView:focus, QGraphicsView[role="chart"]:focus,
QPushButton[role="primary"]:focus, QPushButton[role="quiet"]:focus,
QPushButton[role="danger"]:focus, QPushButton[role="navigation"]:focus,
QPushButton[role="range"]:focus, QToolButton[role="quiet"]:focus,
QToolButton[role="navigation"]:focus, QToolButton[role="range"]:focus {
    border-color: $focus;
}
QPushButton[role="primary"]:focus, QPushButton[role="score"]:checked:focus {
    background-clip: padding;
}
"""

_ACCENT = """
QLabel[role="chip"][accent="$name"] { background: $fill; color: $on; }
QPushButton[role="primary"][accent="$name"] { background: $fill; color: $on; border-color: $fill; }
QProgressBar[accent="$name"]::chunk { background: $fill; }
QLabel[role="section-title"][accent="$name"], QLabel[role="lead"][accent="$name"] { color: $fill; }
"""


def style_sheet(look: Look, glyphs: str) -> str:
    """Return the style sheet for a look; `glyphs` is the folder of its tinted ticks and arrows."""
    parts = [_GROUND, _WORDS, _BUTTONS, _FIELDS]
    values = _colours(look.colours) | _sizes(look) | {"glyphs": glyphs}
    sheet = "".join(Template(part).substitute(values) for part in parts)
    for activity, ink in look.colours.activities.items():
        sheet += Template(_ACCENT).substitute(
            name=activity.value, fill=ink.fill, on=ink.on, focus=look.colours.focus
        )
    return sheet + Template(_FOCUS).substitute(values)


def _colours(colours: Colours) -> dict[str, str]:
    care, stop = colours.zones[Zone.CARE], colours.zones[Zone.STOP]
    plain = {
        name: value
        for name in Colours.__dataclass_fields__
        if isinstance(value := getattr(colours, name), str)
    }
    return plain | {
        "accent": colours.accent.fill,
        "on_accent": colours.accent.on,
        "danger": colours.danger.fill,
        "on_danger": colours.danger.on,
        "selection": colours.selection.fill,
        "on_selection": colours.selection.on,
        "notice": care.band,
        "notice_edge": care.text,
        "error": stop.band,
        "error_edge": stop.text,
    }


def _sizes(look: Look) -> dict[str, str]:
    text = {name: f"{look.points(getattr(TYPE, name)):.2f}pt" for name in _fields(TYPE)}
    spacing = {name: str(getattr(SPACE, name)) for name in _fields(SPACE)}
    body = QFontMetricsF(look.font(TYPE.body))
    # A mark to tick is as large as the letters beside it, and never smaller than it was drawn.
    mark = max(SPACE.l, round(body.ascent()))
    return (
        text
        | spacing
        | {
            "small": str(RADII.small),
            "control": str(RADII.control),
            "card": str(RADII.card),
            "hair": str(STROKES.hair),
            "focus_width": str(STROKES.focus),
            "ring": str(STROKES.strong),
            # What the wider ring takes, the padding gives: all buttons are equally high.
            "snug": str(SPACE.s + STROKES.focus - STROKES.strong),
            "wide": str(SPACE.xl + STROKES.focus - STROKES.strong),
            "round": str(SPACE.l // 2 + STROKES.focus),
            "mark": str(mark),
            "mark_round": str(mark // 2 + STROKES.focus),
            "hairpad": str(STROKES.focus),
            "line_height": f"{ceil(body.height())}px",
        }
    )


def _fields(tokens: Spacing | TypeScale) -> tuple[str, ...]:
    return tuple(type(tokens).__dataclass_fields__)
