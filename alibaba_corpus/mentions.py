"""Mentions: the organisations, people and places that sentences name, one entity for one real body."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from alibaba_corpus.clauses import is_verb_form
from alibaba_corpus.lexicon import (
    alternatives,
    find_aliases,
    first_names,
    nationalities,
    nouns,
    organisations,
    places,
    without_article,
)
from alibaba_corpus.names import Name
from alibaba_corpus.sentences import Sentence

SURE = 1.0  # weight of evidence from which a name that the package does not know is taken
_UPPER = "A-ZÀ-ÖØ-Þ"
_NAME = (
    rf"(?:Côte d['’]Ivoire|\b\d+[{_UPPER}][a-z]\w+|[{_UPPER}][\w]*(?:[-.][\w]+)*!?|\b[a-z]{{1,2}}[A-Z]\w+)"
)
_PARTICLE = r"(?:von|van|der|den|ter|bin|ben|al|el|da|di|dos|del|de la|de|du|d['’])"
_SEQUENCE = re.compile(
    rf"{_NAME}(?:(?:[ \u00a0]|[ \u00a0][&+][ \u00a0]|[ \u00a0]{_PARTICLE}[ \u00a0]?|(?<=\w)&)(?:{_NAME})|[ \u00a0]\d{{1,3}}\b(?![ \u00a0]?[%€]))*"
)
_SPLIT = re.compile(rf"[ \u00a0](?:{_PARTICLE})[ \u00a0]|[ \u00a0]d['’]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: as written, and the entity it stands for (kind: organisation, person, place)."""

    sentence: int
    start: int
    end: int
    text: str
    entity: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stretch that may be a name; `known` is its organisation where the package knows it."""

    sentence: Sentence
    start: int
    end: int
    text: str
    known: str | None = None
    label: str | None = None

    @property
    def before(self) -> str:
        return self.sentence.text[
            max(0, self.start - self.sentence.start - 80) : self.start - self.sentence.start
        ]

    @property
    def after(self) -> str:
        return self.sentence.text[self.end - self.sentence.start : self.end - self.sentence.start + 60]


# ---------------------------------------------------------------------------------------- candidates
@cache
def _public_body() -> re.Pattern[str]:
    adjective = alternatives(set(nationalities()))
    name = rf"[{_UPPER}][\w-]+"
    return re.compile(
        rf"\bgouvernement (?:{adjective})\b"
        rf"|\bautorité (?:(?:{adjective}) )?(?:de (?:la |l['’]|régulation|contrôle|surveillance)[\w'’ ]{{0,20}}?\w+(?: des \w+)?)\b"
        rf"|\b(?:[Mm]inistère (?:(?:{adjective}) )?(?:de l['’]|de la |des |du |de )[{_UPPER}a-zà-ÿ][\w-]*(?: {name}|(?: étrangères| numérique| sociales))?)"
        rf"|\b(?:aéroport|port|mairie|ville|université) (?:de |d['’]){name}(?:[ -]{name})?"
    )


@cache
def _institution() -> re.Pattern[str]:
    head = alternatives(nouns("institution"))
    adjective = rf"(?:(?:{alternatives(set(nationalities()))})|\w+(?:al|ale|aux|ales|ique|iques|aire|aires|éen|éenne|elle|el|iel|ielle))\b"
    link = r"(?:de la |de l['’]|du |des |de |d['’]|pour la |pour le |pour les |pour l['’]|à la |et de la |et du |et des |et de |et (?=[a-z]{5}))"
    word = rf"(?:[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*|[{_UPPER}][\w-]+)"
    return re.compile(rf"\b(?:{head})(?: {adjective})*(?: {link}{word}(?: {adjective}\b)?){{0,4}}")


def _shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 12 and sum(letter.isupper() for letter in letters) > 0.7 * len(letters)


def _spans(pattern: re.Pattern[str], sentence: Sentence) -> list[_Candidate]:
    return [
        _Candidate(sentence, sentence.start + match.start(), sentence.start + match.end(), match.group())
        for match in pattern.finditer(sentence.text)
    ]


def _known_candidates(sentence: Sentence) -> list[_Candidate]:
    found = [
        _Candidate(
            sentence,
            sentence.start + match.start,
            sentence.start + match.end,
            sentence.text[match.start : match.end],
            match.organisation.name,
        )
        for match in find_aliases(sentence.text)
    ]
    bodies = [
        replace(candidate, known=candidate.text)
        for candidate in _spans(_public_body(), sentence)
        if not any(
            candidate.start < other.end and other.start < candidate.end and other.known for other in found
        )
    ]
    return found + bodies


def _stripped_opening(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Take off words that have their capital from the sentence alone."""
    while start < end:
        word = re.match(r"[\w-]+", sentence.text[start:end])
        if (
            not word
            or (word.group() not in nouns("opening")
            and word.group().lower() not in nouns("person") | nouns("organisation") | nouns("relational"))
        ):
            return start, end
        if word.end() == end - start and word.group() not in nouns("opening") and start > 2:
            return start, end
        start += word.end()
        start += len(sentence.text[start:end]) - len(sentence.text[start:end].lstrip(" \u00a0'’-&+"))
    return start, end


