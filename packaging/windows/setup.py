"""setup.exe: for one person, without an administrator, compiled by NSIS on Linux as well."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import drawings
import frozen
from project import DIST, NAME, PACKAGING, WORK, CannotBuild, heard, need, version
from windows import payload, runtime

SCRIPT = PACKAGING / "windows" / "kneeline.nsi"


def build() -> list[Path]:
    """Assemble the payload and compile the installer around it."""
    python, only_for_tests = runtime.given()
    interpreter = frozen.python()
    folder = _in_build_environment(python, interpreter)
    mark = "-TEST-ONLY" if only_for_tests else ""
    if mark:
        print("windows: this CPython is not python.org's own file; the setup is marked TEST-ONLY")
    made = DIST / f"{NAME}-{version()}-setup{mark}.exe"
    DIST.mkdir(exist_ok=True)
    icon = WORK / "windows" / "launcher" / "kneeline.ico"
    licence = WORK / "windows" / "licence.txt"
    # Windows' own text field wants its own line ends.
    text = (PACKAGING.parent / "LICENSE").read_text(encoding="utf-8")
    licence.write_text(text, encoding="utf-8", newline="\r\n")
    heard(
        need("makensis", "nsis"),
        *("-V2", "-WX", "-INPUTCHARSET", "UTF8"),
        f"-DVERSION={version()}",
        f"-DNUMBERS={'.'.join([*version().split('.')[:3], '0'])}",
        f"-DPAYLOAD={folder}",
        f"-DOUT={made}",
        f"-DICON={icon}",
        f"-DSIDE={drawings.side_picture()}",
        f"-DHEAD={drawings.head_picture()}",
        f"-DLICENCE={licence}",
        SCRIPT,
    )
    return [made]


def _in_build_environment(python: Path, interpreter: Path) -> Path:
    """Return the payload, cut by a tool that only the build environment has."""
    if shutil.which("x86_64-w64-mingw32-gcc") is None:
        raise CannotBuild("mingw is missing; sudo apt-get install gcc-mingw-w64-x86-64")
    sites = subprocess.run(
        [interpreter, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    import sys  # noqa: PLC0415 (only for the line below)

    sys.path.append(sites.stdout.strip())
    return payload.build(python, interpreter)
