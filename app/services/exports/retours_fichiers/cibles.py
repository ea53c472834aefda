"""Whom a line is about: the recipient's ids taken back to ours, contracts, homes, references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.demenagements import VIVANTS, SensDemenagement
from app.domain.logements import NatureOccupation
from app.domain.profils_envoi import ProfilLu
from app.domain.relogements import ReponseProposition
from app.domain.texte import plier
from app.services.imports.lignes import Valeur
from db.models import (
    Cite,
    Demenagement,
    FichierRetour,
    Logement,
    Menage,
    Occupation,
    ProfilEnvoi,
    Proposition,
    Reclamation,
    Tranche,
)

Valeurs = Mapping[str, Valeur]
_IDENTIFIANT = re.compile(r"[0-9a-f]{32}")
_TABLES = (Menage, Logement, Proposition, Demenagement, Tranche, Reclamation)


@dataclass(frozen=True, slots=True)
class Trouve:
    """A row a line names; `plusieurs`: it could be several, a person must tell which."""

    id: UUID | None = None
    plusieurs: bool = False


RIEN = Trouve()


class Cibles:
    """What lines of one file may name, asked for once per kind of thing."""

    def __init__(self, session: Session, fichier: FichierRetour, jour: date) -> None:
        self._session, self._jour = session, jour
        self._profils = _profils(session, fichier)
        self._siens: dict[str, dict[str, UUID]] = {}

    def par_identifiant(self, modele: type[object], valeurs: Valeurs) -> UUID | None:
        """The row of that table the recipient knows by the id of the line."""
        dit = _dit(valeurs)
        return self._de(modele).get(dit) if dit else None

    def inconnu(self, valeurs: Valeurs) -> bool:
        """Whether the line gives an id we might have given, that no row of ours has."""
        return bool(_dit(valeurs)) and not any(
            self.par_identifiant(modele, valeurs) for modele in _TABLES
        )

    def menage(self, valeurs: Valeurs) -> Trouve:
        """The household: by its id, its contract, else by who lives in the dwelling."""
        if (id_ := self.par_identifiant(Menage, valeurs)) is not None:
            return Trouve(id_)
        if (id_ := self.par_identifiant(Proposition, valeurs)) is not None:
            return Trouve(self._session.get_one(Proposition, id_).menage_id)
        if (id_ := self.par_identifiant(Demenagement, valeurs)) is not None:
            return Trouve(self._session.get_one(Demenagement, id_).menage_id)
        if contrat := valeurs.get("numero_contrat"):
            connus = self._session.scalars(
                select(Menage.id).where(
                    Menage.numero_contrat == str(contrat), Menage.fusionne_dans_id.is_(None)
                )
            ).all()
            if connus:
                return _seul(connus)
        logement = self.logement(valeurs)
        return self._occupant(logement) if logement is not None else RIEN

    def logement(self, valeurs: Valeurs, champ: str = "code_ug") -> UUID | None:
        """The dwelling: by its id, else by its code UG."""
        if champ == "code_ug" and (id_ := self.par_identifiant(Logement, valeurs)) is not None:
            return id_
        if not (code := valeurs.get(champ)):
            return None
        return self._session.scalar(select(Logement.id).where(Logement.code_ug == str(code)))

    def tranche(self, valeurs: Valeurs) -> Trouve:
        """The batch of works: by its id, its name (and estate), else that of the dwelling."""
        if (id_ := self.par_identifiant(Tranche, valeurs)) is not None:
            return Trouve(id_)
        if nom := valeurs.get("tranche"):
            lues = self._session.execute(
                select(Tranche.id, Tranche.nom, Cite.nom).join(Cite, Cite.id == Tranche.cite_id)
            )
            cite = plier(str(valeurs.get("cite", "")))
            return _seul(
                [
                    id_
                    for id_, sien, sa_cite in lues
                    if _nu(sien) == _nu(str(nom)) and cite in ("", plier(sa_cite))
                ]
            )
        logement = self.logement(valeurs)
        if logement is None:
            return RIEN
        return Trouve(self._session.get_one(Logement, logement).tranche_id)

    def demenagement(self, valeurs: Valeurs, sens: SensDemenagement) -> Trouve:
        """The move still to come of that household, that way."""
        if (id_ := self.par_identifiant(Demenagement, valeurs)) is not None:
            return Trouve(id_)
        menage = self.menage(valeurs)
        if menage.id is None:
            return menage
        return _seul(
            self._session.scalars(
                select(Demenagement.id).where(
                    Demenagement.menage_id == menage.id,
                    Demenagement.sens == sens,
                    Demenagement.etat.in_(VIVANTS),
                )
            ).all()
        )

    def proposition(self, valeurs: Valeurs) -> Trouve:
        """The offer: by its id, else that of the household for that home, else its only one."""
        if (id_ := self.par_identifiant(Proposition, valeurs)) is not None:
            return Trouve(id_)
        menage, logement = self.menage(valeurs), self.logement(valeurs, "logement_propose")
        if menage.id is None and logement is None:
            return menage
        if "logement_propose" in valeurs and logement is None:
            return RIEN
        requete = select(Proposition.id, Proposition.reponse).where(
            Proposition.reponse != ReponseProposition.RETIREE
        )
        if menage.id is not None:
            requete = requete.where(Proposition.menage_id == menage.id)
        if logement is not None:
            requete = requete.where(Proposition.logement_id == logement)
        lues = self._session.execute(requete).all()
        attendues = [id_ for id_, reponse in lues if reponse is ReponseProposition.EN_ATTENTE]
        return _seul(attendues or [id_ for id_, _reponse in lues])

    def reclamation(self, valeurs: Valeurs, reference: str) -> Trouve:
        """The complaint: by its id, our reference, else the bailleur's."""
        if (id_ := self.par_identifiant(Reclamation, valeurs)) is not None:
            return Trouve(id_)
        r = Reclamation
        notre = self._session.scalars(select(r.id).where(r.reference == reference)).all()
        if notre or not (sienne := valeurs.get("ref_bailleur")):
            return _seul(notre)
        return _seul(
            self._session.scalars(select(r.id).where(r.reference_bailleur == str(sienne))).all()
        )

    def _occupant(self, logement_id: UUID) -> Trouve:
        """Whose home it is today, else who last had it (away while works go on)."""
        o = Occupation
        lues = self._session.execute(
            select(o.menage_id, o.debut, o.fin)
            .join(Menage, Menage.id == o.menage_id)
            .where(
                o.logement_id == logement_id,
                o.nature != NatureOccupation.TIROIR,
                Menage.fusionne_dans_id.is_(None),
            )
            .order_by(o.debut)
        ).all()
        venus = [ligne for ligne in lues if ligne.debut is None or ligne.debut <= self._jour]
        presents = [x.menage_id for x in venus if x.fin is None or x.fin > self._jour]
        if presents:
            return _seul(presents)
        return Trouve(venus[-1].menage_id) if venus else RIEN

    def _de(self, modele: type[object]) -> dict[str, UUID]:
        nom = modele.__name__
        if nom not in self._siens:
            ids: list[UUID] = list(self._session.scalars(select(modele.id)))  # type: ignore[attr-defined]
            self._siens[nom] = {p.identifiant(id_): id_ for p in self._profils for id_ in ids}
        return self._siens[nom]


