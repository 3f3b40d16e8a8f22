"""The mark by which lupdate finds words in modules that know nothing of Qt."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate looks for this very name
    """Returns the text as it is; it is translated where it is shown.

    Args:
        context: The context of the text in the translation files.
        text: An English text, written out at the place of the call.
    """
    del context
    return text
