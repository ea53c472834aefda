"""Each declared setting with the control that suits its type; a change is kept at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.core.i18n import _
from app.core.settings import REGLAGES, Portee, Reglage
from ui.contexte import Contexte
from ui.widgets import Etiquette, LigneForm, Titre


def se_choisit(reglage: Reglage[Any]) -> bool:
    """Whether one chooses it here: free texts are kept by the app or chosen on another screen."""
    return bool(reglage.choix) or not isinstance(reglage.defaut, str)


class OngletGeneral(QWidget):
    """The settings of this computer, then those of the base."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.champs: dict[str, QWidget] = {}
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 16, 0, 16)
        boite.setSpacing(12)
        for titre, portee in (
            (_("Sur cet ordinateur"), Portee.MACHINE),
            (_("Dans cette base, pour toute l’équipe"), Portee.BASE),
        ):
            boite.addWidget(Titre(titre, section=True))
            for reglage in REGLAGES:
                if reglage.portee is portee and se_choisit(reglage):
                    boite.addWidget(self._ligne(reglage))
            boite.addSpacing(12)
        boite.addWidget(
            Etiquette(_("Un changement vaut tout de suite, il n’y a rien à valider."), "secondaire")
        )
        boite.addStretch(1)

    def _ligne(self, reglage: Reglage[Any]) -> LigneForm:
        champ = self._champ(reglage)
        champ.setMaximumWidth(self._contexte.theme.px(320))
        champ.setObjectName(f"reglage_{reglage.cle}")
        self.champs[reglage.cle] = champ
        ligne = LigneForm(_(reglage.texte), champ, _(reglage.aide) if reglage.aide else "")
        ligne.setMaximumWidth(self._contexte.theme.px(640))
        return ligne

    def _champ(self, reglage: Reglage[Any]) -> QWidget:
        valeur = self._contexte.settings.lire(reglage)
        if reglage.choix:
            liste = QComboBox()
            for choix, texte in reglage.choix:
                liste.addItem(_(texte), choix)
            liste.setCurrentIndex(liste.findData(valeur))
            liste.activated.connect(lambda _rang: self._changer(reglage, liste.currentData()))
            return liste
        if isinstance(valeur, bool):
            case = QCheckBox(_(reglage.texte))
            case.setChecked(valeur)
            case.clicked.connect(lambda coche: self._changer(reglage, coche))
            return case
        nombre = QSpinBox()
        nombre.setRange(reglage.minimum, reglage.maximum)
        nombre.setValue(valeur)
        if reglage.unite:
            nombre.setSuffix(f" {_(reglage.unite)}")
        nombre.editingFinished.connect(lambda: self._changer(reglage, nombre.value()))
        return nombre

    def _changer(self, reglage: Reglage[Any], valeur: Any) -> None:
        if valeur == self._contexte.settings.lire(reglage):
            return
        if reglage.portee is Portee.MACHINE:
            self._garder_ici(reglage, valeur)
        else:
            self._garder_dans_la_base(reglage, valeur)

    def _garder_ici(self, reglage: Reglage[Any], valeur: Any) -> None:
        try:
            self._contexte.settings.ecrire(reglage, valeur)
        except OSError:
            self._contexte.signaler_erreur(PanneEnvironnement("reglages.non_gardes"))
            return
        self._contexte.signaler_enregistre(None, _(reglage.texte))

    def _garder_dans_la_base(self, reglage: Reglage[Any], valeur: Any) -> None:
        from app.services import reglages  # noqa: PLC0415 - heavy: after the lock screen

        def fait(changes: Changes) -> None:
            self._contexte.settings.ecrire(reglage, valeur)
            self._contexte.signaler_enregistre(changes, _(reglage.texte))

        def refuse(erreur: EntreeInvalide) -> None:
            champ = self.champs[reglage.cle]
            if isinstance(champ, QSpinBox):
                champ.setValue(self._contexte.settings.lire(reglage))
            self._contexte.signaler_erreur(erreur)

        self._contexte.jobs.lancer(
            reglages.changer,
            reglages.ChangerReglage(reglage.cle, valeur),
            quand_fini=fait,
            en_erreur=refuse,
            proprietaire=self,
        )
