"""The fields of an estate, of a batch and of a dwelling, in the order one fills them."""

from __future__ import annotations

from app.core.i18n import _
from app.domain.logements import ClasseDpe, EtatLogement
from ui.pages.cite import mots
from ui.widgets import Champ, Genre, Section
from ui.widgets.formulaire import Element

_DPE: tuple[tuple[object, str], ...] = ((None, "–"), *((c.value, c.value) for c in ClasseDpe))


def cite() -> list[Element]:
    """Facts of an estate, then the contact card of its permanence."""
    return [
        Champ("nom", _("Cité")),
        Champ("communes", _("Communes"), aide=_("Séparées par une barre s’il y en a plusieurs.")),
        (Champ("epci", _("EPCI")), Champ("numero_mbm", _("Numéro Mission Bassin Minier"))),
        Champ("bailleur_id", _("Bailleur"), Genre.CHOIX, ((None, "–"),)),
        (
            Champ("proprietaires", _("Propriétaires"), part=2),
            Champ("logements_estimes", _("Logements estimés")),
        ),
        (Champ("unesco", _("Unesco")), Champ("operation", _("Opération"))),
        Champ("fictive", _("Cité fictive"), Genre.CASE),
        Section(_("La permanence, telle qu’elle est imprimée au pied des fiches")),
        Champ("lieu_permanence", _("Lieu de la permanence")),
        (
            Champ("telephone", _("Ligne de la permanence")),
            Champ("courriel", _("Courriel de la permanence"), part=2),
        ),
    ]


def tranche() -> list[Element]:
    """A works batch and its days."""
    return [
        Champ("nom", _("Tranche")),
        Champ("debut_travaux", _("Début des travaux"), Genre.DATE),
        Champ("fin_travaux", _("Fin des travaux"), Genre.DATE),
        Champ(
            "reception",
            _("Réception"),
            Genre.DATE,
            aide=_("Les garanties courent à partir de ce jour."),
        ),
        Champ(
            "marge_jours",
            _("Marge (jours)"),
            aide=_("De combien les travaux peuvent commencer plus tard."),
        ),
    ]


def logement() -> list[Element]:
    """Everything one may put right about a dwelling."""
    etats = tuple((e.value, mots.etat(e)) for e in EtatLogement)
    return [
        (
            Champ("code_ug", _("Code UG"), part=2),
            Champ("etat", _("État du logement"), Genre.CHOIX, etats, part=2),
            Champ("tranche_id", _("Tranche"), Genre.CHOIX, ((None, "–"),), part=2),
        ),
        (
            Champ("numero", _("Numéro")),
            Champ("repetition", _("Bis, ter…")),
            Champ("voie", _("Voie"), part=4),
        ),
        Champ("complement", _("Complément d’adresse")),
        (
            Champ("code_postal", _("Code postal")),
            Champ("commune", _("Commune"), part=2),
            Champ("code_insee", _("Code commune")),
        ),
        Section(_("Le logement")),
        (
            Champ("typologie", _("Typologie")),
            Champ("nb_pieces", _("Nombre de pièces")),
            Champ("surface", _("Surface habitable (m²)")),
        ),
        (
            Champ("annee", _("Année de construction")),
            Champ("type_construction", _("Individuel ou collectif")),
        ),
        (
            Champ("plain_pied", _("De plain-pied"), Genre.OUI_NON),
            Champ("jardin", _("Jardin"), Genre.OUI_NON),
            Champ("garage", _("Garage"), Genre.OUI_NON),
            Champ("dependances", _("Dépendances"), part=2),
        ),
        *_pour_loger(),
        *_energie(),
        Section(_("Convention")),
        (
            Champ("loyer_conventionne", _("Loyer conventionné (€)")),
            Champ("conventionne", _("Conventionné"), Genre.OUI_NON),
            Champ("qpv", _("En quartier prioritaire"), Genre.OUI_NON),
        ),
    ]


def _pour_loger() -> list[Element]:
    """What counts for who moves in."""
    return [
        Section(_("Pour y loger un ménage")),
        (
            Champ("chambres", _("Nombre de chambres")),
            Champ("animaux", _("Animaux admis"), Genre.OUI_NON),
            Champ("disponible_du", _("Disponible à partir du"), Genre.DATE, part=2),
            Champ("disponible_au", _("Disponible jusqu’au"), Genre.DATE, part=2),
        ),
        Champ(
            "nettoyage_jours",
            _("Remise en état entre deux ménages (jours)"),
            aide=_("Vide : ce que dit la charte de la cité, onglet « Relogement »."),
        ),
        (
            Champ("x", _("X Lambert 93 (m)")),
            Champ("y", _("Y Lambert 93 (m)")),
        ),
    ]


def _energie() -> list[Element]:
    """Labels before and after works."""
    return [
        Section(_("Énergie")),
        (
            Champ("dpe_avant", _("DPE avant travaux"), Genre.CHOIX, _DPE),
            Champ("ges_avant", _("GES avant travaux"), Genre.CHOIX, _DPE),
            Champ("dpe_avant_date", _("Date du DPE avant travaux"), Genre.DATE, passe=True, part=2),
        ),
        (
            Champ("dpe_apres", _("DPE après travaux"), Genre.CHOIX, _DPE),
            Champ("ges_apres", _("GES après travaux"), Genre.CHOIX, _DPE),
            Champ("dpe_apres_date", _("Date du DPE après travaux"), Genre.DATE, passe=True, part=2),
        ),
    ]
