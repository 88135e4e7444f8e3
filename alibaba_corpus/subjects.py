"""Of whom an amount is said: the organisation whose turnover, stake or payment it is."""

import re
from collections.abc import Sequence
from functools import cache

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.mentions import Mention
from alibaba_corpus.quantities import Quantity
from alibaba_corpus.sentences import Sentence

_INFINITIVE = re.compile(r"[^\W\d_]{2}(?:er|ir|dre)\s$")  # "racheter X": an object
_BEFORE_NAME = 60  # characters before a name in which its preposition stands


@cache
def _preposition() -> re.Pattern[str]:
    """A preposition before a name, an article and two words between at most ("du groupe")."""
    words = "|".join(re.escape(word) for word in read_knowledge("quantities")["subject"]["prepositions"])
    article = r"(?:(?:le|la|les|son|sa|ses|leurs?|the|its|der|die|dem|den)\s|l['’])?"
    return re.compile(rf"(?<!\w)(?i:{words})(?:\s|['’])\s?{article}(?:[^\W\d_A-Z][\w-]*\s){{0,2}}$")


@cache
def _source() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in read_knowledge("quantities")["subject"]["sources"])
    return re.compile(rf"(?<!\w)(?i:{words})\s(?:[^\W\d_A-Z][\w'’-]*\s|l['’]){{0,3}}$")


def _before(sentence: Sentence, mention: Mention) -> str:
    at = mention.start - sentence.start
    return sentence.text[max(0, at - _BEFORE_NAME) : at]


def _is_subject(sentence: Sentence, mention: Mention) -> bool:
    before = _before(sentence, mention)
    return not _preposition().search(before) and not _INFINITIVE.search(before)


def _may_be_subject(sentence: Sentence, mention: Mention) -> bool:
    """Tell a name in brackets, or of who says so, from the others."""
    before = _before(sentence, mention)
    return before.rfind("(") <= before.rfind(")") and not _source().search(before)


def subject_of(quantity: Quantity, sentence: Sentence, mentions: Sequence[Mention]) -> str | None:
    """Return the organisation that the sentence says the amount of, None where it names none before it.

    It is the organisation named last before the amount without a preposition, since French puts the
    subject before its verb: in the same half of the sentence (parted by a semicolon) if one is there.
    Where all names stand behind a preposition it is the last of them ("le chiffre d'affaires du groupe X
    gagne 5 %"). `mentions` may be those of the whole article.

    >>> text = "Le groupe Bolloré, qui a vendu une part à Vivendi, voit ses ventes gagner 82 %."
    >>> firms = [Mention(0, 10, 17, "Bolloré", "Bolloré", "organisation")]
    >>> firms += [Mention(0, 42, 49, "Vivendi", "Vivendi", "organisation")]
    >>> subject_of(Quantity(74, 78, "82 %", 82.0, "%", "exact"), Sentence(0, 0, 79, text), firms)
    'Bolloré'
    """
    named = [
        mention
        for mention in mentions
        if mention.kind == "organisation"
        and sentence.start <= mention.start < mention.end <= quantity.start
        and _may_be_subject(sentence, mention)
    ]
    half = sentence.text.rfind(";", 0, max(0, quantity.start - sentence.start)) + sentence.start
    near = [mention for mention in named if mention.start > half] or named
    subjects = [mention for mention in near if _is_subject(sentence, mention)] or near
    return max(subjects, key=lambda mention: mention.start).entity if subjects else None
