"""The form of a profile: for whom, what, how it is closed, where it goes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import N_, _
from app.domain.envois import Etendue, Format, Frequence, Protection
from app.domain.profils_envoi import ProfilLu
from app.services.exports.profils import ContenuProfil
from ui.contexte import Contexte
from ui.pages.echanges.envois.profil_phrase import PhraseZip
from ui.pages.echanges.envois.profil_tables import ArbreTables, TablePossible
from ui.widgets import Champ, Flux, Formulaire, Genre, LigneForm, Puce
from ui.widgets.formulaire import Element

FORMATS = {
    Format.XLSX: N_("Classeur (Excel, LibreOffice)"),
    Format.CSV_FR: N_("Tableaux CSV, à la française"),
    Format.CSV_INTERNATIONAL: N_("CSV pour un logiciel"),
    Format.JSONL: N_("JSON pour un logiciel"),
    Format.PDF: N_("Fiches à imprimer (PDF)"),
}
ETENDUES = {
    Etendue.COMPLET: N_("Tout, à chaque fois"),
    Etendue.DELTA: N_("Seulement ce qui a changé"),
}
FREQUENCES = {
    Frequence.A_LA_DEMANDE: N_("Quand on le décide"),
    Frequence.HEBDOMADAIRE: N_("Chaque semaine"),
    Frequence.MENSUELLE: N_("Chaque mois"),
}
PROTECTIONS = {
    Protection.AGE: N_("Sa clé : lui seul l’ouvre (conseillé)"),
    Protection.ZIP_AES: N_("Une phrase de passe : pour qui n’a que 7-Zip"),
}
Choix = Sequence[tuple[Any, str]]


class FormeProfil(QWidget):
    """Fields of one profile; `modifie` when a hand changed something."""

    modifie = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        px = contexte.theme.px
        self.formulaire = Formulaire(_champs(), contexte.clock, largeur=px(600))
        self.formats = {f: Puce(_(texte), f) for f, texte in FORMATS.items()}
        self.tables = ArbreTables()
        self.tables.setFixedHeight(px(190))
        self.phrase = PhraseZip(contexte)
        self._formats_depart: tuple[Format, ...] = ()
        puces = QWidget()
        rangee = Flux(puces)
        for puce in self.formats.values():
            rangee.addWidget(puce)
            puce.basculee.connect(lambda _c: self.modifie.emit())
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(12)
        boite.addWidget(self.formulaire)
        boite.addWidget(self.phrase)
        self._ligne_formats = LigneForm(_("Formats"), puces)
        boite.addWidget(self._ligne_formats)
        boite.addWidget(
            LigneForm(
                _("Ce qui part"),
                self.tables,
                _(
                    "Décochez ce qui doit rester. Ce qui n’a pas à sortir n’est pas proposé, et un"
                    " ménage qui refuse le partage ne part jamais."
                ),
            )
        )
        self.formulaire.modifie.connect(self._touche)
        self.tables.modifie.connect(self.modifie)

    # --- choices -----------------------------------------------------------------------------

    def proposer_tables(self, tables: tuple[TablePossible, ...]) -> None:
        """What may leave."""
        choix = self.tables.choix()
        self.tables.proposer(tables)
        if self.tables.topLevelItemCount() and choix[0] is not None and choix[0]:
            self.tables.remplir(*choix)
        else:
            self.tables.remplir(None, {})

    def proposer(self, cle: str, rien: str, choix: Choix) -> None:
        """What a field offers, with what choosing nothing means."""
        self.formulaire.changer_choix(cle, ((None, rien), *choix))

    # --- values ------------------------------------------------------------------------------

    def remplir(self, profil: ProfilLu | None) -> None:
        """Show this profile, or an empty form."""
        vierge = ContenuProfil("")
        p: ProfilLu | ContenuProfil = profil or vierge
        self.formulaire.remplir(
            {
                "nom": p.nom,
                "bailleur_id": p.bailleur_id,
                "cite_id": p.cite_id,
                "etendue": p.etendue,
                "frequence": p.frequence,
                "protection": p.protection,
                "cle_id": p.cle_id,
                "destination_id": p.destination_id,
                "pseudonymes": p.pseudonymes,
            }
        )
        for format_, puce in self.formats.items():
            puce.setChecked(format_ in p.formats)
        self._formats_depart = self._formats()
        self._ligne_formats.erreur("")
        self.tables.remplir(p.tables, p.colonnes_retirees)
        self.phrase.montrer(profil.id if profil is not None else None)
        self._habiller()

    def valeur(self) -> ContenuProfil:
        """What the form says."""
        v = self.formulaire.valeurs()
        tables, retirees = self.tables.choix()
        cle: UUID | None = v["cle_id"] if v["protection"] is Protection.AGE else None
        return ContenuProfil(
            nom=v["nom"],
            bailleur_id=v["bailleur_id"],
            cite_id=v["cite_id"],
            tables=tables,
            colonnes_retirees=retirees,
            pseudonymes=bool(v["pseudonymes"]),
            etendue=v["etendue"],
            formats=self._formats(),
            frequence=v["frequence"],
            protection=v["protection"],
            cle_id=cle,
            destination_id=v["destination_id"],
        )

    @property
    def change(self) -> bool:
        """Whether something differs from what was shown."""
        return (
            bool(self.formulaire.modifies())
            or self._formats() != self._formats_depart
            or self.tables.change
        )

    def contenu(self) -> dict[str, str] | None:
        """What a draft keeps."""
        if not self.change:
            return None
        tables, retirees = self.tables.choix()
        return {
            **(self.formulaire.contenu() or {}),
            "_formats": ",".join(self._formats()),
            "_tables": json.dumps(
                [
                    None if tables is None else sorted(tables),
                    {t: sorted(c) for t, c in retirees.items()},
                ]
            ),
        }

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """Put a draft back over what is shown."""
        self.formulaire.restaurer(contenu)
        formats = str(contenu.get("_formats", "")).split(",")
        for format_, puce in self.formats.items():
            puce.setChecked(format_.value in formats)
        depart = self.tables.choix()
        tables, retirees = json.loads(str(contenu.get("_tables", "[null, {}]")))
        self.tables.remplir(
            None if tables is None else frozenset(tables),
            {t: frozenset(c) for t, c in retirees.items()},
        )
        self.tables.revenir_a(depart)
        self._habiller()

    def montrer_erreur(self, erreur: AppError) -> bool:
        """Say the error under the field it names; False when it names none."""
        if erreur.code == "profil.formats":
            self._ligne_formats.erreur(_("Choisissez au moins un format."))
            return True
        return self.formulaire.montrer_erreur(erreur)

    def _formats(self) -> tuple[Format, ...]:
        return tuple(f for f, puce in self.formats.items() if puce.isChecked())

    def _touche(self) -> None:
        self._habiller()
        self.modifie.emit()

    def _habiller(self) -> None:
        """A key or a passphrase, according to how packages are closed."""
        age = self.formulaire.valeurs()["protection"] is Protection.AGE
        self.formulaire.lignes["cle_id"].setVisible(age)
        self.phrase.setVisible(not age)


def _champs() -> list[Element]:
    def choix(textes: Mapping[Any, str]) -> tuple[tuple[Any, str], ...]:
        return tuple((valeur, _(texte)) for valeur, texte in textes.items())

    return [
        Champ("nom", _("Profil"), aide=_("Par exemple : « Bailleur, suivi mensuel ».")),
        (
            Champ("bailleur_id", _("Pour quel bailleur"), Genre.CHOIX, ((None, "–"),)),
            Champ("cite_id", _("De quelle cité"), Genre.CHOIX, ((None, "–"),)),
        ),
        (
            Champ("etendue", _("Ce que contient un envoi"), Genre.CHOIX, choix(ETENDUES)),
            Champ("frequence", _("Quand le proposer"), Genre.CHOIX, choix(FREQUENCES)),
        ),
        Champ("destination_id", _("Destination"), Genre.CHOIX, ((None, "–"),)),
        Champ("protection", _("Comment il est fermé"), Genre.CHOIX, choix(PROTECTIONS)),
        Champ("cle_id", _("Clé du destinataire"), Genre.CHOIX, ((None, "–"),)),
        Champ(
            "pseudonymes",
            _("Identifiants propres à ce destinataire"),
            Genre.CASE,
            aide=_("Deux destinataires ne peuvent pas rapprocher leurs fichiers."),
        ),
    ]
