"""The sentences of problems, by code: what is wrong and what to do, for people who are no programmers.

A code may have variants, written ``code/variant``; ``sentences`` chooses. A sentence starts small
because the name of its block may stand before it.
"""

from __future__ import annotations

from collections.abc import Mapping

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP

WRITING: Mapping[str, str] = {
    "empty-file": QT_TRANSLATE_NOOP(
        "Problem", "the file is empty. Write a routine, or copy a ready-made one."
    ),
    "file-too-large": QT_TRANSLATE_NOOP(
        "Problem", "the file is larger than {max} MB. Make its pictures smaller, or leave some out."
    ),
    "text-too-large": QT_TRANSLATE_NOOP(
        "Problem", "the file holds more than {max} MB of text without its pictures. Shorten it."
    ),
    "utf-16": QT_TRANSLATE_NOOP(
        "Problem", "the file is saved as UTF-16. Save it again and choose the encoding UTF-8."
    ),
    "not-text": QT_TRANSLATE_NOOP(
        "Problem", "this is no text file. Choose the routine itself, not a picture or a document."
    ),
    "invalid-utf8": QT_TRANSLATE_NOOP(
        "Problem",
        "from here on there are signs that are not UTF-8. Save the file again and choose the encoding UTF-8.",
    ),
    "too-many-problems": QT_TRANSLATE_NOOP(
        "Problem", "there are more problems after this one. Mend these first, then check again."
    ),
    "comment": QT_TRANSLATE_NOOP(
        "Problem", 'a routine file has no comments. Delete it, or keep it as a field such as "x-note".'
    ),
    "odd-space": QT_TRANSLATE_NOOP(
        "Problem", "here is an unusual kind of space, perhaps copied from a web page. Type a plain space."
    ),
    "unclosed-string": QT_TRANSLATE_NOOP(
        "Problem", 'the text that starts here has no quotation mark at its end. Write " behind it.'
    ),
    "lone-surrogate": QT_TRANSLATE_NOOP(
        "Problem", "half of a sign (such as \\ud83d alone) stands in this text. Write the whole sign."
    ),
    "quote-in-text": QT_TRANSLATE_NOOP(
        "Problem", 'a quotation mark inside a text must be written \\" (with a backslash before it).'
    ),
    "bad-escape": QT_TRANSLATE_NOOP("Problem", "{text} means nothing here. For a backslash write two: \\\\."),
    "line-break-in-string": QT_TRANSLATE_NOOP(
        "Problem", "a text must stay on one line. Write \\n where a new line is to start."
    ),
    "control-in-string": QT_TRANSLATE_NOOP(
        "Problem", "there is an invisible control character in this text. Delete it."
    ),
    "control-in-string/tab": QT_TRANSLATE_NOOP(
        "Problem", "there is a tab in this text. Write \\t, or a space."
    ),
    "smart-quotes": QT_TRANSLATE_NOOP(
        "Problem", 'a text stands between straight quotation marks: write " instead of {text}.'
    ),
    "single-quotes": QT_TRANSLATE_NOOP(
        "Problem", "a text stands between double quotation marks: write \" instead of '."
    ),
    "unexpected-text": QT_TRANSLATE_NOOP(
        "Problem", '"{text}" has no place here. Delete it, or write it as a field: "name": value.'
    ),
    "no-such-number": QT_TRANSLATE_NOOP("Problem", "{text} is not a number. Write digits."),
    "wrong-word": QT_TRANSLATE_NOOP("Problem", "write {write} instead of {text}."),
    "number-with-unit": QT_TRANSLATE_NOOP(
        "Problem", "{text} is not a number. Lengths of time are whole seconds: write {seconds}."
    ),
    "unquoted-text": QT_TRANSLATE_NOOP(
        "Problem", 'a text stands between quotation marks: write "{text}" with them.'
    ),
    "number-form": QT_TRANSLATE_NOOP("Problem", "write the number {text} as {write}."),
    "number-too-large": QT_TRANSLATE_NOOP("Problem", "this number is too large. Write a smaller one."),
    "text-after-end": QT_TRANSLATE_NOOP(
        "Problem", "the routine ends before this. Delete what follows, or move it inside the last bracket."
    ),
    "wrong-colon": QT_TRANSLATE_NOOP(
        "Problem", "between the name of a field and its value stands a colon: write : instead of {text}."
    ),
    "missing-colon": QT_TRANSLATE_NOOP("Problem", 'a colon is missing after "{key}". Write : here.'),
    "missing-value": QT_TRANSLATE_NOOP("Problem", "a value is missing here. Write one, or delete the field."),
    "nesting-too-deep": QT_TRANSLATE_NOOP(
        "Problem", "here the brackets stand more than 64 deep in each other. Take some away."
    ),
    "trailing-comma": QT_TRANSLATE_NOOP(
        "Problem", "no comma may stand before a closing bracket. Delete this comma."
    ),
    "extra-comma": QT_TRANSLATE_NOOP("Problem", "here is a comma too many. Delete it."),
    "duplicate-key": QT_TRANSLATE_NOOP(
        "Problem", 'the field "{key}" stands here for a second time; it was in line {line} first. Delete one.'
    ),
    "unquoted-key": QT_TRANSLATE_NOOP(
        "Problem", 'the name of a field stands between quotation marks: write "{key}".'
    ),
    "decimal-comma": QT_TRANSLATE_NOOP(
        "Problem", "a fraction is written with a point: {write} instead of {text}."
    ),
    "missing-bracket": QT_TRANSLATE_NOOP(
        "Problem", "a closing {bracket} is missing here, for the bracket opened in line {line}."
    ),
    "missing-bracket/opening": QT_TRANSLATE_NOOP(
        "Problem", "a block or an entry starts with a brace: write {bracket} here."
    ),
    "wrong-comma": QT_TRANSLATE_NOOP(
        "Problem", "between two entries stands a comma: write , instead of {text}."
    ),
    "missing-comma": QT_TRANSLATE_NOOP(
        "Problem", "a comma is missing here, between this entry and the next."
    ),
    "extra-bracket": QT_TRANSLATE_NOOP("Problem", "here is a {text} too many. Delete it."),
    "wrong-bracket": QT_TRANSLATE_NOOP(
        "Problem", "what ends here was opened with another bracket: write {write} instead of {text}."
    ),
}
"""Mistakes in how a file is written."""

