"""What years mean: mandate periods and elections, which wording a year is computed with, how far off a year may be."""
