"""Decisions of a commission about offers of homes: when it sat, what it decided, why."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.i18n import date_courte
from app.domain.relogements import MotifRefus, ReponseProposition
from app.domain.retours import Issue
from app.domain.texte import plier
from app.services import propositions
from app.services.documents.vocabulaire import dire
from app.services.exports.retours_fichiers.cibles import Cibles
from app.services.exports.retours_fichiers.genres.vue import (
    LecteurGenre,
    Part,
    Valeurs,
    Vue,
    inconnu,
    jour,
    manque,
    selon,
    texte,
)
from app.services.exports.retours_fichiers.identites import nom_dit
from app.services.imports.apercu import Changement, motif
from app.services.imports.lignes import Anomalie, Gravite
from app.services.propositions import ModifierProposition, RepondreProposition
from db.models import Logement, Menage, Proposition
from db.uow import UnitOfWork

_R, _M = ReponseProposition, MotifRefus
_REPONSES: Mapping[str, ReponseProposition] = MappingProxyType(
    {
        **dict.fromkeys(
            ("refus", "refuse", "refusee", "non attribue", "non attribuee", "rejet", "rejete",
             "rejetee", "defavorable", "avis defavorable", "non", "decline", "declinee", "refused",
             "non accorde", "desistement"),
            _R.REFUSEE,
        ),
        **dict.fromkeys(
            ("accord", "accorde", "accordee", "accepte", "acceptee", "attribue", "attribuee",
             "attribution", "favorable", "avis favorable", "oui", "valide", "validee", "ok",
             "accord de la commission", "accepted"),
            _R.ACCEPTEE,
        ),
        **dict.fromkeys(
            ("en attente", "attente", "ajourne", "ajournee", "ajournement", "reporte", "reportee",
             "differe", "a revoir", "sursis", "en cours", "pending"),
            _R.EN_ATTENTE,
        ),
        **dict.fromkeys(
            ("retire", "retiree", "annule", "annulee", "retrait", "caduc", "caduque"), _R.RETIREE
        ),
    }
)  # fmt: skip
"""Words of landlords for an answer, folded; the whole cell must be one of them."""
_MOTIFS: tuple[tuple[MotifRefus, tuple[str, ...]], ...] = (
    (_M.LOYER, ("loyer", "cher", "reste a charge", "budget", "ressource", "taux d effort")),
    (_M.TAILLE, ("taille", "petit", "grand", "typologie", "surface", "composition")),
    (_M.ACCESSIBILITE, ("accessib", "etage", "escalier", "plain pied", "pmr", "ascenseur")),
    (_M.ELOIGNEMENT, ("eloign", "loin", "distance", "trajet")),
    (_M.QUARTIER, ("quartier", "secteur", "voisin", "environnement", "localisation")),
    (_M.ETAT, ("etat", "vetuste", "travaux", "proprete")),
    (_M.EXTERIEUR, ("exterieur", "jardin", "balcon", "garage", "stationnement")),
    (_M.ANIMAUX, ("anima", "chien", "chat")),
)


class Commissions(LecteurGenre):
    """Lines of decisions; a refusal whose reason we cannot class keeps its words."""

    def __init__(self, session: Session, cibles: Cibles, recu_le: date) -> None:
        self._session, self._cibles, self._recu_le = session, cibles, recu_le

    def charger(self, lignes: Sequence[Valeurs]) -> None:
        """Homes and households named."""
        self._cibles.charger(lignes)

    def ligne(self, valeurs: Valeurs) -> Vue:
        """What that decision would change of the offer."""
        dit = " ".join(
            t
            for t in (
                texte(valeurs, "logement_propose") or texte(valeurs, "code_ug"), nom_dit(valeurs)
            )
            if t
        )  # fmt: skip
        if self._cibles.inconnu(valeurs):
            return Vue(dit, (inconnu("retour_fichier.identifiant_inconnu"),))
        trouve = self._cibles.proposition(valeurs)
        if trouve.id is None:
            codes = ("retour_fichier.sans_proposition", "retour_fichier.propositions_plusieurs")
            return Vue(dit, (manque(trouve, *codes, dit=dit),))
        ligne = self._session.get_one(Proposition, trouve.id)
        menage = self._session.get_one(Menage, ligne.menage_id)
        logement = self._session.get_one(Logement, ligne.logement_id)
        titre = f"{menage.nom} → {logement.code_ug}"
        parts = (self._commission(ligne, valeurs), self._reponse(ligne, valeurs))
        lues = tuple(p.doutee(trouve.doutes) for p in parts if p is not None)
        return Vue(titre, lues or (Part(Issue.IDENTIQUE),), menage.id)

    def _commission(self, ligne: Proposition, valeurs: Valeurs) -> Part | None:
        le = jour(valeurs, "commission_le")
        if le is None:
            return None
        issue, changements = selon(
            [Changement("commission_le", _libelle("commission_le"), ligne.commission_le, le)]
        )
        cible, dits = ("commission", ligne.id), (("commission_le", le),)
        if issue is Issue.IDENTIQUE:
            return Part(issue, cible=cible, dits=dits)
        motifs: tuple[Anomalie, ...] = ()
        if issue is Issue.CONFLIT:
            motifs = (motif("retour_fichier.autre_commission", Gravite.A_CONFIRMER),)
        return Part(issue, motifs, changements, partial(_dater, ligne.id, le), cible, dits)

    def _reponse(self, ligne: Proposition, valeurs: Valeurs) -> Part | None:
        mot = texte(valeurs, "reponse_dite")
        if not mot:
            return None
        dite = _REPONSES.get(plier(mot))
        if dite is None:
            return Part(
                Issue.REFUSEE,
                (motif("retour_fichier.reponse_inconnue", Gravite.IGNOREE, brut=mot),),
            )
        cible: Hashable = ("reponse", ligne.id)
        dits = (("reponse", dite),)
        if dite is _R.EN_ATTENTE and ligne.reponse is _R.EN_ATTENTE:
            return Part(Issue.IDENTIQUE, cible=cible, dits=dits)
        pourquoi = texte(valeurs, "motif_dit") or texte(valeurs, "commentaire")
        classe = _classer(pourquoi) if dite is _R.REFUSEE else None
        # What was refused for a reason the team classed stays so: words alone do not change it.
        meme = dite is ligne.reponse and (
            classe in (None, ligne.motif) or (classe is _M.AUTRE and ligne.motif is not None)
        )
        if meme:
            return Part(Issue.IDENTIQUE, cible=cible, dits=dits)
        changements = [Changement("reponse", _libelle("reponse"), dire(ligne.reponse), dire(dite))]
        if classe is not None:
            avant = dire(ligne.motif) if ligne.motif is not None else None
            changements.append(Changement("motif", _libelle("motif"), avant, dire(classe)))
        le = jour(valeurs, "reponse_le") or jour(valeurs, "commission_le") or self._recu_le
        commande = RepondreProposition(
            ligne.id, dite, le, classe, pourquoi or ligne.precision or ""
        )
        ecrire = partial(_repondre, commande)
        notes = _sans_date(valeurs, le)
        if ligne.reponse is _R.EN_ATTENTE:
            return Part(Issue.APPLICABLE, notes, tuple(changements), ecrire, cible, dits)
        cause = motif(
            "retour_fichier.autre_reponse",
            Gravite.A_CONFIRMER,
            connue=dire(ligne.reponse),
            dite=dire(dite),
        )
        return Part(Issue.CONFLIT, (cause, *notes), tuple(changements), ecrire, cible, dits)


def _sans_date(valeurs: Valeurs, le: date) -> tuple[Anomalie, ...]:
    """What is said of a decision the file does not date."""
    if {"reponse_le", "commission_le"} & valeurs.keys():
        return ()
    return (motif("retour_fichier.reponse_sans_date", jour=date_courte(le)),)


def _classer(pourquoi: str) -> MotifRefus:
    """The reason those words mean, AUTRE when they say none we count."""
    plie = plier(pourquoi)
    return next((m for m, mots in _MOTIFS if any(mot in plie for mot in mots)), _M.AUTRE)


def _libelle(colonne: str) -> str:
    return str(Proposition.__table__.c[colonne].info.get("libelle", colonne))


def _dater(proposition_id: UUID, le: date, uow: UnitOfWork) -> Changes:
    return propositions.modifier(ModifierProposition(proposition_id, {"commission_le": le}), uow)


def _repondre(commande: RepondreProposition, uow: UnitOfWork) -> Changes:
    return propositions.repondre(commande, uow)