MEANING: Mapping[str, str] = {
    "format-too-new": QT_TRANSLATE_NOOP(
        "Problem",
        "the file has format {format}, made by a newer version of this program, which knows formats up to "
        "{known}. Install the newer version to open it.",
    ),
    "not-a-routine": QT_TRANSLATE_NOOP(
        "Problem", "this is no routine: a routine file starts with a brace and ends with one."
    ),
    "not-a-block": QT_TRANSLATE_NOOP(
        "Problem", 'a block stands between braces, for example {{"type": "rest", "id": "rest-1"}}.'
    ),
    "missing-field": QT_TRANSLATE_NOOP("Problem", 'the field "{field}" is missing. Add it.'),
    "missing-field/example": QT_TRANSLATE_NOOP(
        "Problem", 'the field "{field}" is missing. Add it, for example {example}.'
    ),
    "unknown-kind": QT_TRANSLATE_NOOP(
        "Problem", "there is no kind of block called '{value}'. Choose one of: {choices}."
    ),
    "unknown-kind/near": QT_TRANSLATE_NOOP(
        "Problem", "there is no kind of block called '{value}'. Did you mean '{suggestion}'?"
    ),
    "wrong-type/string": QT_TRANSLATE_NOOP(
        "Problem", "the {label} must be a text between quotation marks, but it is {found}."
    ),
    "wrong-type/integer": QT_TRANSLATE_NOOP(
        "Problem", "the {label} must be a whole number without quotation marks, but it is {found}."
    ),
    "wrong-type/seconds": QT_TRANSLATE_NOOP(
        "Problem", "the {label} must be a number of seconds without quotation marks, but it is {found}."
    ),
    "wrong-type/boolean": QT_TRANSLATE_NOOP(
        "Problem", "the {label} must be true or false, without quotation marks, but it is {found}."
    ),
    "wrong-type/array": QT_TRANSLATE_NOOP(
        "Problem", "the {label} must be a list between [ and ], but it is {found}."
    ),
    "wrong-type/object": QT_TRANSLATE_NOOP(
        "Problem", "the {label} must be an entry between braces, but it is {found}."
    ),
    "not-whole": QT_TRANSLATE_NOOP(
        "Problem", "the {label} is {value}; it must be a whole number, without a fraction."
    ),
    "not-whole/seconds": QT_TRANSLATE_NOOP(
        "Problem", "the {label} is {value}; it must be a whole number of seconds."
    ),
    "duration-as-text": QT_TRANSLATE_NOOP(
        "Problem", "the {label} is the text '{value}'; write {seconds}, the number of seconds."
    ),
    "number-as-text": QT_TRANSLATE_NOOP(
        "Problem", "the {label} is a text; write the number {write} without quotation marks."
    ),
    "not-a-choice": QT_TRANSLATE_NOOP(
        "Problem", "for the {label}, '{value}' is not possible. Write {choices}."
    ),
    "not-a-choice/near": QT_TRANSLATE_NOOP(
        "Problem", "for the {label}, '{value}' is not possible; did you mean '{suggestion}'? Write {choices}."
    ),
    "not-a-choice/other": QT_TRANSLATE_NOOP("Problem", "for the {label}, write {choices}."),
    "only-value": QT_TRANSLATE_NOOP("Problem", "the {label} is {value}; it must be {wanted}."),
    "cannot-be-open": QT_TRANSLATE_NOOP(
        "Problem", 'this kind of block cannot be open-ended. Delete "open_ended", or write false.'
    ),
    "too-small": QT_TRANSLATE_NOOP(
        "Problem", "the {label} is {value}{value_unit}; it must be between {min} and {max}{unit}."
    ),
    "too-small/open": QT_TRANSLATE_NOOP(
        "Problem", "the {label} is {value}{value_unit}; it must be at least {min}{unit}."
    ),
    "too-large": QT_TRANSLATE_NOOP(
        "Problem", "the {label} is {value}{value_unit}; it must be between {min} and {max}{unit}."
    ),
    "too-large/open": QT_TRANSLATE_NOOP(
        "Problem", "the {label} is {value}{value_unit}; it must be at most {max}{unit}."
    ),
    "empty-text": QT_TRANSLATE_NOOP("Problem", "the {label} is empty. Write something there."),
    "too-long": QT_TRANSLATE_NOOP(
        "Problem", "the {label} has {length} characters; it can have at most {max}. Shorten it."
    ),
    "empty-list": QT_TRANSLATE_NOOP("Problem", "the list of blocks is empty. Add at least one block."),
    "bad-id": QT_TRANSLATE_NOOP(
        "Problem",
        "'{value}' cannot be an id: use 1 to 64 small letters a-z, digits and hyphens, for example rest-1.",
    ),
    "bad-language": QT_TRANSLATE_NOOP(
        "Problem", "'{value}' is no language tag: write for example en, de or pt-BR."
    ),
    "bad-date": QT_TRANSLATE_NOOP(
        "Problem", "'{value}' is no date: write year-month-day, for example 2025-03-31."
    ),
    "bad-day": QT_TRANSLATE_NOOP(
        "Problem", "'{value}' is no date: write year-month-day, for example 2025-03-31."
    ),
    "bad-url": QT_TRANSLATE_NOOP(
        "Problem",
        "'{value}' is no address that can be opened: it must start with https:// and hold no space.",
    ),
    "bad-picture-file": QT_TRANSLATE_NOOP(
        "Problem",
        "'{value}' cannot be the name of a picture: use letters a-z, digits, - and _, then .png, .jpg, "
        ".jpeg, .gif or .webp in small letters, and no folder.",
    ),
    "bad-figure": QT_TRANSLATE_NOOP(
        "Problem", "'{value}' cannot be the name of a figure: use small letters a-z, digits, - and _."
    ),
    "bad-base64": QT_TRANSLATE_NOOP(
        "Problem", "the picture data is damaged: it holds other signs than base64 has. Embed it again."
    ),
    "bad-pattern": QT_TRANSLATE_NOOP("Problem", "the {label} '{value}' is not written as it must be."),
    "range-order": QT_TRANSLATE_NOOP(
        "Problem", '"{low}" is {value} and "{high}" is {limit}; the first must not be the larger one.'
    ),
    "least-above-longest": QT_TRANSLATE_NOOP(
        "Problem",
        "the least duration is {least}{unit} and the longest is {longest}; the least must not be larger.",
    ),
    "planned-below-least": QT_TRANSLATE_NOOP(
        "Problem", "the duration is {planned}{unit}, but the least duration is {least}. Change one of them."
    ),
    "planned-above-longest": QT_TRANSLATE_NOOP(
        "Problem",
        "the duration is {planned}{unit}, but the longest duration is {longest}. Change one of them.",
    ),
    "too-many-blocks": QT_TRANSLATE_NOOP(
        "Problem", "with all repeats the routine has {count} blocks; it can have at most {max}. Repeat less."
    ),
    "routine-too-long": QT_TRANSLATE_NOOP(
        "Problem", "with all repeats the routine takes more than {max} hours. Shorten it."
    ),
    "groups-too-deep": QT_TRANSLATE_NOOP(
        "Problem", "groups can stand at most {max} deep in each other. Move this one further out."
    ),
    "duplicate-id": QT_TRANSLATE_NOOP(
        "Problem", "the id '{value}' is taken: {first} has it. Give one of the two another id."
    ),
    "duplicate-question-id": QT_TRANSLATE_NOOP(
        "Problem", "the id '{value}' is taken by another question. Give one of the two another id."
    ),
    "unknown-field": QT_TRANSLATE_NOOP(
        "Problem", 'the field "{field}" is not known here; it is kept, but nothing comes of it.'
    ),
    "unknown-field/near": QT_TRANSLATE_NOOP(
        "Problem", 'the field "{field}" is not known here. Did you mean "{suggestion}"?'
    ),
    "unknown-field/seconds": QT_TRANSLATE_NOOP(
        "Problem",
        'the field "{field}" is not known here. Write "{suggestion}", a number of whole seconds.',
    ),
    "field-of-another-kind": QT_TRANSLATE_NOOP(
        "Problem", 'this kind of block has no "{field}"; it is kept, but nothing comes of it.'
    ),
    "unknown-token": QT_TRANSLATE_NOOP(
        "Problem", "{{{token}}} would be read out as it stands. In braces you can write {choices}."
    ),
}
"""Mistakes in what a file says."""

