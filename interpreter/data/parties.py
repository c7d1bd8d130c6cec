"""What the parties that have sat in the Riksdag since 2010 are called: of each the abbreviation, then its names, the
everyday one first."""

KNOWN = (
    ("S", "Socialdemokraterna", "Arbetarepartiet-Socialdemokraterna", "Sveriges socialdemokratiska arbetareparti"),
    ("M", "Moderaterna", "Moderata samlingspartiet"),
    ("SD", "Sverigedemokraterna"),
    ("C", "Centerpartiet"),
    ("V", "Vänsterpartiet"),
    ("KD", "Kristdemokraterna"),
    ("MP", "Miljöpartiet", "Miljöpartiet de gröna"),
    ("L", "Liberalerna", "Liberalerna (tidigare Folkpartiet)", "Folkpartiet liberalerna", "Folkpartiet"),
)
