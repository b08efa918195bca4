"""What dev.py decides, without the minutes it takes to do it."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent
LISTING = """\
installed|libegl1|
installed|libglib2.0-0t64|libglib2.0-0 (= 2.84.4-3), libfake
config-files|xvfb|
installed|pulseaudio-utils|
"""


class TestMissingPackages:
    def test_an_installed_package_is_not_missing(self) -> None:
        assert dev.missing_packages(["libegl1"], LISTING) == []

    def test_a_provided_name_counts(self) -> None:
        assert dev.missing_packages(["libglib2.0-0", "libfake"], LISTING) == []

    def test_a_removed_package_with_its_settings_left_is_missing(self) -> None:
        assert dev.missing_packages(["xvfb"], LISTING) == ["xvfb"]

    def test_the_order_asked_for_is_kept_and_a_longer_name_is_no_match(self) -> None:
        wanted = ["xdotool", "pulseaudio", "libegl1"]
        assert dev.missing_packages(wanted, LISTING) == ["xdotool", "pulseaudio"]


class TestSystemPackages:
    listed = tomllib.loads((dev.REQUIREMENTS / "system.toml").read_text(encoding="utf-8"))

    @pytest.mark.parametrize("tool", listed)
    def test_every_list_is_sorted_free_of_doubles_and_a_command(self, tool: str) -> None:
        known = dev.SystemPackages(tool, **self.listed[tool])
        assert known.command.startswith(tool)
        for packages in (known.run, known.test, list(known.build)):
            assert packages == sorted(set(packages))
        assert known.sentence(["one", "two"]) == f"sudo {known.command} one two"


class TestPythonProblem:
    @pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14), (4, 0)])
    def test_a_new_enough_python_has_none(self, version: tuple[int, int]) -> None:
        assert dev.python_problem(version, None) is None

    def test_an_old_one_is_named_with_the_one_to_use(self) -> None:
        sentence = dev.python_problem((3, 9), "python3.12")
        assert sentence is not None
        assert "3.11 or newer" in sentence
        assert "this is 3.9" in sentence
        assert sentence.endswith("run it with python3.12")

    def test_without_another_one_it_says_where_to_get_it(self) -> None:
        assert "https://www.python.org" in (dev.python_problem((2, 7), None) or "")


class TestStamp:
    def test_changes_with_python_with_the_place_and_with_a_pinned_file(
        self, tmp_path: Path
    ) -> None:
        pinned = tmp_path / "dev.txt"
        pinned.write_text("a==1\n", encoding="utf-8")
        stamps = {
            dev.stamp_of("3.11.7", tmp_path, [pinned]),
            dev.stamp_of("3.11.8", tmp_path, [pinned]),
            dev.stamp_of("3.11.7", tmp_path / "moved", [pinned]),
        }
        pinned.write_text("a==2\n", encoding="utf-8")
        stamps.add(dev.stamp_of("3.11.7", tmp_path, [pinned]))
        assert len(stamps) == 4

    def test_stays_when_nothing_changed(self, tmp_path: Path) -> None:
        assert dev.stamp_of("3.11.7", tmp_path, []) == dev.stamp_of("3.11.7", tmp_path, [])


class TestOutdatedLanguages:
    @pytest.fixture
    def locale(self, tmp_path: Path) -> Path:
        for language in ("de", "es"):
            made = tmp_path / language / "LC_MESSAGES" / "kneeline.mo"
            made.parent.mkdir(parents=True)
            for path in (tmp_path / language / "library.po", made):
                path.write_bytes(b"")
                os.utime(path, (1000, 1000))
        return tmp_path

    def test_what_is_compiled_is_left_alone(self, locale: Path) -> None:
        assert dev.outdated_languages(locale) == []

    def test_a_newer_catalogue_is_outdated(self, locale: Path) -> None:
        (locale / "es" / "interface.po").write_bytes(b"")
        assert dev.outdated_languages(locale) == ["es"]

    def test_a_fresh_clone_has_nothing_compiled(self, locale: Path) -> None:
        (locale / "de" / "LC_MESSAGES" / "kneeline.mo").unlink()
        assert dev.outdated_languages(locale) == ["de"]


class TestExplainPip:
    @pytest.mark.parametrize(
        ("output", "remedy"),
        [
            ("ERROR: [Errno 28] No space left on device", "the disk is full; free"),
            (
                "WARNING: Retrying … NewConnectionError(…)\nERROR: No matching distribution",
                "network",
            ),
            ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "pinned hash"),
            ("ERROR: [Errno 13] Permission denied: '/x'", "who owns this folder"),
            ("/x/.venv/bin/python: No module named pip", "delete .venv"),
            ("ERROR: No matching distribution found for PySide6", "another Python"),
        ],
    )
    def test_a_known_problem_gets_its_remedy(self, output: str, remedy: str) -> None:
        sentence = dev.explain_pip(output)
        assert remedy in sentence
        assert "\n" not in sentence

    def test_an_unknown_one_is_told_in_pips_last_error(self) -> None:
        assert dev.explain_pip("ERROR: odd\nERROR: odder\nhint") == "pip stopped with: ERROR: odder"

    def test_silence_is_still_a_sentence(self) -> None:
        assert dev.explain_pip("") == "pip stopped with: no reason given"


class TestWantsTour:
    def test_a_plain_run_without_a_display(self) -> None:
        assert dev.wants_tour([], {"DISPLAY": ""}, on_linux=True)

    @pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
    def test_not_with_a_display(self, name: str) -> None:
        assert not dev.wants_tour([], {name: ":0"}, on_linux=True)

    def test_not_when_the_person_asked_for_something(self) -> None:
        assert not dev.wants_tour(["--version"], {}, on_linux=True)

    def test_not_where_displays_have_no_such_name(self) -> None:
        assert not dev.wants_tour([], {}, on_linux=False)


class TestGates:
    def test_a_passed_gate_is_one_line(self) -> None:
        gate = dev.Gate("spelling", ("codespell",))
        lines = dev.verdict_lines(dev.Verdict(gate, 0, "noise", 1.25))
        assert lines == ["spelling: ok (1.2 s)"]

    def test_a_failed_gate_shows_what_it_found(self) -> None:
        gate = dev.Gate("spelling", ("codespell",))
        lines = dev.verdict_lines(dev.Verdict(gate, 65, "a.py: this ==> that\n", 0.5))
        assert lines == ["spelling: FAILED (0.5 s)", "a.py: this ==> that"]


class TestPinnedRequirements:
    @pytest.mark.parametrize("name", [name for name, _, _ in dev.LOCKS])
    def test_every_line_is_pinned_and_hashed_and_names_no_place(self, name: str) -> None:
        text = (dev.REQUIREMENTS / name).read_text(encoding="utf-8")
        entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
        assert entries
        for entry in entries:
            assert re.match(r"[a-z0-9._-]+==\S+", entry), entry
            assert "--hash=sha256:" in entry, entry
        assert not re.search(r"https?://|file:|--index-url|--find-links| @ ", text)

    @pytest.mark.parametrize("name", ["dev.txt", "studio.txt"])
    def test_the_lists_agree_on_versions(self, name: str) -> None:
        runtime, other = ({pin.split()[0] for pin in self.pins(it)} for it in ("runtime.txt", name))
        assert runtime <= other

    def test_python_3_11_stays_below_the_broken_pyside(self) -> None:
        pin = re.compile(r"pyside6-essentials==6\.(\d+)\S* ; python_full_version < '3.12'")
        (minor,) = [found[1] for found in map(pin.match, self.pins("runtime.txt")) if found]
        assert int(minor) < 12

    @staticmethod
    def pins(name: str) -> set[str]:
        """Return the pins with their markers, without what leads on to their hashes."""
        text = (dev.REQUIREMENTS / name).read_text(encoding="utf-8")
        return {line.rstrip(" \\") for line in text.splitlines() if re.match(r"[a-z]", line)}


class TestCommandLine:
    def test_arguments_after_the_command_are_handed_on_untouched(self) -> None:
        assert dev.parse(["run", "--data-dir", "x", "tour"]) == ("run", ["--data-dir", "x", "tour"])

    def test_every_command_says_what_it_does(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            dev.parse(["--help"])
        page = capsys.readouterr().out
        for name, do in dev.COMMANDS.items():
            assert f"{name:7} {do.__doc__}" in page

    def test_an_unknown_command_is_refused_with_the_known_ones(self) -> None:
        done = dev.heard([sys.executable, str(ROOT / "dev.py"), "dance"])
        assert done.returncode == 2
        assert "'setup', 'run', 'test', 'lock'" in done.stdout
        assert "Traceback" not in done.stdout

    def test_a_full_disk_is_one_sentence(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def full(_arguments: object) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setitem(dev.COMMANDS, "setup", full)
        assert dev.main(["setup"]) == 1
        spoken = capsys.readouterr().err
        assert spoken.count("\n") == 1
        assert "free some space" in spoken


def test_ci_runs_the_tests_from_any_folder(tmp_path: Path) -> None:
    """Bash syntax and the executable bit; what it runs is this very suite."""
    script = ROOT / ".ci" / "run"
    assert subprocess.run(["bash", "-n", script], check=False, cwd=tmp_path).returncode == 0
    assert script.stat().st_mode & 0o111
    assert "exec python3 dev.py test" in script.read_text(encoding="utf-8")
