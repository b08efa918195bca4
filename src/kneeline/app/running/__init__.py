"""Runs: where somebody stands, a guided run, runs from files."""
