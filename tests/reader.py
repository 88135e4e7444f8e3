"""What the package reads in a text, the way it reads an article: its sentences, mentions and relations."""

from functools import cache

from hypothesis import strategies as st

from alibaba_corpus.mentions import Mention, find_mentions
from alibaba_corpus.names import find_names
from alibaba_corpus.relations import Relation, find_relations
from alibaba_corpus.sentences import Sentence, split_sentences

PIECES = [
    "Alibaba",
    "Cainiao",
    "le groupe Bolloré",
    "l'américain Walmart",
    "La Poste",
    "Rivalis",
    "Jack Ma",
    "les deux groupes",
    "le géant chinois",
    "sa filiale",
    "son concurrent",
    "a signé un accord avec",
    "va racheter",
    "s'allie à",
    "détient 12 % de",
    "porte plainte contre",
    "n'a pas investi dans",
    "qui",
    "dont",
    "filiale de",
    "et",
    ",",
    ".",
    ";",
    "(",
    ")",
    "«",
    "»",
    "d'",
    "\n",
    "\u00a0",
]
# prose of a kind: names and the words that tie them, in any order
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map(" ".join)


@cache
def mentions_in(text: str) -> tuple[tuple[Sentence, ...], tuple[Mention, ...]]:
    """Return the sentences of a text and what they name."""
    sentences = split_sentences(text)
    return sentences, find_mentions(sentences, list(find_names(sentence.text for sentence in sentences)))


@cache
def relations_in(text: str) -> tuple[Relation, ...]:
    """Return the relations that a French text states."""
    return find_relations(*mentions_in(text))
