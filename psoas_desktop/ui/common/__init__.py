"""What several windows share: theme, fonts, words."""
