"""Start Kneeline: `python -m kneeline`, or `kneeline` once installed."""

from __future__ import annotations

import sys

from kneeline.app.command_line import main

if __name__ == "__main__":
    sys.exit(main())
