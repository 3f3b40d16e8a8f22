"""The composition root of the windows: each module makes the parts of one and hands them to each other."""
