"""Questionnaires of the base: loading a form, its versions, what is settled for its questions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.domain.enquetes.evaluation import Table
from app.domain.enquetes.formulaire import SANS_REPONSE, Formulaire, Remarque
from app.domain.enquetes.plan import Plan
from app.domain.partage import Partage
from app.services.chargement import charger as charger_ligne
from app.services.enquetes.compilation import Compile, compiler_fichier
from app.services.enquetes.feuille import lire_lignes
from app.services.enquetes.tables_jointes import lire_table
from app.services.enquetes.xform import assembler
from db.models import (
    Contenu,
    Questionnaire,
    QuestionnairePiece,
    QuestionnaireReglage,
)
from db.queries import enquetes as lecture
from db.queries.enquetes import QuestionnaireLigne
from db.uow import Transaction, UnitOfWork

__all__ = [
    "ChargerQuestionnaire",
    "LireQuestionnaires",
    "QuestionnaireCharge",
    "QuestionnaireLigne",
    "QuestionnaireOuvert",
    "ReglerQuestion",
    "RetirerQuestionnaire",
    "charger",
    "lister",
    "ouvrir",
    "ouvrir_dans",
    "regler",
    "retirer",
]


@dataclass(frozen=True, slots=True)
class ChargerQuestionnaire:
    """Take a form into the base, with the CSV files it needs beside it."""

    fichier: Path
    pieces: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class LireQuestionnaires:
    """Ask for the questionnaires, newest version first; `tous` shows retired ones too."""

    tous: bool = False


@dataclass(frozen=True, slots=True)
class RetirerQuestionnaire:
    """No longer propose a version of a form; what was answered stays."""

    questionnaire_id: UUID


@dataclass(frozen=True, slots=True)
class ReglerQuestion:
    """Which field of the record a question maps to, and who may receive its answer.

    `chemin` is the path of the question without the root; None goes back to what the form says.
    """

    identifiant: str
    chemin: str
    champ: str | None = None
    partage: Partage | None = None


@dataclass(frozen=True, slots=True)
class QuestionnaireCharge(Changes):
    """A form now in the base. `manquants` are files it expects and nobody gave."""

    remarques: tuple[Remarque, ...] = ()
    manquants: tuple[str, ...] = ()
    deja_la: bool = False


@dataclass(frozen=True, slots=True)
class QuestionnaireOuvert:
    """A version of a form ready to be filled: plain values, nothing of the base."""

    id: UUID
    identifiant: str
    version: str
    titre: str
    plan: Plan
    tables: Mapping[str, Table]


def charger(cmd: ChargerQuestionnaire, uow: UnitOfWork) -> QuestionnaireCharge:
    """The form in the base; the very same file again changes nothing.

    A form of the same identifier becomes its new version: older ones are no longer proposed, and
    answers keep theirs. Raises `EntreeInvalide` ("enquete.…") as `compiler_fichier` does.
    """
    lu = compiler_fichier(cmd.fichier)
    pieces = {p.name: _lire_piece(p) for p in cmd.pieces}
    with uow.ecriture("questionnaire.charger") as tx:
        connu = tx.session.scalar(
            select(Questionnaire).where(Questionnaire.empreinte == lu.empreinte)
        )
        deja = connu is not None and connu.actif
        ligne = connu if connu is not None else _ajouter(tx, lu, cmd.fichier)
        for autre in tx.session.scalars(
            select(Questionnaire).where(
                Questionnaire.identifiant == ligne.identifiant, Questionnaire.actif
            )
        ):
            autre.actif = autre.id == ligne.id
        ligne.actif = True
        for nom, octets in pieces.items():
            _garder_piece(tx, ligne.identifiant, nom, octets)
        tx.session.flush()
        presentes = {
            nom.casefold()
            for nom in tx.session.scalars(
                select(QuestionnairePiece.nom).where(
                    QuestionnairePiece.identifiant == ligne.identifiant
                )
            )
        }
        charge = QuestionnaireCharge(
            ids=Changes.of(questionnaires={ligne.id}).ids,
            principal=ligne.id,
            operation=None if deja and not pieces else tx.operation,
            remarques=lu.formulaire.remarques,
            manquants=tuple(f for f in lu.formulaire.fichiers if f.casefold() not in presentes),
            deja_la=deja,
        )
        if charge.operation is not None:
            tx.commit()
    return charge


def _ajouter(tx: Transaction, lu: Compile, fichier: Path) -> Questionnaire:
    formulaire = lu.formulaire
    source = _contenu(tx, "application/vnd.ms-excel", lu.octets)
    xform = _contenu(tx, "application/xml", lu.xform.encode())
    ligne = Questionnaire(
        id=tx.ids.new(),
        identifiant=formulaire.identifiant or fichier.stem,
        version=formulaire.version or "",
        titre=formulaire.titre or fichier.stem,
        langue=formulaire.langue,
        fichier=fichier.name,
        empreinte=lu.empreinte,
        nb_questions=_compter(formulaire),
        charge_le=tx.clock.now(),
        actif=True,
        source_id=source.id,
        xform_id=xform.id,
    )
    tx.session.add(ligne)
    tx.session.flush()
    return ligne


def _compter(formulaire: Formulaire) -> int:
    return sum(1 for q in formulaire.racine.toutes() if q.affichee and q.genre not in SANS_REPONSE)


def _contenu(tx: Transaction, genre: str, octets: bytes) -> Contenu:
    contenu = Contenu(
        id=tx.ids.new(),
        genre=genre,
        empreinte=hashlib.sha256(octets).hexdigest(),
        taille=len(octets),
        octets=octets,
    )
    tx.session.add(contenu)
    tx.session.flush()
    return contenu


def _lire_piece(fichier: Path) -> bytes:
    """The bytes of a file that comes with a form; raises `EntreeInvalide("enquete.piece")`."""
    try:
        octets = fichier.read_bytes()
    except OSError as erreur:
        raise EntreeInvalide("enquete.piece", fichier=fichier.name) from erreur
    lire_table(octets, fichier.name)
    return octets


def _garder_piece(tx: Transaction, identifiant: str, nom: str, octets: bytes) -> None:
    connue = tx.session.scalar(
        select(QuestionnairePiece).where(
            QuestionnairePiece.identifiant == identifiant, QuestionnairePiece.nom == nom
        )
    )
    contenu = _contenu(tx, "text/csv", octets)
    if connue is not None:
        connue.contenu_id = contenu.id
        return
    tx.session.add(
        QuestionnairePiece(id=tx.ids.new(), identifiant=identifiant, nom=nom, contenu_id=contenu.id)
    )


def lister(demande: LireQuestionnaires, uow: UnitOfWork) -> tuple[QuestionnaireLigne, ...]:
    """The questionnaires of the base, with how many times each version was filled."""
    with uow.lecture() as session:
        return lecture.questionnaires(session, tous=demande.tous)


def retirer(cmd: RetirerQuestionnaire, uow: UnitOfWork) -> Changes:
    """The version is no longer proposed."""
    with uow.ecriture("questionnaire.retirer") as tx:
        ligne = charger_ligne(tx.session, Questionnaire, cmd.questionnaire_id)
        ligne.actif = False
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, questionnaires={ligne.id})


def regler(cmd: ReglerQuestion, uow: UnitOfWork) -> Changes:
    """What is settled for a question of every version of a form."""
    with uow.ecriture("questionnaire.regler") as tx:
        ligne = tx.session.scalar(
            select(QuestionnaireReglage).where(
                QuestionnaireReglage.identifiant == cmd.identifiant,
                QuestionnaireReglage.chemin == cmd.chemin,
            )
        )
        if ligne is None:
            ligne = QuestionnaireReglage(
                id=tx.ids.new(), identifiant=cmd.identifiant, chemin=cmd.chemin
            )
            tx.session.add(ligne)
        ligne.champ, ligne.partage = cmd.champ, cmd.partage
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, questionnaires={ligne.id})


def ouvrir(questionnaire_id: UUID, uow: UnitOfWork) -> QuestionnaireOuvert:
    """A version of a form ready to be filled; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        return ouvrir_dans(session, questionnaire_id)


