"""What the bailleur sends back, in an envelope that proves who wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from app.bailleur import carnet as carnets
from app.bailleur import pannes
from app.bailleur.cles import lire as lire_cle
from app.bailleur.cles import montrer
from app.core.clock import Clock
from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.domain.envois import GenreRetour
from app.domain.retours_signes import SUFFIXE, SUFFIXE_CHIFFRE, TAILLE_MAX, numero_suivant
from app.services.exports.protection import retour_signe

GENRES = tuple(g for g in GenreRetour if g not in (GenreRetour.ACCUSE, GenreRetour.INCONNU))
_TABLEAUX = (".xlsx", ".xls", ".ods", ".csv", ".txt")


@dataclass(frozen=True, slots=True)
class Retourner:
    """A table to send back. `pour` is the public key file of the team, None: those it sent."""

    fichier: Path
    genre: GenreRetour
    cle: Path
    phrase_cle: str = field(default="", repr=False)
    pour: Path | None = None
    vers: Path | None = None


@dataclass(frozen=True, slots=True)
class RetourFait:
    """The envelope to drop in the folder of the returns; `chiffre` False: anybody can read it."""

    chemin: Path
    numero: int
    chiffre: bool


def retourner(cmd: Retourner, clock: Clock) -> RetourFait:
    """Sign the table, close it to the team when its key is known, number it.

    Raises `EntreeInvalide`: "bailleur.pas_un_tableau", "bailleur.fichier_vide",
    "bailleur.trop_gros"; `PanneEnvironnement`; as `cles.lire` and `carnet.lire`.
    """
    cle, carnet = lire_cle(cmd.cle, cmd.phrase_cle), carnets.lire(cmd.cle)
    contenu = _lire(cmd.fichier)
    if cmd.pour is not None:
        ages = [montrer(cmd.pour).age]
    else:
        ages = sorted({e.age for e in carnet.expediteurs if e.age})
    numero = numero_suivant(carnet.retour, clock.today())
    pannes.dossier(cmd.vers or cmd.fichier.parent)
    octets = retour_signe.fermer(
        cle, numero, cmd.genre, clock.now(), cmd.fichier.name, contenu, ages
    )
    suffixe = SUFFIXE_CHIFFRE if ages else SUFFIXE
    chemin = (cmd.vers or cmd.fichier.parent) / f"{cmd.genre.value}-{numero}{suffixe}"
    # The number first: one that is skipped harms nobody, one that serves twice is refused.
    carnets.ecrire(cmd.cle, replace(carnet, retour=numero))
    pannes.ecrire(chemin, octets)
    return RetourFait(chemin, numero, bool(ages))


def _lire(chemin: Path) -> bytes:
    if chemin.suffix.lower() not in _TABLEAUX:
        raise EntreeInvalide("bailleur.pas_un_tableau", fichier=chemin.name)
    try:
        with chemin.open("rb") as flux:
            contenu = flux.read(TAILLE_MAX + 1)
    except OSError as erreur:
        raise PanneEnvironnement("bailleur.fichier_illisible", fichier=str(chemin)) from erreur
    if len(contenu) > TAILLE_MAX:
        limite = TAILLE_MAX // 2**20
        raise EntreeInvalide("bailleur.trop_gros", fichier=chemin.name, limite=limite)
    if not contenu:
        raise EntreeInvalide("bailleur.fichier_vide", fichier=chemin.name)
    return contenu
