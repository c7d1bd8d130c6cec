"""Two versions of a regulation: what differs in the rules, and the old one with some of the changes.

    changes.changes             tells them, part by part
    mixing.mixed                the old text with those that are chosen
    grouping.independent_of     which of them stand without each other, with a checked program for each
    amendments.amendment_steps  the same for whole amendments

What is not asked for is not imported either: a comparison that finds one change needs no more than the first.
"""
