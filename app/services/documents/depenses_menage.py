"""One page the tenant can read: what the home cost before the works, what it costs since.

Large print, plain sentences; what nobody knows is written so. Nothing here needs the drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from app.core.i18n import _, date_courte, date_longue, euros, nombre
from app.domain.partage import Destinataire
from app.services.avant_apres import AvantApres, Cote, Origine
from app.services.documents import phrases_avant_apres as mots
from app.services.documents.blocs import Colonne, Tableau, paragraphe, section
from app.services.documents.entete import adresse_de, nom_en_grand, reserver_la_carte
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.vocabulaire import dire
from db.queries.fiche_modele import FicheMenage

_POUR = Destinataire.MENAGE
_HAUT_BARRE = 15.0


def composer_depenses(document: Document, lu: AvantApres, fiche: FicheMenage) -> int:
    """Add the page of this household; `fiche` is what it may receive. Says how many pages.

    It is one page: when all does not fit, what only explains or illustrates is left out.
    """
    f, finir = _composer(document, lu, fiche, serre=False)
    if len(f.pages) > 1:
        f, finir = _composer(document, lu, fiche, serre=True)
    finir()
    return f.clore(fiche.menage.nom, recto=True)


def _composer(
    document: Document, lu: AvantApres, fiche: FicheMenage, *, serre: bool
) -> tuple[Feuillet, Callable[[], None]]:
    """The page, and what draws its contact card."""
    f = Feuillet(
        document,
        Cartouche(
            gauche=fiche.cite.nom if fiche.cite else _("Votre cité"),
            droite=date_longue(fiche.jour),
            pied=_("Ce document est à vous."),
            rappel=_("{nom} (suite)").format(nom=fiche.menage.nom),
        ),
    )
    placer_la_carte = reserver_la_carte(f, fiche, _POUR)
    nom_en_grand(f, fiche.menage.nom)
    adresse = adresse_de(fiche.foyer)
    if adresse:
        paragraphe(f, adresse, apres=0.1)
    question = _("Votre logement coûte-t-il plus, ou moins, qu’avant les travaux ?")
    paragraphe(f, question, police=f.style.grasse, apres=0.25)
    _argent(f, lu, serre=serre)
    if lu.volontaire is not None:
        _energie(f, lu, serre=serre)
    _sources(f, lu)
    _barres(f, lu)
    return f, placer_la_carte


def _argent(f: Feuillet, lu: AvantApres, *, serre: bool) -> None:
    a, b = lu.avant.montants, lu.apres.montants
    lignes = [
        (_("Loyer"), mots.montant(a.loyer), mots.montant(b.loyer)),
        (_("Charges"), mots.montant(a.charges), mots.montant(b.charges)),
        (_("Aide au logement, à retirer"), mots.montant(a.apl), mots.montant(b.apl)),
        (_("Ce qui reste à payer"), mots.montant(lu.avant.reste), mots.montant(lu.apres.reste)),
        (
            _("Part pour les économies d’énergie"),
            "–" if a.troisieme_ligne is None else euros(a.troisieme_ligne),
            mots.montant(b.troisieme_ligne),
        ),
        (
            _("En tout, avec cette part"),
            mots.montant(lu.avant.reste_avec),
            mots.montant(lu.apres.reste_avec),
        ),
    ]
    colonnes = (
        Colonne(_("Chaque mois"), 0.46),
        Colonne(_("Avant"), 0.27, droite=True, grasse=True),
        Colonne(mots.titre_apres(lu.apres), 0.27, droite=True, grasse=True),
    )
    Tableau(f, colonnes, aere=0.25).dessiner(lignes)
    if not serre:
        dit = _(
            "La part pour les économies d’énergie est la « troisième ligne » de votre quittance."
        )
        paragraphe(f, dit, apres=0.15)
    paragraphe(f, phrase_argent(lu), police=f.style.grasse, apres=0.15)
    ressources = phrase_ressources(lu)
    if ressources and not serre:
        paragraphe(f, ressources, apres=0.1)


def phrase_argent(lu: AvantApres) -> str:
    """ "Chaque mois, vous payez 25,00 € de plus qu’avant.", or what is missing to say it."""
    avec, sans = lu.ecarts.reste_avec, lu.ecarts.reste
    ecart = avec if avec is not None else sans
    if ecart is None:
        vides = [c for c in (lu.avant, lu.apres) if c.origine is None]
        if len(vides) == 2:
            return _("On ne peut rien dire encore : aucun montant n’est connu.")
        dits = [mots.manque(c, au_menage=True) for c in (lu.avant, lu.apres) if c.reste is None]
        return " ".join([_("On ne peut pas encore comparer."), *(d for d in dits if d)])
    if lu.apres.a_venir_le is not None:
        dit = _phrase_a_venir(ecart, lu.apres.a_venir_le)
    elif ecart > 0:
        dit = _("Chaque mois, vous payez {montant} de plus qu’avant.")
    elif ecart < 0:
        dit = _("Chaque mois, vous payez {montant} de moins qu’avant.")
    else:
        dit = _("Chaque mois, vous payez autant qu’avant.")
    dit = dit.format(montant=euros(abs(ecart)))
    if avec is None:
        dit += " " + _("La part pour les économies d’énergie n’est pas connue : elle s’ajoute.")
    return dit


def _phrase_a_venir(ecart: Decimal, des: date) -> str:
    """The same of a rent that is only announced; {montant} is left to be filled."""
    if ecart > 0:
        dit = _("À compter du {jour}, vous paierez chaque mois {montant} de plus qu’avant.")
    elif ecart < 0:
        dit = _("À compter du {jour}, vous paierez chaque mois {montant} de moins qu’avant.")
    else:
        dit = _("À compter du {jour}, vous paierez chaque mois autant qu’avant.")
    return dit.replace("{jour}", date_courte(des))


def phrase_ressources(lu: AvantApres) -> str:
    """ "Sur 100 € de ressources, 28 € vont au logement (31 € avant)."; "" when unknown."""
    avant = _sur_cent(lu.avant)
    apres = None if lu.apres.a_venir_le is not None else _sur_cent(lu.apres)
    if apres is not None and avant is not None:
        return _(
            "Sur 100 € qui entrent, {apres} € vont à votre logement ; avant, c’était {avant} €."
        ).format(apres=apres, avant=avant)
    if apres is not None:
        return _("Sur 100 € qui entrent, {apres} € vont à votre logement.").format(apres=apres)
    if avant is not None:
        return _("Avant, sur 100 € qui entraient, {avant} € allaient à votre logement.").format(
            avant=avant
        )
    return ""


def _sur_cent(cote: Cote) -> str | None:
    taux = cote.taux_avec
    if taux is None:
        return None
    return nombre((taux * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _energie(f: Feuillet, lu: AvantApres, *, serre: bool) -> None:
    if serre:
        f.y -= f.style.pas * 0.3
        paragraphe(f, _("Énergie.") + " " + phrase_energie(lu), apres=0.1)
        return
    section(f, _("Votre énergie, en un an"))
    a, b = lu.energie_avant, lu.energie_apres
    colonnes = (
        Colonne(_("En un an"), 0.46),
        Colonne(_("Avant"), 0.27, droite=True, grasse=True),
        Colonne(_("Après"), 0.27, droite=True, grasse=True),
    )
    Tableau(f, colonnes, aere=0.25).dessiner(
        [
            (_("Énergie utilisée"), mots.kwh(a.kwh_an), mots.kwh(b.kwh_an)),
            (_("Dépense"), mots.euros_ronds(a.euros_an), mots.euros_ronds(b.euros_an)),
        ]
    )
    paragraphe(f, phrase_energie(lu), apres=0.1)


def phrase_energie(lu: AvantApres) -> str:
    """What changed in a year, or why it cannot be told yet."""
    c = lu.comparaison
    if c.euros_an is not None and c.euros_an != 0:
        dit = (
            _("En un an, vous dépensez environ {montant} de plus qu’avant pour l’énergie.")
            if c.euros_an > 0
            else _("En un an, vous dépensez environ {montant} de moins qu’avant pour l’énergie.")
        )
        return dit.format(montant=mots.euros_ronds(abs(c.euros_an)))
    if c.kwh_an is not None and c.kwh_an != 0:
        dit = (
            _("En un an, vous utilisez environ {n} de plus qu’avant.")
            if c.kwh_an > 0
            else _("En un an, vous utilisez environ {n} de moins qu’avant.")
        )
        return dit.format(n=mots.kwh(abs(c.kwh_an)))
    if c.euros_an == 0 or c.kwh_an == 0:
        return _("Pour l’énergie, rien n’a changé.")
    return _(
        "On ne peut pas encore comparer : il faut, avant et après, des factures ou des relevés"
        " sur près d’un an, avec un hiver entier."
    )


def _sources(f: Feuillet, lu: AvantApres) -> None:
    """Where the figures were read, and when."""
    dits = [
        _("avant, {source}").format(source=mots.source(lu.avant)),
        _("après, {source}").format(source=mots.source(lu.apres)),
    ]
    texte = _("D’où viennent ces chiffres : {dits}.").format(dits=" ; ".join(dits))
    for cote, quand in ((lu.avant, _("avant")), (lu.apres, _("après"))):
        m = cote.montants
        if m.ressources is not None and cote.ressources_origine is Origine.FICHE:
            le = date_courte(m.ressources_le) if m.ressources_le else _("jour non connu")
            texte += " " + _("Ressources, {quand} : {le}.").format(quand=quand, le=le)
    if lu.volontaire is not None and (lu.energie_avant.energies or lu.energie_apres.energies):
        noms = mots.enumerer(
            dict.fromkeys(
                dire(b.energie)
                for bilan in (lu.energie_avant, lu.energie_apres)
                for b in bilan.energies
            )
        )
        texte += " " + _("Énergie : vos factures et relevés ({noms}).").format(noms=noms)
    f.y -= f.style.pas * 0.2
    paragraphe(f, texte, apres=0.2)


def _barres(f: Feuillet, lu: AvantApres) -> None:
    """Two bars with their amounts, when both are known and there is room left."""
    montants = (lu.avant.reste_avec, lu.apres.reste_avec)
    if any(m is None or m < 0 for m in montants) or not any(montants):
        return
    style = f.style
    if f.libre < 2 * (_HAUT_BARRE + 8) + 1.5 * style.pas:
        return
    a_venir = lu.apres.a_venir_le is not None
    titre = (
        _("Avant, et ce que vous paierez en tout, chaque mois :")
        if a_venir
        else _("Ce que vous payez en tout, chaque mois :")
    )
    paragraphe(f, titre, apres=0)
    noms = (_("Avant"), mots.titre_apres(lu.apres))
    large_mot = max(style.normale.largeur(nom, style.corps) for nom in noms) + 10
    plus = max(m for m in montants if m is not None)
    for mot, m, plein in zip(noms, montants, (False, not a_venir), strict=True):
        dit = euros(m or Decimal(0))
        place = f.largeur - large_mot - style.grasse.largeur(dit, style.corps) - 10
        longueur = float(m or 0) / float(plus) * place
        f.y -= _HAUT_BARRE + 8
        f.mot(f.gauche, f.y + 2.5, mot, style.normale)
        x = f.gauche + large_mot
        if plein:
            f.plein(x, f.y, longueur, _HAUT_BARRE)
        else:
            f.cadre(x, f.y, longueur, _HAUT_BARRE, epaisseur=1.2)
        f.mot(x + longueur + 8, f.y + 2.5, dit, style.grasse)
