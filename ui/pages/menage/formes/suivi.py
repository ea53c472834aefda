"""Who follows the household, and what it agreed to share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.core.i18n import _, date_courte
from app.domain.accompagnement import Partenaire
from app.domain.menages import Role
from app.services import consentements, referents
from app.services.documents.vocabulaire import dire, majuscule
from ui.pages.menage.formes.cadre import Cadre, choix, parmi, vides
from ui.pages.menage.saisie import Saisie
from ui.widgets import Champ, Genre


def referent(cadre: Cadre, id_: UUID | None) -> Saisie:
    """Somebody takes charge; or the day they stopped."""
    if id_ is not None:
        return _fin(cadre, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return referents.affecter, referents.AffecterReferent(
            cadre.menage_id,
            valeurs["intervenant"],
            valeurs["role"],
            valeurs["debut"],
            valeurs["remplacer"],
        )

    sans_equipe = _("L’équipe est vide : ajoutez-la d’abord dans Réglages › Équipe.")
    return Saisie(
        cadre.cle("referent"),
        _("Une personne qui suit ce ménage"),
        [
            Champ("intervenant", _("Qui"), Genre.CHOIX, cadre.membres()),
            Champ("role", _("Rôle"), Genre.CHOIX, ((None, _("Sa fonction")), *choix(*Role))),
            Champ("debut", _("Depuis"), Genre.DATE, passe=True),
            Champ("remplacer", _("Remplace la personne qui tenait ce rôle"), Genre.CASE),
        ],
        _("Enregistrer"),
        _("Suivi enregistré"),
        commande,
        valeurs={"debut": cadre.jour, "remplacer": True, "intervenant": cadre.moi},
        aide="" if cadre.equipe else sans_equipe,
        sous={"referent.deja": "intervenant"},
    )


def _fin(cadre: Cadre, id_: UUID) -> Saisie:
    connu = parmi(cadre.fiche.referents, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return referents.retirer, referents.RetirerReferent(connu.id, valeurs["fin"])

    depuis = _("depuis le {jour}").format(jour=date_courte(connu.debut)) if connu.debut else ""
    return Saisie(
        cadre.cle("referent", id_),
        _("{nom} ne suit plus ce ménage").format(nom=connu.nom),
        [Champ("fin", _("Jusqu’au"), Genre.DATE, passe=True)],
        _("Terminer ce suivi"),
        _("Suivi terminé"),
        commande,
        valeurs={"fin": cadre.jour},
        aide=" · ".join(x for x in (majuscule(dire(connu.role)), depuis) if x),
        sous={"saisie.periode": "fin"},
    )


def consentement(cadre: Cadre, id_: UUID | None) -> Saisie:
    """A new answer of the household, or the day it took its agreement back."""
    if id_ is not None:
        return _retrait(cadre, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return consentements.recueillir, consentements.RecueillirConsentement(
            cadre.menage_id,
            valeurs["partenaire"],
            valeurs["accorde"],
            vides(valeurs["objet"]),
            valeurs["personne"],
            valeurs["donne_le"],
            vides(valeurs["support"]),
        )

    qui = (
        (None, _("Tout le ménage")),
        *((p.id, p.nom_complet) for p in cadre.fiche.personnes),
    )
    return Saisie(
        cadre.cle("consentement"),
        _("Ce que le ménage accepte de partager"),
        [
            Champ("partenaire", _("Avec qui"), Genre.CHOIX, choix(*Partenaire)),
            Champ(
                "accorde",
                _("Sa réponse"),
                Genre.CHOIX,
                ((True, _("Accepte le partage")), (False, _("Refuse le partage"))),
            ),
            Champ("personne", _("Qui a répondu"), Genre.CHOIX, qui),
            Champ("donne_le", _("Recueilli le"), Genre.DATE, passe=True),
            Champ("support", _("Recueilli comment"), aide=_("Papier signé, de vive voix…")),
            Champ("objet", _("Objet"), aide=_("Laissez vide si l’accord vaut pour tout.")),
        ],
        _("Enregistrer la réponse"),
        _("Réponse enregistrée"),
        commande,
        valeurs={"accorde": True, "donne_le": cadre.jour},
        aide=_("Une nouvelle réponse au même partenaire remplace la précédente."),
        sous={"consentement.futur": "donne_le", "consentement.personne": "personne"},
    )


def _retrait(cadre: Cadre, id_: UUID) -> Saisie:
    connu = parmi(cadre.fiche.consentements, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return consentements.retirer, consentements.RetirerConsentement(connu.id, valeurs["le"])

    return Saisie(
        cadre.cle("consentement", id_),
        _("Le ménage retire sa réponse"),
        [Champ("le", _("Retiré le"), Genre.DATE, passe=True)],
        _("Enregistrer le retrait"),
        _("Retrait enregistré"),
        commande,
        valeurs={"le": cadre.jour},
        aide=_("{partenaire} : réponse recueillie le {jour}.").format(
            partenaire=majuscule(dire(connu.partenaire)), jour=date_courte(connu.donne_le)
        ),
        sous={"consentement.retrait": "le", "consentement.deja_retire": "le"},
    )
