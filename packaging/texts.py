"""Collect every sentence a person reads, and bring the translators' catalogues up to date.

    python3 dev.py texts                         collect, update, say what is missing
    python3 dev.py texts add LANGUAGE            begin a language
    python3 dev.py texts missing LANGUAGE FILE   write what is not translated yet, as JSON
    python3 dev.py texts take LANGUAGE FILE      put such a JSON, filled in, into the catalogues

A row of that JSON has `id`, the sentence; `like`, what an older one was called; `to` is to fill in.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po
from catalogues import (
    PARTS,
    compile_all,
    is_done,
    languages,
    read_catalogue,
    sentences,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]

Sentence = str | tuple[str, str]
"""What is translated as one: a sentence, or its singular and its plural."""

READ = {
    *("advice", "asks", "avoid", "body_parts", "condition", "equipment", "feel", "fix", "how"),
    *("load", "name", "not_feel", "out_of_order_because", "purpose", "say", "setup", "steps"),
    *("strokes", "takes", "text", "why"),
}
"""The fields of resources/*.toml that a person reads or hears."""

NOT_READ = {
    *("action", "all_of", "any_of", "authors", "certainty", "exercise", "id", "instead_of"),
    *("journal", "key", "level", "mark", "mends", "moment", "phase", "position", "sides"),
    *("source", "sources", "swaps", "test", "tier", "title", "unit", "version", "film", "better"),
}
"""The fields with words of the program, and with names that stay as they are in any language."""

SPEAKERS = {"_": 1, "translate": 1, "ngettext": 2}
"""The functions that translate, and how many forms of a sentence each takes."""


MOST_FILES = 3
"""How many of the files that hold a sentence are named above it."""


IDLE = (
    *(b'"POT-', b'"PO-', b'"Last-', b'"Language-Team', b'"Report-', b'"Generated', b'"Project'),
)
"""How the rows of a header begin that tell nothing, or change with each run."""


class Found(NamedTuple):
    """A sentence and the file it stands in, below the repository's root."""

    sentence: Sentence
    file: str


# ---------------------------------------------------------------- collecting


def in_resources(root: Path) -> Iterator[Found]:
    """Yield what the library says, file by file."""
    for path in sorted((root / "resources").rglob("*.toml")):
        file = path.relative_to(root).as_posix()
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from (Found(each, file) for each in _in_table(table, file))


def _in_table(table: dict[str, object], file: str) -> Iterator[str]:
    for field, value in table.items():
        values = value if isinstance(value, list) else [value]
        if field == "strokes":  # three words of one movement: see kneeline.coach.wording
            values = [" · ".join(values)]
        for each in values:
            if isinstance(each, dict):
                yield from _in_table(each, file) if field != "sources" else ()
            elif isinstance(each, str) and each and _is_read(field, file):
                yield each


def _is_read(field: str, file: str) -> bool:
    if field not in READ | NOT_READ:
        raise SystemExit(f"{file}: is “{field}” read by people? Say so in packaging/texts.py.")
    return field in READ


def in_code(root: Path) -> Iterator[Found]:
    """Yield what the code says, module by module."""
    for path in sorted((root / "src").rglob("*.py")):
        file = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from (Found(each, file) for each in _in_call(node, f"{file}:{node.lineno}"))


def _in_call(call: ast.Call, place: str) -> Iterator[Sentence]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name not in SPEAKERS:
        return
    if SPEAKERS[name] == 1:
        yield from _written(call.args[0], place) if call.args else ()
        return
    one, many = ([*_written(each, place)] for each in call.args[:2])
    if len(one) == len(many) == 1:
        yield one[0], many[0]


def _written(argument: ast.expr, place: str) -> Iterator[str]:
    """Yield the sentences an argument may be; a name stands for what was collected elsewhere."""
    match argument:
        case ast.Constant(value=str(sentence)) if sentence:
            yield sentence
        case ast.IfExp(body=body, orelse=orelse):
            yield from _written(body, place)
            yield from _written(orelse, place)
        case ast.JoinedStr() | ast.BinOp():
            raise SystemExit(f"{place}: a sentence to translate is put together; use {{names}}.")
        case _:
            pass


def templates(root: Path = ROOT) -> dict[str, Catalog]:
    """Return both templates; a sentence of both stands in the library's alone."""
    found = {"library": Catalog(charset="utf-8"), "interface": Catalog(charset="utf-8")}
    for each in in_resources(root):
        _put(found["library"], each)
    for each in in_code(root):
        place = (
            "library"
            if isinstance(each.sentence, str) and each.sentence in found["library"]
            else "interface"
        )
        _put(found[place], each)
    return found


def _put(catalogue: Catalog, found: Found) -> None:
    known = catalogue.get(found.sentence)
    files = [file for file, _line in known.locations] if known else []
    new = found.file not in files and len(files) < MOST_FILES
    catalogue.add(found.sentence, locations=[(found.file, None)] if new else [])


# ---------------------------------------------------------------- bringing up to date


def updated(language: str, fresh: dict[str, Catalog], locale: Path) -> dict[str, Catalog]:
    """Return a language's catalogues as the templates want them, with every translation kept.

    A sentence that has changed keeps its old translation, marked fuzzy, until somebody looks.
    """
    old = {part: read_catalogue(locale / language / f"{part}.po", language) for part in PARTS}
    known = {
        each.id: each.string for part in PARTS for each in sentences(old[part]) if is_done(each)
    }
    for part in PARTS:
        old[part].update(fresh[part], update_creation_date=False)
        old[part].obsolete.clear()
        for each in sentences(old[part]):
            if each.id in known and not is_done(each):  # it moved here from the other catalogue
                each.string = known[each.id]
                each.flags.discard("fuzzy")
    return old


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a file, without dates and line numbers that change all the time."""
    catalogue.header_comment = "# What Kneeline says. How to translate: CONTRIBUTING.md.\n#"
    for each in sentences(catalogue):
        if is_done(each):  # what it was like matters to nobody any more; Babel reads it as a note
            each.previous_id = []
            each.user_comments = [note for note in each.user_comments if not note.startswith("|")]
    file = io.BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, include_previous=True)
    rows = file.getvalue().splitlines(keepends=True)
    return b"".join(row for row in rows if not row.startswith(IDLE))


class Desk:
    """The translators' desk: the catalogues of one source tree, brought up to date before use."""

    def __init__(self, root: Path) -> None:
        self._locale = root / "resources" / "locale"
        self._fresh = templates(root)

    def update(self, language: str) -> dict[str, Catalog]:
        """Write a language's catalogues, begin them where there are none, and return them."""
        parts = updated(language, self._fresh, self._locale)
        self._write(language, parts)
        return parts

    def tell(self) -> None:
        """Update every language, and say how many sentences each still lacks."""
        for language in languages(self._locale):
            for part, catalogue in self.update(language).items():
                lacks = len(missing(catalogue))
                print(f"{language}/{part}.po: {lacks} of {len(catalogue)} missing")
        compile_all(self._locale)

    def list_missing(self, language: str, path: Path) -> None:
        """Write each missing sentence, and what stood for one like it; a plural is a list."""
        rows = [
            {
                "part": part,
                "files": [file for file, _line in each.locations],
                "id": each.id,
                "like": each.string if each.fuzzy else "",
                "to": "",
            }
            for part, catalogue in self.update(language).items()
            for each in missing(catalogue)
        ]
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def take(self, language: str, path: Path) -> None:
        """Put translations from rows with `id` and `to` into the catalogues."""
        rows = json.loads(path.read_text(encoding="utf-8"))
        given = {_key(row["id"]): row["to"] for row in rows if row["to"]}
        parts = self.update(language)
        for each in (each for part in PARTS for each in sentences(parts[part])):
            told = given.pop(_key(each.id), None)
            if told:
                each.string = told if isinstance(told, str) else tuple(told)
                each.flags.discard("fuzzy")
        self._write(language, parts)
        if given:
            print(f"{len(given)} of them are said nowhere any more: {next(iter(given))!r} …")

    def _write(self, language: str, parts: dict[str, Catalog]) -> None:
        for part, catalogue in parts.items():
            path = self._locale / language / f"{part}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(catalogue))


def missing(catalogue: Catalog) -> list[Message]:
    """Return the sentences nobody has translated, or looked at since they changed."""
    return [each for each in sentences(catalogue) if not is_done(each)]


def _key(sentence: str | Sequence[str]) -> str:
    return sentence if isinstance(sentence, str) else "\0".join(sentence)


# ---------------------------------------------------------------- the command


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Do what the words say."""
    parser = argparse.ArgumentParser(
        prog="dev.py texts",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", nargs="?", choices=("add", "missing", "take"))
    parser.add_argument("language", nargs="?")
    parser.add_argument("file", nargs="?", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.what and not chosen.language:
        parser.error(f"“{chosen.what}” needs a language, such as de")
    if chosen.what in {"missing", "take"} and not chosen.file:
        parser.error(f"“{chosen.what}” needs a file, such as {chosen.language}.json")
    desk = Desk(root)
    if chosen.what == "add":
        desk.update(chosen.language)
    elif chosen.what == "missing":
        desk.list_missing(chosen.language, chosen.file)
    elif chosen.what == "take":
        desk.take(chosen.language, chosen.file)
    desk.tell()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
