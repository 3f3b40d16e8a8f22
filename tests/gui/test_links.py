"""Links: https only, seen before they are opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from psoas_desktop.services.links import link_host, open_link
from psoas_desktop.ui.common.link_sheet import offer_link

REFUSED = (
    "http://example.org/",
    "file:///etc/passwd",
    "file://host/share",
    "javascript:alert(1)",
    "smb://host/share",
    "https://",
    "https:///path",
    "https://user:secret@example.org/",
    "https://example.org@evil.example/",
    "https://example.org:8443/",
    "https://exa mple.org/",
    "HTTPS://example.org\n/",
    "https://example.org/" + "a" * 2_000,
    "mailto:someone@example.org",
    "",
)


@pytest.mark.parametrize("url", REFUSED)
def test_other_links_are_never_opened(url: str) -> None:
    opened: list[QUrl] = []

    assert link_host(url) == ""
    assert not open_link(url, lambda link: opened.append(link) is None)
    assert opened == []


def test_a_host_that_looks_like_another_is_shown_as_it_is() -> None:
    assert link_host("https://\u0435xample.org/a").startswith("xn--")
    assert link_host("https://EXAMPLE.org/a") == "example.org"


@pytest.mark.parametrize(("answer", "expected"), [("open", ["https://example.org/a?b=1"]), ("stay", [])])
def test_nothing_is_opened_before_the_person_says_so(
    qtbot: QtBot, dressed: QApplication, answer: str, expected: list[str]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    opened: list[str] = []

    sheet = offer_link(window, "https://example.org/a?b=1", lambda url: opened.append(url) is None)

    assert sheet is not None
    assert "example.org" in sheet.windowTitle()
    assert opened == []
    sheet.answer(answer)
    assert opened == expected


def test_a_link_that_is_refused_asks_nothing(qtbot: QtBot, dressed: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert offer_link(window, "file:///etc/passwd") is None
