"""The player window: gate, stage, pause, unwell and closing screens."""
