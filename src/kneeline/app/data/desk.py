"""What is done with the journal's file from Settings: back up, bring back, export, import."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Signal

from kneeline.app.data.exporting import Kind, export
from kneeline.app.data.starting_over import START_OVER
from kneeline.app.data.words import backup_words, import_words, restore_words
from kneeline.app.failures import Refusal
from kneeline.app.on_a_thread import OnAThread, Work
from kneeline.journal import JournalError, backups_of
from kneeline.journal.writing_whole import NotWritten
from kneeline.ui.data.bring_in import ImportDialog
from kneeline.ui.data.restore import BackupRow, RestoreDialog
from kneeline.ui.data.take_out import ExportDialog, Way, Wish
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kneeline.app.locations import Locations
    from kneeline.journal.restoring import RestorePreview
    from kneeline.journal.transfer.json_file import Exported
    from kneeline.journal.transfer.merging import Progress
    from kneeline.journal.transfer.taking_in import Imported, ImportPreview
    from kneeline.ui.clock import Clock
    from kneeline.ui.data.dialog import DataDialog

REFUSALS = (Refusal, JournalError, NotWritten, OSError)


class DataDesk(QObject):
    """Leads through each of the four, one at a time.

    Signals:
        said: a sentence about what came of it.
        imported: the journal holds more than before.
    """

    said = Signal(str)
    imported = Signal()

    def __init__(
        self, window: QWidget, places: Locations, clock: Clock, close: Callable[[], object]
    ) -> None:
        """Take what saves everything and closes the journal, so that a backup can take its place.

        After a restore the app ends with the code `START_OVER`, and is to be opened anew.
        """
        super().__init__(window)
        self._close = close
        self._window, self._places, self._clock = window, places, clock
        self.dialog: DataDialog | None = None
        self._chosen: Path | None = None

    # -- back up -------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Make a copy now and prove it good, and say where it lies."""
        from kneeline.journal.backup import take  # noqa: PLC0415 (only when asked)

        now = self._clock.wall()
        self.said.emit(_("Backing up …"))

        def done(copy: object) -> None:
            says = _("Your journal was copied to {path}, and the copy was proven good.")
            self.said.emit(says.format(path=copy))

        def work(_progress: object) -> object:
            return take(self._places.journal, now)

        self._begin(work, done, self.said.emit)

    # -- bring back ----------------------------------------------------------------------------

    def ask_to_restore(self) -> None:
        """Show the backups and what each would do."""
        backups = backups_of(self._places.journal)[::-1]
        rows = [BackupRow(each.path, backup_words(each)) for each in backups]
        dialog = RestoreDialog(rows, self._window)
        dialog.chosen.connect(partial(self._preview_restore, dialog))
        dialog.confirmed.connect(partial(self._restore, dialog))
        self._open(dialog)
        dialog.look_at_newest()

    def _preview_restore(self, dialog: RestoreDialog, backup: Path) -> None:
        from kneeline.journal.restoring import preview_restore  # noqa: PLC0415 (only when asked)

        self._chosen = backup
        dialog.wait(busy=True)

        def done(found: object) -> None:
            preview: RestorePreview = found  # type: ignore[assignment]  # a signal carries objects
            if self._chosen == backup:
                dialog.show_preview([*restore_words(preview)])

        def refused(sentence: str) -> None:
            if self._chosen == backup:
                dialog.refuse(sentence)

        work = lambda _progress: preview_restore(self._places.journal, backup)  # noqa: E731 (one line)
        self._begin(work, done, refused)

    def _restore(self, dialog: RestoreDialog, backup: Path) -> None:
        """Close the journal, put the backup in its place, and open anew, whatever came of it."""
        from kneeline.journal.restoring import restore  # noqa: PLC0415 (as above)

        self._close()
        dialog.finished.connect(lambda _code: QCoreApplication.exit(START_OVER))
        try:
            done = restore(self._places.journal, self._clock.wall(), backup)
        except (JournalError, OSError) as error:
            dialog.over(_("Your journal was left as it is."), str(error))
            return
        says = _("The backup is your journal now.")
        kept = _("What was there before is kept in {place}.").format(place=done.aside)
        dialog.over(says if done.aside is None else f"{says} {kept}")

    # -- export --------------------------------------------------------------------------------

    def ask_to_export(self) -> None:
        """Ask what to export, and where to."""
        dialog = ExportDialog(_ways(), self._place, self._clock.wall().date(), self._window)
        dialog.asked.connect(partial(self._export, dialog))
        self._open(dialog)

    def _place(self, way: str) -> Path:
        """Return the place that is suggested for an export."""
        name = f"kneeline-{self._clock.wall().date().isoformat()}"
        endings = {Kind.CSV: "", Kind.JSON: ".json", Kind.FHIR: "-fhir.json", Kind.ICS: ".ics"}
        return documents() / f"{name}{endings[Kind(way)]}"

    def _export(self, dialog: ExportDialog, wish: Wish) -> None:
        now = self._clock.wall()
        dialog.wait(busy=True)

        def work(progress: Progress) -> object:
            return export(
                self._places,
                now,
                Kind(wish.way),
                wish.path,
                since=wish.since,
                codes=wish.codes,
                force=wish.replace,
                progress=progress,
            )

        def done(found: object) -> None:
            exported: Exported = found  # type: ignore[assignment]  # a signal carries objects
            rows = ngettext("{path}: {count} row.", "{path}: {count} rows.", exported.rows)
            says = rows.format(path=exported.path, count=exported.rows)
            dialog.tell(says)
            self.said.emit(says)

        self._begin(work, done, dialog.complain, dialog)

    # -- import --------------------------------------------------------------------------------

    def ask_to_import(self, file: Path | None = None) -> None:
        """Ask for a file, show what it would bring, and take it in."""
        dialog = ImportDialog(self._window)
        dialog.looked.connect(partial(self._preview_import, dialog))
        dialog.confirmed.connect(partial(self._import, dialog))
        self._open(dialog)
        if file is not None:
            dialog.file.show_path(file)

    def _preview_import(self, dialog: ImportDialog, file: Path) -> None:
        from kneeline.journal.transfer.taking_in import preview_import  # noqa: PLC0415 (as above)

        dialog.wait(busy=True)

        def done(found: object) -> None:
            preview: ImportPreview = found  # type: ignore[assignment]  # a signal carries objects
            dialog.show_preview([*import_words(preview)], brings=preview.changes_something)

        work = lambda progress: preview_import(self._places.journal, file, progress)  # noqa: E731 (one line)
        self._begin(work, done, dialog.refuse, dialog)

    def _import(self, dialog: ImportDialog, file: Path) -> None:
        from kneeline.journal.transfer.taking_in import import_json  # noqa: PLC0415 (as above)

        now = self._clock.wall()
        dialog.wait(busy=True)

        def done(found: object) -> None:
            imported: Imported = found  # type: ignore[assignment]  # a signal carries objects
            says = _("It was taken into your journal.")
            if imported.backup is not None:
                kept = _("What was there before is kept in {backup}.")
                says = f"{says} {kept.format(backup=imported.backup)}"
            dialog.tell(says)
            self.said.emit(says)
            self.imported.emit()

        work = lambda progress: import_json(self._places.journal, file, now, progress)  # noqa: E731 (one line)
        self._begin(work, done, dialog.refuse, dialog)

    # -- inside --------------------------------------------------------------------------------

    def _open(self, dialog: DataDialog) -> None:
        self.dialog = dialog
        dialog.open()

    def _begin(
        self,
        work: Work,
        done: Callable[[object], None],
        refused: Callable[[str], object],
        dialog: DataDialog | None = None,
    ) -> None:
        task = OnAThread(work, REFUSALS, self)
        task.done.connect(done)
        task.refused.connect(refused)
        if dialog is not None:
            task.progressed.connect(dialog.show_progress)
        task.begin()


def documents() -> Path:
    """Return the folder in which a person looks for their own files."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = QStandardPaths.writableLocation(place)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def _ways() -> dict[str, Way]:
    return {
        Kind.JSON.value: Way(
            _("For another Kneeline (JSON)"),
            _("The whole journal with its change log, which Import takes in on another computer."),
            _("Exports (*.json)"),
        ),
        Kind.CSV.value: Way(
            _("For a spreadsheet (CSV)"),
            _("A folder with a file for each table, and one that says what each column holds."),
            "",
        ),
        Kind.FHIR.value: Way(
            _("For a clinic’s software (FHIR)"),
            _("Your pain scores as a FHIR R4 bundle."),
            _("Bundles (*.json)"),
            codes=True,
        ),
        Kind.ICS.value: Way(
            _("For a calendar (ICS)"),
            _("The plan of the coming seven days."),
            _("Calendars (*.ics)"),
            of_days=False,
        ),
    }
