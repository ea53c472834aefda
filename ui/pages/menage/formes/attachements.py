"""Attachments: what somebody holds dear, what is decided, what was said, photos and agreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte, langue, ngettext, nombre
from app.domain.attachements import AccordPhoto, Decision, NatureAttachement
from app.services import attachements, photos
from app.services.attachements import AttachementFiche, PhotoFiche
from app.services.documents.vocabulaire import dire, majuscule
from app.services.photos import Accord, ImageReduite
from ui.pages.menage.champs import ChampLibre, Saisissable, TexteLong
from ui.pages.menage.formes.cadre import Cadre, Choix, choix, vides
from ui.pages.menage.saisie import Saisie
from ui.widgets import Champ, Etiquette, Flux, Genre
from ui.widgets.formulaire import Element

APERCU = 72


@dataclass(frozen=True, slots=True)
class Depot:
    """Photos read and reduced, waiting for an agreement to be kept."""

    attachement: AttachementFiche
    images: tuple[ImageReduite, ...]


class Suggere(Saisissable):
    """A line of text that proposes usual words; anything else may be typed.

    `choisi` carries the word taken from those proposed.
    """

    choisi = Signal(str)

    def __init__(self, mots: Sequence[str]) -> None:
        super().__init__()
        self.texte = QLineEdit()
        completion = QCompleter(list(mots), self.texte)
        completion.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completion.setFilterMode(Qt.MatchFlag.MatchContains)
        self.texte.setCompleter(completion)
        self.texte.textEdited.connect(self.change)
        completion.activated.connect(self._choisir)
        self.contenir(self.texte)

    def _choisir(self, mot: str) -> None:
        self.choisi.emit(mot)
        self.change.emit()

    def valeur(self) -> str:
        """The text typed."""
        return self.texte.text().strip()

    def fixer(self, valeur: Any) -> None:
        """Show this text."""
        self.texte.setText(str(valeur or ""))

    def contenu(self) -> str:
        """The text typed."""
        return self.texte.text()

    def restaurer(self, contenu: str) -> None:
        """Put it back."""
        self.texte.setText(contenu)


class Apercu(Saisissable):
    """The photos about to be kept, as they will be; nothing to type, nothing a draft keeps."""

    def __init__(self, images: Sequence[ImageReduite], cote: int) -> None:
        super().__init__()
        rangee = QWidget()
        flux = Flux(rangee)
        for image in images:
            vue = QPixmap()
            vue.loadFromData(image.vignette)
            etiquette = Etiquette("")
            etiquette.setPixmap(
                vue.scaled(
                    cote,
                    cote,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            etiquette.setAccessibleName(image.fichier)
            flux.addWidget(etiquette)
        self.contenir(rangee)


def attachement(cadre: Cadre, connu: AttachementFiche | None) -> Saisie:
    """Something dear, new or put right."""

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if connu is None:
            return attachements.noter, attachements.NoterAttachement(
                cadre.menage_id,
                valeurs["nature"],
                valeurs["titre"],
                valeurs["lieu"],
                valeurs["description"],
                valeurs["personne_id"],
                valeurs["signale_le"],
            )
        if not change:
            return None
        return attachements.corriger, attachements.CorrigerAttachement(
            connu.id,
            valeurs["nature"],
            valeurs["titre"],
            valeurs["signale_le"] or connu.signale_le,
            valeurs["lieu"],
            valeurs["description"],
            valeurs["personne_id"],
        )

    return Saisie(
        cadre.cle("attachement", connu.id if connu else None),
        connu.titre if connu else _("Ce à quoi le ménage tient"),
        _champs_attachement(cadre),
        _("Enregistrer l’attachement"),
        _("Attachement corrigé") if connu else _("Attachement noté"),
        commande,
        valeurs={"nature": NatureAttachement.AMENAGEMENT, "signale_le": cadre.jour}
        if connu is None
        else {c: getattr(connu, c) for c in _CHAMPS},
        aide="" if connu else _("Un objet, ou ce que la personne a fait elle-même chez elle."),
        sous={
            "saisie.obligatoire": "titre",
            "attachement.futur": "signale_le",
            "attachement.autre_menage": "personne_id",
        },
    )


_CHAMPS = ("nature", "titre", "lieu", "description", "personne_id", "signale_le")


def _champs_attachement(cadre: Cadre) -> list[Element]:
    catalogue = cadre.contexte.catalogues().attachements
    mots = [majuscule(e.libelle(langue())) for e in catalogue.entrees]
    return [
        ChampLibre("titre", _("Attachement"), fabrique=lambda: Suggere(mots)),
        Champ("nature", _("Nature"), Genre.CHOIX, choix(*NatureAttachement)),
        Champ("lieu", _("Où dans le logement")),
        ChampLibre(
            "description",
            _("Ce qu’il représente"),
            aide=_("Avec ses mots : qui l’a fait, depuis quand, ce qu’il rappelle."),
            fabrique=lambda: TexteLong(3),
        ),
        Champ("personne_id", _("À qui"), Genre.CHOIX, _personnes(cadre, _("à tout le ménage"))),
        Champ("signale_le", _("Signalé le"), Genre.DATE, passe=True),
    ]


def _personnes(cadre: Cadre, personne: str) -> Choix:
    return ((None, personne), *((p.id, p.nom_complet) for p in cadre.fiche.personnes))


def decision(cadre: Cadre, connu: AttachementFiche) -> Saisie:
    """What becomes of it, who decided, why, and what was said at once."""

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return attachements.decider, attachements.DeciderAttachement(
            connu.id,
            valeurs["decision"],
            valeurs["decidee_par"],
            valeurs["motif"],
            valeurs["decidee_le"],
            valeurs["dit"],
        )

    return Saisie(
        cadre.cle("decision", connu.id),
        _("Que devient « {titre} » ?").format(titre=connu.titre),
        [
            Champ("decision", _("Décision"), Genre.CHOIX, choix(*Decision)),
            Champ(
                "decidee_par",
                _("Décidé par"),
                aide=_("Le ménage, le bailleur, la maîtrise d’œuvre, un comité…"),
            ),
            Champ("decidee_le", _("Décidé le"), Genre.DATE, passe=True),
            ChampLibre("motif", _("Raison"), fabrique=lambda: TexteLong(2)),
            ChampLibre(
                "dit",
                _("Ce qui a été dit au ménage ce jour-là"),
                aide=_("Laissez vide si ce n’est pas encore fait : cela restera « à dire »."),
                fabrique=lambda: TexteLong(2),
            ),
        ],
        _("Enregistrer la décision"),
        _("Décision enregistrée"),
        commande,
        valeurs={"decidee_le": cadre.jour},
        sous={"attachement.raison": "motif", "attachement.futur": "decidee_le"},
    )


def dit(cadre: Cadre, connu: AttachementFiche) -> Saisie:
    """The latest decision was told to the household."""
    derniere = connu.decisions[0]

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if derniere.dit_le and not change:
            return None
        return attachements.dire, attachements.DireDecision(
            derniere.id, valeurs["dit"], valeurs["dit_le"], valeurs["dit_par_id"]
        )

    return Saisie(
        cadre.cle("dit", derniere.id),
        _("Ce qui a été dit au ménage"),
        [
            ChampLibre("dit", _("Ce qui a été dit"), fabrique=lambda: TexteLong(3)),
            Champ("dit_le", _("Dit au ménage le"), Genre.DATE, passe=True),
            Champ("dit_par_id", _("Par"), Genre.CHOIX, cadre.membres() or ((None, _("moi")),)),
        ],
        _("Enregistrer"),
        _("Décision dite au ménage"),
        commande,
        valeurs={"dit": derniere.dit, "dit_le": derniere.dit_le or cadre.jour},
        aide=_("{titre} : {decision}, décidé le {jour}.").format(
            titre=connu.titre,
            decision=dire(derniere.decision),
            jour=date_courte(derniere.decidee_le),
        ),
        sous={"attachement.futur": "dit_le", "attachement.dit_avant": "dit_le"},
    )


def nouvelles_photos(cadre: Cadre, depot: Depot) -> Saisie:
    """Photos already reduced; kept only once somebody's agreement is written."""

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return photos.ajouter, photos.AjouterPhotos(
            depot.attachement.id,
            depot.images,
            _accord(valeurs),
            vides(valeurs["legende"]),
            valeurs["prise_le"],
        )

    jours = {i.prise_le for i in depot.images}
    n, cote = len(depot.images), cadre.contexte.theme.px(APERCU)
    return Saisie(
        cadre.cle("photos", depot.attachement.id),
        ngettext("Garder cette photo", "Garder ces {n} photos", n).format(n=n),
        [
            *_champs_accord(cadre),
            ChampLibre(
                "apercu", _("Ce qui sera gardé"), fabrique=lambda: Apercu(depot.images, cote)
            ),
        ],
        ngettext("Garder la photo", "Garder les {n} photos", n).format(n=n),
        ngettext("Photo gardée dans le dossier", "Photos gardées dans le dossier", n),
        commande,
        valeurs={
            "portee": AccordPhoto.DOSSIER,
            "accord_le": cadre.jour,
            "prise_le": jours.pop() if len(jours) == 1 else None,
        },
        aide="\n".join(
            (
                *(_dire_taille(i) for i in depot.images[:6]),
                _("La position et les autres traces de l’appareil ne sont pas gardées."),
            )
        ),
        sous=_SOUS,
    )