def _pieces(sentence: Sentence, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Cut a run of capitals at particles, unless a first name opens it (« Laurent de Villiers »)."""
    text = sentence.text[start:end]
    words = text.split()
    if words[0].split("-")[0] in first_names():
        yield start, end
        return
    name = next((word for word in words[1:-1] if word in first_names()), None)
    if name:  # « Président de la République François Hollande »
        cut = text.index(f"{name}")
        yield from _pieces(sentence, start, start + len(text[:cut].rstrip()))
        yield start + cut, end
        return
    position = 0
    for cut in _SPLIT.finditer(text):
        yield start + position, start + cut.start()
        position = cut.end()
    yield start + position, end


def _capital_candidates(sentence: Sentence) -> list[_Candidate]:
    found = []
    for match in _SEQUENCE.finditer(sentence.text):
        for first, last in _pieces(sentence, *match.span()):
            start, end = _stripped_opening(sentence, first, last)
            if end - start > 1:
                found.append(
                    _Candidate(
                        sentence, sentence.start + start, sentence.start + end, sentence.text[start:end]
                    )
                )
    return found


def _overlaps(candidate: _Candidate, others: Iterable[_Candidate]) -> bool:
    return any(candidate.start < other.end and other.start < candidate.end for other in others)


def _extended(run: _Candidate, inside: list[_Candidate]) -> list[_Candidate]:
    """Decide between a run of capitals and the known names inside it."""
    known = inside[0]
    rest = run.text.replace(known.text, "", 1).strip(" \u00a0-&+")
    words = rest.split()
    opens_with_first_name = run.text.split()[0].split("-")[0] in first_names() and run.start < known.start
    if opens_with_first_name and (organisations()[known.known].family_name or len(inside) == 1):
        return [run]
    if (
        len(inside) > 1
        or not rest
        or words[0] in first_names()
        or any(word in nouns("legal_form") for word in words[:1])
    ):
        return inside
    if run.start < known.start and organisations()[known.known].common_word and run.end == known.end:
        return [replace(run, known=None)]  # « China Duty Free » is no Free
    if run.start < known.start or known.text.endswith("!"):
        return inside
    return [replace(run, known=None, label="subsidiary")]


def _candidates(sentence: Sentence, names: Sequence[Name]) -> list[_Candidate]:
    known = _known_candidates(sentence)
    if _shouted(sentence.text):
        return known
    chosen: list[_Candidate] = []
    for run in _capital_candidates(sentence):
        inside = [other for other in known if run.start <= other.start and other.end <= run.end]
        aliases = [other for other in inside if other.known in organisations()]
        if aliases:
            chosen += _extended(run, aliases)
        elif not _overlaps(run, known):
            chosen.append(run)
    chosen += [other for other in known if not _overlaps(other, chosen)]
    institutions = [span for span in _spans(_institution(), sentence) if " " in span.text]
    chosen = [other for other in chosen if other.known or not _overlaps(other, institutions)]
    chosen += [span for span in institutions if not _overlaps(span, chosen)]
    return [
        _labelled(candidate, names)
        for candidate in sorted(chosen, key=lambda c: (c.start, -c.end))
        if candidate.text not in nouns("no_name") and candidate.text.lower() not in nationalities()
    ]


def _labelled(candidate: _Candidate, names: Sequence[Name]) -> _Candidate:
    if candidate.label:
        return candidate
    offset = candidate.sentence.start
    covering = [
        name for name in names if name.start + offset < candidate.end and candidate.start < name.end + offset
    ]
    return replace(candidate, label=covering[0].label if covering else None)


# ---------------------------------------------------------------------------------------- evidence
@cache
def _contexts() -> dict[str, re.Pattern[str]]:
    person = alternatives(nouns("person") - nouns("organisation"))
    firm = alternatives((nouns("organisation") | nouns("relational")) - nouns("person"))
    adjective = alternatives(set(nationalities()))
    words = r"(?: [a-zà-ÿ'’-]+)"
    article = r"(?:l['’]|d['’]un |d['’]une |les? |la |une? |son |sa |ses |leurs? |des |du |au |autre |premier |première |principal |grand |propre |ancien |ancienne |ex-|the |an? |its )"
    return {
        "title": re.compile(r"\b(?:M|MM|Mme|Mmes|Mlle|Me|Dr|Pr|Mgr|Mr|Mrs|Ms)\.? $"),
        "role_before": re.compile(rf"\b(?:{person}){words}{{0,5}},? $", re.IGNORECASE),
        "role_after": re.compile(
            rf"^,? ?\(?(?:{article}){{0,3}}(?:[a-zà-ÿ]+ ){{0,1}}(?:{person})\b", re.IGNORECASE
        ),
        "speech_before": re.compile(
            r"\b(?:déclaré|indiqué|expliqué|affirmé|estimé|assuré|ajouté|confié|souligné|précisé|estime|assure|explique|affirme|souligne|précise|sourit|prévient|résume|confie|glisse|juge|analyse|observe|regrette|soupire|plaide|détaille|promet|insiste|rappelle|note|raconte|commente|said|says) $"
        ),
        "firm_before": re.compile(rf"\b(?:{firm}){words}{{0,4}} [«“\"]?$"),
        "firm_after": re.compile(
            rf"^ ?[,(–—-] ?(?:{article}){{0,3}}(?:[a-zà-ÿ]+ ){{0,1}}(?:{firm}|{adjective})\b"
        ),
        "nationality_before": re.compile(
            rf"(?:\b(?:les?|la|du|au|une?|son|the)|\b[ld]['’]|\b[ld]['’]une?) ?(?:{adjective}) [«“\"]?$",
            re.IGNORECASE,
        ),
        "of_before": re.compile(r"(?:\bd['’]|\b(?:de|du|des|of) )$"),
        "firm_of": re.compile(
            r"\b(?:rachat|acquisition|filiale|filiales|capital|actionnaires?|actions?|titre|parts?|patron|PDG|dirigeants?|président|directeur général|chez|branche|division|marque|concurrents?|rival|rivaux|propriétaire|participation) (?:totale? )?(?:d['’]|de |du )?$"
        ),
        "with_before": re.compile(r"\b(?:avec|chez|contre|with|par|et|ou) $"),
        "verb_after": re.compile(
            r"^(?:,? (?:lui|elle|eux|pour sa part|de son côté|quant à lui|quant à elle|justement|enfin|en revanche|à l['’]inverse|également|aussi),?)? (?:a|ont|va|vont|est|sont|sera|était|s['’]est|se|s['’]|n['’]a|n['’]|ne|vient|avait|aurait|serait|peut|doit|veut|[a-zà-ÿ]+(?:era|eront|ira|iront|dra|dront|ait|aient))\b"
        ),
        "given_to": re.compile(
            r"\b(?:confi|vend|cédé|fourni|livr|lou|propos|attribu|sous-trait|adoss|associ|alli)\w* (?:\S+ ){0,4}à $"
        ),
        "relative_after": re.compile(r"^, (?:qui|que|qu['’]|dont|où) ?"),
        "verb_before": re.compile(
            r"\b(?:racheter|acquérir|racheté|acquis|rachète|acquiert|détient|possède|absorbé|avalé|rejoint|rejoindre|équipe|fournit|poursuit|assigné|attaqué|concurrence|affronte|défie|talonne|choisi|retenu|référencé|lâché|éconduit|cédé|vendu|céder|vendre|contrôle) $"
        ),
        "place_before": re.compile(r"\b(?:à|en|aux|depuis|vers|in|près de|région de|ville de|port de|at) $"),
        "firm_verb": re.compile(
            r"^ (?:a |ont |va |vont |vient de |n['’]a |se |s['’])?(?:racheté|rachète|détient|possède|signe|signé|lance|lancé|investit|investi|emploie|exploite|commercialise|fabrique|produit|vend|compte|propose|revendique|affiche|réalise|distribue|acquis|acquiert|cède|cédé|ouvre|ouvert|équipe|fournit|étend|noue|noué|allie|allié|associe|associé)\b"
        ),
    }


_WEIGHTS = {  # (organisation, person)
    "title": (-3.0, 4.0), "role_before": (-0.5, 2.0), "role_after": (-0.5, 2.5), "speech_before": (0.0, 1.5),
    "firm_before": (2.5, -3.0), "firm_after": (2.0, -1.0), "nationality_before": (2.0, -0.5), "firm_of": (1.5, 0.0),
    "with_before": (0.5, 0.0), "firm_verb": (1.0, 0.0), "verb_after": (0.7, 0.2), "verb_before": (0.7, 0.0),
    "given_to": (1.5, 0.0), "relative_after": (0.5, 0.0),
}  # fmt: skip
_LABELS = {
    "ORG": (1.5, 0.0, 0.0),
    "PER": (0.2, 1.6, 0.0),
    "LOC": (0.6, 0.0, 0.8),
    "MISC": (0.9, 0.0, 0.0),
    "subsidiary": (3.0, 0.0, 0.0),
}
_MODEL = re.compile(r"[A-Z]{1,4}-?\d+\w*")  # « A220 », « RX5 »: a model, not its maker
_FIRM_SHAPE = re.compile(
    r"\d|\.\w|&|\+|[a-z][A-Z]|!$|\b(?:SA|SE|AG|Inc|Ltd|Corp|Group|Groupe|Bank|Airlines|Airport|Motors|Capital|Holding|Partners|Media|Systems|Technologies|Pharma|Energy|Foods?|Telecom|Logistics|Pay|Post|Air|Electric|Industries|International|Financial|Retail|Sports?|Studios?|TV|Radio|FC)\b|-[A-Z0-9]\b|^[A-Z]{2,5}$"
)


def _evidence(candidate: _Candidate) -> tuple[float, float, float]:
    """Weigh one occurrence: for an organisation, a person, a place."""
    firm, person, place = _LABELS.get(candidate.label or "", (0.0, 0.0, 0.0))
    if (
        candidate.label == "PER" and " " not in candidate.text
    ):  # the press introduces people by their full names
        firm, person = 0.9, 0.4
    contexts = _contexts()
    of_before = bool(contexts["of_before"].search(candidate.before))
    for name, (for_firm, for_person) in _WEIGHTS.items():
        text = candidate.after if name.endswith(("after", "verb")) else candidate.before
        if name in ("role_before", "firm_before") and of_before:
            continue
        if name == "role_after" and " " not in candidate.text and candidate.label != "PER":
            continue  # « au salon de Hanovre, le patron d'Alibaba … »
        if contexts[name].search(text):
            firm, person = firm + for_firm, person + for_person
    if _FIRM_SHAPE.search(candidate.text):
        firm += 1.5
    if candidate.start - candidate.sentence.start > 2:
        firm += 0.5  # a capital that the sentence's opening does not explain
    following = re.match(r"(?: [sn]['’]| se | ne )? ?([a-zà-ÿ]+)", candidate.after)
    if following and is_verb_form(following.group(1)):
        firm += 0.6
    preceding = re.search(r"([a-zà-ÿ]{4,}) $", candidate.before)
    if preceding and is_verb_form(preceding.group(1), any_form=True):
        firm += 0.6  # the bare object of a verb
    if _MODEL.fullmatch(candidate.text):
        firm -= 1.5
    words = candidate.text.split()
    if len(words) > 1 and not {"And", "&", "+"} & set(words) and words[0].split("-")[0] in first_names():
        person += 3.0
    if candidate.text in places():
        place += 3.0
    if contexts["place_before"].search(candidate.before):
        place += 1.0
    if _institution().fullmatch(candidate.text):
        firm += 2.5
    return firm, person, place


def _kinds(candidates: Sequence[_Candidate]) -> dict[str, str]:
    """Decide each spelling's kind from all its occurrences; a spelling with too little evidence has none."""
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for candidate in candidates:
        if candidate.known:
            continue
        for index, weight in enumerate(_evidence(candidate)):
            totals[candidate.text][index] += weight
    kinds = {}
    for text, (firm, person, place) in totals.items():
        best = max(firm, person, place)
        if best >= SURE:
            kinds[text] = "person" if person == best else "place" if place == best else "organisation"
    return kinds


_LINK = re.compile(
    r"^(?:, | et | ou |, et | & | and |/)(?:l['’]|la |le |les |à |d['’]|de |du |chez |avec )?$"
)


def _spread_kinds(candidates: Sequence[_Candidate], kinds: dict[str, str]) -> dict[str, str]:
    """Names listed together are of one kind: « A, B et C » with two firms has three."""
    spread = dict(kinds)
    for left, right in zip(candidates, candidates[1:], strict=False):
        if left.sentence is not right.sentence or not _LINK.match(
            left.sentence.text[left.end - left.sentence.start : right.start - left.sentence.start]
        ):
            continue
        for one, other in ((left, right), (right, left)):
            kind = "organisation" if other.known else spread.get(other.text)
            if not one.known and one.text not in spread and kind in ("organisation", "place"):
                spread[one.text] = kind
    return spread


# ---------------------------------------------------------------------------------------- entities
def _plain(name: str) -> str:
    words = without_article(name).split()
    while len(words) > 1 and words[-1] in nouns("legal_form"):
        words.pop()
    while len(words) > 1 and words[0] in ("Groupe", "Société", "Group"):
        words.pop(0)
    return " ".join(words)


def _person_entities(names: Iterable[str]) -> dict[str, str]:
    """Give a last name alone the full name that the article has for it."""
    full = sorted({name for name in names if " " in name}, key=len)
    entities = {name: name for name in names}
    for name in entities:
        longer = [other for other in full if other.endswith(f" {name}") and other != name]
        if longer:
            entities[name] = longer[0]
    return entities


def _firm_entities(names: Iterable[str]) -> dict[str, str]:
    """Give a short form the long name that opens or closes with it, where just one does."""
    plain = {name: _plain(name) for name in names}
    forms = sorted(set(plain.values()))
    entities = {}
    for name, form in plain.items():
        longer = [
            other
            for other in forms
            if other != form and (other.startswith(f"{form} ") or other.endswith(f" {form}"))
        ]
        entities[name] = longer[0] if len(longer) == 1 and len(form) > 3 else form
    return entities


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s'’-]+", name) if word[:1].isupper())


def _acronyms(mentions: Sequence[Mention], text_between: dict[int, str]) -> dict[str, str]:
    """Read « Yoox Net-a-Porter (YNAP) »: what stands in brackets behind a name is that name."""
    same = {}
    for left, right in zip(mentions, mentions[1:], strict=False):
        if (
            left.kind == right.kind == "organisation"
            and left.sentence == right.sentence
            and text_between.get(right.start) == " ("
            and right.text.isupper()
            and len(right.text) <= len(_initials(left.text)) + 1
        ):
            same[right.entity] = left.entity
    return same


# French common nouns want a determiner: a bare one before a verb, a comma or a coordination is a name.
_BARE_NAME = re.compile(r"^(?:,| et [A-ZÀ-Þ]| (?!d[eu]s? |d['’]|à |aux? |en |pour |et |ou |sur )[a-zà-ÿ])")


def _accepted(candidate: _Candidate, kinds: dict[str, str], sure: Counter[str]) -> bool:
    """Leave a common word that only opens a sentence (« Mars », « Orange ») where nothing says it is the firm."""
    if candidate.known is None:
        return candidate.text in kinds
    organisation = organisations().get(candidate.known)
    if organisation is None or not organisation.common_word:
        return True
    if re.match(r"[ \u00a0]\d{4}", candidate.after):
        return False
    opens = candidate.start - candidate.sentence.start <= 2
    return (
        not opens
        or sure[candidate.known] > 0
        or candidate.label == "ORG"
        or bool(_BARE_NAME.match(candidate.after))
    )


def find_mentions(sentences: Sequence[Sentence], names: Sequence[Sequence[Name]]) -> tuple[Mention, ...]:
    """Return the organisations, people and places of an article's sentences, in order.

    `names` are the model's names of each sentence (`alibaba_corpus.names.find_names`). They are corrected and
    completed by the alias file and by context (« le groupe X », « X, distributeur », « l'américain X »); a name
    that neither knows is weighed over all its occurrences. A known name has its usual name as entity.

    >>> from alibaba_corpus.sentences import split_sentences
    >>> found = find_mentions(split_sentences("La Poste chinoise s'allie au transporteur Rivalis, dit Cyrille Bolloré."), [()])
    >>> [(mention.text, mention.entity, mention.kind) for mention in found]  # doctest: +NORMALIZE_WHITESPACE
    [('Poste chinoise', 'China Post', 'organisation'), ('Rivalis', 'Rivalis', 'organisation'),
     ('Cyrille Bolloré', 'Cyrille Bolloré', 'person')]
    """
    candidates = [
        candidate
        for sentence, found in zip(sentences, names, strict=True)
        for candidate in _candidates(sentence, found)
    ]
    kinds = _spread_kinds(candidates, _kinds(candidates))
    sure = Counter(c.known for c in candidates if c.known and c.start - c.sentence.start > 2)
    people = _person_entities([text for text, kind in kinds.items() if kind == "person"] + list(_heads()))
    kinds |= {c.text: "person" for c in candidates if not c.known and people.get(c.text, c.text) != c.text}
    last_names = _last_names(kinds, people)
    kinds |= dict.fromkeys(last_names, "person")
    firms = _firm_entities([text for text, kind in kinds.items() if kind == "organisation"])
    mentions = []
    for candidate in candidates:
        if not _accepted(candidate, kinds, sure):
            continue
        kind = "organisation" if candidate.known else kinds[candidate.text]
        entity = (
            candidate.known or {**last_names, **people}.get(candidate.text)
            if kind == "person" or candidate.known
            else firms.get(candidate.text)
        )
        mentions.append(
            Mention(
                candidate.sentence.number,
                candidate.start,
                candidate.end,
                candidate.text,
                entity or candidate.text,
                kind,
            )
        )
    return _merged(tuple(mentions), sentences)


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted({head for organisation in organisations().values() for head in organisation.heads}))


def _last_names(kinds: dict[str, str], people: dict[str, str]) -> dict[str, str]:
    """Map the last word of each full name of the article to the full name, where it is written alone."""
    full = [name for name, kind in kinds.items() if kind == "person" and " " in name]
    return {
        text: name
        for name in full
        for text in kinds
        if name.endswith(f" {text}") and text not in organisations()
    }


def _merged(mentions: tuple[Mention, ...], sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    between = {}
    for left, right in zip(mentions, mentions[1:], strict=False):
        if left.sentence == right.sentence:
            sentence = sentences[left.sentence]
            between[right.start] = sentence.text[left.end - sentence.start : right.start - sentence.start]
    same = _acronyms(mentions, between)
    return tuple(replace(mention, entity=same.get(mention.entity, mention.entity)) for mention in mentions)
