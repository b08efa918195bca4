"""Columns that many tables have, with their checks."""

from __future__ import annotations


def utc(column: str) -> str:
    """Return the check that a column holds a moment as `stamp` writes it."""
    glob = "????-??-??T??:??:??.???Z"
    fits = f"{column} GLOB '{glob}' AND julianday({column}) IS NOT NULL"
    return f"CHECK ({column} IS NULL OR ({fits}))"


AT = f"""
    at TEXT NOT NULL {utc("at")},
    offset INTEGER NOT NULL CHECK (offset BETWEEN -1440 AND 1440)
"""
"""When it happened, and how far the person's clock was from UTC."""

AT_ON_A_DAY = f"""
    {AT.strip()},
    day TEXT NOT NULL CHECK (day = date(at, offset || ' minutes'))
"""
"""The same, and on which day that was where the person lives."""

KEPT = f"""
    created TEXT NOT NULL {utc("created")},
    changed TEXT NOT NULL {utc("changed")},
    deleted TEXT {utc("deleted")}
"""

UUID = "TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36)"


def json(column: str, kind: str) -> str:
    """Return the check that a column holds what may be a JSON `array` or `object`.

    SQLite's own json_valid() is not trusted in a schema by some of its versions.
    """
    fits = {"array": "[[]*]", "object": "{*}"}[kind]
    return f"CHECK ({column} GLOB '{fits}')"


def a_day(column: str) -> str:
    """Return the check that a column holds a day of the calendar."""
    return f"CHECK ({column} = date({column}, '+0 days'))"
