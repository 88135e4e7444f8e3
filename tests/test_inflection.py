"""Forms of verbs: the third persons, participles and infinitives that cues are made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alibaba_corpus.cues import cue_infinitives
from alibaba_corpus.inflection import form_tenses, subjunctive, verb_forms
from alibaba_corpus.knowledge import read_knowledge

TENSES = ("infinitive", "present", "imperfect", "past", "participle", "gerund", "future", "conditional")
FINITE = ("present", "imperfect", "past", "future", "conditional")
WORD = re.compile(r"[a-zà-öø-ÿœ-]+")
FREQUENT = read_knowledge("verbs")["frequent"]["infinitives"].split()
VERBS = sorted({*FREQUENT, *cue_infinitives()})


@pytest.mark.parametrize(
    ("infinitive", "tense", "forms"),
    [
        ("signer", "present", "signe signent"),
        ("signer", "imperfect", "signait signaient"),
        ("signer", "past", "signa signèrent"),
        ("signer", "conditional", "signerait signeraient"),
        ("signer", "participle", "signé signée signés signées"),
        ("manger", "imperfect", "mangeait mangeaient"),
        ("manger", "past", "mangea mangèrent"),
        ("lancer", "gerund", "lançant"),
        ("lancer", "past", "lança lancèrent"),
        ("céder", "present", "cède cèdent"),
        ("céder", "future", "cédera céderont"),
        ("lever", "present", "lève lèvent"),
        ("lever", "future", "lèvera lèveront"),
        ("acheter", "future", "achètera achèteront"),
        ("intégrer", "present", "intègre intègrent"),
        ("rejeter", "present", "rejette rejettent"),
        ("appeler", "future", "appellera appelleront"),
        ("renouveler", "present", "renouvelle renouvellent"),
        ("employer", "present", "emploie emploient"),
        ("appuyer", "future", "appuiera appuieront"),
        ("nouer", "future", "nouera noueront"),
        ("créer", "participle", "créé créée créés créées"),
        ("investir", "present", "investit investissent"),
        ("investir", "imperfect", "investissait investissaient"),
        ("reprendre", "present", "reprend reprennent"),
        ("entreprendre", "participle", "entrepris entreprise entrepris entreprises"),
        ("détenir", "past", "détint détinrent"),
        ("obtenir", "future", "obtiendra obtiendront"),
        ("acquérir", "future", "acquerra acquerront"),
        ("vendre", "participle", "vendu vendue vendus vendues"),
        ("conclure", "participle", "conclu conclue conclus conclues"),
        ("inclure", "participle", "inclus incluse inclus incluses"),
        ("recevoir", "present", "reçoit reçoivent"),
        ("devoir", "participle", "dû due dus dues"),
        ("poursuivre", "gerund", "poursuivant"),
        ("ouvrir", "participle", "ouvert ouverte ouverts ouvertes"),
        ("rompre", "present", "rompt rompent"),
        ("être", "imperfect", "était étaient"),
        ("aller", "future", "ira iront"),
    ],
)
def test_forms(infinitive: str, tense: str, forms: str) -> None:
    """Each family of French verbs changes its stem where it should."""
    assert verb_forms(infinitive)[tense] == tuple(forms.split())


@pytest.mark.parametrize(
    ("infinitive", "form"),
    [
        ("signer", "signe"),
        ("être", "soit"),
        ("avoir", "ait"),
        ("prendre", "prenne"),
        ("finir", "finisse"),
        ("devoir", "doive"),
        ("faire", "fasse"),
    ],
)
def test_subjunctive(infinitive: str, form: str) -> None:
    """The subjunctive follows from the plural of the present, but for a few."""
    assert subjunctive(infinitive) == (form,)


def test_every_verb_of_the_tables_has_all_its_forms() -> None:
    """Whatever verb a table names is an infinitive with eight tenses of lower-case words."""
    for infinitive in VERBS:
        forms = verb_forms(infinitive)
        assert sorted(forms) == sorted(TENSES), infinitive
        assert forms["infinitive"] == (infinitive,)
        assert all(WORD.fullmatch(form) for tense in forms.values() for form in tense), infinitive
        assert {len(forms[tense]) for tense in FINITE} == {2}, infinitive
        assert len(forms["participle"]) == 4, infinitive


def test_every_form_is_told_back() -> None:
    """`form_tenses` knows the forms of `verb_forms` and gives each a tense that has it."""
    for infinitive in VERBS:
        forms = verb_forms(infinitive)
        told = form_tenses(infinitive)
        assert set(told) == {form for tense in forms.values() for form in tense}
        assert all(form in forms[tense] for form, tense in told.items()), infinitive


@pytest.mark.parametrize("word", ["accord", "partenariat", "", "signe", "Alibaba"])
def test_what_is_no_infinitive_is_refused_by_name(word: str) -> None:
    """The message names the word and the file that would take it."""
    with pytest.raises(ValueError, match=rf"'{word}'.*verbs\.toml"):
        verb_forms(word)


@given(st.text(alphabet="bcdfglmnprstvaeiou", min_size=2, max_size=8))
def test_an_unknown_verb_in_er_is_regular(stem: str) -> None:
    """A coined verb keeps its stem in the participle and carries its endings."""
    forms = verb_forms(f"{stem}tter")
    assert forms["participle"][0] == f"{stem}tté"
    assert forms["present"] == (f"{stem}tte", f"{stem}ttent")
