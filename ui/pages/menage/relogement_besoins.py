"""Needs and resources of the household: typed, proposed from what is known, or not said."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, date_courte, euros, ngettext, nombre
from app.services.documents.vocabulaire import majuscule
from app.services.menages.lignes import FicheMenage
from app.services.relogements import BesoinPropose, BesoinsLus, Source
from ui.pages.menage.onglets import Faits
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette

_OUI_NON: Mapping[str, str] = MappingProxyType(
    {
        "plain_pied": N_("plain-pied"),
        "appareil": N_("électricité sans coupure"),
        "animaux": N_("animaux"),
        "jardin": N_("jardin"),
        "garage": N_("garage"),
        "scolarises": N_("enfants scolarisés"),
    }
)


class BesoinsDits(QWidget):
    """What it needs, in a few facts; `demande` asks for the form of needs or of resources."""

    demande = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.faits = Faits(_("Ce qu’il lui faut"))
        self.modifier = Bouton(
            _("Modifier…"), lambda: self.demande.emit("besoins_relogement"), "discret"
        )
        self.faits.tete.addStretch(1)
        self.faits.tete.addWidget(self.modifier)
        self.a_verifier = Etiquette("", "secondaire", retour_ligne=True)
        self.ressources = Etiquette("", retour_ligne=True)
        self.noter_ressources = Bouton(
            _("Ressources…"), lambda: self.demande.emit("ressources"), "discret"
        )
        ligne = QHBoxLayout()
        ligne.addWidget(self.ressources, 1)
        ligne.addWidget(self.noter_ressources)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addWidget(self.faits)
        boite.addWidget(self.a_verifier)
        boite.addLayout(ligne)

    def remplir(self, fiche: FicheMenage, lus: BesoinsLus | None) -> None:
        """Show these needs; what nobody typed is said to be only proposed."""
        self.faits.remplir(_faits(lus))
        doute = _doute(lus)
        self.a_verifier.setText(doute)
        self.a_verifier.setVisible(bool(doute))
        m = fiche.menage
        if m.ressources is None:
            self.ressources.setText(_("Ressources : pas demandées"))
        else:
            le = f" ({date_courte(m.ressources_date)})" if m.ressources_date else ""
            self.ressources.setText(
                _("Ressources : {montant} par mois{le}").format(montant=euros(m.ressources), le=le)
            )


def _faits(lus: BesoinsLus | None) -> list[tuple[str, str]]:
    if lus is None:
        return []
    e = lus.ecrits
    faits = [
        (_("Chambres"), _chambres(lus)),
        (_("Demandé"), _dits(lus, True)),
        (_("Proposé"), _proposes(lus)),
        (_("Pas besoin"), _dits(lus, False)),
    ]
    if e is not None and e.apres_le is not None:
        faits.append((_("Pas avant le"), date_courte(e.apres_le)))
    if e is not None and e.volume_m3 is not None:
        faits.append((_("Volume"), _("{n} m³").format(n=nombre(e.volume_m3))))
    if e is not None and e.un_seul_demenagement:
        faits.append((_("Accepte"), _("un autre logement, pour ne déménager qu’une fois")))
    return [f for f in faits if f[1]] or [(_("Besoins"), _("rien de noté"))]


def _chambres(lus: BesoinsLus) -> str:
    if lus.ecrits is not None and lus.ecrits.chambres is not None:
        return nombre(lus.ecrits.chambres)
    propose = lus.proposition("chambres")
    if propose is None:
        return ""
    return _("{n}, d’après la famille").format(n=nombre(int(propose.valeur)))


def _dits(lus: BesoinsLus, voulu: bool) -> str:
    """What the team typed, yes or no."""
    if lus.ecrits is None:
        return ""
    mots = []
    for champ, mot in _OUI_NON.items():
        if getattr(lus.ecrits, champ) is voulu:
            precision = lus.ecrits.animaux_precision if champ == "animaux" and voulu else None
            mots.append(f"{_(mot)} ({precision})" if precision else _(mot))
    return majuscule(", ".join(mots))


def _proposes(lus: BesoinsLus) -> str:
    """What is known elsewhere and nobody confirmed."""
    return majuscule(", ".join(_propose(p) for p in lus.proposes if p.champ in _OUI_NON))


def _propose(p: BesoinPropose) -> str:
    source = {
        Source.FAMILLE: _("d’après la famille"),
        Source.BESOIN: _("besoin noté"),
        Source.ATTACHEMENT: f"« {p.dit} »",
    }[p.source]
    return f"{_(_OUI_NON[p.champ])} ({source})"


def _doute(lus: BesoinsLus | None) -> str:
    """What makes the count of bedrooms uncertain."""
    if lus is None or (lus.ecrits is not None and lus.ecrits.chambres is not None):
        return ""
    dits = []
    if n := lus.ages_inconnus:
        dits.append(ngettext("{n} âge inconnu", "{n} âges inconnus", n).format(n=n))
    if n := lus.non_nommes:
        dits.append(ngettext("{n} occupant sans nom", "{n} occupants sans nom", n).format(n=n))
    return _("Chambres à vérifier : {quoi}.").format(quoi=", ".join(dits)) if dits else ""
