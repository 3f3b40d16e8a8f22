"""What a session sounds like: reads the player's outputs, as the window does, for the bells and the voice."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from psoas_desktop.playback.outputs import (
    BannerShown,
    CueFired,
    LineSaid,
    ModeChanged,
    Output,
    Started,
    StepEnded,
    StepStarted,
)
from psoas_desktop.playback.timeline import TimedCue
from psoas_desktop.playback.transitions import ON_THE_WAY, Mode
from psoas_desktop.routine.vocabulary import CueKind, Priority, Sound
from psoas_desktop.services.bells import BellFault, Bells
from psoas_desktop.services.later import Cancel, Later
from psoas_desktop.services.sound_settings import Amount, Languages, SoundSettings, nothing_to_hear
from psoas_desktop.services.speech import Speech, VoiceFault
from psoas_desktop.services.spoken_line import SpokenLine, Urgency, line_of

AFTER_BELL_MS = 600
"""A bell is heard before the words that belong to it."""

_SILENT_MODES = (Mode.PAUSED, Mode.UNWELL, Mode.BLOCKED)


class Sounding(QObject):
    """Gives a session its sound.

    Signals:
        voice_troubled: There is no voice (``VoiceFault``): follow the screen. Once for each reason.
        bells_troubled: There are no bells (``BellFault``). Once for each reason.
        light_needed: The screen is dark and there is nothing to hear (``Darkness``): pause and light it.
    """

    voice_troubled = Signal(object)
    bells_troubled = Signal(object)
    light_needed = Signal(object)

    def __init__(
        self,
        speech: Speech,
        bells: Bells,
        languages: Languages,
        later: Later,
        speed: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._speech, self._bells, self._languages, self._later = speech, bells, languages, later
        self._silent = speed != 1
        self._settings = SoundSettings()
        self._muted = self._dark = False
        self._step_line: SpokenLine | None = None
        self._line_at_ms: int | None = None
        self._waiting: list[Cancel] = []
        self._again: Cancel | None = None
        self._told: set[VoiceFault | BellFault] = set()
        self._voice_fault = VoiceFault.NONE
        speech.failed.connect(self._on_voice_failed)
        bells.changed.connect(self._on_bells_changed)

    @property
    def voice_fault(self) -> VoiceFault:
        """Why nothing is spoken, whatever the settings; NONE where something is."""
        return self._speech.fault or self._voice_fault

    @property
    def voice_works(self) -> bool:
        """Whether the machine can speak this session; a voice that is still being made counts."""
        return self.voice_fault is VoiceFault.NONE

    @property
    def sound_fault(self) -> BellFault:
        """Why no bell sounds, whatever the settings; NONE where they do."""
        return self._bells.fault

    @property
    def sound_works(self) -> bool:
        """Whether the machine can sound the bells."""
        return self._bells.works

    @property
    def muted(self) -> bool:
        """Whether the person wants silence for now."""
        return self._muted

    def apply(self, settings: SoundSettings) -> None:
        """Takes other settings, also in the middle of a session."""
        self._settings = settings
        self._speech.set_volume(settings.voice_volume)
        self._speech.set_rate(settings.rate)
        self._speech.prefer(settings.voice_name)
        self._bells.set_volume(settings.bell_volume)
        if not settings.voice:
            self._hush()
        if not settings.bells:
            self._bells.stop()
        self._look_at_dark()

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        """Silences everything at once, or lets what comes next be heard."""
        self._muted = muted
        self._bells.set_muted(muted)
        if muted:
            self._hush()
        self._look_at_dark()

    def set_dark(self, dark: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        """Says that the screen has been darkened for closed eyes, or lit again."""
        self._dark = dark
        self._look_at_dark()

    def try_out(self, text: str) -> None:
        """A bell and a sentence: the sound check before lying down."""
        if not self._silent:
            self._give(Sound.BELL_SOFT, SpokenLine(text, self._languages.program, Urgency.NORMAL))

    def close(self) -> None:
        """Falls silent for good; the bells and the voice are their owner's."""
        self._silent = True
        self._hush()
        self._bells.stop()

    def take(self, output: Output) -> None:
        """Reads one output of a session."""
        if self._silent:
            return
        match output:
            case CueFired(at_ms=at_ms, cue=cue):
                self._take_cue(cue, at_ms)
            case BannerShown(at_ms=at_ms, banner=banner):
                line = SpokenLine(banner.banner.spoken_text, self._languages.routine, Urgency.KEPT)
                self._take_line(Sound.NONE, line, at_ms)
            case LineSaid(at_ms=at_ms, say=say, sound=sound):
                self._take_line(sound, SpokenLine(say, self._languages.program, Urgency.CUTS), at_ms)
            case ModeChanged():
                self._take_mode(output)
            case StepStarted(at_ms=at_ms):
                self._forget_step(at_ms)
            # Someone who moves on does not want to hear the rest of what is left behind.
            case StepEnded(step=step, actual_ms=actual_ms) if actual_ms < step.length_ms:
                self._hush()
            case Started():
                self._tell_troubles()
            case _:
                pass

    def _take_cue(self, cue: TimedCue, at_ms: int) -> None:
        line = line_of(cue, self._languages.routine)
        kept = line.urgency is not Urgency.NORMAL
        if kept or self._settings.amount is Amount.ALL or self._is_among_fewer(cue):
            # "Halfway" is not true any more after a pause.
            self._take_line(cue.sound, line, at_ms, again=kept or cue.kind is not CueKind.TIMING)
        else:
            self._give(cue.sound, None)

    def _is_among_fewer(self, cue: TimedCue) -> bool:
        return self._settings.amount is Amount.FEWER and cue.priority is not Priority.OPTIONAL

    def _take_line(self, sound: Sound, line: SpokenLine, at_ms: int, *, again: bool = True) -> None:
        if line.text:
            self._line_at_ms = at_ms
            if again:
                self._step_line = line
        self._give(sound, line)

    def _take_mode(self, changed: ModeChanged) -> None:
        if changed.mode in _SILENT_MODES:
            self._hush()
            if changed.mode is not Mode.PAUSED:
                self._step_line = None
        elif changed.before is Mode.PAUSED and changed.mode in ON_THE_WAY:
            self._again = self._later(AFTER_BELL_MS, self._say_again)
        # The line of a wait is out of date once the person goes on, one that sends them on is not.
        elif changed.before is Mode.WAITING and self._line_at_ms != changed.at_ms:
            self._hush()

    def _forget_step(self, at_ms: int) -> None:
        """Another step begins: what was said in the one before is not said again."""
        self._forget_again()
        if self._line_at_ms != at_ms:
            self._step_line = None

    def _say_again(self) -> None:
        self._again = None
        if self._step_line is not None:
            self._give(Sound.NONE, self._step_line)

    def _give(self, sound: Sound, line: SpokenLine | None) -> None:
        """Rings, and speaks: at once, or after the bell where one sounds."""
        rings = self._settings.bells and self._bells.play(sound)
        if line is None or not line.text or not self._may_speak():
            return
        if not rings:
            self._say(line)
            return
        # A call that has been made stays in the list until the next silence; taking it back is harmless.
        self._waiting.append(self._later(AFTER_BELL_MS, lambda: self._say(line)))

    def _say(self, line: SpokenLine) -> None:
        if self._may_speak():
            self._speech.say(line.text, line.language, line.urgency)

    def _may_speak(self) -> bool:
        return self._settings.voice and not self._muted

    def _hush(self) -> None:
        for cancel in self._waiting:
            cancel()
        self._waiting.clear()
        self._forget_again()
        self._speech.stop()

    def _forget_again(self) -> None:
        if self._again is not None:
            self._again()
            self._again = None

    def _look_at_dark(self) -> None:
        muted = self._muted or self._silent
        nothing = nothing_to_hear(self._settings, muted=muted, voice_works=self.voice_works)
        if self._dark and nothing is not None:
            self.light_needed.emit(nothing)

    def _tell_troubles(self) -> None:
        if self._settings.voice:
            self._tell_voice(self.voice_fault)
        if self._settings.bells:
            self._on_bells_changed()

    def _on_voice_failed(self, fault: VoiceFault) -> None:
        self._voice_fault = fault
        self._tell_voice(fault)
        self._look_at_dark()

    def _tell_voice(self, fault: VoiceFault) -> None:
        if fault is not VoiceFault.NONE and fault not in self._told and not self._silent:
            self._told.add(fault)
            self.voice_troubled.emit(fault)

    def _on_bells_changed(self) -> None:
        fault = self._bells.fault
        if fault is not BellFault.NONE and fault not in self._told and not self._silent:
            self._told.add(fault)
            self.bells_troubled.emit(fault)
