"""Every fact that the source gives, and where in the product it stands; claims are read, and never spoken."""

import json
import re
from pathlib import Path

import pytest

from psoas_desktop.routine.vocabulary import ShowsAt
from psoas_desktop.storage.resources import root, routines_root
from tests.core.shipped import CATALOGUE, KINDS, ROUTINES, all_cues

REPO = Path(__file__).resolve().parents[2]
HELP = "help/en/source.txt"
BANNERS = "safety/banners.en.json"
DAILY = "daily-chair-rest.psoas.json"

WORDS, DATA = "kinds/{}/words.en.json", "kinds/{}/kind.json"


def words(kind):
    return WORDS.format(kind)


def data(kind):
    return DATA.format(kind)


# A place is a file (of the resources, or a routine), a JSON pointer (of a help page: a heading), and what
# has to stand there: a phrase, or a value.
FACTS = {
    "F01": [
        (HELP, "Words", "Said SO-az; the source writes so-as"),
        (HELP, "Words", "from the lower spine, under the diaphragm and forward over the pelvis"),
        (HELP, "Words", "inner side of the upper thigh bone"),
    ],
    "F02": [(HELP, "Words", "walk upright and supports the organs of the belly")],
    "F03": [
        (data("chair-rest"), "/source/by", "Liz Koch (Core Awareness)"),
        (HELP, "", "which credits Liz Koch of Core Awareness"),
    ],
    "F04": [
        (words("chair-rest"), "/steps", "Rest your calves on the seat"),
        (words("chair-rest"), "/steps", "thighs point straight up"),
        (words("chair-rest"), "/fields/chair_height_cm/help", "calves level"),
        (data("chair-rest"), "/pictures/0/figure", "chair_rest"),
    ],
    "F05": [
        (data("chair-rest"), "/duration/default_s", 300),
        (data("chair-rest"), "/duration/advised_max_s", 300),
        (words("chair-rest"), "/frequency", "five minutes at a time"),
        (DAILY, "/items/2/duration_s", 300),
    ],
    "F06": [
        (data("chair-rest"), "/followed_by/0", "log-roll-rise"),
        (data("log-roll-rise"), "/source/note", "rolling to the side and getting up slowly"),
        (DAILY, "/items/3/type", "log-roll-rise"),
    ],
    "F07": [
        (
            f"{BANNERS}",
            "/no-force-back/spoken_text",
            "Do not press your low back down. Let it settle by itself.",
        ),
        (words("chair-rest"), "/cues", "Leave the small gap under it alone"),
    ],
    "F08": [
        (data("chair-rest"), "/source/note", "the gap under the back may disappear with time"),
        (HELP, "What the source believes", "The gap under the low back may disappear with time"),
    ],
    "F09": [
        (words("chair-rest"), "/frequency", "Daily if you like"),
        (HELP, "When, and how often", "daily, as often as you can"),
    ],
    "F10": [
        (HELP, "Whom the source suggests it to", "You have constipation. We found no good study of that."),
        (DAILY, "/indications", "The source suggests this if you have constipation"),
    ],
    "F11": [
        (HELP, "Whom the source suggests it to", "not settled into the pelvis after 38 weeks"),
        (DAILY, "/indications", "lying flat is least advised in those weeks"),
    ],
    "F12": [
        (HELP, "Whom the source suggests it to", "You had a long labour before."),
        (DAILY, "/indications", "had a long labour before"),
    ],
    "F13": [
        (HELP, "Whom the source suggests it to", "You have not given birth before."),
        (DAILY, "/indications", "have not given birth before"),
    ],
    "F14": [
        (HELP, "Whom the source suggests it to", "lived through sexual or emotional abuse"),
        (HELP, "Whom the source suggests it to", "Nobody here asks about that, keeps it or sorts by it"),
    ],
    "F15": [
        (HELP, "Whom the source suggests it to", "You sit or drive a lot, or work at a desk"),
        ("desk-break.psoas.json", "/indications", "if you sit or drive a lot"),
        ("after-a-drive.psoas.json", "/indications", "if you sit or drive a lot"),
    ],
    "F16": [
        (HELP, "Whom the source suggests it to", "Standing fully upright is hard for you"),
        (DAILY, "/indications", "standing fully upright is hard for you"),
    ],
    "F17": [
        (words("chair-rest"), "/contraindications", "You cannot lie on your back"),
        (data("chair-rest"), "/alternatives", "side-lying-rest"),
    ],
    "F18": [
        (BANNERS, "/supine-any/shows_at", "persistent"),
        (BANNERS, "/supine-any/spoken_text", "If you feel unwell, roll to your side."),
        ("safety/rules.en.json", "/unwell/exits/supine/say", "Roll to your left side now"),
        (words("chair-rest"), "/cues", "roll to your side now"),
    ],
    "F19": [
        (
            data("chair-rest"),
            "/source/note",
            "guidance differs, and some people feel faint within three to ten",
        ),
        (HELP, "When, and how often", "checks in pregnancy take about as long. Guidance differs."),
        (BANNERS, "/supine-pregnancy/full_text", "often within three to ten minutes"),
    ],
    "F20": [
        (words("chair-rest"), "/alternatives/kneeling-lunge", "you cannot lie down"),
        (words("chair-rest"), "/alternatives/standing-forward-lunge", "you cannot lie down"),
        ("no-lying-down.psoas.json", "/goal", "people who find lying down hard"),
    ],
    "F21": [
        (words("brisk-walk"), "/frequency", "Daily."),
        (data("brisk-walk"), "/source/note", "brisk walking every day"),
        ("walking-and-lunges.psoas.json", "/items/2/type", "brisk-walk"),
    ],
    "F22": [
        (words("belly-breathing"), "/purpose", "let the belly let go"),
        (words("belly-breathing"), "/cues", "Breathing in, let your belly widen"),
    ],
    "F23": [(words("kneeling-lunge"), "/title", "Kneeling lunge")],
    "F24": [(words("standing-forward-lunge"), "/title", "Standing forward lunge")],
    "F25": [
        (words("bolster-sit"), "/cues", "Check that your knees are lower than your hips."),
        (data("bolster-sit"), "/props", '"bolster"'),
    ],
    "F26": [
        (data("kneeling-lunge"), "/source/note", "take the body backwards from the hip"),
        (words("kneeling-lunge"), "/cues", "Do not arch your back."),
        (HELP, "What the source believes", "backwards from the hip help. That is too broad for us"),
    ],
    "F27": [
        (data("hydrate"), "/source/note", "a dry muscle does not respond to stretching"),
        (words("hydrate"), "/cues", "Take a few small sips."),
        (BANNERS, "/water/full_text", "Sip before and after, when you are thirsty."),
    ],
    "F28": [
        (data("helper-stretch"), "/needs_helper", True),
        (data("helper-stretch"), "/source/note", "The position and its words are ours"),
        ("with-a-helper.psoas.json", "/audience/needs_helper", True),
    ],
    "F29": [
        (data("helper-stretch"), "/source/note", "at least three minutes"),
        (data("helper-stretch"), "/open_ended/cap_s", 300),
        (words("helper-stretch"), "/frequency", "at least three minutes, while the helper is comfortable"),
        (BANNERS, "/helper-arms/short_text", "Helper tired? Rest the leg"),
    ],
    "F30": [
        (BANNERS, "/no-massage/full_text", "Do not massage or press this muscle"),
        (BANNERS, "/no-massage/source/note", "Liz Koch's view"),
        (HELP, "What the source believes", "favours work with the fascia"),
    ],
    "F31": [
        (
            HELP,
            "What the source believes",
            "Gentle stretching is widely acceptable. That is its author's opinion.",
        )
    ],
    "F32": [
        (HELP, "When, and how often", "before, during and after pregnancy and in labour"),
        (BANNERS, "/labour/full_text", "The source allows this in labour."),
        (BANNERS, "/postnatal/full_text", "wait until your care team is happy"),
    ],
    "F33": [
        (HELP, "When, and how often", "at any time, without limit"),
        (
            HELP,
            "When, and how often",
            "It can think of no time to avoid the sitting and stretching. This program lists",
        ),
    ],
    "F34": [
        (words("prepare-space"), "/purpose", "Set up a calm place"),
        (data("prepare-space"), "/source/note", "a quiet moment, a little space, a calm mind"),
        (HELP, "When, and how often", "find a quiet moment and a little space, with a calm mind"),
    ],
    "F35": [
        (data("closing-check-in"), "/source/note", "you will feel relaxed and centred"),
        (words("closing-check-in"), "/cues", "There is no right answer."),
    ],
    "F36": [
        (words("closing-check-in"), "/cues", "Let your breath flow."),
        (words("closing-check-in"), "/cues", "Come back whenever you like."),
        (HELP, "When, and how often", "keep the breath flowing, and repeat as needed"),
    ],
    "F37": [
        (HELP, "What the source believes", "tight breath, an upset stomach and constipation"),
        (HELP, "What the source believes", "a tight pair keeps the baby high"),
        (HELP, "Words", "even the fetal position"),
    ],
    "F38": [
        (HELP, "What the source believes", "Liz Koch alone says that the work relieves or eliminates pain"),
        (HELP, "What the source believes", "can help to avoid induction. We found no trial of it."),
    ],
    "F39": [
        (HELP, "What the source believes", "softer psoas is one of several things that help at 38 weeks"),
        (HELP, "What the source believes", "We found no trial that shows this."),
    ],
    "F40": [
        (HELP, "What the source believes", "A long labour or an epidural may relax the psoas."),
        (BANNERS, "/numb-legs/full_text", "Do not do these exercises with an epidural in place"),
        (DAILY, "/contraindications", "Not with an epidural in place"),
    ],
    "F41": [(HELP, "What the source believes", "Daoist tradition ties this muscle to the soul")],
    "F42": [
        (HELP, "What the source believes", "Good posture and easy breathing help the muscle to let go"),
        (data("belly-breathing"), "/source/note", "good posture and breathing in general"),
    ],
    "F43": [(HELP, "To read and to watch", "Unraveling the Psoas Muscle on Land, Using a Chair")],
    "F44": [(HELP, "To read and to watch", "By Collette Crawford")],
    "F45": [(HELP, "To read and to watch", "Favourite yoga activities for the psoas")],
    "F46": [(HELP, "To read and to watch", "Daily Essentials; Parent Class")],
    "F47": [
        (HELP, "To read and to watch", "The pictures here are our own drawings."),
        (HELP, "Words", "Constructive rest"),
        (data("bolster-sit"), "/pictures", "bolster_sit_floor"),
    ],
}

