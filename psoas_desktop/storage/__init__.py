"""Disk without Qt: resources that ship with the program, and routine files."""
