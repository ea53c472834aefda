"""Large fictitious bases, made once per size and schema under the system's temporary folder.

Rows go in through the driver with the real triggers on, so that the journal, the derived rows and
the search index are what the app would have written; `synchronous` is off while filling.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.services.ouverture import BaseOuverte, ouvrir
from db.migrate import DOSSIER
from db.uow import UnitOfWork

CLE = bytes(range(32))
MAINTENANT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
AUJOURDHUI = MAINTENANT.date()
VISITES_PAR_MENAGE = 10

_DEBUTS = "Ba Be Bo Bru Ca Che Cor Da De Dou Du Fa Fro Ga Gi Gra Ha He Ho Ja Jo Ka Kow Ku La Le Lo"
_DEBUTS += " Ma Me Mo Na No Nowa Oli Pa Pe Pia Po Ra Ri Ro Sa Se Si Sko Szy Ta Tho Va Ve Vi Wa Wo"
_MILIEUX = " na ne ni li lo ma mi ra re ri row te to va ve vi zi che gue let ller"
_FINS = "rd rt in on ot ez ski wicz eau aux el et ard ier aut ois ent ère lle"
_PRENOMS_ECRITS = (
    "Jadwiga Henri Marie Jean Karim Fatima Sofia Paul Noëlle Renée Hélène François Zoé Ahmed Leïla"
    " Stanisław Monique André Jacqueline Michel Nadia Youssef Thérèse Gérard Aïcha Mehmet Ayşe"
)
_PRENOMS = tuple(_PRENOMS_ECRITS.split())
_VOIES_ECRITES = (
    "Rue de Stockholm|Rue d’Œuf|Rue de l’Abbé-Lemire|Avenue de la Fosse|Boulevard des Écoles"
    "|Rue Casimir-Beugnet|Place de la République|Rue du Général-de-Gaulle|Allée des Charmes"
    "|Rue de Varsovie|Rue des Frères-Lumière|Chemin du Terril|Rue Sainte-Barbe|Rue d’Épinal"
)
_VOIES = tuple(_VOIES_ECRITES.split("|"))
_MOTIFS = ("planning", "loyer", "humidite", "demenagement", "cles", "travaux", "energie", "voisins")
_PRATIQUES_ECRITES = (
    "concertation enquete_sociale travaux_expliques visite_temoin contact_donne aide_demenagement"
    " aide_demarches attachements_valorises finitions_suivies ecogestes regles_entretien"
)
_PRATIQUES = tuple(_PRATIQUES_ECRITES.split())
_PHRASES = (
    "Demande la date du retour, encore inquiète pour ses meubles.",
    "Passage rapide : relevé de compteur transmis, rien d’autre à signaler.",
    "Le volet de la chambre ne ferme plus depuis la pluie de la semaine passée.",
    "A visité le logement témoin, contente de la salle de bains.",
)


@contextmanager
def base(taille: int) -> Iterator[BaseOuverte]:
    """The base of `taille` households and ten times as many visits, open on this thread."""
    chemin = fichier(taille)
    ouverte = ouvrir_base(chemin)
    try:
        yield ouverte
    finally:
        ouverte.fermer()


def copie(taille: int, dossier: Path) -> Path:
    """A copy of that base in `dossier`, for a benchmark that writes; open it with `CLE`."""
    chemin = dossier / f"bench-{taille}.voyette"
    shutil.copyfile(fichier(taille), chemin)
    return chemin


def fichier(taille: int) -> Path:
    """The file of that base, filled when it is not there yet."""
    schemas = sorted((DOSSIER / "versions").glob("*.sql"))
    recette = b"".join(f.read_bytes() for f in (*schemas, Path(__file__)))
    marque = hashlib.sha256(recette).hexdigest()[:12]
    chemin = Path(tempfile.gettempdir()) / "voyette-bench" / f"{marque}-{taille}.voyette"
    if not chemin.exists():
        chemin.parent.mkdir(parents=True, exist_ok=True)
        provisoire = chemin.with_suffix(".part")
        # What another schema left, and what an interrupted run did not finish.
        for reste in chemin.parent.glob(f"*-{taille}.*"):
            reste.unlink()
        ouverte = ouvrir_base(provisoire)
        _remplir(ouverte, taille)
        ouverte.fermer()
        provisoire.rename(chemin)
    return chemin


def ouvrir_base(chemin: Path) -> BaseOuverte:
    """That file, opened with the key of the benchmarks."""
    return ouvrir(
        chemin,
        CLE,
        paths=Paths.sous(chemin.parent / "machine"),
        clock=FixedClock(MAINTENANT),
        auteur="Banc d’essai",
    )


def _remplir(ouverte: BaseOuverte, taille: int) -> None:
    uow = ouverte.uow
    with sans_attendre(uow):
        _ecrire(uow, taille)


@contextmanager
def sans_attendre(uow: UnitOfWork) -> Iterator[None]:
    """While filling: the disk is not waited for; all is on it at the end."""
    with uow.engine.execution_options(lecture=True).connect() as connexion:
        connexion.connection.cursor().execute("PRAGMA synchronous = OFF")
    yield
    with uow.engine.execution_options(lecture=True).connect() as connexion:
        connexion.execute(text("ROLLBACK"))
        curseur: Any = connexion.connection.cursor()
        curseur.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        curseur.execute("PRAGMA synchronous = FULL")


def _ecrire(uow: UnitOfWork, taille: int) -> None:
    with uow.ecriture("banc.remplir", origine="demonstration") as tx:
        lignes = _Lignes(taille)
        curseur: Any = tx.connection.connection.cursor()
        for table, valeurs in lignes.toutes().items():
            colonnes = list(valeurs[0])
            curseur.executemany(
                f"INSERT INTO {table} ({', '.join(colonnes)})"
                f" VALUES ({', '.join('?' * len(colonnes))})",
                [tuple(v.values()) for v in valeurs],
            )
        tx.commit()
    uow.mettre_au_jour()


class _Lignes:
    """The rows of one fictitious base, the same at each run for the same size."""

    def __init__(self, taille: int) -> None:
        self.hasard = random.Random(f"voyette {taille}")
        self.taille = taille
        self.n = 0
        self.tables: dict[str, list[dict[str, Any]]] = {}
        noms = {
            d + m + f
            for d in _DEBUTS.split()
            for m in ("", *_MILIEUX.split())
            for f in _FINS.split()
        }
        self.noms = self.hasard.sample(sorted(noms), 6000)

    def id(self) -> str:
        """A UUIDv7-like id: time-ordered, as the app makes them."""
        self.n += 1
        hasard = self.hasard.getrandbits(62) | 0b10 << 62
        return f"{0x0195_0000_0000 + self.n // 16:012x}7{self.n % 16:03x}{hasard:016x}"

    def ajouter(self, table: str, **valeurs: Any) -> str:
        """Note one row; its id."""
        id_ = self.id()
        self.tables.setdefault(table, []).append({"id": id_, **valeurs})
        return id_

    def toutes(self) -> dict[str, list[dict[str, Any]]]:
        """Every row, by table, in an order foreign keys accept."""
        equipe = [
            self.ajouter("intervenant", nom=self.noms[i], prenom=p)
            for i, p in enumerate(_PRENOMS[:8])
        ]
        for rang in range(max(2, self.taille // 1200)):
            cite = self.ajouter("cite", nom=f"Cité fictive {rang}", communes="Rouvroy", fictive=1)
            for t, mois in enumerate((-14, -5, 1, 9)):
                debut = AUJOURDHUI + timedelta(days=30 * mois)
                self.ajouter(
                    "tranche",
                    cite_id=cite,
                    nom=f"Tranche {t + 1}",
                    debut_travaux=debut.isoformat(),
                    fin_travaux=(debut + timedelta(days=180)).isoformat(),
                    reception=(debut + timedelta(days=200)).isoformat(),
                    parcours="occupe" if t == 1 else None,
                )
        cites, tranches = self.tables["cite"], self.tables["tranche"]
        for rang in range(self.taille):
            numero_cite = rang * len(cites) // self.taille
            self._menage(
                rang,
                cites[numero_cite]["id"],
                tranches[numero_cite * 4 + self.hasard.randrange(4)]["id"],
                equipe,
            )
        return self.tables

    def _logement(self, rang: int, cite: str, tranche: str) -> str:
        return self.ajouter(
            "logement",
            code_ug=f"UG{rang:07d}",
            cite_id=cite,
            tranche_id=tranche,
            numero=str(rang % 180 + 1),
            voie=_VOIES[rang // 180 % len(_VOIES)],
            commune="Rouvroy",
            code_postal="62320",
            typologie=f"T{2 + rang % 4}",
        )

    def _menage(self, rang: int, cite: str, tranche: str, equipe: list[str]) -> None:
        h = self.hasard
        # A few names are borne by many, most by few: the shape of a real directory.
        nom = self.noms[min(int(h.paretovariate(0.6)), len(self.noms) - 1)]
        prenom = h.choice(_PRENOMS)
        menage = self.ajouter("menage", nom=f"{nom} {prenom}", numero_contrat=f"L{rang:07d}")
        titulaire = self._personne(menage, nom, prenom, titulaire=True)
        for autre in range(h.choice((0, 0, 1, 1, 2, 3))):
            self._personne(menage, nom, h.choice(_PRENOMS), titulaire=False, enfant=autre > 0)
        logement = self._logement(rang, cite, tranche)
        entree = AUJOURDHUI - timedelta(days=h.randrange(400, 9000))
        self._occupation(menage, logement, "origine", entree)
        if rang % 12 == 0:
            ici = self._logement(self.taille + rang, cite, tranche)
            self._occupation(menage, ici, "tiroir", AUJOURDHUI - timedelta(days=h.randrange(200)))
        intervenant = h.choice(equipe)
        self.ajouter(
            "referent",
            menage_id=menage,
            intervenant_id=intervenant,
            role="mediatrice",
            debut=entree.isoformat(),
        )
        self.ajouter("etape", menage_id=menage, code="enquete", faite_le="2026-03-02")
        self.ajouter("souhait", menage_id=menage, code="retour", exprime_le="2026-03-02")
        for _ in range(VISITES_PAR_MENAGE):
            self._visite(menage, titulaire, intervenant)
        self._accompagner(rang, menage, intervenant)
        if rang % 4 == 0:
            self.ajouter(
                "reclamation",
                menage_id=menage,
                logement_id=logement,
                reference=f"R-{rang}",
                categorie="menuiseries",
                description="Volet de la chambre",
                ouverte_le="2026-11-03",
            )

    def _accompagner(self, rang: int, menage: str, intervenant: str) -> None:
        """Milestones, practices and what makes rules of attention speak."""
        h = self.hasard

        def le(jours: int) -> str:
            return (AUJOURDHUI - timedelta(days=h.randrange(jours))).isoformat()

        if rang % 3 == 0:
            self.ajouter("etape", menage_id=menage, code="avis_travaux", faite_le=le(200))
        if rang % 5 == 0:
            prevue = (AUJOURDHUI + timedelta(days=h.randrange(-20, 60))).isoformat()
            self.ajouter("etape", menage_id=menage, code="demenagement_aller", prevue_le=prevue)
        for code in h.sample(_PRATIQUES, 5):
            self.ajouter(
                "pratique",
                menage_id=menage,
                code=code,
                etat=h.choice(("proposee", "acceptee", "declinee", "faite", "faite")),
                le=le(300),
                par_id=intervenant,
            )
        if rang % 20 == 0:
            self.ajouter(
                "annonce", menage_id=menage, objet="Le retour est reporté", ouverte_le=le(40)
            )
        if rang % 10 == 0:
            self.ajouter(
                "attachement", menage_id=menage, nature="objet", titre="Le buffet de ma mère",
                signale_le=le(200),
            )  # fmt: skip
        if rang % 50 == 0:
            self.ajouter("temoin", menage_id=menage, accord_le=le(100))
            self.ajouter(
                "attention_pause",
                menage_id=menage,
                raisons='["sans_nouvelles"]',
                posee_le=le(10),
                jusqu_au=(AUJOURDHUI + timedelta(days=h.randrange(20))).isoformat(),
                motif="Chez sa fille jusqu’à la fin du mois",
            )

    def _personne(
        self, menage: str, nom: str, prenom: str, *, titulaire: bool, enfant: bool = False
    ) -> str:
        lien = "titulaire" if titulaire else "enfant" if enfant else "conjoint"
        return self.ajouter(
            "personne",
            menage_id=menage,
            nom=nom,
            prenom=prenom,
            titulaire=int(titulaire),
            lien=lien,
            naissance=date(self.hasard.randrange(1935, 2015), 5, 4).isoformat(),
            tel_mobile=f"06{self.hasard.randrange(10**8):08d}" if titulaire else None,
        )

    def _occupation(self, menage: str, logement: str, nature: str, debut: date) -> None:
        self.ajouter(
            "occupation",
            menage_id=menage,
            logement_id=logement,
            nature=nature,
            debut=debut.isoformat(),
        )

    def _visite(self, menage: str, personne: str, intervenant: str) -> None:
        h = self.hasard
        jour = (AUJOURDHUI - timedelta(days=h.randrange(540))).isoformat()
        visite = self.ajouter(
            "visite",
            menage_id=menage,
            canal=h.choice(("permanence", "telephone", "domicile")),
            jour=jour,
            heure=f"{h.randrange(9, 18):02d}:{h.randrange(60):02d}:00.000000",
            intervenant_id=intervenant,
        )
        self.ajouter("visite_motif", visite_id=visite, code=h.choice(_MOTIFS))
        commun = {"menage_id": menage, "visite_id": visite}
        self.ajouter(
            "note",
            **commun,
            nature="visite",
            texte=h.choice(_PHRASES),
            visibilite="equipe",
            ecrite_a=f"{jour}T14:05:00.000Z",
            jour=jour,
        )
        if h.random() < 0.3:
            self.ajouter(
                "ressenti",
                **commun,
                personne_id=personne,
                jour=jour,
                code=h.choice(("inquietude", "inquietude", "joie", "tristesse", "confiance")),
                intensite=h.randrange(1, 6),
            )
        if h.random() < 0.1:
            self.ajouter(
                "engagement",
                **commun,
                texte="Rappeler avec la date du retour",
                pris_le=jour,
                pour_le=jour,
                par_id=intervenant,
                etat=h.choice(("tenu", "tenu", "a_tenir", "rompu")),
            )
        if h.random() < 0.05:
            self.ajouter(
                "besoin",
                **commun,
                famille="accompagnement",
                code="calendrier",
                ouvert_le=jour,
                repondu_le=jour if h.random() < 0.6 else None,
            )
        if h.random() < 0.05:
            self.ajouter("tache", **commun, titre="Transmettre le relevé", pour_le=jour)
