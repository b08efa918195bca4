"""`kneeline` alone: open the app."""

from __future__ import annotations

import argparse
import gc
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from kneeline.app import language
from kneeline.app.failures import Refusal
from kneeline.app.system import crash, display
from kneeline.app.system.starting_with_system import IN_TRAY
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from kneeline.app.composition import Kneeline
    from kneeline.app.locations import Locations
    from kneeline.app.system.single_instance import SingleInstance
    from kneeline.journal import JournalError


def add_to(parser: argparse.ArgumentParser) -> None:
    """Make opening the window what happens without a command."""
    parser.add_argument(
        "--exit-after-first-paint",
        action="store_true",
        help=_("close as soon as the window has been painted once (to measure the start)"),
    )
    # For the computer that starts us, not for people.
    parser.add_argument(IN_TRAY, action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Open the window and stay until it is closed, or raise the one that is open already."""
    display.demand()
    # Three hundred modules come now, and all of them stay: see `sweeping`, which goes on from here.
    gc.disable()

    from kneeline.app import features  # noqa: PLC0415 (not for --help)

    features.spare_the_search()
    from kneeline.app.system.single_instance import SingleInstance  # noqa: PLC0415 (as above)

    instance = SingleInstance(places.data)
    first = instance.is_first()
    if not first and chosen.in_tray:
        return 0  # it is there already, and nobody has asked to see it
    if first or not instance.raise_first():
        _open(chosen, places, instance)
    return 0


def _open(chosen: argparse.Namespace, places: Locations, instance: SingleInstance) -> NoReturn:
    # Not before it is clear that no other process writes to the same file.
    crash.watch_for_faults(places.crashes)

    from kneeline.app.composition import Kneeline  # noqa: PLC0415 (not for a second start)
    from kneeline.app.data.starting_over import RESCUE, START_OVER, start_again  # noqa: PLC0415
    from kneeline.app.system import log, sweeping  # noqa: PLC0415
    from kneeline.journal import JournalError  # noqa: PLC0415
    from kneeline.journal.errors import damaged  # noqa: PLC0415
    from kneeline.playback.leaving import leave  # noqa: PLC0415
    from kneeline.playback.software_video import prefer_software_video  # noqa: PLC0415
    from kneeline.ui.application import Application  # noqa: PLC0415
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415

    log.keep_in(places.logs)
    prefer_software_video()
    app = Application(sys.argv[:1])
    sweeping.put_off(app)
    app.setApplicationName("kneeline")
    app.setApplicationDisplayName("Kneeline")
    app.setDesktopFileName("org.kneeline.Kneeline")
    language.speak_in_qt(app)
    kneeline = None
    while kneeline is None:
        try:
            kneeline = Kneeline(app, places, SystemClock())
        except JournalError as error:
            if chosen.exit_after_first_paint or not _rescued(app, places, instance, error):
                instance.let_go()
                raise Refusal(str(error)) from error

    def tell(words: str) -> None:
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 (most starts tell of nothing)

        QMessageBox.critical(kneeline.window, "Kneeline", words)

    crash.catch_our_own(places.crashes, tell)
    _show(chosen, kneeline, instance)
    code = app.exec()
    again = code == START_OVER
    save = kneeline.savers()
    if code == RESCUE:
        kneeline.window.hide()
        for each in save:
            with suppress(JournalError):  # it is damaged; what it does not take is lost already
                each()
        save, again = (), _rescued(app, places, instance, damaged(places.journal))
    after = (instance.let_go, start_again) if again else (instance.let_go,)
    code = 0 if code in {START_OVER, RESCUE} else code
    leave(code, save=(*save, *after), media=kneeline.media())


def _show(chosen: argparse.Namespace, kneeline: Kneeline, instance: SingleInstance) -> None:
    """Put the window on the screen, or its icon in the tray, and hear of a second start."""
    from PySide6.QtCore import QCoreApplication, Qt  # noqa: PLC0415 (not for --help)

    queued = Qt.ConnectionType.QueuedConnection
    if chosen.exit_after_first_paint:
        # Queued: to quit is to close the window, and that must not happen while it paints.
        kneeline.window.painted.connect(QCoreApplication.quit, queued)
    instance.raised.connect(kneeline.window.come_forward)
    if chosen.in_tray:
        # No paint comes that would make the rest, and let a second start be heard.
        kneeline.desks.background.begin(hidden=True)
        instance.listen()
    else:
        kneeline.window.painted.connect(instance.listen, queued)
        kneeline.window.show()


def _rescued(
    app: QApplication, places: Locations, instance: SingleInstance, error: JournalError
) -> bool:
    """Show what is wrong with the journal; return whether it can be opened after that."""
    from kneeline.app.data.rescue_desk import RescueDesk  # noqa: PLC0415 (most starts need none)
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415
    from kneeline.ui.icons import app_icon  # noqa: PLC0415

    app.setWindowIcon(app_icon())
    desk = RescueDesk(places, SystemClock(), error)
    desk.ended.connect(lambda opened: app.exit(int(opened)))
    instance.raised.connect(desk.page.activateWindow)
    desk.page.show()
    instance.listen()
    # A window that is simply closed ends the loop with 0, as Quit does.
    return bool(app.exec())
