"""What a move asks for, in one banner."""

from __future__ import annotations

from collections.abc import Callable

from app.core.i18n import _
from app.services.demenagements import DossierDemenagement, EtatDemenagement
from ui.widgets import Bandeau, Bouton


def dire(bandeau: Bandeau, dossier: DossierDemenagement, voir_menage: Callable[[], object]) -> None:
    """Cancelled and why; a day past that nobody noted; what must be told; why that day."""
    lu = dossier.demenagement
    a_dire = [a for a in dossier.fiche.annonces if a.dite_le is None]
    if lu.etat is EtatDemenagement.ANNULE:
        bandeau.dire(_("Annulé : {motif}").format(motif=lu.motif or "–"), "info")
    elif dossier.ouvert and lu.jour < dossier.jour:
        bandeau.dire(
            _("Ce jour est passé : dites si le déménagement a eu lieu, ou changez la date."),
            "attention",
        )
    elif a_dire:
        bandeau.dire(
            _("À annoncer au ménage : {objet}").format(objet=a_dire[0].objet),
            "attention",
            Bouton(_("Voir le ménage"), voir_menage),
        )
    elif lu.motif and dossier.ouvert:
        bandeau.dire(_("Jour non travaillé, choisi parce que : {motif}").format(motif=lu.motif))
    else:
        bandeau.hide()
