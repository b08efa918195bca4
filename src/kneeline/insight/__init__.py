"""From the journal's rows to numbers that answer a question.

`rows` says what a row must have; the journal's own records do. `days` lays values out one place a
day, so that means run over days and silence stays a gap. `pain`, `practice`, `strength` and
`running` each answer one question, and `sentences` says the answer in one sentence. Nothing here
reads a database, a clock or a screen: rows and today's date are arguments.
"""
