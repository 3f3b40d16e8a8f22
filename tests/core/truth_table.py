"""Answers in, routine out: what the sources say has to come of a routine, row by row.

Written from ``reference`` (screening, pregnancy_rules, banners, contraindications and alternatives of blocks)
and ``corrections``, which wins; never from what the program does. All questions that a row does not name are
answered so that they change nothing; None leaves one unanswered.
"""

from dataclasses import dataclass, field

from tests.core.sessions import block, group

KIND = {
    "prep": "prepare-space", "water": "hydrate", "walk": "brisk-walk", "stand": "standing-forward-lunge",
    "kneel": "kneeling-lunge", "sit": "bolster-sit", "breathe": "belly-breathing",
    "close": "closing-check-in", "down": "lower-to-floor", "up": "log-roll-rise",
    "chair": "chair-rest", "side": "side-lying-rest",
    "prop": "propped-rest", "talk": "helper-briefing", "help": "helper-stretch", "seat": "seated-rest",
    "free": "free",
}  # fmt: skip

ROUTINES = {
    "daily": [
        block("prepare-space"), block("lower-to-floor"), block("chair-rest", duration_s=300),
        block("log-roll-rise"), block("closing-check-in"),
    ],
    "upright": [
        block("prepare-space"), block("hydrate"), block("brisk-walk", duration_s=180),
        block("standing-forward-lunge", duration_s=40), block("kneeling-lunge", duration_s=45),
        block("bolster-sit", duration_s=210), block("belly-breathing", duration_s=180),
        block("closing-check-in"),
    ],
    "helper": [
        block("prepare-space"), block("hydrate"), block("helper-briefing"), block("lower-to-floor"),
        block("helper-stretch", duration_s=60), block("side-lying-rest", duration_s=60),
        block("log-roll-rise"), block("closing-check-in"),
    ],
    "lunges": [
        block("standing-forward-lunge", duration_s=40), block("kneeling-lunge", duration_s=45)
    ],
    "propped": [
        block("lower-to-floor"), block("propped-rest", duration_s=900), block("log-roll-rise")
    ],
    "long": [block("chair-rest", duration_s=900)],
    "mixed": [
        group(block("chair-rest", duration_s=120), block("side-lying-rest", duration_s=60)),
        block("kneeling-lunge"), block("brisk-walk"),
    ],
    "kneeling": [block("free", position="kneeling"), block("kneeling-lunge")],
    "pair": [block("helper-briefing"), block("helper-stretch")],
    "bolster": [block("bolster-sit", position="floor-seated", duration_s=120)],
    "walk": [block("brisk-walk"), block("seated-rest")],
    "breath": [block("belly-breathing")],
    "half-lying": [block("belly-breathing", position="semi-reclined"), block("log-roll-rise")],
}  # fmt: skip

UNCHANGED = {
    "daily": "prep down chair up close",
    "upright": "prep water walk stand kneel sit breathe close",
    "helper": "prep water talk down help side up close",
    "lunges": "stand kneel",
    "propped": "down prop up",
    "long": "chair",
    "mixed": "chair side kneel walk",
    "kneeling": "free kneel",
    "pair": "talk help",
    "bolster": "sit",
    "walk": "walk seat",
    "breath": "breathe",
    "half-lying": "breathe up",
}


@dataclass(frozen=True)
class Row:
    """One line: a routine, answers, and the routine that has to come of it, or why it is locked."""

    source: str
    routine: str
    answers: dict
    kinds: str = ""
    locks: tuple = ()
    caps: dict = field(default_factory=dict)
    known: dict = field(default_factory=dict)

    def __str__(self):
        said = ", ".join(f"{name}={choice}" for name, choice in self.answers.items())
        return f"{self.routine}: {said or 'nothing to say'}"


def pregnant(weeks, **more):
    """Answers of somebody who is pregnant."""
    return {"q-pregnant": "yes", "q-weeks": weeks, **_named(more)}