def photo(cadre: Cadre, connue: PhotoFiche) -> Saisie:
    """The legend of a photo, and how far its agreement goes."""

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if not change:
            return None
        return photos.corriger, photos.CorrigerPhoto(
            connue.id, _accord(valeurs), vides(valeurs["legende"]), valeurs["prise_le"]
        )

    return Saisie(
        cadre.cle("photo", connue.id),
        _("Légende et accord de la photo"),
        list(_champs_accord(cadre)),
        _("Enregistrer"),
        _("Photo corrigée"),
        commande,
        valeurs={
            "personne_id": connue.accord_de_id,
            "portee": connue.accord,
            "accord_le": connue.accord_le,
            "legende": connue.legende,
            "prise_le": connue.prise_le,
        },
        sous=_SOUS,
    )


def retrait_accord(cadre: Cadre, connue: PhotoFiche) -> Saisie:
    """The agreement is withdrawn: the photo is erased, and nothing brings it back."""

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        if not valeurs["sur"]:
            raise EntreeInvalide("photo.retrait_a_confirmer")
        return photos.retirer_accord, photos.RetirerAccord(connue.id)

    return Saisie(
        cadre.cle("photo_accord", connue.id),
        _("L’accord pour cette photo est retiré"),
        [Champ("sur", _("Effacer cette photo pour toujours"), Genre.CASE)],
        _("Effacer la photo"),
        _("Photo effacée"),
        commande,
        aide=_(
            "La photo et sa vignette seront effacées tout de suite : « Annuler » ne les ramènera "
            "pas. Les sauvegardes déjà faites la gardent, chiffrée, jusqu’à leur remplacement."
        ),
        sous={"photo.retrait_a_confirmer": "sur"},
    )


