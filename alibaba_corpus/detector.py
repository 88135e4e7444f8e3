"""langdetect's detector, with the work on single letters written anew: the same answers, to the last digit.

langdetect 1.0.9 searches a list of Unicode blocks for each letter of a text; here each letter is looked up
once. What it decides by, and how, stays its own.
"""

import re
from functools import cache, lru_cache

from langdetect import PROFILES_DIRECTORY, DetectorFactory
from langdetect.detector import Detector
from langdetect.utils.ngram import NGram

from alibaba_corpus.collector import collector_paused

_SPACES = re.compile("  +")
_HIGH = re.compile("[\u0300-\U0010ffff]")  # among them all letters of other scripts
_NO_LATIN = bytes({*range(256)} - {*range(ord("A"), ord("z") + 1)})
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
        found: list[str] = []
        before, last = "", " "
        for letter in _SPACES.sub(" ", "".join(map(_plain, self.text))).lstrip(" "):
            if not (letter.isupper() and last.isupper()):  # words in capitals tell nothing
                pair = last + letter
                if letter != " " and letter in known:
                    found.append(letter)
                if pair in known:
                    found.append(pair)
                if last != " " and before + pair in known:
                    found.append(before + pair)
            before, last = last, letter
        return found


@cache
def _load_factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.seed = 0
    with collector_paused():
        factory.load_profile(PROFILES_DIRECTORY)
    # tuples of numbers are nothing that Python's collector must look through, 50 ms each time that it runs
    factory.word_lang_prob_map = {word: tuple(told) for word, told in factory.word_lang_prob_map.items()}
    return factory


def make_detector() -> Detector:
    """Return a detector that knows all of langdetect's languages, and gives the same answer at each run.

    >>> detector = make_detector()
    >>> detector.append("Le train est parti lundi de la gare.")
    >>> detector.detect()
    'fr'
    """
    return QuickDetector(_load_factory())
