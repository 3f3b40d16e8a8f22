"""What a command's exit code means."""

FINE = 0
AT_FAULT = 1
"""The routine is at fault."""
USAGE = 2
"""Usage, or a file that cannot be read."""
INTERRUPTED = 130
