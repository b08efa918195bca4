"""The self-tests of every second week: what to do, what came out, and what that says."""
