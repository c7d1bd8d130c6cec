"""What comes before the language: which files are read and how, bytes to text, text to lines."""
