"""What the program thinks of a valid routine: advisories with reasons, sources and fixes. No Qt."""
