"""The studio: renders the demonstration clips from poses that are solved and checked."""

import hashlib
import os
from pathlib import Path

# Small matrices: a thread pool costs more than it gives, and every process would start one.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")


def _compiled() -> Path:
    """Where compiled code is kept: a folder of its own for each state of the compiled rooms.

    Numba looks for changes in a function's own file only, not in those it calls.
    """
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for room in sorted(here.glob("*.py")):
        source = room.read_bytes()
        if b"njit" in source:
            digest.update(source)
    return here.parent / ".cache" / "compiled" / digest.hexdigest()[:16]


os.environ.setdefault("NUMBA_CACHE_DIR", str(_compiled()))
