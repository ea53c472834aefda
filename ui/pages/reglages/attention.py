"""The rules of attention: on or off, what each weighs, from when; shared by the whole team."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, ngettext, nombre
from app.domain.regles_attention import POINTS_MAX, SEUIL_MAX
from app.services import attention
from app.services.attention import EcrireRegles, LireRegles, ReglageRegle, RegleLue
from app.services.documents.vocabulaire import majuscule
from ui.contexte import Contexte
from ui.widgets import Bandeau, Bouton, Etiquette, Flux, Trait

# Thresholds by name: what is written before the number, and its unit.
_SEUILS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "jours": (N_("à partir de"), N_("jours")),
        "jours_avant": (N_("avant les travaux"), N_("jours")),
        "jours_pendant": (N_("pendant"), N_("jours")),
        "jours_apres": (N_("après"), N_("jours")),
        "ecart": (N_("baisse d’au moins"), "%"),
    }
)
# What the days of these kinds of rules count, when it is not how long something has lasted.
_AUTREMENT: Mapping[str, str] = MappingProxyType(
    {
        "engagement_rompu": N_("compte pendant"),
        "ressentis_degrades": N_("sur les derniers"),
        "etapes_manquantes": N_("quand elle est dans moins de"),
    }
)


class Nombre(QSpinBox):
    """A number one types or moves with the arrows; the wheel scrolls the page instead."""

    def __init__(self, nom: str, maximum: int, unite: str = "") -> None:
        super().__init__()
        self.setRange(0, maximum)
        self.setAccessibleName(nom)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if unite:
            self.setSuffix(f" {unite}")

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt name
        """Left to the page."""
        event.ignore()


class LigneRegle(QWidget):
    """One rule: on or off, its sentence, its points and thresholds, whom it concerns now."""

    modifie = Signal()

    def __init__(self, regle: RegleLue) -> None:
        super().__init__()
        self.regle = regle
        self.actif = QCheckBox(majuscule(regle.titre))
        self.concernes = Etiquette("", "secondaire")
        self.phrase = Etiquette(f"« {regle.phrase} »", "secondaire", retour_ligne=True)
        self.points = Nombre(_("{regle} : points").format(regle=regle.titre), POINTS_MAX)
        self.seuils = {nom: _seuil(regle, nom) for nom in regle.reglage.seuils}
        tete = QHBoxLayout()
        tete.addWidget(self.actif)
        tete.addStretch(1)
        tete.addWidget(self.concernes)
        nombres = QWidget()
        flux = Flux(nombres, ecart=16)
        flux.addWidget(_avec_mot(_("points"), self.points))
        for nom, champ in self.seuils.items():
            flux.addWidget(_avec_mot(_mots(regle, nom)[0], champ))
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 4, 0, 4)
        boite.setSpacing(4)
        boite.addLayout(tete)
        boite.addWidget(self.phrase)
        boite.addWidget(nombres)
        boite.addWidget(Trait())
        self.poser(regle.reglage)
        self.compter(regle.concernes)
        self.actif.toggled.connect(self._change)
        for champ in (self.points, *self.seuils.values()):
            champ.valueChanged.connect(self._change)

    def lire(self) -> ReglageRegle:
        """What is chosen now."""
        seuils = {nom: champ.value() for nom, champ in self.seuils.items()}
        return ReglageRegle(self.actif.isChecked(), self.points.value(), seuils)

    def poser(self, reglage: ReglageRegle) -> None:
        """Show that choice."""
        self.actif.setChecked(reglage.actif)
        self.points.setValue(reglage.points)
        for nom, champ in self.seuils.items():
            champ.setValue(reglage.seuils.get(nom, champ.value()))
        self._griser()

    def compter(self, n: int) -> None:
        """How many households it concerns now."""
        dit = ngettext("{n} ménage concerné", "{n} ménages concernés", n)
        self.concernes.setText(dit.format(n=nombre(n)))

    def _change(self, *_args: object) -> None:
        self._griser()
        self.modifie.emit()

    def _griser(self) -> None:
        for champ in (self.points, *self.seuils.values()):
            champ.setEnabled(self.actif.isChecked())


class OngletAttention(QWidget):
    """Every rule, changed in place; nothing counts before it is applied for the whole team."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.lignes: dict[str, LigneRegle] = {}
        self._brouillon_cherche = False
        self.bandeau = Bandeau()
        self.etat = Etiquette("", "secondaire")
        self.origine = Bouton(_("Revenir aux règles d’origine"), self.remettre)
        self.appliquer = Bouton(_("Appliquer pour toute l’équipe"), self.garder, "principal")
        self._boite = QVBoxLayout()
        self._boite.setSpacing(4)
        boutons = QHBoxLayout()
        boutons.addWidget(self.origine)
        boutons.addWidget(self.etat)
        boutons.addStretch(1)
        boutons.addWidget(self.appliquer)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 16, 0, 16)
        boite.setSpacing(12)
        boite.addWidget(
            Etiquette(
                _(
                    "Chaque règle donne des points à un ménage et dit pourquoi. À partir de"
                    " 6 points il est regardé en premier, à partir de 3 bientôt. Ces règles sont"
                    " celles de toute l’équipe : elles sont gardées dans la base."
                ),
                retour_ligne=True,
            )
        )
        boite.addWidget(self.bandeau)
        boite.addLayout(self._boite)
        boite.addLayout(boutons)
        boite.addStretch(1)
        self.setMaximumWidth(contexte.theme.px(820))
        self.brouillon = contexte.brouillons.suivre("reglages.attention", self._contenu, self)
        self.brouillon.restaurable.connect(self._restaurer)
        self._touche()

    def lire(self) -> None:
        """Read the rules again; what is being changed stays."""
        self._contexte.jobs.lancer(
            attention.lire_regles,
            LireRegles(),
            quand_fini=self._lues,
            proprietaire=self,
            cle="reglages.attention",
        )

    def modifiees(self) -> dict[str, ReglageRegle]:
        """Rules that differ from what the team applies."""
        choisies = {code: ligne.lire() for code, ligne in self.lignes.items()}
        return {c: r for c, r in choisies.items() if r != self.lignes[c].regle.reglage}

    def remettre(self) -> None:
        """Show the catalogue's rules; they count once applied."""
        for ligne in self.lignes.values():
            ligne.poser(ligne.regle.catalogue)
        self._touche()

    def garder(self) -> None:
        """Apply for the whole team; every household is looked at again."""
        if not self.modifiees():
            return
        self.bandeau.fermer()
        self.appliquer.setEnabled(False)
        self.etat.setText(_("Chaque ménage est relu avec ces règles…"))
        self._contexte.jobs.lancer(
            attention.ecrire_regles,
            EcrireRegles({code: ligne.lire() for code, ligne in self.lignes.items()}),
            quand_fini=self._gardees,
            en_erreur=self._refusees,
            proprietaire=self,
        )

    def _gardees(self, changes: Changes) -> None:
        self.brouillon.oublier()
        for ligne in self.lignes.values():
            ligne.deleteLater()
        self.lignes = {}
        self._contexte.signaler_enregistre(changes, _("Règles d’attention"))
        self.lire()

    def _refusees(self, erreur: AppError) -> None:
        self.bandeau.montrer_erreur(erreur)
        self._touche()

    def _lues(self, lues: tuple[RegleLue, ...]) -> None:
        if [r.code for r in lues] != list(self.lignes):
            self._construire(lues)
        for regle in lues:
            ligne = self.lignes[regle.code]
            intacte = ligne.lire() == ligne.regle.reglage
            ligne.regle = regle
            ligne.compter(regle.concernes)
            if intacte:
                ligne.poser(regle.reglage)
        self._touche()
        if not self._brouillon_cherche:
            self._brouillon_cherche = True
            self.brouillon.chercher()

    def _construire(self, lues: tuple[RegleLue, ...]) -> None:
        for ligne in self.lignes.values():
            ligne.deleteLater()
        self.lignes = {}
        for regle in lues:
            self.lignes[regle.code] = ligne = LigneRegle(regle)
            ligne.modifie.connect(self._touche)
            ligne.modifie.connect(self.brouillon.modifie)
            self._boite.addWidget(ligne)

    def _touche(self) -> None:
        n = len(self.modifiees())
        self.appliquer.setEnabled(n > 0)
        self.origine.setEnabled(any(li.lire() != li.regle.catalogue for li in self.lignes.values()))
        dit = ngettext("{n} règle changée, pas encore appliquée.",
                       "{n} règles changées, pas encore appliquées.", n)  # fmt: skip
        self.etat.setText(dit.format(n=n) if n else "")

    def _contenu(self) -> dict[str, Any] | None:
        return {
            code: {"actif": r.actif, "points": r.points, "seuils": dict(r.seuils)}
            for code, r in self.modifiees().items()
        } or None

    def _restaurer(self, contenu: dict[str, Any]) -> None:
        for code, garde in contenu.items():
            ligne = self.lignes.get(code)
            if ligne is not None and isinstance(garde, dict):
                seuils = {str(n): int(s) for n, s in dict(garde.get("seuils") or {}).items()}
                reglage = ReglageRegle(bool(garde["actif"]), int(garde["points"]), seuils)
                ligne.poser(reglage)
        self._touche()


def _mots(regle: RegleLue, nom: str) -> tuple[str, str]:
    mot, unite = _SEUILS.get(nom, (nom.replace("_", " "), ""))
    if nom == "jours":
        mot = _AUTREMENT.get(regle.genre, mot)
    return _(mot), _(unite) if len(unite) > 1 else unite


def _seuil(regle: RegleLue, nom: str) -> Nombre:
    mot, unite = _mots(regle, nom)
    return Nombre(f"{regle.titre} : {mot}", SEUIL_MAX, unite)


def _avec_mot(mot: str, champ: QWidget) -> QWidget:
    ensemble = QWidget()
    ligne = QHBoxLayout(ensemble)
    ligne.setContentsMargins(0, 0, 0, 0)
    ligne.setSpacing(6)
    etiquette: QLabel = Etiquette(mot, "secondaire")
    etiquette.setBuddy(champ)
    ligne.addWidget(etiquette)
    ligne.addWidget(champ)
    return ensemble
