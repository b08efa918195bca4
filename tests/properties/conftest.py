"""How hypothesis runs here: no deadline on a loaded machine, in CI always the same examples."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("tests.properties.witness")

settings.register_profile("here", deadline=None)
settings.register_profile("build", settings.get_profile("here"), derandomize=True, database=None)
settings.load_profile("build" if os.environ.get("CI") else "here")
