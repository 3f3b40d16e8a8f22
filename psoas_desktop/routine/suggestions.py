"""The known word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Collection

_MEANT = {
    "alt_text": "alt",
    "author": "authors",
    "banner": "banners",
    "block": "type",
    "blocks": "items",
    "cue": "cues",
    "description": "summary",
    "duration": "duration_s",
    "exercise": "type",
    "exercises": "items",
    "image": "pictures",
    "images": "pictures",
    "kind": "type",
    "label": "title",
    "lang": "language",
    "lead_in": "lead_in_s",
    "length": "duration_s",
    "loop": "repeat",
    "max": "duration_max_s",
    "min": "duration_min_s",
    "minutes": "duration_s",
    "name": "title",
    "notes": "note",
    "picture": "pictures",
    "rest": "rest_between_s",
    "rounds": "repeat",
    "seconds": "duration_s",
    "side": "sides",
    "speak": "say",
    "spoken": "say",
    "step": "steps",
    "text": "say",
    "time": "duration_s",
    "times": "repeat",
    "version": "format",
}
"""What people write for a field whose name is too different to be found by its letters."""

_LONGEST = 64
_SHORT = 4


def nearest(word: str, known: Collection[str]) -> str:
    """Returns the known word nearest to one that is not known; empty where none is near."""
    if not word or len(word) > _LONGEST:
        return ""
    plain = "_".join(word.lower().replace("-", "_").split())
    by_letters = {name.replace("-", "_"): name for name in known}
    if plain in by_letters:
        return by_letters[plain]
    if plain + "_s" in by_letters:
        return by_letters[plain + "_s"]
    # Imported here: only files with a mistake need it.
    from difflib import get_close_matches

    close = get_close_matches(plain, by_letters, n=1, cutoff=0.6 if len(plain) <= _SHORT else 0.72)
    return by_letters[close[0]] if close else ""


def nearest_field(name: str, known: Collection[str]) -> str:
    """Returns the field that was probably meant; empty where none comes to mind."""
    meant = _MEANT.get(name.lower(), "")
    return meant if meant in known else nearest(name, known)
