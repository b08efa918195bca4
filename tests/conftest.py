"""What every test stands on."""

from __future__ import annotations

import os

# Before any test imports Qt: no test opens a window on the person's screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The words tests look for are English, whatever the person's system speaks.
os.environ["LANGUAGE"] = "en"

from hypothesis import settings

# Reproducible, and patient with a busy machine: a slow example is no failure.
settings.register_profile("kneeline", derandomize=True, deadline=None, max_examples=50)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "kneeline"))
