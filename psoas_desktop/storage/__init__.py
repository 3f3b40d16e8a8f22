"""Disk without Qt: what ships with the program, and what a person makes, saved whole or not at all."""
