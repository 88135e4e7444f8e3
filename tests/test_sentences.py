"""Sentences: where they end in press prose, and what holds of any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alibaba_corpus.articles import clean_article
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.sentences import LONGEST, split_sentences
from tests.reader import TEXTS

MARKS = st.lists(st.sampled_from([*".!?…«»()\"' \n\r\t\u00a0", "M.", "Le", "le", "3", "A."]), max_size=60)
TABLES = read_knowledge("abbreviations")
ABBREVIATIONS = [
    word for kind in ("titles", "references", "months", "firms", "hanging") for word in TABLES[kind]
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M. Ma a signé. Il repart.", ["M. Ma a signé.", "Il repart."]),
        (
            "Le titre gagne 2.5 % à Lille. Il vaut 3 euros.",
            ["Le titre gagne 2.5 % à Lille.", "Il vaut 3 euros."],
        ),
        ("J. P. Dupré conseille Auchan. À suivre.", ["J. P. Dupré conseille Auchan.", "À suivre."]),
        (
            "Est-ce signé ? Oui ! Nul n'en doute… Ou si.",
            ["Est-ce signé ?", "Oui !", "Nul n'en doute…", "Ou si."],
        ),
        ("« C'est fait. » Le ministre a souri.", ["« C'est fait. »", "Le ministre a souri."]),
        ("Le port (voir p. 3) attend. « Oui », dit-il.", ["Le port (voir p. 3) attend.", "« Oui », dit-il."]),
        ("Le 3 janv. 2018, le port a signé.", ["Le 3 janv. 2018, le port a signé."]),
        ("Tesco Plc. a signé. Amazon Inc. attend.", ["Tesco Plc. a signé.", "Amazon Inc. attend."]),
        ("Rien n'est signé... Tout est dit.", ["Rien n'est signé...", "Tout est dit."]),
        ("– Premier point. – Second point.", ["– Premier point.", "– Second point."]),
        ("Un titre sans point\nLe port a signé.", ["Un titre sans point", "Le port a signé."]),
        (
            "Un accord\nsigné hier à Brest.\nLe port attend",
            ["Un accord\nsigné hier à Brest.", "Le port attend"],
        ),
        ("Le port attend.\r\nIl pleut.\r\n", ["Le port attend.", "Il pleut."]),
        ("1. Le port ouvre. 2. Le quai ferme.", ["1. Le port ouvre.", "2. Le quai ferme."]),
        ("Il en reste 2. Le quai ferme.", ["Il en reste 2.", "Le quai ferme."]),
        (
            "Le port a choisi le plan B. Personne n'y croit.",
            ["Le port a choisi le plan B.", "Personne n'y croit."],
        ),
        ("Le plan B. Dupré attend.", ["Le plan B. Dupré attend."]),
        ("Le port cède Altermar Inc. Il garde le quai.", ["Le port cède Altermar Inc.", "Il garde le quai."]),
        ("Rendez-vous à 14 h. 30 au port.", ["Rendez-vous à 14 h. 30 au port."]),
        ("Il paie Fr. 22 000 et 40 fr. Le quai ouvre.", ["Il paie Fr. 22 000 et 40 fr.", "Le quai ouvre."]),
        ("", []),
        (" \n\u00a0\n", []),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text: str, expected: list[str]) -> None:
    """Abbreviations, initials, decimals and wrapped lines end no sentence; line breaks and stops do."""
    assert [sentence.text for sentence in split_sentences(text)] == expected


def test_an_abbreviation_ends_no_sentence() -> None:
    """Each word of the table may stand before a capital."""
    assert [
        word for word in ABBREVIATIONS if len(split_sentences(f"Le port et {word}. Dupré attend.")) > 1
    ] == []


def test_an_abbreviation_before_a_figure_ends_no_sentence() -> None:
    """Each word of the table may stand before a figure, and ends its sentence before a name."""
    assert [
        w for w in TABLES["before_figures"] if len(split_sentences(f"Le port et {w}. 12 quais.")) > 1
    ] == []
    assert len(split_sentences("Le port attend 5 min. Dupré part.")) == 2


def test_a_word_that_is_no_name_opens_a_sentence_behind_an_initial() -> None:
    """Each of the table's words tells that the initial before it closed its sentence."""
    assert [w for w in TABLES["openers"] if len(split_sentences(f"Le port a le plan B. {w} part.")) < 2] == []


@pytest.mark.parametrize("word", ["marché", "hier", "Lille", "accord", "euros"])
def test_a_plain_word_ends_its_sentence(word: str) -> None:
    """What is no abbreviation closes with its stop."""
    assert len(split_sentences(f"Le port parle de {word}. Dupré attend.")) == 2


@settings(deadline=None)
@given(TEXTS | MARKS.map("".join) | st.text(max_size=80))
def test_sentences_cover_what_is_not_blank_in_order(text: str) -> None:
    """Every sentence is a trimmed stretch of the text, after the one before; nothing is left over."""
    position, rest = 0, ""
    for number, sentence in enumerate(split_sentences(text)):
        assert sentence.number == number
        assert sentence.start >= position
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip() != ""
        rest += text[position : sentence.start]
        position = sentence.end
    assert (rest + text[position:]).strip() == ""


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Menu",
                "Lire aussi : Le rail recule",
                "Le port a signé mardi un accord avec Auchan.",
                "Il attend.",
                "",
            ]
        ),
        max_size=8,
    )
)
def test_sentences_of_a_view_are_stretches_of_the_raw_text(lines: list[str]) -> None:
    """Offsets into the view with its dropped lines blanked are offsets into the raw text."""
    article = clean_article("\n".join(lines))
    for sentence in split_sentences(article.view.text):
        assert article.raw[slice(*article.view.span(sentence.start, sentence.end))] == sentence.text


@pytest.mark.parametrize("piece", ["Alibaba, ", "a", "a\u00a0", "« "])
def test_a_sentence_without_end_is_cut_and_nothing_of_it_lost(piece: str) -> None:
    text = piece * (3 * LONGEST // len(piece))
    sentences = split_sentences(text)
    assert len(sentences) > 2
    assert all(len(sentence.text) <= LONGEST for sentence in sentences)
    assert "".join("".join(sentence.text.split()) for sentence in sentences) == "".join(text.split())
    assert [text[sentence.start : sentence.end] for sentence in sentences] == [s.text for s in sentences]
