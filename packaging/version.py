"""Says what a workflow must know before anything is set up: `python packaging/version.py`."""

from __future__ import annotations

import argparse
import sys
import tomllib

from project import PACKAGING, version


def main() -> int:
    """Print the version, or what the option asks for."""
    parser = argparse.ArgumentParser(prog="version.py", description=main.__doc__)
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--windows-python", action="store_true", help="where CPython lies")
    asked.add_argument("--build-packages", action="store_true", help="what apt must install")
    asked.add_argument("--test-packages", action="store_true", help="the same, for the tests")
    chosen = parser.parse_args()
    system = tomllib.loads((PACKAGING / "requirements" / "system.toml").read_text("utf-8"))
    if chosen.windows_python:
        print(windows_python())
    elif chosen.build_packages:
        print(*system["apt-get"]["build"])
    elif chosen.test_packages:
        print(*system["apt-get"]["run"], *system["apt-get"]["test"])
    else:
        print(version())
    return 0


def windows_python() -> str:
    """Return the address of python.org's embeddable package; its hash is checked by the build."""
    pinned = tomllib.loads((PACKAGING / "windows" / "python.toml").read_text("utf-8"))
    number = pinned["file"].split("-")[1]
    return f"https://www.python.org/ftp/python/{number}/{pinned['file']}"


if __name__ == "__main__":
    sys.exit(main())
