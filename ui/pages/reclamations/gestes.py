"""Moving a complaint on, from the list, the board or its page: at once, or by a short form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.core.i18n import _
from app.domain.reclamations import (
    EtatReclamation,
    MotifReclamation,
    NatureReclamation,
    SourceSuivi,
    suites,
)
from app.services import reclamations as service
from app.services.documents.vocabulaire import dire
from app.services.reclamations import ChangerEtatReclamation
from app.services.reclamations.lecture import ReclamationLigne
from ui.contexte import Contexte
from ui.pages.reclamations import formes, formes_passages
from ui.reclamation import phrases
from ui.saisie.panneau import Saisie

# These need words, a day, or more than the list knows.
_A_DIRE = (EtatReclamation.CONTESTEE, EtatReclamation.REJETEE, EtatReclamation.CLOSE)

_SUITE: Mapping[EtatReclamation, EtatReclamation] = MappingProxyType(
    {
        EtatReclamation.QUALIFIEE: EtatReclamation.TRANSMISE,
        EtatReclamation.TRANSMISE: EtatReclamation.PLANIFIEE,
        EtatReclamation.PLANIFIEE: EtatReclamation.FAITE,
        EtatReclamation.FAITE: EtatReclamation.CONFIRMEE,
        EtatReclamation.CONTESTEE: EtatReclamation.TRANSMISE,
    }
)


class Gestes(QObject):
    """`saisir` opens a form of the page; `responsables` gives those who may repair."""

    def __init__(
        self,
        contexte: Contexte,
        parent: QWidget,
        saisir: Callable[[Saisie], object],
        responsables: Callable[[], Sequence[Any]],
    ) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._parent = parent
        self._saisir = saisir
        self._responsables = responsables

    def menu(self, ligne: ReclamationLigne, parmi: Sequence[EtatReclamation] = ()) -> QMenu:
        """A menu of the states it may go to (of `parmi` when given)."""
        menu = QMenu(self._parent)
        menu.setAccessibleName(_("Faire avancer {reference}").format(reference=ligne.reference))
        self.remplir(menu, ligne, parmi)
        return menu

    def remplir(
        self, menu: QMenu, ligne: ReclamationLigne, parmi: Sequence[EtatReclamation] = ()
    ) -> None:
        """Offer the states it may go to, as verbs, each with its key."""
        for rang, etat in enumerate(_possibles(ligne, parmi), 1):
            action = menu.addAction(f"&{rang}  {phrases.FORMES[etat]} {verbe(ligne, etat)}")
            action.triggered.connect(lambda _c=False, e=etat: self.mener(ligne, e))

    def demander(
        self, ligne: ReclamationLigne, parmi: Sequence[EtatReclamation], ou: QPoint
    ) -> None:
        """Move it to the only state it may go to among `parmi` (any when empty), or ask which."""
        possibles = _possibles(ligne, parmi)
        if not possibles:
            self._contexte.informer(
                _("{reference} ne peut pas devenir « {etat} » d’ici.").format(
                    reference=ligne.reference, etat=phrases.etat(parmi[0])
                )
            )
        elif len(parmi) == 1:
            self.mener(ligne, possibles[0])
        else:
            menu = self.menu(ligne, parmi)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(ou)
            menu.setActiveAction(menu.actions()[0])

    def mener(self, ligne: ReclamationLigne, vers: EtatReclamation) -> None:
        """Move it: the form when something must be said, else at once, which can be undone."""
        if vers is EtatReclamation.CLOSE and levable(ligne):
            self._changer(ligne, vers, MotifReclamation.RESERVE_LEVEE)
        elif vers is EtatReclamation.PLANIFIEE:
            self._saisir(formes_passages.proposer(ligne, self._responsables()))
        elif vers in _A_DIRE:
            self._saisir(formes.etat(self._contexte, ligne, vers))
        elif vers is EtatReclamation.QUALIFIEE and ligne.etat is EtatReclamation.RECUE:
            self._contexte.navigation.aller(
                "reclamation", reclamation_id=ligne.id, saisie="qualifier"
            )
        else:
            self._changer(ligne, vers)

    def _changer(
        self, ligne: ReclamationLigne, vers: EtatReclamation, motif: MotifReclamation | None = None
    ) -> None:
        confirme = vers is EtatReclamation.CONFIRMEE
        source = SourceSuivi.MENAGE if confirme else SourceSuivi.EQUIPE
        dit = _("{reference} : {etat}").format(
            reference=ligne.reference, etat=dire(motif) if motif else phrases.etat(vers)
        )
        self._contexte.jobs.lancer(
            service.changer_etat,
            ChangerEtatReclamation(ligne.id, vers, source=source, motif=motif),
            quand_fini=lambda c: self._contexte.signaler_enregistre(c, dit),
            proprietaire=self,
        )


def levable(ligne: ReclamationLigne) -> bool:
    """Whether closing it is lifting a réserve: the repair is done, nobody need confirm."""
    return ligne.nature is NatureReclamation.RESERVE and ligne.etat is EtatReclamation.FAITE


def suivante(ligne: ReclamationLigne) -> EtatReclamation | None:
    """The next state most often wanted; a réserve once repaired is lifted."""
    return EtatReclamation.CLOSE if levable(ligne) else _SUITE.get(ligne.etat)


def verbe(ligne: ReclamationLigne, vers: EtatReclamation) -> str:
    """The verb that leads that complaint to a state."""
    if vers is EtatReclamation.CLOSE and levable(ligne):
        return _("Lever la réserve")
    return _(phrases.VERS[vers])


def _possibles(ligne: ReclamationLigne, parmi: Sequence[EtatReclamation]) -> list[EtatReclamation]:
    return [e for e in suites(ligne.etat) if not parmi or e in parmi]
