"""Files of data to facts: every format as flat tables, headings as declared names, cells as exact values."""
