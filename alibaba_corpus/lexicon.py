"""What the package knows of names before it reads a text: organisations, places, first names, nouns."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import filterfalse, pairwise
from typing import Any

from alibaba_corpus.knowledge import read_knowledge

WORD = re.compile(r"[^\W_]+|[&+]")
_AT_HAND = 1 << 13  # words whose folded spelling is kept at hand
_END = ""  # where a word ends in a tree of letters
_ARTICLES = frozenset({"l", "la", "le", "les"})
_ARTICLE = re.compile(r"^(?:l['’]|les? |la |the )", re.IGNORECASE)

_Tree = dict[str, "_Tree"]  # what may follow each letter


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that the package knows: a row of `organisations.toml`."""

    name: str
    kind: str
    group: str
    country: str
    themes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    seat: str | None = None
    common_word: bool = False
    family_name: bool = False


@dataclass(frozen=True, slots=True)
class AliasMatch:
    """A stretch of text that spells an alias of an organisation."""

    start: int
    end: int
    organisation: Organisation


def fold(text: str) -> str:
    """Casefold and drop accents, keeping words apart as they are.

    >>> fold("L'Oréal")
    "l'oreal"
    """
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(filterfalse(unicodedata.combining, decomposed)).casefold()


_fold_word = lru_cache(maxsize=_AT_HAND)(fold)  # few words of a text are new


def without_article(name: str) -> str:
    """Drop a leading article.

    >>> without_article("la Poste chinoise")
    'Poste chinoise'
    """
    return _ARTICLE.sub("", name, count=1)


@cache
def organisations() -> dict[str, Organisation]:
    """Return the known organisations by name.

    >>> organisations()["Cainiao"].group
    'Alibaba'
    """
    rows: dict[str, Organisation] = {}
    for row in read_knowledge("organisations")["organisation"]:
        fields = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
        rows[row["name"]] = Organisation(**{"group": row["name"], **fields})
    return rows


@cache
def heads() -> frozenset[str]:
    """Return the people whose firm it is proverbially (« le groupe de Jack Ma »).

    >>> "Jack Ma" in heads()
    True
    """
    return frozenset(head for organisation in organisations().values() for head in organisation.heads)


def group_of(entity: str) -> str:
    """Return the group of an organisation: its parent's name, its own where it has none.

    A name that the package does not know belongs to the group whose name opens it (« Maersk Line »).

    >>> group_of("Cainiao"), group_of("Alibaba Sciences"), group_of("Rivalis")
    ('Alibaba', 'Alibaba', 'Rivalis')
    """
    if entity in organisations():
        return organisations()[entity].group
    words = entity.split()
    openings = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    parent = next((organisations()[name] for name in openings if name in organisations()), None)
    return parent.group if parent and not parent.common_word else entity


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded.

    >>> folded_words("L'Oréal & Cie")
    ('l', 'oreal', '&', 'cie')
    """
    return tuple(map(_fold_word, WORD.findall(text)))


def first_words(names: Iterable[str]) -> frozenset[str]:
    """Return the first word of each name, folded.

    >>> sorted(first_words(("État", "chambre de commerce")))
    ['chambre', 'etat']
    """
    return frozenset(folded_words(name)[0] for name in names)


@cache
def _alias_index() -> dict[str, list[tuple[tuple[str, ...], Organisation]]]:
    """Aliases by their first word, longest first."""
    index: dict[str, dict[tuple[str, ...], Organisation]] = defaultdict(dict)
    for organisation in organisations().values():
        for spelling in (organisation.name, *map(without_article, organisation.aliases)):
            key = folded_words(spelling)
            index[key[0]].setdefault(key, organisation)
    return {
        word: sorted(entries.items(), key=lambda entry: -len(entry[0])) for word, entries in index.items()
    }


@cache
def _second_words() -> dict[str, frozenset[str]]:
    """Return what may follow the first word of an alias; nothing is told of one that may be all of it."""
    return {
        word: frozenset(key[1] for key, _ in entries)
        for word, entries in _alias_index().items()
        if len(entries[-1][0]) > 1
    }


def _alias_positions(words: tuple[str, ...]) -> list[int]:
    """Return where an alias may begin."""
    index, seconds = _alias_index(), _second_words()
    return [
        position
        for position, word in enumerate(words)
        if word in index
        and (word not in seconds or not seconds[word].isdisjoint(words[position + 1 : position + 2]))
    ]


def find_aliases(text: str, words: tuple[str, ...] | None = None) -> list[AliasMatch]:
    """Return the aliases in `text`, the longest at each word; a name needs a capital or a digit.

    `words` are its folded words, where they are known.

    >>> [(m.organisation.name, text[m.start:m.end]) for text in ["l'accord de la Poste chinoise"]
    ...  for m in find_aliases(text)]
    [('China Post', 'Poste chinoise')]
    """
    words = folded_words(text) if words is None else words
    positions = _alias_positions(words)
    if not positions:
        return []
    spans = [match.span() for match in WORD.finditer(text)]
    found: list[AliasMatch] = []
    free = 0
    for position in positions:
        if position < free:
            continue
        match = _alias_at(text, spans, words, position)
        if match and words[position] in _ARTICLES and position + 1 < len(words):
            later = _alias_at(text, spans, words, position + 1)
            if later and later[0].end > match[0].end:  # « la Poste chinoise » is more than « La Poste »
                continue
        if match:
            found.append(match[0])
            free = position + match[1]
    return found


def _alias_at(
    text: str, spans: Sequence[tuple[int, int]], words: tuple[str, ...], position: int
) -> tuple[AliasMatch, int] | None:
    for key, organisation in _alias_index().get(words[position], ()):
        behind = position + len(key)
        if words[position:behind] != key:
            continue
        stretch = spans[position:behind]
        start, end = stretch[0][0], stretch[-1][1]
        if any(text[a[1] : b[0]].strip(" \u00a0\u202f-.'’–") for a, b in pairwise(stretch)):
            continue
        if _has_capital(text[start:end], organisation):
            return AliasMatch(start, end + (text[end : end + 1] == "!"), organisation), len(key)
    return None


@cache
def _acronyms(name: str) -> frozenset[str]:
    """Return the words that an organisation's name and aliases write in capitals alone."""
    organisation = organisations()[name]
    words = WORD.findall(" ".join((organisation.name, *organisation.aliases)))
    return frozenset(word for word in words if word.isupper() and 1 < len(word) <= 4)


