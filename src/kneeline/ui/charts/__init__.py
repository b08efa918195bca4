"""The charts of the Progress page, and the only place that imports pyqtgraph.

Importing this costs a third of a second, so nobody does before the Progress page is first shown.
`chart` says what every chart can do: show a span, tell its figures as a table, be drawn on paper.
`timeline_plot` is the ground of those with a time axis; `pain_chart` and its neighbours stand on
it. `card` puts a title, the sentence, the table and the exports around any of them.
"""
