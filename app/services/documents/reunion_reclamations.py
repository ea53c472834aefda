"""The sheet of the weekly meeting: figures first, then each complaint with room to write.

For the bailleur, the commune and contractors: projected by the sharing classes, no name without
an agreement, no word of what was said; logged as what leaves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte, date_longue, ngettext, nombre
from app.services.catalogues import charger
from app.services.documents import phrases_dehors as dits
from app.services.documents.blocs import Colonne, Tableau, paragraphe, section
from app.services.documents.commandes import Imprime
from app.services.documents.ecriture import atelier, enregistrer
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.styles import style_document
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.reunions import (
    CiteReunion,
    ComptesReunion,
    LigneDehors,
    LireReunion,
    Reunion,
    journaliser,
    lire,
)
from db.uow import UnitOfWork

_PLACE = "\n\n\n"  # room for a hand


@dataclass(frozen=True, slots=True)
class ImprimerReunion:
    """Print the sheet of the meeting to the PDF file `sortie`."""

    sortie: Path
    demande: LireReunion = field(default_factory=LireReunion)


def imprimer_reunion(cmd: ImprimerReunion, uow: UnitOfWork) -> Imprime:
    """The sheet on paper, logged.

    Raises `EntreeInvalide` ("reunion.rien", "documents.nom_sans_pdf"), `PanneEnvironnement` for
    the disk; then no file is left behind.
    """
    if cmd.sortie.suffix.lower() != ".pdf":
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(cmd.sortie))
    reunion = lire(cmd.demande, uow)
    document = Document(
        style_document(paysage=True), _("Réunion des réclamations"), uow.clock.now()
    )
    with atelier(cmd.sortie.parent) as lieu:
        pages = composer_reunion(document, reunion, Libelles(charger()))
        enregistrer(document, lieu.reserver(cmd.sortie.name), cmd.sortie)
        with uow.ecriture("document.imprimer") as tx:
            journaliser(tx, reunion, cmd.sortie)
            with lieu.publier() as (fichier,):
                tx.commit()
    return Imprime(fichier, pages)


def composer_reunion(document: Document, reunion: Reunion, mots: Libelles) -> int:
    """Add the sheet: figures, then estate by estate; says how many pages it took."""
    titre = _("Réclamations : réunion du {jour}").format(jour=date_longue(reunion.jour))
    f = Feuillet(
        document,
        Cartouche(
            gauche=", ".join(c.nom for c in reunion.cites if c.nom) or titre,
            droite=_("Bailleur, commune, entreprises"),
            pied=_("Seulement ce qui peut être partagé avec le bailleur et qui répare."),
            rappel=titre,
        ),
    )
    nom_en_grand(f, titre)
    _premiere_page(f, reunion)
    for cite in reunion.cites:
        f.nouvelle_page()
        nom_en_grand(f, cite.nom or _("Sans cité"))
        for groupe in cite.groupes:
            qui = groupe.responsable or _("Personne ne répare encore")
            section(f, f"{qui} · {_comptes(groupe.comptes)}", suite=6)
            Tableau(f, _colonnes(), aere=0.7).dessiner(
                [_ligne(d, reunion, mots) for d in groupe.lignes]
            )
    return f.clore()


def _premiere_page(f: Feuillet, reunion: Reunion) -> None:
    """Figures of each estate and of each one who repairs; who is not shown."""
    paragraphe(f, _phrase(reunion), apres=0.4)
    if reunion.retenues:
        n = reunion.retenues
        texte = ngettext(
            "{n} réclamation n’est pas ici : le ménage a refusé le partage.",
            "{n} réclamations ne sont pas ici : les ménages ont refusé le partage.",
            n,
        )
        paragraphe(f, texte.format(n=n), apres=0.4)
    section(f, _("Où nous en sommes"), suite=4)
    chiffres = [
        Colonne(titre, fixe=110, droite=True)
        for titre in (_("Ouvertes"), _("En retard"), _("À confirmer"), _("Nouvelles"))
    ]
    lignes: list[tuple[str, ...]] = []
    for cite in reunion.cites:
        lignes.append((cite.nom or _("Sans cité"), "", *_nombres(cite.comptes)))
        lignes += _par_qui(cite)
    if len(reunion.cites) > 1:
        lignes.append((_("Toutes"), "", *_nombres(reunion.comptes)))
    Tableau(
        f, [Colonne(_("Cité"), grasse=True), Colonne(_("Qui répare"), part=1.4), *chiffres]
    ).dessiner(lignes)
    section(f, _("Présents"), suite=4)
    presents = [Colonne(_("Nom")), Colonne(_("Organisme")), Colonne(_("Signature"))]
    Tableau(f, presents, aere=1.1).dessiner([("\u00a0",) * 3 for _rang in range(4)])


def _par_qui(cite: CiteReunion) -> list[tuple[str, ...]]:
    return [("", g.responsable or _("personne encore"), *_nombres(g.comptes)) for g in cite.groupes]


def _nombres(c: ComptesReunion) -> tuple[str, ...]:
    return tuple(
        nombre(n) if n else "–" for n in (c.ouvertes, c.en_retard, c.a_confirmer, c.nouvelles)
    )


def _phrase(reunion: Reunion) -> str:
    c = reunion.comptes
    debut = ngettext("{n} réclamation ouverte", "{n} réclamations ouvertes", c.ouvertes)
    morceaux = [debut.format(n=nombre(c.ouvertes))]
    if c.en_retard:
        morceaux.append(_("{n} en retard").format(n=nombre(c.en_retard)))
    if c.a_confirmer:
        morceaux.append(_("{n} à confirmer par le ménage").format(n=nombre(c.a_confirmer)))
    morceaux.append(
        _("{n} depuis le {jour}").format(n=nombre(c.nouvelles), jour=date_courte(reunion.depuis))
    )
    return ", ".join(morceaux) + "."


def _comptes(c: ComptesReunion) -> str:
    ouvertes = ngettext("{n} ouverte", "{n} ouvertes", c.ouvertes).format(n=c.ouvertes)
    return f"{ouvertes}, {_('{n} en retard').format(n=c.en_retard)}" if c.en_retard else ouvertes


def _colonnes() -> list[Colonne]:
    return [
        Colonne(_("Référence"), fixe=70, tete=True),
        Colonne(_("Logement"), part=0.95, tete=True),
        Colonne(_("Défaut"), part=1.5, tete=True),
        Colonne(_("Depuis le"), fixe=68),
        Colonne(_("Attendu"), part=1.6, tete=True),
        Colonne(_("Dernier échange"), fixe=92),
        Colonne(_("Décision, date, qui"), part=1.5),
    ]


def _ligne(d: LigneDehors, reunion: Reunion, mots: Libelles) -> tuple[str, ...]:
    ligne = d.ligne
    marques = [ligne.reference, majuscule(dire(ligne.urgence))]
    if ligne.ouverte_le >= reunion.depuis:
        marques.append(_("★ nouvelle"))
    if ligne.rouvertures:
        n = ligne.rouvertures
        marques.append(ngettext("rouverte {n} fois", "rouverte {n} fois", n).format(n=n))
    return (
        "\n".join(marques),
        dits.ou(ligne) or "–",
        dits.defaut(ligne, mots),
        dits.depuis(ligne, reunion.jour),
        dits.attendu(d, reunion.jour),
        dits.dernier_echange(d),
        _PLACE,
    )
