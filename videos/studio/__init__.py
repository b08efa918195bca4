"""The studio: renders the demonstration clips from poses that are solved and checked."""

import os

# Small matrices: a thread pool costs more than it gives, and every process would start one.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
