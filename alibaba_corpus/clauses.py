"""Clauses: a sentence taken apart into simple statements, with parties in the place of names.

« FedEx, qui a racheté TNT, n'a pas commenté » becomes the two statements « FedEx a racheté TNT » and
« FedEx n'a pas commenté ». A party is written `§0`, `§1`, …: cues are looked for in this plain text.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from alibaba_corpus.cues import cue_infinitives
from alibaba_corpus.inflection import form_tenses, subjunctive
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import nouns

_TOKEN = re.compile(
    r"(?:[ldnsjmtcLDNSJMTC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)['’](?=\w|[«“\"]|$)"
    r"|\d+(?:[.,\u00a0\u202f ]\d{3})*(?:,\d+)?[ \u00a0\u202f]?%?|\w+(?:[-.']\w+)*|-{2,}|[^\w\s]"
)
_QUOTES = frozenset("«»“”\"'’")
_AT_HAND = 1 << 13  # words whose plain spelling is kept at hand
_RELATIVE = {
    "qui": "",
    "dont": "de",
    "que": "",
    "qu'": "",
    "où": "dans",
    "auquel": "à",
    "auxquels": "à",
    "duquel": "de",
    "laquelle": "",
    "lequel": "",
    "lesquels": "",
}
_PREPOSITIONS = frozenset(
    [
        "de",
        "d'",
        "du",
        "des",
        "à",
        "au",
        "aux",
        "avec",
        "chez",
        "dans",
        "sur",
        "par",
        "pour",
        "contre",
        "entre",
        "vers",
        "sous",
        "sans",
        "en",
        "auprès",
        "selon",
        "via",
        "envers",
        "devant",
        "derrière",
        "parmi",
        "hors",
        "malgré",
        "depuis",
    ]
)
_ALSO = frozenset(
    {"et", "ou", "…", "mais", "aussi", "ainsi", "que", "qu'", "également", "puis", "enfin", "notamment"}
)
_TIMES = frozenset(
    [
        "fois",
        "an",
        "ans",
        "année",
        "années",
        "mois",
        "semaine",
        "semaines",
        "jour",
        "jours",
        "heure",
        "heures",
        "matin",
        "soir",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lendemain",
        "veille",
    ]
)
_DETERMINERS = frozenset(
    [
        "le",
        "la",
        "l'",
        "les",
        "un",
        "une",
        "ce",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "du",
        "des",
        "au",
        "aux",
        "notre",
        "nos",
        "aucun",
        "aucune",
        "quelque",
        "quelques",
        "plusieurs",
        "chaque",
        "tout",
        "toute",
    ]
)


class Token(NamedTuple):
    """A word of a sentence, in lower case; `party` is the number of the party that it stands for.

    pronoun: whether the party is meant by « l' » alone.
    """

    text: str
    start: int
    end: int
    party: int | None = None
    pronoun: bool = False


class Clause(NamedTuple):
    """A statement: its tokens, whether it is an aside on the party that opens it, the word that links it."""

    tokens: tuple[Token, ...]
    aside: bool = False
    link: str = ""

    @property
    def heads(self) -> tuple[Token, ...]:
        """What an aside is said of: the tokens before its « = », or its first token."""
        for index, token in enumerate(self.tokens):
            if token.text == "=":
                return self.tokens[:index]
        return self.tokens[:1]

    @property
    def text(self) -> str:
        """The tokens as a string, a space around each."""
        return " " + "".join(f"{token.text} " for token in self.tokens)


_ARTICLES_OR_PRONOUNS = frozenset({"l'", "la", "les", "le", "leur"})
_BEFORE_NOUNS = (_DETERMINERS - _ARTICLES_OR_PRONOUNS) | (_PREPOSITIONS - {"en"})


@cache
def _infinitives() -> tuple[str, ...]:
    return tuple(sorted({*read_knowledge("verbs")["frequent"]["infinitives"].split(), *cue_infinitives()}))


@cache
def _finite_forms() -> dict[str, str]:
    tenses: dict[str, str] = {}
    for infinitive in _infinitives():
        for form, tense in form_tenses(infinitive).items():
            if tense not in ("infinitive", "gerund", "participle"):
                tenses.setdefault(form, tense)
        for form in subjunctive(infinitive):
            tenses.setdefault(form, "present")
    for word in read_knowledge("verbs")["frequent"]["never"]:
        tenses.pop(word, None)
    return tenses


@cache
def _nouns_too() -> frozenset[str]:
    return frozenset(read_knowledge("verbs")["frequent"]["noun_too"])


@cache
def _all_forms() -> frozenset[str]:
    return frozenset(form for infinitive in _infinitives() for form in form_tenses(infinitive))


def is_verb_form(word: str, *, any_form: bool = False) -> bool:
    """Tell whether a word is spelled like a verb in a finite form, or in any, be it a noun as well.

    >>> is_verb_form("reste"), is_verb_form("rester"), is_verb_form("rester", any_form=True)
    (True, False, True)
    """
    return word in (_all_forms() if any_form else _finite_forms())


def is_finite(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the token is a verb that makes a clause, not a noun of the same spelling.

    >>> tokens = tokenize("il offre une offre", 0, [])
    >>> [is_finite(tokens, index) for index in range(4)]
    [False, True, False, False]
    """
    text = tokens[index].text
    if text not in _finite_forms():
        return False
    before = tokens[index - 1].text if index else ""
    if (
        text in _nouns_too()
        and before not in (",", "qui")
        and not (index and tokens[index - 1].party is not None)
    ):
        return False
    if text in _nouns_too() and index + 1 < len(tokens) and tokens[index + 1].text in ("de", "d'", "du"):
        return False  # « §0, marque du groupe §1 »
    if before in _BEFORE_NOUNS:
        return False
    if before in _ARTICLES_OR_PRONOUNS:  # a pronoun follows its subject
        return index > 1 and (
            tokens[index - 2].party is not None or tokens[index - 2].text in ("qui", "ne", "il", "elle")
        )
    return True


