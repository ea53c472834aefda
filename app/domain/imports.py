"""What becomes of a line that comes in: states, whose word wins, words not to be shared.

Pure decisions: the base, the file and the day come in as arguments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from app.domain.texte import cle, plier

CASES_LAISSEES = frozenset(
    {
        "date_illisible", "date_impossible", "date_improbable", "annee_seule", "mois_seul",
        "nombre_illisible", "nombre_negatif", "nombre_improbable", "code_abrege", "creneau",
    }
)  # fmt: skip
"""What an import says of a cell it leaves out while it takes the rest of its line."""


class EtatLigne(StrEnum):
    """What one line of a file would do to the base."""

    NOUVEAU = "nouveau"
    MODIFIE = "modifie"
    IDENTIQUE = "identique"
    REJETE = "rejete"
    A_DECIDER = "a_decider"


class Sens(StrEnum):
    """Which of two values wins: the one in the base or the one in the file."""

    GARDER = "garder"
    PRENDRE = "prendre"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who wrote the present value last, and how ("saisie", "import", "demonstration")."""

    origine: str
    quand: datetime
    auteur: str | None = None

    @property
    def saisie(self) -> bool:
        """True when somebody of the team typed it."""
        return self.origine != "import"


def sens_par_defaut(provenance: Provenance | None, *, vide: bool, effacee: bool) -> Sens:
    """Whose word wins until a person says otherwise.

    An empty place is filled, unless the team emptied it on purpose; what the team typed stays;
    what an import wrote gives way to the next import.
    """
    if provenance is None:
        return Sens.PRENDRE
    if vide and not effacee:
        return Sens.PRENDRE
    return Sens.GARDER if provenance.saisie else Sens.PRENDRE


# ---- names ---------------------------------------------------------------------------------


class Ressemblance(StrEnum):
    """How two persons named in two places compare."""

    MEME = "meme"
    PROCHE = "proche"
    """One letter apart, or one of them has no first name."""
    AUTRE = "autre"


def comparer_noms(
    nom: str, prenom: str | None, autre: str, autre_prenom: str | None
) -> Ressemblance:
    """Whether two written names are one person's; accents, case and hyphens do not count."""
    a, b = cle(nom), cle(autre)
    pa, pb = cle(prenom or ""), cle(autre_prenom or "")
    if a == b:
        if pa == pb:
            return Ressemblance.MEME
        if not pa or not pb or _initiale(pa, pb) or a_une_lettre(pa, pb):
            return Ressemblance.PROCHE
        return Ressemblance.AUTRE
    if a + pa == b + pb or a + pa == pb + b:
        return Ressemblance.MEME
    if (
        pa == pb
        and pa
        and (a_une_lettre(a, b) or (min(len(a), len(b)) >= 3 and (a in b or b in a)))
    ):
        return Ressemblance.PROCHE
    return Ressemblance.AUTRE


def _initiale(a: str, b: str) -> bool:
    return min(len(a), len(b)) == 1 and a[0] == b[0]


def a_une_lettre(a: str, b: str) -> bool:
    """True when one letter was changed, added, dropped or swapped with its neighbour."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 3:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        if a[i + 1 :] == b[i + 1 :]:
            return True
        return a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
    longue, courte = (a, b) if len(a) > len(b) else (b, a)
    return longue[i + 1 :] == courte[i:]


# ---- remarks -------------------------------------------------------------------------------

_EQUIPEMENTS = (
    "oxygene", "respirateur", "concentrateur", "dialyse", "apnee", "ppc", "lit medicalise",
    "matelas anti escarre", "pompe a", "aspirateur de mucosites", "nebuliseur", "assistance respi",
)  # fmt: skip
_PLAIN_PIED = (
    "fauteuil roulant", "deambulateur", "pmr", "mobilite reduite", "ne monte plus", "escalier",
    "handicap", "bequilles", "prothese de hanche", "douche a l italienne",
)  # fmt: skip
_SANTE = (
    "cancer", "diabete", "diabetique", "alzheimer", "parkinson", "depression", "depressif",
    "asthme", "asthmatique", "avc", "chimio", "hospitalis", "maladie", "malade", "medicament",
    "psychiatr", "addict", "alcool", "sclerose", "epilep", "insulin", "silicose", "insuffisance",
    "traitement medical", "infirmier", "infirmiere", "hopital", "clinique",
)  # fmt: skip
_CONTACT = (
    "rdv", "rendez vous", "appeler", "joindre", "joignable", "prevenir", "telephon", "tel ",
    "repond pas", "matin uniquement", "apres midi uniquement", "sms", "sonner", "frapper",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LectureRemarque:
    """What a free remark asks for: a need of the home, care in sharing, a way to reach people."""

    besoin: str | None = None
    """Code of a housing need of the catalogue (never a diagnosis)."""
    sensible: bool = False
    """True when the words touch health: kept confidential."""
    contact: bool = False
    """True when it says how or when to reach the household."""


@lru_cache(maxsize=1024)
def lire_remarque(texte: str) -> LectureRemarque:
    """What to do of a free remark; health is only ever a need of the home (RGPD art. 9)."""
    mots = f" {plier(texte)} "
    if any(m in mots for m in _EQUIPEMENTS):
        return LectureRemarque(besoin="alimentation_continue", sensible=True)
    if any(m in mots for m in _PLAIN_PIED):
        return LectureRemarque(besoin="plain_pied", sensible=True)
    if any(f" {m}" in mots for m in _SANTE):
        return LectureRemarque(sensible=True)
    return LectureRemarque(contact=any(m in mots for m in _CONTACT))


# ---- dates of a relocation -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DatesRelogement:
    """The dates one line of a follow-up file gives."""

    enquete: date | None = None
    aller: date | None = None
    retour_prevu: date | None = None
    retour_reel: date | None = None

    @property
    def fin(self) -> date | None:
        """When the temporary stay ends, as far as one can believe the line."""
        fin = self.retour_reel or self.retour_prevu
        return None if fin and self.aller and fin < self.aller else fin


def incoherences(dates: DatesRelogement, jour: date) -> tuple[str, ...]:
    """Codes of what cannot be true together, or deserves a look, seen from `jour`."""
    codes = []
    for retour in (dates.retour_prevu, dates.retour_reel):
        if dates.aller and retour and retour < dates.aller:
            codes.append("import.retour_avant_aller")
            break
    if dates.enquete and dates.aller and dates.enquete > dates.aller:
        codes.append("import.enquete_apres_aller")
    if dates.enquete and dates.enquete > jour:
        codes.append("import.enquete_future")
    if dates.retour_reel and dates.retour_reel > jour:
        codes.append("import.retour_reel_futur")
    if dates.retour_prevu and dates.retour_prevu < jour and not dates.retour_reel:
        codes.append("import.retour_depasse")
    if (dates.retour_prevu or dates.retour_reel) and not dates.aller:
        codes.append("import.retour_sans_aller")
    return tuple(codes)


def se_chevauchent(
    debut: date | None, fin: date | None, autre_debut: date | None, autre_fin: date | None
) -> bool:
    """True when two stays share at least one day (an unknown bound is open)."""
    return (fin is None or autre_debut is None or autre_debut < fin) and (
        autre_fin is None or debut is None or debut < autre_fin
    )