def _named(more):
    return {name.replace("_", "-"): choice for name, choice in more.items()}


ALL = tuple(ROUTINES)
BANDS = ("w0", "w12", "w16", "w20", "w24", "w28", "w32", "w37", "unknown")
UNDER_28 = BANDS[:5]
LATE = BANDS[5:]
TERM = pregnant("w37", q_labour="yes", labour="yes")

ROWS = []


def rows(source, answers, expected, **more):
    """One row for each routine; ``expected`` by routine, its kinds."""
    ROWS.extend(Row(source, routine, answers, kinds, **more) for routine, kinds in expected.items())


def locked(source, answers, by, routines=ALL, **more):
    """One row for each routine: it is not played."""
    ROWS.extend(Row(source, routine, answers, locks=(by,), **more) for routine in routines)


# --- nothing to say ---------------------------------------------------------------------------------------

rows("reference, screening, principle: most people can go on", {}, UNCHANGED)

# --- ask first means blocked until agreed -----------------------------------------------------------------

for answer in ("some", None):
    locked("reference, q-signs: block", {"q-signs": answer}, "signs")
for answer in ("exercise", None):
    locked(
        "reference, q-told-no: block", {"q-told-no": answer}, "told-exercise", ("daily", "upright", "helper")
    )
for question, rule in (("q-heart", "heart"), ("q-clots", "clots"), ("q-operation", "operation")):
    source = f"reference, {question}; corrections, Questions: ask first means blocked until agreed"
    for answer in ("yes", None):
        locked(source, {question: answer}, rule, ("daily", "upright", "helper", "breath"))
    rows(source, {question: "agreed"}, {name: UNCHANGED[name] for name in ("daily", "upright", "helper")})
for answer in ("yes", None):
    locked(
        "corrections, Questions: hip replacement",
        {"q-hip": answer},
        "hip",
        ("daily", "upright", "lunges", "pair"),
    )
rows(
    "corrections, Questions: hip replacement",
    {"q-hip": "agreed"},
    {n: UNCHANGED[n] for n in ("lunges", "pair")},
)
for answer in ("yes", None):
    locked(
        "reference, q-back: ask care provider first",
        {"q-back": answer},
        "back",
        ("daily", "upright", "helper"),
    )
for weeks in ("w12", "w32"):
    for answer in ("yes", None):
        high = pregnant(weeks, q_high_risk=answer)
        locked(
            "reference, q-high-risk: block until the care provider agrees", high, "risk", ("upright", "walk")
        )
        locked("corrections, Questions: twins", pregnant(weeks, q_twins=answer), "twins", ("upright", "walk"))
    rows(
        "reference, q-high-risk",
        pregnant(weeks, q_high_risk="agreed"),
        {n: UNCHANGED[n] for n in ("upright", "walk")},
    )
locked(
    "corrections, Questions: the questions of pregnancy count where it is not said",
    {"q-pregnant": "not-said", "q-high-risk": "yes"}, "risk", ("daily", "walk"),
)  # fmt: skip
rows("corrections, Questions: twins; J: no lying flat", pregnant("w20", q_twins="agreed"), {
    "daily": "prep down side up close", "upright": UNCHANGED["upright"], "helper": UNCHANGED["helper"],
})  # fmt: skip

# --- labour -----------------------------------------------------------------------------------------------

EARLY_LABOUR = "corrections, Questions: labour under 37 weeks blocks"
for weeks in (*BANDS[:7], "unknown", None):
    locked(EARLY_LABOUR, pregnant(weeks, q_labour="yes"), "labour-early", ("daily", "breath"))
locked(EARLY_LABOUR, pregnant("w24", q_labour=None), "labour-early", ("daily", "breath"))
locked(EARLY_LABOUR, {"q-pregnant": "not-said", "q-labour": "yes"}, "labour-early", ("daily", "walk"))
for answer in ("no", None):
    late = pregnant("w37", q_labour="yes", labour=answer)
    locked(
        "reference, banner labour: not agreed blocks", late, "labour-not-agreed", ("daily", "walk", "breath")
    )
