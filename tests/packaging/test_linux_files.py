"""The files for the Linux desktop: entry, AppStream, types, icons; checked by the desktop's own tools."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import xml.etree.ElementTree as ET

import pytest

import psoas_desktop
from desktop import DESKTOP_TOOLS, install_line
from environments import REPO, child_environment
from linux_metainfo import METAINFO, filled, releases_of

LINUX = REPO / "packaging" / "linux"
ENTRY = LINUX / "psoas-desktop.desktop"
TYPES = LINUX / "psoas-desktop.xml"
ICONS = REPO / "resources" / "icons" / "app"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"

CHANGELOG = """# Changelog

## 0.3.0 (not yet released)

- Later.

## 0.2.0 (2026-12-24)

- The `editor` & more,
  on two lines.
- A second point.

## 0.1.0 (2026-11-30)
"""


def tool(name: str) -> str:
    if shutil.which(name) is None:
        line = install_line([DESKTOP_TOOLS[name]], lambda command: shutil.which(command) is not None)
        pytest.skip(f"{name} is not here. Type:  {line}")
    return name


def ran(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def entry() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ENTRY, encoding="utf-8")
    return parser


def mime_types() -> set[str]:
    return {found.get("type", "") for found in ET.parse(TYPES).getroot().iter(f"{MIME}mime-type")}


class TestTools:
    def test_the_entry_is_valid(self) -> None:
        result = ran(tool("desktop-file-validate"), str(ENTRY))

        assert (result.returncode, result.stdout) == (0, "")

    def test_the_metainfo_is_valid(self) -> None:
        result = ran(tool("appstreamcli"), "validate", "--no-net", "--no-color", str(METAINFO))

        assert result.returncode == 0, result.stdout

    def test_the_types_are_well_formed_and_the_database_takes_them(self, tmp_path, monkeypatch) -> None:
        assert ran(tool("xmllint"), "--noout", str(TYPES), str(METAINFO)).returncode == 0
        types = tmp_path / "mime"
        (types / "packages").mkdir(parents=True)
        shutil.copy(TYPES, types / "packages")
        # It minds a folder in which nobody would look.
        monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))

        result = ran(tool("update-mime-database"), str(types))

        assert (result.returncode, result.stderr) == (0, "")
        globs = (types / "globs2").read_text(encoding="utf-8").splitlines()
        assert "80:application/vnd.psoas-desktop.routine+json:*.psoas.json" in globs
        assert "80:application/vnd.psoas-desktop.bundle+zip:*.psoas" in globs
        subclasses = (types / "subclasses").read_text(encoding="utf-8").splitlines()
        assert "application/vnd.psoas-desktop.routine+json application/json" in subclasses


class TestAgreement:
    def test_entry_metainfo_and_types_name_the_same_types_of_file(self) -> None:
        in_entry = set(filter(None, entry()["Desktop Entry"]["MimeType"].split(";")))
        provided = {found.text for found in ET.parse(METAINFO).getroot().iter("mediatype")}

        assert in_entry == provided == mime_types()

    def test_the_metainfo_launches_the_entry(self) -> None:
        root = ET.parse(METAINFO).getroot()

        assert root.findtext("launchable") == ENTRY.name
        assert METAINFO.name == f"{root.findtext('id')}.metainfo.xml"

    def test_the_programs_name_is_that_of_the_command_and_of_its_windows(self) -> None:
        scripts = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
        section = entry()["Desktop Entry"]

        assert section["Exec"].split()[0] in scripts
        assert section["StartupWMClass"] == section["Icon"] == ENTRY.stem
        application = (REPO / "psoas_desktop" / "app" / "application.py").read_text(encoding="utf-8")
        assert f'setDesktopFileName("{ENTRY.stem}")' in application

    def test_several_windows_are_allowed(self) -> None:
        assert "SingleMainWindow" not in ENTRY.read_text(encoding="utf-8")

    def test_its_icon_is_there_in_the_sizes_of_the_desktop(self) -> None:
        assert (ICONS / "psoas-desktop.svg").is_file()
        for px in (16, 22, 24, 32, 48, 64, 128, 256, 512):
            data = (ICONS / f"psoas-desktop-{px}.png").read_bytes()
            assert int.from_bytes(data[16:20], "big") == int.from_bytes(data[20:24], "big") == px

    def test_nothing_claims_to_treat(self) -> None:
        words = (METAINFO.read_text(encoding="utf-8") + ENTRY.read_text(encoding="utf-8")).lower()
        words = words.replace("does not diagnose, treat, prevent or monitor", "")

        assert not re.search(r"\b(treats?|cures?|relieves?|therapy|safe|indication|dose)\b", words)


def test_the_source_distribution_holds_them(tmp_path) -> None:
    build = [sys.executable, "-P", "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(build, cwd=REPO, check=True, capture_output=True, timeout=120)
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    for file in (ENTRY, TYPES, METAINFO, ICONS / "psoas-desktop.svg"):
        assert file.relative_to(REPO).as_posix() in names


class TestDrawnFiles:
    """Files that a kept script made are those that it would make now."""

    def run(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = child_environment(os.environ, QT_QPA_PLATFORM="offscreen")
        command = [sys.executable, str(REPO / "packaging" / script), *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=120, check=False
        )

    def test_the_icons_are_those_of_the_font(self) -> None:
        result = self.run("export_icons.py", "--check")

        assert result.returncode == 0, result.stdout + result.stderr

    def test_every_icon_is_one_path_to_tint_and_reads_no_other_file(self) -> None:
        files = sorted((REPO / "resources" / "icons").glob("*.svg"))
        assert len(files) >= 45
        for file in files:
            root = ET.parse(file).getroot()
            assert [child.tag.rpartition("}")[2] for child in root] == ["path"]
            assert "href" not in file.read_text(encoding="utf-8")


class TestReleases:
    def test_those_with_a_date_are_listed_with_what_changed(self) -> None:
        root = ET.fromstring(releases_of(CHANGELOG))

        assert [(one.get("version"), one.get("date")) for one in root] == [
            ("0.2.0", "2026-12-24"),
            ("0.1.0", "2026-11-30"),
        ]
        items = [" ".join((item.text or "").split()) for item in root.iter("li")]
        assert items == ["The editor & more, on two lines.", "A second point."]

    def test_filling_in_twice_changes_nothing(self) -> None:
        once = filled(METAINFO.read_text(encoding="utf-8"), CHANGELOG)

        assert '<release version="0.2.0"' in once
        assert filled(once, CHANGELOG) == once
        assert filled(once, "") == filled(METAINFO.read_text(encoding="utf-8"), "")

    def test_the_file_is_up_to_date(self) -> None:
        changelog = (REPO / "CHANGELOG.md").read_text(encoding="utf-8")
        text = METAINFO.read_text(encoding="utf-8")

        assert filled(text, changelog) == text
        assert psoas_desktop.__version__ in changelog
