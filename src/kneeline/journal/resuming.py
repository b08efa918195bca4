"""What is kept of a session under way so that it can be resumed, as statements like `changes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.journal.changes import Change

if TYPE_CHECKING:
    from kneeline.journal.stamp import Stamp


def unfinished_began(session: str, timeline_json: str, now: Stamp) -> tuple[Change, ...]:
    """Keep what is needed to resume, until the session ends."""
    return (
        Change(
            """
            INSERT INTO unfinished (session, segment, clock, at, offset)
            VALUES (:session, 0, 0, :at, :offset)
            """,
            {"session": session, "at": now.utc, "offset": now.offset},
        ),
        Change(
            "INSERT INTO timelines (session, timeline) VALUES (:session, :timeline)",
            {"session": session, "timeline": timeline_json},
        ),
    )


def timeline_changed(session: str, timeline_json: str) -> Change:
    """Keep the rest of a session as it is now, to resume that."""
    return Change(
        "UPDATE timelines SET timeline = :timeline WHERE session = :session",
        {"session": session, "timeline": timeline_json},
    )


def reached(session: str, segment: int, clock: float, now: Stamp) -> Change:
    """Remember where a session is, in case it is cut short."""
    return Change(
        """
        UPDATE unfinished SET segment = :segment, clock = :clock, at = :at, offset = :offset
        WHERE session = :session
        """,
        {
            "session": session,
            "segment": segment,
            "clock": clock,
            "at": now.utc,
            "offset": now.offset,
        },
    )


def others_left(session: str) -> tuple[Change, ...]:
    """Close all other unfinished sessions as left, at the time they were last heard of."""
    return _left("<>", session)


def left(session: str) -> tuple[Change, ...]:
    """Close an unfinished session as left, at the time it was last heard of."""
    return _left("=", session)


def _left(comparison: str, session: str) -> tuple[Change, ...]:
    values: dict[str, object] = {"session": session}
    return (
        Change(
            f"""
            UPDATE sessions
            SET ended = max(sessions.at, last.at),
                ended_offset = last.offset, ending = 'left',
                seconds = last.clock, changed = last.at
            FROM unfinished AS last
            WHERE last.session = sessions.id AND sessions.id {comparison} :session
                AND sessions.ending IS NULL
            """,  # noqa: S608 (one of two operators, written above)
            values,
        ),
        Change(f"DELETE FROM unfinished WHERE session {comparison} :session", values),  # noqa: S608
    )
