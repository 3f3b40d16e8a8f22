"""Which banners a block has, whatever its file says."""

import itertools
from dataclasses import replace

import pytest

from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.default_block import default_block
from psoas_desktop.routine.vocabulary import Position, Severity, ShowsAt
from psoas_desktop.safety.banners import (
    banners_of,
    gate_banners,
    lead_in_banners,
    lead_in_ms,
    persistent_banner,
    ranked,
)
from tests.core.sessions import CATALOGUE, KINDS, block, routine_of, steps_of

INFO, CAUTION, WARNING, STOP = Severity
GATE, LEAD_IN, PERSISTENT = ShowsAt.GATE, ShowsAt.LEAD_IN, ShowsAt.PERSISTENT


def banner(name, severity=CAUTION, text="Mind the step", shows_at=(GATE, LEAD_IN), **more):
    return Banner(name, severity, text, text, shows_at=shows_at, **more)


def of(kind, *own, flags=(), **fields):
    made = replace(default_block(CATALOGUE.kinds[kind], "b"), banners=own, **fields)
    return banners_of(made, CATALOGUE, flags)


def ids(banners):
    return [b.id for b in banners]


# --- rank -----------------------------------------------------------------------------------------


def test_ranks_are_info_caution_warning_stop():
    assert [s.rank for s in (INFO, CAUTION, WARNING, STOP)] == [1, 2, 3, 4]


def test_the_higher_rank_comes_first_and_equals_stay_in_order():
    made = [
        banner("a", INFO),
        banner("b"),
        banner("c", STOP),
        banner("d"),
        banner("e", WARNING),
        banner("f", INFO),
    ]
    assert ids(ranked(made)) == ["c", "e", "b", "d", "a", "f"]


@pytest.mark.parametrize(("first", "second"), list(itertools.permutations(Severity, 2)))
def test_of_an_id_the_graver_one_stays(first, second):
    (kept,) = ranked([banner("a", first), banner("a", second)])
    assert kept.severity.rank == max(first.rank, second.rank)


def test_of_equally_grave_ones_the_first_stays():
    (kept,) = ranked([banner("a", text="one"), banner("a", text="two")])
    assert kept.short_text == "one"


# --- of a block -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "flags", "expected"),
    [
        ("chair-rest", (), {"supine-any", "no-force-back", "feelings"}),
        ("chair-rest", ("pregnant",), {"supine-any", "supine-pregnancy", "no-force-back", "feelings"}),
        ("propped-rest", (), {"propped-any", "feelings"}),
        ("side-lying-rest", (), {"feelings"}),
        ("log-roll-rise", (), {"slow-rise"}),
        ("lower-to-floor", (), {"balance"}),
        ("kneeling-lunge", (), {"pelvic-girdle", "knee-pad", "mild-pull", "no-arch", "balance"}),
        ("helper-stretch", (), {"no-massage", "mild-pull", "helper-agree", "helper-arms", "feelings"}),
        ("helper-briefing", (), {"no-massage", "helper-agree", "helper-arms"}),
        ("brisk-walk", (), {"balance"}),
        ("prepare-space", (), {"water", "balance"}),
        ("prepare-space", ("pregnant",), {"water", "balance", "no-long-still-standing"}),
        ("rest", (), set()),
    ],
)
def test_the_built_in_banners_of_a_kind(kind, flags, expected):
    assert set(ids(of(kind, flags=flags))) == expected


@pytest.mark.parametrize(("where", "added"), [
    ("supine", {"supine-any", "feelings"}), ("semi-reclined", {"propped-any"}), ("side-lying", {"feelings"}),
    ("standing", {"balance"}), ("walking", {"balance"}), ("seated", set()), ("kneeling", set()),
])  # fmt: skip
@pytest.mark.parametrize("field", ["position", "start_position", "end_position"])
def test_a_position_brings_its_banners_wherever_in_the_block_it_is(where, added, field):
    places = dict.fromkeys(("position", "start_position", "end_position"), Position.SEATED)
    found = of("rest", **(places | {field: Position(where)}))
    assert set(ids(found)) == added


@pytest.mark.parametrize("severity", list(Severity))
def test_a_file_cannot_weaken_a_built_in_banner(severity):
    own = banner("supine-any", severity, "Nothing to see", (GATE,))
    found = of("chair-rest", own)
    assert CATALOGUE.banners["supine-any"] in found
    beside = [b for b in found if b.short_text == "Nothing to see"]
    assert [b.severity for b in beside] == [severity]
    assert beside[0].id != "supine-any"
    assert CATALOGUE.banners["supine-any"] in lead_in_banners(found)


