"""How films, and all else that is painted, reach the screen at the least cost."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def prefer_software_video(render_nodes: Path = Path("/dev/dri")) -> None:
    """Keep Qt from spending more on a film than it must; call it before QApplication is made.

    Without a GPU a software GL costs four times the CPU of painting without GL. And to hand each
    picture in parts to other threads costs more than they save: each must be woken and waited for,
    and ten years of pain took twice as long to draw. A person's own choice of GL stands; the other
    variable has no value, and Qt only asks whether it is set.
    """
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    if sys.platform.startswith("linux") and not any(render_nodes.glob("render*")):
        os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
