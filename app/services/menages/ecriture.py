"""Creating and changing households."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.i18n import _
from app.domain.logements import NatureOccupation
from app.domain.menages import Lien, Phase, verifier_naissance, verifier_phase
from app.services.champs import poser, valider
from app.services.chargement import charger, facultatif, obligatoire
from app.services.occupations import OuvrirOccupation, preparer
from db.models import Menage, Personne
from db.uow import Transaction, UnitOfWork

CHAMPS = frozenset(
    {
        "nom",
        "numero_contrat",
        "statut",
        "ayant_droit",
        "date_entree",
        "nb_occupants",
        "loyer",
        "charges",
        "apl",
        "loyer_date",
        "ressources",
        "ressources_date",
        "langue",
        "contact_prefere",
    }
)
CHAMPS_PERSONNE = frozenset(
    {
        "civilite",
        "nom",
        "prenom",
        "naissance",
        "age",
        "lien",
        "titulaire",
        "tel_fixe",
        "tel_mobile",
        "courriel",
        "langue",
        "contact_prefere",
        "information",
        "information_precision",
    }
)


@dataclass(frozen=True, slots=True)
class CreerMenage:
    """A new household and its titulaire, in a dwelling when it is known.

    `titulaire` and `champs` hold fields by column name (`CHAMPS_PERSONNE`, `CHAMPS`). The household
    takes its titulaire's name unless `champs` gives one.
    """

    titulaire: Mapping[str, object]
    champs: Mapping[str, object] = field(default_factory=dict)
    logement_id: UUID | None = None
    nature: NatureOccupation = NatureOccupation.ORIGINE
    depuis: date | None = None


@dataclass(frozen=True, slots=True)
class ModifierMenage:
    """Change some fields of a household (`CHAMPS`, by column name)."""

    menage_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FixerPhase:
    """Say in which phase a household is, with the reason; None goes back to the dated facts."""

    menage_id: UUID
    phase: Phase | None
    motif: str = ""


def charger_menage(session: Session, menage_id: UUID) -> Menage:
    """The household to act upon.

    Raises `RegleMetier("menage.introuvable")`, or "menage.fusionne" when it now lives on in another
    one (`menage_id` in the parameters).
    """
    menage = session.get(Menage, menage_id)
    if menage is None:
        raise RegleMetier("menage.introuvable")
    if menage.fusionne_dans_id is not None:
        raise RegleMetier("menage.fusionne", menage=menage.nom)
    return menage


def nouvelle_personne(tx: Transaction, menage_id: UUID, champs: Mapping[str, object]) -> Personne:
    """A person of that household with checked fields, not yet added to the session."""
    valeurs = valider(Personne, champs, CHAMPS_PERSONNE)
    valeurs["nom"] = obligatoire(str(valeurs.get("nom") or ""), _("Nom"))
    verifier_naissance(valeurs.get("naissance"), valeurs.get("age"), tx.clock.today())
    if valeurs.get("age") is not None:
        valeurs["age_le"] = tx.clock.today()
    return Personne(id=tx.ids.new(), menage_id=menage_id, **valeurs)


def creer(cmd: CreerMenage, uow: UnitOfWork) -> Changes:
    """The new household; raises `EntreeInvalide` on a field, `RegleMetier` on the dwelling."""
    with uow.ecriture("menage.creer") as tx:
        menage_id = tx.ids.new()
        titulaire = {"titulaire": True, "lien": Lien.TITULAIRE, **cmd.titulaire}
        personne = nouvelle_personne(tx, menage_id, titulaire)
        valeurs = {"nom": f"{personne.nom} {personne.prenom or ''}".strip(), **cmd.champs}
        menage = Menage(id=menage_id, **valider(Menage, valeurs, CHAMPS))
        tx.session.add(menage)
        tx.session.flush()
        tx.session.add(personne)
        if cmd.logement_id is not None:
            preparer(tx, OuvrirOccupation(menage_id, cmd.logement_id, cmd.nature, cmd.depuis))
        tx.commit()
    logements = {cmd.logement_id} if cmd.logement_id else set()
    return Changes.of(
        principal=menage_id,
        operation=tx.operation,
        menages={menage_id},
        personnes={personne.id},
        logements=logements,
    )


def modifier(cmd: ModifierMenage, uow: UnitOfWork) -> Changes:
    """The household with these fields changed; nothing is written when they already are so."""
    with uow.ecriture("menage.modifier") as tx:
        menage = charger_menage(tx.session, cmd.menage_id)
        if not poser(menage, valider(Menage, cmd.champs, CHAMPS)):
            return Changes.of(principal=menage.id)
        tx.commit()
    return Changes.of(principal=menage.id, operation=tx.operation, menages={menage.id})


def fixer_phase(cmd: FixerPhase, uow: UnitOfWork) -> Changes:
    """The household in that phase; raises `EntreeInvalide("menage.phase_motif")` without reason."""
    motif = facultatif(cmd.motif) if cmd.phase else None
    verifier_phase(cmd.phase, motif)
    with uow.ecriture("menage.phase") as tx:
        menage = charger_menage(tx.session, cmd.menage_id)
        poser(menage, {"phase_forcee": cmd.phase, "phase_motif": motif})
        tx.commit()
    return Changes.of(principal=menage.id, operation=tx.operation, menages={menage.id})


__all__ = [
    "CHAMPS",
    "CHAMPS_PERSONNE",
    "CreerMenage",
    "FixerPhase",
    "ModifierMenage",
    "charger",
    "charger_menage",
    "creer",
    "fixer_phase",
    "modifier",
    "nouvelle_personne",
]
