"""Going against advice and following it again: what of the file changes, and what the rules make of it."""

from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.advice.silencing import FIELD, follow_again, go_against
from psoas_desktop.routine.draft import Draft, from_plain

codes = st.sampled_from(["no-author", "no-way-up", "cue-too-close"])
blocks = st.sampled_from(["", "a", "b"])
reasons = st.text(min_size=1, max_size=20)
entries = st.builds(
    lambda code, block, reason: {"code": code, "reason": reason, **({"block": block} if block else {})},
    codes, blocks, reasons,
)  # fmt: skip


def draft_of(listed, **safety):
    return Draft(from_plain({"title": "R", "safety": {**safety, "silenced": listed}, "items": []}))


def meant(draft):
    listed = draft.plain().get("safety", {}).get("silenced", [])
    return {(one["code"], one.get("block", "")): one["reason"] for one in listed}


@given(st.lists(entries, max_size=4), codes, blocks, reasons)
def test_one_entry_is_written_and_all_others_stay(listed, code, block, reason):
    before = draft_of(listed)
    edit = go_against(before, code, reason, block)
    assert edit.field == FIELD
    assert meant(edit.draft) == {**meant(before), (code, block): reason}
    again = meant(follow_again(edit.draft, code, block).draft)
    assert again == {place: why for place, why in meant(before).items() if place != (code, block)}


@given(st.lists(entries, min_size=1, max_size=4), codes, blocks)
def test_following_takes_back_the_nearest(listed, code, block):
    before = meant(draft_of(listed))
    after = meant(follow_again(draft_of(listed), code, block).draft)
    gone = (code, block) if (code, block) in before else (code, "")
    assert after == {place: why for place, why in before.items() if place != gone}


def test_nothing_is_left_behind():
    bare = Draft(from_plain({"title": "R", "items": []}))
    assert (
        follow_again(go_against(bare, "no-author", "At home.").draft, "no-author").draft.plain()
        == bare.plain()
    )
    kept = draft_of([{"code": "no-author", "reason": "At home."}], banners=[])
    assert follow_again(kept, "no-author").draft.plain()["safety"] == {"banners": []}
    assert follow_again(bare, "no-author").draft is bare
