"""Everything a person sees: windows, pages, widgets and the theme they share.

`tokens` says what the colours, sizes and distances are, and is the only place that says so.
`theme` turns them into a palette and one style sheet, `icons` tints the drawn icons with them.
A page is a widget that is given plain values or a small source of them; no page knows the journal's
tables, and none is imported before it is needed where it costs anything.
"""
