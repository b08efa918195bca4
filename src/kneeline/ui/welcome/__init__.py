"""The first start: who this is for, is it safe, what is at hand, can you hear me; then today.

`source` says what it is given, `steps` holds one page for each question, `hearing` the test of
voice and chime, `page` leads through them.
"""
