#!/usr/bin/env python3
"""Set up, run and test Kneeline on a fresh machine, with nothing but Python.

    python3 dev.py setup             make .venv, install what is pinned, add system libraries
    python3 dev.py run [args …]      set up, then open Kneeline
    python3 dev.py test [args …]     set up, then every gate and every test (with args: only pytest)
    python3 dev.py lock [args …]     compile pyproject.toml into packaging/requirements/
    python3 dev.py texts [what …]    collect what people read; update the translators' catalogues
    python3 dev.py build [kind …]    make the installers in dist/ (wheel, deb, run, rpm, windows)
    python3 dev.py release X.Y.Z     everything a release needs, up to the tag

Every step prints one line. A second run finds its stamp in .venv and does nothing twice.
The file parses from Python 3.7 on, so that a person with an old one reads a sentence, no traceback.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
REQUIREMENTS = ROOT / "packaging" / "requirements"
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)
ON_LINUX = sys.platform.startswith("linux")


class Stopped(Exception):
    """Something a person can mend is in the way; the message is one sentence with the remedy."""


# ---------------------------------------------------------------- system libraries


class SystemPackages(NamedTuple):
    """What Kneeline needs from one distribution, and how a person asks for it there."""

    tool: str
    command: str
    run: list[str]
    test: list[str]
    build: Sequence[str] = ()

    def sentence(self, packages: Sequence[str]) -> str:
        """Return the one command that installs these packages."""
        return " ".join(["sudo", self.command, *packages])


def system_packages() -> SystemPackages | None:
    """Return the lists for the first package tool found here, or None where we know none."""
    import tomllib  # noqa: PLC0415 (an old Python has none, and must get as far as its sentence)

    if not ON_LINUX:
        return None
    listed = tomllib.loads((REQUIREMENTS / "system.toml").read_text(encoding="utf-8"))
    found = next((tool for tool in listed if shutil.which(tool)), None)
    return SystemPackages(found, **listed[found]) if found else None


def missing_packages(wanted: Iterable[str], dpkg_listing: str) -> list[str]:
    """Return the wanted packages that no installed package is or provides.

    `dpkg_listing` has a line `status|name|provides` per package; provides count because
    Debian renamed libraries (libglib2.0-0t64 provides libglib2.0-0).
    """
    present = set()
    for line in dpkg_listing.splitlines():
        status, name, provides = line.split("|", 2)
        if status == "installed":
            present.add(name)
            present.update(part.split()[0] for part in provides.split(",") if part.strip())
    return [name for name in wanted if name not in present]


def apt_install(packages: Sequence[str]) -> str:
    """Install Debian packages as root; return an empty string, or apt's own reason for failing."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-q"], install):
        done = heard(command, environment)
        if done.returncode:
            reasons = [row for row in done.stdout.splitlines() if row.startswith("E:")]
            return reasons[-1] if reasons else command[1] + " failed"
    return ""


def provide_packages(*, to_test: bool, to_build: bool = False) -> None:
    """Install missing Debian packages where we may, else say what to type; never stop for them."""
    known = system_packages()
    if known is None or known.tool != "apt-get":
        return
    listing = heard(["dpkg-query", "-W", "-f=${db:Status-Status}|${Package}|${Provides}\\n"]).stdout
    wanted = known.run + (known.test if to_test else []) + (list(known.build) if to_build else [])
    missing = missing_packages(wanted, listing)
    if missing and os.geteuid() != 0:
        say("missing system packages; install them with: " + known.sentence(missing))
    elif missing:
        with step("system packages: " + " ".join(missing)):
            reason = apt_install(missing)
        if reason:
            say("apt could not install them (" + reason + "); going on as long as Qt loads")


# Loads what a session needs, and the xcb platform too, which an offscreen start never touches.
QT_PROBE = """
import ctypes, pathlib, sys
import PySide6
from PySide6 import QtMultimedia, QtSvg, QtTextToSpeech, QtWidgets
if sys.platform.startswith("linux"):
    plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    for name in ("libqoffscreen.so", "libqxcb.so"):
        ctypes.CDLL(str(plugins / name))
"""


