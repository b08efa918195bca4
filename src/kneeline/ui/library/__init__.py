"""The Library page: every exercise and programme, and a place to build one's own.

`page` holds the views and goes from one to the other; `source` is what it is given, and `keeping`
what it may change. `shelf` lists exercises by what `finding` looks for, `detail` shows one of them
with its `clips`, its `ladder` and its `backing`. `programmes` lists programmes, `builder` changes a
`draft` of one, and `arrivals` previews files that somebody brings. `arranging` and `pieces` hold
the small widgets they share, `words` what they say. Nothing in here reads or writes a file: that is
`kneeline.library.own`.
"""
