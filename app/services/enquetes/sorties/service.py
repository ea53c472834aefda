"""Exporting answers: previewed, written as a dated folder, journaled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_longue
from app.core.suivi import Suivi, SuiviMuet
from app.domain.enquetes.formulaire import Chemin, Formulaire
from app.domain.partage import Destinataire, Partage
from app.services.documents.ecriture import nom_sur
from app.services.enquetes.questionnaires import QuestionnaireOuvert, ouvrir_dans
from app.services.enquetes.sorties import fichiers
from app.services.enquetes.sorties.assemblage import TableAssemblee, assembler
from app.services.enquetes.sorties.colonnes import (
    Choisi,
    QuestionFusionnee,
    TableFusionnee,
    fusionner,
    retenue,
)
from app.services.enquetes.tables import PIECES, TableQuestions, tables
from app.services.exports.dossier import dossier_provisoire
from app.services.exports.projection import Perimetre, menages_retenus
from db.models import Envoi
from db.queries import enquetes_export as lecture
from db.queries.enquetes_export import EnqueteRemplie, PieceRemplie
from db.uow import UnitOfWork

_RANG = re.compile(r"\[\d+\]")  # the turn of a repeat in the path of an answer
FORMATS = frozenset({"xlsx", "csv"})


@dataclass(frozen=True, slots=True)
class ExporterEnquetes:
    """Write the finished questionnaires of a form into a new dated folder under `sortie`.

    `identifiant` is that of the form; `versions` the ids of those wanted (all of them when
    empty). `libelles` writes labels in `langue`, else names and codes; `groupes` the names of
    groups before those of questions. `confidentielles` only matters for the team, `pieces` adds
    photos and signatures, for the team only. `separateur` is ";" (French) or "," (as Kobo, ODK).
    """

    identifiant: str
    sortie: Path
    destinataire: Destinataire = Destinataire.EQUIPE
    libelles: bool = True
    langue: str = ""
    groupes: bool = False
    versions: tuple[UUID, ...] = ()
    formats: frozenset[str] = FORMATS
    separateur: str = ";"
    confidentielles: bool = True
    pieces: bool = False
    campagne_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TableSortie:
    """One table of the preview."""

    titre: str
    lignes: int
    colonnes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApercuSortie:
    """What would leave, before anything does.

    `retenues` are the questions that stay, with their class; `confidentielles` how many of those
    that leave are confidential; `menages_retenus` households that do not agree, with
    `enquetes_retenues` questionnaires; `en_cours` are not finished and never leave.
    """

    titre: str
    enquetes: int
    questions: int
    tables: tuple[TableSortie, ...]
    retenues: tuple[tuple[str, Partage], ...]
    confidentielles: int
    menages_retenus: int
    enquetes_retenues: int
    en_cours: int
    pieces: int


@dataclass(frozen=True, slots=True)
class SortieEcrite:
    """What was written, and its trace in the base."""

    dossier: Path
    fichiers: tuple[Path, ...]
    enquetes: int
    tables: Mapping[str, int]
    menages_retenus: int
    envoi_id: UUID


@dataclass(frozen=True, slots=True)
class _Lu:
    """Everything read from the base for one export."""

    titre: str
    choisi: Choisi
    fusion: dict[Chemin, TableFusionnee]
    enquetes: tuple[EnqueteRemplie, ...]
    tables: tuple[TableAssemblee, ...]
    retenus: tuple[int, int]
    en_cours: int
    versions: int

    def questions(self) -> list[QuestionFusionnee]:
        """Every question of every table."""
        return [q for t in self.fusion.values() for q in t.questions.values()]

    def partent(self) -> list[QuestionFusionnee]:
        """Those that leave."""
        return [q for q in self.questions() if not retenue(q, self.choisi)]


def apercu(cmd: ExporterEnquetes, uow: UnitOfWork) -> ApercuSortie:
    """What leaves, what stays and why; raises `EntreeInvalide("enquete.formulaire_inconnu")`."""
    with uow.lecture() as session:
        lu = _lire(session, cmd, uow)
        pieces = len(_pieces(session, cmd, lu))
    partent = lu.partent()
    return ApercuSortie(
        titre=lu.titre,
        enquetes=len(lu.enquetes),
        questions=len(partent),
        tables=tuple(
            TableSortie(t.titre, sum(1 for _l in t.lignes(lu.enquetes)), _tetes(t))
            for t in lu.tables
        ),
        retenues=tuple(
            (q.dite(lu.choisi.langue), q.partage) for q in lu.questions() if retenue(q, lu.choisi)
        ),
        confidentielles=sum(q.partage is Partage.CONFIDENTIEL for q in partent),
        menages_retenus=lu.retenus[0],
        enquetes_retenues=lu.retenus[1],
        en_cours=lu.en_cours,
        pieces=pieces,
    )


def _tetes(table: TableAssemblee) -> tuple[str, ...]:
    return tuple(c.nom for c in table.colonnes)


def exporter(cmd: ExporterEnquetes, uow: UnitOfWork, suivi: Suivi | None = None) -> SortieEcrite:
    """Write the dated folder, all or nothing, and journal the sending.

    Raises `EntreeInvalide` ("enquete.formulaire_inconnu", "enquete.rien_a_exporter",
    "enquete.rien_de_partage" when no question may leave for that recipient),
    `PanneEnvironnement` for the disk, `Annule`: then nothing half-written stays.
    """
    suivi = suivi or SuiviMuet()
    with uow.ecriture("enquete.exporter") as tx:
        lu = _lire(tx.session, cmd, uow)
        if not lu.enquetes:
            raise EntreeInvalide("enquete.rien_a_exporter", titre=lu.titre)
        if not lu.partent():
            raise EntreeInvalide("enquete.rien_de_partage", titre=lu.titre)
        contenu = fichiers.Contenu(
            nom=_nom(cmd),
            titre=_intitule(lu.titre, cmd, uow),
            tables=lu.tables,
            enquetes=lu.enquetes,
            formats=cmd.formats & FORMATS or FORMATS,
            separateur=cmd.separateur,
            cree_le=tx.clock.now(),
        )
        nom = f"{contenu.nom}-{uow.clock.today().isoformat()}"
        with dossier_provisoire(cmd.sortie, nom) as (provisoire, final):
            comptes = fichiers.ecrire(contenu, provisoire, suivi)
            if pieces := _pieces(tx.session, cmd, lu):
                fichiers.ecrire_pieces(tx.session, pieces, lu.enquetes, provisoire, suivi)
            envoi = _journaliser(cmd, lu, comptes, final.name, tx.ids.new(), uow)
            tx.session.add(envoi)
            tx.session.flush()
            suivi.avance(1, 1)
            provisoire.rename(final)
            tx.commit()
    ecrits = tuple(sorted(f for f in final.rglob("*") if f.is_file()))
    return SortieEcrite(final, ecrits, len(lu.enquetes), comptes, lu.retenus[0], envoi.id)


def _journaliser(
    cmd: ExporterEnquetes,
    lu: _Lu,
    comptes: Mapping[str, int],
    dossier: str,
    id_: UUID,
    uow: UnitOfWork,
) -> Envoi:
    return Envoi(
        id=id_,
        quoi="enquete",
        destinataire=cmd.destinataire.value,
        nb_lignes=len(lu.enquetes),
        detail={
            "dossier": dossier,
            "formulaire": cmd.identifiant,
            "versions": lu.versions,
            "tables": dict(comptes),
            "questions": len(lu.partent()),
            "questions_retenues": len(lu.questions()) - len(lu.partent()),
            "menages_retenus": lu.retenus[0],
        },
        prepare_a=uow.clock.now(),
    )


def _lire(session: Session, cmd: ExporterEnquetes, uow: UnitOfWork) -> _Lu:
    connues = lecture.versions(session, cmd.identifiant)
    if not connues:
        raise EntreeInvalide("enquete.formulaire_inconnu", texte=cmd.identifiant, connus="–")
    voulues = tuple(v for v in connues if v in cmd.versions) if cmd.versions else connues
    refus = None
    retenus = (0, 0)
    if cmd.destinataire is not Destinataire.EQUIPE:
        refus = menages_retenus(Perimetre(uow.clock.today()))
        retenus = lecture.menages_retenus(session, voulues, refus)
    enquetes = lecture.remplies(session, voulues, campagne_id=cmd.campagne_id, sauf=refus)
    utiles = {e.questionnaire_id for e in enquetes}
    ouverts = {v: ouvrir_dans(session, v) for v in voulues if v in utiles} or {
        v: ouvrir_dans(session, v) for v in voulues[:1]
    }
    premier = next(iter(ouverts.values()))
    choisi = Choisi(
        cmd.destinataire,
        cmd.libelles,
        cmd.langue or premier.plan.formulaire.langue,
        cmd.groupes,
        cmd.confidentielles,
    )
    fusion = fusionner({v: _tables(q) for v, q in ouverts.items()})
    equipe = cmd.destinataire is Destinataire.EQUIPE
    feuille = premier.titre if equipe else _("Réponses")
    return _Lu(
        titre=premier.titre,
        choisi=choisi,
        fusion=fusion,
        enquetes=enquetes,
        tables=assembler(fusion, choisi, _nom(cmd), feuille),
        retenus=retenus,
        en_cours=lecture.compter(session, voulues, cmd.campagne_id).en_cours,
        versions=len(utiles),
    )


def _tables(ouvert: QuestionnaireOuvert) -> tuple[Formulaire, tuple[TableQuestions, ...]]:
    return ouvert.plan.formulaire, tables(ouvert.plan.formulaire)


def _pieces(session: Session, cmd: ExporterEnquetes, lu: _Lu) -> tuple[PieceRemplie, ...]:
    """The files that leave: for the team only, when asked, if their question leaves."""
    if cmd.destinataire is not Destinataire.EQUIPE or not cmd.pieces:
        return ()
    partent = {"/".join(q.chemin) for q in lu.partent() if q.genre in PIECES}
    toutes = lecture.pieces(session, {e.id for e in lu.enquetes})
    return tuple(p for p in toutes if _RANG.sub("", p.chemin) in partent)


def _nom(cmd: ExporterEnquetes) -> str:
    """Name of files: the bailleur's say nothing of the form."""
    if cmd.destinataire is Destinataire.EQUIPE:
        return f"enquete-{nom_sur(cmd.identifiant)}"
    return "enquete"


def _intitule(titre: str, cmd: ExporterEnquetes, uow: UnitOfWork) -> str:
    jour = date_longue(uow.clock.today())
    if cmd.destinataire is Destinataire.EQUIPE:
        return _("{titre} – réponses au {jour}, pour l’équipe").format(titre=titre, jour=jour)
    return _("Réponses à une enquête – pour le bailleur, le {jour}").format(jour=jour)
