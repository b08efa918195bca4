"""Where everything comes together: the only room that builds concrete things and wires them.

`command_line` reads what was typed, `composition` builds the window with all that hangs on it,
`tour` walks the real app through a whole session on simulated time. `locations`, `settings`,
`display` and `crash` deal with the machine we run on.
"""
