"""The one place that opens a link: https only, after the person has seen where it leads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_LONGEST = 2_000


def link_host(url: str) -> str:
    """Whose page a link leads to, as it is to be shown to the person before it is opened.

    Args:
        url: A link from any source.

    Returns:
        The host in its letters of transport, so that none can pass for another; empty where the link is not
        to be opened: another scheme, a name and password in it, a port of its own, no host.
    """
    parsed = QUrl(url, QUrl.ParsingMode.StrictMode)
    if len(url) > _LONGEST or not parsed.isValid() or parsed.scheme() != "https":
        return ""
    if parsed.userInfo() or parsed.port() not in (-1, 443):
        return ""
    return parsed.host(QUrl.ComponentFormattingOption.FullyEncoded)


def open_link(url: str, opener: Callable[[QUrl], bool] = QDesktopServices.openUrl) -> bool:
    """Opens a link in the person's browser. Show ``link_host`` first: ``ui.common.link_sheet`` does both.

    Args:
        url: The link.
        opener: What opens it.

    Returns:
        Whether it was handed on; never for a link without a ``link_host``.
    """
    return bool(link_host(url)) and opener(QUrl(url, QUrl.ParsingMode.StrictMode))
