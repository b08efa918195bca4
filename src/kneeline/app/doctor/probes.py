"""What each child process tries; each returns one finding, or hangs or dies, which is one too."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kneeline.app.doctor.finding import Finding, Grade
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtTextToSpeech import QTextToSpeech

    from kneeline.app.locations import Locations

FRAMES_WANTED = 5
"""Pictures that must come out of a film; a broken decoder gives none, and no error either."""

KINDS = ("platforms", "iconengines", "imageformats", "multimedia", "texttospeech")
"""The kinds of plugins without which something is missing from a session."""

ANSWERS_WITHIN = 20.0
"""Seconds a child may take; a healthy one takes one, on a slow computer five."""

PATIENCE_MS = 8000
"""How long a probe waits for what comes by itself; less than its parent waits for it."""


def probe(name: str, places: Locations) -> int:
    """Try one thing and print the finding as a line of JSON."""
    from kneeline.playback.as_child import break_quietly, end_within  # noqa: PLC0415 (only a child)
    from kneeline.playback.leaving import leave  # noqa: PLC0415 (as above)

    break_quietly()
    end_within(ANSWERS_WITHIN)  # should our parent be gone before it can end us
    finding = PROBES[name](places)
    sys.stdout.write(msgspec.json.encode(finding).decode() + "\n")
    leave(0, save=[], media=[])


def _window(_places: Locations) -> Finding:
    """Open a window as the app does, and list the plugins it rests on."""
    from PySide6.QtCore import QLibraryInfo, qVersion  # noqa: PLC0415 (only in a child)
    from PySide6.QtGui import QImageReader  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    app = QApplication([])
    window = QWidget()
    window.show()
    app.processEvents()
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    plugins = sorted(
        path.relative_to(folder).as_posix() for kind in KINDS for path in folder.glob(f"{kind}/*.*")
    )
    pictures = {bytes(each.data()) for each in QImageReader.supportedImageFormats()}
    details: dict[str, int | str | list[str]] = {
        "qt": qVersion(),
        "platform": app.platformName(),
        "plugins": plugins,
    }
    if b"svg" not in pictures:
        says = _("Qt {version} cannot draw our icons; install Kneeline again.")
        return Finding("window", Grade.BROKEN, says.format(version=qVersion()), details)
    says = _("Qt {version} opens a window (platform {platform}).")
    says = says.format(version=qVersion(), platform=app.platformName())
    return Finding("window", Grade.WELL, says, details)


def _film(places: Locations) -> Finding:
    """Play a film of ours and count its pictures."""
    from PySide6.QtCore import QTimer, QUrl  # noqa: PLC0415 (only in a child)
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    app = QGuiApplication([])
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink  # noqa: PLC0415

    folder = tempfile.TemporaryDirectory(prefix="kneeline-doctor-")
    path = next(iter(sorted(places.videos.glob("*.webm"))), None) or _plain_film(Path(folder.name))
    player, sink = QMediaPlayer(), QVideoSink()
    errors: list[str] = []
    frames = 0

    def count(frame: QVideoFrame) -> None:
        nonlocal frames
        frames += not frame.toImage().isNull()
        if frames >= FRAMES_WANTED:
            app.quit()

    def fail(_error: object, reason: str) -> None:
        errors.append(reason)
        app.quit()

    player.errorOccurred.connect(fail)
    sink.videoFrameChanged.connect(count)
    player.setVideoSink(sink)
    player.setSource(QUrl.fromLocalFile(str(path)))
    player.play()
    QTimer.singleShot(PATIENCE_MS, app.quit)
    app.exec()
    folder.cleanup()
    details: dict[str, int | str | list[str]] = {
        "file": path.name,
        "frames": frames,
        "errors": errors,
    }
    if frames < FRAMES_WANTED:
        reason = errors[0] if errors else _("no pictures came out of it")
        says = _("{file} does not play: {reason}. Install Kneeline again.")
        return Finding("film", Grade.BROKEN, says.format(file=path.name, reason=reason), details)
    return Finding("film", Grade.WELL, _("{file} plays.").format(file=path.name), details)


def _plain_film(folder: Path) -> Path:
    """Return a second of black in the plainest of formats, for a copy that came without films."""
    frame = b"FRAME\n" + bytes(16 * 16 * 3 // 2)
    path = folder / "black.y4m"
    path.write_bytes(b"YUV4MPEG2 W16 H16 F25:1 C420jpeg\n" + frame * 25)
    return path


def _sound(_places: Locations) -> Finding:
    """List the loudspeakers Qt sees."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 (only in a child)
    from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415

    _app = QCoreApplication([])
    names = [device.description() for device in QMediaDevices.audioOutputs()]
    if not names:
        says = _("Qt finds no loudspeaker, so chimes go through the system's player, or are shown.")
        return Finding("sound", Grade.LACKING, says, {"outputs": []})
    says = ngettext("{count} loudspeaker: {names}.", "{count} loudspeakers: {names}.", len(names))
    says = says.format(count=len(names), names=", ".join(names))
    return Finding("sound", Grade.WELL, says, {"outputs": names})


def _voice(_places: Locations) -> Finding:
    """Ask each speech engine for its voices."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 (only in a child)
    from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415

    _app = QCoreApplication([])
    found: dict[str, int | str | list[str]] = {}
    voices = 0
    for engine in QTextToSpeech.availableEngines():
        if engine == "mock":  # it speaks in silence
            continue
        speech = QTextToSpeech(engine)
        _settle(speech)
        of_this = len(speech.availableVoices())
        found[engine] = f"{speech.state().name}, {of_this} voices"
        voices += of_this if speech.state() is not QTextToSpeech.State.Error else 0
    if not voices:
        says = _("No voice speaks here, so cues are shown and not said.")
        return Finding("voice", Grade.LACKING, says, found)
    says = ngettext("{count} voice: {engines}.", "{count} voices: {engines}.", voices)
    says = says.format(count=voices, engines=", ".join(found))
    return Finding("voice", Grade.WELL, says, found)


def _settle(speech: QTextToSpeech) -> None:
    """Wait until a speech engine is ready or has failed; some say so only later."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 (only in a child)
    from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415

    settled = {QTextToSpeech.State.Ready, QTextToSpeech.State.Error}
    loop = QEventLoop()
    speech.stateChanged.connect(lambda state: loop.quit() if state in settled else None)
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    if speech.state() not in settled:
        loop.exec()


PROBES: Mapping[str, Callable[[Locations], Finding]] = {
    "window": _window,
    "film": _film,
    "sound": _sound,
    "voice": _voice,
}
