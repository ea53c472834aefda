"""A file that came back, before anybody looks at it: whole, whose, of which kind.

Everything is done in memory: nothing of it is ever written in clear.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.envois import EtatRetour, GenreRetour
from app.domain.retours_signes import SUFFIXE, SUFFIXE_CHIFFRE, TAILLE_MAX
from app.services.exports import cles
from app.services.exports.protection import retour_signe
from app.services.imports.correspondance import proposer
from app.services.imports.lecture import ouvrir
from app.services.imports.lecture.en_memoire import FichierEnMemoire
from app.services.imports.lignes import Classeur
from app.services.imports.profils import LIBELLES_PROFIL, Profil
from app.services.imports.reperage import plus_probable, reperer
from app.services.imports.synonymes import Synonymes, charger, en_mots
from db.models import ClePartenaire, FichierRetour

PROFILS: Mapping[GenreRetour, Profil] = MappingProxyType(
    {
        GenreRetour.RECLAMATIONS: Profil.RETOURS,
        GenreRetour.DATES: Profil.DATES,
        GenreRetour.LOYERS: Profil.LOYERS,
        GenreRetour.LOCATAIRES: Profil.LOCATAIRES,
        GenreRetour.PARC: Profil.PARC,
        GenreRetour.COMMISSIONS: Profil.COMMISSIONS,
    }
)
"""Which columns each kind of return has."""
NOM_MAX = 120
_CREENT = frozenset({Profil.LOCATAIRES, Profil.PARC})
"""What makes households and homes: never taken for such by default."""
_AUTRE_SENS = frozenset(
    {
        "commission", "caleol", "cal", "avis", "decision", "attribution", "propose", "reclamation",
        "retour", "demenagement", "travaux", "apres", "nouveau", "livraison", "rdv",
        "intervention", "rehabilitation",
    }
)  # fmt: skip
"""Words of headers, whole, that are of other kinds of returns."""


@dataclass(frozen=True, slots=True)
class Examen:
    """What a file is. `cle_id` and `numero` None: nobody signed it."""

    nom: str
    genre: GenreRetour
    contenu: bytes = field(repr=False)
    cle_id: UUID | None = None
    numero: int | None = None

    @property
    def fichier(self) -> FichierEnMemoire:
        """The file the readers take."""
        return FichierEnMemoire.de(self.nom, self.contenu)


@dataclass(frozen=True, slots=True)
class Enveloppe:
    """A file once taken out of its envelope, when it has one."""

    nom: str
    contenu: bytes = field(repr=False)
    declare: GenreRetour | None = None
    cle_id: UUID | None = None
    numero: int | None = None


def nom_propre(nom: str) -> str:
    """A file name to show: no folder, one line, a reasonable length."""
    seul = nom.replace("\\", "/").rstrip("/").rpartition("/")[2]
    net = " ".join("".join(c if c.isprintable() else " " for c in seul).split())
    if len(net) > NOM_MAX:
        tete, point, fin = net.rpartition(".")
        net = (
            f"{tete[: NOM_MAX - len(fin) - 2]}….{fin}" if point and len(fin) < 8 else net[:NOM_MAX]
        )
    return net or "fichier"


def deballer(session: Session, nom: str, octets: bytes) -> Enveloppe:
    """The file inside; its signature is right and its key is one of ours.

    Raises `EntreeInvalide` ("retour_fichier.demesure", "retour_fichier.cle_inconnue",
    "retour_fichier.cle_abandonnee", and as `retour_signe.ouvrir`).
    """
    if len(octets) > TAILLE_MAX:
        raise demesure(len(octets))
    annonce = nom.casefold().endswith((SUFFIXE, SUFFIXE_CHIFFRE))
    if not annonce and not retour_signe.reconnaitre(octets):
        return Enveloppe(nom_propre(nom), octets)
    ouvert = retour_signe.ouvrir(octets, cles.trousseau_connu(session))
    manifeste = ouvert.manifeste
    cle = session.scalar(select(ClePartenaire).where(ClePartenaire.signature == manifeste.cle))
    if cle is None:
        raise EntreeInvalide("retour_fichier.cle_inconnue")
    if cle.revoquee_le is not None:
        raise EntreeInvalide("retour_fichier.cle_abandonnee", cle=cle.nom)
    return Enveloppe(
        nom_propre(manifeste.nom), ouvert.contenu, manifeste.genre, cle.id, manifeste.numero
    )


def examiner(
    session: Session, nom: str, octets: bytes, genre_dit: GenreRetour | None = None
) -> Examen:
    """What the file is, by its columns; a signed one says itself what it is about.

    `genre_dit` is what a person says it is.

    Raises as `deballer`, and `EntreeInvalide` for a file that cannot be read, or whose columns
    are none of those we take ("retour_fichier.inconnu").
    """
    envoi = deballer(session, nom, octets)
    genre = reconnaitre(FichierEnMemoire.de(envoi.nom, envoi.contenu), genre_dit or envoi.declare)
    return Examen(envoi.nom, genre, envoi.contenu, envoi.cle_id, envoi.numero)


def reconnaitre(fichier: FichierEnMemoire, declare: GenreRetour | None = None) -> GenreRetour:
    """The kind of return those columns are; the declared one when they suit it."""
    classeur, synonymes = ouvrir(fichier), charger()
    voulu = PROFILS.get(declare) if declare is not None else None
    if declare is GenreRetour.ACCUSE:
        raise EntreeInvalide("retour_fichier.inconnu", fichier=fichier.name)
    if voulu is not None and declare is not None:
        reperer(classeur, voulu, synonymes)
        return declare
    profil = plus_probable(classeur, PROFILS.values(), synonymes)
    if profil is None:
        raise EntreeInvalide("retour_fichier.inconnu", fichier=fichier.name)
    if profil in _CREENT:
        _verifier_sens(classeur, profil, synonymes, fichier.name)
    return next(genre for genre, connu in PROFILS.items() if connu is profil)


def _verifier_sens(classeur: Classeur, profil: Profil, synonymes: Synonymes, nom: str) -> None:
    """Refuse to take for tenants or homes a file with a column of something else.

    The home offered by a commission, taken for that of a tenant, would make a household there.
    """
    tableaux, _remarques = reperer(classeur, profil, synonymes)
    for tableau in tableaux:
        for colonne in proposer(tableau, synonymes).colonnes:
            mots = set(en_mots(colonne.entete_pliee, synonymes.abreviations).split())
            if colonne.champ is None and colonne.ecartee is None and mots & _AUTRE_SENS:
                raise EntreeInvalide(
                    "retour_fichier.autre_sens",
                    fichier=nom,
                    genre=_(LIBELLES_PROFIL[profil]),
                    colonne=colonne.entete,
                )


def verifier_numero(
    session: Session, cle_id: UUID | None, numero: int | None, sauf: UUID | None = None
) -> None:
    """Numbers of a key only go up: raise for one that came already, or after a later one.

    `RegleMetier`: "retour_fichier.rejoue", "retour_fichier.desordre". `sauf` is the file itself.
    What is kept aside does not count: a copy put there must not keep the true one out.
    """
    if cle_id is None or numero is None:
        return
    f = FichierRetour
    siens = select(f.id).where(f.cle_id == cle_id, f.etat != EtatRetour.ECARTE)
    if sauf is not None:
        siens = siens.where(f.id != sauf)
    if session.scalars(siens.where(f.numero == numero).limit(1)).first() is not None:
        raise RegleMetier("retour_fichier.rejoue", numero=str(numero))
    dernier = session.scalar(
        select(func.max(f.numero)).where(f.cle_id == cle_id, f.etat == EtatRetour.APPLIQUE)
    )
    if dernier is not None and numero <= dernier:
        raise RegleMetier("retour_fichier.desordre", numero=str(numero), dernier=str(dernier))


def demesure(taille: int) -> EntreeInvalide:
    """The refusal of a file too big to be a return, sizes in megabytes."""
    return EntreeInvalide(
        "retour_fichier.demesure", taille=-(-taille // 2**20), limite=TAILLE_MAX // 2**20
    )
