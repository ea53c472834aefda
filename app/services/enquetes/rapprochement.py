"""Answers beside the household's record: differences go back one by one.

Nothing is ever copied into the record by itself: a person sees what is known beside what was
answered, and applies what is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import AppError, RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import CodeSouhait, FamilleBesoin
from app.domain.enquetes.fiche import (
    Champ,
    oui_non,
    questions_mappees,
    repetition_des_personnes,
    souhait,
)
from app.domain.enquetes.formulaire import Question
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage
from app.domain.texte import plier
from app.services import besoins, logements, menages, personnes, souhaits
from app.services.champs import lire, valider
from app.services.enquetes.prerempli import de_la_personne
from app.services.enquetes.questionnaires import ouvrir_dans
from app.services.enquetes.saisies import remplissage
from app.services.menages.ecriture import CHAMPS, CHAMPS_PERSONNE
from db.models import Base, Logement, Menage, Personne, info_de
from db.queries import enquetes as lecture
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import FicheMenage, PersonneFiche
from db.uow import UnitOfWork

__all__ = ["AppliquerEcart", "EcartFiche", "LireEcarts", "appliquer", "ecarts"]

_MODELES: Mapping[str, tuple[type[Base], frozenset[str]]] = {
    "menage": (Menage, CHAMPS),
    "logement": (Logement, logements.CHAMPS - {"code_ug", "cite_id", "tranche_id"}),
    "personne": (Personne, CHAMPS_PERSONNE),
}
Service = Callable[[Any, UnitOfWork], Changes]


@dataclass(frozen=True, slots=True)
class LireEcarts:
    """Ask what a finished questionnaire says that the record does not."""

    enquete_id: UUID


@dataclass(frozen=True, slots=True)
class AppliquerEcart:
    """Put one answer in the record; `cle` is that of the difference seen."""

    enquete_id: UUID
    cle: str


@dataclass(frozen=True, slots=True)
class EcartFiche:
    """One difference: the field, what is known, what was answered (as read), and of whom.

    `action` says what applying it would do when it is not simply replacing a value.
    """

    cle: str
    champ: str
    question: str
    connu: str
    repondu: str
    qui: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class _Prevu:
    """A difference and what applying it runs."""

    ecart: EcartFiche
    service: Service
    commande: object


# ---- differences -------------------------------------------------------------------------------


def ecarts(demande: LireEcarts, uow: UnitOfWork) -> tuple[EcartFiche, ...]:
    """What the answers say that the record does not, in the order of the form."""
    return tuple(p.ecart for p in _prevus(demande.enquete_id, uow))


def appliquer(cmd: AppliquerEcart, uow: UnitOfWork) -> Changes:
    """The record with that answer, through the very service a form of the record uses.

    Raises `RegleMetier("enquete.ecart_perime")` when the record changed meanwhile, and what the
    service raises.
    """
    for prevu in _prevus(cmd.enquete_id, uow):
        if prevu.ecart.cle == cmd.cle:
            return prevu.service(prevu.commande, uow)
    raise RegleMetier("enquete.ecart_perime")


def _prevus(enquete_id: UUID, uow: UnitOfWork) -> list[_Prevu]:
    with uow.lecture() as session:
        lues = lecture.reponses(session, enquete_id)
        if lues is None:
            raise RegleMetier("general.introuvable")
        fiche = lire_fiche(session, lues.menage_id, uow.clock.today())
        if fiche is None:
            raise RegleMetier("menage.introuvable")
        questionnaire = ouvrir_dans(session, lues.questionnaire_id)
    rempli = remplissage(questionnaire, lues.reponses, uow.clock.now)
    return [*_du_foyer(rempli, fiche), *_des_personnes(rempli, fiche)]


def _du_foyer(rempli: Remplissage, fiche: FicheMenage) -> Iterator[_Prevu]:
    for question, champ in questions_mappees(rempli.formulaire.racine):
        noeud = _noeud(rempli, question)
        if noeud is None or not noeud.valeur or not noeud.visible:
            continue
        if champ.objet in ("menage", "logement"):
            yield from _colonne(rempli, noeud, champ, fiche)
        elif champ.objet == "souhait":
            yield from _souhait(rempli, noeud, fiche)
        elif champ.objet == "besoin":
            yield from _besoin(rempli, noeud, champ, fiche)


def _noeud(rempli: Remplissage, question: Question) -> Noeud | None:
    ici = rempli.racine
    for nom in question.chemin[1:]:
        suite = ici.enfants.get(nom)
        if not suite:
            return None
        ici = suite[0]
    return ici


def _colonne(
    rempli: Remplissage, noeud: Noeud, champ: Champ, fiche: FicheMenage
) -> Iterator[_Prevu]:
    modele, permis = _MODELES[champ.objet]
    objet: object = fiche.menage if champ.objet == "menage" else fiche.foyer
    if champ.nom not in permis or objet is None:
        return
    connu = getattr(objet, champ.nom)
    lu = _lire(modele, champ.nom, noeud.valeur)
    if lu is None or _memes(connu, lu):
        return
    if champ.objet == "menage":
        service: Service = menages.modifier
        commande: object = menages.ModifierMenage(fiche.menage.id, {champ.nom: lu})
    else:
        assert fiche.foyer is not None  # noqa: S101 - `objet` is it
        service, commande = (
            logements.modifier,
            logements.ModifierLogement(fiche.foyer.id, {champ.nom: lu}),
        )
    yield _Prevu(
        EcartFiche(
            f"{champ.objet}.{champ.nom}",
            _libelle(modele, champ.nom),
            rempli.libelle(noeud),
            _dire(connu),
            _dire(lu),
        ),
        service,
        commande,
    )


def _lire(modele: type[Base], colonne: str, reponse: str) -> Any:
    """The answer as the column keeps it; None when it cannot be read for it."""
    valeur: object = reponse
    booleen = oui_non(reponse)
    if booleen is not None and modele.__table__.c[colonne].type.python_type is bool:
        valeur = booleen
    try:
        return lire(modele.__table__.c[colonne], valeur)
    except AppError:
        return None


def _memes(connu: object, lu: object) -> bool:
    if isinstance(connu, str) and isinstance(lu, str) and not isinstance(connu, StrEnum):
        return plier(connu) == plier(lu)
    return connu == lu


def _libelle(modele: type[Base], colonne: str) -> str:
    return _(info_de(modele.__table__.c[colonne])["libelle"] or colonne)


def _dire(valeur: object) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return _("oui") if valeur else _("non")
    if isinstance(valeur, date):
        return valeur.strftime("%d/%m/%Y")
    if isinstance(valeur, Decimal):
        return format(valeur, "f").replace(".", ",")
    return str(valeur)


def _souhait(rempli: Remplissage, noeud: Noeud, fiche: FicheMenage) -> Iterator[_Prevu]:
    code = souhait(noeud.valeur)
    connu: CodeSouhait | None = fiche.souhaits[0].code if fiche.souhaits else None
    if code is None or code is connu:
        return
    yield _Prevu(
        EcartFiche(
            "souhait.code",
            _("Souhait"),
            rempli.libelle(noeud),
            connu.value if connu else "",
            code.value,
            action=_("noter ce nouveau souhait, l’ancien reste dans l’histoire"),
        ),
        souhaits.exprimer,
        souhaits.ExprimerSouhait(fiche.menage.id, code),
    )


def _besoin(
    rempli: Remplissage, noeud: Noeud, champ: Champ, fiche: FicheMenage
) -> Iterator[_Prevu]:
    """A yes opens the need; a no closes nothing by itself."""
    ouvert = any(b.code == champ.nom and b.repondu_le is None for b in fiche.besoins)
    if oui_non(noeud.valeur) is not True or ouvert:
        return
    yield _Prevu(
        EcartFiche(
            f"besoin.{champ.nom}",
            _("Besoin"),
            rempli.libelle(noeud),
            "",
            _("oui"),
            action=_("ouvrir ce besoin"),
        ),
        besoins.ouvrir,
        besoins.OuvrirBesoin(fiche.menage.id, FamilleBesoin.LOGEMENT, champ.nom),
    )


# ---- persons -----------------------------------------------------------------------------------


def _des_personnes(rempli: Remplissage, fiche: FicheMenage) -> Iterator[_Prevu]:
    repetition = repetition_des_personnes(rempli.formulaire.racine)
    if repetition is None:
        return
    restantes = list(fiche.personnes)
    for rang, tour in enumerate(_tours(rempli, repetition), 1):
        champs = _champs_du_tour(repetition, tour)
        if not champs.get("prenom") and not champs.get("nom"):
            continue
        connue = _reconnaitre(champs, restantes)
        if connue is None:
            yield _nouvelle(rempli, tour, champs, fiche, rang)
        else:
            restantes.remove(connue)
            yield from _changee(rempli, tour, champs, connue)


def _tours(rempli: Remplissage, repetition: Question) -> list[Noeud]:
    noeuds = [rempli.racine]
    for nom in repetition.chemin[1:]:
        noeuds = [n for parent in noeuds for n in parent.enfants.get(nom, ())]
    return [n for n in noeuds if n.visible]


def _champs_du_tour(repetition: Question, tour: Noeud) -> dict[str, Any]:
    """The fields of a person that can be read in one turn."""
    champs: dict[str, Any] = {}
    for question in repetition.enfants:
        champ = Champ.lire(question.champ)
        noeuds = tour.enfants.get(question.nom)
        if champ is None or champ.nom not in CHAMPS_PERSONNE or not noeuds:
            continue
        if noeuds[0].valeur and noeuds[0].visible:
            lu = _lire(Personne, champ.nom, noeuds[0].valeur)
            if lu is not None:
                champs[champ.nom] = lu
    return champs


def _reconnaitre(champs: Mapping[str, Any], connues: list[PersonneFiche]) -> PersonneFiche | None:
    """The person known by that first name (and name, when given), or born that day."""

    def convient(personne: PersonneFiche) -> bool:
        prenom, nom = champs.get("prenom"), champs.get("nom")
        if prenom and plier(prenom) != plier(personne.prenom or ""):
            return False
        return not nom or plier(nom) == plier(personne.nom)

    trouvees = [p for p in connues if convient(p)]
    if not trouvees and champs.get("naissance"):
        trouvees = [p for p in connues if p.naissance == champs["naissance"]]
    return trouvees[0] if trouvees else None


def _nouvelle(
    rempli: Remplissage, tour: Noeud, champs: dict[str, Any], fiche: FicheMenage, rang: int
) -> _Prevu:
    nom = champs.get("nom") or (fiche.personnes[0].nom if fiche.personnes else fiche.menage.nom)
    valeurs = valider(Personne, {**champs, "nom": nom}, CHAMPS_PERSONNE)
    qui = f"{champs.get('prenom') or ''} {nom}".strip()
    return _Prevu(
        EcartFiche(
            f"personne+{rang}",
            _("Personne du foyer"),
            rempli.libelle(tour),
            "",
            qui,
            qui=qui,
            action=_("ajouter cette personne au foyer"),
        ),
        personnes.ajouter,
        personnes.AjouterPersonne(fiche.menage.id, valeurs),
    )


def _changee(
    rempli: Remplissage, tour: Noeud, champs: Mapping[str, Any], connue: PersonneFiche
) -> Iterator[_Prevu]:
    for nom, lu in champs.items():
        su = de_la_personne(connue, nom)
        if _memes(su, lu):
            continue
        yield _Prevu(
            EcartFiche(
                f"personne.{connue.id.hex}.{nom}",
                _libelle(Personne, nom),
                rempli.libelle(tour),
                _dire(su),
                _dire(lu),
                qui=connue.nom_complet,
            ),
            personnes.modifier,
            personnes.ModifierPersonne(connue.id, {nom: lu}),
        )
