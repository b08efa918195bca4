"""A loop that is kept in memory shows each picture as it was, in any order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kneeline.playback.kept_pictures import SIDE, KeptPictures

WIDE, HIGH = 3 * SIDE + 5, 2 * SIDE + 1
"""Not a whole number of squares: those at the right and below are cut."""

boxes = st.builds(
    QRect,
    st.integers(0, WIDE - 1),
    st.integers(0, HIGH - 1),
    st.integers(1, WIDE),
    st.integers(1, HIGH),
)
loops = st.lists(
    st.lists(st.tuples(boxes, st.sampled_from(["#ff0000", "#00fe01"])), max_size=3), min_size=1
)


def drawn(things: list[tuple[QRect, str]]) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(QColor("#e6ebe8"))
    painter = QPainter(image)
    for box, colour in things:
        painter.fillRect(box, QColor(colour))
    painter.end()
    return image


@given(loops, st.data())
def test_every_picture_comes_back_as_it_was_in_any_order(
    qapp: QApplication, loop: list[list[tuple[QRect, str]]], data: st.DataObject
) -> None:
    del qapp  # images are painted
    pictures = [drawn(things) for things in loop]
    kept = KeptPictures(len(pictures))
    for number in data.draw(st.permutations(range(len(pictures)))):
        assert not kept.complete
        kept.keep(number, pictures[number])
    assert kept.complete
    last: QImage | None = None
    for number in data.draw(st.permutations(range(len(pictures)))):
        changed = kept.show(number)
        assert kept.picture == pictures[number]
        if last is not None:
            # Outside of what is said to have changed, it is the picture before.
            patched = last.copy()
            painter = QPainter(patched)
            painter.drawImage(changed, pictures[number], changed)
            painter.end()
            assert patched == pictures[number]
        last = pictures[number]


def test_what_stands_still_is_kept_once(qapp: QApplication) -> None:
    del qapp  # images are painted
    kept = KeptPictures(40)
    kept.keep(0, drawn([]))
    one = kept.size
    for number in range(1, 40):
        kept.keep(number, drawn([(QRect(number % 4, 0, 2, 2), "#ff0000")]))
    square = SIDE * SIDE * 3
    numbers = 4 * 3 * 4  # bytes: each picture's list of squares
    assert kept.size <= one + 39 * (square + numbers)
    assert kept.show(0).isValid()
    assert kept.show(1) == QRect(0, 0, SIDE, SIDE), "only one square is another"
    assert not kept.show(1).isValid()
