import pytest

from alibaba_corpus.language import (
    ALL_TRIALS,
    FEW_LETTERS,
    LEAST_LETTERS,
    SAMPLE,
    Language,
    _guess,
    detect_language,
)

TEXTS = {
    "fr": "Le groupe de Hangzhou a signé lundi un accord avec la Poste, qui livrera ses colis en Europe.",
    "en": "The Hangzhou group signed a deal on Monday with the postal service to deliver its parcels.",
    "de": "Der Konzern aus Hangzhou hat am Montag einen Vertrag mit der Post unterschrieben.",
    "es": "El grupo de Hangzhou firmó el lunes un acuerdo con Correos para repartir sus paquetes.",
    "it": "Il gruppo di Hangzhou ha firmato lunedì un accordo con le poste per consegnare i pacchi.",
    "zh": "阿里巴巴集团周一与邮政公司签署了一项协议，将在整个欧洲派送包裹，并计划在列日建立物流中心。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_languages_are_told(code):
    found = detect_language(TEXTS[code])
    assert found.code == code
    assert found.confidence > 0.9


@pytest.mark.parametrize("text", [*TEXTS.values(), TEXTS["fr"][:60] + TEXTS["en"][:60]])
def test_saved_trials_change_no_language(text):
    whole = _guess(text, ALL_TRIALS)
    assert whole is not None
    assert detect_language(text).code == whole.code


@pytest.mark.parametrize(
    "text", ["", " \n", "2018", "Alibaba", "18 mars 2015", "AFP", "!" * 500, "12 345 " * 90]
)
def test_too_short_texts_are_left_undetermined(text):
    assert detect_language(text) == Language("und", 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "LE PORT A SIGNÉ LUNDI UN ACCORD DE LIVRAISON AVEC LES PRINCIPALES POSTES CHINOISES",
        "BOURSE : LE TITRE TERMINE EN HAUSSE DE 1,2 % APRÈS LES ANNONCES DU GROUPE",
    ],
)
def test_capitals_hide_no_language(text):
    assert detect_language(text).code == "fr"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Les deux groupes n'ont pas souhaité commenter.", "fr"),
        ("The two groups have not wished to comment on it.", "en"),
        ("Altermar, Navilog, Zalo", "und"),
    ],
)
def test_a_short_sentence_is_told_where_all_trials_agree(text, code):
    assert FEW_LETTERS < LEAST_LETTERS
    assert detect_language(text).code == code


def test_the_same_text_gives_the_same_answer():
    mixed = TEXTS["fr"][:60] + TEXTS["en"][:60]
    assert len({detect_language(mixed) for _ in range(5)}) == 1


def test_the_sample_begins_with_running_text():
    menu = "Home\nBusiness\nMarkets\nThe week in pictures\nOpinion\n" * 12
    assert detect_language(menu + (TEXTS["fr"] + "\n") * 8).code == "fr"


def test_no_more_than_the_sample_is_read():
    assert detect_language(TEXTS["fr"] * 10 + TEXTS["en"] * 500).code == "fr"
    assert len(TEXTS["fr"]) * 10 > SAMPLE > LEAST_LETTERS


@pytest.mark.parametrize("letters", ["ꓐꓑꓒꓓꓔꓕ", "ꀀꀁꀂꀃ", "ⴰⴱⴲ"])
def test_a_script_that_the_detector_does_not_know_is_left_undetermined(letters):
    assert detect_language(letters * 40) == Language("und", 0.0)
