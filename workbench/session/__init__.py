"""What every face asks for: a project opened, its data read, what comes of them, why, and what would change it.

Plain functions on frozen data: each gives an `Answer`, its value or why there is none, and what is to be told besides.
Nothing here has words for people, writes anywhere people look, gives exit codes or knows of click; nor does anything
remember what was asked before. Texts and data may be laid over those on the disk (`dsl.text.files.Overlay`).
"""
