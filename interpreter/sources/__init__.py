"""Where the rules come from: the decided document by place and hash, never by its sentences.

A document is split into sentences (`sentences`), each with its place; the source marks of the rule files
(`marks`) say which statement carries which places (`carrying`). The register (`register`) keeps what was read,
so that a new document can be compared with it (`comparing`) and what nothing carries can be counted (`coverage`).
Everything here is pure: text and trees in, data out. Knows nothing of file formats, folders or terminals.
"""
