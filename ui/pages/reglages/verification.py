"""Is the base whole? Each check with its answer, and what to do."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import PanneEnvironnement
from app.core.i18n import _, nombre
from ui.contexte import Contexte
from ui.messages import codes, mots
from ui.widgets import Bandeau, Bouton, Etiquette, SuiviLong


class OngletVerification(QWidget):
    """Runs every check and shows the result line by line: sign and words, not colour alone."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.bouton = Bouton(_("Vérifier la base"), self.verifier, "principal")
        self.reconstruire = Bouton(_("Refaire l’index de recherche"), self._reconstruire)
        self.reconstruire.hide()
        self._resultats = QVBoxLayout()
        self._resultats.setSpacing(8)
        boutons = QHBoxLayout()
        boutons.addWidget(self.reconstruire)
        boutons.addStretch(1)
        boutons.addWidget(self.bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 16, 0, 16)
        boite.setSpacing(12)
        boite.addWidget(
            Etiquette(
                _(
                    "La vérification relit chaque page du fichier, les liens entre les fiches, le "
                    "journal et l’index de recherche. Elle ne modifie rien."
                ),
                retour_ligne=True,
            )
        )
        boite.addWidget(self.bandeau)
        boite.addLayout(self._resultats)
        boite.addWidget(self.suivi)
        boite.addStretch(1)
        boite.addLayout(boutons)

    def verifier(self) -> None:
        """Run the checks."""
        servie = self._contexte.session().servie
        if servie is None:
            return
        self._vider()
        self.bandeau.fermer()
        self.bouton.setEnabled(False)
        self.suivi.commencer(_("Vérification en cours…"))
        jour, regles = self._contexte.clock.today(), servie.uow.accompagnement
        tache = self._contexte.jobs.lancer_long_libre(
            lambda suivi: _verification().verifier(
                servie.chemin, servie.cle, jour, suivi, accompagnement=regles
            ),
            progression=self.suivi.avance,
            quand_fini=self._montrer,
            en_erreur=self.bandeau.montrer_erreur,
            a_la_fin=self._liberer,
            proprietaire=self,
            fil="autre",
        )
        self.suivi.suivre(tache)

    def resultats(self) -> list[str]:
        """What is shown, line by line."""
        textes = []
        for rang in range(self._resultats.count()):
            element = self._resultats.itemAt(rang)
            widget = element.widget() if element is not None else None
            if isinstance(widget, Etiquette):
                textes.append(widget.text())
        return textes

    def _montrer(self, rapport: Any) -> None:
        if rapport.bon:
            self.bandeau.dire(_("La base est saine."), "fait")
        else:
            self.bandeau.dire(_("La base demande de l’attention."), "attention")
        for controle in rapport.controles:
            self._resultats.addWidget(_ligne(controle))
        self.reconstruire.setVisible("reconstruire" in {str(r) for r in rapport.remedes})

    def _reconstruire(self) -> None:
        servie = self._contexte.session().servie
        if servie is None:
            return
        jour, regles = self._contexte.clock.today(), servie.uow.accompagnement
        self.reconstruire.setEnabled(False)
        self._contexte.jobs.lancer_libre(
            lambda: _verification().reconstruire_index(
                servie.chemin, servie.cle, jour, accompagnement=regles
            ),
            quand_fini=self._reconstruit,
            en_erreur=self.bandeau.montrer_erreur,
            a_la_fin=lambda: self.reconstruire.setEnabled(True),
            proprietaire=self,
            fil="base",
        )

    def _reconstruit(self, n: int) -> None:
        self.reconstruire.hide()
        self.verifier()
        self._contexte.informer(_("Index refait : ménages relus, {n}.").format(n=nombre(n)))

    def _vider(self) -> None:
        while self._resultats.count():
            element = self._resultats.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _liberer(self) -> None:
        self.suivi.finir()
        self.bouton.setEnabled(True)


def _ligne(controle: Any) -> Etiquette:
    noms = {
        "verification.ouverture": _("Le fichier s’ouvre"),
        "verification.pages": _("Chaque page du fichier est authentique"),
        "verification.structure": _("La structure est saine"),
        "verification.liens": _("Les fiches se répondent"),
        "verification.schema": _("Le schéma est celui attendu"),
        "verification.journal": _("Le journal raconte la base"),
        "verification.index": _("L’index de recherche est à jour"),
    }
    nom = noms.get(controle.code, controle.code)
    if controle.bon:
        return Etiquette(f"✓ {nom}", retour_ligne=True)
    texte = f"⚠ {nom} : " + _("non")
    if controle.code in codes():
        texte += "\n" + mots(PanneEnvironnement(controle.code, **controle.params)).en_lignes()
    return Etiquette(texte, "retard", retour_ligne=True)


def _verification() -> Any:
    from app.services.securite import verification  # noqa: PLC0415 - heavy: after lock screen

    return verification
