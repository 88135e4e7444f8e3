"""What a line looks like to a reader, whatever stands around it: a name, a teaser, a figure, a dispatch."""

import re
from collections.abc import Sequence

from alibaba_corpus.boilerplate import load_shapes, wording
from alibaba_corpus.folding import MARGIN
from alibaba_corpus.lexicon import opens_with_first_name
from alibaba_corpus.lines import LONG, SENTENCE, Seen

LEAST_OF_SAID = 6  # words of a caption that another says with its credit
LONGEST_MORE = 60  # characters of what the other says more
NEAR_SAID = 3  # lines from one to the other at most
LONGEST_SIGNATURE = 40  # characters of a photographer's name
MOST_OF_LETTER = 4  # words of the name of a letter at most
LEAST_OF_NAMES = 4  # words of two names
LEAST_OF_SENTENCE = 3  # words of a sentence that goes on with a page's text at least
_RANK = re.compile(r'([1-9]\d?) (?=[A-Z"])')
FULL_NAME = re.compile(r"\b[A-Z][a-z]+(?:[ -][A-Z][A-Za-z'-]+){1,3}")
_NAME_AND_OUTLET = re.compile(
    r"[A-Z][a-z'-]+, [A-Z][a-z]+(?:-[A-Z][a-z]+)?|"
    r"[A-Z][a-z]+(?:-[A-Z][a-z]+)? [A-Z][A-Za-z'-]+ [A-Z][A-Z']+(?: [A-Z][A-Z']+){0,4}"
)
_DISPATCH = re.compile(
    r"[A-Z][A-Z' -]{3,40}(?:,| ?\(| - |\.)|[A-Z][A-Za-z' -]{2,40}(?:, \d{1,2}[^()]{2,20})?\([A-Z]"
)


def lists_names(line: Seen) -> bool:
    r"""Tell whether a line of many words is a list of names or sections: most of its words have a capital.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [lists_names(line) for line in look_at_lines("Lyon Lille Nantes\nLe rail avance")]
    [True, False]
    """
    return sum([word[0].isupper() for word in line.words.split()]) * 10 >= 7 * line.many


def reads_on(line: Seen) -> bool:
    r"""Tell whether a line is a paragraph or a short sentence.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [reads_on(line) for line in look_at_lines("Le rail avance.\nLe rail")]
    [True, False]
    """
    return line.prose or line.bullet or line.last in ".…!?:"


def is_figure(line: Seen) -> bool:
    r"""Tell whether a line is a price, a share, an hour or a length and nothing else.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [is_figure(line) for line in look_at_lines("+2,5 %\nLe titre gagne 2,5 %.")]
    [True, False]
    """
    return line.size <= 16 and wording("amount alone").search(line.words) is not None


def is_ranked(lines: Sequence[Seen], i: int) -> bool:
    r"""Tell whether a line begins with a number that goes on from the line above or to the one below.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("1 Le quai de Lyon\n2 Le bac de Gand\n2018 s'achève."))
    >>> [is_ranked(lines, i) for i in range(3)]
    [True, True, False]
    """
    number = _find_rank(lines[i])
    beside = (*lines[max(i - 1, 0) : i], *lines[i + 1 : i + 2]) if number else ()
    return any(abs(_find_rank(other) - number) == 1 for other in beside if _find_rank(other))


def _find_rank(line: Seen) -> int:
    """Return the number with which a line begins, before a word with a capital or a quotation, or 0."""
    number = _RANK.match(line.words)
    return int(number[1]) if number else 0


