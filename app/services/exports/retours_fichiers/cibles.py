"""Whom a line is about: the recipient's ids taken back to ours, contracts, homes, references.

What had to be guessed on the way (`Trouve.doutes`) is for a person to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.demenagements import VIVANTS, SensDemenagement
from app.domain.profils_envoi import ProfilLu
from app.domain.relogements import ReponseProposition
from app.domain.texte import plier
from app.services.exports.retours_fichiers.connus import Connus
from app.services.exports.retours_fichiers.identites import concorde, nom_dit
from app.services.imports.apercu import motif
from app.services.imports.lignes import Anomalie, Gravite, Valeur
from app.services.imports.registre import cle_cite
from app.services.retours.lecture import reference_lue
from db.models import (
    Cite,
    Demenagement,
    FichierRetour,
    Logement,
    Menage,
    ProfilEnvoi,
    Proposition,
    Reclamation,
    Tranche,
)
from db.queries.lignes import liste, parmi

Valeurs = Mapping[str, Valeur]
_IDENTIFIANT = re.compile(r"[0-9a-f]{32}")
_NUMEROTEE = re.compile(r"(?:tranche|tranches|tr|t|n|no|numero| )*0*([0-9]+)")
_TABLES = (Menage, Logement, Proposition, Demenagement, Tranche, Reclamation)


@dataclass(frozen=True, slots=True)
class Trouve:
    """A row a line names; `plusieurs`: it could be several, a person must tell which.

    `doutes`: it is likely that one, a person must say so.
    """

    id: UUID | None = None
    plusieurs: bool = False
    doutes: tuple[Anomalie, ...] = ()


RIEN = Trouve()


class Cibles:
    """What lines of one file may name, asked for once per kind of thing."""

    def __init__(self, session: Session, fichier: FichierRetour, jour: date) -> None:
        self._session, self._jour = session, jour
        self._profils = _profils(session, fichier)
        self._siens: dict[str, dict[str, UUID]] = {}
        self._fusions: dict[UUID, UUID] | None = None
        self._tranches: list[tuple[UUID, str, str]] | None = None
        self._reclamations: dict[str, tuple[list[UUID], list[UUID]]] = {}
        self.connus = Connus(session)

    def charger(self, lignes: Sequence[Valeurs]) -> None:
        """Ask at once for what all these lines name."""
        self.connus.charger(lignes)
        self._charger_reclamations(lignes)

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
            return Trouve(self._survivant(id_))
        if (id_ := self.par_identifiant(Proposition, valeurs)) is not None:
            return Trouve(self._session.get_one(Proposition, id_).menage_id)
        if (id_ := self.par_identifiant(Demenagement, valeurs)) is not None:
            return Trouve(self._session.get_one(Demenagement, id_).menage_id)
        if contrat := valeurs.get("numero_contrat"):
            connus, doutes = self._par_code("numero_contrat", str(contrat))
            if connus:
                doutes = (*doutes, *self._ailleurs(connus, valeurs))
                return self._confirmer(connus, valeurs, doutes)
        logement = self._logement(valeurs)
        if logement.id is None:
            return logement
        return self._confirmer(self._occupants(logement.id), valeurs, logement.doutes)

    def logement(self, valeurs: Valeurs, champ: str = "code_ug") -> UUID | None:
        """The dwelling: by its id, else by its code UG."""
        return self._logement(valeurs, champ).id

    def _logement(self, valeurs: Valeurs, champ: str = "code_ug") -> Trouve:
        if champ == "code_ug" and (id_ := self.par_identifiant(Logement, valeurs)) is not None:
            return Trouve(id_)
        if not (code := valeurs.get(champ)):
            return RIEN
        connus, doutes = self._par_code("code_ug", str(code))
        return replace(_seul(connus), doutes=doutes)

    def _par_code(self, champ: str, code: str) -> tuple[tuple[UUID, ...], tuple[Anomalie, ...]]:
        """What bears that number; zeros lost in front of it are put back, to be confirmed."""
        if champ == "code_ug":
            exact = self.connus.logement(code)
            trouves: tuple[UUID, ...] = () if exact is None else (exact,)
        else:
            trouves = self.connus.contrat(code)
        if trouves:
            return trouves, ()
        proches = self.connus.sans_zeros(champ, code)
        doute = motif("retour_fichier.zeros_perdus", Gravite.A_CONFIRMER, dit=code)
        return proches, (doute,) if proches else ()

    def _confirmer(
        self, menages: Iterable[UUID], valeurs: Valeurs, doutes: tuple[Anomalie, ...]
    ) -> Trouve:
        """The one household among these; the name of the line chooses, or is told to differ."""
        ids, dit = list(dict.fromkeys(menages)), nom_dit(valeurs)
        if dit and len(ids) > 1:
            ids = [i for i in ids if concorde(dit, self.connus.patronymes(i))] or ids
        trouve = _seul(ids)
        if trouve.id is None:
            return trouve
        if dit and not concorde(dit, self.connus.patronymes(trouve.id)):
            nom = self.connus.nom(trouve.id)
            cause = motif("retour_fichier.autre_nom", Gravite.A_CONFIRMER, dit=dit, connu=nom)
            doutes = (*doutes, cause)
        return replace(trouve, doutes=doutes)

    def _ailleurs(self, menages: Iterable[UUID], valeurs: Valeurs) -> Iterator[Anomalie]:
        """The contract and the code UG of the line are not those of one household."""
        code, contrat = valeurs.get("code_ug"), valeurs.get("numero_contrat")
        if not code:
            return
        logement = self._logement(valeurs).id
        sejours = self.connus.sejours(logement) if logement is not None else ()
        if not {sejour[0] for sejour in sejours}.intersection(menages):
            yield motif(
                "retour_fichier.autre_logement",
                Gravite.A_CONFIRMER,
                dit=str(code),
                contrat=str(contrat),
            )

    def _survivant(self, menage_id: UUID) -> UUID:
        """The household that one lives on in, once doubles were joined."""
        if self._fusions is None:
            m = Menage
            lus = self._session.execute(
                select(m.id, m.fusionne_dans_id).where(m.fusionne_dans_id.is_not(None))
            )
            self._fusions = {avant: apres for avant, apres in lus if apres is not None}
        vus: set[UUID] = set()
        while menage_id in self._fusions and menage_id not in vus:
            vus.add(menage_id)
            menage_id = self._fusions[menage_id]
        return menage_id

    def tranche(self, valeurs: Valeurs) -> Trouve:
        """The batch of works: by its id, its name (and estate), else that of the dwelling."""
        if (id_ := self.par_identifiant(Tranche, valeurs)) is not None:
            return Trouve(id_)
        if nom := valeurs.get("tranche"):
            cite = cle_cite(str(valeurs.get("cite", "")))
            siennes = [t for t in self._toutes_les_tranches() if t[1] == _nu(str(nom))]
            exactes = [t for t in siennes if cite in ("", t[2])]
            mots = set(cite.split())
            proches = [t for t in siennes if mots and mots <= set(t[2].split())]
            return _seul(t[0] for t in exactes or proches)
        logement = self._logement(valeurs)
        if logement.id is None:
            return logement
        tranche_id = self._session.get_one(Logement, logement.id).tranche_id
        return replace(logement, id=tranche_id)

    def _toutes_les_tranches(self) -> list[tuple[UUID, str, str]]:
        if self._tranches is None:
            lues = self._session.execute(
                select(Tranche.id, Tranche.nom, Cite.nom).join(Cite, Cite.id == Tranche.cite_id)
            )
            self._tranches = [(id_, _nu(nom), cle_cite(cite)) for id_, nom, cite in lues]
        return self._tranches

    def demenagement(self, valeurs: Valeurs, sens: SensDemenagement) -> Trouve:
        """The move still to come of that household, that way."""
        if (id_ := self.par_identifiant(Demenagement, valeurs)) is not None:
            return Trouve(id_)
        menage = self.menage(valeurs)
        if menage.id is None:
            return menage
        siens = self._session.scalars(
            select(Demenagement.id).where(
                Demenagement.menage_id == menage.id,
                Demenagement.sens == sens,
                Demenagement.etat.in_(VIVANTS),
            )
        ).all()
        return replace(_seul(siens), doutes=menage.doutes)

    def proposition(self, valeurs: Valeurs) -> Trouve:
        """The offer: by its id, else that of the household for that home, else its only one.

        A lone code UG may be that of the home offered; a name chooses among those it is offered to.
        """
        if (id_ := self.par_identifiant(Proposition, valeurs)) is not None:
            return Trouve(id_)
        menage, logement = self.menage(valeurs), self._logement(valeurs, "logement_propose")
        if menage.id is None and "logement_propose" not in valeurs:
            logement = self._logement(valeurs)
        if menage.id is None and logement.id is None:
            return menage
        if "logement_propose" in valeurs and logement.id is None:
            return RIEN
        p = Proposition
        requete = select(p.id, p.reponse, p.menage_id).where(
            p.reponse != ReponseProposition.RETIREE
        )
        if menage.id is not None:
            requete = requete.where(p.menage_id == menage.id)
        if logement.id is not None:
            requete = requete.where(p.logement_id == logement.id)
        lues = self._session.execute(requete).all()
        dit = nom_dit(valeurs)
        if dit and menage.id is None:
            siennes = [x for x in lues if concorde(dit, self.connus.patronymes(x.menage_id))]
            if not siennes and lues:
                return RIEN  # offered to somebody else
            lues = siennes
        attendues = [x.id for x in lues if x.reponse is ReponseProposition.EN_ATTENTE]
        trouvee = _seul(attendues or [x.id for x in lues])
        return replace(trouvee, doutes=(*menage.doutes, *logement.doutes))

    def reclamation(self, valeurs: Valeurs) -> Trouve:
        """The complaint: by its id, our reference, else the bailleur's."""
        if (id_ := self.par_identifiant(Reclamation, valeurs)) is not None:
            return Trouve(id_)
        notre, siennes = _references(valeurs)
        if not self._reclamations.keys() >= {notre, *siennes}:
            self._charger_reclamations([valeurs])
        if notre and (connues := self._reclamations[notre][0]):
            return _seul(connues)
        return _seul(id_ for dite in siennes for id_ in self._reclamations[dite][1])

    def _charger_reclamations(self, lignes: Iterable[Valeurs]) -> None:
        """By our reference and by the bailleur's, which it writes with or without blanks."""
        r = Reclamation
        dites = {d for v in lignes for n, siennes in (_references(v),) for d in (n, *siennes)}
        self._reclamations |= {d: ([], []) for d in dites if d not in self._reclamations}
        if not dites - {""}:
            return
        sienne = func.upper(func.replace(r.reference_bailleur, " ", ""))
        requete = select(r.id, r.reference, sienne).where(
            r.reference.in_(parmi("dites")) | sienne.in_(parmi("dites"))
        )
        for id_, notre, leur in self._session.execute(requete, {"dites": liste(dites)}):
            if notre in dites:
                self._reclamations[notre][0].append(id_)
            if leur in dites:
                self._reclamations[leur][1].append(id_)

    def _occupants(self, logement_id: UUID) -> list[UUID]:
        """Whose home it is today, else who last had it (away while works go on)."""
        siens = [s for s in self.connus.sejours(logement_id) if not s[3]]
        venus = [s for s in siens if s[1] is None or s[1] <= self._jour]
        presents = [s[0] for s in venus if s[2] is None or s[2] > self._jour]
        return presents or [s[0] for s in venus[-1:]]

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


def _references(valeurs: Valeurs) -> tuple[str, tuple[str, ...]]:
    """Our reference as the line writes it, and what may be the bailleur's."""
    dite, sienne = (str(valeurs.get(c, "")) for c in ("reclamation_ref", "ref_bailleur"))
    return reference_lue(dite), tuple(d for d in (sienne, "" if sienne else dite) if d)


def _seul(ids: Iterable[UUID]) -> Trouve:
    differents = list(dict.fromkeys(ids))
    if len(differents) == 1:
        return Trouve(differents[0])
    return Trouve(plusieurs=bool(differents))


def _nu(nom: str) -> str:
    """ "Tranche 2", "T2", "Tr. 02" and "2" are the same batch."""
    plie = plier(nom)
    trouve = _NUMEROTEE.fullmatch(plie)
    return trouve[1] if trouve else plie.removeprefix("tranche").strip()
