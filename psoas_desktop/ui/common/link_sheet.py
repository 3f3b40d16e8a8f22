"""Asks before a link is opened, and shows whose page it leads to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from psoas_desktop.services.links import link_host, open_link
from psoas_desktop.ui.common.desk_button import Weight
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.common.sheet import Answer, Sheet


def offer_link(parent: QWidget, url: str, open_it: Callable[[str], bool] = open_link) -> Sheet | None:
    """Asks whether a link is to be opened in the browser.

    Args:
        parent: The window that asks.
        url: The link, from any source.
        open_it: What opens it.

    Returns:
        The open sheet; None where the link is not one that is opened.
    """
    host = link_host(url)
    if not host:
        return None
    tr = QCoreApplication.translate
    title = tr("Link", "Open {host} in your browser?").replace("{host}", isolated(host))
    text = tr("Link", "The browser goes to the internet. This program does not.") + "\n" + url
    answers = (
        Answer("stay", tr("Link", "Stay here"), safe=True),
        Answer("open", tr("Link", "Open the page"), Weight.PRIMARY),
    )
    sheet = Sheet(parent, title, text, answers)
    sheet.chosen.connect(lambda name: open_it(url) if name == "open" else None)
    sheet.open()
    return sheet
