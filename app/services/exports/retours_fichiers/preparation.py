"""What a file that came back would change, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _, date_courte
from app.core.memoire import sans_ramassage
from app.core.suivi import Suivi, SuiviMuet
from app.domain.envois import EtatRetour, GenreRetour
from app.services.chargement import charger
from app.services.exports.retours_fichiers import lecture, lignes, repris
from app.services.exports.retours_fichiers.examen import PROFILS, Enveloppe, deballer
from app.services.exports.retours_fichiers.modele import (
    ApercuFichier,
    DemanderApercu,
    FichierRecu,
    LireRetour,
)
from app.services.imports.apercu import motif
from app.services.imports.lecture.en_memoire import FichierEnMemoire
from app.services.imports.lignes import Anomalie, Gravite
from db.models import Contenu, FichierRetour, ProfilEnvoi
from db.queries import imports as requetes
from db.uow import UnitOfWork

REPRIS = frozenset({GenreRetour.RECLAMATIONS, GenreRetour.LOCATAIRES, GenreRetour.PARC})
"""Kinds a service of their own takes in."""
COLONNES_CITEES = 12


def apercu(q: DemanderApercu, uow: UnitOfWork, suivi: Suivi | None = None) -> ApercuFichier:
    """What the file would change, line by line; nothing is written.

    Raises `RegleMetier` ("retour_fichier.deja_applique", "retour_fichier.ecarte",
    "retour_fichier.perdu"), `EntreeInvalide` when it cannot be read as that kind or its signature
    is not believed any more, `Annule` when the person stops.
    """
    suivi = suivi or SuiviMuet()
    suivi.avance(0, 0, "lecture")
    with uow.lecture() as session:
        fiche = lecture.recu(session, LireRetour(q.fichier_id))
        lu = _ouvrir(session, fiche)
        avertissements = tuple(_avertissements(session, fiche))
        cite_id = _cite(session, charger(session, FichierRetour, fiche.id))
    genre = q.genre or fiche.genre
    profil = PROFILS.get(genre)
    if profil is None:
        raise EntreeInvalide("retour_fichier.inconnu", fichier=fiche.nom)
    fichier = FichierEnMemoire.de(lu.nom, lu.contenu)
    if genre in REPRIS:
        vu = repris.preparer(fichier, profil, q.bailleur, cite_id, uow, suivi)
        remarques = tuple(_ensemble(vu.remarques))
        return ApercuFichier(
            q, fiche, genre, vu.lignes, remarques, avertissements, vu.journal_seq, vu
        )
    with sans_ramassage():
        lot = lignes.lire(fichier, profil, q.bailleur, uow)
        # Tried for real and given up: nothing of it is committed.
        with uow.ecriture("retour.appliquer", origine="import") as tx:
            seq = requetes.dernier_seq(tx.connection)
            retour = charger(tx.session, FichierRetour, fiche.id)
            vues = lignes.Essai(uow, tx, retour, genre, lot).voir(suivi)
    remarques = tuple(_ensemble(lot.remarques))
    return ApercuFichier(q, fiche, genre, vues, remarques, avertissements, seq, lot)


def a_lire(fiche: FichierRecu | FichierRetour) -> None:
    """Raise for a file that is not waiting to be read."""
    if fiche.etat is EtatRetour.APPLIQUE:
        raise RegleMetier("retour_fichier.deja_applique", fichier=fiche.nom)
    if fiche.etat is EtatRetour.ECARTE:
        raise RegleMetier("retour_fichier.ecarte", fichier=fiche.nom)


def _ouvrir(session: Session, fiche: FichierRecu) -> Enveloppe:
    a_lire(fiche)
    octets = session.scalar(
        select(Contenu.octets)
        .join(FichierRetour, FichierRetour.contenu_id == Contenu.id)
        .where(FichierRetour.id == fiche.id)
    )
    if octets is None:
        raise RegleMetier("retour_fichier.perdu", fichier=fiche.nom)
    return deballer(session, fiche.nom, octets)


def _ensemble(remarques: Sequence[Anomalie]) -> Iterator[Anomalie]:
    """Columns nobody recognised are told together: a file may have hundreds of them."""
    inconnues = [r for r in remarques if r.code == "import.colonne_non_reconnue"]
    yield from (r for r in remarques if r.code != "import.colonne_non_reconnue")
    if inconnues:
        titres = ", ".join(f"« {r.colonne} »" for r in inconnues[:COLONNES_CITEES])
        reste = len(inconnues) - COLONNES_CITEES
        if reste > 0:
            titres = _("{colonnes} et {nombre} autres").format(colonnes=titres, nombre=reste)
        yield motif("retour_fichier.colonnes_laissees", Gravite.A_CONFIRMER, colonnes=titres)


def _avertissements(session: Session, fiche: FichierRecu) -> Iterator[Anomalie]:
    """What a person should know before believing the file."""
    if not fiche.signe:
        yield motif("retour_fichier.non_signe", Gravite.A_CONFIRMER, fichier=fiche.nom)
    elif not fiche.cle_verifiee:
        yield motif("retour_fichier.cle_non_verifiee", Gravite.A_CONFIRMER, cle=fiche.cle or "–")
    f = FichierRetour
    lui = charger(session, f, fiche.id)
    if lui.numero is not None:
        avant = session.scalar(
            select(func.min(f.numero)).where(
                f.cle_id == lui.cle_id, f.etat == EtatRetour.A_LIRE, f.numero < lui.numero
            )
        )
        if avant is not None:
            yield motif("retour_fichier.avant_lui", Gravite.A_CONFIRMER, numero=str(avant))
    deja = session.scalars(
        select(f.recu_a)
        .where(f.empreinte == lui.empreinte, f.id != lui.id, f.etat == EtatRetour.APPLIQUE)
        .order_by(f.recu_a)
    ).first()
    if deja is not None:
        yield motif("retour_fichier.deja_vu", jour=date_courte(deja.date()))


def _cite(session: Session, retour: FichierRetour) -> UUID | None:
    """The estate of that sender's profiles, when they are all about one."""
    p = ProfilEnvoi
    requete = select(p.cite_id).distinct()
    if retour.cle_id is not None:
        requete = requete.where(p.cle_id == retour.cle_id)
    elif retour.destination_id is not None:
        requete = requete.where(p.destination_id == retour.destination_id)
    else:
        return None
    cites = session.scalars(requete).all()
    return cites[0] if len(cites) == 1 else None
