"""Printing the papers of moves: one or many, in one file; what nobody filled is told first.

Files appear whole or not at all; what is handed to households is logged with it (promises 13, 25).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_longue, langue, parler
from app.core.suivi import Suivi, SuiviMuet
from app.domain.demenagements import SensDemenagement
from app.domain.documents_modeles import LETTRES, PAR_CODE, CodeDocument, Modele, manquants
from app.domain.partage import Destinataire
from app.services import modeles_documents
from app.services.documents.commandes import Ecarte, RaisonEcart
from app.services.documents.commandes_demenagements import (
    POUR,
    TITRES,
    ChoixDemenagements,
    ImpressionDemenagements,
    ImprimerPapiers,
    ImprimerPlanning,
    LireManques,
    Manque,
    Papier,
)
from app.services.documents.demenagement_cles import composer_cles
from app.services.documents.demenagement_equipe import composer_feuille_equipe
from app.services.documents.demenagement_lettres import composer_convention, composer_lettre
from app.services.documents.demenagement_menage import composer_feuille_menage
from app.services.documents.demenagement_planning import composer_planning
from app.services.documents.demenagement_valeurs import (
    Imprimable,
    langue_du_menage,
    pour_lecteur,
    valeurs,
)
from app.services.documents.ecriture import Atelier, atelier, enregistrer, nom_sur
from app.services.documents.page import Document
from app.services.documents.styles import style_de, style_document
from db.models import Cite, Envoi
from db.queries.fiche import lire_fiche
from db.queries.papiers import DossierPapier, choisir
from db.uow import UnitOfWork

_QUOI = {
    Papier.LETTRE: "lettres",
    Papier.CONVENTION: "conventions",
    Papier.FEUILLE_MENAGE: "feuilles_jour",
    Papier.FEUILLE_EQUIPE: "feuilles_jour",
    Papier.CLES: "cles",
}
_MODELES = {
    Papier.CONVENTION: CodeDocument.CONVENTION,
    Papier.FEUILLE_MENAGE: CodeDocument.MOT_MENAGE,
    Papier.FEUILLE_EQUIPE: CodeDocument.MOT_EQUIPE,
}
# Fields of no text that a sheet shows all the same: told when nobody filled them.
_ATTENDUS = {
    Papier.FEUILLE_MENAGE: ("adresse_depart", "equipe", "pilote", "telephone_pilote"),
    Papier.FEUILLE_EQUIPE: (
        *("adresse_depart", "volume", "animaux", "joindre"),
        *("pilote", "telephone_pilote"),
    ),
}
_EN_LANGUE = (Papier.LETTRE, Papier.FEUILLE_MENAGE)


@dataclass(frozen=True, slots=True)
class _Prets:
    """The moves to print, each as its reader may receive it, and those left out."""

    imprimables: tuple[Imprimable, ...]
    ecartes: tuple[Ecarte, ...]
    modeles: dict[CodeDocument, Modele]


def manques(demande: LireManques, uow: UnitOfWork) -> tuple[Manque, ...]:
    """For each move, the fields of that paper nobody filled; none when all is known."""
    with uow.lecture() as session:
        prets = _preparer(session, demande.papier, demande.choix, uow)
    return _manques(demande.papier, prets)


def imprimer_papiers(
    cmd: ImprimerPapiers, uow: UnitOfWork, suivi: Suivi | None = None
) -> ImpressionDemenagements:
    """That paper for each move, in one PDF; says what is left to fill by hand.

    Raises `EntreeInvalide` ("demenagements.rien_a_imprimer", "documents.nom_sans_pdf"),
    `PanneEnvironnement` for the disk, `Annule` when asked to stop; then no file is left behind.
    """
    suivi = suivi or SuiviMuet()
    sortie = _fichier(cmd.sortie, nom_propose(cmd.papier, uow.clock.today()))
    pour = POUR[cmd.papier]
    document = Document(style_de(pour), _(TITRES[cmd.papier]), uow.clock.now())
    with atelier(sortie.parent) as lieu:
        with uow.lecture() as session:
            prets = _preparer(session, cmd.papier, cmd.choix, uow)
            if not prets.imprimables:
                raise EntreeInvalide("demenagements.rien_a_imprimer")
            total = len(prets.imprimables)
            for fait, imprimable in enumerate(prets.imprimables):
                suivi.avance(fait, total, _("Papiers composés"))
                with _parlee(cmd.papier, imprimable):
                    _composer(document, cmd.papier, imprimable, prets.modeles)
            suivi.avance(total, total, _("Papiers composés"))
        enregistrer(document, lieu.reserver(sortie.name), sortie)
        return _publier(lieu, document, cmd.papier, prets, uow)


def imprimer_planning(cmd: ImprimerPlanning, uow: UnitOfWork) -> ImpressionDemenagements:
    """The moves of a period by crew and by day, for the team's wall.

    Raises as `imprimer_papiers` does.
    """
    sortie = _fichier(cmd.sortie, nom_propose(None, uow.clock.today()))
    choix = _periode(cmd.choix, uow.clock.today())
    with uow.lecture() as session:
        dossiers = _dossiers(session, choix)
        cite = session.get(Cite, choix.cite_id) if choix.cite_id else None
        lieu_dit = cite.nom if cite else ""
    if not dossiers:
        raise EntreeInvalide("demenagements.rien_a_imprimer")
    jours = [p.demenagement.jour for p in dossiers]
    document = Document(
        style_document(paysage=True), _("Planning des déménagements"), uow.clock.now()
    )
    composer_planning(
        document,
        dossiers,
        choix.du or min(jours),
        choix.au or max(jours),
        lieu_dit,
        date_longue(uow.clock.today()),
    )
    with atelier(sortie.parent) as lieu:
        enregistrer(document, lieu.reserver(sortie.name), sortie)
        with lieu.publier() as (fichier,):
            return ImpressionDemenagements(fichier, document.pages, len(dossiers))


def nom_propose(papier: Papier | None, jour: date, nom: str = "") -> str:
    """ "convention_Wojcik_2026-11-24.pdf"; None: the planning."""
    quoi = papier.value.replace("_", "-") if papier else "planning-demenagements"
    return f"{nom_sur(quoi, nom)}_{jour.isoformat()}.pdf"


def _fichier(sortie: Path, propose: str) -> Path:
    """The file itself, or the proposed name in that folder."""
    if sortie.suffix.lower() == ".pdf":
        return sortie
    if sortie.suffix and not sortie.is_dir():
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(sortie))
    return sortie / propose


def _periode(choix: ChoixDemenagements, jour: date) -> ChoixDemenagements:
    """A choice without its end is a week; without its beginning it starts on Monday."""
    if choix.demenagement_ids:
        return choix
    du = choix.du or jour - timedelta(days=jour.weekday())
    return replace(choix, du=du, au=choix.au or du + timedelta(days=6))


def _dossiers(session: Session, choix: ChoixDemenagements) -> tuple[DossierPapier, ...]:
    return choisir(
        session,
        ids=choix.demenagement_ids,
        du=choix.du,
        au=choix.au,
        cite_id=choix.cite_id,
        equipe_id=choix.equipe_id,
        pilote_id=choix.pilote_id,
    )


def _preparer(
    session: Session, papier: Papier, choix: ChoixDemenagements, uow: UnitOfWork
) -> _Prets:
    jour = uow.clock.today()
    prets: list[Imprimable] = []
    ecartes: list[Ecarte] = []
    for dossier in _dossiers(session, _periode(choix, jour)):
        menage_id = dossier.demenagement.menage_id
        if papier is Papier.CONVENTION and dossier.demenagement.sens is not SensDemenagement.ALLER:
            continue  # only a way out begins a temporary stay
        fiche = lire_fiche(session, menage_id, jour)
        if fiche is None:
            ecartes.append(Ecarte(menage_id, "", RaisonEcart.ABSENT))
            continue
        prets.append(pour_lecteur(fiche, dossier, POUR[papier]))
    return _Prets(tuple(prets), tuple(ecartes), dict(modeles_documents.dans(session)))


def _parlee(papier: Papier, i: Imprimable) -> AbstractContextManager[None]:
    """The household's language for what it reads alone; ours for what is signed or carried."""
    voulue = langue_du_menage(i.fiche.menage.langue)
    return parler(voulue) if papier in _EN_LANGUE and voulue != langue() else nullcontext()


