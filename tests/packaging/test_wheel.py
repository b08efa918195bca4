"""The wheel and the sdist: what is in them, and that the same source makes the same bytes."""

from __future__ import annotations

import gettext
import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import catalogues
import project
import pytest
import python_package

ROOT = project.ROOT
PYTHONS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def two_builds(tmp_path_factory: pytest.TempPathFactory) -> list[list[Path]]:
    # A copy of the source of its own: other tests and builds may be at work on ours.
    return [python_package.build(tmp_path_factory.mktemp("dist")) for _ in range(2)]


def test_two_builds_are_the_same_bytes(two_builds: list[list[Path]]) -> None:
    hashes = [[project.sha256(path) for path in build] for build in two_builds]
    assert hashes[0] == hashes[1]


def test_the_wheel_holds_every_resource_and_film(two_builds: list[list[Path]]) -> None:
    with zipfile.ZipFile(two_builds[0][0]) as wheel:
        names = set(wheel.namelist())
    for folder in ("resources", "videos"):
        tracked = project.heard("git", "ls-files", folder).splitlines()
        shown = [
            name for name in tracked if Path(name).suffix in {".toml", ".svg", ".wav", ".webm"}
        ]
        missing = [
            name for name in shown if "/studio/" not in name and f"kneeline/{name}" not in names
        ]
        assert missing == [name for name in missing if "/poses/" in name]


def test_the_wheel_holds_every_language_compiled(two_builds: list[list[Path]]) -> None:
    wheel, sdist = two_builds[0]
    with zipfile.ZipFile(wheel) as file:
        folder = "kneeline/resources/locale"
        names = {name for name in file.namelist() if name.startswith(folder)}
        told = {
            language: file.read(f"{folder}/{language}/LC_MESSAGES/kneeline.mo")
            for language in catalogues.languages()
        }
    assert names == {f"{folder}/{each}/LC_MESSAGES/kneeline.mo" for each in told}
    spoken = gettext.GNUTranslations(io.BytesIO(told["de"]))
    assert spoken.gettext("Bridge") == "Brücke"
    with tarfile.open(sdist) as file:
        sources = {name.partition("/")[2] for name in file.getnames()}
    assert {f"resources/locale/{each}/library.po" for each in told} <= sources


def test_the_wheel_holds_nothing_else(two_builds: list[list[Path]]) -> None:
    with zipfile.ZipFile(two_builds[0][0]) as wheel:
        names = wheel.namelist()
    odd = [name for name in names if not name.startswith(("kneeline/", "kneeline-"))]
    assert not odd
    assert not [name for name in names if "__pycache__" in name or "/studio/" in name]


def test_the_sdist_holds_what_builds_and_tests_it(two_builds: list[list[Path]]) -> None:
    with tarfile.open(two_builds[0][1]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"dev.py", "pyproject.toml", "LICENSE", "packaging/build.py"} <= names
    assert not [name for name in names if name.startswith((".venv", "build/", "dist/"))]


@pytest.mark.installers
@pytest.mark.parametrize("version", PYTHONS)
def test_it_runs_in_a_clean_venv_outside_the_checkout(
    version: str, two_builds: list[list[Path]], tmp_path: Path
) -> None:
    python = _python(version)
    venv = tmp_path / "venv"
    subprocess.run([python, "-m", "venv", str(venv)], check=True)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "-q"]
    pinned = project.PACKAGING / "requirements" / "runtime.txt"
    subprocess.run([*pip, "--require-hashes", "-r", str(pinned)], check=True)
    subprocess.run([*pip, "--no-deps", str(two_builds[0][0])], check=True)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [
            *(sys.executable, str(project.PACKAGING / "smoke.py")),
            *("--tour", str(tmp_path / "tour"), str(venv / "bin" / "kneeline")),
        ],
        cwd=tmp_path,
        env={**kept, "KNEELINE_DATA_DIR": str(tmp_path / "data")},
        check=False,
    )
    assert done.returncode == 0


def _python(version: str) -> str:
    found = shutil.which(f"python{version}")
    if found is not None and subprocess.run([found, "-c", ""], check=False).returncode == 0:
        return found
    pyenv = shutil.which("pyenv")
    if pyenv is not None:
        listed = subprocess.run(
            [pyenv, "versions", "--bare"], capture_output=True, encoding="utf-8", check=True
        ).stdout.split()
        roots = [name for name in listed if name.startswith(f"{version}.")]
        if roots:
            prefix = subprocess.run(
                [pyenv, "prefix", roots[-1]], capture_output=True, encoding="utf-8", check=True
            )
            return f"{prefix.stdout.strip()}/bin/python"
    pytest.skip(f"no Python {version} here")


def test_the_metadata_names_the_version_and_the_licence(two_builds: list[list[Path]]) -> None:
    with zipfile.ZipFile(two_builds[0][0]) as wheel:
        (name,) = [each for each in wheel.namelist() if each.endswith("METADATA")]
        metadata = wheel.read(name).decode()
    assert f"Version: {project.version()}" in metadata
    assert "License-Expression: MIT" in metadata
