"""One derived row from the facts of one household; no SQL here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.texte import plier
from db.resume.faits import Faits, OccupationLue
from db.resume.lieux import Lieux


class Ligne(NamedTuple):
    """The columns of `menage_resume`, in the order of the table."""

    num: int
    menage_id: str
    nom: str
    nom_tri: str
    titulaires: str
    telephones: str
    adresse: str
    adresse_tri: str
    code_ug: str | None
    typologie: str | None
    logement_id: str | None
    adresse_actuelle: str | None
    cite_id: str | None
    tranche_id: str | None
    nb_personnes: int
    depart_le: str | None
    retour_le: str | None
    phase_forcee: str | None
    derniere_visite: str | None
    nb_visites: int
    prochaine_echeance: str | None
    referents: str
    suivi: str
    texte: str


class Index(NamedTuple):
    """What the full-text index holds for one household: folded words only."""

    num: int
    noms: str
    adresses: str
    references: str


class Plis(dict[str, str]):
    """Words already folded: an estate has few streets and first names for many households."""

    def __missing__(self, texte: str) -> str:
        """Fold a text met for the first time."""
        plie = self[texte] = plier(texte)
        return plie


def calculer(faits: Faits, num: int, jour: str, plis: Plis, lieux: Lieux) -> tuple[Ligne, Index]:
    """The derived row and the index entry of a household on that ISO day."""
    menage = faits.menage
    personnes = [p for p in faits.personnes if p.partie_le is None or p.partie_le > jour]
    foyer, actuelle = _foyers(faits.occupations, jour)
    depart, retour = _depart_retour(faits, foyer, lieux)
    titulaires = [p for p in personnes if p.titulaire] or personnes[:1]
    telephones = _uniques([t for p in personnes for t in (p.tel_mobile, p.tel_fixe)])
    ailleurs = actuelle and foyer and actuelle.logement_id != foyer.logement_id
    nom_tri = plier(menage.nom)
    noms = " ".join(_mots_noms(faits, nom_tri, plis))
    adresses = " ".join(_uniques([_adresse_pliee(o, plis) for o in faits.occupations]))
    references = " ".join(_mots_references(faits, telephones))
    # In the order of the columns: naming two dozen of them costs more than all the rest.
    ligne = Ligne(
        num,
        menage.id,
        menage.nom,
        nom_tri,
        ", ".join([f"{p.prenom or ''} {p.nom}".strip() for p in titulaires]),
        " ".join(telephones),
        foyer.adresse if foyer else "",
        _tri_adresse(foyer, plis) if foyer else "",
        foyer.code_ug if foyer else None,
        foyer.typologie if foyer else None,
        foyer.logement_id if foyer else None,
        actuelle.adresse if ailleurs and actuelle else None,
        foyer.cite_id if foyer else None,
        foyer.tranche_id if foyer else None,
        max(len(personnes), menage.nb_occupants or 0),
        depart,
        retour,
        menage.phase_forcee,
        faits.derniere_visite,
        faits.nb_visites,
        faits.echeance,
        ", ".join(_uniques(faits.referents)) if faits.referents else "",
        menage.suivi,
        f"{noms} {adresses} {references}",
    )
    return ligne, Index(num, noms, adresses, references)


def _uniques(mots: Iterable[str | None]) -> list[str]:
    return [m for m in dict.fromkeys(mots) if m]


def _adresse_pliee(o: OccupationLue, plis: Plis) -> str:
    parts = (o.numero, o.repetition, o.voie, o.commune)
    return " ".join([p for p in [plis[p] for p in parts if p] if p])


def _mots_noms(faits: Faits, nom_tri: str, plis: Plis) -> dict[str, None]:
    """Folded names, and joined up when a name has several parts ("dhondt", "dewaele")."""
    mots = dict.fromkeys(nom_tri.split())
    for personne in faits.personnes:
        for nom in (personne.nom, personne.prenom):
            if nom:
                plie = plis[nom]
                if " " in plie:
                    mots.update(dict.fromkeys(plie.split()))
                    mots[plie.replace(" ", "")] = None
                elif plie:
                    mots[plie] = None
    return mots


def _mots_references(faits: Faits, telephones: list[str]) -> list[str]:
    mots = [plier(o.code_ug) for o in faits.occupations]
    if faits.menage.numero_contrat:
        contrat = plier(faits.menage.numero_contrat)
        mots += (contrat, contrat.replace(" ", ""))
    autres = [mot for texte in faits.mots for mot in plier(texte).split()]
    return _uniques([*mots, *telephones, *autres])


def _foyers(
    occupations: list[OccupationLue], jour: str
) -> tuple[OccupationLue | None, OccupationLue | None]:
    """The home a household is known by, and the one it lives in on that day.

    Known by: its definitive home once it lives there, else its home of origin. A stay that has
    not begun is only foreseen: it names a household that has no other.
    """
    actuelle = next((o for o in reversed(occupations) if o.en_cours(jour)), None)
    occupations = [o for o in occupations if o.debut is None or o.debut <= jour] or occupations
    for nature, en_cours in (("definitif", True), ("origine", False)):
        for o in reversed(occupations):
            if o.nature == nature and (not en_cours or o.en_cours(jour)):
                return o, actuelle
    return actuelle or (occupations[-1] if occupations else None), actuelle


def _depart_retour(
    faits: Faits, foyer: OccupationLue | None, lieux: Lieux
) -> tuple[str | None, str | None]:
    """The dated facts a phase is deduced from, by the kind of journey of the household."""
    menage = faits.menage
    sejours = [(o.nature, o.debut, o.fin, o.tranche_id) for o in faits.occupations]
    tranche_id = foyer.tranche_id if foyer else None
    modele = lieux.modele(
        menage.parcours,
        menage.date_entree,
        sejours[0] if sejours else None,
        tranche_id,
        foyer.cite_id if foyer else None,
    )
    return lieux.depart_retour(modele.genre, sejours, faits.etapes, tranche_id, menage.date_entree)


def _tri_adresse(o: OccupationLue, plis: Plis) -> str:
    """Street first, then house number as a number: the order of a walk through the estate."""
    numero = o.numero or ""
    if not numero.isdecimal():
        numero = "".join([c for c in numero if c.isdigit()])
    voie = plis[f"{o.commune or ''} {o.voie or ''}"]
    return f"{voie} {numero.zfill(5)}{o.repetition or ''}"
