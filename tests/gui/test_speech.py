"""The voice: what is said, what is dropped, what cuts what off, and all that can go wrong with an engine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QTimer

from psoas_desktop.playback.timeline import TimedCue
from psoas_desktop.routine.vocabulary import Audience, CueKind, Priority, Sound
from psoas_desktop.services.later import QtLater
from psoas_desktop.services.speech import GRACE_MS, HUSH_MS, PATIENCE_MS, START_MS, Speech, VoiceFault
from psoas_desktop.services.spoken_line import LONGEST, SpokenLine, Urgency, line_of, speakable
from psoas_desktop.services.voice_choice import Offer, best_first
from tests.gui.sound_fakes import FakeEngine, HandLater


class Told:
    """What a voice told its listeners."""

    def __init__(self, speech):
        self.faults, self.words = [], []
        speech.failed.connect(self.faults.append)
        speech.started.connect(lambda: self.words.append("started"))
        speech.finished.connect(lambda: self.words.append("finished"))


@pytest.fixture
def later():
    return HandLater()


@pytest.fixture
def engine():
    return FakeEngine("en", "de")


@pytest.fixture
def starting(later, engine):
    speech = Speech(later, lambda languages: engine)
    speech.prepare("en")
    return speech


@pytest.fixture
def speech(starting, engine):
    engine.ready.emit()
    return starting


@pytest.fixture
def told(starting):
    return Told(starting)


class TestSaying:
    def test_a_line_is_said_and_its_beginning_and_end_are_told(self, speech, engine, told):
        speech.say("Breathe.", "en")
        assert engine.said == ["Breathe."]
        engine.speak()
        assert told.words == ["started", "finished"]

    def test_saying_never_waits(self, speech, engine):
        speech.say("One.", "en")
        speech.say("Two.", "en")
        assert engine.said == ["One."]

    def test_of_lines_that_wait_only_the_newest_is_said(self, speech, engine):
        for text in ("One.", "Two.", "Three."):
            speech.say(text, "en")
        engine.speak()
        engine.speak()
        assert engine.said == ["One.", "Three."]

    def test_a_kept_line_waits_its_turn_and_is_not_replaced(self, speech, engine):
        speech.say("One.", "en")
        speech.say("Check in.", "en", Urgency.KEPT)
        speech.say("Two.", "en")
        speech.say("Three.", "en")
        for _ in range(3):
            engine.speak()
        assert engine.said == ["One.", "Check in.", "Three."]

    def test_a_safety_line_cuts_off_another(self, speech, engine, told):
        speech.say("One.", "en")
        engine.speaking.emit()
        speech.say("Stop now.", "en", Urgency.CUTS)
        assert engine.stops == 1
        engine.quiet.emit()
        assert engine.said == ["One.", "Stop now."]

    def test_it_does_not_wait_long_for_an_engine_that_does_not_notice(self, speech, engine, later):
        speech.say("One.", "en")
        speech.say("Stop now.", "en", Urgency.CUTS)
        assert engine.said == ["One."]
        later.pass_ms(HUSH_MS)
        assert engine.said == ["One.", "Stop now."]

    def test_a_kept_line_that_was_cut_off_is_said_again(self, speech, engine):
        speech.say("Check in.", "en", Urgency.KEPT)
        engine.speaking.emit()
        speech.say("Stop now.", "en", Urgency.CUTS)
        engine.quiet.emit()
        engine.speak()
        assert engine.said == ["Check in.", "Stop now.", "Check in."]

    def test_safety_lines_follow_one_another(self, speech, engine):
        speech.say("First.", "en", Urgency.CUTS)
        speech.say("Second.", "en", Urgency.CUTS)
        speech.say("Third.", "en", Urgency.CUTS)
        for _ in range(3):
            engine.speak()
        assert engine.said == ["First.", "Second.", "Third."]
        assert engine.stops == 0

    def test_a_line_that_is_being_said_or_waits_is_not_doubled(self, speech, engine):
        for _ in range(3):
            speech.say("Stay on your side.", "en", Urgency.CUTS)
        engine.speak()
        engine.speak()
        assert engine.said == ["Stay on your side."]

    def test_stop_forgets_everything(self, speech, engine):
        speech.say("One.", "en")
        engine.speaking.emit()
        speech.say("Check in.", "en", Urgency.KEPT)
        speech.stop()
        engine.quiet.emit()
        assert engine.stops == 1
        assert engine.said == ["One."]
        speech.say("Two.", "en")
        assert engine.said == ["One.", "Two."]

    def test_stop_with_nothing_to_stop_leaves_the_engine_alone(self, speech, engine):
        speech.stop()
        assert engine.stops == 0

    def test_the_end_of_a_line_that_was_cut_off_is_not_taken_for_the_next_ones(self, speech, engine, told):
        speech.say("One.", "en")
        speech.stop()
        speech.say("Two.", "en")
        engine.speak()
        engine.quiet.emit()
        assert engine.said == ["One.", "Two."]
        engine.speaking.emit()
        assert told.words[-1] == "started"

    def test_nothing_but_signs_is_nothing(self, speech, engine):
        speech.say(" \u202e\x07 ", "en")
        assert engine.said == []


class TestBeingMade:
    def test_what_is_said_before_it_is_ready_is_said_then(self, starting, engine):
        starting.say("One.", "en")
        starting.say("Two.", "en")
        assert engine.said == []
        engine.ready.emit()
        assert engine.said == ["Two."]

    def test_nothing_is_opened_before_it_is_asked_for(self, later):
        opened = []
        speech = Speech(later, lambda languages: opened.append(1))
        speech.say("One.", "en")
        assert (speech.fault, opened) == (VoiceFault.NOT_PREPARED, [])

    def test_the_languages_are_known_from_the_beginning(self, later):
        asked = []
        Speech(later, asked.append).prepare("en", "de")
        assert asked == [("en", "de")]

    def test_preparing_twice_makes_one(self, speech, engine):
        speech.prepare("en")
        assert engine.told == ["start"]

    def test_settings_made_before_hold(self, starting, engine):
        starting.set_volume(0.4)
        starting.set_rate(9)
        engine.ready.emit()
        assert (engine.volume, engine.rate) == (0.4, 1.0)
        starting.set_volume(-1)
        assert engine.volume == 0.0

    def test_the_preferred_voice_is_passed_on(self, speech, engine):
        assert speech.voices("de") == ("de one", "de two")
        speech.prefer("en two")
        speech.say("One.", "en")
        assert engine.name == "en two"

    def test_no_voices_are_listed_before_it_is_ready(self, starting):
        assert starting.voices("en") == ()

    def test_closing_gives_it_back_and_preparing_makes_a_new_one(self, speech, engine, told):
        speech.say("One.", "en")
        speech.close()
        assert engine.closed
        engine.broken.emit()
        assert (speech.fault, told.faults) == (VoiceFault.NOT_PREPARED, [])
        speech.prepare("en")
        assert speech.works


class TestFailing:
    def test_a_machine_without_an_engine(self, later):
        speech = Speech(later, lambda languages: None)
        told = Told(speech)
        speech.prepare("en")
        speech.prepare("en")
        assert (speech.works, told.faults) == (False, [VoiceFault.NO_ENGINE])

    def test_a_missing_library(self, later):
        def missing(languages):
            raise ImportError("libpulse.so.0")

        speech = Speech(later, missing)
        told = Told(speech)
        speech.prepare("en")
        assert told.faults == [VoiceFault.NO_LIBRARY]
        speech.say("One.", "en")

    def test_an_engine_that_reports_an_error_at_its_start(self, starting, engine, told):
        engine.broken.emit()
        assert told.faults == [VoiceFault.DOES_NOT_START]

    def test_an_engine_that_never_answers(self, starting, later, told):
        later.pass_ms(START_MS)
        assert told.faults == [VoiceFault.DOES_NOT_START]

    def test_an_engine_that_takes_its_time(self, starting, engine, later, told):
        later.pass_ms(START_MS - 1)
        engine.ready.emit()
        later.pass_ms(START_MS)
        assert (starting.works, told.faults) == (True, [])

    def test_one_that_breaks_is_told_once_and_says_no_more(self, speech, engine, told):
        speech.say("One.", "en")
        engine.broken.emit()
        engine.broken.emit()
        speech.say("Two.", "en")
        assert engine.said == ["One."]
        assert told.faults == [VoiceFault.BROKEN]

    @pytest.mark.parametrize("begins", [True, False])
    def test_one_that_is_stuck_is_given_twice_the_estimate_and_five_seconds(
        self, speech, engine, later, told, begins
    ):
        line = SpokenLine("Let your breath come and go.", "en")
        speech.say(line.text, "en")
        if begins:
            engine.speaking.emit()
        assert PATIENCE_MS + GRACE_MS == 5_000
        later.pass_ms(line.estimate_ms * 2 + 5_000 - 1)
        assert speech.works
        later.pass_ms(1)
        assert (speech.works, speech.fault, told.faults) == (False, VoiceFault.STUCK, [VoiceFault.STUCK])
        assert engine.stops == 1
        assert later.waiting == 0

    def test_one_that_was_stuck_can_be_made_anew(self, speech, engine, later):
        speech.say("One.", "en")
        later.pass_ms(60_000)
        speech.prepare("en")
        engine.ready.emit()
        speech.say("Two.", "en")
        assert engine.said == ["One.", "Two."]

    def test_a_language_without_a_voice_is_told_once_and_others_go_on(self, speech, engine, told):
        speech.say("Dihni.", "sr")
        speech.say("Jos.", "sr")
        speech.say("Breathe.", "en")
        assert engine.said == ["Breathe."]
        assert told.faults == [VoiceFault.NO_VOICE]
        assert speech.works


class TestLines:
    @pytest.mark.parametrize(
        ("text", "heard"),
        [
            ("a\nb\tc", "a b c"),
            ("left\u202eright\u2066x\u200f", "leftrightx"),
            ("one\x00\x1b[31m", "one[31m"),
            ("<voice name='x'>hi</voice>", "voice name='x' hi /voice"),
            ("[[slnc 99999]] on", "slnc 99999 on"),
            ("half \ud800 pair", "half pair"),
            ("é ü ß 呼吸", "é ü ß 呼吸"),
        ],
    )
    def test_only_what_is_for_the_ear_is_left(self, text, heard):
        assert speakable(text) == heard

    def test_a_line_has_an_end(self):
        assert len(speakable("W" * 1_000_000)) == LONGEST

    def test_an_estimate_holds_for_languages_without_spaces(self):
        assert SpokenLine("one two three", "en").estimate_ms >= 3 * 500
        assert SpokenLine("深呼吸" * 10, "zh").estimate_ms >= 3000

    @pytest.mark.parametrize(
        ("kind", "priority", "urgency"),
        [
            (CueKind.SAFETY, Priority.OPTIONAL, Urgency.CUTS),
            (CueKind.CHECKIN, Priority.OPTIONAL, Urgency.KEPT),
            (CueKind.INSTRUCTION, Priority.ESSENTIAL, Urgency.KEPT),
            (CueKind.INSTRUCTION, Priority.NORMAL, Urgency.NORMAL),
        ],
    )
    def test_a_cues_urgency(self, kind, priority, urgency):
        cue = TimedCue(0, False, "x", "", kind, priority, Sound.NONE, Audience.CLIENT, 0)
        assert line_of(cue, "en").urgency is urgency


class TestChoice:
    OFFERS = (
        Offer("English Online", "en_US"),
        Offer("English (Caribbean)", "en_US"),
        Offer("English (America)+Robosoft", "en_US"),
        Offer("English (America)", "en_US"),
        Offer("English (Scotland)", "en_GB"),
        Offer("English (Great Britain)", "en_GB"),
    )

    def names(self, language, home):
        return [self.OFFERS[index].name for index in best_first(self.OFFERS, language, home)]

    def test_the_persons_own_accent_comes_first(self):
        assert self.names("en", "en_GB")[:2] == ["English (Great Britain)", "English (Scotland)"]

    @pytest.mark.parametrize("home", ["C", "de_DE", "en_IE"])
    def test_else_the_languages_usual_one(self, home):
        assert self.names("en", home)[:2] == ["English (America)", "English (Caribbean)"]

    def test_a_country_that_the_routine_names_wins(self):
        assert self.names("en-GB", "en_US")[0] == "English (Great Britain)"

    def test_a_voice_from_the_network_is_the_last(self):
        assert self.names("en", "en_US")[-1] == "English Online"


def test_later_calls_from_the_event_loop_and_can_be_taken_back(qtbot):
    owner, calls = QObject(), []
    later = QtLater(owner)
    later(0, lambda: calls.append("kept"))
    cancel = later(0, lambda: calls.append("taken back"))
    assert calls == []
    cancel()
    cancel()
    qtbot.waitUntil(lambda: calls == ["kept"])
    qtbot.waitUntil(lambda: not owner.findChildren(QTimer))
