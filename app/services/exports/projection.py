"""What may leave for the bailleur: tables, columns and rows, from the sharing classes alone.

Nothing here lists columns by hand. A column leaves when its model says BAILLEUR; a narrative
leaves when its own visibility says so too and the household agrees; a household that refused or
withdrew its agreement does not leave at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    Table,
    UnaryExpression,
    and_,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import custom_op
from sqlalchemy.sql.visitors import replacement_traverse

from app.core.i18n import _
from app.domain.accompagnement import Partenaire
from app.domain.partage import Destinataire, Partage
from db.models import Base, Consentement, Demenagement, Menage, Note, Occupation
from db.models.base import colonnes_partageables, info_de

_PARENTS = (
    ("reclamation_id", "reclamation"),
    ("etat_id", "etat_des_lieux"),
    ("visite_id", "visite"),
)


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column that leaves: its technical name and the words people read."""

    nom: str
    libelle: str
    genre: type
    obligatoire: bool


@dataclass(frozen=True, slots=True)
class Projection:
    """One table as the recipient sees it."""

    table: Table
    titre: str
    colonnes: tuple[Colonne, ...]
    retenues: tuple[str, ...]

    @property
    def nom(self) -> str:
        """Technical name of the table."""
        return str(self.table.name)


@dataclass(frozen=True, slots=True)
class Perimetre:
    """What an export covers: one estate, those of a bailleur, or all of them, on a given day.

    `ligne_a_ligne`: the rows asked about are few and named by their ids; each is then judged alone
    instead of listing all that may leave.
    """

    jour: date
    cite_id: UUID | None = None
    bailleur_id: UUID | None = None
    ligne_a_ligne: bool = False

    @property
    def limite(self) -> bool:
        """Whether some estates stay out."""
        return self.cite_id is not None or self.bailleur_id is not None


def titres() -> dict[str, str]:
    """The words for the tables that can leave."""
    return {
        "bailleur": _("Bailleurs"),
        "cite": _("Cités"),
        "contact_cite": _("Contacts des cités"),
        "tranche": _("Tranches de travaux"),
        "changement_calendrier": _("Changements de calendrier"),
        "logement": _("Logements"),
        "menage": _("Ménages"),
        "personne": _("Personnes"),
        "intervenant": _("Équipe"),
        "referent": _("Référents"),
        "occupation": _("Occupations"),
        "permanence": _("Permanences"),
        "permanence_serie": _("Permanences hebdomadaires"),
        "permanence_intervenant": _("Équipe des permanences"),
        "visite": _("Contacts"),
        "visite_motif": _("Motifs des contacts"),
        "note": _("Notes partagées"),
        "etape": _("Étapes du parcours"),
        "pratique": _("Bonnes pratiques"),
        "souhait": _("Souhaits"),
        "reclamation": _("Réclamations"),
        "cloture": _("Fins de suivi"),
        "charte_relogement": _("Chartes de relogement"),
        "trajectoire": _("Trajectoires"),
        "besoins_relogement": _("Besoins pour le relogement"),
        "proposition": _("Propositions de logement"),
        "plan_relogement": _("Plans de relogement"),
        "equipe": _("Équipes de déménagement"),
        "demenagement": _("Déménagements"),
        "report_demenagement": _("Reports de déménagement"),
        "releve_compteur": _("Relevés de compteur"),
        "cle_logement": _("Clés des logements"),
        "responsable": _("Responsables de réparation"),
        "dossier_collectif": _("Dossiers collectifs"),
        "suivi_reclamation": _("États des réclamations"),
        "echange_reclamation": _("Échanges sur les réclamations"),
        "passage_reclamation": _("Passages pour les réparations"),
        "reception": _("Réceptions de travaux"),
        "etat_des_lieux": _("États des lieux"),
        "ligne_etat_des_lieux": _("Éléments des états des lieux"),
        "prise_en_main": _("Prises en main"),
        "quittance": _("Loyers avant et après"),
        "action_collective": _("Actions collectives"),
    }


def projections(destinataire: Destinataire = Destinataire.BAILLEUR) -> tuple[Projection, ...]:
    """Every table with something to share, in dependency order.

    A table whose only shareable columns are keys has nothing to say and stays.
    """
    faites, noms = [], titres()
    for table in Base.metadata.sorted_tables:
        permises = colonnes_partageables(table, destinataire)
        utiles = {n for n in permises if not _est_cle(table, n)}
        if not utiles:
            continue
        colonnes = tuple(_colonne(table, c.name) for c in table.columns if c.name in permises)
        retenues = tuple(_libelle(table, c.name) for c in table.columns if c.name not in permises)
        faites.append(Projection(table, noms.get(table.name, str(table.name)), colonnes, retenues))
    return tuple(faites)


