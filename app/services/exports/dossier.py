"""The export to the bailleur: previewed, then written as a dated folder, then journaled."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.core.i18n import _, date_longue
from app.core.suivi import Suivi, SuiviMuet
from app.services.exports import datapackage, projection, tableaux
from app.services.exports.projection import Perimetre, Projection
from db.models import Cite, Envoi
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class PreparerExport:
    """Ask what would leave for the bailleur: one estate, or all of them."""

    cite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TablePrevue:
    """One table of the preview: what leaves, what stays and why, and a look at the first rows."""

    nom: str
    titre: str
    lignes: int
    colonnes: tuple[str, ...]
    retenues: tuple[str, ...]
    exemple: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ApercuExport:
    """What would leave, before anything does."""

    intitule: str
    tables: tuple[TablePrevue, ...]
    menages_retenus: int

    @property
    def total(self) -> int:
        """All rows that would leave."""
        return sum(t.lignes for t in self.tables)


@dataclass(frozen=True, slots=True)
class ExporterVersDossier:
    """Write what the preview showed into a new dated folder under `sortie`."""

    sortie: Path
    cite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExportFait:
    """What was written, and its trace in the base."""

    dossier: Path
    fichiers: tuple[Path, ...]
    lignes: int
    menages_retenus: int
    envoi_id: UUID


def apercu(cmd: PreparerExport, uow: UnitOfWork) -> ApercuExport:
    """What leaves, what is withheld and why, table by table."""
    perimetre = Perimetre(uow.clock.today(), cmd.cite_id)
    with uow.lecture() as session:
        tables = tuple(
            TablePrevue(
                p.nom,
                p.titre,
                projection.compter(session, p, perimetre),
                tuple(tableaux.explication(c.nom, c.libelle) for c in p.colonnes),
                p.retenues,
                tuple(
                    tuple(tableaux.cellule_csv(v) for v in ligne)
                    for ligne in projection.lignes(session, p, perimetre, limite=8)
                ),
            )
            for p in projection.projections()
        )
        return ApercuExport(
            _intitule(session, perimetre),
            tuple(t for t in tables if t.lignes),
            _retenus(session, perimetre),
        )


def exporter(cmd: ExporterVersDossier, uow: UnitOfWork, suivi: Suivi | None = None) -> ExportFait:
    """Write the dated folder, all or nothing, and journal the sending.

    Raises `export.rien_a_exporter` when nothing may leave, `export.dossier_impossible` or
    `base.disque_plein` when the folder cannot be written; nothing half-written stays behind.
    """
    suivi = suivi or SuiviMuet()
    perimetre = Perimetre(uow.clock.today(), cmd.cite_id)
    with uow.ecriture("export.dossier") as tx:
        tables = _compter(tx.session, perimetre)
        if not (tables.get("logement") or tables.get("menage")):
            raise EntreeInvalide("export.rien_a_exporter")
        intitule = _intitule(tx.session, perimetre)
        retenus = _retenus(tx.session, perimetre)
        with dossier_provisoire(cmd.sortie, f"export-{perimetre.jour.isoformat()}") as (
            provisoire,
            final,
        ):
            _ecrire(tx.session, perimetre, tables, intitule, provisoire, suivi, tx.clock.now())
            envoi = Envoi(
                id=tx.ids.new(),
                quoi="export",
                destinataire="bailleur",
                nb_lignes=sum(tables.values()),
                detail={"dossier": final.name, "tables": tables, "menages_retenus": retenus},
                prepare_a=tx.clock.now(),
            )
            tx.session.add(envoi)
            tx.session.flush()
            provisoire.rename(final)
            tx.commit()
    fichiers = tuple(sorted(f for f in final.rglob("*") if f.is_file()))
    return ExportFait(final, fichiers, sum(tables.values()), retenus, envoi.id)


def _compter(session: Session, perimetre: Perimetre) -> dict[str, int]:
    comptes = {p.nom: projection.compter(session, p, perimetre) for p in projection.projections()}
    return {nom: n for nom, n in comptes.items() if n}


def _retenus(session: Session, perimetre: Perimetre) -> int:
    requete = select(func.count()).select_from(projection.menages_retenus(perimetre).subquery())
    return int(session.execute(requete).scalar_one())


def _intitule(session: Session, perimetre: Perimetre) -> str:
    nom = (
        session.execute(select(Cite.nom).where(Cite.id == perimetre.cite_id)).scalar()
        if perimetre.cite_id
        else None
    )
    jour = date_longue(perimetre.jour)
    if nom:
        return _("{cite} – export pour le bailleur du {jour}").format(cite=nom, jour=jour)
    return _("Export pour le bailleur du {jour}").format(jour=jour)


def _ecrire(
    session: Session,
    perimetre: Perimetre,
    tables: dict[str, int],
    intitule: str,
    dossier: Path,
    suivi: Suivi,
    maintenant: Any,
) -> None:
    projections = tuple(p for p in projection.projections() if p.nom in tables)
    total, fait = 2 * len(projections) + 1, 0
    (dossier / "csv").mkdir()
    for p in projections:
        suivi.avance(fait, total, p.titre)
        tableaux.ecrire_csv(
            p, projection.lignes(session, p, perimetre), dossier / "csv" / f"{p.nom}.csv"
        )
        fait += 1

    def lignes_de(p: Projection) -> Iterator[tuple[Any, ...]]:
        nonlocal fait
        suivi.avance(fait, total, p.titre)
        fait += 1
        return projection.lignes(session, p, perimetre)

    tableaux.ecrire_xlsx(projections, lignes_de, dossier / "export-bailleur.xlsx", intitule)
    descripteur = datapackage.descripteur(
        tables,
        projections,
        nom=f"voyette-export-{perimetre.jour.isoformat()}",
        titre=intitule,
        cree_le=maintenant,
        relier=not perimetre.limite,
    )
    (dossier / "datapackage.json").write_text(
        json.dumps(descripteur, ensure_ascii=False, indent=2), encoding="utf-8"
    )
    (dossier / _("LISEZ-MOI.txt")).write_text(
        _lisez_moi(intitule, projections, tables), encoding="utf-8-sig"
    )
    suivi.avance(total, total)


def _lisez_moi(intitule: str, projections: tuple[Projection, ...], tables: dict[str, int]) -> str:
    lignes = [
        intitule,
        "",
        _("export-bailleur.xlsx se lit dans un tableur : un onglet par table."),
        _("csv/ et datapackage.json servent aux logiciels (Data Package, Table Schema)."),
        "",
        *(f"- {p.titre} : {tables[p.nom]}" for p in projections),
        "",
        _("Ces données concernent des personnes : ne les gardez que le temps utile."),
    ]
    return "\r\n".join(lignes) + "\r\n"


@contextmanager
def dossier_provisoire(sortie: Path, nom: str) -> Iterator[tuple[Path, Path]]:
    """A hidden folder beside the final one; removed whatever goes wrong."""
    final = sortie / nom
    suite = 2
    while final.exists():
        final = sortie / f"{nom}-{suite}"
        suite += 1
    provisoire = sortie / f".{final.name}.part"
    try:
        sortie.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(provisoire, ignore_errors=True)
        provisoire.mkdir(mode=0o700)
        yield provisoire, final
    except OSError as erreur:
        _retirer(provisoire, final)
        if erreur.errno in (28, 122):  # ENOSPC, EDQUOT
            raise PanneEnvironnement("export.disque_plein", dossier=str(sortie)) from erreur
        raise PanneEnvironnement("export.dossier_impossible", dossier=str(sortie)) from erreur
    except BaseException:
        _retirer(provisoire, final)
        raise


def _retirer(provisoire: Path, final: Path) -> None:
    shutil.rmtree(provisoire, ignore_errors=True)
    shutil.rmtree(final, ignore_errors=True)