def is_name(line: Seen) -> bool:
    r"""Tell whether a line is a person's name, or several, and nothing else but an office.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [is_name(line) for line in look_at_lines("Léa Morin\nLe rail avance")]
    [True, False]
    """
    first = line.key.replace("'", " ").split(" ", 1)[0]
    signed = line.last == "." and line.many <= 4 and line.words[:-1].rpartition(" ")[2].isupper()
    if line.size > 80 or (line.last in ".?!:;" and not signed) or first in load_shapes().function_words:
        return False
    names = _say_once(wording("before an author").sub("", line.words.rstrip(". *|")))
    if _NAME_AND_OUTLET.fullmatch(line.words):
        return True
    several = all(map(FULL_NAME.fullmatch, wording("between names").split(names)))
    return several or wording("name, perhaps with an office").search(names) is not None


def _say_once(words: str) -> str:
    """Return a name that is said twice once: a portrait has it too."""
    half = words[: len(words) // 2]
    return half if words == f"{half} {half}" else words


def are_names(line: Seen) -> bool:
    r"""Tell whether a line is the names of two persons or more, each with a first name that is known.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [are_names(line) for line in look_at_lines("Léa Morin et Paul Garrec\nLe rail et la mer")]
    [True, False]
    """
    if line.size > LONG or line.many < LEAST_OF_NAMES:
        return False
    between = wording("between names")
    names = between.split(line.words)
    if len(names) < 2 or not all(map(FULL_NAME.fullmatch, names)):
        return False
    return all(map(opens_with_first_name, between.split(line.text.strip())))


def says_twice(line: Seen) -> bool:
    r"""Tell whether a line is a caption that says all of it twice.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [says_twice(line) for line in look_at_lines("Le quai du port de Lyon " * 2 + "\nLe rail")]
    [True, False]
    """
    if not SENTENCE <= line.size <= 2 * LONG or line.many < LEAST_OF_SENTENCE:
        return False
    if line.size > LONG and line.last in ".!?…":  # sentences of a text
        return False
    half = line.key[: len(line.key) // 2].rstrip(MARGIN)
    return len(half) >= SENTENCE // 2 and line.key.endswith(half)


def is_labelled_twice(line: Seen) -> bool:
    r"""Tell whether a line is a headline said twice behind its section: « PortLe bac partLe bac part ».

    >>> from alibaba_corpus.lines import look_at_lines
    >>> said = "Le bac de Lyon part en mai vers la mer du Nord"
    >>> [is_labelled_twice(line) for line in look_at_lines(f"Port{said}{said}\n{said}")]
    [True, False]
    """
    key = line.key
    if line.last in ".!?…" or not 2 * SENTENCE <= line.size <= 4 * LONG:
        return False
    again = key.rfind(key[-SENTENCE:], 0, -SENTENCE)
    behind = len(key) - SENTENCE - again
    return again >= 0 and behind >= SENTENCE and key[-2 * behind : -behind] == key[-behind:]


def says_next(lines: Sequence[Seen], i: int) -> bool:
    r"""Tell whether a line says the one below it with a name in capitals glued to it: it is a caption.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le quai du port de Lyon est vide, un soir de mai"
    >>> says_next(tuple(look_at_lines(f"{text}LÉA MORIN\n{text}.")), 0)
    True
    """
    if i + 1 >= len(lines):
        return False
    line, below = lines[i].text.strip(), lines[i + 1].text.strip().rstrip(".!?… ")
    name = line[len(below) :].strip(" .-—")
    glued = len(below) >= SENTENCE and line.startswith(below) and 0 < len(name) <= LONGEST_SIGNATURE
    return glued and name.isupper()


def says_above_first(lines: Sequence[Seen], i: int) -> bool:
    r"""Tell whether a sentence begins with the whole headline above it, as in a list of other things.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("Le quai nord en images\nLe quai nord en images Il sera vide dès mai."))
    >>> says_above_first(lines, 1)
    True
    """
    above = lines[i - 1]
    headline = above.row is None and above.many >= LEAST_OF_NAMES and above.last.isalnum()
    return i > 0 and headline and lines[i].key.startswith(f"{above.key} ")


def says_more(lines: Sequence[Seen], i: int) -> bool:
    r"""Tell whether a line near begins with all of this one, or the other way round, a few words behind it.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le quai de Lyon sera vide dès mai."
    >>> lines = tuple(look_at_lines(f"{text}\n{text} - Léa Morin - CC\nLe rail avance."))
    >>> [says_more(lines, i) for i in range(3)]
    [True, True, False]
    """
    line = lines[i]
    if line.size > LONG + LONGEST_MORE:
        return False
    above = lines[max(i - NEAR_SAID, 0) : i]
    below = lines[i + 1 : i + 1 + NEAR_SAID] if line.size <= LONG else ()
    shorter = [other for other in above if line.key.startswith(other.key)]
    longer = [other for other in below if other.key.startswith(line.key)]
    if not (shorter or longer):
        return False
    return any(_adds_to(line, other) for other in shorter) or any(_adds_to(other, line) for other in longer)


def _adds_to(line: Seen, said: Seen) -> bool:
    """Tell whether a line that says all of another, of words enough, says a few more.

    What is longer than a caption is the text's first paragraph.
    """
    whole = said.many >= LEAST_OF_SAID and said.size <= LONG
    return whole and 0 < len(line.key) - len(said.key) <= LONGEST_MORE


def comes_again(lines: Sequence[Seen], i: int) -> bool:
    r"""Tell whether a line is a caption that comes again right below it, with or above its credit.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("Le quai de Lyon\nLe quai de Lyon. AFP/Léa Morin"))
    >>> comes_again(lines, 0)
    True
    """
    line = lines[i]
    if line.many < LEAST_OF_SENTENCE or line.size > LONG:
        return False
    if any(_begins_alike(other, line) for other in lines[max(0, i - 2) : i]):
        return True
    below = i + 2 if i + 1 < len(lines) and lines[i + 1].key == line.key else i + 1
    if below >= len(lines) or lines[below].key == line.key:
        below = i
    row = lines[below].row
    if row is None or row.kind != "credit":
        return False
    above = i > 0 and lines[i - 1].key == line.key
    return lines[below].key.startswith(line.key) or above or below == i + 2


def _begins_alike(other: Seen, line: Seen) -> bool:
    """Tell whether a caption's line with its credit, cut short perhaps, begins like this one."""
    if other.row is None or other.row.kind != "credit" or line.size > LONG:
        return False
    begins = other.key.partition("...")[0]
    return "..." in other.key and len(begins) >= SENTENCE // 2 and line.key.startswith(begins)


def is_teaser(line: Seen) -> bool:
    r"""Tell whether a sentence says of another article what it is: an inquiry, a portrait.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [is_teaser(line) for line in look_at_lines("Décryptage - Le rail en dix dates\nLe rail avance.")]
    [True, False]
    """
    shapes = load_shapes()
    return shapes.label.match(line.key) is not None or shapes.teaser.search(line.key) is not None


def heads_others(line: Seen) -> bool:
    r"""Tell whether a line is a heading over other articles.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [heads_others(line) for line in look_at_lines("Sur le même sujet\nLe rail avance.")]
    [True, False]
    """
    return line.row is not None and line.row.kind == "related" and line.row.opens


def names_letter(lines: Sequence[Seen], i: int) -> bool:
    r"""Tell whether a few words stand right above what promises a letter: they are its name.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("La Marée.\nChaque matin, recevez l'actualité du port par courriel."))
    >>> names_letter(lines, 0)
    True
    """
    below = lines[i + 1] if i + 1 < len(lines) else None
    if below is None or below.row is None or below.row.kind != "advert" or lines[i].many > MOST_OF_LETTER:
        return False
    return below.says("promises a letter")


def opens_dispatch(line: Seen) -> bool:
    r"""Tell whether a paragraph opens with place and agency, as the first of a dispatch does.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [opens_dispatch(line) for line in look_at_lines("LYON, 3 mai (AFP) - Le rail va.\nLe rail va.")]
    [True, False]
    """
    return _DISPATCH.match(line.words) is not None and load_shapes().label.match(line.key) is None
