"""Homes one may plan with: tiroirs, and vacant homes already renovated, to be given for good."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.planification.chambres import chambres_offertes
from app.domain.planification.instance import LogementOffert, MenageAPlacer, Periode, Remarque
from app.services.planification.dossier import Dossier, adresse, lieu, tranche_de
from db.queries.planification_lignes import LogementLigne, SejourLigne, TrancheLigne

UN_JOUR = timedelta(days=1)


def offrir(
    d: Dossier, menages: Iterable[MenageAPlacer]
) -> tuple[list[LogementOffert], list[Remarque]]:
    """The homes, and what was absurd or missing about them; by address."""
    places = list(menages)
    habites = {m.tiroir_id for m in places if m.tiroir_id is not None}
    promis = {
        p.logement_id: p
        for m in places
        for p in (m.actuel, m.impose)
        if p is not None and p.logement_id is not None
    }
    offerts: list[LogementOffert] = []
    remarques: list[Remarque] = []
    ids = {m.id for m in places}
    genres = {
        lo.id: bool(_genre(d, lo))
        for lo in d.releve.logements
        if _genre(d, lo) is not None or lo.id in habites or lo.id in promis
    }
    noms = _noms(lo for lo in d.releve.logements if lo.id in genres)
    for logement in d.releve.logements:
        if logement.id not in genres:
            continue
        definitif = genres[logement.id]
        chambres = chambres_offertes(logement.chambres, logement.nb_pieces, logement.typologie)
        nom = noms[logement.id]
        if chambres is None and logement.id not in habites:
            remarques.append(Remarque("logement_sans_taille", {"logement": nom}))
            continue
        occupe = _occupe(d, logement, ids, definitif=definitif)
        remarques.extend(_absurdites(d, logement, nom, definitif=definitif))
        offerts.append(_offert(logement, nom, chambres or 1, occupe, definitif=definitif))
    return sorted(
        offerts, key=lambda lo: (lo.lieu.voie, lo.lieu.numero or 0, lo.nom, str(lo.id))
    ), (remarques)


def _offert(
    lo: LogementLigne, nom: str, chambres: int, occupe: tuple[Periode, ...], *, definitif: bool
) -> LogementOffert:
    return LogementOffert(
        id=lo.id,
        nom=nom,
        chambres=chambres,
        definitif=definitif,
        plain_pied=bool(lo.plain_pied),
        jardin=bool(lo.jardin),
        garage=bool(lo.garage),
        animaux=lo.animaux is not False,
        lieu=lieu(lo),
        disponible=Periode(lo.disponible_du, lo.disponible_au),
        nettoyage=lo.nettoyage,
        occupe=occupe,
    )


def _genre(d: Dossier, logement: LogementLigne) -> bool | None:
    """Whether a home of the estate is given for good (True) or for a time; None: neither."""
    if logement.cite_id != d.cite_id:
        return None
    if logement.etat is EtatLogement.TIROIR:
        return False
    if logement.etat is EtatLogement.VACANT:
        tranche = tranche_de(d, logement.id)
        return True if tranche is None or _renovee(tranche, d.jour) else None
    return None


def _renovee(tranche: TrancheLigne, jour: date) -> bool:
    return tranche.reception is not None and tranche.reception <= jour


def _travaux(d: Dossier, logement: LogementLigne) -> Periode | None:
    """Works still to come, or under way, in a home one would lend."""
    tranche = tranche_de(d, logement.id)
    if tranche is None or tranche.debut is None or tranche.fin is None:
        return None
    if tranche.fin < tranche.debut or tranche.fin < d.jour or _renovee(tranche, d.jour):
        return None
    return Periode(tranche.debut, tranche.fin + timedelta(days=tranche.marge or 0))


def _occupe(
    d: Dossier, logement: LogementLigne, ids: Collection[UUID], *, definitif: bool
) -> tuple[Periode, ...]:
    """Days the home is not ours to plan: somebody else's stay, its own works."""
    periodes = [
        periode
        for sejour in d.sejours_logement.get(logement.id, ())
        if not (sejour.menage_id in ids and sejour.nature is not NatureOccupation.ORIGINE)
        and (periode := _tenu(sejour, d.jour)) is not None
    ]
    travaux = None if definitif else _travaux(d, logement)
    if travaux is not None:
        periodes.append(travaux)
    return tuple(sorted(periodes, key=lambda p: (p.du or date.min, p.au or date.max)))


def _tenu(sejour: SejourLigne, jour: date) -> Periode | None:
    """The days a stay takes, both included; None once it is over.

    A stay that should have ended already has no end anybody knows.
    """
    if sejour.fin is not None:
        fin: date | None = sejour.fin
    else:
        prevue = sejour.fin_prevue
        fin = prevue if prevue is not None and prevue > jour else None
    if fin is not None and fin <= jour:
        return None
    return Periode(sejour.debut, None if fin is None else fin - UN_JOUR)


def _absurdites(
    d: Dossier, logement: LogementLigne, nom: str, *, definitif: bool
) -> Iterable[Remarque]:
    du, au = logement.disponible_du, logement.disponible_au
    if du is not None and au is not None and au < du:
        yield Remarque("disponible_inverse", {"logement": nom, "du": du, "au": au})
    if definitif:
        return
    travaux = _travaux(d, logement)
    if travaux is not None:
        yield Remarque("tiroir_en_travaux", {"logement": nom, "du": travaux.du, "au": travaux.au})
    chez_eux = [
        s
        for s in d.sejours_logement.get(logement.id, ())
        if s.nature is NatureOccupation.ORIGINE and _tenu(s, d.jour) is not None
    ]
    if chez_eux:
        yield Remarque("tiroir_habite", {"logement": nom, "menage": chez_eux[0].menage_id})


def _noms(logements: Iterable[LogementLigne]) -> Mapping[UUID, str]:
    """A name for each home; those that share an address are told apart by their code."""
    connus = list(logements)
    vus: dict[str, int] = {}
    for logement in connus:
        vus[adresse(logement)] = vus.get(adresse(logement), 0) + 1
    return {
        lo.id: adresse(lo) if vus[adresse(lo)] == 1 else f"{adresse(lo)} ({lo.code_ug})"
        for lo in connus
    }
