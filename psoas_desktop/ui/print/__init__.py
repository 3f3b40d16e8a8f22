"""What is put on paper or in a file to look at: the storyboard."""