@lru_cache(maxsize=_AT_HAND)
def _plain(word: str) -> str:
    """Return a word in small letters, a number without the spaces in it, two hyphens as a dash."""
    if word.startswith("--"):
        return "–"
    return "".join(word.replace("’", "'").lower().split())


def tokenize(text: str, offset: int, parties: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
    """Cut a sentence into tokens, a single one for each party (given by offsets), without quotation marks.

    >>> " ".join(token.text for token in tokenize("Auchan s'allie à Orange.", 0, [(0, 6), (17, 23)]))
    "§0 s' allie à §1 ."
    """
    tokens: list[Token] = []
    position = 0
    bounds = [(start - offset, end - offset) for start, end in parties]
    for number, (start, end) in enumerate([*bounds, (len(text), len(text))]):
        tokens += [
            Token(_plain(match[0]), match.start() + offset, match.end() + offset)
            for match in _TOKEN.finditer(text, position, start)
            if match[0] not in _QUOTES
        ]
        if number < len(bounds):
            pronoun = text[start:end].lower() in ("l'", "l’")
            tokens.append(Token(f"§{number}", start + offset, end + offset, number, pronoun))
        position = end
    return tuple(tokens)


def _aside_end(tokens: Sequence[Token], begin: int, *, needs_verb: bool) -> int:
    """Find the comma that closes an aside: the first behind which the sentence's own verb goes on."""
    verbs = depth = 0
    for index in range(begin, len(tokens)):
        text = tokens[index].text
        depth += (text == "(") - (text == ")")
        if depth > 0:
            continue
        if is_finite(tokens, index):
            verbs += 1
        if text in (";", ":"):
            return index
        if (
            text == ","
            and (verbs or not needs_verb)
            and (_resumes(tokens, index + 1) or _list_goes_on(tokens, index + 1))
        ):
            return index
    return len(tokens)


def _list_goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether « , et §1 ont signé » goes on: the aside stood inside a list."""
    if not (tokens[index : index + 1] and tokens[index].text == "et"):
        return False
    party = next((at for at in range(index + 1, min(index + 4, len(tokens))) if _new_subject(tokens, at)), 0)
    following = [token.text for token in tokens[index + 1 : index + 4]]
    named = [at for at in range(index + 1, min(index + 3, len(tokens))) if tokens[at].party is not None]
    listed = bool(named) and [token.text for token in tokens[named[0] + 1 : named[0] + 2]] in ([","], ["("])
    infinitive = bool(following) and re.fullmatch(r"\w{3,}(?:er|ir|re)", following[0]) is not None
    return bool(party) or listed or (infinitive and is_verb_form(following[0], any_form=True))


def _resumes(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the main clause goes on at `index`: a verb, or one behind an adverbial or a clitic."""
    for step, token in enumerate(tokens[index : index + 7]):
        if is_finite(tokens, index + step):
            return True
        if token.text in ("n'", "ne", "s'", "se", "l'", "en", "y", "lui", "leur"):
            continue
        if step and token.party is not None and tokens[index + step - 1].text in ("avec", "par", "contre"):
            continue  # « l'accord noué par §0, filiale de §1, avec §2 court toujours »
        if token.party is not None or token.text in (
            "et",
            "qui",
            "que",
            "dont",
            "qu'",
            ".",
            ";",
            "il",
            "elle",
        ):
            return False
    return False


def _closing(tokens: Sequence[Token], begin: int, mark: str) -> int | None:
    for index in range(begin, min(len(tokens), begin + 60)):
        if tokens[index].text == mark:
            return index
    return None


def _first_comma(tokens: Sequence[Token], begin: int) -> int:
    depth = 0
    for index in range(begin, len(tokens)):
        depth += (tokens[index].text == "(") - (tokens[index].text == ")")
        if depth <= 0 and tokens[index].text in (",", ";", ":"):
            return index
    return len(tokens)


def _pick_relative(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """Read a relative pronoun at `index`: the preposition it stands for, and where its clause begins."""
    text = tokens[index].text if index < len(tokens) else ""
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if text in _PREPOSITIONS and following in ("qui", "lequel", "laquelle", "lesquels", "lesquelles"):
        return text, index + 2
    if text in ("au", "dans", "du") and [token.text for token in tokens[index + 2 : index + 3]] == ["duquel"]:
        return f"{text} {following} de", index + 3  # « §0, au capital duquel §1 est entré »
    if text in ("lequel", "laquelle"):
        return "", index + 1
    if text in _RELATIVE and text != "lesquels":
        return _RELATIVE[text], index + 1
    return None


def _relative_clause(antecedent: Token, pronoun: str, preposition: str, body: Sequence[Token]) -> Clause:
    """Turn a relative clause into a statement on its antecedent."""
    if pronoun in ("qui", "lequel", "laquelle") and not preposition:
        return Clause((antecedent, *body), aside=True)
    mark = tuple(Token(word, antecedent.start, antecedent.start) for word in preposition.split())
    while body and body[-1].text in (".", "!", "?"):
        body = body[:-1]
    inverted = (
        len(body) > 1
        and is_finite(body, 0)
        and next((at for at, token in enumerate(body[:5]) if token.party is not None), None)
    )
    if inverted:  # « que contrôle §1 »: the subject stands behind its verb
        body = (body[inverted], *body[:inverted], *body[inverted + 1 :])
    return Clause((*body, *mark, antecedent))


_CASES = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}


def case_of(word: str) -> str:
    """Return the preposition that a word holds (« du »: de), or the word itself.

    >>> case_of("aux"), case_of("avec")
    ('à', 'avec')
    """
    return _CASES.get(word, word)


def _list_ahead(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether « §0 , » goes on as a list (« §0, §1 et §2 ») and not as an aside."""
    after = index + 1
    first = _list_start(tokens, index - 1)
    case = case_of(tokens[first - 1].text) if first else ""
    own = {word for word in _PREPOSITIONS if case_of(word) == case}
    while after < len(tokens) and tokens[after].text in (_DETERMINERS - _PREPOSITIONS) | own | _ALSO:
        after += 1
    return after < len(tokens) and tokens[after].party is not None and after - index <= 5


def _relative_end(tokens: Sequence[Token], begin: int) -> int:
    """Find the comma that closes « que §1 , filiale de §2 , livre » behind its verb."""
    end = _first_comma(tokens, begin)
    if any(is_finite(tokens, at) for at in range(begin, end)):
        return end
    last = next((at for at in range(end, len(tokens)) if is_finite(tokens, at)), None)
    return end if last is None else _first_comma(tokens, last)


_ASIDE = 40  # tokens between brackets or dashes that only say something of the party before


def _take_aside(tokens: list[Token], index: int, asides: list[Clause]) -> list[Token] | None:
    """Take out the aside that follows the party at `index`, if one does; return the tokens without it."""
    party, mark = tokens[index], tokens[index + 1].text
    if mark in ("(", "–", "—", "-"):
        close = _closing(tokens, index + 2, ")" if mark == "(" else mark)
        if close is None or close - index >= _ASIDE:
            return None
        inside, relative = tokens[index + 2 : close], _pick_relative(tokens[:close], index + 2)
        if relative:  # « §0 (dont §1 détient 5 %) »
            preposition, start = relative
            asides.append(_relative_clause(party, tokens[start - 1].text, preposition, tokens[start:close]))
        else:
            asides.append(Clause((party, Token("=", party.end, party.end), *inside), aside=True))
        return tokens[: index + 1] + tokens[close + 1 :]
    begin = index + 2 if mark == "," else index + 1
    relative = _pick_relative(tokens, begin)
    if relative:
        preposition, start = relative
        end = _aside_end(tokens, start, needs_verb=True) if mark == "," else _relative_end(tokens, start)
        asides.append(_relative_clause(party, tokens[start - 1].text, preposition, tokens[start:end]))
        return tokens[: index + 1] + tokens[end + (end < len(tokens) and tokens[end].text == ",") :]
    if (
        mark != ","
        or _list_ahead(tokens, index + 1)
        or (_resumes(tokens, index + 2) and is_finite(tokens, index + 2))
    ):
        return None
    return _take_apposition(tokens, index, asides)


_CONJUNCTIONS = frozenset(
    {"tandis", "alors", "lorsque", "lorsqu'", "quand", "puisque", "puisqu'", "mais", "car"}
)
_ADDITIONS = frozenset(
    {"aux", "au", "à", "moyennant", "contre", "faute", "malgré", "grâce", "sans"}
)  # « aux côtés de », « au profit de », « au prix de »


_PURPOSES = frozenset(
    f"{opening} {last}"
    for opening in ("dans le", "dans l'", "en vue", "en échange", "en contrepartie", "dans un")
    for last in ("but", "cadre", "objectif", "espoir", "intention", "optique", "de", "d'", "communiqué")
)


def _list_end(tokens: Sequence[Token], begin: int) -> int:
    """Find where an apposition ends: at its first comma, or behind the list that begins there."""
    end = _first_comma(tokens, begin)
    first = tokens[end - 1].party is not None and end - 1 > begin and tokens[end - 2].party is None
    names = [at for at in range(end + 1, min(len(tokens), end + 12)) if tokens[at].party is not None]
    between = [token.text for token in tokens[end : names[-1] if names else end]]
    listed = all(text in (",", "et", "de", "d'", "du", "des") or text.startswith("§") for text in between)
    plural = tokens[end - 2].text == "des" or _is_plural(tokens[begin:end])
    if not (first and names and listed and between[-1:] == ["et"] and plural):
        return end
    return names[-1] + 1


def _may_be_subject(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether no verb stands before a party, from where its statement begins."""
    before = range(index - 1, -1, -1)
    begin = next((at + 1 for at in before if tokens[at].text in _BREAKS), 0)
    return not any(is_finite(tokens, at) for at in range(begin, index))


def _is_purpose(body: Sequence[Token]) -> bool:
    """Tell what a deal is for (« , afin de livrer … ») from what is said of the party before."""
    return body[0].text == "afin" or " ".join(token.text for token in body[:3]) in _PURPOSES


def _unclosed_end(tokens: Sequence[Token], begin: int) -> int:
    """Find where an apposition ends that no comma closes: « §0 , filiale de §1 n' a pas attendu »."""
    party = next((at for at in range(begin, len(tokens)) if tokens[at].party is not None), len(tokens))
    tied = tokens[begin].text in nouns("relational") and party - begin <= _UNCLOSED
    return party + 1 if tied and _new_subject(tokens, party) else begin


_UNCLOSED = 5  # words between the noun of such an apposition and its name at most


def _take_apposition(tokens: list[Token], index: int, asides: list[Clause]) -> list[Token] | None:
    subject = _may_be_subject(tokens, index)
    end = _aside_end(tokens, index + 2, needs_verb=False) if subject else _list_end(tokens, index + 2)
    if end == len(tokens) and subject and any(is_finite(tokens, at) for at in range(index + 2, end)):
        end = _unclosed_end(tokens, index + 2)
    body = tokens[index + 2 : end]
    if not body or (any(is_finite(body, at) for at in range(len(body))) and not _holds_relative(body)):
        return None
    if body[0].text in _CONJUNCTIONS or (not subject and (body[0].text in _ADDITIONS or _is_purpose(body))):
        return None
    if _parallel(tokens, index, body) or (
        body[0].text.endswith("ant") and is_verb_form(body[0].text, any_form=True)
    ):
        return None
    heads = tokens[_list_start(tokens, index) : index + 1] if _is_plural(body) else tokens[index : index + 1]
    asides.append(Clause((*heads, Token("=", tokens[index].end, tokens[index].end), *body), aside=True))
    return tokens[: index + 1] + tokens[end + (end < len(tokens) and tokens[end].text == ",") :]


def _parallel(tokens: Sequence[Token], index: int, body: Sequence[Token]) -> bool:
    """Tell whether « les conserves de §1, les fromages de §2 » is a list, not an aside on §1."""
    articles = ("le", "la", "les", "l'")
    owned = tokens[index - 1 : index] and tokens[index - 1].text in ("de", "d'", "du") and index >= 3
    again = next((at for at, token in enumerate(body[:6]) if token.party is not None), 0)
    return bool(
        owned
        and tokens[index - 3].text in articles
        and body[0].text in articles
        and again >= 3
        and body[again - 1].text in ("de", "d'", "du")
        and len(body) > again + 1
        and body[again + 1].text in ("et", ",")
    )


def _is_plural(body: Sequence[Token]) -> bool:
    """Tell whether an apposition speaks of several (« marques du groupe », « ses rivaux »)."""
    words = [
        token.text
        for token in body[:4]
        if token.text not in ("ses", "les", "des", "dans", "plus", "sous", "pas", "puis", "très")
    ]
    return any(len(word) > 3 and word[-1] in "sx" for word in words[:2])


def _list_start(tokens: Sequence[Token], index: int) -> int:
    """Go back from the last party of a list (« §0, §1 et §2 ») to its first."""
    while index >= 2 and tokens[index - 1].text in (",", "et", "ou") and tokens[index - 2].party is not None:
        index -= 2
    return index


def _holds_relative(body: Sequence[Token]) -> bool:
    return any(token.text in _RELATIVE for token in body)


def _fronted(tokens: list[Token], asides: list[Clause]) -> list[Token]:
    """Read an apposition before its subject: « Filiale de §0, §1 … », « Premier du pays, §0 … »."""
    commas = [
        at for at, token in enumerate(tokens[:40]) if token.text == "," and _new_subject(tokens, at + 1)
    ]
    if not commas or tokens[commas[0] + 1].party is None:
        return tokens
    comma = commas[0]
    head = tokens[:comma]
    if (
        not head
        or any(is_finite(head, at) for at in range(comma))
        or head[0].text in _PREPOSITIONS
        or head[0].party is not None
    ):
        return tokens
    if _TIMES & {token.text for token in head}:
        return tokens
    last = comma + 1
    while (
        _is_plural(head)
        and last + 2 < len(tokens)
        and tokens[last + 1].text in (",", "et")
        and tokens[last + 2].party is not None
    ):
        last += 2
    subjects = tokens[comma + 1 : last + 1]
    asides.append(Clause((*subjects, Token("=", subjects[0].start, subjects[0].start), *head), aside=True))
    return tokens[comma + 1 :]


SUBORDINATE_LINKS = frozenset({"que", "qu'", "laquelle", "lequel", "lesquels", "lesquelles", "dont", "où"})
_BREAKS = frozenset({";", ":", "tandis", "alors", "mais"})
_SUBORDINATORS = frozenset(
    {
        "que",
        "qu'",
        "dont",
        "où",
        "laquelle",
        "lequel",
        "lesquels",
        "lesquelles",
        "lorsque",
        "lorsqu'",
        "quand",
        "puisque",
        "puisqu'",
        "car",
        "si",
    }
)


def _coordinated(tokens: Sequence[Token]) -> list[tuple[tuple[Token, ...], str]]:
    """Cut at « ; », and at a comma, « et » or « mais » behind which a new subject has its own verb."""
    pieces: list[tuple[tuple[Token, ...], str]] = []
    begin, link = 0, ""
    for index in range(1, len(tokens)):
        text = tokens[index].text
        if text == "et" and _between(tokens, index):
            continue
        if (
            (text in _BREAKS and not _is_adverb(tokens, index) and not _names_follow(tokens, index))
            or (text in {",", "et"} and _new_subject(tokens, index + 1))
            or (
                text in _SUBORDINATORS
                and tokens[index + 1 :]
                and tokens[index + 1].party is not None
                and _new_subject(tokens, index + 1)
            )
        ) and any(is_finite(tokens, at) for at in range(begin, index)):
            pieces.append((tuple(tokens[begin:index]), link))
            link = text
            begin = index + (text not in ("tandis", "alors"))
    pieces.append((tuple(tokens[begin:]), link))
    return [piece for piece in pieces if piece[0]]


def _names_follow(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a colon only brings the names of those told of: « a deux partenaires : §0 et §1 »."""
    behind = tokens[index + 1 :]
    return (
        tokens[index].text == ":"
        and tokens[index - 1].party is None
        and any(token.party is not None for token in behind[:4])
        and not any(is_finite(tokens, at) for at in range(index + 1, len(tokens)))
    )


def _is_adverb(tokens: Sequence[Token], index: int) -> bool:
    """Tell « §0 tournera alors le dos à §1 » from « alors que »."""
    return tokens[index].text == "alors" and [token.text for token in tokens[index + 1 : index + 2]] not in (
        ["que"],
        ["qu'"],
    )


def _between(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether « et » at `index` closes « entre §0 et §1 », « que se livrent §0 et §1 »."""
    before = [token.text for token in tokens[max(0, index - 4) : index]]
    inverted = before[1:2] in (["se"], ["s'"]) and is_finite(tokens, index - 2)
    return ("entre" in before or inverted) and tokens[index - 1].party is not None


def _new_subject(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a subject with its verb begins at `index`."""
    if index >= len(tokens):
        return False
    if tokens[index].party is None and tokens[index].text not in (
        "il",
        "elle",
        "ils",
        "elles",
        "ce",
        "celui-ci",
        "celle-ci",
    ):
        return False
    at, link = index + 1, "et"
    while at < len(tokens) - 1 and (tokens[at].text in ("et", ",") and tokens[at + 1].party is not None):
        at, link = at + 2, tokens[at].text
    if link != "et":
        return False  # « d'§0 et §1 , §2 a signé »
    while at < len(tokens) and tokens[at].text in ("n'", "ne", "s'", "se", "l'", "en", "y", "lui", "leur"):
        at += 1
    return at < len(tokens) and is_finite(tokens, at)


def _gapped(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Take « §0 s'allie à §1, §2 à §3 » for two statements: each later one has the verb of the first."""
    parties = [at for at, token in enumerate(tokens) if token.party is not None]
    if len(parties) < 4 or not any(is_finite(tokens, at) for at in range(parties[0] + 1, parties[1])):
        return [tokens]
    verb = range(parties[0] + 1, parties[1])
    for index in parties[2:-1]:
        if tokens[index - 1].text not in (",", "et", "mais") and tokens[index - 2].text not in (",", "et"):
            continue
        if any(is_finite(tokens, at) for at in range(index, len(tokens))):
            continue
        case = index + 1 + (tokens[index + 1].text == ",")
        end = _verb_end(tokens, verb, case)
        if end and any(at in parties for at in range(case + 1, min(case + 7, len(tokens)))):
            shared = (tokens[index], *tokens[verb.start : end], *tokens[case:])
            begin = next(at for at in range(index - 1, 0, -1) if tokens[at].text in (",", "et", "mais"))
            return [tokens[:begin], *_gapped(shared)]
    return [tokens]


def _verb_end(tokens: Sequence[Token], verb: range, case: int) -> int | None:
    """Find how far the first statement's verb reaches, told by what the later one begins with."""
    word = case_of(tokens[case].text)
    if word in ("le", "la", "les", "l'", "un", "une"):
        return verb.stop if is_finite(tokens, verb.stop - 1) else None
    alike = [
        at
        for at in verb
        if (word[:1].isdigit() and tokens[at].text[:1].isdigit())
        or (word in _PREPOSITIONS - {"en", "depuis", "pour"} and case_of(tokens[at].text) == word)
    ]
    return alike[-1] if alike else None


def _uncleft(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Put « c'est à §0 que §1 confie … » back in order: « §1 confie … à §0 »; so « c'est §0 qui confie »."""
    for index in range(len(tokens) - 4):
        if tokens[index].text == "c'" and tokens[index + 1].text in ("est", "était", "fut", "sera"):
            party = next(
                (
                    at
                    for at in range(index + 2, min(index + 6, len(tokens) - 1))
                    if tokens[at].party is not None
                ),
                None,
            )
            if party and tokens[party + 1].text == "qui":
                return (*tokens[:index], *tokens[index + 2 : party + 1], *tokens[party + 2 :])
            if party and tokens[party + 1].text in ("que", "qu'"):
                end = len(tokens) - (tokens[-1].text in ".!?")
                return (*tokens[:index], *tokens[party + 2 : end], *tokens[index + 2 : party + 1])
    return tokens


def _objects_in_place(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Put an object pronoun that means a party behind its verb: « §0 l'accuse » becomes « §0 accuse §1 »."""
    for index in range(len(tokens) - 1):
        if tokens[index].pronoun:
            verb = index + 1 + (tokens[index + 1].text in _AUXILIARIES)
            if verb < len(tokens):
                return (*tokens[:index], *tokens[index + 1 : verb + 1], tokens[index], *tokens[verb + 1 :])
    return tokens


_AUXILIARIES = frozenset({"a", "ont", "avait", "avaient", "aurait", "auraient", "aura", "auront"})


_FIGURES = 9  # tokens between brackets that only say an amount again


def _without_figures(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Leave out « ( 3,2 milliards d' euros ) », which says an amount again, unless a party stands before."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        close = _closing(tokens, index + 1, ")") if tokens[index].text == "(" else None
        inside = tokens[index + 1 : close] if close is not None and kept and kept[-1].party is None else ()
        again = 0 < len(inside) <= _FIGURES and all(token.party is None for token in inside)
        if close is not None and again and any(token.text[0].isdigit() for token in inside[:2]):
            index = close + 1
            continue
        kept.append(tokens[index])
        index += 1
    return tuple(kept)


def _in_a_row(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Write « de §0 à §1 en passant par §2 » as the list that it is."""
    words = [token.text for token in tokens]
    for at in range(len(words) - 2):
        if words[at : at + 3] != ["en", "passant", "par"]:
            continue
        parties = [index for index in range(max(0, at - 8), at) if tokens[index].party is not None]
        between = words[parties[-2] + 1 : parties[-1]] if len(parties) > 1 else []
        if between and between[0] in ("à", "au", "aux"):
            comma = tokens[parties[-2] + 1]._replace(text=",")
            head = (*tokens[: parties[-2] + 1], comma, *tokens[parties[-2] + 2 : parties[-1] + 1])
            return (*head, tokens[at]._replace(text="et"), *tokens[at + 3 :])
    return tokens


def split_clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Take a sentence apart: asides become statements on their party, the rest is cut at each new subject.

    >>> sentence = tokenize("FedEx, qui a racheté TNT, n'a pas commenté.", 0, [(0, 5), (21, 24)])
    >>> [clause.text.strip() for clause in split_clauses(sentence)]
    ["§0 n' a pas commenté .", '§0 a racheté §1']
    """
    return _split(_uncleft(_objects_in_place(_in_a_row(_without_figures(tokens)))), depth=0)


def _split(tokens: tuple[Token, ...], depth: int) -> list[Clause]:
    asides: list[Clause] = []
    rest = _fronted(list(tokens), asides) if depth == 0 else list(tokens)
    index = next((at + 1 for at, token in enumerate(rest[:9]) if token.text == "="), 0)
    while index < len(rest) - 1:
        if rest[index].party is not None:
            shorter = _take_aside(rest, index, asides)
            if shorter is not None:
                rest = shorter
                continue
        index += 1
    clauses = [
        Clause(whole, aside=depth > 0, link=link)
        for piece, link in _coordinated(rest)
        for whole in (_gapped(piece) if depth == 0 else [piece])
    ]
    for aside in asides:
        clauses += _split(aside.tokens, depth + 1) if depth < 4 else [aside]
    return clauses