IN_LABOUR = "corrections, Questions: side-lying, seated and breathing blocks only; no chair rest, no helper"
for labour in ("yes", None):
    rows(IN_LABOUR, {**TERM, "q-labour": labour}, {
        "daily": "prep down side up close",
        "upright": "prep water side sit breathe close",
        "helper": "prep water down side side up close",
        "lunges": "side",
        "propped": "down side up",
        "long": "side",
        "mixed": "side side side",
        "kneeling": "side",
        "pair": "side",
        "walk": "seat seat",
        "breath": "breathe",
        "half-lying": "breathe up",
    })  # fmt: skip
rows(IN_LABOUR + "; reference, q-floor", {**TERM, "q-floor": "no"}, {
    "daily": "prep down seat up close",
    "upright": "prep water seat sit breathe close",
    "pair": "seat",
})  # fmt: skip
for answer in ("yes", None):
    locked(
        "corrections, Questions: epidural or numb legs with labour",
        {**TERM, "q-numb": answer},
        "numb",
        ("daily", "breath"),
    )
    after_birth = {"q-operation": "birth-agreed", "q-numb": answer}
    locked(
        "corrections, Questions: epidural or numb legs after a birth",
        after_birth,
        "numb",
        ("daily", "breath"),
    )
rows("corrections, Questions: after a birth, agreed", {"q-operation": "birth-agreed"}, {
    name: UNCHANGED[name] for name in ("daily", "upright", "breath")
})  # fmt: skip

# --- the back ---------------------------------------------------------------------------------------------

TO_SIDE = {
    "daily": "prep down side up close",
    "long": "side",
    "mixed": "side side kneel walk",
    "propped": UNCHANGED["propped"],
    "upright": UNCHANGED["upright"],
}
TO_PROPPED = {"daily": "prep down prop up close", "mixed": "prop side kneel walk"}
FORBIDDEN = "corrections, Questions: a forbidden back becomes side-lying"
rows("reference, q-told-no: no supine; " + FORBIDDEN, {"q-told-no": "back"}, TO_SIDE)
for answer in ("yes", None):
    rows("reference, q-faint-back; " + FORBIDDEN, {"q-faint-back": answer}, TO_SIDE)
for answer in ("not-said", None):
    expected = {name: kinds for name, kinds in TO_SIDE.items() if name != "propped"}
    rows("decisions: not said removes flat lying; reference, unknown", {"q-pregnant": answer}, expected)
    capped = {"propped-rest": 600}
    rows(
        "corrections 10: propped at most 600 s",
        {"q-pregnant": answer},
        {"propped": "down prop up"},
        caps=capped,
    )
FELT = {"felt_unwell_on_back": "yes"}
for answer in ("no", None):
    rows("corrections 4: off until the care team agrees", {"q-unwell-back": answer}, TO_SIDE, known=FELT)
rows(
    "corrections 4: the care team agrees",
    {"q-unwell-back": "agreed"},
    {n: UNCHANGED[n] for n in TO_SIDE},
    known=FELT,
)
for weeks in UNDER_28:
    source = f"reference, pregnancy_rules; corrections, Questions: {weeks}"
    flat, unsaid = pregnant(weeks, q_back_today="flat"), pregnant(weeks, q_back_today=None)
    rows(source, flat, {"daily": UNCHANGED["daily"], "mixed": UNCHANGED["mixed"]})
    rows(source, flat, {"long": "chair"}, caps={"chair-rest": 300})
    rows(source, pregnant(weeks, q_back_today="propped"), TO_PROPPED)
    rows(source, unsaid, TO_PROPPED)
    rows(source, pregnant(weeks, q_faint_back="yes"), {"daily": TO_SIDE["daily"]})
