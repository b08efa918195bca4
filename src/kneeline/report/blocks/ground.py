"""What all of it stands on: the rules' version, and how sure we are of what."""

from __future__ import annotations

from kneeline.coach.certainty import Certainty
from kneeline.report.blocks.block import Block, section
from kneeline.report.facts import ReportFacts
from kneeline.report.ink import CERTAINTIES, GAPS, Type
from kneeline.report.sheet import Point, Sheet
from kneeline.report.words import certainty_words
from kneeline.wording import _


def ground(facts: ReportFacts) -> Block:
    """Return the block about the rules' version, what is our choice and what is shown."""

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at[0], section(sheet, _("How Kneeline decides, and how sure that is"), at, width)
        found = facts.ground
        total, chosen = sum(found.rules.values()), found.rules.get(Certainty.OUR_CHOICE, 0)
        words = _(
            "Rules of version {version}: {total} rules, of which {chosen} are our choice. Their"
            " limits are ours too, unless a source is named. They were written to be careful, and"
            " nobody has tested them as a whole."
        ).format(version=found.version, total=total, chosen=chosen)
        y = sheet.paragraph(words, Type.BODY, (x, y), width) + GAPS.small
        label = max(sheet.width_of(certainty_words(each), Type.SMALL_STRONG) for each in Certainty)
        inset = label + GAPS.line
        before = None
        for source in sorted(found.sources, key=lambda each: list(Certainty).index(each.certainty)):
            if source.certainty is not before:
                before, name = source.certainty, certainty_words(source.certainty)
                sheet.say(name, Type.SMALL_STRONG, (x, y), colour=CERTAINTIES[before])
            by = (
                ""
                if source.certainty is Certainty.OUR_CHOICE
                else _cited(source.authors, source.year)
            )
            text = f"{_(source.takes)}{by}"
            y = sheet.paragraph(text, Type.CAPTION, (x + inset, y), width - inset)
            y += GAPS.hair / 2
        return y

    return draw


def _cited(authors: str, year: int | None) -> str:
    return f" ({authors}, {year})" if year else f" ({authors})"
