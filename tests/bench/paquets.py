"""Packages: whole ones against bare csv + zip and bare xlsxwriter, what changed, memory.

The baselines read the very same rows with the same queries and write them with nothing around: no
ids of the recipient, no words, no descriptor, no hash, no encryption.
"""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from functools import partial
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import pyrage
import xlsxwriter
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core.suivi import SuiviMuet
from app.domain.envois import EtatColis, Etendue, Format
from app.domain.paquets import Manifeste
from app.domain.profils_envoi import ProfilLu
from app.services.exports import projection
from app.services.exports.paquets.composer import composer
from app.services.exports.paquets.preparation import Fermeture, Prevu, preparer
from app.services.exports.profils.etendues import prochain
from app.services.exports.projection import Perimetre
from app.services.exports.protection.fermeture import fermer_age
from app.services.exports.protection.signature import CleSignature
from app.services.exports.selection import SelectionComplete, forme
from db.models import Colis, Menage, Personne, ProfilEnvoi
from db.uow import UnitOfWork
from tests.bench._bases import AUJOURDHUI, MAINTENANT, base, copie, fichier, ouvrir_base
from tests.bench.mesures import Mesure, chronometrer, memoire

TAILLES = (1_000, 5_000, 25_000)
PETITE = 5_000
CHANGEMENTS = 200
PLAFOND_CSV, PLAFOND_XLSX, PLAFOND_DELTA, PLAFOND_MEMOIRE = 2.5, 0.8, 1000.0, 1.2
"""The workbook says more than its baseline: words, household, home, heights of rows."""
_CLE = pyrage.x25519.Identity.generate()
_SEL = "b3" * 16


class _Puits(io.RawIOBase):
    """Takes everything and keeps nothing."""

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, octets: Any) -> int:
        """Bytes gone."""
        return len(octets)


def mesurer(taille: int) -> list[Mesure]:
    """A whole package, its workbook alone, the memory of it; what 200 changes make."""
    with base(taille) as ouverte, ouverte.uow.lecture() as session:
        _csv_nu(session)  # queries are compiled, pages are in memory
        csv_zip = chronometrer(lambda: _csv_nu(session))
        complet = chronometrer(lambda: _composer(session, (Format.CSV_FR,)))
        tableur = chronometrer(lambda: _composer(session, (Format.XLSX,)))
        xlsx_nu = chronometrer(lambda: _xlsx_nu(session))
    mesures = [
        Mesure("envoi complet, csv", taille, complet, reference=csv_zip, plafond=PLAFOND_CSV),
        Mesure("envoi complet, xlsx", taille, tableur, reference=xlsx_nu, plafond=PLAFOND_XLSX),
        Mesure("ce qui a changé", taille, _delta(taille), plafond=PLAFOND_DELTA),
    ]
    if taille > PETITE:
        fichier(PETITE)  # filled here, not in the process that is measured
        petit, grand = memoire(_en_entier, PETITE), memoire(_en_entier, taille)
        mesures.append(
            Mesure(
                "mémoire d’un envoi",
                taille,
                grand,
                "Mio",
                reference=petit,
                plafond=PLAFOND_MEMOIRE,
                detail=f"contre {PETITE} ménages",
            )
        )
    return mesures


def _profil(formats: tuple[Format, ...], id_: UUID | None = None) -> ProfilLu:
    return ProfilLu(id_ or UUID(int=1), "Banc", sel=_SEL, formats=formats)


def _composer(session: Session, formats: tuple[Format, ...]) -> None:
    """A package closed to a key, nothing kept."""
    profil = _profil(formats)
    manifeste = Manifeste(UUID(int=2), 1, Etendue.COMPLET, "Banc", MAINTENANT, "", "")
    with fermer_age(str(_CLE.to_public()), _Puits()) as sortie:  # type: ignore[arg-type]  # a raw sink
        composer(
            session,
            profil,
            SelectionComplete(profil, AUJOURDHUI),
            manifeste,
            lambda _octets: b"",
            sortie,
            SuiviMuet(),
        )


def _en_entier(taille: int) -> None:
    with base(taille) as ouverte, ouverte.uow.lecture() as session:
        _composer(session, (Format.XLSX, Format.CSV_FR, Format.JSONL))


