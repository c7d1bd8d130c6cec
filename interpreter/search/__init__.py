"""What to try: the inputs that a value depends on, what each of them can be, and the cases that are made of them.

Boundary cases, ranges of a comparison and counter-examples are all looked for with these. Knows the plan and runs the
evaluator; knows no words, no files and no clock.
"""
