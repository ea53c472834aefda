"""Money and energy of an estate before and after, on paper: what may be told, nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.i18n import _, ngettext, nombre
from app.services.avant_apres import Rang, Synthese
from app.services.documents import phrases_avant_apres as mots
from app.services.documents.blocs import Colonne, Tableau, paragraphe, section
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet


def composer_depenses_cite(document: Document, lue: Synthese, cite: str, jour: str) -> int:
    """Add the figures of an estate; says how many pages it took."""
    pied = (
        _("Seulement ce qui peut être partagé avec le bailleur.")
        if lue.bailleur
        else _("Pour l’équipe : à garder entre nous.")
    )
    titre = _("Avant et après les travaux : ce que coûte le logement")
    f = Feuillet(document, Cartouche(gauche=cite, droite=jour, pied=pied, rappel=titre))
    nom_en_grand(f, titre)
    paragraphe(f, phrase_menages(lue), apres=0.2)
    for titre_rang, rangs, unite in blocs(lue):
        _bloc(f, titre_rang, rangs, unite)
    section(f, _("Ce que le logement coûte de plus, ou de moins"), suite=6)
    colonnes = (Colonne(_("Reste à charge, après moins avant"), 0.6), Colonne("", 0.4, droite=True))
    Tableau(f, colonnes).dessiner(lignes_ecart(lue))
    if not lue.bailleur:
        paragraphe(f, phrase_volontaires(lue))
    section(f, _("Comment lire"), suite=4)
    paragraphe(f, mode_de_lecture(lue))
    return f.clore()


def phrase_menages(lue: Synthese) -> str:
    """How many households the estate holds, and how many rents are only announced."""
    dit = ngettext(
        "{n} ménage dans la cité. Chaque tableau dit combien de chiffres sont connus.",
        "{n} ménages dans la cité. Chaque tableau dit combien de chiffres sont connus.",
        lue.menages,
    ).format(n=nombre(lue.menages))
    if not lue.a_venir:
        return dit
    annonces = ngettext(
        "{n} loyer d’après travaux est annoncé pour plus tard : il n’est pas encore compté.",
        "{n} loyers d’après travaux sont annoncés pour plus tard : ils ne sont pas encore comptés.",
        lue.a_venir,
    ).format(n=nombre(lue.a_venir))
    return f"{dit} {annonces}"


def phrase_volontaires(lue: Synthese) -> str:
    """How many households let their energy be followed."""
    e = lue.energie
    if e is None:
        return ""
    if e.volontaires is None:
        return _("Énergie : moins de {n} ménages volontaires, rien n’est montré.").format(
            n=lue.seuil
        )
    if not e.volontaires:
        return _("Énergie : aucun ménage volontaire pour l’instant.")
    return ngettext(
        "Énergie : {n} ménage volontaire.", "Énergie : {n} ménages volontaires.", e.volontaires
    ).format(n=nombre(e.volontaires))


def mode_de_lecture(lue: Synthese) -> str:
    """What each figure is made of."""
    dits = [
        _("Reste à charge : loyer et charges, moins l’APL, sans la troisième ligne."),
    ]
    if not lue.bailleur:
        dits.append(_("Taux d’effort : reste à charge divisé par les ressources."))
    dits.append(
        _("Médiane : autant de ménages au-dessus qu’en dessous ; arrondie, elle n’est à personne.")
    )
    if lue.masques:
        dits.append(mots.phrase_secret(lue.seuil))
    return " ".join(dits)


def blocs(lue: Synthese) -> list[tuple[str, Sequence[Rang], str]]:
    """Each table before / after: its title, the two rows, the unit of its bands."""
    dits: list[tuple[str, Sequence[Rang], str]] = [
        (_("Reste à charge par mois"), lue.reste, "€"),
    ]
    if lue.taux is not None:
        dits.append((_("Taux d’effort"), lue.taux, "%"))
    if lue.energie is not None and lue.energie.kwh_m2:
        dits.append((_("Énergie utilisée, par m² et par an"), lue.energie.kwh_m2, _("kWh")))
        dits.append((_("Dépense d’énergie par an"), lue.energie.euros_an, "€"))
    return dits


def lignes_du_bloc(rangs: Sequence[Rang], unite: str) -> list[tuple[str, str, str]]:
    """Bands, median, how many are known: before and after."""
    avant, apres = rangs
    return [
        *(
            (mots.bande(avant.bornes, i, unite), a, b)
            for i, (a, b) in enumerate(
                zip(mots.effectifs(avant), mots.effectifs(apres), strict=True)
            )
        ),
        (_("Médiane"), mots.mediane(avant, unite), mots.mediane(apres, unite)),
        (_("Chiffres connus"), mots.connus(avant), mots.connus(apres)),
        (_("Non connus"), nombre(avant.inconnus), nombre(apres.inconnus)),
    ]


def lignes_ecart(lue: Synthese) -> list[tuple[str, str]]:
    """How the reste à charge changed: bands, median, how many households are compared."""
    dites = [(mots.bande_ecart(i), n) for i, n in enumerate(mots.effectifs(lue.ecart))]
    if lue.ecart.masques:  # all of it, or none
        dites = [(_("Combien paient plus, ou moins"), _("masqué"))]
    return [
        *dites,
        (_("Écart médian"), mots.mediane(lue.ecart)),
        (_("Ménages comparés"), mots.connus(lue.ecart)),
    ]


def _bloc(f: Feuillet, titre: str, rangs: Sequence[Rang], unite: str) -> None:
    section(f, titre, suite=6)
    colonnes = (
        Colonne("", 0.36),
        Colonne(_("Avant"), 0.32, droite=True),
        Colonne(_("Après"), 0.32, droite=True),
    )
    Tableau(f, colonnes).dessiner(lignes_du_bloc(rangs, unite))
