"""The session on the screen, readable from the mat three metres away.

`page` shows where the session stands and turns keys into commands; `conductor` keeps the time;
`keys` says what each key means. The pieces of the picture are `dial` (the big number), `banner`
(the one cue that matters now), `strip` (how far we are) and the questions.
"""
