"""Descriptions: how the press speaks of an organisation without its name, or in front of it."""

import re
from functools import cache

from alibaba_corpus.lexicon import (
    alternatives,
    any_nationality,
    heads,
    nationalities,
    nouns,
    organisations,
    without_article,
)

_SPACE = "[ \u00a0]"
_WORD = r"[a-zà-öø-ÿœ][\wà-ÿ’'-]*"
_LINK = frozenset(
    [
        "et",
        "avec",
        "par",
        "pour",
        "dans",
        "sur",
        "chez",
        "entre",
        "contre",
        "au",
        "aux",
        "à",
        "a",
        "ont",
        "est",
        "que",
        "qui",
        "dont",
        "où",
        "ou",
        "devant",
        "derrière",
        *("son", "sa", "ses", "leur", "leurs"),
        *("baptisé", "baptisée", "nommé", "nommée", "appelé", "appelée", "dénommé", "dénommée", "intitulé"),
    ]
)
_ADJECTIVE_ENDINGS = (
    "elle|iel|uel|ive|al|ale|ique|aire|iste|if|ier|eux|ien|ienne|éen|éenne|ois|oise|ais|aise|ain|aine|onne"
)
_CONTRACTED = r"(?<=\bdu )|(?<=\bau )"


def _first(letters: str) -> str:
    """Return the pattern of a letter that begins a word: where it comes first, a search skips all others."""
    return rf"[{letters}](?<=\b[{letters}])"


@cache
def _rank() -> str:
    return rf"(?:{alternatives(nouns('rank'))}|ex-)"


@cache
def title() -> re.Pattern[str]:
    """Return the pattern of what stands before a name and belongs to it: « le constructeur chinois ».

    >>> title().search("signé avec l'armateur marseillais ").group()
    "l'armateur marseillais "
    """
    article = rf"(?:les?|la|une?|cet?|cette|the){_SPACE}|l['’]|(?<=d['’])(?=une?{_SPACE})"
    plain = r"(?!et (?!du |de |des |d['’]))" + "".join(f"(?!{word} )" for word in sorted(_LINK - {"et"}))
    whole = r"(?<!\bde )(?<!\bdu )(?<!\bdes )(?<!\bet )(?<!\bà )"
    firm = rf"(?:{alternatives(nouns('organisation'))}){_SPACE}(?:{plain}{_WORD}{_SPACE})*?{whole}"
    return re.compile(
        rf"\b(?:{article}|{_CONTRACTED}|(?<=\bdes )|(?<=\baux )|^)(?:une?{_SPACE})?"
        rf"(?:{_rank()}{_SPACE}){{0,2}}(?:{firm}|(?:{any_nationality()}){_SPACE})"
        rf"(?:\([A-Z]\))?[«“\" \u00a0]*$",
        re.IGNORECASE,
    )


@cache
def anaphora() -> re.Pattern[str]:
    """Return the pattern of a description in a name's place: « le distributeur nordiste », « le chinois ».

    >>> anaphora().search("selon le géant de la vente en ligne, mardi").group()
    'le géant de la vente en ligne'
    """
    name = rf"(?:de|d['’]|du){_SPACE}?[A-ZÀ-Þ][\w-]+(?:{_SPACE}[A-ZÀ-Þ][\w-]+)?"
    whose = (
        rf"(?!la |le |les |un |une |son |sa |ses |leurs? "
        rf"|(?:{alternatives(nouns('generic_firm'))})\b)"  # « la filiale du groupe »
    )
    of = rf"(?:(?:de la|du|des|de){_SPACE}|(?:de l|d)['’]){whose}[a-zà-ÿ][\w-]+"
    more = rf"(?:{_SPACE}(?:en ligne|de luxe|sur internet)){{0,2}}"
    bare = "leader|e-commerce|[Ii]nternet|public|privé|coté"
    complement = rf"(?:(?:{any_nationality()})|{name}|{of}{more}|{bare}|\w+(?:{_ADJECTIVE_ENDINGS}))"
    links = "sa|son|ses|des|et|a|va|se|ne|est|qui|pour|dans|afin|en|sur|depuis|chez|à|avec|par|lors"
    verb = rf"{_SPACE}(?:{links}|\w+(?:ra|rait|ait|it|ent|e))\b|{_SPACE}[sn]['’]|[,.;]"
    return re.compile(
        rf"(?P<determiner>{_first('LlCcDdAa')}"
        r"(?:(?<=[Ll])(?:es?|a|)|(?<=[Cc])e(?:s|t|tte)?|(?<=[Dd])(?:u|es)|(?<=[Aa])ux?))"
        rf"(?:(?<=\w\w){_SPACE}|(?<=[Ll])['’])"
        rf"(?:(?P<number>deux|trois|quatre){_SPACE})?(?:{_rank()}{_SPACE})?"
        rf"(?:(?P<noun>{alternatives(nouns('anaphoric'))})\b(?![-]|{_SPACE}mère)"
        rf"(?P<rest>(?:{_SPACE}{complement}\b){{0,3}})"
        rf"|(?P<nation>(?i:{any_nationality()}))\b(?={verb}))"
    )


