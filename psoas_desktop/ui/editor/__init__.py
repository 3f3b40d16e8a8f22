"""Writing a routine: the window in which a document is seen and changed."""
