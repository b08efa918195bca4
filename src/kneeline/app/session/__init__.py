"""A session from its start to its summary: what leads it, shows it and sounds it."""