_SOUS = {
    "photo.accord_manque": "personne_id",
    "photo.accord_futur": "accord_le",
    "attachement.autre_menage": "personne_id",
    "attachement.futur": "prise_le",
}


def _champs_accord(cadre: Cadre) -> tuple[Champ, ...]:
    return (
        Champ(
            "personne_id",
            _("Accord donné par"),
            Genre.CHOIX,
            _personnes(cadre, _("personne pour l’instant")),
            aide=_("Demandez d’abord : sans accord, aucune photo n’est gardée."),
        ),
        Champ("portee", _("Accord donné pour"), Genre.CHOIX, choix(*AccordPhoto)),
        Champ("accord_le", _("Accord donné le"), Genre.DATE, passe=True),
        Champ("legende", _("Légende")),
        Champ("prise_le", _("Prise le"), Genre.DATE, passe=True),
    )


def _accord(valeurs: Mapping[str, Any]) -> Accord:
    return Accord(valeurs["personne_id"], valeurs["portee"], valeurs["accord_le"])


def _dire_taille(image: ImageReduite) -> str:
    return _("{fichier} : {avant} → {apres}").format(
        fichier=image.fichier,
        avant=poids(image.taille_origine),
        apres=poids(len(image.octets)),
    )


def poids(octets: int) -> str:
    """A size as one says it: "310 Ko", "4,2 Mo"."""
    if octets < 1_000_000:
        return _("{n} Ko").format(n=nombre(max(1, round(octets / 1000))))
    mo = round(octets / 1_000_000, 1)
    return _("{n} Mo").format(n=nombre(mo if mo < 10 else round(mo)))