for weeks in (*LATE, None):
    source = f"reference, pregnancy_rules: 28 and over, unknown as that; corrections, Questions: {weeks}"
    agreed = {"q_agreed": "yes"}
    rows(source, pregnant(weeks, **agreed, q_back_today="flat"), {"daily": UNCHANGED["daily"]})
    rows(source, pregnant(weeks, **agreed, q_back_today="flat"), {"long": "chair"}, caps={"chair-rest": 300})
    rows(source, pregnant(weeks, **agreed, q_back_today="propped"), TO_PROPPED)
    rows(source, pregnant(weeks, **agreed, q_back_today=None), TO_PROPPED)
    for answer in ("no", None):
        rows(source, pregnant(weeks, q_agreed=answer), {"daily": TO_SIDE["daily"], "mixed": TO_SIDE["mixed"]})
for weeks in BANDS:
    source = "corrections 10: propped at most 600 s when pregnant"
    rows(source, pregnant(weeks), {"propped": "down prop up"}, caps={"propped-rest": 600})
rows(
    "corrections 10: a stand-in is no longer either",
    pregnant("w20", q_back_today="propped"),
    {"long": "prop"},
)

# --- joints, balance, floor -------------------------------------------------------------------------------

for answer in ("yes", None):
    rows("reference, q-pelvis; corrections, Questions: merged", {"q-pelvis": answer}, {
        "upright": "prep water walk sit sit breathe close",
        "lunges": "sit",
        "kneeling": "free sit",
        "mixed": "chair side sit walk",
        "helper": "prep water down side side up close",
        "pair": "side",
    })  # fmt: skip
    rows("reference, q-knee", {"q-knee": answer}, {
        "upright": "prep water walk stand stand sit breathe close",
        "lunges": "stand stand",
        "kneeling": "seat stand",
        "mixed": "chair side stand walk",
    })  # fmt: skip
    source = "corrections, Questions: balance; reference, standing-forward-lunge: swap for bolster-sit"
    rows(source, {"q-balance": "unsteady" if answer else None}, {
        "upright": "prep water sit kneel sit breathe close",
        "lunges": "sit kneel",
        "kneeling": UNCHANGED["kneeling"],
        "mixed": "chair side kneel sit",
        "walk": "sit seat",
    })  # fmt: skip
    source = "corrections, Questions: tailbone; reference, bolster-sit: side-lying-rest when sitting hurts"
    rows(source, {"q-tailbone": answer}, {
        "upright": "prep water walk stand kneel side breathe close",
        "bolster": "side",
        "daily": UNCHANGED["daily"],
    })  # fmt: skip
KNEE_AND_PELVIS = "corrections, Questions: knee and pelvis pain together end seated; merged"
rows(KNEE_AND_PELVIS, {"q-knee": "yes", "q-pelvis": "yes"}, {
    "upright": "prep water walk sit sit breathe close",
    "lunges": "sit",
    "kneeling": "seat sit",
    "mixed": "chair side sit walk",
})  # fmt: skip
rows("reference, q-knee; corrections, Questions: balance", {"q-knee": "yes", "q-balance": "unsteady"}, {
    "upright": "prep water sit sit breathe close",
    "lunges": "sit",
})  # fmt: skip
SORE = {"q-pelvis": "yes", "q-tailbone": "yes"}
rows("reference, q-pelvis; bolster-sit, its alternatives; corrections, Questions: merged", SORE, {
    "lunges": "side",
    "upright": "prep water walk side breathe close",
})  # fmt: skip
rows("corrections, Questions: balance, tailbone", {"q-balance": "unsteady", "q-tailbone": "yes"}, {
    "lunges": "side kneel",
    "walk": "seat seat",
})  # fmt: skip
rows("reference, q-back: remove helper-stretch and lunges", {"q-back": "agreed"}, {
    "upright": "prep water walk sit breathe close",
    "helper": "prep water down side up close",
    "mixed": "chair side walk",
    "daily": UNCHANGED["daily"],
})  # fmt: skip
locked(
    "corrections, Questions: next to nothing left is not played",
    {"q-back": "agreed"},
    "least",
    ("lunges", "pair"),
)
for answer in ("no", None):
    rows("reference, q-floor; the blocks' alternatives", {"q-floor": answer}, {
        "daily": "prep down sit up close",
        "upright": "prep water walk stand stand sit breathe close",
        "helper": "prep water down sit up close",
        "propped": "down sit up",
        "lunges": "stand stand",
        "mixed": "sit stand walk",
        "kneeling": "sit stand",
        "bolster": "sit",
        "pair": "sit",
        "half-lying": "sit up",
    })  # fmt: skip