def ouvrir_dans(session: Session, questionnaire_id: UUID) -> QuestionnaireOuvert:
    """The same, in a transaction already open."""
    ligne = charger_ligne(session, Questionnaire, questionnaire_id)
    source = charger_ligne(session, Contenu, ligne.source_id)
    xform = charger_ligne(session, Contenu, ligne.xform_id)
    formulaire = assembler(xform.octets.decode(), lire_lignes(source.octets))
    _appliquer_reglages(session, formulaire, ligne.identifiant)
    tables = {
        piece.nom: lire_table(contenu.octets, piece.nom)
        for piece, contenu in session.execute(
            select(QuestionnairePiece, Contenu)
            .join(Contenu, Contenu.id == QuestionnairePiece.contenu_id)
            .where(QuestionnairePiece.identifiant == ligne.identifiant)
        )
    }
    complet = _avec_listes_jointes(formulaire, tables)
    return QuestionnaireOuvert(
        id=ligne.id,
        identifiant=ligne.identifiant,
        version=ligne.version,
        titre=ligne.titre,
        plan=Plan.de(complet),
        tables=_par_nom(tables),
    )


def _par_nom(tables: Mapping[str, Table]) -> Mapping[str, Table]:
    """Tables as `pulldata` names them; a file is found whatever the case of its name."""
    noms = {PurePath(n).stem: table for n, table in tables.items()}
    return MappingProxyType({n.casefold(): table for n, table in noms.items()} | noms)


def _appliquer_reglages(session: Session, formulaire: Formulaire, identifiant: str) -> None:
    """Put what a person settled over what the form says."""
    reglages = {
        r.chemin: r
        for r in session.scalars(
            select(QuestionnaireReglage).where(QuestionnaireReglage.identifiant == identifiant)
        )
    }
    if not reglages:
        return
    for question in formulaire.racine.toutes():
        reglage = reglages.get("/".join(question.chemin[1:]))
        if reglage is not None:
            question.champ = question.champ if reglage.champ is None else reglage.champ
            question.partage = reglage.partage or question.partage


def _avec_listes_jointes(formulaire: Formulaire, tables: Mapping[str, Table]) -> Formulaire:
    """The form whose lists read from a file hold the rows of that file."""
    from app.domain.enquetes.noeuds import Noeud  # noqa: PLC0415 - only for forms with files

    listes = dict(formulaire.listes)
    donnees = {nom.casefold(): table for nom, table in tables.items()}
    for fichier in formulaire.fichiers:
        nom = fichier.rpartition(".")[0]
        if nom not in listes or fichier.casefold() not in donnees:
            continue
        liste = Noeud(nom)
        racine = liste.ajouter(Noeud("root", liste))
        for ligne in donnees[fichier.casefold()]:
            item = racine.ajouter(Noeud("item", racine))
            for colonne, valeur in ligne.items():
                item.ajouter(Noeud(colonne, item, valeur))
        listes[nom] = liste
    return replace(formulaire, listes=MappingProxyType(listes))
