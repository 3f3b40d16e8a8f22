"""Each house rule finds what it is about, and lets the right way pass."""

from __future__ import annotations

import pytest

from house_rules import breaches

BROKEN = [
    ("psoas_desktop/ui/a.py", 'self.tr(f"{n} blocks")'),
    ("psoas_desktop/ui/a.py", "box = QMessageBox(self)"),
    ("psoas_desktop/ui/a.py", "label = QLabel(text)"),
    ("psoas_desktop/ui/a.py", "view.setHtml(text)"),
    ("psoas_desktop/ui/a.py", "QDesktopServices.openUrl(url)"),
    ("psoas_desktop/storage/a.py", "    except Exception: pass"),
    ("tests/gui/a.py", "time." + "sleep(1)"),
]

KEPT = [
    ("psoas_desktop/ui/a.py", 'self.tr("{n} blocks").format(n=n)'),
    ("psoas_desktop/ui/common/text_label.py", "label = QLabel(text)"),
    ("psoas_desktop/ui/a.py", "label = TextLabel(text)"),
    ("psoas_desktop/storage/a.py", "    except OSError:"),
]


@pytest.mark.parametrize(("path", "line"), BROKEN)
def test_a_breach_is_found_with_its_place(path, line):
    (found,) = breaches(path, f"x = 1\n{line}\n")

    assert found.startswith(f"{path}:2: ")


@pytest.mark.parametrize(("path", "line"), KEPT)
def test_the_right_way_passes(path, line):
    assert breaches(path, line) == []
