"""Hypothesis strategies: JSON texts as other programs write them, plain values, and whole routines."""

import json

from hypothesis import strategies as st

SHORT = {
    '"': '\\"',
    "\\": "\\\\",
    "/": "\\/",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}

spaces = st.text(" \t\n\r", max_size=3)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def written_strings(draw, text=words):
    """A JSON text of a string, its signs plain or escaped as it pleases the other program."""
    pieces = []
    for sign in draw(text):
        unit = json.dumps(sign)[1:-1]
        code = unit if unit.startswith("\\u") else f"\\u{ord(sign):04x}"
        ways = [code, code.upper().replace("\\U", "\\u")]
        if sign in SHORT:
            ways.append(SHORT[sign])
        if sign not in '"\\' and ord(sign) >= 0x20:
            ways.append(sign)
        pieces.append(draw(st.sampled_from(ways)))
    return '"' + "".join(pieces) + '"'


written_numbers = st.one_of(
    st.sampled_from(
        ["0", "-0", "1.0", "-0.0", "1e2", "1E+2", "1.50", "100e-2", "0.1e1", "12345678901234567890"]
    ),
    st.from_regex(
        r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,8})?([eE][+-]?[0-9]{1,2})?",
        fullmatch=True,
        alphabet="+-.0123456789eE",
    ),
)

written_leaves = st.one_of(written_strings(), written_numbers, st.sampled_from(["true", "false", "null"]))


@st.composite
def _written_list(draw, values):
    items = draw(st.lists(values, max_size=4))
    return "[" + ",".join(draw(spaces) + item + draw(spaces) for item in items) + draw(spaces) + "]"


@st.composite
def _written_object(draw, values):
    keys = draw(st.lists(written_strings(), max_size=4, unique_by=json.loads))
    members = (
        draw(spaces) + key + draw(spaces) + ":" + draw(spaces) + draw(values) + draw(spaces) for key in keys
    )
    return "{" + ",".join(members) + draw(spaces) + "}"


written_values = st.recursive(
    written_leaves, lambda inner: st.one_of(_written_list(inner), _written_object(inner)), max_leaves=20
)


@st.composite
def written_documents(draw):
    """The text of a whole document, keys in any order, with white space anywhere."""
    return draw(spaces) + draw(written_values) + draw(spaces)


plain_leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**25), 10**25),
    st.floats(allow_nan=False, allow_infinity=False),
    words,
)
plain_values = st.recursive(
    plain_leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(words, inner, max_size=5)),
    max_leaves=25,
)


@st.composite
def damaged(draw, texts):
    """A text with a few signs taken out or put in, as slips of the fingers do."""
    text = draw(texts)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        put = draw(st.text("\"'{}[],:;=#/\\ \n\t\u201c\u201dab05.-+enT\u00e9", max_size=2))
        text = text[:at] + put + text[at + draw(st.integers(0, 2)) :]
    return text


ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True, alphabet="abcdefghij0123456789-")
titles = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)

cues = st.fixed_dictionaries(
    {"phase": st.sampled_from(["lead_in", "hold", "way_up"]), "at_s": st.integers(-60, 60)},
    optional={"say": words, "show": words, "priority": st.sampled_from(["essential", "normal", "optional"])},
)

_SHARED = {
    "title": titles,
    "note": words,
    "lead_in_s": st.integers(0, 300),
    "advance": st.sampled_from(["auto", "wait"]),
    "cues": st.lists(cues, max_size=2),
    "way_out": words,
    "x-own": plain_leaves,
}

_KINDS = [
    ("chair-rest", {"duration_s": st.integers(60, 900), "chair_height_cm": st.integers(30, 60)}),
    (
        "kneeling-lunge",
        {
            "duration_s": st.integers(20, 180),
            "sides": st.sampled_from(["left", "right", "both"]),
            "first_side": st.sampled_from(["left", "right"]),
            "changeover_s": st.integers(0, 300),
        },
    ),
    ("helper-stretch", {"duration_s": st.integers(90, 300), "open_ended": st.booleans()}),
    ("rest", {"duration_s": st.one_of(st.integers(5, 600), st.integers(5, 600).map(float))}),
]

blocks = st.one_of(
    *(
        st.fixed_dictionaries({"type": st.just(kind), "id": ids}, optional={**_SHARED, **own})
        for kind, own in _KINDS
    )
)


def _groups(items):
    return st.fixed_dictionaries(
        {"type": st.just("group"), "id": ids, "items": st.lists(items, min_size=1, max_size=3)},
        optional={"title": titles, "repeat": st.integers(1, 4), "rest_between_s": st.integers(0, 60)},
    )


def _numbered(items, count):
    """Gives every block and group an id of its own."""
    return [
        {
            **item,
            "id": f"{item['id']}-{next(count)}",
            **({"items": _numbered(item["items"], count)} if "items" in item else {}),
        }
        for item in items
    ]


@st.composite
def routines(draw):
    """A valid routine of the small catalogue, as plain data."""
    items = st.one_of(blocks, _groups(st.one_of(blocks, _groups(blocks))))
    count = iter(range(10_000))
    return {
        "format": 1,
        "id": draw(ids),
        "title": draw(titles),
        **draw(st.fixed_dictionaries({}, optional={"summary": words, "tags": st.lists(titles, max_size=2)})),
        "items": _numbered(draw(st.lists(items, min_size=1, max_size=4)), count),
    }


def _paths(value, path=()):
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from _paths(value[key], (*path, key))


@st.composite
def spoilt_routines(draw):
    """A routine in which a few values are exchanged, taken away or added."""
    value = draw(routines())
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(_paths(value))[1:]))
        target = value
        for part in path[:-1]:
            target = target[part]
        what = draw(st.integers(0, 2))
        if what == 0:
            target[path[-1]] = draw(st.one_of(plain_leaves, st.just([]), st.just({}), st.just("x" * 50)))
        elif what == 1 and len(path) > 1:
            del target[path[-1]]
        elif isinstance(target, dict):
            target[draw(st.sampled_from(["sides", "open_ended", "pictures", "props", "duration"]))] = draw(
                plain_values
            )
    return value
