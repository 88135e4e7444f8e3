"""English: the relations that sentences in English state, by cues kept as data."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from alibaba_corpus.dates import DateMention, date_for, without_targets
from alibaba_corpus.firmness import PARTNER_TYPES
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import nationalities, places
from alibaba_corpus.mentions import Mention
from alibaba_corpus.relations import SYMMETRIC_TYPES, Relation, are_related, consolidate
from alibaba_corpus.sentences import Sentence
from alibaba_corpus.themes import themes_of

# an organisation, one with « 's », one with « -owned », a person or place
_NAMED, _POSSESSOR, _HYPHENED, _STRANGER = "§", "¶", "¤", "@"
_TOKEN = re.compile(
    r"-(?:owned|backed|controlled|led)\b|['’]s\b|[$€£]?\w+(?:[-.,'’&]\w+)*%?|[^\w\s]", re.IGNORECASE
)
_PRONOUNS = frozenset({"it", "they"})
_LIST_LINK = re.compile(  # « , X », « and X », « and its French partner X »
    r"((?:, )?(?:(and|or|&) )?(?:with )?(?:(?:the|its) "
    r"(?:(?!(?:of|in|on|for|with|to|by|from) )[a-z-]+ ){0,3})?)§"
)
_LONGEST_LIST = 30
_LEADING_WORDS = 5  # between a cue and the name that it rules: « with the French retail group X »
_PREFIX_WORDS = 6  # before a cue whose subject stands in the statement before
_BACK = 4  # words before a name among which a preposition rules it
_BEFORE_CUE = 10  # words before a cue that tell how firmly it is meant
_BRACKETED = 12


class _Word(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cue:
    name: str
    type: str
    pattern: re.Pattern[str]
    a: str
    b: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class _Topic:
    """What the sentences before leave: whom the last was about, and which two deal with each other."""

    subject: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    """A sentence being read: the organisations of its placeholders, and what was said before."""

    sentence: Sentence
    parties: tuple[tuple[str, ...], ...]
    topic: _Topic
    dates: Sequence[DateMention]

    def entities(self, placeholder: str | None) -> tuple[str, ...]:
        numbers = [int(number) for number in re.findall(r"\d+", placeholder or "")]
        return tuple(dict.fromkeys(entity for number in numbers for entity in self.parties[number]))


@dataclass(frozen=True, slots=True)
class _Statement:
    """A part of a sentence that says one thing; `before` is whom the statement before was about."""

    reader: _Reader
    words: Sequence[_Word]
    text: str
    before: tuple[str, ...]


# ---------------------------------------------------------------------------------------- knowledge
@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(read_knowledge("english")["lists"][name])


def _compile(pattern: str) -> re.Pattern[str]:
    """Read a pattern as `english.toml` writes it."""
    for _ in range(2):
        for name, words in read_knowledge("english")["words"].items():
            pattern = pattern.replace(f"{{{name}}}", f"(?:{words})")
    prepositions = "|".join(sorted(_list("prepositions")))
    free = rf"(?!(?:{prepositions}|and|or|that|which|but) )[^\s§,]+ "
    lead = rf"(?:{free}){{0,{_LEADING_WORDS}}}?"
    for end in ("A", "B"):
        pattern = pattern.replace(f"{{{end}}}", rf"{lead}(?P<{end}>§[\d+]+)")
        pattern = pattern.replace(f"{{{end}'s}}", rf"{lead}(?P<{end}>¶[\d+]+)")
        pattern = pattern.replace(f"{{{end}!}}", rf"(?P<{end}>§[\d+]+)")
        pattern = pattern.replace(f"{{{end}-}}", rf"(?P<{end}>¤[\d+]+)-")
    pattern = re.sub(r"~(\d) ", lambda m: rf"(?:{free.replace('§', '§¶¤')}){{0,{m[1]}}}?", pattern)
    pattern = re.sub(r"\.\.\.(\d) ", r"(?:(?!(?:which|but) )[^\\s§¶¤,]+ ){0,\1}?", pattern)
    return re.compile(rf"(?<= )(?:{pattern})(?= )")


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(row["name"], row["type"], _compile(row["pattern"]), row["a"], row.get("b"), row.get("status"))
        for row in read_knowledge("english")["cue"]
    )


@cache
def _status_rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["status"], _compile(row["pattern"])) for row in read_knowledge("english")["firmness"])


# ---------------------------------------------------------------------------------------- words
def _is_no_name(mention: Mention) -> bool:
    """Tell whether a capital is only that of an English adjective, day or month."""
    return mention.text in nationalities() or mention.text in _list("capitals")


def _placeholder(mention: Mention, parties: list[tuple[str, ...]]) -> str:
    if mention.kind != "organisation" or mention.text in places():
        return _STRANGER
    parties.append((mention.entity,))
    return f"{_NAMED}{len(parties) - 1}"


def _words(
    sentence: Sentence, mentions: Sequence[Mention], parties: list[tuple[str, ...]]
) -> Iterator[_Word]:
    """Yield the words of a sentence in lower case, each name as one placeholder."""
    position = 0
    for mention in [*mentions, None]:
        stop = mention.start - sentence.start if mention else len(sentence.text)
        for match in _TOKEN.finditer(sentence.text, position, stop):
            text = match.group().lower().replace("’", "'")
            yield _Word(text, sentence.start + match.start(), sentence.start + match.end())
        if mention:
            yield _Word(_placeholder(mention, parties), mention.start, mention.end)
            position = mention.end - sentence.start


def _possessors(words: Sequence[_Word]) -> list[_Word]:
    """Join « 's » and « -owned » to their name; drop « 's » of a person or place (« Germany's X » is X)."""
    found: list[_Word] = []
    for word in words:
        if word.text in ("'s", "'") and found and found[-1].text[0] in (_NAMED, _STRANGER):
            owner = found.pop()
            if owner.text[0] == _NAMED:
                found.append(_Word(_POSSESSOR + owner.text[1:], owner.start, word.end))
        elif len(word.text) > 1 and word.text[0] == "-" and found and found[-1].text[0] == _NAMED:
            owner = found.pop()
            found.append(_Word(_HYPHENED + owner.text[1:] + word.text, owner.start, word.end))
        else:
            found.append(word)
    return found


def _houses(words: Sequence[_Word]) -> list[_Word]:
    """Let a firm's own unit without a name stand for the firm (« X's cloud unit has signed »)."""
    found = list(words)
    for index in range(len(words) - 1, -1, -1):
        if words[index].text[0] != _POSSESSOR or (index and words[index - 1].text == ","):
            continue
        after = [word.text for word in words[index + 1 : index + 6]]
        at = next((at for at, text in enumerate(after) if text in _list("house")), None)
        named = at is not None and any(text[0] in "§¶," for text in after[: at + 2])
        if at is not None and not named:
            found[index : index + at + 2] = [
                _Word(_NAMED + words[index].text[1:], words[index].start, words[index + at + 1].end)
            ]
    return found


def _text(words: Sequence[_Word]) -> str:
    return f" {' '.join(word.text for word in words)} "


def _without_brackets(words: Sequence[_Word]) -> list[_Word]:
    found: list[_Word] = []
    skip = 0
    for index, word in enumerate(words):
        if word.text == "(":
            inside = [other.text for other in words[index : index + _BRACKETED]]
            skip = inside.index(")") + 1 if ")" in inside else 0
        if skip:
            skip -= 1
        elif word.text not in ('"', "“", "”", "(", ")"):
            found.append(word)
    return found


def _without_forms(words: Sequence[_Word]) -> list[_Word]:
    """Drop legal forms behind names (« X Corp. », « X, Inc. »)."""
    found: list[_Word] = []
    index = 0
    while index < len(words):
        found.append(words[index])
        index += 1
        if found[-1].text[0] in (_NAMED, _POSSESSOR):
            comma = index < len(words) and words[index].text == ","
            while index + comma < len(words) and words[index + comma].text in _list("legal_forms"):
                index += comma + 1
                comma = False
                index += index < len(words) and words[index].text == "."
    return found


def _is_verb(word: _Word | None) -> bool:
    return word is not None and (
        word.text in _list("auxiliaries") or bool(re.fullmatch(r"[a-z]{2,}ed", word.text))
    )


def _joined_lists(words: Sequence[_Word]) -> list[_Word]:
    """Make one placeholder of a list (« A, B and C »), but not of an object and the next subject."""
    found: list[_Word] = []
    index = 0
    while index < len(words):
        names, last = _list_at(words, index)
        if (
            len(names) > 1
            and _has_subject(found)
            and _is_verb(words[last + 1] if last + 1 < len(words) else None)
        ):
            names, last = names[:1], index
        text = _NAMED + "+".join(words[at].text[1:] for at in names) if names else words[index].text
        found.append(_Word(text, words[index].start, words[last].end))
        index = last + 1
    return found


def _has_subject(words: Sequence[_Word]) -> bool:
    """Tell whether the last words before a list are a verb behind its subject (« X bought »)."""
    return len(words) > 1 and _is_verb(words[-1]) and any(word.text[0] == _NAMED for word in words[-_BACK:])


def _list_at(words: Sequence[_Word], first: int) -> tuple[list[int], int]:
    """Find the places of the names of the list that begins at `first`, and its end; « and » closes it."""
    names, closed = [first], False
    while not closed and words[first].text[0] == _NAMED and len(names) < _LONGEST_LIST:
        link = _LIST_LINK.match(" ".join(word.text for word in words[names[-1] + 1 : names[-1] + 8]) + " ")
        if link is None:
            break
        if link.group(2) and link.group(1)[0] == "," and len(names) == 1:
            break  # « X, the owner of Y, and Z »
        names.append(names[-1] + link.group(1).count(" ") + 1)
        closed = link.group(2) is not None
    if closed:
        return names, names[-1]
    return ([first] if words[first].text[0] == _NAMED else []), first


def _pairs_named_again(
    words: Sequence[_Word], pair: tuple[str, ...], parties: list[tuple[str, ...]]
) -> list[_Word]:
    """Let « the two companies » mean the two that dealt in the sentences before."""
    found: list[_Word] = []
    for word in words:
        two = [other.text for other in found[-2:]]
        if pair and word.text in _list("pair") and two in (["the", "two"], ["the", "both"]):
            parties.append(pair)
            found[-2:] = [_Word(f"{_NAMED}{len(parties) - 1}", found[-2].start, word.end)]
        else:
            found.append(word)
    return found


# ---------------------------------------------------------------------------------------- statements
def _clauses(words: Sequence[_Word]) -> list[list[_Word]]:
    """Cut a sentence where another statement begins."""
    clauses: list[list[_Word]] = [[]]
    for index, word in enumerate(words):
        following = words[index + 1].text if index + 1 < len(words) else ""
        after = words[index + 2] if index + 2 < len(words) else None
        soon = {other.text for other in words[index + 1 : index + 4]}
        told = word.text in _list("telling") and not soon & _PRONOUNS
        next_subject = word.text == "and" and following[:1] == _NAMED and _is_verb(after)
        if word.text in _list("breaks") or next_subject:
            clauses.append([])
        elif told:
            clauses[-1].append(word)
            clauses.append([])
        else:
            clauses[-1].append(word)
    return [clause for clause in clauses if clause]


def _pieces(clause: Sequence[_Word]) -> list[list[_Word]]:
    """Cut a clause at its commas and before a relative pronoun that follows a name."""
    pieces: list[list[_Word]] = [[]]
    for word in clause:
        if word.text == ",":
            pieces.append([])
            continue
        last = pieces[-1][-1].text[0] if pieces[-1] else ""
        if word.text in _list("relatives") and last == _NAMED:
            pieces.append([])
        pieces[-1].append(word)
    return [piece for piece in pieces if piece]


def _told_of(head: _Word, piece: Sequence[_Word]) -> list[_Word] | None:
    """Write an aside as a statement of the name before it; None when it is none."""
    first = piece[0].text
    if first == "whose":
        return [_Word(_POSSESSOR + head.text[1:], head.start, head.end), *piece[1:]]
    if first in _list("relatives"):
        object_of = len(piece) > 1 and piece[1].text[0] == _NAMED
        return [head, *(piece if object_of else piece[1:])]
    if first == "in" and len(piece) > 1 and piece[1].text == "which":
        return [head, *piece]
    possessive = first[0] == _POSSESSOR and not any(word.text[0] == _NAMED for word in piece)
    if possessive or first in _list("asides") or re.fullmatch(r"[a-z]{3,}ed", first):
        return [head, _Word("=", piece[0].start, piece[0].start), *piece]
    return None


def _statements(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Yield the statements of a sentence: of each clause what is left without its asides, then these."""
    for clause in _clauses(words):
        main: list[_Word] = []
        asides = []
        for piece in _pieces(clause):
            head = main[-1] if main and main[-1].text[0] == _NAMED else None
            aside = _told_of(head, piece) if head else None
            if aside:
                asides.append(aside)
            else:
                main += [_Word(",", piece[0].start, piece[0].start)] * bool(main) + piece
        yield main
        yield from asides


# ---------------------------------------------------------------------------------------- who, how firmly
def _is_ruled(words: Sequence[_Word], index: int) -> bool:
    """Tell whether a preposition rules the name at `index` (« with the group X »)."""
    for at in range(index - 1, max(-1, index - _BACK - 1), -1):
        word = words[at]
        if word.text in _list("prepositions"):
            return at == 0 or words[at - 1].text not in _list("spokes")
        if word.text[0] in "§¶¤," or word.text in ("and", "that"):
            return False
    return False


def _subject_at(words: Sequence[_Word], position: int) -> int | None:
    """Find the first name before a cue that no preposition rules."""
    names = (at for at in range(min(position, len(words))) if words[at].text[0] == _NAMED)
    return next((at for at in names if not _is_ruled(words, at)), None)


def _subject(statement: _Statement, position: int) -> tuple[str, ...]:
    """Find of whom the cue at `position` is said: who is named before it, else `before`."""
    words, before = statement.words, statement.before
    index = _subject_at(words, position)
    if index is not None:
        return statement.reader.entities(words[index].text)
    prefix = [word.text for word in words[:position]]
    owners = {text for text in prefix if text[0] == _POSSESSOR}
    if len(owners) == 1 and _PRONOUNS & set(prefix[-3:]):  # « X's plans come as it considers … »
        return statement.reader.entities(owners.pop())
    if len(prefix) > _PREFIX_WORDS or any(text[0] in "§¶¤@" for text in prefix):
        return ()
    if prefix and prefix[0] in _PRONOUNS:
        return before or statement.reader.topic.subject
    opens = not prefix or prefix[0] in _list("openers") or prefix[0].endswith("ing")
    return before if opens and not set(prefix) & _list("determiners") else ()


def _firmness(cue: _Cue, around: str) -> str | None:
    """Tell how firmly a cue is meant, from the words before it; None when nothing is stated."""
    said = next((status for status, pattern in _status_rules() if pattern.search(around)), None)
    if cue.type not in PARTNER_TYPES:
        return None if said in ("denied", "ended") else "signed"
    if cue.status in ("ended", "denied"):
        return None if said == "denied" else cue.status
    if cue.status == "planned":
        return said or "planned"
    return said or "signed"


def _span(statement: _Statement, match: re.Match[str]) -> tuple[int, int]:
    first = statement.text.count(" ", 0, match.start()) - 1
    return first, min(len(statement.words), first + match.group().strip().count(" ") + 1)


def _pairs(one: Sequence[str], other: Sequence[str] | None) -> list[tuple[str, str]]:
    if other is None:
        return [(a, b) for index, a in enumerate(one) for b in one[index + 1 :]]
    return [(a, b) for a in one for b in other if a != b]


def _ends(cue: _Cue, statement: _Statement, match: re.Match[str], position: int) -> list[tuple[str, str]]:
    def end(slot: str) -> tuple[str, ...]:
        if slot == "subject":
            return _subject(statement, position)
        return statement.reader.entities(match.group(slot))

    pairs = _pairs(end(cue.a), end(cue.b) if cue.b else None)
    return [pair for pair in pairs if cue.type not in SYMMETRIC_TYPES or not are_related(*pair)]


def _relation(cue: _Cue, reader: _Reader, ends: tuple[str, str], status: str, place: _Word) -> Relation:
    sentence, (source, target), dates = reader.sentence, ends, reader.dates
    if status in ("signed", "ended"):
        dates = without_targets(dates, sentence.text, sentence.start, language="en")
    themed = cue.type in ("partnership", "investment")
    return Relation(
        source=source,
        target=target,
        type=cue.type,
        status=status if cue.type in PARTNER_TYPES else None,
        themes=themes_of(cue.type, source, target, sentence.text) if themed else (),
        date=date_for(place.start, place.end, sentence.start, sentence.end, dates),
        sentence=sentence.number,
        evidence=sentence.text,
        start=sentence.start,
        end=sentence.end,
        rule=cue.name,
    )


def _read_statement(statement: _Statement) -> Iterator[Relation]:
    words = statement.words
    told: set[tuple[str, str, str, str]] = set()
    for cue in _cues():
        for match in cue.pattern.finditer(statement.text):
            first, last = _span(statement, match)
            opening = max(_subject_at(words, first) or 0, first - _BEFORE_CUE)
            closing = first if cue.status in ("ended", "denied") else last  # the cue itself says no
            status = _firmness(cue, _text(words[opening:closing]))
            if status is None:
                continue
            place = _Word(match.group(), words[first].start, words[last - 1].end)
            for ends in _ends(cue, statement, match, first):
                if (cue.type, status, *ends) in told:
                    continue
                told.add((cue.type, status, *ends))
                yield _relation(cue, statement.reader, ends, status, place)


def _read_sentence(
    sentence: Sentence, mentions: Sequence[Mention], topic: _Topic, dates: Sequence[DateMention]
) -> tuple[list[Relation], _Topic]:
    parties: list[tuple[str, ...]] = []
    words = _without_brackets(list(_words(sentence, mentions, parties)))
    words = _pairs_named_again(_houses(_possessors(_without_forms(words))), topic.pair, parties)
    reader = _Reader(sentence, tuple(parties), topic, dates)
    found: list[Relation] = []
    subject: tuple[str, ...] = ()
    first_subject: tuple[str, ...] = ()
    for told in _statements(_joined_lists(words)):
        found += _read_statement(_Statement(reader, told, _text(told), subject))
        index = _subject_at(told, len(told))
        if index is not None and "=" not in [word.text for word in told[:2]]:
            subject = reader.entities(told[index].text)
            first_subject = first_subject or subject
    dealing = [relation for relation in found if relation.type in PARTNER_TYPES]
    pair = (dealing[0].source, dealing[0].target) if dealing else topic.pair
    return found, _Topic(first_subject, pair)


def find_english_relations(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], dates: Sequence[DateMention] = ()
) -> tuple[Relation, ...]:
    """Return the relations that the sentences of an English article state, in order.

    As in French a cue must tie the two, with each in its place; the cues are the rows of `english.toml`.

    >>> from alibaba_corpus.mentions import find_mentions
    >>> from alibaba_corpus.sentences import split_sentences
    >>> sentences = split_sentences("Auchan, a rival of Carrefour, will team up with Alibaba.")
    >>> for relation in find_english_relations(sentences, find_mentions(sentences, [()])):
    ...     print(relation.source, relation.type, relation.target, relation.status)
    Alibaba partnership Auchan planned
    Auchan competition Carrefour None
    """
    inside: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if not _is_no_name(mention):
            inside[mention.sentence].append(mention)
    topic = _Topic()
    found: list[Relation] = []
    for sentence in sentences:
        here, topic = _read_sentence(sentence, inside[sentence.number], topic, dates)
        found += here
    return consolidate(found)