def check_qt() -> None:
    """Stop with the command to type when Qt's libraries do not load here."""
    done = heard([str(venv_python()), "-c", QT_PROBE])
    if done.returncode == 0:
        return
    reason = (done.stdout.strip().splitlines() or ["no reason given"])[-1]
    known = system_packages()
    remedy = "type: " + known.sentence(known.run) if known else "install Qt 6's system libraries"
    raise Stopped("Qt cannot load its system libraries (" + reason + "); " + remedy)


# ---------------------------------------------------------------- the virtual environment


def python_problem(version: tuple[int, ...], newer: str | None) -> str | None:
    """Return the sentence for a Python that is too old, or None; `newer` is one to use instead."""
    if version >= OLDEST_PYTHON:
        return None
    have = ".".join(map(str, version[:2]))
    want = ".".join(map(str, OLDEST_PYTHON))
    remedy = "run it with " + newer if newer else "install a newer one from https://www.python.org"
    return "Kneeline needs Python " + want + " or newer and this is " + have + "; " + remedy


def newer_python() -> str | None:
    """Return the name of a Python on the PATH that is new enough."""
    names = ("python3." + str(minor) for minor in range(20, OLDEST_PYTHON[1] - 1, -1))
    return next((name for name in names if shutil.which(name)), None)


def venv_python() -> Path:
    """Return the interpreter inside .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp_of(python: str, root: Path, files: Iterable[Path]) -> str:
    """Return what must be unchanged for .venv to be still right: Python, place and pinned files."""
    digest = hashlib.sha256()
    for part in (python, str(root)):
        digest.update(part.encode() + b"\0")
    for path in files:
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


PIP_PROBLEMS = (
    (
        ("No space left on device", "not enough space"),
        "the disk is full; free about 2 GB and run this again",
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        "a download does not match its pinned hash; run this again, and report it if it stays",
    ),
    (
        (
            "NewConnectionError",
            "Name or service not known",
            "Temporary failure in name resolution",
            "ConnectTimeout",
            "Network is unreachable",
            "Max retries exceeded",
            "ReadTimeout",
            "getaddrinfo failed",
            "ProxyError",
        ),
        "the package index cannot be reached; check the network or the proxy and run this again",
    ),
    (
        ("Permission denied", "Access is denied"),
        "a file cannot be written; check who owns this folder, or delete .venv and run this again",
    ),
    (
        ("No module named pip", "No module named 'pip'"),
        "pip is missing in .venv; delete .venv and run this again",
    ),
    (
        ("No matching distribution",),
        "a pinned package has no build for this machine; try another Python, from 3.11 on",
    ),
)


def explain_pip(output: str) -> str:
    """Return one sentence, with its remedy, for pip's failure."""
    for signs, sentence in PIP_PROBLEMS:
        if any(sign in output for sign in signs):
            return sentence
    errors = [row for row in output.splitlines() if row.startswith(("ERROR", "error"))]
    last = (errors or output.strip().splitlines() or ["no reason given"])[-1]
    return "pip stopped with: " + last


def pip(*arguments: str) -> None:
    """Run pip inside .venv quietly, or stop with one sentence; its own words go to a log."""
    command = [
        str(venv_python()),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        *arguments,
    ]
    done = heard(command)
    if done.returncode:
        log = VENV / "pip.log"
        log.write_text(done.stdout, encoding="utf-8")
        raise Stopped(explain_pip(done.stdout) + " (all of it in " + str(log) + ")")


