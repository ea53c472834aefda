"""The sheet of the day for the movers: only what they need to carry well and be expected."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import _, date_complete
from app.domain.attachements import Decision, NatureAttachement
from app.domain.demenagements import Fluide, MomentReleve
from app.domain.documents_modeles import POINTILLES, Modele, remplir
from app.domain.telephone import afficher
from app.services.documents.blocs import Colonne, Tableau, paires, section
from app.services.documents.demenagement_blocs import cadre_ici, cases, signatures, texte
from app.services.documents.demenagement_valeurs import (
    Imprimable,
    equipe,
    moment,
    personnes_a_joindre,
    taille,
    valeurs,
)
from app.services.documents.entete import adresse_de, nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.vocabulaire import dire, majuscule
from db.queries.attachements import AttachementFiche
from db.queries.fiche_modele import LogementFiche


def composer_feuille_equipe(document: Document, i: Imprimable, modele: Modele) -> int:
    """Add the movers' sheet of one move, on fresh paper; says how many pages it took."""
    d, champs = i.demenagement, valeurs(i)
    titre = remplir(modele.titre, champs)
    f = Feuillet(
        document,
        Cartouche(
            gauche=" · ".join(x for x in (champs["cite"], equipe(d)) if x) or titre,
            droite=titre,
            pied=_("À rendre ou à détruire en fin de journée."),
            rappel=_("{nom} (suite)").format(nom=d.menage),
        ),
    )
    nom_en_grand(f, d.menage)
    cadre_ici(
        f,
        _("{jour}, {moment}").format(
            jour=majuscule(date_complete(d.jour)), moment=moment(d.creneau, d.heure)
        ),
        [
            (_("De : {lieu}").format(lieu=_lieu(i.depuis)), True),
            (_("À : {lieu}").format(lieu=_lieu(i.vers)), True),
        ],
    )
    texte(f, modele.texte, champs)
    _a_porter(f, i, champs)
    _precieux(f, i)
    _joindre(f, i)
    _cles(f)
    _compteurs(f, i)
    signatures(f, (_("Pour les déménageurs"), _("Le ménage")))
    return f.clore(d.menage, recto=True)


def _lieu(logement: LogementFiche | None) -> str:
    """Address, size, and how one gets in: "…, T3, 62 m², de plain-pied, garage"."""
    if logement is None:
        return POINTILLES
    acces = {True: _("de plain-pied"), False: _("escalier ou étage"), None: ""}
    morceaux = (adresse_de(logement), taille(logement), acces[logement.plain_pied])
    return ", ".join(m for m in morceaux if m)


def _a_porter(f: Feuillet, i: Imprimable, champs: Mapping[str, str]) -> None:
    d = i.demenagement
    section(f, _("Ce qu’il y a à porter"))
    dependances = (i.depuis.dependances or "") if i.depuis else ""
    paires(
        f,
        [
            (_("Volume"), champs["volume"] or POINTILLES),
            (_("Animaux"), champs["animaux"] or POINTILLES),
            (_("Dépendances à vider"), dependances),
        ],
    )
    if d.remarque:
        paires(f, [(_("À savoir"), d.remarque)], colonnes=1)


def _precieux(f: Feuillet, i: Imprimable) -> None:
    """What the household holds dear and is carried: its name and its place, never its story."""
    portes = [a for a in i.fiche.attachements if _se_porte(a)]
    if not portes:
        return
    section(f, _("Précieux : demander avant de déplacer"))
    cases(f, [", ".join(x for x in (majuscule(a.titre), a.lieu) if x) for a in portes])


def _se_porte(a: AttachementFiche) -> bool:
    decision = a.decisions[0].decision if a.decisions else None
    if decision is Decision.PERDU:
        return False
    return a.nature is NatureAttachement.OBJET or decision is Decision.DEPLACER


def _joindre(f: Feuillet, i: Imprimable) -> None:
    d = i.demenagement
    section(f, _("Qui joindre"))
    lignes = [(nom, _("ménage"), numeros) for nom, numeros in personnes_a_joindre(i)[:2]]
    if d.pilote:
        numero = afficher(d.telephone_pilote) if d.telephone_pilote else POINTILLES
        lignes.append((d.pilote, _("pilote social"), numero))
    colonnes = [Colonne("", part=1.2, grasse=True), Colonne(""), Colonne("", part=1.2)]
    Tableau(f, colonnes).dessiner(lignes or [("", "", POINTILLES)])


def _cles(f: Feuillet) -> None:
    section(f, _("Clés"), suite=3)
    cases(
        f,
        [
            _("Clés du logement quitté : {nombre} remises à {qui}").format(
                nombre="........", qui=POINTILLES
            ),
            _("Clés du logement d’arrivée : {nombre} remises par {qui}").format(
                nombre="........", qui=POINTILLES
            ),
        ],
    )


def _compteurs(f: Feuillet, i: Imprimable) -> None:
    """Meters of both homes: what was read is written, the rest is to fill."""
    section(f, _("Compteurs"), suite=5)
    colonnes = [
        Colonne(_("Compteur"), grasse=True),
        Colonne(_("Numéro (départ)"), part=1.1),
        Colonne(_("Index au départ"), part=1.1),
        Colonne(_("Numéro (arrivée)"), part=1.1),
        Colonne(_("Index à l’arrivée"), part=1.1),
    ]
    lus = {(r.fluide, r.moment): r for r in i.releves}
    vide = "\u00a0"
    lignes = []
    for fluide in Fluide:
        ligne = [majuscule(dire(fluide))]
        for quand in (MomentReleve.SORTIE, MomentReleve.ENTREE):
            lu = lus.get((fluide, quand))
            ligne += [(lu.numero or vide) if lu else vide, lu.valeur if lu else vide]
        lignes.append(tuple(ligne))
    Tableau(f, colonnes, aere=1.4).dessiner(lignes)
