"""Start Kneeline: `python -m kneeline`, or `kneeline` once installed."""

from __future__ import annotations

import sys

from kneeline.playback.ourselves import SOUNDER, SPEAKER


def main() -> int:
    """Open the app or do what the words say; started as a child of ours, be that child."""
    if sys.argv[1:2] == [SOUNDER]:
        # Each reads only what it needs: a chime waits for the one, a person for the other.
        from kneeline.playback import sounder  # noqa: PLC0415

        return sounder.main(sys.argv[2:])
    if sys.argv[1:2] == [SPEAKER]:
        from kneeline.playback import speaker  # noqa: PLC0415 (as above)

        return speaker.main(sys.argv[2:])
    from kneeline.app import command_line  # noqa: PLC0415

    return command_line.main()


if __name__ == "__main__":
    sys.exit(main())