def _est_cle(table: Table, nom: str) -> bool:
    colonne = table.columns[nom]
    return colonne.primary_key or bool(colonne.foreign_keys)


def _libelle(table: Table, nom: str) -> str:
    libelle = str(info_de(table.columns[nom]).get("libelle", ""))
    return _(libelle) if libelle else nom


def _colonne(table: Table, nom: str) -> Colonne:
    colonne = table.columns[nom]
    return Colonne(nom, _libelle(table, nom), colonne.type.python_type, colonne.primary_key)


def refus(jour: date) -> ColumnElement[bool]:
    """The household's latest word to the bailleur is a refusal, or an agreement withdrawn."""
    derniere = (
        select(func.max(Consentement.donne_le))
        .where(
            Consentement.menage_id == Menage.id,
            Consentement.partenaire == Partenaire.BAILLEUR,
        )
        .correlate(Menage)
        .scalar_subquery()
    )
    return exists().where(
        Consentement.menage_id == Menage.id,
        Consentement.partenaire == Partenaire.BAILLEUR,
        Consentement.donne_le == derniere,
        or_(
            Consentement.accorde == false(),
            and_(Consentement.retire_le.is_not(None), Consentement.retire_le <= jour),
        ),
    )


def menages_retenus(perimetre: Perimetre) -> Select[UUID]:
    """Households of the perimeter that do not agree to share with the bailleur."""
    return select(Menage.id).where(
        Menage.fusionne_dans_id.is_(None), _dans_la_cite(perimetre), refus(perimetre.jour)
    )


def _dans_la_cite(perimetre: Perimetre) -> ColumnElement[bool]:
    if not perimetre.limite:
        return Menage.id.is_not(None)
    logement = Base.metadata.tables["logement"]
    return exists().where(
        Occupation.menage_id == Menage.id,
        Occupation.logement_id == logement.c.id,
        _ma_cite(logement.c.cite_id, perimetre),
    )


def permis(perimetre: Perimetre) -> tuple[ColumnElement[bool], ...]:
    """What a household must meet for what is about it to leave."""
    return (
        Menage.fusionne_dans_id.is_(None),
        _dans_la_cite(perimetre),
        ~refus(perimetre.jour),
    )


def accord_actif(jour: date) -> Select[UUID]:
    """Households that said yes to the bailleur and did not withdraw: their narratives may leave."""
    return select(Consentement.menage_id).where(
        Consentement.partenaire == Partenaire.BAILLEUR,
        Consentement.accorde,
        or_(Consentement.retire_le.is_(None), Consentement.retire_le > jour),
    )


def filtre(table: Table, perimetre: Perimetre) -> list[ColumnElement[bool]]:
    """The conditions a row must meet to leave."""
    c = table.c
    permises = select(Menage.id).where(*permis(perimetre))
    conditions: list[ColumnElement[bool]] = []
    if table.name == "menage":
        conditions += permis(perimetre)
    elif "menage_id" in c:
        conditions.append(or_(_parmi(c.menage_id, permises, perimetre), c.menage_id.is_(None)))
    if table.name == "personne":
        conditions += [c.fusionne_dans_id.is_(None), c.partie_le.is_(None)]
    if "demenagement_id" in c:  # a move's meters, keys, changes of day
        mien = _parmi(Demenagement.__table__.c.menage_id, permises, perimetre)
        dit = _parmi(c.demenagement_id, select(Demenagement.id).where(mien), perimetre)
        sans = c.demenagement_id.is_(None)
        conditions.append(or_(dit, sans) if c.demenagement_id.nullable else dit)
    for cle, parent in _PARENTS:  # what is told of a row leaves with that row only
        if cle in c and (cle != "visite_id" or table.name == "visite_motif"):
            mere = Base.metadata.tables[parent]
            siennes = select(mere.c.id).where(*filtre(mere, perimetre))
            conditions.append(_parmi(c[cle], siennes, perimetre))
    if table.name == "note":
        remplacees = select(Note.remplace_id).where(Note.remplace_id.is_not(None))
        conditions += [
            c.visibilite == Partage.BAILLEUR,
            _parmi(c.menage_id, accord_actif(perimetre.jour), perimetre),
            c.id.not_in(remplacees),
        ]
    if perimetre.limite:
        conditions += _limite_a_la_cite(table, perimetre)
    return conditions


