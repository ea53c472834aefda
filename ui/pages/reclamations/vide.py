"""What the page of complaints says when there is nothing to show, and the first thing to do."""

from __future__ import annotations

from app.core.i18n import _
from ui.widgets import EtatVide


def dire_vide(vide: EtatVide, *, rien: bool) -> None:
    """Word it: there is no complaint at all (`rien`), or none answers the filters."""
    if rien:
        textes = (
            _("Aucune réclamation pour l’instant"),
            _(
                "Un défaut signalé à la permanence, au téléphone ou à domicile s’ouvre ici :"
                " les délais partent tout de suite, et rien ne s’oublie."
            ),
            _("Ouvrir une réclamation"),
        )
    else:
        textes = (
            _("Aucune réclamation ne correspond"),
            _("Retirez un filtre, ou cherchez avec moins de lettres."),
            _("Retirer les filtres"),
        )
    vide.titre.setText(textes[0])
    vide.texte.setText(textes[1])
    vide.bouton.setText(textes[2])
