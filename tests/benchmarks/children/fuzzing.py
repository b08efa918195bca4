"""Feed one kind of input with broken files: fuzzing.py KIND TIMES SEED.

Each is a good one with some bytes changed, moved, cut or doubled, or numbers made absurd, or made
of nothing but chance. A refusal must be of the kind that has a sentence, and nothing may take two
seconds.
"""

# ruff: noqa: PLC0415 (each kind loads only what it tries)

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from kneeline.app.locations import find

SLOWEST = 2.0
ABSURD = (b"0", b"-1", b"1e999", b"NaN", b"9" * 40, b"9" * 5000, b"2147483648", b"", b"null")
PIECES = (b"\0", b"\xff\xfe", b"\xc3", b'"', b"]", b"{", b"<", b"&lol;", b"=", b"'''", b"\n", b"[[")

kind, times, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(f"{kind} {seed}")
shared = Path("/dev/shm")  # noqa: S108 (in memory, in a folder with a name nobody knows)
folder = Path(tempfile.mkdtemp(prefix="kneeline-", dir=shared if shared.is_dir() else None))
os.environ.update(QT_QPA_PLATFORM="offscreen", KNEELINE_DATA_DIR=str(folder / "data"))


def broken(good: bytes) -> bytes:
    """Return a good file with a few things done to it."""
    raw = bytearray(good)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        raw = bytearray(chance.choice(WAYS)(raw))
    return bytes(raw)


def spot(raw: bytearray) -> int:
    return chance.randrange(len(raw) + 1)


def changed(raw: bytearray) -> bytearray:
    if raw:
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return raw


def cut_off(raw: bytearray) -> bytearray:
    return raw[: spot(raw)]


def left_out(raw: bytearray) -> bytearray:
    start = spot(raw)
    del raw[start : start + chance.choice((1, 2, 16, 400))]
    return raw


def doubled(raw: bytearray) -> bytearray:
    start, place = spot(raw), spot(raw)
    raw[place:place] = raw[start : start + chance.choice((1, 8, 64, 1000))] * chance.choice((1, 9))
    return raw


def put_in(raw: bytearray) -> bytearray:
    place = spot(raw)
    raw[place:place] = chance.choice((*PIECES, chance.randbytes(9))) * chance.choice((1, 1, 300))
    return raw


def absurd(raw: bytearray) -> bytearray:
    places = [number for number, byte in enumerate(raw) if 48 <= byte < 58]
    if places:
        start = end = chance.choice(places)
        while end < len(raw) and 48 <= raw[end] < 58:
            end += 1
        raw[start:end] = chance.choice(ABSURD)
    return raw


def nothing_but_chance(_raw: bytearray) -> bytearray:
    return bytearray(chance.randbytes(chance.randrange(300)))


WAYS = (changed, changed, cut_off, left_out, doubled, put_in, put_in, absurd, nothing_but_chance)


def sentence(error: Exception) -> None:
    words = str(error)
    assert words, "a refusal without words"
    assert "\n" not in words.strip(), f"more than one line: {words[:80]}"
    assert len(words) < 2000, f"a sentence of {len(words)} letters"


def attempt_file(
    goods: list[tuple[str, bytes]], read: Callable[[Path], object], *refusals: type[Exception]
) -> Callable[[], None]:
    """Return what tries one broken file."""

    def attempt() -> None:
        name, good = chance.choice(goods)
        path = folder / name
        path.write_bytes(broken(good))
        try:
            read(path)
        except refusals as error:
            sentence(error)

    return attempt


def settings() -> Callable[[], None]:
    from kneeline.app.settings import load

    good = (
        b'{"format": 1, "theme": "dark", "text_scale": 1.2, "volume": 0.5, "voice": "everything",'
        b' "reminder_days": [1, 3], "reminder_time": "07:30:00", "cadence": 168.0,'
        b' "cadence_since": "2026-03-01", "window": "AdnQywAD", "first_start": "done"}'
    )

    def read(path: Path) -> None:
        _settings, says = load(path)
        for aside in folder.glob("settings.broken*.json"):
            aside.unlink()
        assert "\n" not in says, f"more than one line: {says[:80]}"

    return attempt_file([("settings.json", good)], read)


def arguments() -> Callable[[], None]:
    from kneeline.app.command_line import parser

    whole = parser()
    words = [
        "log",
        "pain",
        "left",
        "3",
        "run",
        "25",
        "--km",
        "4.2",
        "--surface",
        "road",
        "--worst",
        "left=1",
        "note",
        "journal",
        "days",
        "show",
        "edit",
        "export",
        "--to",
        "json",
        "csv",
        "--out",
        "x",
        "import",
        "--yes",
        "--dry-run",
        "restore",
        "backup",
        "sample",
        "--weeks",
        "8",
        "--seed",
        "chart",
        "--chart",
        "felt",
        "--from",
        "2026-01-01",
        "--to",
        "2026-13-45",
        "report",
        "--paper",
        "a4",
        "--data-dir",
        "simulate",
        "today",
        "tour",
        "library",
        "check",
        "list",
        "--json",
        "doctor",
        "-h",
        "--version",
        "--",
        "--at",
        "25:99",
        "--day",
        "yesterday",
    ]

    def attempt() -> None:
        typed = [chance.choice(words) for _ in range(chance.randrange(1, 7))]
        if chance.random() < 0.5:
            number = chance.randrange(len(typed))
            raw = broken(typed[number].encode())
            typed[number] = raw.decode("utf-8", "surrogateescape")
        said = io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            try:
                whole.parse_args(typed)
            except SystemExit as left:
                code = left.code
            else:
                code = 0
        assert code in {0, 2}, f"left with {code}"

    return attempt


