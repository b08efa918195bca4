"""What a frozen Kneeline starts with."""

from __future__ import annotations

import os
import sys

from kneeline.__main__ import main

# PyInstaller lets this process find its own libraries first. A child (the system's sound player)
# must not: it would load ours and break.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
elif getattr(sys, "frozen", False):
    os.environ.pop("LD_LIBRARY_PATH", None)

sys.exit(main())