def test_a_files_own_banner_is_added():
    own = banner("lamp", WARNING, shows_at=(LEAD_IN,))
    found = of("chair-rest", own)
    assert found[0] == own
    assert set(ids(of("chair-rest"))) < set(ids(found))


def test_two_banners_of_a_file_with_built_in_ids_stay_apart():
    found = of("chair-rest", banner("supine-any", text="one"), banner("feelings", text="two"))
    assert {"one", "two"} <= {b.short_text for b in found}
    assert {"supine-any", "feelings"} <= set(ids(found))


def test_no_flag_no_banner_that_waits_for_it():
    waits = {b.id: b.when for b in CATALOGUE.banners.values() if b.when}
    assert waits["supine-pregnancy"] == "pregnant"
    for kind in KINDS:
        assert not set(ids(of(kind))) & set(waits)
        assert not set(ids(of(kind, flags=("another",)))) & set(waits)


# --- places ---------------------------------------------------------------------------------------


def test_only_banners_of_the_lead_in_are_shown_there():
    made = [
        banner("a", shows_at=(GATE,)),
        banner("b", WARNING, shows_at=(LEAD_IN,)),
        banner("c"),
        banner("d", STOP),
    ]
    assert ids(lead_in_banners(made)) == ["d", "b", "c"]


def test_the_highest_persistent_banner_stays():
    made = [
        banner("a", shows_at=(PERSISTENT,)),
        banner("b", WARNING, shows_at=(GATE, PERSISTENT)),
        banner("c", STOP),
    ]
    assert persistent_banner(made, CATALOGUE).id == "b"


@pytest.mark.parametrize("made", [[], [banner("a", STOP)]])
def test_without_one_of_its_own_a_block_says_that_one_may_stop(made):
    assert persistent_banner(made, CATALOGUE) is CATALOGUE.banners["feelings"]


@pytest.mark.parametrize(
    ("words", "speech", "ms"),
    [
        (1, 0, 6_000),
        (6, 0, 6_000),
        (7, 0, 6_500),
        (10, 0, 8_000),
        (1, 1, 6_000),
        (1, 3_999, 6_000),
        (1, 4_001, 6_001),
        (1, 9_000, 11_000),
        (20, 5_000, 13_000),
    ],
)
def test_how_long_a_banner_stands(words, speech, ms):
    assert lead_in_ms(banner("a", text=" ".join(["w"] * words)), speech) == ms


def test_in_the_lead_in_of_a_way_the_banner_is_that_of_where_one_lies():
    """The person is still on the back, and the way up says so until she turns."""
    up = next(s for s in steps_of(block("chair-rest")) if s.block.kind.id == "log-roll-rise")
    assert up.position is Position.SUPINE
    assert up.persistent.severity.rank >= CAUTION.rank


# --- the gate -------------------------------------------------------------------------------------


def test_stop_signs_and_the_disclaimer_are_always_there():
    found = gate_banners(routine_of(block("rest")), CATALOGUE, ())
    assert {"stop-signs", "not-medical"} == set(ids(found))
    assert found[0].severity is STOP


def test_the_gate_has_all_cautions_of_all_blocks():
    found = ids(gate_banners(routine_of(block("chair-rest"), block("kneeling-lunge")), CATALOGUE, ()))
    assert {
        "supine-any",
        "no-force-back",
        "knee-pad",
        "mild-pull",
        "no-arch",
        "balance",
        "pelvic-girdle",
    } <= set(found)
    assert len(found) == len(set(found))


def test_the_gate_has_the_files_banners_whatever_their_ids():
    data = {"id": "stop-signs", "severity": "info", "short_text": "All is well", "shows_at": ["gate"]}
    found = gate_banners(routine_of(block("rest"), safety={"banners": [data]}), CATALOGUE, ())
    assert CATALOGUE.banners["stop-signs"] in found
    assert "All is well" in {b.short_text for b in found}


def test_notes_are_at_the_gate_only_where_they_say_so():
    found = gate_banners(routine_of(block("hydrate")), CATALOGUE, ())
    assert "water" not in ids(found)
    own = [banner_data("a", ["lead_in"]), banner_data("b", ["gate"])]
    found = gate_banners(routine_of(block("rest", banners=own)), CATALOGUE, ())
    assert "b" in ids(found)
    assert "a" not in ids(found)


def banner_data(name, shows_at, severity="info"):
    return {"id": name, "severity": severity, "short_text": "Mind", "shows_at": shows_at}


@pytest.mark.parametrize("severity", ["caution", "warning", "stop"])
def test_graver_ones_are_read_at_the_gate_whatever_they_say(severity):
    own = banner_data("a", ["lead_in"], severity)
    assert "a" in ids(gate_banners(routine_of(block("rest", banners=[own])), CATALOGUE, ()))
