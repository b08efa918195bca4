"""The webcam, for the mirror beside the clip: shown as it comes, and never recorded.

Nothing here writes a file or keeps more than the frame on the screen. A camera that is missing,
forbidden, busy or pulled out is told of in a sentence, and comes back by itself when it is there
again.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from kneeline.playback.media import make_ready
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtMultimedia import (
        QCamera,
        QCameraDevice,
        QCameraFormat,
        QMediaCaptureSession,
        QMediaDevices,
        QVideoFrame,
        QVideoSink,
    )

log = logging.getLogger(__name__)

FIRST_FRAME_WITHIN_MS = 5000
"""How long a camera may take to show something before we say that it does not."""

LARGE_ENOUGH = 1280 * 720
"""Pixels of a frame; more would only cost processor time beside the clip."""

SMOOTH_ENOUGH = 24.0
"""Frames a second that look like a mirror."""


class Camera(QObject):
    """The person's own camera, or a sentence about why there is none.

    Signals:
        frame_ready: there is a new `image`.
        told: what keeps the mirror dark, and what helps; empty when it no longer does.
    """

    frame_ready = Signal()
    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = False
        self._devices: QMediaDevices | None = None
        self._session: QMediaCaptureSession | None = None
        self._sink: QVideoSink | None = None
        self._camera: QCamera | None = None
        self._device = b""
        """The camera we look through, as the system knows it; nothing while we do not."""

        self._frame: QVideoFrame | None = None
        self._image = QImage()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(FIRST_FRAME_WITHIN_MS)
        self._patience.timeout.connect(self._tell_dark)

    @property
    def image(self) -> QImage:
        """The frame to paint now, not mirrored; null while there is none."""
        if self._frame is not None:
            # Converted here and not as frames arrive: a late window skips frames, not time.
            self._image, self._frame = self._frame.toImage(), None
        return self._image

    def start(self) -> None:
        """Look through the camera, once the person allows it."""
        self._on = True
        self._make()
        app = QCoreApplication.instance()
        if app is None:
            return
        asked = app.checkPermission(QCameraPermission())
        if asked is Qt.PermissionStatus.Undetermined:
            app.requestPermission(QCameraPermission(), self, lambda _answer: self._look())
        else:
            self._look()

    def stop(self) -> None:
        """Let go of the camera: its light goes out."""
        self._on = False
        self._close()

    # -- inside --------------------------------------------------------------------------------

    def _make(self) -> None:
        if self._devices is not None:
            return
        make_ready()
        from PySide6.QtMultimedia import (  # noqa: PLC0415 (18 ms, not before the mirror is wanted)
            QCamera,
            QMediaCaptureSession,
            QMediaDevices,
            QVideoSink,
        )

        self._devices, self._sink = QMediaDevices(self), QVideoSink(self)
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self._sink)
        self._camera = QCamera(self)
        self._camera.errorOccurred.connect(self._on_error)
        self._session.setCamera(self._camera)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._devices.videoInputsChanged.connect(self._on_devices)

    def _look(self) -> None:
        """Open the system's own choice of camera, or say why not."""
        app = QCoreApplication.instance()
        if not self._on or app is None or self._devices is None:
            return
        self._close()
        if app.checkPermission(QCameraPermission()) is Qt.PermissionStatus.Denied:
            self.told.emit(
                _(
                    "Kneeline may not use the camera. Allow it in your system’s privacy settings, "
                    "and the mirror shows you."
                )
            )
            return
        device = self._devices.defaultVideoInput()
        if device.isNull():
            self.told.emit(_("No camera was found. Plug one in, and the mirror shows you."))
            return
        self._open(device)

    def _open(self, device: QCameraDevice) -> None:
        if self._camera is None:
            return
        self._device = bytes(device.id().data())
        self._camera.setCameraDevice(device)
        fitting = [
            each
            for each in device.videoFormats()
            if each.resolution().width() * each.resolution().height() <= LARGE_ENOUGH
        ]
        if fitting:
            self._camera.setCameraFormat(max(fitting, key=_how_good))
        self._patience.start()
        self._camera.start()

    def _close(self) -> None:
        self._patience.stop()
        self._frame, self._image, self._device = None, QImage(), b""
        if self._camera is not None:
            self._camera.stop()

    def _on_frame(self, frame: QVideoFrame) -> None:
        if not self._on or not frame.isValid():
            return
        if self._image.isNull() and self._frame is None:
            self.told.emit("")
        self._patience.stop()
        self._frame = frame
        self.frame_ready.emit()

    def _on_devices(self) -> None:
        """A camera came or went: look again, unless ours is still there."""
        if not self._on or self._devices is None:
            return
        if self._device not in {bytes(each.id().data()) for each in self._devices.videoInputs()}:
            self._look()

    def _on_error(self, _error: object, reason: str) -> None:
        log.warning("the camera cannot be used: %s", reason)
        self._close()
        self._tell_dark()

    def _tell_dark(self) -> None:
        self.told.emit(
            _("The camera shows no picture. Close other programs that use it, then press C twice.")
        )


def _how_good(form: QCameraFormat) -> tuple[bool, int]:
    """Rank a camera's format: smooth before large."""
    size = form.resolution()
    return form.maxFrameRate() >= SMOOTH_ENOUGH, size.width() * size.height()
