"""The mirror: what it paints, its line, and a camera that is not there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtMultimedia import QMediaDevices, QVideoFrame
from pytestqt.qtbot import QtBot

from kneeline.playback.camera import Camera
from kneeline.ui.player.mirror import MARGIN, Mirror
from kneeline.ui.tokens import LIGHT

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")


def half_red() -> QImage:
    """A frame whose left half is red and whose right half is blue."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    painter = QPainter(image)
    painter.fillRect(0, 0, 320, 480, QColor("red"))
    painter.end()
    return image


@pytest.fixture
def camera() -> Iterator[Camera]:
    made = Camera()
    yield made
    made.stop()


@pytest.fixture
def mirror(qtbot: QtBot, camera: Camera) -> Mirror:
    made = Mirror(lambda: camera.image)
    camera.frame_ready.connect(made.update)
    camera.told.connect(made.say)
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    return made


def feed(camera: Camera, image: QImage) -> None:
    sink = camera._sink
    assert sink is not None
    sink.setVideoFrame(QVideoFrame(image))


def colours(mirror: Mirror) -> tuple[QColor, QColor]:
    image = mirror.grab().toImage()
    return image.pixelColor(60, 100), image.pixelColor(340, 100)


@pytest.mark.skipif(bool(QMediaDevices.videoInputs()), reason="there is a camera here")
def test_without_a_camera_a_sentence_stands_in_its_place(camera: Camera, mirror: Mirror) -> None:
    before = mirror.grab().toImage()
    camera.start()
    assert "No camera was found" in mirror.sentence
    assert mirror.accessibleDescription() == mirror.sentence
    assert mirror.grab().toImage() != before


def test_left_is_left_as_in_a_mirror(qtbot: QtBot, camera: Camera, mirror: Mirror) -> None:
    camera.start()
    feed(camera, half_red())
    qtbot.waitUntil(lambda: not camera.image.isNull(), timeout=5000)
    left, right = colours(mirror)
    assert left.blue() > 200
    assert right.red() > 200
    assert mirror.sentence == "", "a frame came, so the sentence goes"


def test_a_camera_that_goes_while_it_is_on_leaves_a_sentence(
    camera: Camera, mirror: Mirror
) -> None:
    camera.start()
    feed(camera, half_red())
    camera._device = b"the one that was pulled out"
    camera._on_devices()
    assert mirror.sentence
    assert camera.image.isNull()


def test_a_camera_that_shows_nothing_is_told_of(camera: Camera, mirror: Mirror) -> None:
    camera.start()
    camera._on_error(object(), "busy")
    assert "press C twice" in mirror.sentence


def test_nothing_is_shown_of_a_camera_that_was_let_go(camera: Camera, mirror: Mirror) -> None:
    camera.start()
    feed(camera, half_red())
    camera.stop()
    feed(camera, half_red())
    assert camera.image.isNull()
    assert mirror.isVisible()


def line_at(mirror: Mirror) -> int:
    image = mirror.grab().toImage()
    dark = QColor(LIGHT.text)
    return next(x for x in range(image.width()) if image.pixelColor(x, 20) == dark)


def test_the_line_follows_the_mouse_and_stays_inside(
    qtbot: QtBot, camera: Camera, mirror: Mirror
) -> None:
    camera.start()
    feed(camera, half_red())
    mirror.say("")
    assert line_at(mirror) == pytest.approx(200, abs=3)
    qtbot.mousePress(mirror, Qt.MouseButton.LeftButton, pos=QPoint(100, 50))
    assert mirror.share == pytest.approx(0.25)
    assert line_at(mirror) == pytest.approx(100, abs=3)
    qtbot.mouseMove(mirror, QPoint(300, 50))
    qtbot.mouseRelease(mirror, Qt.MouseButton.LeftButton, pos=QPoint(300, 50))
    qtbot.mousePress(mirror, Qt.MouseButton.LeftButton, pos=QPoint(-50, 50))
    assert mirror.share == MARGIN


def test_arrow_keys_move_the_line_and_say_so(qtbot: QtBot, mirror: Mirror) -> None:
    mirror.setFocus()
    qtbot.keyClick(mirror, Qt.Key.Key_Right)
    assert mirror.share == pytest.approx(0.51)
    qtbot.keyClick(mirror, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert mirror.share == pytest.approx(0.46)
    assert "46 %" in mirror.accessibleDescription()
    qtbot.keyClick(mirror, Qt.Key.Key_Home)
    assert mirror.share == 0.5
