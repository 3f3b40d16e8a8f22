"""Time on the back is counted with everything in it, and ends at its cap."""

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import (
    Extend,
)
from psoas_desktop.playback.outputs import Note
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Position
from tests.core.sessions import RULES, begin, begin_unfitted, block, fine, group, last, lines


def supine_ms(run):
    lead_in = next(s for s in run.entered if s.block.kind.id == "chair-rest" and s.phase is Phase.LEAD_IN)
    return lead_in.planned_ms


def test_the_lead_in_counts_towards_the_cap():
    run = begin_unfitted(block("chair-rest", duration_s=900)).to(Phase.HOLD, "chair-rest")
    run.until(lambda r: r.of(out.Noted))
    (note,) = run.of(out.Noted)
    hold = next(o for o in run.of(out.StepStarted) if o.step.phase is Phase.HOLD)
    assert note.note is Note.SUPINE_CAP
    assert note.at_ms - hold.at_ms <= 900_000 - supine_ms(run)
    assert lines(run) == [RULES.supine_cap.say]
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run.to_end())
    assert last(run, out.Finished).ledger.skipped > 0


def test_the_cap_is_planned_for():
    """Corrections 3: what is planned is what is played, everything on the back included."""
    run = begin(block("chair-rest", duration_s=900)).to_end()
    assert Note.SUPINE_CAP not in run.notes()
    assert [c.what for c in last(run, out.Started).changes] == ["cap"]
    on_back = sum(s.planned_ms for s in run.entered if s.position is Position.SUPINE)
    assert 870_000 <= on_back < 900_000
    told, clock = [], 0
    for step in run.entered:
        told += [
            clock + c.at_ms for c in step.cues if c.position is Position.SUPINE or "Roll to your" in c.say
        ]
        clock += step.length_ms
    down, up = told[0], told[-1]
    assert 890_000 <= up - down < 900_000, "from being told to turn on to the back to being told to leave it"
    assert last(run, out.Finished).ledger.skipped == 0
    fine(run)


def test_staying_longer_does_not_pass_the_cap():
    run = begin(block("chair-rest", duration_s=300)).to(Phase.HOLD, "chair-rest")
    for _ in range(40):
        run.give(Extend())
    run.to_end()
    assert Note.SUPINE_CAP in run.notes()
    fine(run)


def test_rounds_on_the_back_count_together():
    run = begin_unfitted(group(block("chair-rest", duration_s=300), repeat=5, rest=30)).to_end()
    assert Note.SUPINE_CAP in run.notes()
    fine(run)


def test_after_the_cap_all_that_follows_on_the_back_is_left_out():
    rounds = group(block("chair-rest", duration_s=300), repeat=5, rest=30)
    run = begin_unfitted(rounds, block("side-lying-rest"), block("hydrate"))
    run.until(lambda r: r.of(out.Noted))
    mark = len(run.entered) - 1
    run.to_end()
    assert run.notes() == [Note.SUPINE_CAP]
    assert len(lines(run)) - sum(1 for say in lines(run) if "press space" in say) == 1
    rest = [s for s in run.entered[mark:] if s.position is Position.SUPINE]
    assert rest == []
    assert run.entered[mark].block.kind.id == "side-lying-rest"
    fine(run)


def test_the_cap_in_the_lead_in_leads_to_the_way_up():
    long = block("chair-rest", duration_s=780, lead_in_s=0)
    run = begin_unfitted(long, block("chair-rest", lead_in_s=300), block("hydrate"))
    run.until(lambda r: r.of(out.Noted))
    assert run.entered[-2].phase is Phase.LEAD_IN
    assert run.entered[-2].block.kind.id == "chair-rest"
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run.to_end())


def test_another_block_on_the_back_counts_on():
    run = begin_unfitted(
        block("chair-rest", duration_s=600), block("rest", position="supine", duration_s=600)
    ).to_end()
    assert Note.SUPINE_CAP in run.notes()
    fine(run)


def test_twenty_seconds_off_the_back_begin_the_count_anew():
    side = block("side-lying-rest", duration_s=30)
    rounds = group(block("chair-rest", duration_s=600), side, repeat=3)
    run = begin(rounds).to_end()
    assert Note.SUPINE_CAP not in run.notes()
    fine(run)


def test_waiting_on_the_back_counts():
    run = begin(block("chair-rest", duration_s=60, advance="wait")).to_mode(Mode.WAITING)
    run.wait(900_000)
    assert Note.SUPINE_CAP in run.notes()
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run)