def create_venv() -> None:
    """Make .venv afresh; on a Debian whose Python lacks venv, as root, add it first."""
    with_venv = heard([sys.executable, "-c", "import ensurepip, venv"])
    if with_venv.returncode:
        package = "python" + ".".join(map(str, sys.version_info[:2])) + "-venv"
        if not shutil.which("apt-get"):
            raise Stopped("this Python has no venv module; install it, or Python from python.org")
        if os.geteuid() != 0 or apt_install([package]):
            raise Stopped("this Python has no venv module; sudo apt-get install " + package)
    made = heard([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        raise Stopped("cannot make .venv: " + explain_pip(made.stdout))


def provide_venv() -> None:
    """Bring .venv up to date with the pinned requirements, and see that Qt loads from it."""
    python_stamp = stamp_of(sys.version + sys.base_prefix, ROOT, [])
    pinned = REQUIREMENTS / "dev.txt"
    stamp = stamp_of(python_stamp, ROOT, [pinned, ROOT / "pyproject.toml"])
    stamp_file = VENV / "kneeline-stamp"
    found = stamp_file.read_text(encoding="ascii").split() if stamp_file.is_file() else ["", ""]
    if found == [python_stamp, stamp] and venv_python().exists():
        return
    if found[0] != python_stamp or not venv_python().exists():
        with step(".venv with Python " + ".".join(map(str, sys.version_info[:3]))):
            create_venv()
    with step("pinned requirements (" + pinned.relative_to(ROOT).as_posix() + ")"):
        pip("--require-hashes", "-r", str(pinned))
    with step("Kneeline itself, editable"):
        pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    with step("Qt loads"):
        check_qt()
    stamp_file.write_text(python_stamp + "\n" + stamp + "\n", encoding="ascii")


def outdated_languages(locale: Path) -> list[str]:
    """Return the languages whose .po files are newer than the .mo that is made of them."""
    found = []
    for folder in sorted(path.parent for path in locale.glob("*/library.po")):
        made = folder / "LC_MESSAGES" / "kneeline.mo"
        newest = max(path.stat().st_mtime for path in folder.glob("*.po"))
        if not made.is_file() or made.stat().st_mtime < newest:
            found.append(folder.name)
    return found


def provide_languages() -> None:
    """Compile the translators' catalogues where they are newer than what Kneeline reads."""
    outdated = outdated_languages(ROOT / "resources" / "locale")
    if not outdated:
        return
    with step("languages: " + ", ".join(outdated)):
        done = heard([str(venv_python()), str(ROOT / "packaging" / "catalogues.py")])
        if done.returncode:
            raise Stopped("a catalogue cannot be compiled: " + done.stdout.strip())


def set_up(*, to_test: bool, to_build: bool = False) -> None:
    """Bring this machine and .venv to where Kneeline runs, is tested, and is built."""
    provide_packages(to_test=to_test, to_build=to_build)
    provide_venv()
    provide_languages()


# ---------------------------------------------------------------- commands


def setup(_arguments: Sequence[str]) -> int:
    """Make .venv, install what is pinned, add missing system libraries."""
    set_up(to_test=True)
    say("ready; next: python3 dev.py run, or python3 dev.py test")
    return 0


def wants_tour(arguments: Sequence[str], environment: Mapping[str, str], *, on_linux: bool) -> bool:
    """Return whether a plain `run` has no display to open on and shows the tour instead."""
    has_display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return on_linux and not arguments and not has_display


def run(arguments: Sequence[str]) -> int:
    """Set up, then open Kneeline; without a display, take the tour instead."""
    set_up(to_test=False)
    environment = dict(os.environ)
    pictures = None
    if wants_tour(arguments, os.environ, on_linux=ON_LINUX):
        say("this machine has no display, so Kneeline takes its tour offscreen instead")
        pictures = tempfile.mkdtemp(prefix="kneeline-tour-")
        environment["QT_QPA_PLATFORM"] = "offscreen"
        arguments = ["tour", "--out", pictures]
    code = subprocess.call([str(venv_python()), "-m", "kneeline", *arguments], env=environment)
    if pictures and code == 0:
        say("the pictures are in " + pictures)
    return code


class Gate(NamedTuple):
    """A check of the source that needs no running program: a tool of .venv and its arguments."""

    name: str
    command: tuple[str, ...]


GATES = (
    Gate("ruff format", ("ruff", "format", "--check", ".")),
    Gate("ruff check", ("ruff", "check", "--quiet", ".")),
    Gate("mypy", ("mypy",)),
    Gate("import-linter", ("lint-imports", "--no-logo")),
    Gate("vulture", ("vulture",)),
    Gate("deptry", ("deptry", "src")),
    Gate("codespell", ("codespell",)),
)


class Verdict(NamedTuple):
    """What a gate said, and how long it took, in seconds."""

    gate: Gate
    code: int
    output: str
    seconds: float


def tool(name: str) -> str:
    """Return the path of a program of .venv."""
    return str(venv_python().parent / name)


def pass_gate(gate: Gate) -> Verdict:
    """Run one gate over the whole tree."""
    started = time.perf_counter()
    command = [tool(gate.command[0]), *gate.command[1:]]
    done = heard(command, _environment())
    return Verdict(gate, done.returncode, done.stdout, time.perf_counter() - started)


def verdict_lines(verdict: Verdict) -> list[str]:
    """Return the line a gate prints, and below it what it found when it failed."""
    outcome = "ok" if verdict.code == 0 else "FAILED"
    line = "%s: %s (%.1f s)" % (verdict.gate.name, outcome, verdict.seconds)
    return [line] if verdict.code == 0 else [line, verdict.output.rstrip()]


def failed_gates() -> list[str]:
    """Run every gate, two at a time, print each verdict and return the names that failed."""
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for verdict in pool.map(pass_gate, GATES):
            say("\n".join(verdict_lines(verdict)))
            if verdict.code:
                failed.append(verdict.gate.name)
    return failed


def pytest(arguments: Sequence[str]) -> int:
    """Run pytest offscreen, unless the person chose a platform; its closing line is the last."""
    return subprocess.call([tool("pytest"), *arguments], cwd=ROOT, env=_environment())


def test(arguments: Sequence[str]) -> int:
    """Set up, then every gate and every test with coverage; with arguments, only pytest on them."""
    installers = "--installers" in arguments
    set_up(to_test=True, to_build=installers)
    if installers:
        # Naming the folder lets pytest learn the option; one process, for each test fills the disk.
        return pytest(["tests/packaging", "-p", "no:randomly", *arguments])
    if arguments:
        return pytest(arguments)
    failed = failed_gates()
    if failed:
        say("FAILED before the tests: " + ", ".join(failed) + "; the tests run all the same")
    # What listens to sound or watches a real window comes after the rest: a busy machine is late.
    crowd = pytest(["-q", *AT_ONCE, "-m", "not (" + ALONE + ")", "--cov", *NO_REPORT_YET])
    # pytest-cov prints its report and its verdict before pytest's own closing line.
    alone = pytest(["-q", "-n", "2", "-m", ALONE, "--cov", "--cov-append"])
    return crowd or alone or int(bool(failed))


ALONE = "sound or display"
AT_ONCE = ("-n", "auto", "--maxprocesses=4")
NO_REPORT_YET = ("--cov-report=", "--cov-fail-under=0")


# Each list of pinned requirements, what it holds, and the list whose versions it keeps to.
LOCKS = (
    ("runtime.txt", (), None),
    # With the studio: the tests solve the poses again and look at every frame of every film.
    ("dev.txt", ("--group", "dev", "--extra", "studio"), "runtime.txt"),
    ("studio.txt", ("--extra", "studio"), "runtime.txt"),
    ("installers.txt", ("--group", "installers"), "runtime.txt"),
)


def lock_command(name: str, choice: Sequence[str], keep_to: str | None) -> list[str]:
    """Return uv's arguments for one list: every platform, every Python, hashes, no address."""
    folder = REQUIREMENTS.relative_to(ROOT)
    command = [
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
    ]
    command += ["--python-version", ".".join(map(str, OLDEST_PYTHON)), "--no-config"]
    command += ["--custom-compile-command", "python3 dev.py lock"]
    command += ["pyproject.toml", *choice, "--output-file", (folder / name).as_posix()]
    return command + (["--constraint", (folder / keep_to).as_posix()] if keep_to else [])


def lock(arguments: Sequence[str]) -> int:
    """Compile the pinned requirements; give `--upgrade` to move to newer versions."""
    set_up(to_test=False)
    # uv reads no pip configuration, and without its own variables only the public index.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    for name, choice, keep_to in LOCKS:
        with step("packaging/requirements/" + name):
            command = [tool("uv"), *lock_command(name, choice, keep_to), *arguments]
            done = heard(command, environment)
            if done.returncode:
                raise Stopped("uv cannot compile " + name + ": " + done.stdout.strip())
    return 0


def packaging(script: str, arguments: Sequence[str]) -> int:
    """Set up, then hand over to a script of packaging/."""
    set_up(to_test=True, to_build=True)
    return subprocess.call([str(venv_python()), str(ROOT / "packaging" / script), *arguments])


def build(arguments: Sequence[str]) -> int:
    """Make installers in dist/: wheel, deb, run, rpm, windows, or all of them."""
    return packaging("build.py", arguments)


def texts(arguments: Sequence[str]) -> int:
    """Collect every sentence people read, update the catalogues, say what is missing."""
    set_up(to_test=False)
    return subprocess.call([str(venv_python()), str(ROOT / "packaging" / "texts.py"), *arguments])


def release(arguments: Sequence[str]) -> int:
    """Do everything a release needs, up to the commit and the tag."""
    return packaging("release.py", arguments)


def measure(kind: str, arguments: Sequence[str]) -> int:
    """Set up, then hand over to tests/benchmarks."""
    set_up(to_test=True, to_build=True)
    return subprocess.call(
        [str(venv_python()), "-m", "tests.benchmarks", kind, *arguments], cwd=ROOT
    )


def bench(arguments: Sequence[str]) -> int:
    """Measure how fast everything is, and write it into tests/benchmarks/RESULTS.md."""
    return measure("bench", arguments)


def soak(arguments: Sequence[str]) -> int:
    """Try to lose something, for hours if need be, and write what came of it beside."""
    return measure("soak", arguments)


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "lock": lock,
    "texts": texts,
    "build": build,
    "release": release,
    "bench": bench,
    "soak": soak,
}


# ---------------------------------------------------------------- speaking and starting


def say(line: str) -> None:
    """Print one line at once, so that it stays above what a child process prints."""
    print("dev.py: " + line, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is being done, before it is waited for, and how long it took."""
    print("dev.py: " + name + " … ", end="", flush=True)
    started = time.perf_counter()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print("%.1f s" % (time.perf_counter() - started), flush=True)


def heard(
    command: Sequence[str], environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command whose words are read, not shown, and return both; failing is an answer."""
    return subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def _environment() -> dict[str, str]:
    """Return the environment for tests: no window on anyone's screen unless asked for."""
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def parse(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Return the command and its own arguments, or leave with argparse's sentence."""
    summary = "\n".join(
        "  %-7s %s" % (name, (do.__doc__ or "").strip()) for name, do in COMMANDS.items()
    )
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Set up, run and test Kneeline on a fresh machine.",
        epilog="commands:\n" + summary,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to the command")
    if not arguments:
        parser.print_help()
        parser.exit(2)
    found = parser.parse_args(arguments)
    return found.command, found.arguments


def main(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code, or 1 after a sentence that says what to mend."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console that lacks a character goes on
    problem = python_problem(sys.version_info[:2], newer_python())
    if problem:
        print("dev.py: " + problem, file=sys.stderr)
        return 1
    command, rest = parse(arguments)
    try:
        return COMMANDS[command](rest)
    except Stopped as stopped:
        print("dev.py: %s" % stopped, file=sys.stderr)
    except OSError as error:
        remedy = (
            "free some space"
            if error.errno == errno.ENOSPC
            else "check the disk and who owns this folder"
        )
        print("dev.py: %s; %s and run this again" % (error, remedy), file=sys.stderr)
    except KeyboardInterrupt:
        print("dev.py: stopped", file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
