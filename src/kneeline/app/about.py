"""What there is to say about this program: version, sources, and the licences in it."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import kneeline
from kneeline.ui.settings.source import About, Part
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kneeline.app.locations import Locations
    from kneeline.library import Library, Source

OURS = "Kneeline"
NAME = re.compile(r"[\w.-]+")


def about(places: Locations, library: Library) -> About:
    """Return what Settings tells of this program."""
    return About(
        version=kneeline.__version__,
        parts=lambda: tuple(_parts()),
        sources=lambda: tuple(_source_line(each) for each in library.sources.values()),
        crashes=places.crashes,
    )


def _parts() -> Iterator[Part]:
    """Return everything handed out with Kneeline, Kneeline first.

    An installer lays every licence into our package; elsewhere each distribution brings its own.
    """
    laid = Path(kneeline.__file__).parent / "licences"
    if laid.is_dir():
        found = [
            Part(path.stem, "", "", path.read_text(encoding="utf-8", errors="replace"))
            for path in sorted(laid.glob("*.txt"), key=lambda path: path.name.lower())
        ]
        yield from sorted(found, key=lambda part: part.name != OURS)
        return
    yield _part(metadata.distribution(OURS), OURS)
    for name in sorted(_needed(), key=str.lower):
        yield _part(metadata.distribution(name), name)


def _needed() -> set[str]:
    """Return the distributions that Kneeline stands on, and theirs, as far as they are here."""
    found: set[str] = set()
    waiting = list(_wants(OURS))
    while waiting:
        name = waiting.pop()
        # One of them names pip for its plug-ins; nothing of ours ever calls it.
        if name not in found | {"pip"}:
            found.add(name)
            waiting += _wants(name)
    return found


def _wants(name: str) -> Iterable[str]:
    for line in metadata.requires(name) or ():
        wanted = NAME.match(line)
        if wanted is None or "extra ==" in line:
            continue
        try:
            yield metadata.distribution(wanted[0]).name
        except metadata.PackageNotFoundError:  # for another system or another Python
            continue


def _part(found: metadata.Distribution, name: str) -> Part:
    told = found.metadata.json
    licence = str(told.get("license_expression") or told.get("license") or "").split("\n")[0]
    texts = [
        path.read_text(encoding="utf-8")
        for path in found.files or ()
        if re.search("licen[cs]e|copying", path.name, re.IGNORECASE) and path.suffix != ".py"
    ]
    nothing = _("Its licence is {licence}; its package brings no text of it.").format(
        licence=licence or _("not named")
    )
    return Part(name, found.version, licence, "\n\n".join(texts) or nothing)


def _source_line(source: Source) -> str:
    who = source.authors if source.year is None else f"{source.authors} {source.year}"
    cited = " ".join(each for each in (source.title, source.journal) if each)
    sure = {
        "verified": _("read by us"),
        "second-hand": _("read in a summary"),
        "unchecked": _("remembered, not looked up again"),
        "our-choice": _("our own choice"),
    }[source.certainty.value]
    return f"{who}. {cited}\n{_(source.takes)} ({sure})"
