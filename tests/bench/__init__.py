"""Measured figures beside their targets: ``make bench``. Ratios taken pair by pair in one run."""
