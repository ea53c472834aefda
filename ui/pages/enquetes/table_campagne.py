"""The households of a campaign in a table: its columns, and a letter for what happens at a door."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.core.i18n import N_, _
from app.domain.telephone import afficher
from app.services.enquetes.campagnes import (
    MenageACampagne,
)
from ui.models.table_paginee import Colonne
from ui.pages.enquetes.mots import (
    ORDRE,
    dire_avancement,
    dire_essais,
    dire_etat,
    dire_motif,
)
from ui.widgets import Tableau


class RangMenage:
    """A household of the table, with what columns sort by."""

    def __init__(self, menage: MenageACampagne) -> None:
        self.id, self.menage, self.nom = menage.menage_id, menage, menage.nom
        self.adresse, self.tranche = menage.adresse_tri, menage.tranche
        self.rang_etat, self.tentatives = ORDRE.index(menage.etat), menage.tentatives
        self.referents = menage.referents or None


def _telephones(rang: RangMenage) -> str:
    m = rang.menage
    signe = "⚠ " if m.discretion else ""
    return signe + (afficher(m.telephones[0]) if m.telephones else "–")


def _joindre(rang: RangMenage) -> str:
    """Every number, and to whom nothing must be said."""
    m = rang.menage
    lignes = [", ".join(afficher(t) for t in m.telephones) or _("pas de téléphone connu")]
    if m.discretion:
        lignes.append(_("Ne rien dire à {noms}").format(noms=", ".join(m.discretion)))
    return "\n".join(lignes)


def _ou(rang: RangMenage) -> str:
    m = rang.menage
    return f"{m.adresse} → {m.adresse_actuelle}" if m.adresse_actuelle else m.adresse


COLONNES = (
    Colonne("rang_etat", N_("État"), lambda r: dire_etat(r.menage.etat), 94),
    Colonne("nom", N_("Ménage"), lambda r: r.nom, 156),
    Colonne("adresse", N_("Adresse"), _ou, 170, infobulle=_ou),
    Colonne("tranche", N_("Tranche"), lambda r: r.tranche, 96, accessoire=True),
    Colonne("", N_("Téléphone"), _telephones, 140, infobulle=_joindre),
    Colonne("tentatives", N_("Essais"), lambda r: dire_essais(r.menage), 124),
    Colonne("", N_("Réponses"), lambda r: dire_avancement(r.menage), 106, accessoire=True),
    Colonne("referents", N_("Référent·e"), lambda r: r.referents or "", 126, accessoire=True),
    Colonne("", N_("Précision"), lambda r: dire_motif(r.menage), 126, accessoire=True),
)


class TableMenages(Tableau):
    """Enter starts or takes up the questionnaire; letters do the rest."""

    geste = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """A absent, R refusal, V visit, M household."""
        gestes_ = {
            Qt.Key.Key_A: "absent",
            Qt.Key.Key_R: "refus",
            Qt.Key.Key_V: "visite",
            Qt.Key.Key_M: "menage",
        }
        if event.key() in gestes_ and not event.modifiers():
            self.geste.emit(gestes_[Qt.Key(event.key())])
            event.accept()
            return
        super().keyPressEvent(event)
