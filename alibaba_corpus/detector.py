"""langdetect's detector, with its inner loops written anew: the same answers, to the last digit.

langdetect 1.0.9 searches a list of Unicode blocks for each letter of a text, and weighs its 55 languages one
by one; here each letter is looked up once, and numpy weighs all languages at once. What it decides by, and
how, stays its own.
"""

import re
from functools import cache, lru_cache

import numpy as np
from langdetect import PROFILES_DIRECTORY, DetectorFactory
from langdetect.detector import Detector
from langdetect.lang_detect_exception import ErrorCode, LangDetectException
from langdetect.utils.ngram import NGram
from numpy.typing import NDArray

from alibaba_corpus.collector import collector_paused

_SPACES = re.compile("  +")
_HIGH = re.compile("[\u0300-\U0010ffff]")  # among them all letters of other scripts
_NO_LATIN = bytes({*range(256)} - {*range(ord("A"), ord("z") + 1)})
_STEPS = 5  # letters that are weighed before langdetect looks whether a language is sure
_AT_HAND = 4096  # letters whose plain form is kept at hand

_plain = lru_cache(maxsize=_AT_HAND)(NGram.normalize)


class QuickDetector(Detector):  # type: ignore[misc]
    """Tells the languages of a text as `langdetect.detector.Detector` does."""

    def append(self, text: str) -> None:
        """Add text, without addresses, one space where there are several."""
        text = self.URL_RE.sub(" ", text) if "http" in text else text
        text = self.MAIL_RE.sub(" ", text) if "@" in text else text
        self.text += _SPACES.sub(" ", NGram.normalize_vi(text)[: self.max_text_length])

    def cleaning_text(self) -> None:
        """Leave Latin letters out where those of another script are twice as many."""
        latin = len(self.text.encode("ascii", "ignore").translate(None, _NO_LATIN))
        if latin * 2 < len(_HIGH.findall(self.text)):
            super().cleaning_text()

    def _extract_ngrams(self) -> list[str]:
        """Return the one, two and three letters on end that langdetect knows, in the text's order."""
        known = self.word_lang_prob_map
        text = _SPACES.sub(" ", "".join(map(_plain, self.text))).lstrip(" ")
        return [
            gram
            for before, last, letter in zip(f"\0 {text}", f" {text}", text, strict=False)
            if not (letter.isupper() and last.isupper())  # words in capitals tell nothing
            for gram in (letter, last + letter, before + last + letter)
            if gram in known
        ]

    def _detect_block(self) -> None:
        self.cleaning_text()
        grams = self._extract_ngrams()
        if not grams:
            raise LangDetectException(ErrorCode.CantDetectError, "No features in text.")
        self.random.seed(self.seed)
        self.langprob = sum(self._try(grams) / self.n_trial for _ in range(self.n_trial))

    def _try(self, grams: list[str]) -> NDArray[np.float64]:
        """Weigh the languages by letters drawn at random until one of them is sure."""
        prob = np.array(self._init_probability())
        weight = (self.alpha + self.random.gauss(0.0, 1.0) * self.ALPHA_WIDTH) / self.BASE_FREQ
        draw, known = self.random.choice, self.word_lang_prob_map
        for step in range(self.ITERATION_LIMIT + 1):
            prob *= known[draw(grams)] + weight
            if step % _STEPS == 0 and self._normalize_prob(prob) > self.CONV_THRESHOLD:
                break
        return prob

    def _normalize_prob(self, prob: NDArray[np.float64]) -> float:
        prob /= prob.cumsum()[-1]  # one by one as langdetect adds: other sums differ in the last digit
        return float(prob[prob.argmax()])


@cache
def _load_factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.seed = 0
    with collector_paused():
        factory.load_profile(PROFILES_DIRECTORY)
    known = factory.word_lang_prob_map
    factory.word_lang_prob_map = dict(zip(known, np.array([*known.values()]), strict=True))
    return factory


def make_detector() -> Detector:
    """Return a detector that knows all of langdetect's languages, and gives the same answer at each run.

    >>> detector = make_detector()
    >>> detector.append("Le train est parti lundi de la gare.")
    >>> detector.detect()
    'fr'
    """
    return QuickDetector(_load_factory())
