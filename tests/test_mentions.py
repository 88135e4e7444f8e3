"""Mentions: which organisations, people and places a text names, one entity for one real body."""

import pytest
from hypothesis import given, settings

from alibaba_corpus.lexicon import organisations
from alibaba_corpus.mentions import find_mentions
from alibaba_corpus.names import Name, find_names
from alibaba_corpus.sentences import split_sentences
from tests.reader import TEXTS, mentions_in

KINDS = {"organisation", "person", "place"}


def named(text: str, kind: str = "organisation") -> list[str]:
    return [mention.entity for mention in mentions_in(text)[1] if mention.kind == kind]


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Tmall et Alipay s'allient à Youku Tudou.", ["Tmall", "Alipay", "Youku"]),
        ("Le groupe Rivalis a signé.", ["Rivalis"]),
        ("L'opérateur postal Ostrapost recrute.", ["Ostrapost"]),
        ("L'Oréal rachète Cosmétia, un fabricant de crèmes.", ["L'Oréal", "Cosmétia"]),
        ("L'américain Fendrix lance un site.", ["Fendrix"]),
        ("Orange a signé avec Mars.", ["Orange", "Mars"]),
        ("Visa signe avec Printemps.", ["Visa", "Printemps"]),
        ("Casino ouvre un magasin.", ["Casino"]),
        ("Une orange et un casino au printemps.", []),
        ("Mars 2018 fut froid.", []),
        ("ALIBABA SIGNE AVEC AUCHAN DANS LE CLOUD", ["Alibaba", "Auchan"]),
        (
            "Le gouvernement belge a signé avec l'Aéroport de Liège.",
            ["gouvernement belge", "Aéroport de Liège"],
        ),
        ("L'Autorité belge de la concurrence attend.", ["Autorité belge de la concurrence"]),
        ("La Poste chinoise a écrit à La Poste.", ["China Post", "La Poste"]),
        ("Cainiao Smart Logistics Network, dit Cainiao, livre.", ["Cainiao", "Cainiao"]),
        ("Yoox Net-a-Porter (YNAP) attend. YNAP hésite.", ["Yoox Net-a-Porter"] * 3),
        ("Le Fonds rennais d’investissement (FRI) attend. Le FRI hésite.", ["FRI"] * 3),
        ("Le groupe 3S Rivalis a vendu Uber 22 milliards d'euros.", ["3S Rivalis", "Uber"]),
        (
            "La Caisse recrute. La Caisse de dépôt et placement du Zor grandit. La Caisse de dépôt attend.",
            ["Caisse de dépôt et placement du Zor"] * 3,
        ),
        (
            "Le Fonds de solidarité FTQ a vu le groupe Mutua Bank for Zoria.",
            ["Fonds de solidarité FTQ", "Mutua Bank for Zoria"],
        ),
        ("Le groupe Rivalis RIVA.PA attend Uber (UBER.N).", ["Rivalis", "Uber"]),
        ("Orange Côte d'Ivoire attend. Le comité Rivalis aussi.", ["Orange Côte d'Ivoire", "comité Rivalis"]),
        ("Les chaînes de la TNT (M6, W9) attendent.", ["TNT", "M6", "W9"]),
        ("Finalement, Orange attend. La Joint-Venture aussi.", ["Orange"]),
        ("Label'Vie, un distributeur, a choisi la holding des Agnelli.", ["Label'Vie"]),
        ("Le transporteur Nordalia SA attend. Nordalia recrute.", ["Nordalia", "Nordalia"]),
        ("Lundi, rien ne va.", []),
        ("Le groupe a vendu les Chantiers de l'Atlantique.", ["Chantiers de l'Atlantique"]),
        ("La Poste slovène a signé avec La Poste.", ["Poste slovène", "La Poste"]),
        ("Il a choisi l'Américaine SnapPay.", ["SnapPay"]),
        ("Le britannique CDC cède ses titres.", ["CDC"]),
        ("Les 310 producteurs attendent.", []),
        ("Le voyagiste bioNordal attend.", ["bioNordal"]),
        ("Le groupe Tencent Holdings attend.", ["Tencent"]),
        ("La zone Digital Free Trade attend Auchan.", ["Digital Free Trade", "Auchan"]),
        ("Faut-il vendre Auchan outre-Manche ?", ["Auchan"]),
        ("L'opérateur Telecom Orange recrute.", ["Orange"]),
        ("Alstom Énergie et son pôle Transport recrutent.", ["Alstom Énergie"]),
    ],
)
def test_organisations_are_named_once_for_all_their_spellings(text: str, firms: list[str]) -> None:
    """The alias file and the words around a name correct the model; common words are firms only as names."""
    assert named(text) == firms


