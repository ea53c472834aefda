"""The page that carries the recovery key: large groups, how to use it, where to keep it."""

from __future__ import annotations

from app.core.i18n import _, date_longue
from app.services.documents.blocs import paragraphe, section
from app.services.documents.commandes import PageDeCle
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet

_PAR_RANG = 4
_TAILLE, _HAUT = 25.0, 62.0


def composer_cle(document: Document, page: PageDeCle) -> int:
    """Add the page of the recovery key."""
    f = Feuillet(
        document,
        Cartouche(
            gauche=_("Voyette"),
            droite=date_longue(page.instant.date()),
            pied=_("Qui tient cette feuille peut ouvrir la base : gardez-la sous clé."),
        ),
    )
    nom_en_grand(f, _("Clé de secours"))
    paragraphe(f, _("Base : {nom}").format(nom=page.base), apres=0.6)
    paragraphe(
        f,
        _(
            "Cette clé rouvre la base si toutes les phrases secrètes sont oubliées. Elle n’est "
            "écrite nulle part ailleurs : sans elle et sans phrase, rien ne peut être retrouvé."
        ),
        apres=0.8,
    )
    _grille(f, page.cle)
    section(f, _("Pour s’en servir"))
    for numero, texte in enumerate(_etapes(), 1):
        f.place(f.style.pas)
        f.mot(f.gauche, f.y - f.style.corps, f"{numero}.", f.style.grasse)
        paragraphe(f, texte, retrait=20, apres=0.2)
    section(f, _("Pour la garder"))
    paragraphe(
        f,
        _(
            "Rangez cette feuille dans une enveloppe fermée, dans un meuble fermé à clé, loin de "
            "l’ordinateur. Ne la photographiez pas, ne l’envoyez pas par courriel. Si elle se "
            "perd, créez une nouvelle clé dans les réglages : celle-ci ne vaudra plus rien."
        ),
    )
    section(f, _("Qui l’a reçue"))
    paragraphe(f, _("Nom, date, signature :"), apres=1.2)
    for _ligne in range(2):
        f.y -= 26
        f.trait(f.gauche, f.y, f.droite, 0.4)
    return f.clore()


def _etapes() -> tuple[str, ...]:
    return (
        _("Lancez Voyette et choisissez la base."),
        _("Sur l’écran d’ouverture, choisissez « Ouvrir avec la clé de secours »."),
        _(
            "Tapez les groupes dans l’ordre, ligne après ligne. Majuscules, espaces et tirets "
            "n’ont pas d’importance ; une erreur de frappe est signalée groupe par groupe."
        ),
        _("Choisissez une nouvelle phrase secrète."),
    )


def _grille(f: Feuillet, cle: str) -> None:
    """The groups in boxes, numbered, read line by line."""
    style, groupes = f.style, cle.split("-")
    large = f.largeur / _PAR_RANG
    for rang, groupe in enumerate(groupes):
        colonne = rang % _PAR_RANG
        if colonne == 0:
            f.place(_HAUT)
            f.y -= _HAUT
        x = f.gauche + colonne * large
        f.cadre(x, f.y, large, _HAUT, epaisseur=0.6)
        f.mot(x + 6, f.y + _HAUT - style.corps - 5, str(rang + 1), style.normale)
        milieu = x + (large - style.grasse.largeur(groupe, _TAILLE)) / 2
        f.mot(milieu, f.y + 15, groupe, style.grasse, _TAILLE)
    f.y -= style.pas * 0.5