@cache
def pair_of() -> re.Pattern[str]:
    """Return the pattern of a description of two: « les deux groupes ».

    >>> pair_of().search("entre les deux groupes français").group()
    'les deux groupes français'
    """
    noun = alternatives(nouns("pair"))
    return re.compile(
        rf"{_first('LlCcDdAa')}"
        rf"(?:(?:(?<=[LlCcDd])es|(?<=[Aa])ux){_SPACE}(?P<number>deux|trois|quatre){_SPACE}"
        rf"(?:{_rank()}{_SPACE})?(?:{noun})\b(?:{_SPACE}(?:{any_nationality()}))?"
        rf"|(?<=[Ll])(?:eurs|es){_SPACE}(?:nouveaux{_SPACE})?"
        r"(?:partenaires|parties|alliés|signataires|fiancés)\b)"
    )


@cache
def spokes() -> re.Pattern[str]:
    """Return the pattern of who speaks for the organisation named next: « la direction de ».

    >>> spokes().search("selon le directeur général de ").group()
    'le directeur général de '
    """
    return re.compile(
        rf"(?:\b(?:les?|la|un|une){_SPACE}|\bl['’]|^)(?:{alternatives(nouns('spokes'))}){_SPACE}"
        rf"(?:{_WORD}{_SPACE}){{0,2}}?(?:de |du |d['’]|de la |de l['’]|des )$",
        re.IGNORECASE,
    )


@cache
def head_of() -> re.Pattern[str]:
    """Return the pattern of a description that the alias file holds: « le groupe de Jack Ma ».

    >>> head_of().search("selon le groupe de Jack Ma").group()
    'le groupe de Jack Ma'
    """
    return re.compile(
        rf"(?:\b[Ll]es?{_SPACE}|\b[Ll]a{_SPACE}|\b[Ll]['’]|{_CONTRACTED})?"
        rf"(?:(?:{alternatives(nouns('anaphoric'))}){_SPACE}(?:{_WORD}{_SPACE})?"
        rf"(?:de |d['’]|(?:co-?)?(?:fondé|créé|dirigé)e?{_SPACE}par{_SPACE})"
        rf"(?:{alternatives(heads())})\b|(?:{alternatives(_phrases())})\b)"
    )


@cache
def head_words() -> re.Pattern[str]:
    """Return the pattern of what every description that the alias file holds has in it.

    >>> bool(head_words().search("selon le groupe de Jack Ma")), bool(head_words().search("selon le groupe"))
    (True, False)
    """
    return re.compile(alternatives(heads() | _phrases()))


def _phrases() -> frozenset[str]:
    known = organisations().values()
    return frozenset(without_article(phrase) for one in known for phrase in one.descriptions)


@cache
def peer() -> re.Pattern[str]:
    """Return the pattern of « son confrère israélien », which means another firm named before.

    >>> bool(peer().search("avec son confrère israélien"))
    True
    """
    return re.compile(
        rf"{_first('Ss')}(?:on|a){_SPACE}(?:{alternatives(nouns('peer'))}){_SPACE}(?:{any_nationality()})\b"
    )


