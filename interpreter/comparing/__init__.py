"""Two calculations side by side: what comes out differently, which changes it is due to, and for which inputs.

    moves(before, after)          what differs on the same data, value by value and row by row
    attribution(moves, …)         each change alone, all in order, and what is left over between them
    same_meaning(before, after)   which values cannot differ, whatever the data
    proved(before, after, …)      which others cannot either: every case tried, or by a solver
    studies(before, after, …)     along which values of their inputs the others do, and by how much

Knows neither files nor words, nor how the versions came about.
"""