TEXTS: Mapping[str, str] = {**WRITING, **MEANING}

FOUND: Mapping[str, str] = {
    "string": QT_TRANSLATE_NOOP("Problem", "the text '{value}'"),
    "integer": QT_TRANSLATE_NOOP("Problem", "the number {value}"),
    "number": QT_TRANSLATE_NOOP("Problem", "the number {value}"),
    "boolean": QT_TRANSLATE_NOOP("Problem", "{value}"),
    "null": QT_TRANSLATE_NOOP("Problem", "null"),
    "array": QT_TRANSLATE_NOOP("Problem", "a list"),
    "object": QT_TRANSLATE_NOOP("Problem", "an entry between braces"),
}

WHERE: Mapping[str, str] = {
    "block": QT_TRANSLATE_NOOP("Problem", "Block {number}, '{block}'"),
    "block/untitled": QT_TRANSLATE_NOOP("Problem", "Block {number}"),
    "group": QT_TRANSLATE_NOOP("Problem", "Group '{group}'"),
    "group/untitled": QT_TRANSLATE_NOOP("Problem", "Group"),
}

PARTS: Mapping[str, str] = {
    "after": QT_TRANSLATE_NOOP("Problem", "line {number} of what comes after"),
    "alternatives": QT_TRANSLATE_NOOP("Problem", "alternative {number}"),
    "authors": QT_TRANSLATE_NOOP("Problem", "author {number}"),
    "banners": QT_TRANSLATE_NOOP("Problem", "banner {number}"),
    "before": QT_TRANSLATE_NOOP("Problem", "line {number} of what comes before"),
    "contraindications": QT_TRANSLATE_NOOP("Problem", "reason {number} not to do it"),
    "cues": QT_TRANSLATE_NOOP("Problem", "cue {number}"),
    "gate_questions": QT_TRANSLATE_NOOP("Problem", "question {number}"),
    "indications": QT_TRANSLATE_NOOP("Problem", "reason {number} to choose it"),
    "pictures": QT_TRANSLATE_NOOP("Problem", "picture {number}"),
    "props": QT_TRANSLATE_NOOP("Problem", "prop {number}"),
    "reviewed": QT_TRANSLATE_NOOP("Problem", "review {number}"),
    "sources": QT_TRANSLATE_NOOP("Problem", "source {number}"),
    "steps": QT_TRANSLATE_NOOP("Problem", "step {number}"),
    "tags": QT_TRANSLATE_NOOP("Problem", "tag {number}"),
}

UNITS: Mapping[str, tuple[str, str]] = {
    "s": (QT_TRANSLATE_NOOP("Problem", "second"), QT_TRANSLATE_NOOP("Problem", "seconds")),
    "weeks": (QT_TRANSLATE_NOOP("Problem", "week"), QT_TRANSLATE_NOOP("Problem", "weeks")),
}

EITHER = QT_TRANSLATE_NOOP("Problem", "{several} or {last}")

NO_LABEL = QT_TRANSLATE_NOOP("Problem", "value")

EXAMPLES: Mapping[str, str] = {
    "alt": '"alt": "A person rests on the floor"',
    "at_s": '"at_s": 10',
    "format": '"format": 1',
    "id": '"id": "rest-1"',
    "items": '"items": []',
    "on": '"on": "2025-03-31"',
    "phase": '"phase": "hold"',
    "severity": '"severity": "caution"',
    "title": '"title": "Evening rest"',
    "type": '"type": "chair-rest"',
}
"""How a missing field may be written; the same in every language."""
