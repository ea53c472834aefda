"""Réserves on paper for the visit of the site: boxes to tick, room to sign.

They go to whoever repairs: only what the bailleur may receive is on them, and no name of a
household; what a household that refused to share told stays, counted. Files appear whole or not
at all; each is logged with it (promises 13, 24, 25).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte, date_longue, langue, ngettext, nombre
from app.core.suivi import Suivi, SuiviMuet
from app.domain.catalogues import Catalogues
from app.domain.garanties import Garantie, fin
from app.domain.partage import Destinataire
from app.domain.telephone import afficher
from app.services import catalogues
from app.services.documents.blocs import Colonne, Tableau, paragraphe
from app.services.documents.commandes_receptions import (
    ImpressionReserves,
    ImprimerReserves,
    ParReserves,
)
from app.services.documents.demenagement_blocs import signatures
from app.services.documents.ecriture import Atelier, atelier, enregistrer
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.partage import Lecteur, refuse
from app.services.documents.styles import style_document
from app.services.documents.vocabulaire import majuscule
from app.services.receptions.lecture import dates, reserves
from db.models import Cite, Envoi, Responsable
from db.queries.reclamations import ReclamationLigne
from db.queries.reclamations_dehors import consentements
from db.uow import UnitOfWork

_VIDE = "\u00a0"
_AU_PIED = 180.0  # points: lines to write on and two signatures, kept together


@dataclass(frozen=True, slots=True)
class FeuilleReserves:
    """One sheet: whose it is, how to reach them, its réserves."""

    titre: str
    sous_titre: str
    lignes: tuple[ReclamationLigne, ...]


@dataclass(frozen=True, slots=True)
class _Lues:
    cite: str
    feuilles: tuple[FeuilleReserves, ...]
    recues: dict[UUID, date]
    retenues: int


def imprimer_reserves(
    cmd: ImprimerReserves, uow: UnitOfWork, suivi: Suivi | None = None
) -> ImpressionReserves:
    """A sheet for each contractor or dwelling, in one PDF.

    Raises `EntreeInvalide` ("reception.rien_a_imprimer", "documents.nom_sans_pdf"),
    `PanneEnvironnement` for the disk, `Annule` when asked to stop; then no file is left behind.
    """
    suivi = suivi or SuiviMuet()
    jour = uow.clock.today()
    sortie = _fichier(cmd, jour)
    with uow.lecture() as session:
        lues = _lire(session, cmd, jour)
    if not lues.feuilles:
        raise EntreeInvalide("reception.rien_a_imprimer")
    document = Document(style_document(), _("Réserves à lever"), uow.clock.now())
    mots = catalogues.charger()
    with atelier(sortie.parent) as lieu:
        for fait, feuille in enumerate(lues.feuilles):
            suivi.avance(fait, len(lues.feuilles), _("Feuilles composées"))
            composer_reserves(document, feuille, cmd.par, lues.cite, lues.recues, mots, jour)
        suivi.avance(len(lues.feuilles), len(lues.feuilles), _("Feuilles composées"))
        enregistrer(document, lieu.reserver(sortie.name), sortie)
        return _publier(lieu, document, lues, uow)


def composer_reserves(
    document: Document,
    feuille: FeuilleReserves,
    par: ParReserves,
    cite: str,
    recues: dict[UUID, date],
    mots: Catalogues,
    jour: date,
) -> int:
    """Add one sheet, on fresh paper; says how many pages it took."""
    f = Feuillet(
        document,
        Cartouche(
            gauche=cite,
            droite=_("Réserves à lever · {jour}").format(jour=date_longue(jour)),
            pied=_("Cochez ce qui est levé, écrivez le jour, signez."),
            rappel=_("{nom} (suite)").format(nom=feuille.titre),
        ),
    )
    nom_en_grand(f, feuille.titre)
    n = len(feuille.lignes)
    combien = ngettext("{n} réserve à lever", "{n} réserves à lever", n).format(n=nombre(n))
    paragraphe(f, " · ".join(x for x in (combien, feuille.sous_titre) if x), apres=0.6)
    autre = _("Logement") if par is ParReserves.RESPONSABLE else _("Qui répare")
    colonnes = [
        Colonne("☐", fixe=24),
        Colonne(_("Réserve"), fixe=62),
        Colonne(autre, part=1.25, tete=par is ParReserves.RESPONSABLE),
        Colonne(_("Où, et ce qui ne va pas"), part=1.7, tete=True),
        Colonne(_("Levée le"), fixe=78),
    ]
    lignes = [_ligne(r, par, recues, mots) for r in feuille.lignes]
    Tableau(f, colonnes, aere=1.1).dessiner(lignes)
    f.place(_AU_PIED)
    paragraphe(f, _("Ce qui reste à faire, et pour quand :"), apres=0.2)
    for _rang in range(2):
        f.place(f.style.pas * 1.7)
        f.y -= f.style.pas * 1.7
        f.trait(f.gauche, f.y, f.droite, 0.4)
    f.y -= f.style.pas * 0.6
    pour = _("L’entreprise") if par is ParReserves.RESPONSABLE else _("Qui a réparé")
    signatures(f, (pour, _("Pour le bailleur")))
    return f.clore(feuille.titre, recto=True)


def _ligne(
    r: ReclamationLigne, par: ParReserves, recues: dict[UUID, date], mots: Catalogues
) -> tuple[str, ...]:
    ou = mots.lieux.libelle(r.lieu, langue()) if r.lieu else ""
    quoi = mots.reclamations.libelle(r.categorie, langue())
    tete = " · ".join(x for x in (ou, quoi) if x)
    vue = _("vue le {jour}").format(jour=date_courte(r.ouverte_le))
    detail = f"{majuscule(r.description)} ({vue})"
    if par is ParReserves.LOGEMENT:
        autre = r.responsable or _("à désigner")
    else:
        autre = "\n".join(x for x in (r.adresse or "", _garantie(r, recues)) if x)
    return "☐", r.reference, autre, f"{tete}\n{detail}", _VIDE


def _garantie(r: ReclamationLigne, recues: dict[UUID, date]) -> str:
    recue = recues.get(r.logement_id) if r.logement_id is not None else None
    if recue is None:
        return ""
    return _("garantie : {jour}").format(jour=date_courte(fin(recue, Garantie.GPA)))


def _lire(session: Session, cmd: ImprimerReserves, jour: date) -> _Lues:
    """The sheets as whoever repairs may receive them."""
    toutes = Lecteur(Destinataire.BAILLEUR).voit_tous(reserves(session, cmd.demande))
    dits = consentements(session, {r.menage_id for r in toutes if r.menage_id})
    lues = [r for r in toutes if not (r.menage_id and refuse(dits.get(r.menage_id, ()), jour))]
    cite = session.get(Cite, cmd.demande.cite_id) if cmd.demande.cite_id else None
    recues = dict(dates(session, {r.logement_id for r in lues if r.logement_id}, jour))
    feuilles = (
        _par_responsable(session, lues)
        if cmd.par is ParReserves.RESPONSABLE
        else _par_logement(lues, recues)
    )
    return _Lues(cite.nom if cite else "", tuple(feuilles), recues, len(toutes) - len(lues))


def _par_responsable(session: Session, lues: Sequence[ReclamationLigne]) -> list[FeuilleReserves]:
    """Contractors by name; what nobody is charged with comes last."""
    groupes: defaultdict[UUID | None, list[ReclamationLigne]] = defaultdict(list)
    for r in lues:
        groupes[r.responsable_id].append(r)
    feuilles = []
    for id_, siennes in groupes.items():
        qui = session.get(Responsable, id_) if id_ is not None else None
        titre = siennes[0].responsable or _("Sans responsable désigné")
        joindre = (
            (qui.contact or "", afficher(qui.telephone) if qui.telephone else "") if qui else ()
        )
        feuilles.append(FeuilleReserves(titre, ", ".join(x for x in joindre if x), tuple(siennes)))
    return sorted(feuilles, key=lambda x: (x.lignes[0].responsable_id is None, x.titre))


def _par_logement(
    lues: Sequence[ReclamationLigne], recues: dict[UUID, date]
) -> list[FeuilleReserves]:
    """Dwellings by address."""
    groupes: defaultdict[UUID | None, list[ReclamationLigne]] = defaultdict(list)
    for r in lues:
        groupes[r.logement_id].append(r)
    feuilles = []
    for siennes in groupes.values():
        premiere = siennes[0]
        titre = premiere.adresse or premiere.code_ug or ""
        sous = (premiere.code_ug or "", _garantie(premiere, recues))
        feuilles.append(FeuilleReserves(titre, " · ".join(x for x in sous if x), tuple(siennes)))
    return feuilles


def _fichier(cmd: ImprimerReserves, jour: date) -> Path:
    """The file itself, or the proposed name in that folder."""
    if cmd.sortie.suffix.lower() == ".pdf":
        return cmd.sortie
    if cmd.sortie.suffix and not cmd.sortie.is_dir():
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(cmd.sortie))
    return cmd.sortie / f"reserves-par-{cmd.par.value}_{jour.isoformat()}.pdf"


def _publier(lieu: Atelier, document: Document, lues: _Lues, uow: UnitOfWork) -> ImpressionReserves:
    """Let the file appear; what leaves the team is logged in the same transaction."""
    lignes = [r for feuille in lues.feuilles for r in feuille.lignes]
    with uow.ecriture("document.imprimer") as tx:
        envoi = Envoi(
            id=tx.ids.new(),
            quoi="reserves",
            destinataire=Destinataire.BAILLEUR.value,
            nb_lignes=len(lignes),
            detail={
                "fichiers": 1,
                "pages": document.pages,
                "menages": sorted({r.menage_id.hex for r in lignes if r.menage_id}),
                "retenues": lues.retenues,
            },
            prepare_a=tx.clock.now(),
        )
        tx.session.add(envoi)
        tx.session.flush()
        with lieu.publier() as (fichier,):
            tx.commit()
    return ImpressionReserves(
        fichier, document.pages, len(lues.feuilles), len(lignes), envoi.id, lues.retenues
    )