PLACES = [(fact, *place) for fact, found in FACTS.items() for place in found]


def at_place(file, pointer):
    """What stands at a place: the value of a JSON pointer, or the text below a heading of a help page."""
    folder = routines_root() if file.endswith(".psoas.json") else root()
    text = (folder / file).read_text(encoding="utf-8")
    if file.endswith(".txt"):
        parts = {"": text.partition("\n## ")[0]}
        parts |= dict(part.split("\n", 1) for part in text.split("\n## ")[1:])
        return parts[pointer]
    value = json.loads(text)
    for step in pointer.removeprefix("/").split("/"):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def test_no_fact_is_forgotten():
    assert list(FACTS) == [f"F{number:02}" for number in range(1, 48)]


@pytest.mark.parametrize(("fact", "file", "pointer", "expected"), PLACES)
def test_a_fact_stands_where_it_belongs(fact, file, pointer, expected):
    value = at_place(file, pointer)
    if not isinstance(expected, str):
        assert value == expected
    else:
        assert expected in (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)), fact


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_that_names_a_fact_holds_it(name):
    """The facts that a kind's source names are facts of the table, and those of exercises name their kind."""
    named = CATALOGUE.kinds[name].source["facts"]
    assert set(named) <= set(FACTS)
    own = {"F04": "chair-rest", "F21": "brisk-walk", "F22": "belly-breathing", "F23": "kneeling-lunge",
           "F24": "standing-forward-lunge", "F25": "bolster-sit", "F27": "hydrate", "F28": "helper-stretch",
           "F34": "prepare-space", "F35": "closing-check-in", "F06": "log-roll-rise"}  # fmt: skip
    assert {fact for fact, kind in own.items() if kind == name} <= set(named)


