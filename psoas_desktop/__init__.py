"""psoas_desktop: compose movement routines for the psoas, and follow them on a screen."""

__version__ = "0.1.0"
