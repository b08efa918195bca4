"""The blocks of a report, one kind to a module.

Each function takes the facts and returns a block: something that draws itself at a point in a
width, and returns its bottom. Drawn on a muted sheet, it measures itself.
"""

from kneeline.report.blocks.block import Block
from kneeline.report.blocks.front import head, key_figures, nothing
from kneeline.report.blocks.ground import ground
from kneeline.report.blocks.pain import pain
from kneeline.report.blocks.told import notes, tests
from kneeline.report.blocks.training import adherence, strength
from kneeline.report.blocks.turns import running, stops

__all__ = [
    "Block",
    "adherence",
    "ground",
    "head",
    "key_figures",
    "notes",
    "nothing",
    "pain",
    "running",
    "stops",
    "strength",
    "tests",
]
