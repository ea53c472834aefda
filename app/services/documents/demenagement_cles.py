"""The inventory of keys of a move: what was given, what came back, two signatures."""

from __future__ import annotations

from app.core.i18n import _, date_courte, date_longue
from app.domain.demenagements import SensCle
from app.services.documents.blocs import Colonne, Tableau, paragraphe, section
from app.services.documents.demenagement_blocs import signatures
from app.services.documents.demenagement_valeurs import Imprimable
from app.services.documents.entete import adresse_de, nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.vocabulaire import majuscule
from db.queries.fiche_modele import LogementFiche
from db.queries.papiers import ClePapier

_LIGNES = 5  # rows a home has at least: those known, then blank ones


def composer_cles(document: Document, i: Imprimable) -> int:
    """Add the inventory of both homes, on fresh paper; says how many pages it took."""
    fiche, d = i.fiche, i.demenagement
    f = Feuillet(
        document,
        Cartouche(
            gauche=fiche.cite.nom if fiche.cite else "",
            droite=_("Inventaire des clés"),
            pied=_("Fait en deux exemplaires, un pour chacun."),
            rappel=_("{nom} (suite)").format(nom=d.menage),
        ),
    )
    nom_en_grand(f, d.menage)
    paragraphe(f, _("Déménagement du {jour}").format(jour=date_longue(d.jour)), apres=0)
    if i.depuis is not None:
        _logement(f, _("Logement quitté"), i.depuis, i.cles)
    if i.vers is not None:
        _logement(f, _("Logement d’arrivée"), i.vers, i.cles)
    signatures(f, (_("Pour le bailleur"), _("Le ménage")))
    return f.clore(d.menage, recto=True)


def _logement(
    f: Feuillet, titre: str, logement: LogementFiche, toutes: tuple[ClePapier, ...]
) -> None:
    section(f, titre, suite=6)
    paragraphe(f, adresse_de(logement), apres=0.2)
    siennes = [c for c in toutes if c.logement_id == logement.id]
    colonnes = [
        Colonne(_("Quelles clés, à qui"), tete=True),
        Colonne(_("Nombre"), fixe=74),
        Colonne(_("Remises le"), fixe=100),
        Colonne(_("Rendues le"), fixe=104),
    ]
    lignes = [_ligne(c) for c in siennes]
    if not siennes:
        lignes = [
            (quoi, "\u00a0", "\u00a0", "\u00a0")
            for quoi in (_("Porte d’entrée"), _("Porte de derrière"), _("Boîte aux lettres"))
        ]
    vides = [("\u00a0",) * 4] * max(2, _LIGNES - len(lignes))
    Tableau(f, colonnes, aere=0.8).dessiner([*lignes, *vides])


def _ligne(c: ClePapier) -> tuple[str, ...]:
    remise = c.sens is SensCle.REMISE
    jour = date_courte(c.le)
    vide = "\u00a0"
    return (
        "\n".join(x for x in (majuscule(c.quoi), c.a_qui) if x),
        str(c.nombre),
        jour if remise else vide,
        vide if remise else jour,
    )
