"""Complaints by the hundred thousand, for the benchmarks of the follow-up.

What is drawn keeps the shape of a real operation: one complaint in five is open, one in fifteen
is late, a few contractors have most of them, the same defect comes back in many homes.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from app.domain.reclamations import EtatReclamation as Etat
from app.domain.reclamations import MotifReclamation, OrigineReclamation, SourceSuivi, Urgence
from app.domain.reclamations_delais import Horloge
from app.services.ouverture import BaseOuverte
from db.uow import UnitOfWork
from tests.bench import _bases

_CATEGORIES_ECRITES = (
    "finitions menuiseries chauffage ventilation plomberie electricite exterieur chantier securite"
    " voisinage autre"
)
CATEGORIES = tuple(_CATEGORIES_ECRITES.split())
_POIDS = (30, 18, 14, 10, 9, 7, 5, 3, 2, 1, 1)
_LIEUX = ("cuisine", "salle_de_bains", "sejour", "chambre", "entree", "wc", "exterieur", None)
_LOTS = (
    "Menuiseries", "Chauffage", "Plomberie", "Électricité", "Peinture", "Couverture",
    "Ventilation", "Clôtures",
)  # fmt: skip
_DEFAUTS = (
    "Volet de la chambre bloqué à mi-hauteur.",
    "Radiateur du séjour froid malgré le thermostat.",
    "Trace d’humidité sous la fenêtre.",
    "Plinthe décollée derrière la porte.",
    "Bouche de ventilation muette.",
    "Fuite sous l’évier, seau posé.",
)
# How far a finished or open complaint went, and how often.
_CHEMINS: tuple[tuple[int, tuple[Etat, ...]], ...] = (
    (52, (Etat.RECUE, Etat.QUALIFIEE, Etat.TRANSMISE, Etat.PLANIFIEE, Etat.FAITE, Etat.CONFIRMEE)),
    (12, (Etat.RECUE, Etat.TRANSMISE, Etat.FAITE, Etat.CONFIRMEE)),
    (7, (Etat.RECUE, Etat.TRANSMISE, Etat.FAITE, Etat.CLOSE)),
    (5, (Etat.RECUE, Etat.QUALIFIEE, Etat.REJETEE)),
    (3, (Etat.RECUE, Etat.TRANSMISE, Etat.FAITE, Etat.CONTESTEE, Etat.FAITE, Etat.CONFIRMEE)),
    (4, (Etat.RECUE,)),
    (3, (Etat.RECUE, Etat.QUALIFIEE)),
    (6, (Etat.RECUE, Etat.QUALIFIEE, Etat.TRANSMISE)),
    (4, (Etat.RECUE, Etat.TRANSMISE, Etat.PLANIFIEE)),
    (3, (Etat.RECUE, Etat.TRANSMISE, Etat.FAITE)),
    (1, (Etat.RECUE, Etat.TRANSMISE, Etat.FAITE, Etat.CONTESTEE)),
)
_FINIES = {Etat.CONFIRMEE, Etat.CLOSE, Etat.REJETEE}
_COLONNES_ECRITES = (
    "id menage_id logement_id cite_id tranche_id dossier_id reference reference_bailleur nature"
    " origine categorie lieu urgence description responsable_id etat etat_le ouverte_le ouverte_a"
    " repondue_a securisee_a faite_le close_le motif_cloture rouvertures repondre_avant"
    " securiser_avant reparer_avant echeance horloge"
)
_COLONNES = tuple(_COLONNES_ECRITES.split())


@contextmanager
def base(menages: int, combien: int = 100_000) -> Iterator[BaseOuverte]:
    """A base of `menages` households with `combien` complaints more, made once and kept."""
    origine = _bases.fichier(menages)
    marque = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    chemin = origine.with_name(f"{origine.stem}-{marque}-{combien}r.voyette")
    if not chemin.exists():
        for reste in chemin.parent.glob(f"*-{menages}-*-{combien}r.*"):
            reste.unlink()
        provisoire = chemin.with_suffix(".partiel")
        provisoire.write_bytes(origine.read_bytes())
        ouverte = _bases.ouvrir_base(provisoire)
        with _bases.sans_attendre(ouverte.uow):
            semer_reclamations(ouverte.uow, combien)
        ouverte.fermer()
        provisoire.rename(chemin)
    ouverte = _bases.ouvrir_base(chemin)
    try:
        yield ouverte
    finally:
        ouverte.fermer()


def semer_reclamations(uow: UnitOfWork, combien: int) -> None:
    """`combien` complaints with their states, responsables and collective cases.

    The same at each run; the base must hold households that live somewhere.
    """
    with uow.ecriture("banc.reclamations", origine="demonstration") as tx:
        lieux = [
            tuple(li)
            for li in tx.session.execute(
                text(
                    "SELECT o.menage_id, l.id, l.cite_id, l.tranche_id FROM occupation o"
                    " JOIN logement l ON l.id = o.logement_id WHERE o.nature = 'origine'"
                )
            )
        ]
        semis = _Semis(combien, lieux)
        curseur: Any = tx.connection.connection.cursor()
        for table, colonnes, lignes in semis.tables():
            curseur.executemany(
                f"INSERT INTO {table} ({', '.join(colonnes)})"
                f" VALUES ({', '.join('?' * len(colonnes))})",
                lignes,
            )
        tx.commit()
    uow.mettre_au_jour()


class _Semis:
    """The rows of one sowing."""

    def __init__(self, combien: int, lieux: list[tuple[Any, ...]]) -> None:
        self.h = random.Random(f"voyette réclamations {combien}")
        self.combien, self.lieux = combien, lieux
        self.n = 0
        self.cites = sorted({li[2] for li in lieux if li[2]})
        self.responsables = [
            (self.id(), "entreprise", f"Entreprise fictive {i + 1}", _LOTS[i % len(_LOTS)], 1)
            for i in range(24)
        ]
        self.dossiers = [
            (self.id(), self.cites[i % len(self.cites)], f"D-{i + 1:04d}",
             _DEFAUTS[i % len(_DEFAUTS)], CATEGORIES[i % 6], "2026-06-01")
            for i in range(max(1, combien // 1500))
        ]  # fmt: skip
        self.suivis: list[tuple[Any, ...]] = []

    def id(self) -> str:
        """A UUIDv7-like id, later than those of the base."""
        self.n += 1
        hasard = self.h.getrandbits(62) | 0b10 << 62
        return f"{0x0196_0000_0000 + self.n // 16:012x}7{self.n % 16:03x}{hasard:016x}"

    def tables(self) -> Iterator[tuple[str, Sequence[str], list[tuple[Any, ...]]]]:
        """Table, columns, rows, in an order foreign keys accept."""
        yield "responsable", ["id", "genre", "nom", "lot", "actif"], self.responsables
        colonnes = ["id", "cite_id", "reference", "titre", "categorie", "ouvert_le"]
        yield "dossier_collectif", colonnes, self.dossiers
        yield "reclamation", _COLONNES, [self._reclamation(rang) for rang in range(self.combien)]
        colonnes = ["id", "reclamation_id", "etat", "le", "source"]
        yield "suivi_reclamation", colonnes, self.suivis

    def _reclamation(self, rang: int) -> tuple[Any, ...]:
        h = self.h
        chemin = h.choices([c for _, c in _CHEMINS], [p for p, _ in _CHEMINS])[0]
        etat, finie = chemin[-1], chemin[-1] in _FINIES
        age = h.randrange(20, 900) if finie else min(int(h.expovariate(1 / 12)), 120)
        urgence = h.choices(list(Urgence), (3, 17, 80))[0]
        jours = self._jours(chemin, _bases.AUJOURDHUI - timedelta(days=age))
        id_, menage = self.id(), h.choice(self.lieux)
        source = SourceSuivi.EQUIPE.value
        self.suivis += [
            (self.id(), id_, e.value, j.isoformat(), source)
            for e, j in zip(chemin, jours, strict=True)
        ]
        faite = next((j for e, j in zip(chemin, jours, strict=True) if e is Etat.FAITE), None)
        reserve = h.random() < 0.15
        valeurs = {
            "id": id_,
            "menage_id": menage[0],
            "logement_id": menage[1],
            "cite_id": menage[2],
            "tranche_id": menage[3],
            "dossier_id": h.choice(self.dossiers)[0] if h.random() < 0.08 else None,
            "reference": f"R-{rang + 1:07d}",
            "reference_bailleur": f"DI{rang:06d}" if h.random() < 0.4 else None,
            "nature": "reserve" if reserve else "reclamation",
            "origine": h.choice(list(OrigineReclamation)).value,
            "categorie": h.choices(CATEGORIES, _POIDS)[0],
            "lieu": h.choice(_LIEUX),
            "urgence": urgence.value,
            "description": h.choice(_DEFAUTS),
            "responsable_id": self._responsable(etat),
            "etat": etat.value,
            "etat_le": jours[-1].isoformat(),
            "ouverte_le": jours[0].isoformat(),
            "ouverte_a": f"{h.randrange(9, 18):02d}:{h.randrange(60):02d}:00.000000",
            "faite_le": faite.isoformat() if faite and etat is not Etat.CONTESTEE else None,
            "close_le": jours[-1].isoformat() if finie else None,
            "motif_cloture": MotifReclamation.SANS_REPONSE.value if etat is Etat.CLOSE else None,
            "rouvertures": int(Etat.CONTESTEE in chemin),
            **self._delais(urgence, etat, jours[0]),
        }
        return tuple(valeurs[c] for c in _COLONNES)

    def _jours(self, chemin: tuple[Etat, ...], debut: date) -> list[date]:
        jours = [debut]
        for _ in chemin[1:]:
            jours.append(min(jours[-1] + timedelta(days=self.h.randrange(9)), _bases.AUJOURDHUI))
        return jours

    def _responsable(self, etat: Etat) -> str | None:
        if etat is Etat.RECUE or self.h.random() < 0.05:
            return None
        rang = min(int(self.h.paretovariate(0.9)) - 1, len(self.responsables) - 1)
        return str(self.responsables[rang][0])

    def _delais(self, urgence: Urgence, etat: Etat, debut: date) -> dict[str, str | None]:
        depart = datetime.combine(debut, time(9), UTC)
        securiser = {Urgence.IMMEDIATE: 4, Urgence.RAPIDE: 24}.get(urgence)
        dues: dict[Horloge, datetime] = {Horloge.REPARATION: depart + timedelta(days=9)}
        if etat is Etat.RECUE:
            dues[Horloge.REPONSE] = depart + timedelta(hours=48)
        if securiser is not None and etat is Etat.RECUE:
            dues[Horloge.SECURISATION] = depart + timedelta(hours=securiser)
        attend = etat not in _FINIES and etat is not Etat.FAITE
        horloge = min(dues, key=lambda d: dues[d]) if attend else None
        repondue = None if etat is Etat.RECUE else depart + timedelta(hours=20)
        return {
            "repondue_a": _instant(repondue),
            "securisee_a": _instant(repondue) if securiser is not None else None,
            "repondre_avant": _instant(depart + timedelta(hours=48)),
            "securiser_avant": _instant(
                None if securiser is None else depart + timedelta(hours=securiser)
            ),
            "reparer_avant": _instant(dues[Horloge.REPARATION]),
            "echeance": _instant(dues[horloge]) if horloge else None,
            "horloge": horloge.value if horloge else None,
        }


def _instant(quand: datetime | None) -> str | None:
    return None if quand is None else quand.strftime("%Y-%m-%dT%H:%M:%S.000Z")
