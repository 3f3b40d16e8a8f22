"""A set of answers from a file, in the terms of the gate's pages."""

from __future__ import annotations

from psoas_desktop.safety.gate import Answers


class BadAnswersError(Exception):
    """The data is not a set of answers; the message says what is wrong."""


def answers_from_data(data: object) -> Answers:
    """Reads answers.

    Args:
        data: An object keyed by the gate's page ids. A value is a choice's id, true or false for yes and
            no, or for ``q-pregnant`` an object with ``pregnant``.

    Returns:
        Choice ids by page id. What is not recognised counts as not answered, the most cautious answer.

    Raises:
        BadAnswersError: The data is not an object.
    """
    if not isinstance(data, dict):
        raise BadAnswersError("an object is needed, with a question's id and its answer in each line")
    return {str(key): _choice(str(key), value) for key, value in data.items()}


def _choice(question: str, value: object) -> str:
    if isinstance(value, dict):
        value = value.get("pregnant")
    if isinstance(value, bool):
        if question == "q-signs":
            return "some" if value else "none"
        return "yes" if value else "no"
    return value if isinstance(value, str) else ""
