"""A journal that travels: out as JSON or CSV, in from another computer, and merged.

`shape` says what each table's rows look like on the way. `carrying` reads them from a journal,
`json_file` and `csv_files` write them; `parcel` reads a JSON file back and proves it good in a
journal of its own in memory; `merging` works out what two journals make together (`last_word` which
state of a row is the later one), `uniting` lets a journal do it, and `taking_in`
shows it first and writes it then, wholly or not at all. `schema` writes the JSON Schema.

Only the journal travels. Exercises and programmes of one's own are files that a person can copy;
settings belong to a computer.
"""
