"""Wine in a bare Debian, to try the Windows setup in: what it does, not how Windows looks.

Wine 10 (Debian 13) lacks three things that PySide6 and NumPy need. They are supplied here, for the
test only: two small DLLs, and one that NumPy's files are pointed to *after* they were installed. So
the setup under test is the one that is handed out; of the installed files, NumPy's are changed. And
the folder of Windows' fonts, which Wine leaves empty, gets one.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import frozen

from tests.packaging.bare_system import USER, BareSystem

if TYPE_CHECKING:
    from collections.abc import Iterable

SHIMS = Path(__file__).parent / "wine"
COMPILER = "x86_64-w64-mingw32-gcc"
THEIRS, OURS = b"api-ms-win-crt-math-l1-1-0.dll", b"wineshim-crt-math-l1-1-000.dll"
COMPLEX = ("creal", "crealf", "cimag", "cimagf")

# The registry is written when Wine's server ends: leaving before that loses what was installed. It
# ends when all of Windows has; a process of ours that stays behind would keep our files open.
WAIT = """
"$@"
code=$?
timeout 60 wineserver -w && exit $code
for each in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < "$each"; echo; done
echo "something stays behind"
exit 99
"""


class Wine:
    """A person's Windows, as far as Wine goes."""

    def __init__(self, system: BareSystem, display: str) -> None:
        self.system = system
        self.environment = {
            "DISPLAY": display,
            "WINEDEBUG": "-all",
            # Or a window asks whether to fetch Mono and Gecko.
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
        }
        self.drive = system.root / "home" / "tester" / ".wine" / "drive_c"
        self.person = self.drive / "users" / "tester"
        self.local = self.person / "AppData" / "Local"
        self.folder = self.local / "Programs" / "Kneeline"

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a Windows program by its path on either side, and wait for all it started."""
        return self.wait("wine", *command)

    def wait(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of Linux's, and wait for all of Windows it started; 99 if that stays."""
        words = ("sh", "-c", WAIT, "wait", *command)
        return self.system.run(*words, user=USER, environment=self.environment)

    def registry(self, key: str) -> dict[str, str]:
        """Return the values below a key of the person's own; empty where there is none."""
        said = self.run("reg", "query", rf"HKCU\{key}").stdout
        rows = (row.split(None, 2) for row in said.splitlines() if row.startswith("    "))
        return {row[0]: row[2] for row in rows if len(row) == 3}

    def supply_what_it_lacks(self) -> None:
        """Put in fonts, the three DLLs beside the installed program, and point NumPy to theirs."""
        fonts = self.system.root / "usr" / "share" / "fonts" / "truetype" / "dejavu"
        shutil.copytree(fonts, self.drive / "windows" / "Fonts", dirs_exist_ok=True)
        runtime = self.folder / "runtime"
        for name in ("icuuc", "mscms"):
            for place in (runtime, runtime / "Lib" / "site-packages" / "PySide6"):
                _compile(place / f"{name}.dll", SHIMS / f"{name}.c", "-Wl,-e,0")
        packages = runtime / "Lib" / "site-packages"
        changed = [path for path in packages.glob("numpy/**/*.pyd") if THEIRS in path.read_bytes()]
        names = _imported(changed)
        for path in changed:
            path.write_bytes(path.read_bytes().replace(THEIRS, OURS))
        definitions = self.folder / "math.def"
        rows = [f"  {name} = ucrtbase.{name}" for name in sorted(names - set(COMPLEX))]
        exports = "\n".join([f"LIBRARY {OURS.decode()}", "EXPORTS", *rows, *COMPLEX])
        definitions.write_text(exports + "\n", encoding="ascii")
        _compile(runtime / OURS.decode(), SHIMS / "math.c", "-Wl,-e,DllMain", str(definitions))
        definitions.unlink()


def _compile(out: Path, *words: str | Path) -> None:
    flags = ("-O2", "-s", "-w", "-fno-builtin", "-shared", "-nostdlib")
    subprocess.run([COMPILER, *flags, "-o", str(out), *map(str, words)], check=True)


def _imported(files: Iterable[Path]) -> set[str]:
    """Return the functions that files import from Windows' mathematics, asked of the build venv."""
    ask = (
        "import pefile, sys\n"
        "for name in sys.argv[2:]:\n"
        "    for each in pefile.PE(name).DIRECTORY_ENTRY_IMPORT:\n"
        "        if each.dll == sys.argv[1].encode():\n"
        "            print(*(one.name.decode() for one in each.imports), sep='\\n')\n"
    )
    command = [str(frozen.python()), "-c", ask, THEIRS.decode(), *map(str, files)]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    return set(said.split())
