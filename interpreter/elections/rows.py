"""What a row of a table of votes is: a party, or one of the sums and counts that the authority's tables have too."""

import re
import unicodedata
from typing import Literal

Row = Literal["party", "others", "valid", "invalid", "cast", "aside"]

_OTHERS = re.compile(
    r"(?:summa )?(?:övr|övriga(?: (?:anmälda|giltiga))?(?: partier)?|övriga partiers röster|handskrivna(?: partier)?)"
)
_VALID = re.compile(r"summa|totalt|(?:summa |antal |totalt )?giltiga(?: röster| valsedlar)?(?: totalt)?")
_INVALID = re.compile(
    r"(?:varav |summa |antal )?(?:ogiltiga|blanka|ej giltiga|(?:ej|icke|inte) anmälda(?: partier)?|övriga ogiltiga)"
    r"(?: röster| valsedlar| röster totalt)?(?: ?[-:(].*)?|bl|blank|og|ogej|oej|onr"
)
_CAST = re.compile(
    r"(?:summa |antal |totalt antal |totalt )?(?:avgivna |lagda |mottagna )(?:röster|valsedlar)|summa röster|"
    r"(?:totalt )?antal röster|totalt antal röster|röstande|antal röstande"
)
_ASIDE = re.compile(
    r"(?:antal |summa )?(?:röstberättigade|valdistrikt)(?![a-zåäö]).*|valdeltagande.*|räknade valdistrikt.*"
)


def kind_of(name: str) -> Row:
    """others: valid votes for parties that are not told apart; valid, cast: sums of the valid votes, and of all;
    invalid: votes for nobody; aside: no votes at all (who may vote, how many did)."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().replace("–", "-").replace("—", "-").split())
    plain = plain.rstrip(":. ")
    patterns: tuple[tuple[Row, re.Pattern[str]], ...] = (
        ("others", _OTHERS),
        ("valid", _VALID),
        ("invalid", _INVALID),
        ("cast", _CAST),
        ("aside", _ASIDE),
    )
    return next((kind for kind, pattern in patterns if pattern.fullmatch(plain)), "party")
