"""How a routine changes: edits, their history, and what is known of the draft at each moment. No Qt."""