@cache
def several() -> re.Pattern[str]:
    """Return the pattern of « ces détaillants », which means those listed before.

    >>> bool(several().search("avec ces distributeurs"))
    True
    """
    return re.compile(rf"{_first('Cc')}es{_SPACE}(?:{alternatives(nouns('pair') | nouns('anaphoric'))})\b")


@cache
def descriptor() -> re.Pattern[str]:
    """Return the pattern of a word that describes a firm: its trade or its nationality.

    >>> descriptor().findall("le distributeur français")
    ['distributeur', 'français']
    """
    return re.compile(rf"(?<![\w-])(?:{alternatives(set(nationalities()) | nouns('anaphoric'))})(?![\w-])")


@cache
def tie() -> re.Pattern[str]:
    """Return the pattern of a noun that ties a firm to another, and so does not describe it.

    >>> bool(tie().search("concurrent direct")), bool(tie().search("distributeur français"))
    (True, False)
    """
    return re.compile(rf"\b(?:{alternatives(nouns('relational') - nouns('anaphoric'))})\b")


@cache
def antonomasia() -> re.Pattern[str]:
    """Return the pattern of what follows a name that only compares: « l'Amazon chinois ».

    >>> bool(antonomasia().match(" chinois"))
    True
    """
    return re.compile(rf"^[»”\"]?{_SPACE}(?:{any_nationality()})\b")


@cache
def ordinal() -> re.Pattern[str]:
    """Return the pattern of « la première », « le second » in a name's place: one of the two named before.

    >>> ordinal().search("La seconde a signé.").group()
    'La seconde'
    """
    before = r"(?<!pour [Ll])(?<!dans [Ll])(?<!en [Ll])"
    deed = rf"(?P<deed>{_SPACE}(?:de{_SPACE}|d['’])\w+(?:er|ir)\b)"  # « permet au premier de vendre »
    behind = rf"(?={_SPACE}[sn]['’]|[,.;]|{deed}|{_SPACE}(?P<word>\w+))"
    return re.compile(
        rf"(?:{_first('Ll')}{before}(?:e|a)|{_first('DdAa')}u){_SPACE}"
        r"(?:(?P<first>premier|première)|(?P<second>seconde?|deuxième))"
        rf"{behind}"
    )


@cache
def last_named() -> re.Pattern[str]:
    """Return the pattern of « ce dernier », « celle-ci »: the one named last.

    >>> last_named().search("celui-ci livre").group()
    'celui-ci'
    """
    return re.compile(
        rf"{_first('Cc')}(?:e{_SPACE}dernier|ette{_SPACE}dernière|el(?:ui|le)-ci)\b"
        rf"(?!{_SPACE}(?:mois|an|été|année|semaine))"
    )


@cache
def clitic() -> re.Pattern[str]:
    """Return the pattern of « l' » before a verb: « Auchan l'accuse ».

    >>> clitic().search("Auchan l'accuse").group("word")
    'accuse'
    """
    return re.compile(
        r"l['’](?:(?<=\bqui l['’])|(?<=[\w»!] l['’]))"
        r"(?=(?:(?:avait|aurait|aura|a|ont) )?(?P<word>[a-zà-ÿ]+)\b)"
    )


@cache
def kin() -> re.Pattern[str]:
    """Return the pattern of what stands before a name and means another firm by it: « la filiale d' ».

    >>> kin().search("selon le bras logistique d'").group("parent") is None
    True
    """
    article = rf"(?:\b(?:[Ll]e|[Ll]a|[Dd]u|[Aa]u|[Cc]ette|[Cc]e){_SPACE}|\b[Ll]['’])"
    adjective = rf"(?:(?:[a-zà-ÿ]+(?:{_ADJECTIVE_ENDINGS})|en ligne|{any_nationality()}){_SPACE})"
    kinds = "|".join(
        rf"(?P<{kind}>{alternatives(nouns(kind))})" for kind in ("parent", "rival", "subsidiary")
    )
    return re.compile(
        rf"{article}(?:(?:{_rank()}|éternel|éternelle|principal|principale){_SPACE}){{0,2}}(?:{kinds}){_SPACE}{adjective}{{0,2}}"
        r"(?:de |d['’]|du |de la |de l['’])$"
    )
