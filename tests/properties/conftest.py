"""The witness explains what it saw: its asserts are rewritten like a test's own."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.properties.witness")
