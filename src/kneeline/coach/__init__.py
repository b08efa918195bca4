"""What Kneeline knows about coaching a knee, and nothing else.

Read it in the order a session happens. An `exercise` has levels, each with a `dose`; a `programme`
puts exercises in phase order; `planning` turns a programme into today's plan; `timeline` lays the
plan out in seconds; `session` walks a person through it and tells what happens, as events.

Nothing in here imports Qt, opens a file or looks at a clock. Time is an argument, cues are data,
and a whole session can be tested in a millisecond.
"""
