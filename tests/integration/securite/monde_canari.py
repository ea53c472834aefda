"""A base where every text column holds a word of its own, and what was sent out of it.

Two households with everything: the first agrees to share, the second refuses after a first
package. `ZQ` words belong to everybody, `ZR` words to what is told of the one who refuses.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pyzipper
from pypdf import PdfReader
from sqlalchemy import Text, select, text

from app.core.errors import AppError
from app.domain.accompagnement import EtatPermanence, Partenaire
from app.domain.logements import NatureOccupation
from app.domain.partage import Destinataire, Partage, autorise, note_autorisee
from db.models import (
    Bailleur,
    Base,
    CharteRelogement,
    Consentement,
    Contenu,
    Logement,
    Occupation,
    Permanence,
    info_de,
)
from db.types import Choix
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.apres import lignes_d_apres
from tests.integration.documents.donnees import lieu, menage_complet
from tests.integration.documents.relogement import lignes_du_relogement
from tests.integration.documents.suivi import lignes_du_reste
from tests.integration.documents.test_partage import TABLES
from ui.messages import mots

MOT = re.compile(r"Z([QR])(\d{4})Q")
_OCTETS = re.compile(rb"Z[QR]\d{4}Q", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vus:
    """The columns whose words were read in something, those of the household that refused apart."""

    tous: frozenset[tuple[str, str]]
    du_refus: frozenset[tuple[str, str]]


@dataclass(slots=True)
class Monde:
    """The base, its two households, and which column each word stands for."""

    uow: UnitOfWork
    dossier: Path
    cite: UUID
    seance: UUID
    partage: UUID
    refuse: UUID
    mots: list[tuple[str, str]] = field(default_factory=list)

    def lire(self, ecrit: str) -> Vus:
        """What a text tells."""
        trouves = [(r, self.mots[int(n)]) for r, n in MOT.findall(ecrit)]
        return Vus(frozenset(c for _r, c in trouves), frozenset(c for r, c in trouves if r == "R"))

    def poses(self) -> frozenset[tuple[str, str]]:
        """Every column that holds a word."""
        return frozenset(self.mots)


def peupler(uow: UnitOfWork, dossier: Path) -> Monde:
    """Both households written, still agreeing, and every column planted."""
    ids = lieu(uow)
    seance = uow.ids.new()
    factories.ecrire(
        uow,
        Permanence(
            id=seance, cite_id=ids["cite"], jour=date(2026, 11, 23), debut=time(14), fin=time(17),
            lieu="Maison du projet", etat=EtatPermanence.CLOSE,
        ),
    )  # fmt: skip
    menages = []
    for rang in (1, 2):
        m = menage_complet(uow, ids, visites=4, rang=rang)
        lignes = [
            *lignes_du_reste(uow, m, uow.ids.new(), ids),
            *lignes_du_relogement(uow, m, ids["cite"]),
        ]
        factories.ecrire(uow, *_sans_doublon(lignes, rang))
        origine = _logement(uow, m)
        factories.ecrire(
            uow, *lignes_d_apres(uow, m, origine, ids["cite"], reference=f"R-090{rang}")
        )
        for visibilite in Partage:
            factories.visite(uow, m, texte="récit", visibilite=visibilite, permanence_id=seance)
        menages.append(m)
    monde = Monde(uow, dossier, ids["cite"], seance, *menages)
    _completer(uow, ids["cite"])
    _planter(monde)
    return monde


def _completer(uow: UnitOfWork, cite_id: UUID) -> None:
    """Whose estate it is; the complaints of both households found at the reception."""
    bailleur = uow.ids.new()
    factories.ecrire(uow, Bailleur(id=bailleur, nom="Bailleur fictif"))
    with uow.ecriture("test.reserves") as tx:
        tx.connection.execute(
            text("UPDATE cite SET bailleur_id = :b WHERE id = :c"),
            {"b": bailleur.hex, "c": cite_id.hex},
        )
        tx.connection.exec_driver_sql(
            "UPDATE reclamation SET reception_id = (SELECT r.id FROM reception r"
            " WHERE r.logement_id = reclamation.logement_id) WHERE logement_id IS NOT NULL"
        )
        tx.commit()


def refuser(monde: Monde) -> None:
    """The second household says no; the first one's name changes."""
    uow = monde.uow
    factories.ecrire(
        uow,
        Consentement(
            id=uow.ids.new(), menage_id=monde.refuse, partenaire=Partenaire.BAILLEUR,
            accorde=False, donne_le=date(2026, 11, 23),
        ),
    )  # fmt: skip
    with uow.ecriture("menage.modifier") as tx:
        tx.connection.execute(
            text("UPDATE menage SET nom = nom || ' neuf' WHERE id = :m"), {"m": monde.partage.hex}
        )
        tx.commit()


def permis(colonne: tuple[str, str], pour: Destinataire) -> bool:
    """Whether that recipient may read that column, from its class alone."""
    table, nom = colonne
    if ":" in nom:
        visible = note_autorisee(Partage(nom.partition(":")[2]), pour)
        return visible and pour is not Destinataire.MENAGE
    info = info_de(Base.metadata.tables[table].columns[nom])
    return autorise(info["partage"], pour, au_menage=info["au_menage"])


def morceaux(octets: bytes, phrase: str = "") -> dict[str, str]:
    """Each piece of an archive, in text; of an AES one with its passphrase."""
    if phrase:
        with pyzipper.AESZipFile(io.BytesIO(octets)) as scellee:
            scellee.setpassword(phrase.encode())
            return _morceaux(scellee)
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return _morceaux(archive)


def _morceaux(archive: Any) -> dict[str, str]:
    lus = {"(commentaire)": archive.comment.decode("latin-1")}
    for nom in archive.namelist():
        lus |= en_textes(nom, archive.read(nom))
    return lus


