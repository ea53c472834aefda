"""Sending in the background while the base is open: what is due, or when the network is back.

Nothing is prepared here: only what somebody prepared leaves, and what came back is collected.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _, ngettext, nombre
from app.core.settings import ENVOI_AUTOMATIQUE
from app.domain.envois import DELAI_MAX
from ui.reseau import Reseau

if TYPE_CHECKING:
    from app.services.exports.file_envois import Attente
    from app.services.exports.synchroniser import Bilan
    from ui.contexte import Contexte
    from ui.jobs import Tache

REGARD_MS = 60_000
DEBUT_MS = 3_000  # the first page first
ECOUTE = timedelta(minutes=30)  # how often returns are looked for when nothing has to leave
_NOMS = ("colis", "retours", "destinations", "profils_envoi")


@dataclass(frozen=True, slots=True)
class EtatEnvois:
    """What the header tells: what waits, what is on its way, whether one is offline."""

    attente: Attente | None = None
    destinations: int = 0
    en_cours: bool = False
    hors_ligne: bool = False

    @property
    def partants(self) -> int:
        """Packages that wait for a destination that is known."""
        return self.attente.a_deposer - self.attente.sans_destination if self.attente else 0

    def du(self, maintenant: datetime) -> bool:
        """Whether the time of some package has come."""
        if self.attente is None or self.partants <= 0:
            return False
        prochain = self.attente.prochain_essai_a
        neufs = self.partants > self.attente.en_echec
        if neufs or prochain is None or prochain <= maintenant:
            return True
        return prochain > maintenant + DELAI_MAX  # set while this machine's clock was ahead

    def dire(self) -> str:
        """ "hors ligne · 3 envois en attente"; empty when nothing waits for anybody."""
        if self.attente is None:
            return ""
        a = self.attente
        comptes = (
            (a.a_deposer, ngettext("{n} envoi en attente", "{n} envois en attente", a.a_deposer)),
            (a.refuses, ngettext("{n} envoi refusé", "{n} envois refusés", a.refuses)),
            (
                a.retours_a_lire,
                ngettext("{n} retour à lire", "{n} retours à lire", a.retours_a_lire),
            ),
        )
        dits = [texte.format(n=nombre(n)) for n, texte in comptes if n]
        if not dits:
            return ""
        if self.en_cours and a.a_deposer:
            dits.insert(0, _("envoi en cours"))
        elif self.hors_ligne and a.a_deposer:
            dits.insert(0, _("hors ligne"))
        return " · ".join(dits)

    def dire_court(self) -> str:
        """The same where there is little room: "hors ligne · 3 envois"."""
        if self.attente is None:
            return ""
        a = self.attente
        n = a.a_deposer + a.refuses
        comptes = (
            (n, ngettext("{n} envoi", "{n} envois", n)),
            (a.retours_a_lire, ngettext("{n} retour", "{n} retours", a.retours_a_lire)),
        )
        dits = [texte.format(n=nombre(combien)) for combien, texte in comptes if combien]
        if self.hors_ligne and a.a_deposer:
            dits.insert(0, _("hors ligne"))
        return " · ".join(dits)

    @property
    def retours_seuls(self) -> bool:
        """Whether only files to read wait: one then goes to the returns."""
        a = self.attente
        return a is not None and bool(a.retours_a_lire) and not (a.a_deposer or a.refuses)


class EnvoisEnFond(QObject):
    """`change` carries an `EtatEnvois` each time what the header tells may have changed."""

    change = Signal(object)

    def __init__(
        self, contexte: Contexte, parent: QObject | None = None, *, reseau: Reseau | None = None
    ) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._reseau = reseau or Reseau(self)
        self._etat = EtatEnvois()
        self._tache: Tache | None = None
        self._derniere: datetime | None = None
        self._dite = ""
        self._panne_reseau = False
        self._minuteur = QTimer(self)
        self._minuteur.setInterval(REGARD_MS)
        self._minuteur.timeout.connect(self.regarder)
        self._depart = QTimer(self)
        self._depart.setSingleShot(True)
        self._depart.setInterval(DEBUT_MS)
        self._depart.timeout.connect(self._commencer)
        self._reseau.change.connect(self._reseau_change)

    @property
    def etat(self) -> EtatEnvois:
        """What is known now."""
        return self._etat

    def demarrer(self) -> None:
        """The base is open."""
        self._minuteur.start()
        self._depart.start()
        self._lire(agir=False)

    def arreter(self) -> None:
        """The base is being locked: nothing more is asked; what is on its way stops by itself."""
        self._minuteur.stop()
        self._depart.stop()
        if self._tache is not None:
            self._tache.arreter()
            self._tache = None
        self._poser(EtatEnvois())

    def regarder(self) -> None:
        """Read what waits, and send what is due."""
        self._lire(agir=True)

    def concerne(self, changes: Changes) -> None:
        """Somebody prepared, cancelled or read something."""
        if self._minuteur.isActive() and any(changes.touche(nom) for nom in _NOMS):
            self._lire(agir=changes.touche("colis"))

    def _commencer(self) -> None:
        self._reseau.ecouter()
        self.regarder()

    def _lire(self, *, agir: bool) -> None:
        self._contexte.jobs.lancer(
            _lire,
            None,
            quand_fini=lambda lu: self._lu(lu, agir=agir),
            en_erreur=self._souci,
            proprietaire=self,
            cle="envois.fond" if agir else "envois.fond.regard",
        )

    def _lu(self, lu: tuple[Attente, int], *, agir: bool) -> None:
        attente, destinations = lu
        self._poser(EtatEnvois(attente, destinations, self._tache is not None, self._hors_ligne()))
        if agir and self._minuteur.isActive() and self._faut_il():
            self._lancer()

    def _faut_il(self) -> bool:
        """Whether a round is worth it now."""
        if self._tache is not None or not self._contexte.settings.lire(ENVOI_AUTOMATIQUE):
            return False
        maintenant = self._contexte.clock.now()
        if self._etat.du(maintenant):
            return True
        if not self._etat.destinations:
            return False
        return self._derniere is None or maintenant - self._derniere >= ECOUTE

    def _lancer(self, *, sans_attendre: bool = False) -> None:
        from app.services.exports.synchroniser import Synchroniser  # noqa: PLC0415 - heavy
        from ui import guichet  # noqa: PLC0415

        self._derniere = self._contexte.clock.now()
        self._tache = guichet.synchroniser(
            self._contexte,
            Synchroniser(sans_attendre=sans_attendre),
            quand_fini=self._fait,
            en_erreur=self._souci,
            a_la_fin=self._fini,
            proprietaire=self,
        )
        self._poser(self._avec(en_cours=True))

    def _fait(self, bilan: Bilan) -> None:
        pannes = [une.panne for une in bilan.destinations if une.panne is not None]
        self._panne_reseau = bool(pannes) and all(p.code in _RESEAU for p in pannes)
        self._dite = ""

    def _fini(self) -> None:
        self._tache = None
        self._poser(self._avec(en_cours=False))
        self._lire(agir=False)

    def _souci(self, erreur: AppError) -> None:
        """A round that another window runs is nobody's business; a disk at fault is said once."""
        if erreur.code not in (_AILLEURS, self._dite):
            self._dite = erreur.code
            self._contexte.signaler_erreur(erreur)

    def _reseau_change(self, absent: bool) -> None:
        self._panne_reseau = absent
        self._poser(self._avec(hors_ligne=self._hors_ligne()))
        automatique = self._contexte.settings.lire(ENVOI_AUTOMATIQUE)
        if absent or not automatique or not self._minuteur.isActive():
            return
        if self._etat.partants and self._tache is None:
            self._lancer(sans_attendre=True)

    def _hors_ligne(self) -> bool:
        return self._panne_reseau or self._reseau.absent

    def _avec(self, **quoi: Any) -> EtatEnvois:
        return replace(self._etat, **quoi)

    def _poser(self, etat: EtatEnvois) -> None:
        self._etat = etat
        self.change.emit(etat)


_AILLEURS = "synchro.en_cours"
_RESEAU = ("transport.hors_ligne", "transport.mandataire")


def _lire(_cmd: None, uow: Any) -> tuple[Attente, int]:
    from app.services.exports import destinations, file_envois  # noqa: PLC0415 - heavy

    attente = file_envois.attente(file_envois.LireAttente(), uow)
    return attente, len(destinations.lister(destinations.ListerDestinations(), uow))
