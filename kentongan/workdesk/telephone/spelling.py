"""A code as it is said: symbol by symbol, so that nobody takes a B for a P.

Letters go by the ICAO alphabet, which radio operators of every Indonesian service are taught;
digits by their names in the listener's language.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.codes import spoken

DIGITS: dict[str, str | Promise] = {
    "0": _("zero"),
    "1": _("one"),
    "2": _("two"),
    "3": _("three"),
    "4": _("four"),
    "5": _("five"),
    "6": _("six"),
    "7": _("seven"),
    "8": _("eight"),
    "9": _("nine"),
}
LETTERS = {
    word[0].upper(): word
    for word in (
        *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India"),
        *("Juliett", "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo"),
        *("Sierra", "Tango", "Uniform", "Victor", "Whiskey", "Xray", "Yankee", "Zulu"),
    )
}


def groups(code: str) -> list[tuple[str, str]]:
    """Return the groups of a code with the words to say for each."""
    return [(group, spelled(group)) for group in spoken(code).split("-")]


def spelled(group: str) -> str:
    """Return the words for one group: `7KQ2` is "seven, Kilo, Quebec, two"."""
    return ", ".join(str(DIGITS.get(symbol) or LETTERS.get(symbol, symbol)) for symbol in group)