def exercises() -> Callable[[], None]:
    from kneeline.library import building
    from kneeline.library.reading import Unreadable, read
    from kneeline.library.schema import ExerciseFile

    goods = [
        (each.name, each.read_bytes())
        for each in sorted((find().resources / "exercises").glob("*.toml"))
    ]
    return attempt_file(
        goods, lambda path: building.exercise(path, read(path, ExerciseFile)), Unreadable
    )


def programmes() -> Callable[[], None]:
    from kneeline.library import building
    from kneeline.library.reading import Unreadable, read
    from kneeline.library.schema import ProgrammeFile

    goods = [
        (each.name, each.read_bytes())
        for each in sorted((find().resources / "programmes").glob("*.toml"))
    ]
    return attempt_file(
        goods, lambda path: building.programme(path, read(path, ProgrammeFile)), Unreadable
    )


def rules() -> Callable[[], None]:
    from kneeline.library import Unreadable
    from kneeline.library.rules import read_rules

    good = (find().resources / "rules.toml").read_bytes()
    return attempt_file([("rules.toml", good)], read_rules, Unreadable)


def runs() -> Callable[[], None]:
    from kneeline.runfiles import NoRunInIt, read
    from tests import recordings

    goods = [(f"run{ending}", content) for ending, content in recordings.files()]
    return attempt_file(
        goods, lambda path: [each.done() for each in read(path)], NoRunInIt, ValueError
    )


def exports() -> Callable[[], None]:
    from kneeline.journal.transfer.parcel import NotImportable, unpacked
    from tests.faults.test_import_bad_input import good

    def read(path: Path) -> None:
        with unpacked(path):
            pass

    return attempt_file([("in.json", good())], read, NotImportable)


def imports() -> Callable[[], None]:
    from tests.faults.test_import_bad_input import good, take_in

    return lambda: (take_in(broken(good())), None)[1]


def journals() -> Callable[[], None]:
    from tests.faults.test_journal_damage import open_and_use
    from tests.unit.journal.filling import full_journal

    whole, *_ = full_journal()
    tempfile.tempdir = str(folder)

    def attempt() -> None:
        raw = bytearray(whole)
        if chance.random() < 0.5:
            place = 4096 * chance.randrange(len(raw) // 4096)
            raw[place : place + 4096] = chance.choice((b"\0", b"\xff", b"A")) * 4096
        else:
            raw = bytearray(broken(whole))
        open_and_use(bytes(raw))

    return attempt


def pictures() -> Callable[[], None]:
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter

    from kneeline.playback.pictures import PictureReader

    attempt_file.app = QGuiApplication([])  # type: ignore[attr-defined]  # held until the end
    picture = QImage(64, 48, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    painter = QPainter(picture)
    painter.drawEllipse(4, 4, 40, 40)
    painter.end()
    goods = []
    for ending in ("png", "jpg", "webp", "bmp", "gif"):
        path = folder / f"good.{ending}"
        if picture.save(str(path)):
            goods.append((f"own.{ending}", path.read_bytes()))
    reader = PictureReader()

    def read(path: Path) -> None:
        reader._read(path)
        QCoreApplication.processEvents()

    return attempt_file(goods, read)


def films() -> Callable[[], None]:
    from PySide6.QtCore import QCoreApplication, QUrl
    from PySide6.QtMultimedia import QMediaPlayer, QVideoSink
    from PySide6.QtWidgets import QApplication

    from kneeline.playback.media import make_ready

    attempt_file.app = QApplication([])  # type: ignore[attr-defined]  # held until the end
    make_ready()
    player, sink = QMediaPlayer(), QVideoSink()
    player.setVideoSink(sink)
    smallest = sorted(find().videos.glob("*.webm"), key=lambda each: each.stat().st_size)[:5]

    def read(path: Path) -> None:
        player.setSource(QUrl.fromLocalFile(str(path)))
        player.play()
        until = time.monotonic() + 0.3
        while time.monotonic() < until and player.error() is QMediaPlayer.Error.NoError:
            QCoreApplication.processEvents()
            time.sleep(0.005)
        player.stop()
        player.setSource(QUrl())

    return attempt_file([("own.webm", each.read_bytes()) for each in smallest], read)


KINDS = {
    each.__name__: each
    for each in (settings, arguments, exercises, programmes, rules, runs, exports, imports)
} | {each.__name__: each for each in (journals, pictures, films)}

attempt = KINDS[kind]()
lost: list[str] = []
slowest = 0.0
for number in range(times):
    began = time.process_time()
    try:
        attempt()
    except Exception as error:  # noqa: BLE001 (whatever breaks is what is looked for)
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        lost.append(f"{number}: {type(error).__name__} at {where}: {str(error)[:120]}")
    taken = time.process_time() - began
    slowest = max(slowest, taken)
    if taken > SLOWEST:
        lost.append(f"{number}: took {taken:.1f} s")
    if number % 500 == 0:
        sys.stderr.write(f"{number}\n")
shutil.rmtree(folder, ignore_errors=True)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
told = {"done": times, "lost": lost[:20], "losses": len(lost), "slowest": slowest, "peak": peak}
os.write(1, (json.dumps(told) + "\n").encode())
os._exit(0)
