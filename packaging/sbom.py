"""The list of everything shipped (CycloneDX 1.6), from the environment it is frozen from."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path

import licences
from project import PACKAGING, day, heard, moment, version

RUNTIME = PACKAGING / "requirements" / "runtime.txt"


def write(path: Path, interpreter: Path) -> Path:
    """Write the list as JSON; the same source gives the same bytes."""
    text = json.dumps(bill(interpreter), indent=2, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def bill(interpreter: Path) -> dict[str, object]:
    """Return the bill of materials: each Python package, Python, Qt and FFmpeg."""
    ours = {
        "type": "application",
        "bom-ref": "kneeline",
        "name": "kneeline",
        "version": version(),
        "licenses": [{"license": {"id": "MIT"}}],
    }
    parts = [_component(part) for part in licences.parts(interpreter)] + _others(interpreter)
    serial = uuid.uuid5(uuid.NAMESPACE_URL, f"kneeline/{version()}/{moment()}")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"timestamp": f"{day():%Y-%m-%dT%H:%M:%SZ}", "component": ours},
        "components": parts,
        "dependencies": [{"ref": "kneeline", "dependsOn": [each["bom-ref"] for each in parts]}],
    }


def _component(part: licences.Part) -> dict[str, object]:
    name = part.name.lower().replace("_", "-")
    purl = f"pkg:pypi/{name}@{part.version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": part.version,
        "purl": purl,
        "licenses": [{"license": {"name": part.licence or "see licences/"}}],
        # Of every file the index offers for this version: which one is taken depends on the system.
        "properties": [
            {"name": "kneeline:pinned-sha256", "value": each} for each in pinned_hashes(name)
        ],
    }


def pinned_hashes(name: str) -> list[str]:
    """Return the hashes that requirements/runtime.txt allows for a package."""
    text = RUNTIME.read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    found = [block for block in blocks if block.startswith(f"{name}==")]
    return [each for block in found for each in re.findall(r"sha256:([0-9a-f]{64})", block)]


def _others(interpreter: Path) -> list[dict[str, object]]:
    """Return what lies inside packages of other names: Python itself, Qt, and FFmpeg in it."""
    ask = (
        "import json, platform; from PySide6.QtCore import qVersion;"
        "print(json.dumps([platform.python_version(), qVersion()]))"
    )
    python, qt = json.loads(heard(interpreter, "-c", ask))
    named = [
        ("cpython", python, "PSF-2.0", f"pkg:generic/cpython@{python}"),
        ("qt", qt, "LGPL-3.0-only", f"pkg:generic/qt@{qt}"),
        ("ffmpeg", f"of Qt {qt}", "LGPL-2.1-or-later", f"pkg:generic/ffmpeg?within=qt@{qt}"),
    ]
    return [
        {
            "type": "framework" if name == "qt" else "library",
            "bom-ref": purl,
            "name": name,
            "version": number,
            "purl": purl,
            "licenses": [{"license": {"id": licence}}],
        }
        for name, number, licence, purl in named
    ]
