"""Of whom an amount is said."""

import pytest

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.mentions import Mention
from alibaba_corpus.quantities import find_quantities
from alibaba_corpus.sentences import split_sentences
from alibaba_corpus.subjects import subject_of

FIRMS = ("Altermar", "Navilog", "Ostrefer")


def subjects(text: str) -> list[str | None]:
    named = [(firm, text.find(firm)) for firm in FIRMS if firm in text]
    mentions = [Mention(0, at, at + len(firm), firm, firm, "organisation") for firm, at in named]
    (sentence,) = split_sentences(text)
    return [subject_of(quantity, sentence, mentions) for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le chiffre d'affaires du groupe Altermar gagne 8 %.", ["Altermar"]),
        ("Altermar verse 3 millions d'euros à Navilog.", ["Altermar"]),
        ("Altermar, qui détient 12 % de Navilog, ouvre 40 agences.", ["Altermar", "Altermar"]),
        ("Navilog, dont Altermar détient 12 %, a perdu 2 millions d'euros.", ["Altermar", "Altermar"]),
        ("Avec sa filiale Navilog, Altermar contrôle 60 % du fret.", ["Altermar"]),
        ("Altermar gagne 4 % ; le titre Navilog perd 2 %.", ["Altermar", "Navilog"]),
        ("À Brest, le titre de l'armateur Navilog perd 2 %.", ["Navilog"]),
        ("BREST (Ostrefer) - Altermar verse 3 millions d'euros.", ["Altermar"]),
        ("Altermar, qui voulait racheter Navilog, offrait 3 millions d'euros.", ["Altermar"]),
        ("D'après le cabinet Ostrefer, 3 % des quais sont libres.", [None]),
        ("Le marché a crû de 5 %, selon Altermar.", [None]),
        ("Navilog has paid $3 million for Ostrefer.", ["Navilog"]),
    ],
)
def test_subject(text: str, expected: list[str | None]) -> None:
    assert subjects(text) == expected


def test_prepositions_tell_subject_from_complement() -> None:
    row = read_knowledge("quantities")["subject"]
    assert subjects(row["example"]) == ["Altermar"]
    assert subjects(row["near_miss"]) == ["Navilog"]
