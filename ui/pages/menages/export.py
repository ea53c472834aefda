"""The list in a file: at once for the team, after a look for the bailleur."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.i18n import _, ngettext, nombre
from app.domain.partage import Destinataire
from app.services.exports import liste
from app.services.exports.liste import ApercuListe, EcrireListe, ListeEcrite
from ui.contexte import Contexte
from ui.messages import Texte
from ui.pages.menages.cible import Cible, restreindre
from ui.pages.menages.impression import ouvrir_chemin
from ui.widgets import Bandeau, Bouton, SuiviLong

_FILTRES = {
    ".xlsx": "XLSX (*.xlsx)",
    ".csv": "CSV (*.csv)",
    ".pdf": "PDF (*.pdf)",
}


class ExportListe:
    """Writes the list and tells about it in the banner of the page."""

    def __init__(
        self, contexte: Contexte, bandeau: Bandeau, suivi: SuiviLong, parent: QWidget
    ) -> None:
        self._contexte = contexte
        self._bandeau = bandeau
        self._suivi = suivi
        self._parent = parent

    def pour_l_equipe(self, cible: Cible, suffixe: str) -> None:
        """Ask where, then write."""
        sortie = self._choisir(_("menages"), suffixe)
        if sortie is not None:
            self._ecrire(cible, self._commande(cible, sortie, Destinataire.EQUIPE))

    def pour_le_bailleur(self, cible: Cible) -> None:
        """Show what would leave and what stays; nothing is written yet."""
        self._bandeau.fermer()
        commande = self._commande(cible, Path("liste.xlsx"), Destinataire.BAILLEUR)
        self._contexte.jobs.lancer(
            _apercu,
            (cible, commande),
            quand_fini=lambda lu: self._montrer_apercu(cible, lu),
            proprietaire=self._parent,
            cle="menages.apercu_liste",
        )

    def _montrer_apercu(self, cible: Cible, lu: ApercuListe) -> None:
        titre = ngettext(
            "{n} ménage partirait pour le bailleur.",
            "{n} ménages partiraient pour le bailleur.",
            lu.lignes,
        ).format(n=nombre(lu.lignes))
        colonnes = _("Colonnes : {colonnes}.").format(colonnes=", ".join(lu.colonnes) or "–")
        restent = []
        if lu.colonnes_retenues:
            dites = ", ".join(lu.colonnes_retenues)
            restent.append(_("Restent ici : {colonnes}.").format(colonnes=dites))
        if lu.menages_retenus:
            restent.append(
                ngettext(
                    "{n} ménage n’a pas accepté le partage et reste ici.",
                    "{n} ménages n’ont pas accepté le partage et restent ici.",
                    lu.menages_retenus,
                ).format(n=nombre(lu.menages_retenus))
            )
        ecrire = Bouton(_("Écrire le fichier…"), lambda: self._envoyer(cible))
        ecrire.setEnabled(lu.lignes > 0 and bool(lu.colonnes))
        self._bandeau.montrer(Texte(titre, colonnes, " ".join(restent)), "attention", ecrire)
        ecrire.setFocus()

    def _envoyer(self, cible: Cible) -> None:
        sortie = self._choisir(_("menages-bailleur"), ".xlsx")
        if sortie is not None:
            self._ecrire(cible, self._commande(cible, sortie, Destinataire.BAILLEUR))

    def _commande(self, cible: Cible, sortie: Path, pour: Destinataire) -> EcrireListe:
        return EcrireListe(
            sortie=sortie,
            tri=cible.tri,
            colonnes=cible.colonnes,
            destinataire=pour,
            titre=_("Liste des ménages"),
            filtre_dit=cible.filtre_en_mots,
        )

    def _ecrire(self, cible: Cible, commande: EcrireListe) -> None:
        self._bandeau.fermer()
        self._suivi.commencer(_("Écriture de la liste…"))
        tache = self._contexte.jobs.lancer_long(
            _ecrire,
            (cible, commande),
            progression=self._suivi.avance,
            quand_fini=self._fait,
            en_erreur=self._bandeau.montrer_erreur,
            si_annule=lambda: self._bandeau.dire(_("Arrêté : aucun fichier n’est resté."), "info"),
            a_la_fin=self._suivi.finir,
            proprietaire=self._parent,
        )
        self._suivi.suivre(tache)

    def _fait(self, fait: ListeEcrite) -> None:
        texte = ngettext(
            "La liste de {n} ménage est écrite dans « {fichier} ».",
            "La liste de {n} ménages est écrite dans « {fichier} ».",
            fait.lignes,
        ).format(n=nombre(fait.lignes), fichier=fait.fichier.name)
        ouvrir = Bouton(_("Ouvrir le fichier"), lambda: ouvrir_chemin(fait.fichier))
        self._bandeau.dire(texte, "fait", ouvrir)
        ouvrir.setFocus()

    def _choisir(self, nom: str, suffixe: str) -> Path | None:
        lieu = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        jour = self._contexte.clock.today().isoformat()
        propose = str(Path(lieu or Path.home()) / f"{nom}-{jour}{suffixe}")
        choisi, _filtre = QFileDialog.getSaveFileName(
            self._parent, _("Écrire la liste"), propose, _FILTRES[suffixe]
        )
        if not choisi:
            return None
        chemin = Path(choisi)
        return (
            chemin if chemin.suffix.lower() == suffixe else chemin.with_name(chemin.name + suffixe)
        )


def _ecrire(demande: tuple[Cible, EcrireListe], uow: Any, suivi: Any) -> ListeEcrite:
    cible, commande = demande
    return liste.ecrire(replace(commande, filtre=restreindre(cible, uow)), uow, suivi)


def _apercu(demande: tuple[Cible, EcrireListe], uow: Any) -> ApercuListe:
    cible, commande = demande
    return liste.apercu(replace(commande, filtre=restreindre(cible, uow)), uow)
