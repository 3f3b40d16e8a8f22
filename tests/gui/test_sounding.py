"""A session's outputs as they are heard: bells, words, silence, and what is told when there is none."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from psoas_desktop.playback.inputs import FeelBetter, GoOn, Pause, Unwell
from psoas_desktop.playback.outputs import (
    BannerShown,
    CueFired,
    Finished,
    Ledger,
    LineSaid,
    ModeChanged,
    Reason,
    Started,
    StepEnded,
    StepStarted,
)
from psoas_desktop.playback.timeline import Phase, TimedBanner, TimedCue
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.vocabulary import Audience, CueKind, Priority, Severity, Sound
from psoas_desktop.services.bells import BellFault, Bells
from psoas_desktop.services.sound_settings import Amount, Darkness, Languages, SoundSettings
from psoas_desktop.services.sounding import AFTER_BELL_MS, Sounding
from psoas_desktop.services.speech import HUSH_MS, Speech, VoiceFault
from psoas_desktop.storage.resources import root
from tests.core import sessions
from tests.gui.sound_fakes import FakeEngine, FakeLoudspeaker, HandLater

LANGUAGES = Languages(routine="en", program="de")


def cue(say="Breathe.", *, sound=Sound.NONE, kind=CueKind.INSTRUCTION, priority=Priority.NORMAL, at_ms=0):
    return CueFired(at_ms, TimedCue(0, False, say, "", kind, priority, sound, Audience.CLIENT, 900))


def banner(spoken, at_ms=0):
    return BannerShown(
        at_ms, TimedBanner(0, 8000, Banner("b", Severity.WARNING, "short", "full", spoken), 900), 8000
    )


def mode(now, before, at_ms=0):
    return ModeChanged(at_ms, now, before)


def step(length_ms=60_000):
    return SimpleNamespace(length_ms=length_ms)


class Room:
    """A sounding with a hand-moved clock, a fake voice and a fake loudspeaker, and what was told."""

    def __init__(self, *, speed=1.0, engine=True, device=True, prepared=True):
        self.later = HandLater()
        self.engine = FakeEngine("en", "de")
        self.speaker = FakeLoudspeaker(device=device)
        self.speech = Speech(self.later, lambda languages: self.engine if engine else None)
        self.bells = Bells(root() / "sounds", lambda: self.speaker)
        if prepared:
            self.prepare()
        self.sounding = Sounding(self.speech, self.bells, LANGUAGES, self.later, speed)
        self.voice, self.bell, self.light = [], [], []
        self.sounding.voice_troubled.connect(self.voice.append)
        self.sounding.bells_troubled.connect(self.bell.append)
        self.sounding.light_needed.connect(self.light.append)

    def prepare(self):
        self.bells.prepare()
        self.speech.prepare("en", "de")
        self.engine.ready.emit()

    def take(self, *outputs):
        for output in outputs:
            self.sounding.take(output)
        return self

    def finish_speaking(self):
        for _ in range(10):
            self.engine.speak()
            self.later.pass_ms(HUSH_MS)

    @property
    def said(self):
        return self.engine.said

    @property
    def played(self):
        return self.speaker.played


@pytest.fixture
def here():
    return Room()


class TestWhatIsHeard:
    def test_words_alone_are_said_at_once(self, here):
        here.take(cue("Breathe."))
        assert here.said == ["Breathe."]
        assert here.played == {}

    def test_a_bell_comes_first_and_words_follow(self, here):
        here.take(cue("Halfway.", sound=Sound.BELL_SINGLE))
        assert (here.played, here.said) == ({"bell-single": 1}, [])
        here.later.pass_ms(AFTER_BELL_MS - 1)
        assert here.said == []
        here.later.pass_ms(1)
        assert here.said == ["Halfway."]

    def test_words_do_not_wait_for_a_bell_that_cannot_sound(self):
        here = Room(device=False).take(cue("Halfway.", sound=Sound.BELL_SINGLE))
        assert here.said == ["Halfway."]

    def test_a_bell_sounds_where_no_voice_is(self):
        here = Room(engine=False).take(cue("Halfway.", sound=Sound.BELL_SINGLE))
        here.later.pass_ms(AFTER_BELL_MS)
        assert here.played == {"bell-single": 1}

    def test_a_banner_is_spoken(self, here):
        here.take(banner("Stop if you feel faint."), banner(""))
        assert here.said == ["Stop if you feel faint."]

    def test_banner_after_banner_in_turn(self, here):
        here.take(banner("One."), banner("Two."), cue("Lie down.", priority=Priority.ESSENTIAL))
        here.finish_speaking()
        assert here.said == ["One.", "Two.", "Lie down."]

    def test_a_line_of_the_programs_own_cuts_off_a_cue_in_its_own_language(self, here):
        chosen = []
        here.engine.choose = lambda language, name: chosen.append(language) or True
        here.take(cue("A long story."))
        here.engine.speaking.emit()
        here.take(LineSaid(0, "Roll to your side.", ""))
        here.engine.quiet.emit()
        assert here.said == ["A long story.", "Roll to your side."]
        assert chosen == ["en", "de"]

    def test_the_sound_check_is_a_bell_and_words(self, here):
        here.sounding.try_out("Can you hear this?")
        here.later.pass_ms(AFTER_BELL_MS)
        assert (here.played, here.said) == ({"bell-soft": 1}, ["Can you hear this?"])


class TestStopping:
    @pytest.mark.parametrize("now", [Mode.PAUSED, Mode.UNWELL, Mode.BLOCKED])
    def test_the_voice_falls_silent(self, here, now):
        here.take(cue())
        here.engine.speaking.emit()
        here.take(mode(now, Mode.HOLD))
        assert here.engine.stops == 1

    def test_words_due_after_a_bell_are_not_said_in_a_pause(self, here):
        here.take(cue("Halfway.", sound=Sound.BELL_SINGLE), mode(Mode.PAUSED, Mode.HOLD))
        here.later.pass_ms(60_000)
        assert here.said == []

    def test_unwell_is_said_at_once(self, here):
        here.take(cue())
        here.engine.speaking.emit()
        here.take(mode(Mode.UNWELL, Mode.HOLD), LineSaid(0, "Knees in.", ""))
        here.engine.quiet.emit()
        assert here.said[-1] == "Knees in."

    def test_going_on_says_the_last_words_again(self, here):
        here.take(cue("Breathe.", at_ms=5))
        here.finish_speaking()
        here.take(mode(Mode.PAUSED, Mode.HOLD, 9), mode(Mode.HOLD, Mode.PAUSED, 99))
        here.later.pass_ms(AFTER_BELL_MS)
        assert here.said == ["Breathe.", "Breathe."]

    def test_but_not_how_far_it_is(self, here):
        here.take(cue("Breathe."), cue("Halfway.", kind=CueKind.TIMING))
        here.finish_speaking()
        here.take(mode(Mode.PAUSED, Mode.HOLD), mode(Mode.HOLD, Mode.PAUSED))
        here.later.pass_ms(AFTER_BELL_MS)
        assert here.said == ["Breathe.", "Halfway.", "Breathe."]

    def test_nor_what_belongs_to_a_step_that_is_over(self, here):
        here.take(cue("Breathe.", at_ms=1), StepStarted(2, step()))
        here.finish_speaking()
        here.take(mode(Mode.PAUSED, Mode.HOLD, 9), mode(Mode.HOLD, Mode.PAUSED, 99))
        here.later.pass_ms(AFTER_BELL_MS)
        assert here.said == ["Breathe."]

    def test_a_step_that_begins_with_the_going_on_speaks_for_itself(self, here):
        here.take(mode(Mode.PAUSED, Mode.HOLD, 1), LineSaid(2, "To your side.", ""))
        here.finish_speaking()
        here.take(mode(Mode.WAY_UP, Mode.PAUSED, 9), StepStarted(9, step()), cue("Rest.", at_ms=9))
        here.later.pass_ms(AFTER_BELL_MS)
        here.finish_speaking()
        assert here.said == ["To your side.", "Rest."]

    def test_moving_on_silences_the_step_that_is_left(self, here):
        here.take(cue())
        here.engine.speaking.emit()
        here.take(StepEnded(9, step(60_000), 20_000))
        assert here.engine.stops == 1

    def test_the_last_words_of_a_step_run_on_into_the_next(self, here):
        here.take(cue("Ease out."))
        here.engine.speaking.emit()
        here.take(
            StepEnded(9, step(60_000), 60_000), mode(Mode.LEAD_IN, Mode.HOLD, 9), StepStarted(9, step())
        )
        assert here.engine.stops == 0

    def test_the_last_words_of_all_are_said_to_their_end(self, here):
        here.take(cue("Well done.", at_ms=60_000), StepEnded(60_000, step(60_000), 60_000))
        here.take(mode(Mode.FINISHED, Mode.HOLD, 60_000), Finished(60_000, Reason.COMPLETED, Ledger()))
        assert here.engine.stops == 0

    def test_going_on_from_a_wait_silences_its_line(self, here):
        here.take(LineSaid(5, "Go on when you are ready.", ""))
        here.engine.speaking.emit()
        here.take(mode(Mode.HOLD, Mode.WAITING, 9))
        assert here.engine.stops == 1

    def test_a_line_that_ends_a_wait_is_said(self, here):
        here.take(LineSaid(9, "Time to roll to your side.", ""), mode(Mode.WAY_UP, Mode.WAITING, 9))
        assert here.engine.stops == 0
        assert here.said == ["Time to roll to your side."]


class TestSettings:
    def test_essential_leaves_out_the_rest_and_keeps_its_bells(self, here):
        here.sounding.apply(SoundSettings(amount=Amount.ESSENTIAL))
        here.take(
            cue("Soften.", sound=Sound.WOOD_TICK),
            cue("Are you well?", kind=CueKind.CHECKIN),
            cue("Stop if it hurts.", kind=CueKind.SAFETY),
            cue("Switch sides.", priority=Priority.ESSENTIAL),
        )
        here.finish_speaking()
        assert "Soften." not in here.said
        assert {"Are you well?", "Stop if it hurts.", "Switch sides."} <= set(here.said)
        assert here.played == {"wood-tick": 1}

    def test_without_voice_there_are_bells(self, here):
        here.sounding.apply(SoundSettings(voice=False))
        here.take(cue("Halfway.", sound=Sound.BELL_SINGLE), LineSaid(0, "Line.", ""))
        here.later.pass_ms(AFTER_BELL_MS)
        assert (here.said, here.played) == ([], {"bell-single": 1})

    def test_without_bells_there_is_the_voice_at_once(self, here):
        here.sounding.apply(SoundSettings(bells=False))
        here.take(cue("Halfway.", sound=Sound.BELL_SINGLE))
        assert (here.said, here.played) == (["Halfway."], {})

    def test_volumes_pace_and_voice_reach_the_machine(self, here):
        here.sounding.apply(SoundSettings(voice_volume=0.5, bell_volume=0.25, rate=-0.5, voice_name="en two"))
        here.take(cue())
        assert (here.engine.volume, here.engine.rate, here.engine.name) == (0.5, -0.5, "en two")
        assert here.speaker.effects["bell-soft"].volume == 0.25

    def test_turning_the_voice_off_in_play_cuts_it_off(self, here):
        here.take(cue())
        here.engine.speaking.emit()
        here.sounding.apply(SoundSettings(voice=False))
        assert here.engine.stops == 1

    def test_muting_silences_both_and_unmuting_brings_them_back(self, here):
        here.take(cue("One.", sound=Sound.BELL_SOFT))
        here.sounding.set_muted(True)
        here.later.pass_ms(AFTER_BELL_MS)
        here.take(cue("Two.", sound=Sound.BELL_SOFT))
        here.later.pass_ms(AFTER_BELL_MS)
        assert here.sounding.muted
        assert (here.said, here.played) == ([], {"bell-soft": 1})
        here.sounding.set_muted(False)
        here.take(cue("Three."))
        assert here.said == ["Three."]

    def test_a_rehearsal_is_silent(self):
        here = Room(speed=60, engine=False, device=False)
        here.take(Started(0, 1, 1, ()), cue(sound=Sound.BELL_SOFT), LineSaid(0, "Line.", ""), banner("Stop."))
        here.sounding.try_out("Hello.")
        assert (here.said, here.played, here.voice, here.bell) == ([], {}, [], [])

    def test_after_closing_nothing_sounds(self, here):
        here.sounding.close()
        here.take(cue(sound=Sound.BELL_SOFT))
        assert (here.said, here.played) == ([], {})


class TestTroubles:
    def test_what_does_not_work_is_told_once_when_the_routine_begins(self):
        here = Room(engine=False, device=False)
        assert (here.sounding.voice_works, here.sounding.sound_works) == (False, False)
        here.take(Started(0, 1, 1, ()), Started(0, 1, 1, ()))
        assert here.voice == [VoiceFault.NO_ENGINE]
        assert here.bell == [BellFault.NO_DEVICE]
        assert here.sounding.sound_fault is BellFault.NO_DEVICE

    def test_what_is_not_wanted_is_not_missed(self):
        here = Room(engine=False, device=False)
        here.sounding.apply(SoundSettings(voice=False, bells=False))
        here.take(Started(0, 1, 1, ()))
        assert (here.voice, here.bell) == ([], [])

    def test_nothing_is_told_where_all_is_well(self, here):
        here.take(Started(0, 1, 1, ()))
        assert (here.voice, here.bell) == ([], [])
        assert (here.sounding.voice_works, here.sounding.sound_works) == (True, True)

    def test_a_voice_that_gets_stuck_is_told_once_and_bells_go_on(self, here):
        here.take(cue())
        here.later.pass_ms(60_000)
        here.take(cue(sound=Sound.BELL_SOFT), cue())
        here.later.pass_ms(60_000)
        assert here.voice == [VoiceFault.STUCK]
        assert here.played == {"bell-soft": 1}

    def test_a_language_without_a_voice(self, here):
        here.engine.languages = ("de",)
        here.take(cue(), cue("Again."))
        assert here.voice == [VoiceFault.NO_VOICE]
        assert not here.sounding.voice_works

    def test_headphones_pulled_out(self, here):
        here.speaker.plug(False)
        assert here.bell == [BellFault.NO_DEVICE]


class TestDark:
    """Corrections 12: nobody lies in the dark with nothing to hear."""

    def test_a_dark_screen_with_a_voice_stays_dark(self, here):
        here.sounding.set_dark(True)
        assert here.light == []

    def test_muting_in_the_dark(self, here):
        here.sounding.set_dark(True)
        here.sounding.set_muted(True)
        assert here.light == [Darkness.MUTED]

    def test_darkening_when_muted(self, here):
        here.sounding.set_muted(True)
        assert here.light == []
        here.sounding.set_dark(True)
        assert here.light == [Darkness.MUTED]

    def test_a_voice_that_fails_in_the_dark(self, here):
        here.sounding.set_dark(True)
        here.engine.broken.emit()
        assert here.light == [Darkness.VOICE_FAILED]

    def test_no_voice_at_all(self):
        here = Room(engine=False)
        here.sounding.set_dark(True)
        assert here.light == [Darkness.VOICE_FAILED]

    @pytest.mark.parametrize("change", [{"voice": False}, {"voice_volume": 0.0}])
    def test_a_voice_that_is_turned_off(self, here, change):
        here.sounding.set_dark(True)
        here.sounding.apply(replace(SoundSettings(), **change))
        assert here.light == [Darkness.VOICE_OFF]

    def test_lit_again_nothing_is_asked(self, here):
        here.sounding.set_dark(True)
        here.sounding.set_dark(False)
        here.sounding.set_muted(True)
        assert here.light == []


def test_a_whole_session_is_heard_as_it_happens():
    """Every line of a played session reaches the voice, in its order, and unwell and pause silence it."""
    here = Room()
    run = sessions.begin(sessions.block("chair-rest", duration_s=300))

    def hear():
        for output in run.outputs[hear.read :]:
            here.sounding.take(output)
            here.later.pass_ms(AFTER_BELL_MS)
            here.finish_speaking()
        hear.read = len(run.outputs)

    hear.read = 0
    hear()
    run.to(Phase.HOLD)
    hear()
    spoken = len(here.said)
    run.give(Pause())
    hear()
    assert len(here.said) == spoken
    run.give(GoOn())
    hear()
    assert here.said[spoken] == here.said[spoken - 1]
    run.wait(90_000)
    run.give(Unwell())
    hear()
    assert here.said[-1] == run.of(LineSaid)[-1].say
    run.give(FeelBetter())
    run.to_end()
    hear()
    due = [o.cue.say for o in run.of(CueFired) if o.cue.say] + [o.say for o in run.of(LineSaid)]
    due += [o.banner.banner.spoken_text for o in run.of(BannerShown) if o.banner.banner.spoken_text]
    assert set(due) <= set(here.said)
    assert here.played
