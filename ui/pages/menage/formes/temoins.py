"""Forms of witnesses: the agreement, its correction, where a meeting stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app.core.errors import RegleMetier
from app.core.i18n import N_, _, date_courte
from app.domain.accompagnement import Canal
from app.services import temoins
from app.services.documents.temoins import dire_raisons
from app.services.documents.vocabulaire import dire, majuscule
from app.services.temoins import EtatRencontre, Proposition, RencontreFiche, TemoinFiche
from ui.pages.menage.formes.cadre import Cadre, Choix, choix, vides
from ui.pages.menage.saisie import Ordre, Saisie
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element


def temoin(cadre: Cadre, ligne: object) -> Saisie:
    """The household agrees to testify; or its agreement (a `TemoinFiche`) is put right."""
    connu = ligne if isinstance(ligne, TemoinFiche) else None

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        dits = (valeurs["personne_id"], vides(valeurs["modalite"]), vides(valeurs["precision"]))
        if connu is not None:
            return (temoins.modifier, temoins.ModifierTemoin(connu.id, *dits)) if change else None
        return temoins.accepter, temoins.AccepterDeTemoigner(
            cadre.menage_id, *dits, valeurs["accord_le"]
        )

    champs: list[Element] = [
        Champ("personne_id", _("Qui témoigne"), Genre.CHOIX, _personnes(cadre)),
        Champ(
            "precision",
            _("De quoi il parle volontiers"),
            aide=_("Le déménagement, les meubles, le retour, le chauffage…"),
        ),
        Champ("modalite", _("Comment le joindre, quand")),
    ]
    if connu is None:
        champs.append(Champ("accord_le", _("A accepté le"), Genre.DATE, passe=True))
    return Saisie(
        cadre.cle("temoin", connu.id if connu else None),
        _("Témoigner auprès d’autres ménages"),
        champs,
        _("Enregistrer l’accord"),
        _("Accord enregistré"),
        commande,
        valeurs={
            "personne_id": connu.personne_id,
            "precision": connu.precision,
            "modalite": connu.modalite,
        }
        if connu
        else {"accord_le": cadre.jour},
        aide=_("Pour le retirer : Suppr dans la liste. Plus personne ne verra alors son nom.")
        if connu
        else _("Il pourra changer d’avis à tout moment : son nom ne sera plus proposé à personne."),
        sous={"temoin.accord_futur": "accord_le"},
    )


def rencontre(cadre: Cadre, ligne: object) -> Saisie:
    """Where a meeting stands: from a `Proposition`, or a `RencontreFiche` under way."""
    if isinstance(ligne, Proposition):
        temoin_id, nom, etat = ligne.temoin.id, ligne.temoin.nom, None
        joindre = (ligne.temoin.personne, ligne.temoin.modalite, ligne.temoin.precision)
        dit = dire_raisons(ligne.raisons, ligne.temoin.cite, cadre.mots)
        aide = "\n".join(x for x in (majuscule(dit), " · ".join(j for j in joindre if j)) if x)
        prevue: date | None = None
    elif isinstance(ligne, RencontreFiche):
        temoin_id, nom, etat = ligne.temoin_id, ligne.temoin or _("témoin retiré"), ligne.etat
        prevue = ligne.prevue_le
        if etat is EtatRencontre.FAITE:  # they may meet again
            etat, prevue = None, None
        aide = majuscule(
            _("{etat} le {jour}").format(etat=dire(ligne.etat), jour=date_courte(ligne.etat_le))
        )
    else:
        raise RegleMetier("general.introuvable")
    return Saisie(
        cadre.cle("rencontre", temoin_id),
        _("Rencontre avec {nom}").format(nom=nom),
        _champs(etat),
        _("Enregistrer la rencontre"),
        _("Rencontre enregistrée"),
        lambda valeurs, _change: _noter(cadre, temoin_id, valeurs),
        valeurs={"le": cadre.jour, "prevue_le": prevue},
        aide=aide,
        sous={"visite.jour_futur": "le", "rencontre.etat": "etat", "rencontre.canal": "canal"},
    )


def _champs(etat: EtatRencontre | None) -> list[Element]:
    ordre = (
        EtatRencontre.PROPOSEE,
        EtatRencontre.ACCEPTEE,
        EtatRencontre.FAITE,
        EtatRencontre.DECLINEE,
    )
    depart = 0 if etat is None else 1
    suites = [e for e in ordre[depart:] if e is not etat]
    canaux: Choix = (
        (None, _("ne pas la compter comme visite")),
        *choix(Canal.COLLECTIF, Canal.DOMICILE, Canal.PERMANENCE, Canal.TELEPHONE),
    )
    return [
        Champ("etat", _("Où elle en est"), Genre.CHOIX, choix(*suites)),
        Champ("le", _("Le"), Genre.DATE, passe=True),
        Champ("prevue_le", _("Prévue pour le"), Genre.DATE),
        Champ("precision", _("Ce qui en ressort")),
        Champ(
            "canal",
            _("Si elle est faite, la noter dans le fil"),
            Genre.CHOIX,
            canaux,
        ),
    ]


def _noter(cadre: Cadre, temoin_id: UUID, valeurs: Mapping[str, Any]) -> Ordre:
    return temoins.noter_rencontre, temoins.NoterRencontre(
        cadre.menage_id,
        temoin_id,
        EtatRencontre(valeurs["etat"]),
        valeurs["le"],
        valeurs["prevue_le"],
        vides(valeurs["precision"]),
        valeurs["canal"],
    )


def retirer_temoin(ligne: Any) -> tuple[Ordre, str]:
    """What takes an agreement (a `TemoinFiche`) back."""
    return (temoins.retirer, temoins.RetirerTemoin(ligne.id)), N_("Accord retiré")


def _personnes(cadre: Cadre) -> Choix:
    return ((None, _("le ménage")), *((p.id, p.nom_complet) for p in cadre.fiche.personnes))
