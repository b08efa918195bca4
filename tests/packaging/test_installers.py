"""Each installer as a person gets it, on a system that has nothing but what it asks for.

Only with `python3 dev.py test --installers`, as root: bare systems are folders that one enters.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import project
import pytest

from tests.packaging.bare_system import USER, BareSystem, fresh, screen

pytestmark = [
    pytest.mark.installers,
    pytest.mark.skipif(os.geteuid() != 0, reason="bare systems are entered as root"),
]

JOURNAL = "home/tester/.local/share/kneeline/journal.db"
SUITES = ("bookworm", "trixie")

# What a desktop has and a bare system lacks: a screen's libraries and a font. The .run brings the
# rest itself; it has no package tool to ask.
DESKTOP = ("libegl1", "libgl1", "libx11-6", "libx11-xcb1", "libxcb1", "libglib2.0-0", "libdbus-1-3")
DESKTOP += (
    "libfontconfig1",
    "fontconfig",
    "fonts-dejavu-core",
    "libxext6",
    "libxrandr2",
    "xz-utils",
)
DESKTOP += ("libwayland-client0", "libwayland-cursor0", "libwayland-egl1", "libdrm2", "xkb-data")


@pytest.fixture
def display() -> Iterator[str]:
    with screen() as name:
        yield name


def smoke(system: BareSystem, display: str, program: str) -> None:
    """Run version, doctor and tour inside, as the ordinary person, and stop at any odd line."""
    script = [sys.executable, str(project.PACKAGING / "smoke.py"), "--root", str(system.root)]
    inside = [*system.command(USER), "env", f"DISPLAY={display}", program]
    done = subprocess.run(
        [*script, "--tour", "/home/tester/tour", *inside],
        env={"HOME": "/home/tester", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "platform xcb" in done.stdout  # a real window, and not the tour's drawing


def opens(system: BareSystem, display: str, program: str) -> int:
    """Open the real window and close it after its first paint."""
    words = (program, "--exit-after-first-paint")
    return system.run(*words, user=USER, environment={"DISPLAY": display}).returncode


class TestDeb:
    @pytest.mark.parametrize("suite", SUITES)
    def test_is_installed_used_updated_and_removed(
        self, suite: str, cache: Path, built: Callable[[str], Path], display: str, tmp_path: Path
    ) -> None:
        package = built("deb")
        with fresh(suite, cache) as system:
            assert system.apt("update").returncode == 0
            older = system.take(_older(package, tmp_path))
            done = system.apt("install", "--no-install-recommends", older)
            assert done.returncode == 0, done.stdout
            assert (system.root / "opt" / "kneeline" / "only-in-the-older-one").exists()
            assert opens(system, display, "kneeline") == 0
            journal = (system.root / JOURNAL).read_bytes()

            done = system.apt("install", "--no-install-recommends", system.take(package))
            assert done.returncode == 0, done.stdout
            assert not (system.root / "opt" / "kneeline" / "only-in-the-older-one").exists()
            assert (system.root / JOURNAL).read_bytes() == journal
            smoke(system, display, "kneeline")
            # Where Settings looks for them (tests/unit/app/test_about.py).
            laid = system.root / "opt/kneeline/_internal/kneeline/licences"
            there = {path.name for path in laid.iterdir()}
            assert {"Kneeline.txt", "Python.txt", "LGPL-3.0.txt"} <= there

            for word in ("remove", "purge"):
                done = system.apt("install", "--no-install-recommends", system.take(package))
                assert done.returncode == 0, done.stdout
                done = system.apt(word, "kneeline")
                assert done.returncode == 0, done.stdout
                assert (system.root / JOURNAL).is_file()
            assert not (system.root / "opt" / "kneeline").exists()
            assert not (system.root / "usr" / "bin" / "kneeline").is_symlink()

    def test_would_fail_without_a_library_it_names(
        self, cache: Path, built: Callable[[str], Path], display: str
    ) -> None:
        with fresh("bookworm", cache) as system:
            assert system.apt("update").returncode == 0
            package = system.take(built("deb"))
            assert system.apt("install", "--no-install-recommends", package).returncode == 0
            assert opens(system, display, "kneeline") == 0
            system.run("dpkg", "--remove", "--force-depends", "libxcb-cursor0")
            assert opens(system, display, "kneeline") != 0
            doctor = system.run("kneeline", "doctor", user=USER, environment={"DISPLAY": display})
            assert doctor.returncode == 1
            assert "libxcb-cursor0 is needed" in doctor.stdout


def _older(package: Path, folder: Path) -> Path:
    """Return the same package as an earlier version, with a file that this one lacks."""
    root = folder / "older"
    subprocess.run(["dpkg-deb", "--raw-extract", str(package), str(root)], check=True)
    (root / "opt" / "kneeline" / "only-in-the-older-one").write_text("", encoding="ascii")
    control = root / "DEBIAN" / "control"
    text = control.read_text(encoding="utf-8")
    newer = f"Version: {project.version()}\n"
    assert newer in text
    control.write_text(text.replace(newer, "Version: 0.0.1\n"), encoding="utf-8")
    older = folder / "kneeline_0.0.1_amd64.deb"
    subprocess.run(["dpkg-deb", "-Zgzip", "-z1", "--build", str(root), str(older)], check=True)
    shutil.rmtree(root)
    return older


class TestRun:
    def test_is_installed_used_updated_and_removed_by_an_ordinary_person(
        self, cache: Path, built: Callable[[str], Path], display: str
    ) -> None:
        with fresh("bookworm", cache) as system:
            assert system.apt("update").returncode == 0
            assert system.apt("install", "--no-install-recommends", *DESKTOP).returncode == 0
            file = system.take(built("run"))
            for _ in ("install", "update"):
                done = system.run("sh", file, user=USER)
                assert done.returncode == 0, done.stdout
            home = system.root / "home" / "tester"
            program = "/home/tester/.local/opt/kneeline/kneeline"
            entry = home / ".local/share/applications" / f"{project.APP_ID}.desktop"
            assert f'Exec="{program}"' in entry.read_text(encoding="utf-8")
            smoke(system, display, program)
            assert opens(system, display, "/home/tester/.local/bin/kneeline") == 0
            assert (system.root / JOURNAL).is_file()

            done = system.run("sh", "/home/tester/.local/opt/kneeline/remove.sh", user=USER)
            assert done.returncode == 0, done.stdout
            left = {
                path.relative_to(home).as_posix()
                for path in (home / ".local").rglob("*")
                if path.is_file() or path.is_symlink()
            }
            assert left == {name for name in left if name.startswith(".local/share/kneeline/")}
            assert (system.root / JOURNAL).is_file()

    def test_refuses_a_folder_that_holds_something_else(
        self, cache: Path, built: Callable[[str], Path]
    ) -> None:
        with fresh("bookworm", cache) as system:
            assert system.apt("update").returncode == 0
            assert system.apt("install", "--no-install-recommends", "xz-utils").returncode == 0
            (system.root / "home/tester/mine").mkdir()
            (system.root / "home/tester/mine/thesis.txt").write_text("mine", encoding="ascii")
            words = ("sh", system.take(built("run")), "--", "--to", "/home/tester/mine")
            done = system.run(*words, user=USER)
            assert done.returncode != 0
            assert "holds something that is not Kneeline" in done.stdout
            assert (system.root / "home/tester/mine/thesis.txt").read_text("ascii") == "mine"


class TestAppDir:
    def test_is_used_where_it_lies(
        self, cache: Path, built: Callable[[str], Path], display: str
    ) -> None:
        """What is inside an AppImage; the program in front of it comes from elsewhere."""
        folder = built("appdir").parent / f"{project.NAME}.AppDir"
        with fresh("bookworm", cache) as system:
            assert system.apt("update").returncode == 0
            assert system.apt("install", "--no-install-recommends", *DESKTOP).returncode == 0
            shutil.copytree(folder, system.root / "opt" / folder.name, symlinks=True)
            program = f"/opt/{folder.name}/AppRun"
            smoke(system, display, program)
            assert opens(system, display, program) == 0
            assert (system.root / JOURNAL).is_file()


class TestRpm:
    def test_names_what_it_needs_and_nothing_it_brings(self, built: Callable[[str], Path]) -> None:
        """Read only: no system of that family is at hand to install it on."""
        asked = ["rpm", "--query", "--requires", "--package", str(built("rpm"))]
        needs = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout
        assert "libxcb-cursor.so.0()(64bit)" in needs
        assert "fontconfig" in needs
        for ours in ("libQt6", "libpython", "libavcodec", "libshiboken", "libpyside"):
            assert ours not in needs

    def test_is_unpacked_used_updated_and_removed_by_rpm_on_a_debian(
        self, cache: Path, built: Callable[[str], Path], display: str
    ) -> None:
        """No system of that family is at hand: Debian's libraries, and `--nodeps` for their names.

        It shows that the files lie where they work, and what rpm leaves; not that dnf finds all.
        """
        with fresh("bookworm", cache) as system:
            assert system.apt("update").returncode == 0
            # What it needs, under Debian's names: what the .deb brings along and leaves behind.
            package = system.take(built("deb"))
            for words in (("install", "--no-install-recommends", package), ("purge", "kneeline")):
                done = system.apt(*words)
                assert done.returncode == 0, done.stdout
            assert not (system.root / "usr" / "bin" / "kneeline").is_symlink()

            assert _rpm(system, "-i", "--nodeps", str(built("rpm"))) == ""
            smoke(system, display, "kneeline")
            assert opens(system, display, "kneeline") == 0
            journal = (system.root / JOURNAL).read_bytes()
            assert _rpm(system, "-U", "--nodeps", "--replacepkgs", str(built("rpm"))) == ""
            assert opens(system, display, "kneeline") == 0
            assert _rpm(system, "-e", "kneeline") == ""
            assert not (system.root / "opt" / "kneeline").exists()
            assert not (system.root / "usr" / "bin" / "kneeline").is_symlink()
            assert (system.root / JOURNAL).stat().st_size >= len(journal)


def _rpm(system: BareSystem, *words: str) -> str:
    """Let rpm out here change what lies in there; return what it has to say."""
    command = ["rpm", "--force-debian", "--root", str(system.root), *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


class TestSizes:
    @pytest.mark.parametrize(("kind", "megabytes"), [("deb", 90), ("run", 100), ("rpm", 90)])
    def test_are_what_we_promise(
        self, kind: str, megabytes: int, built: Callable[[str], Path]
    ) -> None:
        assert built(kind).stat().st_size < megabytes * 1e6
