"""The wording of the papers of a move: the shipped one, the team's own, and how it reads."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import resources
from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.core.i18n import _, langue
from app.domain.documents_modeles import (
    CHAMPS,
    TEXTE_MAX,
    TITRE_MAX,
    Champ,
    ChampInconnu,
    CodeDocument,
    Modele,
    inconnus,
)
from db.models import ModeleDocument
from db.uow import UnitOfWork

__all__ = [
    "CHAMPS",
    "Champ",
    "CodeDocument",
    "EcrireModele",
    "EssayerModele",
    "LireModeles",
    "Modele",
    "RevenirAuModele",
    "dans",
    "ecrire",
    "essayer",
    "exemples",
    "fourni",
    "lire",
    "revenir",
]


@dataclass(frozen=True, slots=True)
class LireModeles:
    """Ask for every document that can be worded."""


@dataclass(frozen=True, slots=True)
class EcrireModele:
    """The team words that document its own way."""

    code: CodeDocument
    titre: str
    texte: str


@dataclass(frozen=True, slots=True)
class RevenirAuModele:
    """Forget the team's wording of that document: the shipped one counts again."""

    code: CodeDocument


@dataclass(frozen=True, slots=True)
class EssayerModele:
    """See how that wording would print, with invented values."""

    code: CodeDocument
    titre: str
    texte: str


def fourni(code: CodeDocument, parlee: str = "") -> Modele:
    """The shipped wording, in `parlee` ("fr", "en") or the language spoken now."""
    textes = _livres()[code]
    dits = textes.get(parlee or langue()) or textes["fr"]
    return Modele(code, str(dits["titre"]), str(dits["texte"]).strip())


def lire(_demande: LireModeles, uow: UnitOfWork) -> tuple[Modele, ...]:
    """Every document, worded by the team where it did, else as shipped."""
    with uow.lecture() as session:
        ceux = dans(session)
    return tuple(ceux.get(code) or fourni(code) for code in CodeDocument)


def dans(session: Session) -> Mapping[CodeDocument, Modele]:
    """The documents the team words its own way."""
    lignes = session.execute(
        select(ModeleDocument.code, ModeleDocument.titre, ModeleDocument.texte)
    )
    connus = CodeDocument._value2member_map_
    return {
        CodeDocument(code): Modele(CodeDocument(code), titre, texte, propre=True)
        for code, titre, texte in lignes
        if code in connus
    }


def ecrire(cmd: EcrireModele, uow: UnitOfWork) -> Changes:
    """Keep the team's wording.

    Raises `EntreeInvalide`: "modele.vide", "modele.long", "modele.champs" naming each unknown
    field and its line.
    """
    titre, texte = verifier(cmd.titre, cmd.texte)
    with uow.ecriture("modele_document.ecrire") as tx:
        ligne = tx.session.scalar(select(ModeleDocument).where(ModeleDocument.code == cmd.code))
        if ligne is None:
            ligne = ModeleDocument(id=tx.ids.new(), code=cmd.code.value, titre=titre, texte=texte)
            tx.session.add(ligne)
        ligne.titre, ligne.texte = titre, texte
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, modele_documents={ligne.id})


def revenir(cmd: RevenirAuModele, uow: UnitOfWork) -> Changes:
    """Back to the shipped wording; nothing happens when the team has none."""
    with uow.ecriture("modele_document.revenir") as tx:
        ligne = tx.session.scalar(select(ModeleDocument).where(ModeleDocument.code == cmd.code))
        if ligne is None:
            return Changes.of()
        tx.session.delete(ligne)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, modele_documents={ligne.id})


def essayer(cmd: EssayerModele, uow: UnitOfWork) -> bytes:
    """A PDF of that wording with invented values; raises what `ecrire` raises."""
    from app.services.documents.demenagement_essai import composer_essai  # noqa: PLC0415 - drawing

    titre, texte = verifier(cmd.titre, cmd.texte)
    return composer_essai(Modele(cmd.code, titre, texte, propre=True), uow.clock)


def verifier(titre: str, texte: str) -> tuple[str, str]:
    """Title and text as they are kept; raises `EntreeInvalide` (see `ecrire`)."""
    titre = " ".join(titre.split())
    texte = "\n".join(ligne.rstrip() for ligne in texte.strip().splitlines())
    if not titre or not texte:
        raise EntreeInvalide("modele.vide")
    if len(titre) > TITRE_MAX or len(texte) > TEXTE_MAX:
        raise EntreeInvalide("modele.long", titre=TITRE_MAX, texte=TEXTE_MAX)
    fautes = inconnus(texte)
    if not fautes:
        fautes = tuple(ChampInconnu(faute.nom, 0) for faute in inconnus(titre))
    if fautes:
        raise EntreeInvalide("modele.champs", n=len(fautes), champs=_dire(fautes))
    return titre, texte


def exemples() -> Mapping[str, str]:
    """Invented values, for a preview: nobody is named."""
    return MappingProxyType({champ.code: _(champ.exemple) for champ in CHAMPS})


def _dire(fautes: tuple[ChampInconnu, ...]) -> str:
    """ "{adresse} ligne 3, {nom} dans le titre"."""
    dites = (
        _("{champ} ligne {ligne}").format(champ=f"{{{f.nom}}}", ligne=f.ligne)
        if f.ligne
        else _("{champ} dans le titre").format(champ=f"{{{f.nom}}}")
        for f in fautes
    )
    return ", ".join(dict.fromkeys(dites))


def _livres() -> dict[CodeDocument, dict[str, Any]]:
    contenu = tomllib.loads(resources.texte("catalogues", "documents.toml"))
    return {CodeDocument(entree["code"]): entree for entree in contenu["document"]}
