"""The shape of `sources.toml`: who says so, and how sure we are of it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from kneeline.coach.certainty import Certainty
from kneeline.library.schema import Line, SourceKey, Table


class Source(Table, frozen=True):
    """One publication, or one choice of ours, and what we take from it."""

    key: SourceKey
    authors: Annotated[str, Meta(min_length=1, max_length=120)]
    takes: Annotated[str, Meta(min_length=1, max_length=400, description="What we take from it.")]
    certainty: Annotated[Certainty, Meta(description="How sure we are of what we take.")]
    year: Annotated[int, Meta(ge=1900, le=2100)] | None = None
    title: Annotated[str, Meta(max_length=300, description="Left out where unknown.")] = ""
    journal: Annotated[Line | None, Meta(description="Journal, volume and page.")] = None


class SourcesFile(Table, frozen=True):
    """Every source that the other files name."""

    sources: Annotated[tuple[Source, ...], Meta(min_length=1)] = field(name="source")
