"""Settings: everything that can be chosen, each change in force at once and kept.

`source` says what the page is given, `rows` how a choice stands on the page and `controls` what it
is made with; each section has its module, and `page` holds them together.
"""
