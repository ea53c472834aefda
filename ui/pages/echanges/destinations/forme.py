"""The form of a destination: the fields its kind needs, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import N_, _
from app.domain.destinations import DEPOTS, RETOURS
from app.services.exports.destinations import (
    DestinationLigne,
    GenreDestination,
    SaisieDestination,
)
from ui.contexte import Contexte
from ui.pages.echanges.destinations.champ_fichier import ChampFichier
from ui.widgets import Bouton, LigneForm

_G = GenreDestination
_GENRES = (
    (_G.DOSSIER, N_("Un dossier : clé USB, dossier synchronisé")),
    (_G.WEBDAV, N_("Un espace en ligne : Nextcloud, WebDAV")),
    (_G.SFTP, N_("Un serveur SFTP")),
)
_ADRESSES = {
    _G.DOSSIER: (N_("Dossier"), ""),
    _G.WEBDAV: (
        N_("Adresse"),
        N_("Celle que donne Nextcloud dans « Paramètres des fichiers » ; elle commence par https."),
    ),
    _G.SFTP: (N_("Serveur"), N_("Son nom, sans rien devant : depot.exemple.fr")),
}
_SECRETS = {
    _G.WEBDAV: (
        N_("Mot de passe d’application"),
        N_("Nextcloud : Paramètres, Sécurité, « Créer un mot de passe d’application »."),
    ),
    _G.SFTP: (N_("Mot de passe"), N_("Ou bien la clé ci-dessous.")),
}
_GARDE = N_("gardé, jamais montré")
_GARDE_SI = N_("gardée s’il y en a une, jamais montrée")
_CERTIFICAT = N_("celui qui est gardé")
_SYSTEME, _AUCUN, _CELUI_CI = "systeme", "aucun", "celui_ci"
_MANDATAIRES = (
    (_SYSTEME, N_("Comme l’ordinateur")),
    (_AUCUN, N_("Aucun")),
    (_CELUI_CI, N_("Celui-ci")),
)
_VISIBLES: Mapping[str, frozenset[GenreDestination]] = {
    "port": frozenset({_G.SFTP}),
    "utilisateur": frozenset({_G.SFTP, _G.WEBDAV}),
    "secret": frozenset({_G.SFTP, _G.WEBDAV}),
    "cle": frozenset({_G.SFTP}),
    "autorite": frozenset({_G.WEBDAV}),
    "mandataire": frozenset({_G.SFTP, _G.WEBDAV}),
}


class FormeDestination(QWidget):
    """Fields of one destination; `modifie` when a hand changed something.

    Secrets are never shown nor kept in a draft: left alone, what is kept stays.
    """

    modifie = Signal()
    refus = Signal(object)  # AppError

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._depart: dict[str, str] = {}
        self._lue: DestinationLigne | None = None
        self.champs: dict[str, QLineEdit] = {}
        self.fichiers: dict[str, ChampFichier] = {}
        self.lignes: dict[str, LigneForm] = {}
        self.genre = QComboBox()
        for genre, texte in _GENRES:
            self.genre.addItem(_(texte), genre.value)
        self.mandataire = QComboBox()
        for valeur, texte in _MANDATAIRES:
            self.mandataire.addItem(_(texte), valeur)
        self._boite = QVBoxLayout(self)
        self._boite.setContentsMargins(0, 0, 0, 0)
        self._boite.setSpacing(12)
        self._batir()
        self.genre.activated.connect(lambda _r: self._genre_change())
        self.mandataire.activated.connect(lambda _r: self._mandataire_change())
        self.remplir(None)

    def _batir(self) -> None:
        self._ligne("nom", _("Nom de la destination"), _("Tel que l’équipe la nomme."))
        self.lignes["genre"] = LigneForm(_("Par où ?"), self.genre)
        self._boite.addWidget(self.lignes["genre"])
        self._adresse()
        self._ligne("port", _("Port"), _("Sans rien : 22."))
        self._ligne("utilisateur", _("Utilisateur"))
        self._ligne("secret", " ", " ")
        self.champs["secret"].setEchoMode(QLineEdit.EchoMode.Password)
        self._fichier(
            "cle",
            _("Clé privée SSH"),
            _("Le fichier que votre informatique vous a donné, s’il y en a un."),
        )
        self._ligne("depots", _("Dossier où déposer"), _("Sous la destination."))
        self._ligne("retours", _("Dossier où le bailleur répond"))
        self._fichier(
            "autorite",
            _("Certificat de votre organisme"),
            _("Seulement si le serveur a un certificat privé (fichier .pem)."),
        )
        self.lignes["mandataire"] = LigneForm(_("Serveur mandataire (proxy)"), self.mandataire)
        self._boite.addWidget(self.lignes["mandataire"])
        self._ligne(
            "adresse_mandataire", _("Adresse du mandataire"), "http://proxy.exemple.fr:3128"
        )

    def _ligne(self, nom: str, libelle: str, aide: str = "", porte: QWidget | None = None) -> None:
        champ = QLineEdit()
        champ.textEdited.connect(lambda _t: self.modifie.emit())
        self.champs[nom] = champ
        ligne = LigneForm(libelle, champ if porte is None else porte, aide)
        champ.setAccessibleName(libelle)
        self.lignes[nom] = ligne
        self._boite.addWidget(ligne)

    def _adresse(self) -> None:
        """A folder is chosen as well as typed."""
        porte = QWidget()
        self._ligne("adresse", " ", porte=porte)
        self.parcourir = Bouton(
            _("Choisir…"), self._parcourir_dossier, nom_accessible=_("Choisir le dossier")
        )
        rangee = QHBoxLayout(porte)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(8)
        rangee.addWidget(self.champs["adresse"], 1)
        rangee.addWidget(self.parcourir)
        porte.setFocusProxy(self.champs["adresse"])

    def _fichier(self, nom: str, libelle: str, aide: str) -> None:
        champ = ChampFichier(self._contexte, libelle)
        champ.modifie.connect(self.modifie)
        champ.refus.connect(self.refus)
        self.fichiers[nom] = champ
        self.lignes[nom] = LigneForm(libelle, champ, aide)
        self._boite.addWidget(self.lignes[nom])

    # --- values ------------------------------------------------------------------------------

    @property
    def genre_choisi(self) -> GenreDestination:
        """The kind chosen now."""
        return GenreDestination(self.genre.currentData())

    def remplir(self, lue: DestinationLigne | None) -> None:
        """Show this destination, or an empty form."""
        self._lue = lue
        textes = {
            "nom": lue.nom if lue else "",
            "adresse": lue.adresse if lue else "",
            "port": str(lue.port) if lue and lue.port else "",
            "utilisateur": lue.utilisateur if lue else "",
            "depots": lue.depots if lue else DEPOTS,
            "retours": lue.retours if lue else RETOURS,
            "adresse_mandataire": (lue.mandataire or "") if lue else "",
        }
        for nom, champ in self.champs.items():
            champ.setText(textes.get(nom, ""))
        garde = lue is not None and lue.genre is not _G.DOSSIER
        self.champs["secret"].setPlaceholderText(_(_GARDE) if garde else "")
        self.fichiers["cle"].montrer(_(_GARDE_SI) if garde else "", garde=garde)
        certificat = bool(lue and lue.autorite)
        self.fichiers["autorite"].montrer(_(_CERTIFICAT) if certificat else "", garde=certificat)
        self.genre.setCurrentIndex(
            max(0, self.genre.findData(lue.genre.value if lue else _G.DOSSIER.value))
        )
        mandataire = lue.mandataire if lue else None
        voulu = _SYSTEME if mandataire is None else (_CELUI_CI if mandataire else _AUCUN)
        self.mandataire.setCurrentIndex(self.mandataire.findData(voulu))
        self._habiller()
        self.effacer_erreurs()
        self._depart = self.textes()

    def textes(self) -> dict[str, str]:
        """What is typed, but for secrets."""
        lus = {n: c.text().strip() for n, c in self.champs.items() if n != "secret"}
        return lus | {
            "genre": str(self.genre.currentData()),
            "mandataire": str(self.mandataire.currentData()),
        }

    @property
    def change(self) -> bool:
        """Whether something differs from what was shown."""
        touches = any(champ.valeur is not None for champ in self.fichiers.values())
        return self.textes() != self._depart or touches or bool(self.champs["secret"].text())

    def secrets(self) -> tuple[str | None, str | None]:
        """The password and the private key typed now; None: what is kept stays."""
        return self.champs["secret"].text() or None, self.fichiers["cle"].valeur

    def saisie(self) -> SaisieDestination:
        """What is typed; raises `ValueError` when the port is no number."""
        t = self.textes()
        genre = self.genre_choisi
        voulu = {_SYSTEME: None, _AUCUN: ""}.get(t["mandataire"], t["adresse_mandataire"])
        return SaisieDestination(
            nom=t["nom"],
            genre=genre,
            adresse=t["adresse"],
            port=int(t["port"]) if t["port"] and genre is _G.SFTP else None,
            utilisateur=t["utilisateur"] if genre is not _G.DOSSIER else "",
            depots=t["depots"],
            retours=t["retours"],
            autorite=self._autorite() if genre is _G.WEBDAV else "",
            mandataire=voulu if genre is not _G.DOSSIER else None,
        )

    def _autorite(self) -> str:
        choisie = self.fichiers["autorite"].valeur
        if choisie is not None:
            return choisie
        return self._lue.autorite if self._lue is not None else ""

    def contenu(self) -> dict[str, Any] | None:
        """What a draft keeps."""
        textes = self.textes()
        return textes if textes != self._depart else None

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """Put a draft back over what is shown."""
        for combo, nom in ((self.genre, "genre"), (self.mandataire, "mandataire")):
            if (rang := combo.findData(contenu.get(nom))) >= 0:
                combo.setCurrentIndex(rang)
        for nom, champ in self.champs.items():
            if isinstance(texte := contenu.get(nom), str):
                champ.setText(texte)
        self._habiller()

    # --- errors ------------------------------------------------------------------------------

    def montrer_erreur(self, erreur: AppError) -> bool:
        """Say the error under the field it is about; False when it is about none."""
        nom = _DE_QUI.get(erreur.code)
        if nom is None or self.lignes[nom].isHidden():
            return False
        from ui.messages import mots  # noqa: PLC0415 - rarely needed

        dit = mots(erreur)
        self.lignes[nom].erreur(" ".join(p for p in (dit.titre, dit.que_faire) if p))
        self.lignes[nom].setFocus()
        return True

    def dire_erreur(self, nom: str, texte: str) -> None:
        """Say that under a field."""
        self.lignes[nom].erreur(texte)
        self.lignes[nom].setFocus()

    def effacer_erreurs(self) -> None:
        """Take away what was said under the fields."""
        for ligne in self.lignes.values():
            ligne.erreur("")

    # --- kinds -------------------------------------------------------------------------------

    def _genre_change(self) -> None:
        self._habiller()
        self.modifie.emit()

    def _mandataire_change(self) -> None:
        self._habiller()
        self.modifie.emit()

    def _habiller(self) -> None:
        genre = self.genre_choisi
        for nom, genres in _VISIBLES.items():
            self.lignes[nom].setVisible(genre in genres)
        celui_ci = self.mandataire.currentData() == _CELUI_CI and genre is not _G.DOSSIER
        self.lignes["adresse_mandataire"].setVisible(celui_ci)
        self.parcourir.setVisible(genre is _G.DOSSIER)
        self._nommer("adresse", *_ADRESSES[genre])
        if genre in _SECRETS:
            self._nommer("secret", *_SECRETS[genre])

    def _nommer(self, nom: str, libelle: str, aide: str) -> None:
        self.lignes[nom].renommer(_(libelle), _(aide) if aide else "")
        self.champs[nom].setAccessibleName(_(libelle))

    # --- files -------------------------------------------------------------------------------

    def _parcourir_dossier(self) -> None:
        choisi = QFileDialog.getExistingDirectory(
            self, _("Où déposer les envois ?"), self.champs["adresse"].text()
        )
        if choisi:
            self.champs["adresse"].setText(choisi)
            self.modifie.emit()


_DE_QUI = {
    "destination.nom": "nom",
    "destination.deja": "nom",
    "destination.dossier": "adresse",
    "destination.hote": "adresse",
    "destination.https": "adresse",
    "destination.adresse_secret": "adresse",
    "destination.utilisateur": "utilisateur",
    "destination.port": "port",
    "destination.autorite": "autorite",
    "destination.mandataire": "adresse_mandataire",
    "destination.memes_dossiers": "retours",
    "destination.sous_dossier": "depots",
}
"""The field each refusal is about."""
