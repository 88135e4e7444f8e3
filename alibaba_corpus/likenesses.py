"""How well a description fits an organisation, by what the package and the article know of it."""

from collections.abc import Iterable, Mapping
from functools import cache

from alibaba_corpus.descriptions import descriptor
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import Organisation, nationalities, nouns, organisations, seats, town_adjectives
from alibaba_corpus.memory import Memory

_REPORTERS = frozenset({"media", "news agency"})
_ONLINE = frozenset({"platform", "media"})
_BODIES = frozenset({"public body", "government", "university", "association"})
GROUP_WORDS = frozenset(
    {"groupe", "géant", "mastodonte", "conglomérat", "multinationale", "groupes", "géants", "multinationales"}
)


def describing_words(text: str) -> set[str]:
    """Return the words that tell an organisation: nouns of firms, adjectives of nationality; in lower case.

    >>> sorted(describing_words("Le géant chinois se tait."))
    ['chinois', 'géant']
    """
    return set(descriptor().findall(text.lower())) if text else set()


@cache
def _stem(word: str) -> str:
    country = nationalities().get(word)
    return f"nation:{word[:5]}" if country else word.rstrip("s").removesuffix("e")


def _trades() -> Mapping[str, list[str]]:
    """Return the words by which the press calls an organisation of each kind."""
    trades: Mapping[str, list[str]] = read_knowledge("nouns")["trades"]
    return trades


def likeness(entity: str, descriptors: Iterable[str], seat: str | None, memory: Memory) -> int:
    """Score how well what is known of an organisation fits a description; negative when it contradicts it.

    >>> likeness("Auchan", ["distributeur"], None, Memory()) > likeness("Auchan", ["chinois"], None, Memory())
    True
    """
    known = memory.words.get(entity, frozenset())
    organisation = organisations().get(entity)
    score = 0
    for word in descriptors:
        country = nationalities().get(word)
        if _is_body_or_place(organisation, word, known):
            score -= 8
        elif not (organisation or country) and word not in entity.lower() and _is_body(entity):
            score -= 8  # a public body of an unknown name is no « jeune pousse »
        elif organisation and organisation.group != entity and word in GROUP_WORDS:
            score -= 4
        elif country:
            score += _fits_origin(word, known, organisation)
        elif word in nouns("generic_firm"):
            continue
        elif any(_stem(word) == _stem(other) for other in known):
            score += 4
        elif organisation and any(trade in word for trade in _trades().get(organisation.kind, ())):
            score += 2
        else:
            score -= 3 if organisation or known else 1
    if seat and organisation:
        score += 5 if organisation.seat == seat else -4
    return score


def _fits_origin(word: str, known: frozenset[str], organisation: Organisation | None) -> int:
    """Score how well an adjective of a country or a town fits: « le groupe genevois » has its seat there."""
    if any(_stem(word) == _stem(other) for other in known):
        return 4
    town = town_adjectives().get(word)
    if organisation and organisation.seat and town in seats():
        return 4 if organisation.seat == town else -4
    nations = {nationalities()[other] for other in known if other in nationalities()}
    nations |= {organisation.country} if organisation else set()
    if not nations:
        return 0
    return 3 if nationalities()[word] in nations else -8


def is_trade(word: str) -> bool:
    """Tell whether a word is what the press calls organisations of some kind (« compagnie »).

    >>> is_trade("distributeur"), is_trade("groupe")
    (True, False)
    """
    return word not in GROUP_WORDS and any(word in trades for trades in _trades().values())


def called(entity: str, words: Iterable[str]) -> int:
    """Score whether an organisation is of a kind that is called so.

    >>> called("Auchan", ["distributeur"]), called("Auchan", ["banque"])
    (2, 0)
    """
    organisation = organisations().get(entity)
    trades = _trades().get(organisation.kind, ()) if organisation else ()
    return 2 * any(is_trade(word) and word in trades for word in words)


def only_reports(entity: str) -> bool:
    """Tell whether an organisation is one that reports what others do.

    >>> only_reports("Reuters"), only_reports("Auchan")
    (True, False)
    """
    organisation = organisations().get(entity)
    return organisation is not None and organisation.kind in _REPORTERS


def _is_body_or_place(organisation: Organisation | None, word: str, known: frozenset[str]) -> bool:
    """Tell whether no firm is meant: a ministry is no « groupe », and « ce site » may be a place."""
    if organisation and organisation.kind in _BODIES and word in nouns("generic_firm"):
        return True
    return word == "site" and word not in known and not (organisation and organisation.kind in _ONLINE)


def _is_body(entity: str) -> bool:
    """Tell whether a name is made of common words as a public body's is (« autorité de la concurrence »)."""
    return entity[:1].islower() and entity.split(maxsplit=1)[0].capitalize() in nouns("institution")
