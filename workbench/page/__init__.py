"""What all pages share, whatever they say: width and colour, text in a terminal, HTML, bars. Knows nothing of rules."""
