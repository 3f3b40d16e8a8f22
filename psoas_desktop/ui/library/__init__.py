"""The library: all routines on one page, found by what a person needs today."""
