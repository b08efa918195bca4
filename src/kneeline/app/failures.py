"""What the world may refuse us: each a sentence that names the thing and the remedy."""

from __future__ import annotations


class Refusal(Exception):
    """The world said no; the text is for the person, whole and in their language."""
