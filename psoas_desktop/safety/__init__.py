"""What keeps a person safe: banners, positions, questions and limits. No Qt, no clock, no file."""
