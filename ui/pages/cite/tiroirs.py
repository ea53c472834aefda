"""Under the list of dwellings: lend those chosen as temporary homes, or give them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import _, ngettext, nombre
from app.services import tiroirs
from app.services.tiroirs import PreparerTiroirs, RendreVacants
from ui.contexte import Contexte
from ui.widgets import Bouton, Champ, Etiquette, Flux, Formulaire, Genre


class BarreTiroirs(QWidget):
    """Shown while dwellings are selected; the days are asked for before anything is written."""

    def __init__(self, contexte: Contexte, choisis: Callable[[], tuple[UUID, ...] | None]) -> None:
        super().__init__()
        self._contexte = contexte
        self._choisis = choisis
        self.phrase = Etiquette("", "secondaire")
        self.preparer = Bouton(_("En faire des logements tiroirs…"), self._demander)
        self.rendre = Bouton(_("Rendre vacants"), self._rendre, "discret")
        self.jours = Formulaire(
            [
                (
                    Champ("disponible_du", _("Disponible à partir du"), Genre.DATE),
                    Champ("disponible_au", _("Disponible jusqu’au"), Genre.DATE),
                )
            ],
            contexte.clock,
            largeur=contexte.theme.px(420),
        )
        self.valider = Bouton(_("Prêter ces logements"), self._preparer, "principal")
        self.renoncer = Bouton(_("Renoncer"), self._renoncer, "discret")
        self._disposer()
        self.hide()

    def _disposer(self) -> None:
        boutons = QWidget()
        ligne = Flux(boutons, ecart=8)
        for widget in (self.phrase, self.preparer, self.rendre):
            ligne.addWidget(widget)
        self.saisie = QWidget()
        dedans = Flux(self.saisie, ecart=8)
        for element in (self.jours, self.valider, self.renoncer):
            dedans.addWidget(element)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addWidget(boutons)
        boite.addWidget(self.saisie)
        self.saisie.hide()

    def choisir(self, n: int) -> None:
        """So many dwellings are selected."""
        self.setVisible(n > 0)
        texte = ngettext("{n} logement choisi", "{n} logements choisis", n)
        self.phrase.setText(texte.format(n=nombre(n)))
        if n == 0:
            self.saisie.hide()

    def _demander(self) -> None:
        self.jours.remplir({})
        self.saisie.show()
        self.jours.premier().setFocus()

    def _renoncer(self) -> None:
        self.saisie.hide()
        self.preparer.setFocus()

    def _preparer(self) -> None:
        ids = self._ids()
        if ids and self.jours.dates_comprises():
            valeurs = self.jours.valeurs()
            cmd = PreparerTiroirs(ids, valeurs["disponible_du"], valeurs["disponible_au"])
            self._lancer(tiroirs.preparer, cmd, _("Logements prêtés comme tiroirs"))

    def _rendre(self) -> None:
        ids = self._ids()
        if ids:
            self._lancer(tiroirs.rendre, RendreVacants(ids), _("Logements rendus vacants"))

    def _ids(self) -> tuple[UUID, ...] | None:
        ids = self._choisis()
        if ids is None:
            self._contexte.informer(_("La liste se lit encore : réessayez dans un instant."))
        return ids

    def _lancer(self, fn: Any, cmd: object, dit: str) -> None:
        def fait(changes: Changes) -> None:
            self.saisie.hide()
            if changes.operation is None:
                self._contexte.informer(_("Rien à changer : c’est déjà le cas."))
            else:
                self._contexte.signaler_enregistre(changes, dit)

        self._contexte.jobs.lancer(
            fn,
            cmd,
            quand_fini=fait,
            en_erreur=self._contexte.signaler_erreur,
            proprietaire=self,
        )