def en_textes(nom: str, octets: bytes) -> dict[str, str]:
    """The text of a file; of a workbook, that of its first sheet apart too."""
    lus = {nom: en_texte(nom, octets)}
    if nom.endswith(".xlsx"):
        premiere = openpyxl.load_workbook(io.BytesIO(octets)).worksheets[0]
        lus[f"{nom}!explications"] = _cellules(premiere)
    return lus


def en_texte(nom: str, octets: bytes) -> str:
    """All the text of a file: PDF, workbook, or plain; what no page shows included."""
    if nom.endswith(".pdf"):
        lu = PdfReader(io.BytesIO(octets))
        pages = "".join(p.extract_text() for p in lu.pages).replace("\n", "")
        signets = _signets(lu.outline)
        liens = [str(a.get_object()) for p in lu.pages for a in p.annotations or ()]
        caches = [*map(str, (lu.metadata or {}).values()), *signets, *liens, *lu.attachments]
        return "\n".join([pages, *caches])
    if nom.endswith(".xlsx"):
        classeur = openpyxl.load_workbook(io.BytesIO(octets))
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:  # titles, notes, heads of pages
            autour = [
                html.unescape(archive.read(n).decode())
                for n in archive.namelist() if "sharedStrings" not in n
            ]  # fmt: skip
        return "\n".join([*(_cellules(f) for f in classeur), *autour])
    if nom.endswith(".ics"):
        octets = octets.replace(b"\r\n ", b"")
    return octets.decode("utf-8-sig")


def _signets(plan: Sequence[Any]) -> list[str]:
    return [
        titre for s in plan for titre in (_signets(s) if isinstance(s, list) else [str(s.title)])
    ]


def _cellules(feuille: Any) -> str:
    return "\n".join(str(c.value) for li in feuille.iter_rows() for c in li if c.value)


def traces(*dossiers: Path) -> list[str]:
    """Which files hold a word in clear, in any usual width, in their name or in an archive."""
    trouvees = []
    for fichier in (p for d in dossiers for p in sorted(d.rglob("*")) if p.is_file()):
        octets = fichier.read_bytes()
        contenus = [fichier.name.encode(), octets]
        if zipfile.is_zipfile(io.BytesIO(octets)):
            with zipfile.ZipFile(io.BytesIO(octets)) as archive:
                contenus += [archive.read(n) for n in archive.namelist()]
        if any(_OCTETS.search(c.replace(b"\0", b"")) for c in contenus):
            trouvees.append(str(fichier))
    return trouvees


def attrapee(erreur: AppError) -> str:
    """All that an error can show or leave in a log."""
    dit = mots(erreur)
    return " ".join((str(erreur), repr(erreur), dit.titre, dit.pourquoi, dit.que_faire))


def _logement(uow: UnitOfWork, menage_id: UUID) -> UUID:
    with uow.lecture() as session:
        return session.scalars(
            select(Occupation.logement_id).where(
                Occupation.menage_id == menage_id, Occupation.nature == NatureOccupation.ORIGINE
            )
        ).one()


def _sans_doublon(lignes: Iterable[Base], rang: int) -> Iterator[Base]:
    """The same rows a second time: what must be unique told apart."""
    for ligne in lignes:
        if rang > 1 and isinstance(ligne, CharteRelogement):
            continue
        if isinstance(ligne, Logement):
            ligne.code_ug = f"{ligne.code_ug}{rang}"
        if isinstance(ligne, Contenu):
            ligne.empreinte = f"{rang:064x}"
        yield ligne


def _planter(monde: Monde) -> None:
    """A word in every text column of every row; a narrative's tells its visibility."""
    siennes = _du_refus(monde)
    with monde.uow.ecriture("test.canaris") as tx:
        tx.connection.exec_driver_sql("DROP TRIGGER garde_note_texte")
        for nom in (*TABLES, "note"):
            mien = siennes.get(nom, "0")
            for colonne in Base.metadata.tables[nom].columns:
                if not isinstance(colonne.type, Text) or isinstance(colonne.type, Choix):
                    continue
                fin = "@x.example" if colonne.name == "courriel" else "W"
                for visibilite in Partage if nom == "note" else (None,):
                    dit = f"{colonne.name}:{visibilite.value}" if visibilite else colonne.name
                    monde.mots.append((nom, dit))
                    n = len(monde.mots) - 1
                    ou = f"WHERE visibilite = '{visibilite.value}'" if visibilite else ""
                    tx.connection.exec_driver_sql(
                        f"UPDATE {nom} SET {colonne.name} = CASE WHEN {mien} THEN 'ZR{n:04d}Q'"
                        f" ELSE 'ZQ{n:04d}Q' END || rowid || '{fin}' {ou}"
                    )
        tx.connection.exec_driver_sql(
            "INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT id FROM menage"
        )
        tx.commit()


def _du_refus(monde: Monde) -> dict[str, str]:
    """For each table about households, what tells the rows of the one who refuses (SQL)."""
    siennes = {"menage": f"menage.id = '{monde.refuse.hex}'"}
    for table in Base.metadata.sorted_tables:
        if table.name in siennes or table.name not in (*TABLES, "note"):
            continue
        conditions = []
        for cle in table.foreign_keys:
            mere = cle.column.table.name
            if mere in siennes and mere != table.name and cle.parent.name != "autre_id":
                conditions.append(
                    f"{table.name}.{cle.parent.name} IN"
                    f" (SELECT id FROM {mere} WHERE {siennes[mere]})"
                )
        if conditions:
            siennes[table.name] = f"({' OR '.join(conditions)})"
    return siennes
