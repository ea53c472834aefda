"""One derived row from the facts of one household; no SQL here."""

from __future__ import annotations

from typing import Any, NamedTuple

from app.domain.texte import cle, plier
from db.resume.faits import Faits, OccupationLue


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


def calculer(faits: Faits, num: int, jour: str) -> tuple[Ligne, Index]:
    """The derived row and the index entry of a household on that ISO day."""
    menage = faits.menage
    foyer, actuelle = _foyers(faits.occupations, jour)
    depart, retour = _depart_retour(faits)
    titulaires = [p for p in faits.personnes if p.titulaire] or faits.personnes[:1]
    telephones = _uniques(t for p in faits.personnes for t in (p.tel_mobile, p.tel_fixe))
    ailleurs = actuelle and foyer and actuelle.logement_id != foyer.logement_id
    nom_tri = plier(menage.nom)
    index = Index(
        num,
        " ".join(_mots_noms(faits, nom_tri)),
        " ".join(_uniques(plier(f"{o.adresse} {o.commune or ''}") for o in faits.occupations)),
        " ".join(_mots_references(faits, telephones)),
    )
    ligne = Ligne(
        num=num,
        menage_id=menage.id,
        nom=menage.nom,
        nom_tri=nom_tri,
        titulaires=", ".join(f"{p.prenom or ''} {p.nom}".strip() for p in titulaires),
        telephones=" ".join(telephones),
        adresse=foyer.adresse if foyer else "",
        adresse_tri=_tri_adresse(foyer) if foyer else "",
        code_ug=foyer.code_ug if foyer else None,
        typologie=foyer.typologie if foyer else None,
        logement_id=foyer.logement_id if foyer else None,
        adresse_actuelle=actuelle.adresse if ailleurs and actuelle else None,
        cite_id=foyer.cite_id if foyer else None,
        tranche_id=foyer.tranche_id if foyer else None,
        nb_personnes=max(len(faits.personnes), menage.nb_occupants or 0),
        depart_le=depart,
        retour_le=retour,
        phase_forcee=menage.phase_forcee,
        derniere_visite=faits.derniere_visite,
        nb_visites=faits.nb_visites,
        prochaine_echeance=faits.echeance,
        referents=", ".join(_uniques(faits.referents)),
        suivi=menage.suivi,
        texte=f"{index.noms} {index.adresses} {index.references}",
    )
    return ligne, index


def _uniques(mots: Any) -> list[str]:
    return list(dict.fromkeys(m for m in mots if m))


def _mots_noms(faits: Faits, nom_tri: str) -> list[str]:
    """Folded names, and joined up when a name has several parts ("dhondt", "dewaele")."""
    mots = dict.fromkeys(nom_tri.split())
    for personne in faits.personnes:
        for nom in (personne.nom, personne.prenom):
            if nom:
                parties = plier(nom).split()
                mots |= dict.fromkeys(parties)
                if len(parties) > 1:
                    mots["".join(parties)] = None
    return list(mots)


def _mots_references(faits: Faits, telephones: list[str]) -> list[str]:
    mots = [plier(o.code_ug) for o in faits.occupations]
    if faits.menage.numero_contrat:
        mots += [plier(faits.menage.numero_contrat), cle(faits.menage.numero_contrat)]
    return _uniques([*mots, *telephones])


def _foyers(
    occupations: list[OccupationLue], jour: str
) -> tuple[OccupationLue | None, OccupationLue | None]:
    """The home a household is known by, and the one it lives in on that day.

    Known by: its definitive home once it lives there, else its home of origin.
    """
    actuelle = next((o for o in reversed(occupations) if o.en_cours(jour)), None)
    for nature, en_cours in (("definitif", True), ("origine", False)):
        for o in reversed(occupations):
            if o.nature == nature and (not en_cours or o.en_cours(jour)):
                return o, actuelle
    return actuelle or (occupations[-1] if occupations else None), actuelle


def _depart_retour(faits: Faits) -> tuple[str | None, str | None]:
    """The dated facts a phase is deduced from: first move out, return or settling."""
    tiroirs = [o.debut for o in faits.occupations if o.nature == "tiroir" and o.debut]
    definitifs = [o.debut for o in faits.occupations if o.nature == "definitif" and o.debut]
    departs = [d for d in (faits.etapes.get("demenagement_aller"), *tiroirs[:1]) if d]
    retours = [d for d in (faits.etapes.get("demenagement_retour"), *definitifs[-1:]) if d]
    return (min(departs) if departs else None, max(retours) if retours else None)


def _tri_adresse(o: OccupationLue) -> str:
    """Street first, then house number as a number: the order of a walk through the estate."""
    numero = "".join(c for c in o.numero or "" if c.isdigit())
    voie = plier(f"{o.commune or ''} {o.voie or ''}")
    return f"{voie} {numero.zfill(5)}{o.repetition or ''}"
