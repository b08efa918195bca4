"""Exercises and programmes, and what the Library page asks of them."""
