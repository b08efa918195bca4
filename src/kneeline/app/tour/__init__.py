"""A walk through the real app on simulated time, with real widgets, key presses and pictures.

`clock` is the time it lives by, `camera` takes the pictures, `guide` presses the keys and keeps the
log. What it leaves in its folder is the proof that a whole session works.
"""
