"""The letter of the date of a move, and the convention of temporary occupation.

Both are worded by the team or shipped; the convention says at its head that it is a working model
to be validated by the legal service of the bailleur.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import _
from app.domain.documents_modeles import CodeDocument, Modele, remplir
from app.domain.partage import Destinataire
from app.services.documents.blocs import paragraphe, section
from app.services.documents.demenagement_blocs import cadre_ici, signatures, texte
from app.services.documents.demenagement_valeurs import Imprimable, valeurs
from app.services.documents.entete import nom_en_grand, reserver_la_carte
from app.services.documents.lettre_changement import adresse, signature
from app.services.documents.page import Cartouche, Document, Feuillet


def composer_lettre(document: Document, i: Imprimable, modele: Modele) -> int:
    """Add the letter of one move, on a fresh sheet of paper; says how many pages it took."""
    fiche, champs = i.fiche, valeurs(i)
    titre = remplir(modele.titre, champs)
    f = Feuillet(
        document,
        Cartouche(
            gauche=fiche.cite.nom if fiche.cite else _("Votre cité"),
            droite=titre,
            pied=_("Cette lettre est à vous."),
            rappel=_("{nom} (suite)").format(nom=fiche.menage.nom),
        ),
    )
    placer_la_carte = reserver_la_carte(f, fiche, Destinataire.MENAGE)
    adresse(f, fiche)
    section(f, titre)
    texte(f, modele.texte, champs)
    f.place(f.style.pas * 3)
    paragraphe(f, _("Bien à vous,"), apres=0)
    paragraphe(f, signature(fiche), police=f.style.grasse, apres=0)
    placer_la_carte()
    return f.clore(fiche.menage.nom, recto=True)


def composer_convention(document: Document, i: Imprimable, modele: Modele) -> int:
    """Add the convention of one move, ready to be checked, filled and signed."""
    champs = valeurs(i)
    return _convention(document, champs, modele, i.fiche.menage.nom)


def composer_exemple(document: Document, modele: Modele, champs: Mapping[str, str]) -> int:
    """How a wording prints, without a household: for whoever writes it."""
    if modele.code is CodeDocument.CONVENTION:
        return _convention(document, champs, modele, champs["menage"])
    titre = remplir(modele.titre, champs)
    f = Feuillet(
        document,
        Cartouche(_("Essai, avec des valeurs inventées"), titre, _("Essai : rien n’est envoyé.")),
    )
    section(f, titre)
    texte(f, modele.texte, champs)
    return f.clore()


def _convention(document: Document, champs: Mapping[str, str], modele: Modele, menage: str) -> int:
    titre = remplir(modele.titre, champs)
    f = Feuillet(
        document,
        Cartouche(
            gauche=titre,
            droite=champs["aujourd_hui"],
            pied=_("Modèle de travail, à valider avant signature."),
            rappel=_("{nom} (suite)").format(nom=menage),
        ),
    )
    nom_en_grand(f, titre)
    cadre_ici(
        f,
        _("Modèle de travail"),
        [
            (
                _(
                    "À faire valider par le service juridique du bailleur avant toute signature."
                    " Ce texte aide à préparer ; il ne remplace pas un conseil juridique."
                ),
                False,
            )
        ],
    )
    texte(f, modele.texte, champs)
    paragraphe(f, _("Fait en deux exemplaires, un pour chacun."), apres=0.2)
    signatures(f, (_("Pour le bailleur"), _("Pour le ménage")))
    return f.clore(menage, recto=True)