# --- claims stay claims -------------------------------------------------------------------------------------

BELIEFS = re.compile(
    r"\b(source|koch|spinning|daoist|soul|instinct|38 weeks|pelvis opens|upset stomach|constipation|induction"
    r"|life[- ]changing|relax(?:es|ed)? the psoas|dry muscle|fears?|back pain|leg pain|trauma|abuse)\b",
    re.IGNORECASE,
)


def heard():
    yield from (text for cue in all_cues() for text in (cue.say, cue.show))
    yield from (text for b in CATALOGUE.banners.values() for text in (b.short_text, b.spoken_text))
    for routine in ROUTINES.values():
        for item in routine["items"]:
            yield from (cue.get(key, "") for cue in item.get("cues", ()) for key in ("say", "show"))


def titles():
    yield from (kind.title for kind in CATALOGUE.kinds.values())
    for routine in ROUTINES.values():
        yield from (routine["title"], *routine["tags"])
        yield from (item.get("title", "") for item in routine["items"])


def test_no_claim_is_spoken_or_stands_in_a_title():
    # The banner is called "What the source believes" and is read, never said: ShowsAt.READING alone.
    reading = CATALOGUE.banners["source-belief"]
    assert set(reading.shows_at) == {ShowsAt.READING}
    assert [
        text for text in (*heard(), *titles()) if BELIEFS.search(text) and text != reading.short_text
    ] == []