def _rows(session: Session, table: projection.Projection) -> Any:
    return session.connection().execute(projection.requete(table, Perimetre(AUJOURDHUI))).cursor


def _csv_nu(session: Session) -> None:
    with zipfile.ZipFile(_Puits(), "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for table in projection.projections():
            with archive.open(f"{table.nom}.csv", "w", force_zip64=True) as flux:
                _ecrire_csv(session, table, flux)


def _ecrire_csv(session: Session, table: projection.Projection, flux: IO[bytes]) -> None:
    with io.TextIOWrapper(flux, encoding="utf-8", newline="", write_through=False) as texte:
        sortie = csv.writer(texte, delimiter=";")
        sortie.writerow([c.nom for c in table.colonnes])
        rows = _rows(session, table)
        while lot := rows.fetchmany(1000):
            sortie.writerows(lot)


def _xlsx_nu(session: Session) -> None:
    with (
        tempfile.TemporaryDirectory() as dossier,
        xlsxwriter.Workbook(f"{dossier}/nu.xlsx", {"constant_memory": True}) as classeur,
    ):
        for table in projection.projections():
            feuille = classeur.add_worksheet()
            feuille.write_row(0, 0, [c.nom for c in table.colonnes])
            rang, rows = 0, _rows(session, table)
            while lot := rows.fetchmany(1000):
                for ligne in lot:
                    rang += 1
                    feuille.write_row(rang, 0, ligne)


def _delta(taille: int) -> float:
    """Milliseconds of the package that follows 200 households changed, prepared for good."""
    with tempfile.TemporaryDirectory() as dossier:
        ouverte = ouvrir_base(copie(taille, Path(dossier)))
        try:
            profil = _a_jour(ouverte.uow)
            _changer(ouverte.uow)
            return chronometrer(lambda: _preparer(ouverte.uow, profil))
        finally:
            ouverte.fermer()


def _a_jour(uow: UnitOfWork) -> ProfilLu:
    """A profile whose recipient has all there is: a small package stands for a large one."""
    with uow.ecriture("banc.profil") as tx:
        ligne = ProfilEnvoi(id=tx.ids.new(), nom="Banc", sel=_SEL, formats=["csv_fr"])
        tx.session.add(ligne)
        tx.commit()
    profil = _profil((Format.XLSX, Format.CSV_FR), ligne.id)
    vide = ProfilLu(
        profil.id, "Banc", sel=_SEL, formats=(Format.CSV_FR,), tables=frozenset({"cite"})
    )
    prevu = Prevu(vide, SelectionComplete(vide, AUJOURDHUI), _fermeture(), _signature())
    colis = preparer(uow, lambda _session: prevu)
    with uow.ecriture("banc.colis") as tx:
        tx.session.execute(
            update(Colis)
            .where(Colis.id == colis.id)
            .values(etat=EtatColis.ACCUSE, etat_a=tx.clock.now(), forme=forme(profil))
        )
        tx.commit()
    return profil


def _changer(uow: UnitOfWork) -> None:
    with uow.ecriture("banc.changer") as tx:
        ids = list(tx.session.scalars(select(Menage.id).limit(CHANGEMENTS * 4)))[::4]
        for id_ in ids[: CHANGEMENTS // 2]:
            tx.session.execute(update(Menage).where(Menage.id == id_).values(nom="Changé"))
        for id_ in ids[CHANGEMENTS // 2 :]:
            tx.session.execute(
                update(Personne).where(Personne.menage_id == id_).values(tel_mobile="0600000000")
            )
        tx.commit()


def _preparer(uow: UnitOfWork, profil: ProfilLu) -> None:
    def prevoir(session: Session) -> Prevu:
        suite = prochain(session, profil, Etendue.DELTA, AUJOURDHUI, uow.appareil_id)
        if suite.selection.etendue is not Etendue.DELTA:
            raise RuntimeError(suite.motif)
        return Prevu(profil, suite.selection, _fermeture(), _signature(), suite.depuis)

    colis = preparer(uow, prevoir)
    if colis.nb_lignes < CHANGEMENTS:
        raise RuntimeError(colis.nb_lignes)


def _fermeture() -> Fermeture:
    return Fermeture(partial(fermer_age, str(_CLE.to_public())), ".zip.age")


def _signature() -> CleSignature:
    return CleSignature(bytes(32))
