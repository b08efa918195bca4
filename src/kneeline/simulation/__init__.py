"""Simulated people: twelve weeks of somebody's knee in a second, to see what the coach makes of it.

`people` holds the persons; `person` says how a made-up knee answers to load; `life` lets one of
them live with Kneeline, day by day, through the same functions the program calls; `page` writes
the result as one page that a physiotherapist can read.

The knees are made up to try the rules. They say nothing about how real knees heal.
"""

from kneeline.simulation.life import Diary, live
from kneeline.simulation.page import page, simulate
from kneeline.simulation.people import PEOPLE
from kneeline.simulation.person import Person

__all__ = ["PEOPLE", "Diary", "Person", "live", "page", "simulate"]
