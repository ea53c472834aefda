"""A fictitious operation written into a base, where everything reads like a real one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from app.core.errors import EntreeInvalide
from app.domain.accompagnement import CodeEtape, CodeSouhait, EtatEngagement
from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.menages import Lien
from app.domain.relogements import NatureLien, Trajectoire
from app.services import acces, equipe
from app.services.acces import BaseServie, Machine
from app.services.demonstration.operation import FoyerTire, OperationTiree, tirer_operation
from db.models import (
    Bailleur,
    Base,
    BesoinsRelogement,
    Cite,
    Engagement,
    Equipe,
    Etape,
    Indisponibilite,
    LienMenages,
    Logement,
    Menage,
    Occupation,
    Personne,
    Souhait,
    TrajectoireMenage,
    Tranche,
)
from db.uow import Transaction, UnitOfWork

_ENQUETE_AVANT = timedelta(days=20)
_ENTREE = date(2015, 9, 1)


@dataclass(frozen=True, slots=True)
class CreerOperation:
    """Draw an operation of that size from `graine`, as it stands on `jour`."""

    jour: date
    menages: int = 240
    tiroirs: int = 30
    tranches: int = 12
    graine: int = 2026


def creer_base_operation(
    chemin: Path, phrase: str, cmd: CreerOperation, machine: Machine
) -> tuple[BaseServie, OperationTiree]:
    """A new encrypted base holding the operation, left open; what was drawn.

    Raises `EntreeInvalide("operation.taille")` for a size nobody could show; refuses an existing
    file as any new base does. A failure leaves no base behind.
    """
    if not (0 <= cmd.menages <= 5000 and 0 <= cmd.tiroirs <= 1000 and 1 <= cmd.tranches <= 200):
        raise EntreeInvalide("operation.taille")
    operation = tirer_operation(cmd.menages, cmd.tiroirs, cmd.tranches, cmd.graine, cmd.jour)
    servie, _secours = acces.creer(chemin, "Sofia Exemple", phrase, machine, inscrire=False)
    try:
        equipe.garantir_moi(None, servie.uow)
        ecrire_operation(servie.uow, operation)
    except BaseException:
        servie.fermer()
        for reste in chemin.parent.glob(f"{chemin.name}*"):
            reste.unlink()
        raise
    return servie, operation


def ecrire_operation(uow: UnitOfWork, operation: OperationTiree) -> None:
    """Write it all in one transaction, then bring summaries up to date; ids are those drawn."""
    with uow.ecriture("demonstration.operation", origine="demonstration") as tx:
        lignes = _Lignes(operation, tx)
        for modele, valeurs in lignes.toutes().items():
            tx.session.execute(insert(modele), valeurs)
        tx.commit()
    uow.mettre_au_jour()


class _Lignes:
    """The rows of an operation, by model."""

    def __init__(self, operation: OperationTiree, tx: Transaction) -> None:
        self._o = operation
        self._tx = tx
        self._lignes: dict[type[Base], list[dict[str, Any]]] = {}

    def toutes(self) -> dict[type[Base], list[dict[str, Any]]]:
        """Every row, in an order foreign keys accept."""
        self._estate()
        for rang, logement in enumerate(self._o.logements, 1):
            self._logement(
                logement.id,
                f"T{rang:04d}",
                numero=str(logement.lieu.numero),
                voie=logement.lieu.voie,
                x=logement.lieu.x,
                y=logement.lieu.y,
                nb_pieces=logement.chambres + 1,
                chambres=logement.chambres,
                plain_pied=logement.plain_pied,
                jardin=logement.jardin,
                garage=logement.garage,
                animaux=logement.animaux,
                disponible_du=logement.disponible.du,
                nettoyage_jours=logement.nettoyage,
                etat=EtatLogement.VACANT if logement.definitif else EtatLogement.TIROIR,
            )
        for rang, foyer in enumerate(self._o.foyers, 1):
            self._foyer(rang, foyer)
        for un, autre in _paires(self._o.foyers):
            self._ajouter(LienMenages, menage_id=un, autre_id=autre, nature=NatureLien.VOISINS)
        rangs = {table.name: n for n, table in enumerate(Base.metadata.sorted_tables)}
        return dict(sorted(self._lignes.items(), key=lambda i: rangs[i[0].__tablename__]))

    def _ajouter(self, modele: type[Base], id_: UUID | None = None, **valeurs: Any) -> UUID:
        cle = id_ or self._tx.ids.new()
        self._lignes.setdefault(modele, []).append({"id": cle, **valeurs})
        return cle

    def _estate(self) -> None:
        """The fictitious landlord, the estate, its batches, its crews and the days it is shut."""
        o = self._o
        bailleur = self._ajouter(Bailleur, nom=f"{o.bailleur} n° {o.graine}")
        self._ajouter(
            Cite, o.cite_id, nom=o.nom, communes=o.commune, bailleur_id=bailleur, fictive=True
        )
        for t in o.tranches:
            self._ajouter(
                Tranche,
                t.id,
                cite_id=o.cite_id,
                nom=t.nom,
                debut_travaux=t.debut,
                fin_travaux=t.fin,
                marge_jours=t.marge,
                parcours="relogement",
            )
        for e in o.equipes:
            self._ajouter(
                Equipe,
                e.id,
                cite_id=o.cite_id,
                genre=e.genre,
                nom=e.nom,
                capacite=e.capacite,
                jours="".join(str(j) for j in sorted(e.jours)),
            )
            for p in e.absences:
                self._indisponible(equipe_id=e.id, du=p.du, au=p.au, motif="Congés")
        for p in o.fermetures:
            self._indisponible(cite_id=o.cite_id, du=p.du, au=p.au, motif="Opération fermée")

    def _indisponible(self, **valeurs: Any) -> None:
        vide = {"menage_id": None, "equipe_id": None, "cite_id": None}
        self._ajouter(Indisponibilite, **{**vide, **valeurs})

    def _logement(self, id_: UUID | None, code: str, **valeurs: Any) -> UUID:
        """A home; every row has the same columns, as a bulk insert wants them."""
        vide = dict.fromkeys(
            ("chambres", "plain_pied", "jardin", "garage", "animaux", "disponible_du",
             "nettoyage_jours", "tranche_id")
        )  # fmt: skip
        o = self._o
        return self._ajouter(
            Logement,
            id_,
            code_ug=f"OPF{o.graine}{code}",
            cite_id=o.cite_id,
            commune=o.commune,
            code_postal=o.code_postal,
            **{**vide, "etat": EtatLogement.OCCUPE, **valeurs},
        )

    def _foyer(self, rang: int, foyer: FoyerTire) -> None:
        place = foyer.place
        logement = self._logement(
            None,
            f"M{rang:04d}",
            tranche_id=place.tranche_id,
            numero=str(foyer.numero),
            voie=foyer.voie,
            x=place.lieu.x,
            y=place.lieu.y,
            nb_pieces=foyer.chambres_logement + 1,
        )
        self._ajouter(
            Menage,
            place.id,
            nom=place.nom,
            numero_contrat=f"OPF-{self._o.graine}-{rang:04d}",
            date_entree=_ENTREE,
            nb_occupants=place.personnes,
        )
        self._ajouter(
            Occupation,
            menage_id=place.id,
            logement_id=logement,
            nature=NatureOccupation.ORIGINE,
            debut=_ENTREE,
        )
        self._famille(foyer)
        self._besoins(foyer)
        self._parcours(foyer)
        for p in place.evite:
            self._indisponible(menage_id=place.id, du=p.du, au=p.au, motif="Absence prévue")

    def _famille(self, foyer: FoyerTire) -> None:

        def personne(lien: Lien, age: int, prenom: str) -> None:
            # Two months after its birthday.
            ne = self._o.jour - timedelta(days=round(age * 365.25) + 60)
            self._ajouter(
                Personne,
                menage_id=foyer.place.id,
                nom=foyer.nom,
                prenom=prenom,
                lien=lien,
                titulaire=lien is Lien.TITULAIRE,
                naissance=ne,
            )

        personne(Lien.TITULAIRE, 46, foyer.prenom)
        if foyer.couple:
            personne(Lien.CONJOINT, 44, "Camille")
        for n, age in enumerate(foyer.enfants, 1):
            personne(Lien.ENFANT, age, f"Enfant {n}")
        for n in range(foyer.adultes):
            personne(Lien.FRATRIE, 39, f"Adulte {n + 1}")

    def _besoins(self, foyer: FoyerTire) -> None:
        besoins = foyer.place.exigences
        self._ajouter(
            BesoinsRelogement,
            menage_id=foyer.place.id,
            plain_pied=besoins.plain_pied,
            appareil=besoins.appareil,
            animaux=besoins.animaux,
            jardin=besoins.jardin,
            garage=besoins.garage,
            scolarises=besoins.ecole,
            apres_le=foyer.place.apres_le,
            un_seul_demenagement=foyer.place.un_seul,
        )

    def _parcours(self, foyer: FoyerTire) -> None:
        """What it was asked, what it wishes, what it was told."""
        place, jour = foyer.place, self._o.jour
        if place.enquete:
            vue = jour - _ENQUETE_AVANT
            self._ajouter(Etape, menage_id=place.id, code=CodeEtape.ENQUETE, faite_le=vue)
            souhait = CodeSouhait.AUTRE_CITE if place.definitif_voulu else CodeSouhait.RETOUR
            souhait = CodeSouhait.AILLEURS if foyer.ailleurs else souhait
            self._ajouter(Souhait, menage_id=place.id, code=souhait, exprime_le=vue)
        if place.definitif_voulu or foyer.ailleurs:
            decide = Trajectoire.COMMUNE if foyer.commune else Trajectoire.CITE
            code = Trajectoire.AILLEURS if foyer.ailleurs else decide
            self._ajouter(TrajectoireMenage, menage_id=place.id, code=code, le=jour)
        if place.promis_depart is not None:
            self._ajouter(
                Engagement,
                menage_id=place.id,
                texte="Départ annoncé",
                pris_le=jour,
                pour_le=place.promis_depart,
                etat=EtatEngagement.A_TENIR,
                etape_code=CodeEtape.DEMENAGEMENT_ALLER,
            )


def _paires(foyers: tuple[FoyerTire, ...]) -> Iterator[tuple[UUID, UUID]]:
    """Each household of a group with the first of it."""
    membres: defaultdict[int, list[UUID]] = defaultdict(list)
    for foyer in foyers:
        if foyer.place.groupe is not None:
            membres[foyer.place.groupe].append(foyer.place.id)
    for premier, *autres in membres.values():
        for autre in autres:
            yield premier, autre