def _has_capital(spelling: str, organisation: Organisation) -> bool:
    if spelling == organisation.name or spelling in organisation.aliases:
        return True
    if any(
        word.islower() and word.upper() in _acronyms(organisation.name) for word in WORD.findall(spelling)
    ):
        return False  # « Bolloré se retire » is no Bolloré SE
    return any(letter.isupper() for letter in spelling) or (spelling[0].isdigit() and not spelling.isdigit())


@cache
def _plural_and_feminine(noun: str) -> frozenset[str]:
    forms = {noun, f"{noun}s", f"{noun}x"}
    first, _, rest = noun.partition(" ")
    if rest:
        forms |= {f"{first}s {rest}", f"{first}s {rest}s"}
    for masculine, feminine in (
        ("eur", "euse"),
        ("teur", "trice"),
        ("ier", "ière"),
        ("ant", "ante"),
        ("ien", "ienne"),
    ):
        if noun.endswith(masculine):
            forms |= {noun[: -len(masculine)] + feminine, noun[: -len(masculine)] + feminine + "s"}
    if noun.endswith("al"):
        forms.add(f"{noun[:-2]}aux")
    return frozenset(forms)


@cache
def nouns(kind: str) -> frozenset[str]:
    """Return the nouns of a list of `nouns.toml` with their plurals and feminines.

    >>> "opérateurs" in nouns("organisation"), "opératrice" in nouns("organisation")
    (True, True)
    """
    return frozenset(form for noun in read_knowledge("nouns")[kind] for form in _plural_and_feminine(noun))


@cache
def first_names() -> frozenset[str]:
    """Return the first names by which a person is told from a firm.

    >>> "Cyrille" in first_names()
    True
    """
    return frozenset(name for names in read_knowledge("first_names").values() for name in names.split())


def opens_with_first_name(text: str) -> bool:
    """Tell whether the first word of a text, or the first part of that word, is a known first name.

    >>> opens_with_first_name("Cyrille-Marie Rivalis"), opens_with_first_name("La Poste")
    (True, False)
    """
    words = text.split()
    return bool(words) and words[0].partition("-")[0] in first_names()


@cache
def nationalities() -> dict[str, str]:
    """Return adjectives of countries, cities and regions, French and English, each with its country's code.

    >>> nationalities()["marseillais"]
    'FR'
    """
    adjectives: dict[str, str] = {}
    knowledge = read_knowledge("nationalities")
    for row in knowledge["country"]:
        adjectives |= dict.fromkeys((*row["adjectives"], *row.get("english", ())), row["code"])
    for row in knowledge["place"]:
        adjectives |= dict.fromkeys(row["adjectives"], row["country"])
    return adjectives


@cache
def town_adjectives() -> dict[str, str]:
    """Return the adjectives of towns and regions, each with the name of its place.

    >>> town_adjectives()["marseillais"], "chinois" in town_adjectives()
    ('Marseille', False)
    """
    rows = read_knowledge("nationalities")["place"]
    return {adjective: row["name"] for row in rows for adjective in row["adjectives"]}


@cache
def seats() -> frozenset[str]:
    """Return the towns in which a known organisation has its seat.

    >>> "Hangzhou" in seats(), "Vannes" in seats()
    (True, False)
    """
    return frozenset(row.seat for row in organisations().values() if row.seat)


@cache
def places() -> dict[str, str]:
    """Return the names of countries, towns and regions with their country's code (none for a continent).

    >>> places()["Hangzhou"], places()["Limoges"]
    ('CN', 'FR')
    """
    knowledge = read_knowledge("nationalities")
    countries = {name: row["code"] for row in knowledge["country"] for name in _names(row)}
    others = {name: row["country"] for row in knowledge["place"] for name in _names(row)}
    towns = {name: code for code, names in read_knowledge("towns")["places"].items() for name in names}
    return dict.fromkeys(knowledge["regions"], "") | countries | towns | others


def _names(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row["name"], *row.get("names", ()))


@cache
def any_nationality() -> str:
    """Return a regular expression that matches any adjective of a country, a city or a region.

    >>> bool(re.fullmatch(any_nationality(), "marseillais"))
    True
    """
    return alternatives(set(nationalities()))


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, the longest first.

    It branches where the words do, so that a text is compared with few of them; what is written behind it
    belongs to each word.

    >>> alternatives({"la", "lait", "le"})
    'l(?:a(?:it)?|e)'
    """
    tree: _Tree = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[_END] = {}
    return _spelled(tree)


def _spelled(tree: _Tree) -> str:
    ways = [re.escape(letter) + _spelled(below) for letter, below in sorted(tree.items()) if letter != _END]
    either = "|".join(ways)
    if ways and _END in tree:
        return f"(?:{either})?"
    return f"(?:{either})" if len(ways) > 1 else either