def _modele(papier: Papier, i: Imprimable, propres: dict[CodeDocument, Modele]) -> Modele | None:
    """The wording of that paper: the team's, else the shipped one in the language spoken now."""
    code = LETTRES[i.demenagement.sens] if papier is Papier.LETTRE else _MODELES.get(papier)
    if code is None:
        return None
    return propres.get(code) or modeles_documents.fourni(code)


def _composer(
    document: Document, papier: Papier, i: Imprimable, propres: dict[CodeDocument, Modele]
) -> None:
    modele = _modele(papier, i, propres)
    if modele is None:
        composer_cles(document, i)
        return
    composer = {
        Papier.LETTRE: composer_lettre,
        Papier.CONVENTION: composer_convention,
        Papier.FEUILLE_MENAGE: composer_feuille_menage,
        Papier.FEUILLE_EQUIPE: composer_feuille_equipe,
    }[papier]
    composer(document, i, modele)


def _manques(papier: Papier, prets: _Prets) -> tuple[Manque, ...]:
    trouves = []
    for i in prets.imprimables:
        modele = _modele(papier, i, prets.modeles)
        textes = (modele.titre, modele.texte) if modele else ()
        attendus = "".join(f"{{{champ}}}" for champ in _ATTENDUS.get(papier, ()))
        champs = manquants((*textes, attendus), valeurs(i))
        if champs:
            d = i.demenagement
            dits = tuple(_(PAR_CODE[c].libelle) for c in champs)
            trouves.append(Manque(d.id, d.menage_id, d.menage, dits))
    return tuple(trouves)


def _publier(
    lieu: Atelier, document: Document, papier: Papier, prets: _Prets, uow: UnitOfWork
) -> ImpressionDemenagements:
    """Let the file appear; what leaves the team is logged in the same transaction."""
    manquent, n = _manques(papier, prets), len(prets.imprimables)
    qui = Destinataire.MENAGE.value
    if papier is Papier.FEUILLE_EQUIPE:
        qui = "demenageurs"
    with uow.ecriture("document.imprimer") as tx:
        envoi = Envoi(
            id=tx.ids.new(),
            quoi=_QUOI[papier],
            destinataire=qui,
            nb_lignes=n,
            detail=_detail(document, prets),
            prepare_a=tx.clock.now(),
        )
        tx.session.add(envoi)
        tx.session.flush()
        with lieu.publier() as (fichier,):
            tx.commit()
    return ImpressionDemenagements(fichier, document.pages, n, manquent, prets.ecartes, envoi.id)


def _detail(document: Document, prets: _Prets) -> dict[str, object]:
    menages: Sequence[UUID] = [i.demenagement.menage_id for i in prets.imprimables]
    return {
        "fichiers": 1,
        "pages": document.pages,
        "menages": [m.hex for m in menages],
        "demenagements": [i.demenagement.id.hex for i in prets.imprimables],
        "ecartes": len(prets.ecartes),
    }
