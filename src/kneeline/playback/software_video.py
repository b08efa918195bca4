"""How films reach the screen of a machine without a graphics card."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def prefer_software_video(render_nodes: Path = Path("/dev/dri")) -> None:
    """Keep Qt from drawing films through a software GL; call it before QApplication is made.

    Without a GPU that costs four times the CPU of painting without GL. A person's own setting of
    the variable stands.
    """
    if sys.platform.startswith("linux") and not any(render_nodes.glob("render*")):
        os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
