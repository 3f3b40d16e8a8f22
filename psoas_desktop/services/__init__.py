"""Qt without widgets: what the core needs from the machine, passed in at the edge."""
