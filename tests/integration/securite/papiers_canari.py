"""Each paper the app prints, printed of a sown base: its text, and what it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from app.domain.partage import Destinataire
from app.services import avant_apres_papier, clotures, documents, documents_gardes, relances
from app.services.calendrier import ChoixCalendrier, EcrireCalendrier
from app.services.calendrier import ecrire as ecrire_calendrier
from app.services.documents import relances as relances_papier
from app.services.documents import reserves as reserves_papier
from app.services.documents.commandes_demenagements import POUR, ChoixDemenagements, Papier
from app.services.documents.commandes_demenagements import ImprimerPapiers as Papiers
from app.services.documents.commandes_receptions import (
    ImprimerEtatDesLieux,
    ImprimerReserves,
    ParReserves,
)
from app.services.documents.demenagements import imprimer_papiers
from app.services.documents.etat_des_lieux import imprimer_etat_des_lieux
from app.services.documents.reunion_reclamations import ImprimerReunion, imprimer_reunion
from app.services.exports.reunion import EcrireReunion, ecrire_reunion
from app.services.receptions.commandes import ListerReserves
from db.models import (
    Demenagement,
    EtatDesLieux,
)
from tests.integration.securite import monde_canari
from tests.integration.securite.monde_canari import (
    Monde,
    en_texte,
)

B, E, M = Destinataire.BAILLEUR, Destinataire.EQUIPE, Destinataire.MENAGE


def _pdf(chemin: Path) -> str:
    return en_texte(chemin.name, chemin.read_bytes())


def _fiches(pour: Destinataire) -> Callable[[Monde, Path], str]:
    def faire(m: Monde, sortie: Path) -> str:
        voulus = (m.partage, m.refuse)
        cmd = documents.ImprimerFiches(
            pour=pour, sortie=sortie.with_suffix(".pdf"), menage_ids=voulus
        )
        return _pdf(documents.imprimer_fiches(cmd, m.uow).fichiers[0])

    return faire


def _lettres(m: Monde, sortie: Path) -> str:
    cmd = documents.ImprimerLettres(sortie.with_suffix(".pdf"))
    documents.imprimer_lettres(cmd, m.uow)
    return _pdf(cmd.sortie)


def _papiers(papier: Papier) -> Callable[[Monde, Path], str]:
    def faire(m: Monde, sortie: Path) -> str:
        with m.uow.lecture() as session:
            ids = tuple(session.scalars(select(Demenagement.id)))
        cmd = Papiers(papier, ChoixDemenagements(ids), sortie.with_suffix(".pdf"))
        return _pdf(imprimer_papiers(cmd, m.uow).fichier)

    return faire


def _relances(m: Monde, sortie: Path) -> str:
    dues = relances.lister(relances.ListerARelancer(), m.uow)
    assert (len(dues.qui), dues.retenues) == (1, 2)  # what the refusal keeps here is counted
    choix, messages = [], []
    for un in (a.responsable.id for a in dues.qui):
        prete = relances.preparer(relances.PreparerRelance(un), m.uow)
        messages += [prete.objet, prete.texte, prete.message, prete.lien or ""]
        choix.append(relances.PreparerRelance(un))
    cmd = relances_papier.ImprimerRelances(sortie.with_suffix(".pdf"), tuple(choix))
    return _pdf(relances_papier.imprimer_relances(cmd, m.uow).fichier) + " ".join(messages)


def _reunion(m: Monde, sortie: Path) -> str:
    imprimer_reunion(ImprimerReunion(sortie.with_suffix(".pdf")), m.uow)
    lus = [_pdf(sortie.with_suffix(".pdf"))]
    for suffixe in (".xlsx", ".csv"):
        fichier = ecrire_reunion(EcrireReunion(sortie.with_suffix(suffixe)), m.uow).fichier
        lus.append(en_texte(fichier.name, fichier.read_bytes()))
    assert all(monde_canari.MOT.search(lu) for lu in lus)
    return "\n".join(lus)


def _reserves(m: Monde, sortie: Path) -> str:
    lus = []
    for par in ParReserves:
        cmd = ImprimerReserves(ListerReserves(m.cite), par, sortie.with_name(f"{par.value}.pdf"))
        fait = reserves_papier.imprimer_reserves(cmd, m.uow)
        assert (fait.reserves, fait.retenues) == (1, 1)
        lus.append(_pdf(fait.fichier))
    return "\n".join(lus)


def _etat_des_lieux(pour: Destinataire) -> Callable[[Monde, Path], str]:
    def faire(m: Monde, sortie: Path) -> str:
        with m.uow.lecture() as session:
            ou = session.scalars(
                select(EtatDesLieux.logement_id).where(EtatDesLieux.menage_id == m.partage)
            ).first()
        assert ou is not None
        cmd = ImprimerEtatDesLieux(m.partage, ou, sortie.with_suffix(".pdf"), pour)
        return _pdf(imprimer_etat_des_lieux(cmd, m.uow).fichier)

    return faire


def _calendrier(*, noms: bool) -> Callable[[Monde, Path], str]:
    def faire(m: Monde, sortie: Path) -> str:
        cmd = EcrireCalendrier(sortie.with_suffix(".ics"), ChoixCalendrier(noms=noms))
        return _pdf(ecrire_calendrier(cmd, m.uow).fichier)

    return faire


def _compte_rendu(m: Monde, sortie: Path) -> str:
    cmd = documents.ImprimerPermanence(m.seance, sortie.with_suffix(".pdf"))
    return _pdf(documents.imprimer_compte_rendu(cmd, m.uow).fichier)


def _avant_apres(m: Monde, sortie: Path) -> str:
    cmd = avant_apres_papier.ImprimerMenage(m.partage, sortie)
    return _pdf(avant_apres_papier.imprimer_menage(cmd, m.uow).fichier)


def _synthese(m: Monde, sortie: Path) -> str:
    cmd = avant_apres_papier.ImprimerSynthese(m.cite, sortie, 1, bailleur=True)
    return _pdf(avant_apres_papier.imprimer_synthese(cmd, m.uow).fichier)


def _bilan(m: Monde, sortie: Path) -> str:
    del sortie
    laisses = frozenset(a.objet.id for a in clotures.reste(clotures.LireReste(m.partage), m.uow))
    cmd = clotures.CloreSuivi(m.partage, clotures.MotifCloture.DEPART, "Merci.", None, laisses)
    (document_id,) = clotures.clore(cmd, m.uow).ids["documents"]
    return en_texte("bilan.pdf", documents_gardes.octets_de(document_id, m.uow).octets)


_NOM = ("menage", "nom")
_PLAINTE = {("reclamation", "reference"), ("reclamation", "description"), ("responsable", "nom")}
PAPIERS: dict[str, tuple[Destinataire, Callable[[Monde, Path], str], set[tuple[str, str]], int]] = {
    "fiche-bailleur": (B, _fiches(B), {_NOM, ("note", "texte:bailleur")}, 12),
    "fiche-equipe": (E, _fiches(E), {_NOM, ("note", "texte:equipe"), ("engagement", "texte")}, 18),
    "fiche-menage": (M, _fiches(M), {_NOM}, 12),
    "lettres": (M, _lettres, {_NOM, ("annonce", "objet")}, 3),
    **{f"papier-{p.value}": (POUR[p], _papiers(p), {_NOM}, 5) for p in Papier},
    "relances": (B, _relances, _PLAINTE, 3),
    "reunion": (B, _reunion, _PLAINTE, 3),
    "reserves": (B, _reserves, _PLAINTE, 4),
    "inventaire-equipe": (E, _etat_des_lieux(E), {_NOM}, 2),
    "inventaire-menage": (M, _etat_des_lieux(M), {_NOM}, 2),
    "calendrier": (E, _calendrier(noms=True), {_NOM}, 2),
    "calendrier-sans-noms": (E, _calendrier(noms=False), {("logement", "voie")}, 1),
    "compte-rendu": (E, _compte_rendu, {("note", "texte:equipe")}, 2),
    "avant-apres": (M, _avant_apres, {_NOM}, 1),
    "synthese": (B, _synthese, {("cite", "nom")}, 1),
    "bilan": (M, _bilan, {_NOM}, 10),
}
