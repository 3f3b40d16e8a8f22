"""What is wrong with pose data."""

from __future__ import annotations


class PoseError(ValueError):
    """Pose data that cannot be drawn.

    Attributes:
        where: The place in the data, for example ``figures.me.angles.thigh_r``.
        reason: What is wrong, as the end of a sentence.
    """

    def __init__(self, where: str, reason: str) -> None:
        """Takes the place and what is wrong there."""
        self.where, self.reason = where, reason
        super().__init__(f"{where or 'The pose'} {reason}")
