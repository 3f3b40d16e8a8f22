"""The command line. ``validate`` and ``rehearse`` import no Qt; windows are passed in by ``__main__``."""