@pytest.mark.parametrize(
    ("text", "people", "firms"),
    [
        ("Cyrille Bolloré dirige Bolloré.", ["Cyrille Bolloré"], ["Bolloré"]),
        ("Marie Dupré, directrice de Rivalis, sourit.", ["Marie Dupré"], ["Rivalis"]),
        ("Le ministre des Aéroports Marie Dupré signe.", ["Marie Dupré"], []),
        ("Jack Ma a vu Emmanuel Macron à Paris.", ["Jack Ma", "Emmanuel Macron"], []),
        ("Le PDG de Rivalis, Aldo Verdi, signe. Verdi sourit.", ["Aldo Verdi", "Aldo Verdi"], ["Rivalis"]),
    ],
)
def test_people_are_told_from_the_firms_of_their_name(text: str, people: list[str], firms: list[str]) -> None:
    """A first name, a title or a function makes a person; a last name alone is the person named before."""
    assert named(text, "person") == people
    assert named(text) == firms


def test_what_an_office_is_of_is_no_person() -> None:
    text = "Le ministre ivoirien de la Défense, Paul Roy, a signé avec les élus venus à Berlande."
    mentions = find_mentions(split_sentences(text), [()])
    assert [mention.text for mention in mentions if mention.kind == "person"] == ["Paul Roy"]


@pytest.mark.parametrize(
    "name",
    [
        "Ursula von der Berlande",
        "Abdel Morvan al-Rivali",
        "J.-P. Morvan",
        "J.K. Morvan",
        "George W. Rivalis",
        "Charles-Henri d'Auriac",
        "Anne-Sophie Le Goff-Martin",
    ],
)
def test_people_are_named_whole(name: str) -> None:
    """Particles, initials and hyphens belong to a name."""
    text = f"Le port a signé. « Il faut attendre », a dit {name}, directeur du port."
    mentions = find_mentions(split_sentences(text), [(), ()])
    assert [(mention.text, mention.kind) for mention in mentions] == [(name, "person")]


def test_places_are_no_organisations() -> None:
    """Cities and countries sign nothing by their name alone."""
    assert named("Le train va de Hangzhou, en Chine, à Lille.", "place") == ["Hangzhou", "Chine", "Lille"]
    assert named("Le train va de Hangzhou, en Chine, à Lille.") == []


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Le Groupe chinois Alibaba et le Groupe français Bolloré signent.", ["Alibaba", "Bolloré"]),
        ("La Société a signé avec la Banque et la Fédération.", []),
        ("Le Groupe de Hangzhou a signé avec Auchan.", ["Auchan"]),
        ("LE GROUPE a signé avec la Compagnie.", []),
        ("Le distributeur mise sur l'AI et sur l'IoT avec Auchan.", ["Auchan"]),
        ("HONG KONG - Auchan signe avec HONG KONG et PARIS.", ["Auchan"]),
        ("Au XXIe siècle, Louis XIV achèterait chez Auchan.", ["Auchan"]),
        ("Le Groupe Rivalis et la Banque Nordalia recrutent.", ["Rivalis", "Banque Nordalia"]),
        ("La Banque de France a écrit à Auchan.", ["Banque de France", "Auchan"]),
    ],
)
def test_what_any_body_is_called_names_none(text: str, firms: list[str]) -> None:
    """A bare noun, a town in capitals and the acronym of a technique are no organisation."""
    assert named(text) == firms


@settings(deadline=None)
@given(TEXTS)
def test_mentions_point_at_the_text_in_order(text: str) -> None:
    """Each mention is a stretch of its sentence and of the text; none overlaps another."""
    sentences, mentions = mentions_in(text)
    position = 0
    for mention in mentions:
        sentence = sentences[mention.sentence]
        assert text[mention.start : mention.end] == mention.text != ""
        assert max(position, sentence.start) <= mention.start < mention.end <= sentence.end
        assert mention.kind in KINDS
        assert mention.entity.strip() == mention.entity != ""
        position = mention.end


@settings(deadline=None)
@given(TEXTS)
def test_entities_of_known_organisations_are_their_usual_names(text: str) -> None:
    """An entity that the file knows under another name has the file's name."""
    aliases = {alias: row.name for row in organisations().values() for alias in row.aliases}
    found = {mention.entity for mention in mentions_in(text)[1] if mention.kind == "organisation"}
    assert [entity for entity in found if aliases.get(entity, entity) not in (entity, *found)] == []


def test_a_list_of_names_for_each_sentence_is_asked_for() -> None:
    """Names of the model that don't fit the sentences raise ValueError."""
    with pytest.raises(ValueError, match="zip"):
        find_mentions(split_sentences("Auchan signe."), [])


def test_the_model_names_people_and_places() -> None:
    """Names come sentence by sentence, with offsets into it."""
    text = "Matteo Renzi a rencontré François Hollande à Paris."
    (names,) = find_names([text])
    assert [(text[name.start : name.end], name.label) for name in names] == [
        ("Matteo Renzi", "PER"),
        ("François Hollande", "PER"),
        ("Paris", "LOC"),
    ]


def test_a_group_and_its_firm_are_one_name() -> None:
    sentences = split_sentences("Le Groupe Duchemin investit dans Orange. Duchemin est à Lyon.")
    names = [[Name(3, 18, "ORG")], [Name(0, 8, "ORG")]]
    assert {m.entity for m in find_mentions(sentences, names) if "Duchemin" in m.text} == {"Duchemin"}