def _profils(session: Session, fichier: FichierRetour) -> list[ProfilLu]:
    """The profiles that recipient is sent, all of them when nothing tells whose file it is."""
    p = ProfilEnvoi
    lus = [
        (ligne.cle_id, ligne.destination_id, ProfilLu(
            ligne.id, ligne.nom, pseudonymes=ligne.pseudonymes, sel=ligne.sel
        ))
        for ligne in session.scalars(select(p).order_by(p.id))
    ]  # fmt: skip
    par_cle = [lu for cle, _ou, lu in lus if fichier.cle_id is not None and cle == fichier.cle_id]
    par_lieu = [
        lu for _cle, ou, lu in lus if fichier.destination_id and ou == fichier.destination_id
    ]
    return par_cle or par_lieu or [lu for _cle, _ou, lu in lus]


def _dit(valeurs: Valeurs) -> str:
    """The id of the line, "" when it is not of our making (a number of theirs)."""
    dit = str(valeurs.get("identifiant", "")).replace("-", "").lower()
    return dit if _IDENTIFIANT.fullmatch(dit) else ""


def _seul(ids: Iterable[UUID]) -> Trouve:
    differents = list(dict.fromkeys(ids))
    if len(differents) == 1:
        return Trouve(differents[0])
    return Trouve(plusieurs=bool(differents))


def _nu(nom: str) -> str:
    """ "Tranche 2" and "2" are the same batch."""
    return plier(nom).removeprefix("tranche").strip()
