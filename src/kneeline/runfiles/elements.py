"""XML that is read as it streams by: no tree, no entities, no document type."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from kneeline.runfiles.recorded import NoRunInIt
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeline.runfiles.recorded import RecordedRun

PIECE = 64 * 1024
LONGEST_TEXT = 100
"""Characters of a value that are kept; none that we want is as long."""

DEEPEST = 50
MOST_NAMES = 1000
"""How deep elements may lie in each other, and how many names there may be.

Run files take a fifth of either. A parser remembers each name and each open element: without an
end to them, a file of 64 MB would take 2 GB of memory.
"""

LONGEST_TAG = 2**20
"""Bytes in which some element has to begin or end."""


class Outline(ABC):
    """Is told the elements of a file, by names without their namespaces."""

    def __init__(self) -> None:
        self._text = ""
        self._depth = 0
        self._names = set[str]()
        self.heard = 0
        """How many elements have begun or ended."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins (the parser calls it)."""
        self._text = ""
        self.heard += 1
        self._depth += 1
        self._names.add(tag)
        self._names.update(attributes)
        if self._depth > DEEPEST or len(self._names) > MOST_NAMES:
            raise NoRunInIt(_("It is built like no run file."))
        self.begins(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        """Hear that an element ends (the parser calls it)."""
        self.heard += 1
        self._depth -= 1
        text, self._text = self._text.strip(), ""
        self.ends(tag.rpartition("}")[2], text)

    def data(self, text: str) -> None:
        """Hear some of the text of an element (the parser calls it)."""
        if len(self._text) < LONGEST_TEXT:
            self._text += text[:LONGEST_TEXT]

    @abstractmethod
    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element that begins."""

    @abstractmethod
    def ends(self, name: str, text: str) -> None:
        """Take an element that ends, with its text."""

    @abstractmethod
    def runs(self) -> tuple[RecordedRun, ...]:
        """Return the runs of the whole file; NoRunInIt where there are none."""


def listen(file: BinaryIO, outline: Outline) -> None:
    """Tell an outline a whole file; NoRunInIt where it is no XML, or asks for more than XML."""
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 (only when a file is read)
    from defusedxml.ElementTree import DefusedXMLParser, ParseError  # noqa: PLC0415 (the same)

    parser = DefusedXMLParser(target=outline, forbid_dtd=True)
    try:
        # Strava writes blanks before the declaration of its TCX, which XML forbids.
        parser.feed(file.read(PIECE).lstrip(b" \t\r\n"))
        heard, silent = outline.heard, 0
        while piece := file.read(PIECE):
            parser.feed(piece)
            silent = silent + PIECE if outline.heard == heard else 0
            heard = outline.heard
            if silent > LONGEST_TAG:
                raise NoRunInIt(_("It is built like no run file."))
        parser.close()
    except DefusedXmlException as error:
        raise NoRunInIt(_("It defines words of its own, which no run file needs.")) from error
    except (ParseError, LookupError, ValueError) as error:
        raise NoRunInIt(_("It breaks off or is damaged: export it again.")) from error


def number(text: str | None) -> float | None:
    """Return a number, or None where there is none."""
    try:
        found = float(text or "")
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def moment(text: str | None) -> datetime | None:
    """Return a moment with its zone, UTC where none is written, or None where it is none."""
    try:
        found = datetime.fromisoformat(text or "")
        aware = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
        aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return aware
