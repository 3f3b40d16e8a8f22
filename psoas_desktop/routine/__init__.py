"""What a routine is: the lenient draft, the strict routine, and the way from one to the other."""
