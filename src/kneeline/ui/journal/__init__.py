"""The Journal page: what was written down, day by day, and how to put it right.

`source` says what the page is given and `view` what a day looks like as plain data. `page` reads
the days bit by bit as they are scrolled to; each is a `day_card` of `entry_row`s. `form` asks for
the fields of one entry, whichever they are, `adding` for what was forgotten; `finder` narrows the
days down, and `log_view` shows every change that was ever made.
"""
