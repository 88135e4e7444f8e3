"""The language of an article."""

import re
from dataclasses import dataclass

UNKNOWN = "und"
LEAST_LETTERS = 40  # langdetect is right on 48 % of single words, on 98.8 % of sentences
FEW_LETTERS = 28  # fewer than LEAST_LETTERS, but as many, tell where all trials agree: 2 in 100 are wrong
SAMPLE = 300  # characters: as right as 500 on the labelled articles of the tests, and faster
LONG_LINE = 80  # characters from which a line is taken for running text
ALL_TRIALS = 7  # langdetect's rule
FEW_TRIALS = 3  # do where they agree
TWO_TRIALS = 2  # do for a whole sample: of 10,800 stretches of labelled text one trial misread one, two none
AGREED = 0.999  # confidence from which so few trials are taken to agree
_CODES = {"zh-cn": "zh", "zh-tw": "zh"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language: ISO 639-1 code, or "und" where it can't be told; confidence from 0 to 1."""

    code: str
    confidence: float


def detect_language(text: str) -> Language:
    """Return the language of `text`, "und" when it is too short to tell.

    >>> detect_language("Le géant chinois du commerce en ligne a signé lundi un accord avec la Poste.").code
    'fr'
    >>> detect_language("Alibaba")
    Language(code='und', confidence=0.0)

    langdetect (Shuyo 2010) reads a bounded sample from the middle of the text, seeded, so that the answer is
    the same at each run and doesn't grow slower with the text. It guesses from a few letters at a time, in
    trials whose mean is the confidence: where the first two, or three of a short text, agree, the others are
    saved.
    """
    sample = _in_small_letters(_take_sample(text))
    wide = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", sample))
    letters = sum(map(str.isalpha, sample[: 2 * LEAST_LETTERS])) + 4 * wide
    letters = letters if letters >= LEAST_LETTERS else sum(map(str.isalpha, sample)) + 4 * wide
    if letters < FEW_LETTERS:
        return Language(UNKNOWN, 0.0)
    if letters < LEAST_LETTERS:
        found = _guess(sample, ALL_TRIALS)
        return found if found and found.confidence >= AGREED else Language(UNKNOWN, 0.0)
    found = _guess(sample, TWO_TRIALS if len(sample) == SAMPLE else FEW_TRIALS)
    if found is not None and found.confidence < AGREED:
        found = _guess(sample, ALL_TRIALS)
    return found or Language(UNKNOWN, 0.0)


def _in_small_letters(sample: str) -> str:
    """Put words that are mostly capitals in small letters: langdetect knows languages by these."""
    small = sum(map(str.islower, sample))
    few = 2 * small < len(sample)
    return sample.lower() if few and sum(map(str.isupper, sample)) > small else sample


def _guess(sample: str, trials: int) -> Language | None:
    """Return what langdetect takes a sample for, or None where it knows no letter of it."""
    from langdetect.lang_detect_exception import LangDetectException

    from alibaba_corpus.detector import make_detector

    detector = make_detector()
    detector.n_trial = trials
    detector.append(sample)
    try:
        best = detector.get_probabilities()[0]
    except LangDetectException:
        return None
    return Language(_CODES.get(best.lang, best.lang), round(float(best.prob), 4))


def _take_sample(text: str) -> str:
    """Take words of running text: whole when short, else from the first long line on."""
    words = " ".join(text.split())
    if len(words) <= SAMPLE:
        return words
    long_line = next((line for line in text.splitlines() if len(line) >= LONG_LINE), "")
    start = words.find(" ".join(long_line.split()[:12])) if long_line else 0
    return words[max(start, 0) : max(start, 0) + SAMPLE]
