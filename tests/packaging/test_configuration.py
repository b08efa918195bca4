"""What the installers are made from, checked without building one: this runs in every test."""

from __future__ import annotations

import json
import plistlib
import re
import shutil
import struct
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import catalogues
import drawings
import kinds
import project
import pruning
import pytest
from linux import deb, flatpak, menu, needs
from windows import pruning as windows_pruning
from windows import runtime

from tests.packaging.bare_system import BareSystem

PACKAGING = project.PACKAGING
LINUX = PACKAGING / "linux"
WORKFLOWS = sorted((project.ROOT / ".github" / "workflows").glob("*.yml"))


def said_by(*command: str | Path, cwd: Path | None = None) -> str:
    """Return what a checker says; skip where it is not installed."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=cwd,
        encoding="utf-8",
        check=False,
    )
    return f"{done.returncode}: {done.stdout}".strip()


class TestVersion:
    def test_stands_in_one_place(self) -> None:
        version = project.version()
        assert re.fullmatch(r"\d+\.\d+\.\d+\S*", version)
        told = {"CHANGELOG.md", "tests", "packaging/requirements", "src/kneeline/__init__.py"}
        tracked = project.heard("git", "ls-files").splitlines()
        other = [
            name
            for name in tracked
            if Path(name).suffix in {".py", ".toml", ".md", ".spec", ".nsi", ".yml", ".xml", ".sh"}
            and not any(name.startswith(each) for each in told)
            and re.search(rf"(?<![\d.]){re.escape(version)}(?![\d.])", _text(name))
        ]
        assert not other

    def test_a_template_with_an_unknown_word_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "it").write_text("@VERSION@ @NONSENSE@", encoding="utf-8")
        with pytest.raises(KeyError, match="NONSENSE"):
            project.filled(tmp_path / "it")

    def test_releases_come_from_the_changelog(self) -> None:
        text = (
            "# Changelog\n\n## [Unreleased] – 0.2.0\n\n### Added\n\n- New\n  and long.\n\n"
            "## [0.1.0] – 2026-11-01\n\n- First.\n"
        )
        assert project.releases(text) == [
            project.Release("0.2.0", "", ["New and long."]),
            project.Release("0.1.0", "2026-11-01", ["First."]),
        ]

    def test_the_changelog_tells_of_this_version_first(self) -> None:
        told = project.releases((project.ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
        assert told[0].version == project.version()
        assert all(release.changes for release in told)


def _text(name: str) -> str:
    path = project.ROOT / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


class TestLinux:
    desktop = LINUX / f"{project.APP_ID}.desktop"

    def test_the_menu_entry_starts_us_and_is_told_in_three_languages(self) -> None:
        entry = ConfigParser(interpolation=None)
        entry.optionxform = str  # type: ignore[method-assign,assignment] (configparser's own way)
        entry.read(self.desktop, encoding="utf-8")
        told = entry["Desktop Entry"]
        assert (told["Exec"], told["Icon"]) == ("kneeline", project.APP_ID)
        assert {"Comment", "Comment[de]", "Comment[es]"} <= set(told)

    def test_the_menu_entry_is_valid(self) -> None:
        assert said_by("desktop-file-validate", self.desktop) == "0:"

    def test_the_metainfo_is_valid_and_names_this_version(self, tmp_path: Path) -> None:
        info = tmp_path / f"{project.APP_ID}.metainfo.xml"
        info.write_text(menu.metainfo(), encoding="utf-8")
        root = ET.parse(info).getroot()  # noqa: S314 (we wrote it a line ago)
        assert root.findtext("id") == project.APP_ID
        release = root.find("releases/release")
        assert release is not None
        assert release.get("version") == project.version()
        screenshots = root.findall("screenshots/screenshot")
        assert [each.get("type") for each in screenshots] == ["default", *[None] * 3]
        for image in root.findall("screenshots/screenshot/image"):
            picture = menu.PICTURES / str(image.text).rsplit("/", 1)[1]
            assert f"resources/pictures/{picture.name}" in _text("README.md")
            shape = struct.unpack_from(">II", picture.read_bytes(), 16)
            assert shape == (int(image.get("width", 0)), int(image.get("height", 0)))
        assert said_by("appstreamcli", "validate", "--no-net", info).startswith("0:")

    def test_the_man_page_is_valid_and_tells_every_command(self, tmp_path: Path) -> None:
        page = tmp_path / "kneeline.1"
        page.write_text(project.filled(LINUX / "kneeline.1"), encoding="utf-8")
        text = page.read_text(encoding="utf-8")
        for word in ("doctor", "tour", r"\-\-data\-dir", r"\-\-exit\-after\-first\-paint"):
            assert word in text
        if shutil.which("man"):
            done = subprocess.run(
                ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(page)],
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert done.stderr == ""

    @pytest.mark.parametrize(
        "script", [*LINUX.glob("*.sh"), LINUX / "AppRun"], ids=lambda it: it.name
    )
    def test_scripts_parse_in_the_plainest_shell(self, script: Path) -> None:
        assert said_by("sh", "-n", script) == "0:"

    def test_debians_changelog_has_its_form(self) -> None:
        text = deb.debian_changelog()
        assert text.startswith(f"kneeline ({project.version()}) stable; urgency=medium\n\n  * ")
        assert max(len(row) for row in text.splitlines() if row.startswith("  ")) <= 80
        assert re.search(r"\n -- .+ <.+@.+>  \w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000\n", text)

    def test_the_rpm_spec_is_read_by_rpm(self, tmp_path: Path) -> None:
        spec = tmp_path / "kneeline.spec"
        words = {
            "ROOT_FOLDER": str(tmp_path),
            "REQUIRES": "Requires: libc.so.6",
            "RPM_DAY": "Sun Nov 22 2026",
        }
        spec.write_text(project.filled(LINUX / "kneeline.rpm.spec", **words), encoding="utf-8")
        text = spec.read_text(encoding="utf-8")
        assert f"Version: {project.version()}\n" in text
        for section in ("%description", "%install", "%files", "%changelog"):
            assert f"\n{section}\n" in text
        if shutil.which("rpmspec"):
            assert said_by("rpmspec", "-P", spec).startswith("0:")

    def test_the_flatpak_may_reach_no_network_and_no_folder_of_the_persons(self) -> None:
        told = flatpak.manifest(Path("made"), Path("share"))
        text = json.dumps(told)
        assert told["id"] == project.APP_ID
        assert "--share=network" not in text
        assert not re.search(r"--filesystem=(home|host)", text)
        assert {"id", "runtime", "runtime-version", "sdk", "command", "modules"} <= set(told)

    def test_the_flatpak_may_talk_to_every_service_our_code_names(self) -> None:
        code = (project.ROOT / "src" / "kneeline" / "playback").rglob("*.py")
        told = "\n".join(path.read_text(encoding="utf-8") for path in code)
        services = set(re.findall(r'"(org(?:\.\w+)+\.(?:ScreenSaver|login1|UPower))"', told))
        services |= set(re.findall(r'"(org\.mpris\.MediaPlayer2\.kneeline)"', told))
        assert len(services) > 4
        given = json.dumps(flatpak.manifest(Path("made"), Path("share"))["finish-args"])
        assert not [each for each in sorted(services) if f'-name={each}"' not in given]

    def test_the_flatpak_is_read_by_its_builder(self, tmp_path: Path) -> None:
        for name in ("made", "share"):
            (tmp_path / name).mkdir()
        path = tmp_path / f"{project.APP_ID}.json"
        told = flatpak.manifest(tmp_path / "made", tmp_path / "share")
        path.write_text(json.dumps(told), encoding="utf-8")
        answer = said_by("flatpak-builder", "--show-manifest", path, cwd=tmp_path)
        assert answer.startswith("0:"), answer
        assert "warn" not in answer.lower()
        assert "cp -a kneeline /app/lib/kneeline" in answer

    def test_what_is_looked_up_by_name_is_asked_for_by_hand(self) -> None:
        assert {"fontconfig", "xkb-data"} <= set(needs.BY_HAND)


class TestPruning:
    @pytest.mark.parametrize(
        "place",
        [
            "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
            "PySide6/Qt/plugins/texttospeech/libqtexttospeech_speechd.so",
            "PySide6/Qt/plugins/platforms/libqxcb.so",
            "PySide6/Qt/plugins/platforms/libqwayland.so",
            "PySide6/Qt/plugins/platforms/libqoffscreen.so",
            "PySide6/Qt/lib/libQt6Quick.so.6",  # Qt's ffmpeg plugin links it
            "PySide6/Qt/lib/libavcodec.so.61",
            "PySide6/QtDBus.abi3.so",  # media keys, sleep, the screen that stays awake
            "PySide6/QtNetwork.abi3.so",  # a second start tells the first
            "kneeline/videos/bridge-side.webm",
            "PySide6/Qt/translations/qtbase_de.qm",
            "PySide6/translations/qtbase_es.qm",
        ],
    )
    def test_keeps_what_a_session_needs(self, place: str) -> None:
        assert pruning.keeps(place, "/venv/x", leave_to_system=True)

    @pytest.mark.parametrize(
        "place",
        [
            "PySide6/Qt/translations/qtbase_fr.qm",
            "PySide6/Qt/translations/qtdeclarative_de.qm",
            "PySide6/Qt/lib/libQt6Pdf.so.6",
            "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
            "PySide6/Qt/plugins/texttospeech/libqtexttospeech_mock.so",
            "PySide6/Qt/qml/QtQuick/libqtquick2plugin.so",
            "libgtk-3.so.0",
        ],
    )
    def test_drops_what_none_does(self, place: str) -> None:
        assert not pruning.keeps(place, "/usr/lib/x", leave_to_system=False)

    def test_qts_own_words_are_kept_for_every_language_we_speak(self) -> None:
        for language in catalogues.languages():
            place = f"translations/qtbase_{language}.qm"
            assert pruning.keeps(f"PySide6/Qt/{place}", "/venv/x", leave_to_system=True)
            assert windows_pruning.WORDS.fullmatch(place.removeprefix("translations/"))

    def test_everything_of_qt_that_our_code_imports_goes_to_windows(self) -> None:
        code = (project.ROOT / "src").rglob("*.py")
        told = "\n".join(path.read_text(encoding="utf-8") for path in code)
        imported = set(re.findall(r"^\s*from PySide6\.(\w+) import", told, re.MULTILINE))
        # Windows has no such bus; no module imports it there.
        assert imported - {"QtDBus"} <= set(windows_pruning.MODULES)

    def test_a_systems_library_is_left_or_carried_as_the_variant_asks(self) -> None:
        library = ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0")
        assert pruning.keeps(*library, leave_to_system=False)
        assert not pruning.keeps(*library, leave_to_system=True)


class TestWindows:
    script = (PACKAGING / "windows" / "kneeline.nsi").read_text(encoding="utf-8")

    def test_every_sentence_of_the_setup_is_told_in_every_language(self) -> None:
        languages = re.findall(r'MUI_LANGUAGE "(\w+)"', self.script)
        assert languages == ["English", "German", "Spanish"]
        told = re.findall(r'^LangString (\w+) \$\{LANG_(\w+)\} "(.+)"$', self.script, re.MULTILINE)
        names = {name for name, _, _ in told}
        assert sorted((name, language) for name, language, _ in told) == sorted(
            (name, language.upper()) for name in names for language in languages
        )
        assert set(re.findall(r"\$\((\w+)\)", self.script)) <= names

    def test_the_setup_asks_for_no_administrator_and_touches_no_journal(self) -> None:
        assert "RequestExecutionLevel user" in self.script
        assert not re.search(r"HKLM|\$PROGRAMFILES|\$APPDATA|\$LOCALAPPDATA\\kneeline", self.script)

    def test_it_removes_only_folders_it_brought(self) -> None:
        removed = set(re.findall(r'RMDir /r "(.+)"', self.script))
        assert removed == {r"$INSTDIR\runtime"}

    def test_python_is_pinned_by_hash(self) -> None:
        pinned = tomllib.loads((PACKAGING / "windows" / "python.toml").read_text(encoding="utf-8"))
        for each in (pinned["sha256"], pinned["for_tests"]["sha256"]):
            assert re.fullmatch(r"[0-9a-f]{64}", each)

    def test_another_python_is_refused_by_name_and_hash(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "python.zip").write_bytes(b"something else")
        monkeypatch.setenv(runtime.GIVEN_BY, str(tmp_path / "python.zip"))
        with pytest.raises(project.CannotBuild, match="its SHA-256 is"):
            runtime.given()

    def test_none_at_all_is_a_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(runtime.GIVEN_BY, raising=False)
        with pytest.raises(project.CannotBuild, match=r"python\.org"):
            runtime.given()


class TestPictures:
    def test_the_icon_of_windows_lists_pictures_that_are_there(self) -> None:
        ico = drawings.ico()
        reserved, kind, count = struct.unpack_from("<HHH", ico)
        assert (reserved, kind) == (0, 1)
        for number in range(count):
            *_, size, place = struct.unpack_from("<BBBBHHII", ico, 6 + 16 * number)
            assert ico[place : place + 4] == b"\x89PNG"
            assert place + size <= len(ico)

    def test_the_icon_of_macos_is_as_long_as_it_says(self) -> None:
        icns = drawings.icns()
        assert icns[:4] == b"icns"
        assert struct.unpack_from(">I", icns, 4)[0] == len(icns)

    def test_the_wizards_pictures_have_the_shape_it_draws_them_in(self) -> None:
        for picture, (width, height) in (
            (drawings.side_picture(), drawings.SIDE),
            (drawings.head_picture(), drawings.HEAD),
        ):
            found = struct.unpack_from("<ii", picture.read_bytes(), 18)
            assert found == (width * drawings.SCALE, height * drawings.SCALE)


class TestMacos:
    def test_entitlements_ask_for_the_camera_and_little_else(self) -> None:
        told = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
        assert told == {
            "com.apple.security.cs.allow-unsigned-executable-memory": True,
            "com.apple.security.device.camera": True,
        }

    def test_the_app_says_why_it_wants_the_camera(self) -> None:
        assert "NSCameraUsageDescription" in (PACKAGING / "kneeline.spec").read_text("utf-8")

    @pytest.mark.parametrize("script", ["sign.sh", "notarise.sh"])
    def test_scripts_parse(self, script: str) -> None:
        assert said_by("bash", "-n", PACKAGING / "macos" / script) == "0:"


class TestWorkflows:
    @pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda it: it.name)
    def test_every_action_is_pinned_to_a_commit_and_says_which_release(
        self, workflow: Path
    ) -> None:
        used = re.findall(r"uses: (.+)$", workflow.read_text(encoding="utf-8"), re.MULTILINE)
        assert used
        for action in used:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action

    @pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda it: it.name)
    def test_rights_are_given_one_by_one_and_no_input_reaches_a_shell(self, workflow: Path) -> None:
        text = workflow.read_text(encoding="utf-8")
        assert "\npermissions: {}\n" in text
        assert text.count("timeout-minutes:") == len(
            re.findall(r"^    runs-on:", text, re.MULTILINE)
        )
        runs = re.findall(r"run: (?:\|\n((?: {10}.*\n)+)|(.+))", text)
        assert runs
        assert not [run for run in runs if "${{" in "".join(run)]


class TestTheCommand:
    def test_everything_it_makes_has_its_builder(self) -> None:
        assert set(kinds.ALL) <= set(kinds.KINDS)

    def test_a_missing_tool_is_named_with_its_package(self) -> None:
        with pytest.raises(project.CannotBuild, match="sudo apt-get install nowhere"):
            project.need("no-such-program", "nowhere")

    def test_a_bare_system_is_entered_in_mounts_and_processes_of_its_own(
        self, tmp_path: Path
    ) -> None:
        words = BareSystem(tmp_path).command(user=1000)
        assert {"--mount", "--pid", "--kill-child"} <= set(words)
        assert words[-2:] == [str(tmp_path), "1000"]
