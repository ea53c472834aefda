"""What waits: tasks, appointments; and what is written: notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.domain.partage import Partage
from app.services import notes, rendez_vous, taches
from ui.pages.menage.champs import ChampLibre, Heure, TexteLong
from ui.pages.menage.formes.cadre import Cadre, choix, parmi, vides
from ui.pages.menage.saisie import Saisie
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element

VISIBILITES = (Partage.EQUIPE, Partage.BAILLEUR, Partage.CONFIDENTIEL)


def tache(cadre: Cadre, id_: UUID | None) -> Saisie:
    """Something to do; or another day for it."""
    if id_ is not None:
        return _reporter(cadre, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return taches.creer, taches.CreerTache(
            vides(valeurs["titre"]), valeurs["pour_le"], cadre.menage_id, valeurs["qui"]
        )

    return Saisie(
        cadre.cle("tache"),
        _("Une chose à faire"),
        [
            Champ("titre", _("Quoi")),
            Champ("pour_le", _("Pour le"), Genre.DATE),
            Champ("qui", _("Qui s’en charge"), Genre.CHOIX, cadre.membres() or _moi()),
        ],
        _("Ajouter la tâche"),
        _("Tâche ajoutée"),
        commande,
        sous={"saisie.obligatoire": "titre", **_ECHEANCES},
    )


def _reporter(cadre: Cadre, id_: UUID) -> Saisie:
    connue = parmi(cadre.fiche.taches, id_)

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if not change:
            return None
        return taches.reporter, taches.ReporterTache(connue.id, valeurs["pour_le"])

    return Saisie(
        cadre.cle("tache", id_),
        connue.titre,
        [Champ("pour_le", _("Pour le"), Genre.DATE, aide=_("Vide : quand ce sera possible."))],
        _("Reporter la tâche"),
        _("Tâche reportée"),
        commande,
        valeurs={"pour_le": connue.pour_le},
        sous=_ECHEANCES,
    )


_ECHEANCES = {"visite.echeance_passee": "pour_le", "visite.echeance_lointaine": "pour_le"}


def rendez_vous_(cadre: Cadre, id_: UUID | None) -> Saisie:
    """An appointment, or its new day."""
    connu = parmi(cadre.fiche.rendez_vous, id_) if id_ is not None else None
    quand = (
        Champ("jour", _("Jour"), Genre.DATE, part=3),
        ChampLibre("heure", _("Heure"), part=2, fabrique=Heure),
    )

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        jour, heure = valeurs["jour"], valeurs["heure"]
        if jour is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Jour"))
        if connu is not None:
            deplacer = rendez_vous.DeplacerRendezVous(connu.id, jour, heure)
            return (rendez_vous.deplacer, deplacer) if change else None
        return rendez_vous.creer, rendez_vous.CreerRendezVous(
            cadre.menage_id,
            jour,
            vides(valeurs["objet"]),
            heure,
            vides(valeurs["lieu"]),
            valeurs["qui"],
        )

    nouveau: list[Element] = [
        Champ("objet", _("Objet")),
        quand,
        Champ("lieu", _("Lieu")),
        Champ("qui", _("Avec qui"), Genre.CHOIX, cadre.membres() or _moi()),
    ]
    return Saisie(
        cadre.cle("rendez_vous", id_),
        connu.objet if connu else _("Un rendez-vous"),
        [quand] if connu else nouveau,
        _("Déplacer le rendez-vous") if connu else _("Noter le rendez-vous"),
        _("Rendez-vous déplacé") if connu else _("Rendez-vous noté"),
        commande,
        valeurs={"jour": connu.jour, "heure": connu.heure} if connu else {},
        aide=_("Pour l’annuler : Suppr dans la liste.") if connu else "",
        sous={
            "saisie.obligatoire": "objet",
            "visite.echeance_passee": "jour",
            "visite.echeance_lointaine": "jour",
        },
    )


def note(cadre: Cadre, id_: UUID | None) -> Saisie:
    """A free note; or its correction, the former text staying in the history."""
    connue = parmi(cadre.notes, id_) if id_ is not None else None

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        texte, visibilite = valeurs["texte"], Partage(valeurs["visibilite"])
        if connue is None:
            return notes.ajouter, notes.AjouterNote(cadre.menage_id, texte, visibilite)
        if not change:
            return None
        return notes.corriger, notes.CorrigerNote(connue.id, texte, visibilite)

    return Saisie(
        cadre.cle("note", id_),
        _("Corriger la note") if connue else _("Une note"),
        [
            ChampLibre(
                "texte",
                _("Texte"),
                aide=_("Des faits, dans des mots que la personne peut lire."),
                fabrique=lambda: TexteLong(8),
            ),
            Champ(
                "visibilite",
                _("Qui peut lire cette note"),
                Genre.CHOIX,
                choix(*VISIBILITES),
            ),
        ],
        _("Enregistrer la note"),
        _("Note corrigée") if connue else _("Note ajoutée"),
        commande,
        valeurs={
            "texte": connue.texte if connue else "",
            "visibilite": connue.visibilite if connue else Partage.EQUIPE,
        },
        aide=_("L’ancien texte reste dans l’historique.") if connue else "",
        sous={"saisie.obligatoire": "texte", "note.deja_corrigee": "texte"},
    )


def _moi() -> tuple[tuple[object, str], ...]:
    return ((None, _("moi")),)