def test_five_minutes_are_never_called_fine_by_voice():
    assert not [text for text in heard() if re.search(r"five minutes.*\bfine\b", text, re.IGNORECASE)]


def test_a_claim_is_told_with_what_was_found_about_it():
    believes = at_place(HELP, "What the source believes").splitlines()
    claims = [line for line in believes if line.startswith("- ")]
    assert len(claims) == 12
    found = re.compile(
        r"We found no|not proven|not a treatment|Nobody has shown|a belief, not a finding|opinion|view;"
        r"|praise|too broad|Do not press|all day long"
    )
    assert [line for line in claims if not found.search(line)] == []


def test_what_a_promise_of_the_source_says_of_birth_is_not_passed_on():
    text = (root() / HELP).read_text(encoding="utf-8").lower()
    assert "easier" not in text
    assert "shorter birth" not in text


def test_abuse_is_spoken_of_on_one_page_alone():
    told = [
        path.name
        for path in (root() / "help").rglob("*.txt")
        if re.search(r"\babuse", path.read_text("utf-8"))
    ]
    assert told == ["source.txt"]
    quiet = [path for path in (root() / "kinds").rglob("*.json") if "abuse" in path.read_text("utf-8")]
    assert quiet == []
    assert "abuse" not in json.dumps(list(ROUTINES.values())).lower()


# --- credit -------------------------------------------------------------------------------------------------

CREDIT = "Adapted from Spinning Babies and the work of Liz Koch (Core Awareness)"


def test_the_credit_stands_in_each_routine_and_in_the_readme():
    assert all(CREDIT in routine["summary"] for routine in ROUTINES.values())
    readme = " ".join((REPO / "README.md").read_text(encoding="utf-8").split())
    assert CREDIT in readme
    assert "Neither Spinning Babies nor Liz Koch has reviewed or endorsed" in readme


@pytest.mark.parametrize("file", ["common/words.py", "program/about_window.py"])
def test_the_credit_stands_at_the_end_of_a_session_and_in_the_about_window(file):
    assert CREDIT in (REPO / "psoas_desktop" / "ui" / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", KINDS)
def test_the_credit_stands_in_the_details_of_a_kind(name):
    source = CATALOGUE.kinds[name].source
    assert (
        source["kind"] == "authored" or source["by"] == "Spinning Babies, crediting Liz Koch (Core Awareness)"
    )
