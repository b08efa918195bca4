"""Kneeline coaches people with runner's knee through guided sessions at home.

A session rolls, activates, mobilises and strengthens, shows and says how each movement should
look, stops what hurts and writes down the pain; over weeks the journal's charts and stages lead
back to running. Start reading at `__main__`, which parses the command line and hands over to
`app`; `app` builds the windows of `ui` around the rules of `coach`. Importing this package
imports nothing else, so that the version costs no start-up time.
"""

__version__ = "0.1.0"
