"""How a routine is played: timeline, player and cues as pure functions of inputs and time."""
