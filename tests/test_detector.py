"""The quick detector answers as langdetect does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langdetect.detector import Detector
from langdetect.lang_detect_exception import LangDetectException

from alibaba_corpus.detector import QuickDetector, _load_factory
from tests.test_language import TEXTS

LETTERS = (
    "aeéèçœßñūạ ảđơ ABÉŒ ’'“«»\u00a0\u2009–-.,:0123@/日本語かカ한ㄅ"
    "кириعربיןελ\u0301\u0300ş\u0219\u06cc\u0e01\t\n😀"
)
TRICKY = [
    "",
    "   ",
    " le  train   part ",
    "LE TRAIN part De LIÈGE",
    "Voir https://rail.example/gare?page=2 ou ecrire@rail.example pour le train",
    "Le mot 阿里巴巴 dans une phrase",
    "阿里巴巴集团 Alibaba 周一与邮政公司签署了一项协议 AB",
    "Tàu hoả chạy từ ga tới cảng",
    "Ta\u0300u hoa\u0309 cha\u0323y tu\u031b\u0300 ga",
    "a b c d e f g",
    "’’’’’’ « » …",
    "\ud800 le train",
]


def ask(detector_class, text, trials=2):
    """Return the languages with their probabilities, or what is raised."""
    detector = detector_class(_load_factory())
    detector.n_trial = trials
    detector.append(text)
    try:
        return [(found.lang, found.prob) for found in detector.get_probabilities()]
    except LangDetectException as error:
        return str(error)


@pytest.mark.parametrize("text", [*TRICKY, *TEXTS.values(), " ".join(TEXTS.values()), TEXTS["fr"] * 150])
def test_answers_are_those_of_langdetect(text):
    assert ask(QuickDetector, text) == ask(Detector, text)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), st.text(LETTERS, max_size=120)))
def test_answers_on_any_text_are_those_of_langdetect(text):
    assert ask(QuickDetector, text, 1) == ask(Detector, text, 1)


def test_letters_are_the_work_that_is_saved():
    """A detector of another release that asks for them otherwise is no quicker, and answers all the same."""
    assert {"append", "cleaning_text", "_extract_ngrams"} <= vars(Detector).keys()
