"""The Windows setup under Wine: it installs, starts, refuses, updates and removes as it should.

What this cannot show is told in packaging/README.md; `packaging/windows/prove.ps1` does the same
round on a real Windows.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import project
import pytest
from windows import runtime

from tests.packaging.bare_system import fresh, screen
from tests.packaging.wine_system import Wine

pytestmark = [
    pytest.mark.installers,
    pytest.mark.skipif(os.geteuid() != 0, reason="bare systems are entered as root"),
    pytest.mark.skipif(not os.environ.get(runtime.GIVEN_BY), reason="no CPython for Windows given"),
]

UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Kneeline"
LINK = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Kneeline.lnk"


@pytest.fixture(scope="module")
def wine(cache: Path) -> Iterator[Wine]:
    with screen() as display, fresh("trixie", cache) as system:
        assert system.apt("update").returncode == 0
        needed = ("wine", "wine64", "fonts-dejavu-core")
        done = system.apt("install", "--no-install-recommends", *needed)
        assert done.returncode == 0, done.stdout
        prepared = Wine(system, display)
        assert prepared.run("wineboot", "--init").returncode == 0
        yield prepared


def test_the_whole_life_of_an_installation(wine: Wine, built: Callable[[str], Path]) -> None:
    setup = wine.system.take(built("windows"))
    journal = wine.local / "kneeline" / "journal.db"

    assert wine.run(setup, "/S").returncode == 0
    assert (wine.folder / "Kneeline.exe").is_file()
    assert (wine.person / LINK).is_file()
    told = wine.registry(UNINSTALL)
    assert (told["DisplayName"], told["DisplayVersion"]) == ("Kneeline", project.version())
    assert "HKLM" not in json.dumps(told)

    wine.supply_what_it_lacks()
    console = str(wine.folder / "Kneeline-console.exe").removeprefix(str(wine.system.root))
    window = console.replace("-console", "")
    assert wine.run(console, "--version").stdout.splitlines()[-1] == f"Kneeline {project.version()}"
    said = wine.run(console, "doctor", "--json").stdout
    # Wine's own complaints about a computer without a loudspeaker come before it.
    report = json.loads(said[said.index('{\n  "version"') :])
    findings = {each["name"]: each for each in report["findings"]}
    assert findings["film"]["details"]["frames"] > 0
    assert report["well"], report
    toured = wine.run(console, "tour", "--out", r"C:\tour")
    assert toured.returncode == 0, toured.stdout
    assert len(list((wine.drive / "tour").glob("*.png"))) > 10
    assert wine.run(window, "--exit-after-first-paint").returncode == 0
    kept = journal.read_bytes()

    prove_children(wine)

    left_over = wine.folder / "runtime" / "left-over.txt"
    left_over.write_text("of an older version", encoding="ascii")
    # One shell for both, or each would have a Wine of its own and see no other.
    meanwhile = f'wine "{window}" & sleep 20; wine "{setup}" /S; echo "setup said $?"; kill %1'
    done = wine.wait("bash", "-c", meanwhile)
    assert "setup said 5" in done.stdout
    assert left_over.exists()

    assert wine.run(setup, "/S").returncode == 0
    assert not left_over.exists()
    assert journal.read_bytes() == kept

    uninstall = str(wine.folder / "uninstall.exe").removeprefix(str(wine.system.root))
    assert wine.run(uninstall, "/S").returncode == 0
    assert not wine.folder.exists()
    assert not (wine.person / LINK).exists()
    assert not wine.registry(UNINSTALL)
    assert journal.read_bytes() == kept


def prove_children(wine: Wine) -> None:
    """Let the children of a session answer, and one hang; none may outlive what started them.

    `Wine.run` answers 99 where a process stays behind.
    """
    script = wine.system.take(Path(__file__).parent / "parent.py")
    sound = wine.system.take(project.ROOT / "resources" / "sounds" / "beat.wav")
    python = str(wine.folder / "runtime" / "python.exe").removeprefix(str(wine.system.root))
    done = wine.run(python, script, f"beat=Z:{sound}")
    assert done.returncode == 0, done.stdout
    said = done.stdout.splitlines()
    assert "sounder: heard 0" in said  # Wine has no loudspeaker here
    assert any(row.startswith("speaker: ") for row in said)
    assert "deaf: still there" in said
