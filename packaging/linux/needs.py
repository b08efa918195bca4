"""What a frozen folder needs from a Linux system, computed from its ELF files and never guessed."""

from __future__ import annotations

import re
from pathlib import Path

import frozen
from project import WORK, empty, heard, need

# What no ELF file names: fonts and keyboard layouts are looked up at run time.
BY_HAND = ("fontconfig", "xkb-data")


def debian_packages(made: Path) -> list[str]:
    """Return Debian's packages that own the libraries a folder links, with their least versions."""
    stage = empty(WORK / "shlibs")
    (stage / "debian").mkdir()
    (stage / "debian" / "control").write_text(
        "Source: kneeline\n\nPackage: kneeline\nArchitecture: amd64\nDescription: x\n",
        encoding="ascii",
    )
    elves = frozen.elf_files(made)
    private = sorted({f"-l{path.parent}" for path in elves})
    tool = need("dpkg-shlibdeps", "dpkg-dev")
    said = heard(tool, "--ignore-missing-info", "-O", "-xkneeline", *private, *elves, cwd=stage)
    found = re.search(r"^shlibs:Depends=(.*)$", said, re.MULTILINE)
    named = found[1].split(", ") if found else []
    return sorted({*named, *BY_HAND, "libegl1", "libgl1"})


def sonames(made: Path) -> list[str]:
    """Return the libraries a folder links and does not bring, as rpm writes them."""
    elves = frozen.elf_files(made)
    objdump = need("objdump", "binutils")
    said = heard(objdump, "-p", *elves)
    own = {path.name for path in made.rglob("*.so*")}
    wanted = set(re.findall(r"^ +NEEDED +(\S+)$", said, re.MULTILINE)) - own
    versions: dict[str, set[str]] = {}
    for library, block in re.findall(
        r"^  required from (\S+):\n((?:    .*\n)+)", said, re.MULTILINE
    ):
        versions.setdefault(library, set()).update(re.findall(r" (\S+)$", block, re.MULTILINE))
    needs = {f"{library}()(64bit)" for library in wanted}
    glibc = versions.get("libc.so.6", set())
    newest = max((name for name in glibc if name.startswith("GLIBC_2")), key=_numbers, default="")
    return sorted(needs | ({f"libc.so.6({newest})(64bit)"} if newest else set()))


def _numbers(name: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", name)]
