"""Documents with fields: the closed list, what is refused, how a text is cut and filled."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from app.core.errors import EntreeInvalide
from app.domain.documents_modeles import (
    CHAMPS,
    PAR_CODE,
    POINTILLES,
    TEXTE_MAX,
    Bloc,
    ChampInconnu,
    CodeDocument,
    Genre,
    blocs,
    champs_de,
    inconnus,
    manquants,
    remplir,
)
from app.domain.partage import Partage
from app.services.modeles_documents import exemples, fourni, verifier
from db.models import Base, info_de

_RANGS = list(Partage)


@pytest.mark.parametrize("champ", CHAMPS, ids=lambda c: c.code)
def test_a_field_declares_the_class_of_its_columns(champ: object) -> None:
    classes = [
        info_de(Base.metadata.tables[table].columns[colonne])["partage"]
        for table, colonne in (s.split(".") for s in champ.sources)  # type: ignore[attr-defined]  # a Champ
    ]
    etroite = max((_RANGS.index(c) for c in classes), default=0)
    assert _RANGS[etroite] is champ.partage  # type: ignore[attr-defined]  # a Champ
    assert champ.partage is not Partage.CONFIDENTIEL  # type: ignore[attr-defined]  # a Champ


@pytest.mark.parametrize("langue", ["fr", "en"])
@pytest.mark.parametrize("code", list(CodeDocument))
def test_every_shipped_wording_can_be_kept_as_it_is(code: CodeDocument, langue: str) -> None:
    modele = fourni(code, langue)
    assert verifier(modele.titre, modele.texte) == (modele.titre, modele.texte)
    assert manquants((modele.titre, modele.texte), exemples()) == ()


def test_the_two_languages_ask_for_the_same_fields_and_no_field_is_useless() -> None:
    contenu = tomllib.loads(resources.texte("catalogues", "documents.toml"))["document"]
    assert [e["code"] for e in contenu] == list(CodeDocument)
    demandes: set[str] = set()
    for entree in contenu:
        fr, en = (champs_de(entree[langue]["texte"]) for langue in ("fr", "en"))
        assert sorted(fr) == sorted(en), entree["code"]
        demandes |= set(fr)
    # Offered to teams although no shipped wording needs them.
    libres = {"heure", "telephone_equipe", "cite", "telephone_bailleur", "aujourd_hui"}
    libres |= {"volume", "animaux", "joindre"}
    assert set(PAR_CODE) - demandes == libres


def test_an_unknown_field_is_named_with_its_line() -> None:
    texte = "Bonjour {menage},\n\nLe {date} et le {jour} puis { jour } et {}."
    assert inconnus(texte) == (ChampInconnu("date", 3), ChampInconnu("", 3))
    with pytest.raises(EntreeInvalide, match=r"modele\.champs") as refus:
        verifier("Titre {nom}", texte)
    assert refus.value.params["n"] == 2
    assert "{date} ligne 3" in str(refus.value.params["champs"])
    with pytest.raises(EntreeInvalide) as refus:
        verifier("Titre {nom}", "Rien")
    assert refus.value.params["champs"] == "{nom} dans le titre"


def test_what_is_not_known_is_a_dotted_line() -> None:
    dit = remplir("Le {jour}, {equipe}.", {"jour": "mardi", "equipe": "  "})
    assert dit == f"Le mardi, {POINTILLES}."
    assert manquants(("{menage}", "{jour} {jour} {equipe}"), {"jour": "mardi"}) == (
        "menage",
        "equipe",
    )


def test_a_text_is_cut_in_pieces_by_its_marks() -> None:
    texte = "Un\ndeux {menage}\n# Titre\n- point\n! fort\n[] case\n\nfin"
    assert list(blocs(texte, {"menage": "# {jour}\n- non"})) == [
        Bloc(Genre.PARAGRAPHE, "Un deux # {jour} - non"),
        Bloc(Genre.TITRE, "Titre"),
        Bloc(Genre.POINT, "point"),
        Bloc(Genre.FORT, "fort"),
        Bloc(Genre.CASE, "case"),
        Bloc(Genre.PARAGRAPHE, "fin"),
    ]


@given(st.text(max_size=200), st.text(max_size=40))
def test_no_text_and_no_value_stops_a_document(texte: str, valeur: str) -> None:
    for bloc in blocs(texte, {"menage": valeur}):
        assert "None" not in bloc.texte or "None" in texte + valeur


@pytest.mark.parametrize(("titre", "texte"), [("", "x"), ("x", " \n "), (" ", "")])
def test_an_empty_wording_is_refused(titre: str, texte: str) -> None:
    with pytest.raises(EntreeInvalide, match=r"modele\.vide"):
        verifier(titre, texte)


def test_a_wording_that_nobody_would_read_is_refused() -> None:
    with pytest.raises(EntreeInvalide, match=r"modele\.long"):
        verifier("Titre", "x" * (TEXTE_MAX + 1))
