"""Texts as they are compared: without accents, with plain signs."""

import re
import unicodedata
from html import unescape

MARGIN = " *+<>-|:.!?()[]#'\"~=_»«,;"  # signs that are left out where a line begins and ends
_SYMBOLS = (  # those of most texts first: a text without any others is searched for no more of them
    *((quote, "'") for quote in "’‘ʼ"),
    *((quote, '"') for quote in "«»“”„"),
    *((dash, "-") for dash in "–—―‑"),
    ("€", "eur"), ("œ", "oe"), ("Œ", "OE"), ("…", "..."), ("\t", "  "), ("©", "(c)"), ("°", "deg"),
    *((blank, " ") for blank in "\u00a0\u202f\u2009\u3000"),
    *((nothing, "") for nothing in "\u00ad\u200b®"),
    *((bullet, "*") for bullet in "•·●▪"),
    *((arrow, ">") for arrow in "►▶›→⇒"),
    ("æ", "ae"), ("ß", "ss"), ("¼", "14"), ("½", "12"), ("¾", "34"),
)  # fmt: skip
REFERENCE = re.compile(r"&(?:amp;)?(?:#\d{1,6}|#x[\da-fA-F]{1,5}|[a-zA-Z]{2,8}\d{0,2});")


def read_reference(reference: str) -> str:
    """Return the signs that an HTML reference stands for, a space for any blank.

    >>> read_reference("&eacute;"), read_reference("&amp;eacute;"), read_reference("&nbsp;")
    ('é', 'é', ' ')
    """
    said = unescape(unescape(reference))  # « &amp;eacute; » was written twice over
    return " " if said.isspace() else said


def to_ascii(text: str) -> str:
    """Return `text` without accents and typographic signs; capitals and line breaks stay.

    >>> to_ascii("« À lire » : l’été © 2015")
    '" A lire " : l\\'ete (c) 2015'

    Soft hyphens and zero-width spaces go, no-break and thin spaces become plain ones. Letters of other
    scripts are left out: this form serves to compare with patterns, never to be shown.
    """
    if "&" in text:
        text = REFERENCE.sub(lambda match: read_reference(match[0]), text)
    if text.isascii():
        return text
    for symbol, plain in _RARER:
        if symbol in text:  # which takes less time than to replace none
            text = text.replace(symbol, plain)
    try:
        known = text.encode("latin-1")  # which has the letters that most texts need only
    except UnicodeEncodeError:
        return _decompose(text)
    folded = known.translate(_LETTERS, _LOST)
    for letter, plain_letters in _SPELLED:
        folded = folded.replace(letter, plain_letters)
    return folded.decode("ascii")


def _decompose(text: str) -> str:
    for symbol, plain in _SYMBOLS:
        text = text.replace(symbol, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


_RARER = tuple((symbol, plain) for symbol, plain in _SYMBOLS if ord(symbol) > 255)
_FOLDED = [_decompose(chr(number)) for number in range(256)]  # once for all
_LETTERS = bytes(ord(one) if len(one) == 1 else number for number, one in enumerate(_FOLDED))
_LOST = bytes(number for number, one in enumerate(_FOLDED) if not one)
_SPELLED = tuple((bytes([number]), one.encode()) for number, one in enumerate(_FOLDED) if len(one) > 1)
