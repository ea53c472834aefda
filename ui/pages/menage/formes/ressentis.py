"""Feelings noted outside a visit, several at once; one of them put right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from app.core.errors import RegleMetier
from app.core.i18n import N_, _, date_courte, langue
from app.domain.accompagnement import INTENSITE_MAX
from app.domain.visites import RessentiSaisi
from app.services import ressentis
from app.services.documents.vocabulaire import dire, intensite, majuscule
from app.services.ressentis import RessentiLigne
from ui.contexte import Contexte
from ui.pages.menage.champs import ChampLibre, Saisissable
from ui.pages.menage.formes.cadre import Cadre, Choix
from ui.pages.menage.saisie import Ordre, Saisie
from ui.visite.puces import Choix as Mot
from ui.visite.ressentis import ChampRessentis
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element


class ChoixRessentis(Saisissable):
    """Words of the catalogue, each with its strength: type, Enter, then a digit."""

    def __init__(self, contexte: Contexte, phase: str) -> None:
        super().__init__()
        catalogue = contexte.catalogues().ressentis
        self.champ = ChampRessentis(_("Ressentis"), lambda: catalogue, langue)
        self.champ.en_phase(phase)
        self.champ.change.connect(self.change)
        self.champ.suivant.connect(self.champ.champ.focusNextChild)
        self.champ.champ.installEventFilter(self)
        self.contenir(self.champ)

    def eventFilter(self, _objet: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """A word half typed is taken before one saves, by Ctrl+Enter or with the mouse."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            prendre = event.reason() is Qt.FocusReason.MouseFocusReason
        else:
            prendre = (
                isinstance(event, QKeyEvent)
                and event.type() == QEvent.Type.KeyPress
                and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            )
        if prendre:
            self.champ.terminer()
        return False

    def valeur(self) -> tuple[RessentiSaisi, ...]:
        """The feelings chosen."""
        return self.champ.saisis()

    def fixer(self, _valeur: Any) -> None:
        """Nothing chosen yet."""
        self.champ.vider()

    def contenu(self) -> str:
        """The words and their strengths."""
        mots = [[c.code, c.libelle] for c in self.champ.choix()]
        return json.dumps({"mots": mots, "forces": self.champ.intensites()}) if mots else ""

    def restaurer(self, contenu: str) -> None:
        """Put them back; what cannot be read is left out."""
        try:
            lu = json.loads(contenu)
            mots = [Mot(str(code), str(libelle)) for code, libelle in lu["mots"]]
            forces = {str(c): int(n) for c, n in lu["forces"].items()}
        except (ValueError, TypeError, KeyError, AttributeError):
            return
        self.champ.poser(mots, forces)


def ressenti(cadre: Cadre, ligne: object) -> Saisie:
    """How they feel, told outside a visit; or one feeling (a `RessentiLigne`) put right."""
    if isinstance(ligne, RessentiLigne):
        return _corriger(cadre, ligne)
    if ligne is not None:
        raise RegleMetier("general.introuvable")

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        par = valeurs["personne_id"]
        dits = tuple(RessentiSaisi(r.code, r.intensite, par) for r in valeurs["ressentis"])
        return ressentis.noter, ressentis.NoterRessentis(cadre.menage_id, dits, valeurs["jour"])

    return Saisie(
        cadre.cle("ressenti"),
        _("Comment va le ménage"),
        [
            ChampLibre(
                "ressentis",
                _("Ressentis"),
                aide=_("Un mot, Entrée, puis de 1 (léger) à 5 (très fort)."),
                fabrique=lambda: ChoixRessentis(cadre.contexte, cadre.fiche.phase.value),
            ),
            Champ("personne_id", _("Dit par"), Genre.CHOIX, _personnes(cadre)),
            Champ("jour", _("Le"), Genre.DATE, passe=True),
        ],
        _("Noter ce ressenti"),
        _("Ressenti noté"),
        commande,
        valeurs={"jour": cadre.jour},
        aide=_("Pendant une visite, notez-le plutôt avec elle."),
        sous={"ressenti.aucun": "ressentis", "visite.jour_futur": "jour"},
    )


def retirer_ressenti(ligne: Any) -> tuple[Ordre, str]:
    """What takes a feeling (a `RessentiLigne`) away."""
    return (ressentis.retirer, ressentis.RetirerRessenti(ligne.id)), N_("Ressenti retiré")


def _corriger(cadre: Cadre, ligne: RessentiLigne) -> Saisie:
    catalogue = cadre.contexte.catalogues().ressentis
    codes: Choix = tuple((e.code, majuscule(e.libelle(langue()))) for e in catalogue.entrees)
    if catalogue.trouver(ligne.code) is None:
        codes = ((ligne.code, ligne.code), *codes)
    forces: Choix = (
        (None, _("non précisée")),
        *((n, intensite(n)) for n in range(1, INTENSITE_MAX + 1)),
    )
    champs: list[Element] = [
        Champ("code", _("Ressenti"), Genre.CHOIX, codes),
        Champ("intensite", _("Intensité"), Genre.CHOIX, forces),
        Champ("personne_id", _("Dit par"), Genre.CHOIX, _personnes(cadre)),
    ]
    if ligne.visite_id is None:
        champs.append(Champ("jour", _("Le"), Genre.DATE, passe=True))

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if not change:
            return None
        return ressentis.corriger, ressentis.CorrigerRessenti(
            ligne.id,
            valeurs["code"],
            valeurs["intensite"],
            valeurs["personne_id"],
            valeurs.get("jour"),
        )

    return Saisie(
        cadre.cle("ressenti", ligne.id),
        _("Corriger un ressenti"),
        champs,
        _("Enregistrer la correction"),
        _("Ressenti corrigé"),
        commande,
        valeurs={
            "code": ligne.code,
            "intensite": ligne.intensite,
            "personne_id": ligne.personne_id,
            "jour": ligne.jour,
        },
        aide=_("Dit le {jour}, {contact}.").format(
            jour=date_courte(ligne.jour), contact=dire(ligne.canal) or _("hors visite")
        ),
        sous={"ressenti.jour_de_visite": "code", "visite.jour_futur": "jour"},
    )


def _personnes(cadre: Cadre) -> Choix:
    return (
        (None, _("tout le ménage")),
        *((p.id, p.nom_complet) for p in cadre.fiche.personnes),
    )