FLOOR = "reference, q-floor and the other answer together"
rows(
    FLOOR,
    {"q-floor": "no", "q-pelvis": "yes"},
    {"upright": "prep water walk sit sit breathe close", "lunges": "sit"},
)
rows(FLOOR, {"q-floor": "no", "q-balance": "unsteady"}, {"upright": "prep water sit sit breathe close"})
rows(FLOOR, {"q-floor": "no", "q-tailbone": "yes"}, {
    "upright": "prep water walk stand stand breathe close",
    "daily": "prep down breathe up close",
    "bolster": "breathe",
})  # fmt: skip
rows(FLOOR, {"q-floor": "no", "q-told-no": "back"}, {"daily": "prep down sit up close"})
rows(FLOOR, {"q-floor": "no", "q-pregnant": "not-said"}, {"daily": "prep down sit up close"})
rows(FLOOR, pregnant("w20", q_floor="no", q_back_today="propped"), {"daily": "prep down sit up close"})

# --- the helper -------------------------------------------------------------------------------------------

ALONE = {"helper": "prep water down side side up close", "pair": "side"}
for answer in ("no", None):
    rows(
        "reference, q-helper: remove helper blocks; helper-stretch, its alternatives",
        {"q-helper": answer},
        ALONE,
    )
    rows("corrections, Questions: touch not wanted", {"q-touch": answer}, ALONE)
for answer in ("yes", None):
    rows("corrections, Questions: the helper's back", {"q-helper-back": answer}, ALONE)
rows("reference, q-helper, q-floor", {"q-helper": "no", "q-floor": "no"}, {
    "helper": "prep water down sit up close", "pair": "sit",
})  # fmt: skip
rows("reference, pregnancy_rules: lying on the side is no matter", pregnant("w32"), {
    "helper": UNCHANGED["helper"], "pair": UNCHANGED["pair"],
})  # fmt: skip

# --- lists ------------------------------------------------------------------------------------------------

NOTHING_SAID = {"q-health": None, "q-heart": None, "q-clots": None, "q-operation": None, "q-hip": None}
ROWS.append(
    Row("corrections, The gate: unanswered is the most cautious answer", "daily", NOTHING_SAID,
        locks=("heart", "clots", "operation", "hip"))
)  # fmt: skip
ROWS.append(
    Row("corrections, The gate: unanswered is the most cautious answer", "walk",
        {"q-body": None, "q-balance": None, "q-tailbone": "no"}, kinds="sit seat")
)  # fmt: skip
ROWS.append(
    Row("a line of a list counts against the list's none of these", "lunges",
        {"q-body": "none", "q-pelvis": "yes", "q-back": "no", "q-knee": "no", "q-tailbone": "no",
         "q-balance": "steady"}, kinds="sit")
)  # fmt: skip
ROWS.append(
    Row("each line of a list answers the list", "upright",
        {"q-body": None, "q-pelvis": "no", "q-back": "no", "q-knee": "no", "q-tailbone": "no",
         "q-balance": "steady"}, kinds=UNCHANGED["upright"])
)  # fmt: skip