def _parmi(
    cle: ColumnElement[Any], requete: Select[Any], perimetre: Perimetre
) -> ColumnElement[bool]:
    """That key is one of those: listed once for many rows, looked up for a few."""
    if not perimetre.ligne_a_ligne:
        return cle.in_(requete)
    return requete.where(requete.selected_columns[0] == cle).exists()


def _limite_a_la_cite(table: Table, perimetre: Perimetre) -> list[ColumnElement[bool]]:
    c, nom = table.c, table.name
    if nom == "cite":
        return [_mienne(c.id, c.bailleur_id, perimetre)]
    if nom == "bailleur" and perimetre.bailleur_id is not None:
        return [c.id == perimetre.bailleur_id]
    if "cite_id" in c:
        # A repairer of every estate, a complaint whose home nobody knows: its household tells.
        sans: dict[str, ColumnElement[bool]] = {"responsable": c.cite_id.is_(None)}
        if nom == "reclamation":
            sans[nom] = and_(c.cite_id.is_(None), c.menage_id.is_not(None))
        ici = _ma_cite(c.cite_id, perimetre)
        return [or_(ici, sans[nom]) if nom in sans else ici]
    if nom == "visite":
        return [or_(c.menage_id.is_not(None), _de_la_cite(c.permanence_id, perimetre))]
    limites = {
        "changement_calendrier": ("tranche_id",),
        "permanence_intervenant": ("permanence_id",),
        "reception": ("logement_id", "tranche_id"),
    }
    if nom not in limites:
        return []
    return [or_(*(_de_la_cite(c[cle], perimetre) for cle in limites[nom]))]


def _de_la_cite(cle: Column[Any], perimetre: Perimetre) -> ColumnElement[bool]:
    """What that key points to belongs to an estate of the perimeter."""
    lieu = Base.metadata.tables[cle.name.removesuffix("_id")]
    ici = select(lieu.c.id).where(_ma_cite(lieu.c.cite_id, perimetre))
    return _parmi(cle, ici, perimetre)


def _ma_cite(cle: ColumnElement[Any], perimetre: Perimetre) -> ColumnElement[bool]:
    """That key is an estate of the perimeter."""
    if perimetre.bailleur_id is None:
        return cle == perimetre.cite_id
    cite = Base.metadata.tables["cite"]
    siennes = select(cite.c.id).where(_mienne(cite.c.id, cite.c.bailleur_id, perimetre))
    return cle.in_(siennes)


def _mienne(
    id_: ColumnElement[Any], bailleur_id: ColumnElement[Any], perimetre: Perimetre
) -> ColumnElement[bool]:
    conditions = []
    if perimetre.cite_id is not None:
        conditions.append(id_ == perimetre.cite_id)
    if perimetre.bailleur_id is not None:
        conditions.append(bailleur_id == perimetre.bailleur_id)
    return and_(*conditions)


def compter(session: Session, projection: Projection, perimetre: Perimetre) -> int:
    """How many rows of this table leave."""
    table = projection.table
    comptees = select(func.count()).select_from(table).where(*_d_une_traite(table, perimetre))
    return int(session.execute(comptees).scalar_one())


def lignes(
    session: Session, projection: Projection, perimetre: Perimetre, limite: int | None = None
) -> Iterator[tuple[Any, ...]]:
    """The rows that leave, in a stable order, fetched by batches."""
    table = projection.table
    lues = (
        select(*(table.c[c.nom] for c in projection.colonnes))
        .where(*filtre(table, perimetre))
        .order_by(*table.primary_key.columns)
        .limit(limite)
        .execution_options(yield_per=1000)
    )
    for ligne in session.execute(lues):
        yield tuple(ligne)


def requete(projection: Projection, perimetre: Perimetre) -> Select[Any]:
    """What reads them all, one after another as the base keeps them."""
    table = projection.table
    return (
        select(*(table.c[c.nom] for c in projection.colonnes))
        .where(*_d_une_traite(table, perimetre))
        .order_by(literal_column(f"{table.name}.rowid"))
    )


def _d_une_traite(table: Table, perimetre: Perimetre) -> list[ColumnElement[bool]]:
    """The conditions of `filtre`, checked row after row.

    Most rows leave: looking them up household by household and sorting them takes three times as
    long (SQLite uses no index on a column behind a `+`), and listing all that may leave takes
    memory that follows their number.
    """
    seule = replace(perimetre, ligne_a_ligne=True)

    def sans_index(element: Any, **_mots: Any) -> Any:
        if isinstance(element, Select):
            return element
        if isinstance(element, Column) and element.table is table:
            return UnaryExpression(element, operator=custom_op("+"), type_=element.type)
        return None

    return [replacement_traverse(c, {}, sans_index) for c in filtre(table, seule)]
