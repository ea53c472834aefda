"""The columns of the list of households: how each is said, and which facts it is made of.

The screen, the paper and the files all show these. What a recipient may receive follows from the
sharing classes of the facts a column is made of, never from a list kept by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.core.i18n import N_, _, date_courte, ngettext
from app.core.i18n import jour as jour_dit
from app.domain.menages import Phase, Suivi
from app.domain.partage import Destinataire
from app.domain.regles_attention import niveau
from app.domain.telephone import afficher
from app.services.menages import MenageLigne
from app.services.raisons import dire_niveau
from db.models import Base
from db.models.base import colonnes_partageables

_FORMES = {Phase.AVANT: ("◔", N_("avant")), Phase.PENDANT: ("◑", N_("pendant"))}
_APRES = ("●", N_("après"))
_ADRESSE = (
    "occupation.logement_id",
    "logement.numero",
    "logement.repetition",
    "logement.voie",
)
# What a score is made of: facts of the team only, so that it never leaves for the bailleur.
_ATTENTION = (
    "visite.jour",
    "ressenti.intensite",
    "engagement.etat",
    "etape.faite_le",
    "reclamation.etat",
    "besoin.code",
    "attention_pause.raisons",
)
_ETAPES = ("etape.code", "etape.prevue_le", "etape.faite_le", "parcours_ajustement.jours")
_PRATIQUES = ("pratique.code", "pratique.etat", "pratique.le")
_CASES = 6
Valeur = str | int | date | None


@dataclass(frozen=True, slots=True)
class ColonneListe:
    """One column: its key (also its sort), its title, its words, its value for a spreadsheet.

    `sources` names the facts ("table.column") it is made of.
    """

    cle: str
    titre: str
    texte: Callable[[MenageLigne, date], str]
    sources: tuple[str, ...]
    valeur: Callable[[MenageLigne, date], Valeur] | None = None
    tri: bool = True

    def en_valeur(self, ligne: MenageLigne, jour: date) -> Valeur:
        """The typed value of a cell."""
        return (self.valeur or self.texte)(ligne, jour)


def phase(valeur: Phase) -> str:
    """ "◑ pendant"."""
    forme, mot = _FORMES.get(valeur, _APRES)
    return f"{forme} {_(mot)}"


def depuis(vue: date | None, jour: date) -> str:
    """ "aujourd’hui", "il y a 12 jours", or the day itself after four months; "jamais"."""
    if vue is None:
        return _("jamais")
    jours = (jour - vue).days
    if jours < 0 or jours > 120:
        return date_courte(vue)
    if jours < 2:
        return _("hier") if jours else _("aujourd’hui")
    return ngettext("il y a {n} jour", "il y a {n} jours", jours).format(n=jours)


def telephones(ligne: MenageLigne) -> str:
    """Phone numbers in pairs of figures."""
    return ", ".join(afficher(t) for t in ligne.telephones.split())


def attention(ligne: MenageLigne) -> str:
    """ "▮▮▯ moyen · 4", "" when nothing asks for attention."""
    fort = niveau(ligne.score)
    return f"{dire_niveau(fort)} · {ligne.score}" if fort else ""


def avancement(ligne: MenageLigne) -> str:
    """ "▰▰▰▱▱▱ 7/12", "" without a journey; a line done always shows, the last one too."""
    if not ligne.total:
        return ""
    pleines = ligne.fait * _CASES // ligne.total
    pleines = max(pleines, 1) if ligne.fait else 0
    return f"{'▰' * pleines}{'▱' * (_CASES - pleines)} {ligne.fait}/{ligne.total}"


def prochaine(ligne: MenageLigne, jour: date) -> str:
    """ "mer. 2 déc. : déménagement aller", "⚠" first when its day has gone."""
    if ligne.prochaine_le is None:
        return ligne.prochaine_etape
    loin = abs((ligne.prochaine_le - jour).days) > 300
    dit = date_courte(ligne.prochaine_le) if loin else jour_dit(ligne.prochaine_le)
    return f"{'⚠ ' if ligne.prochaine_le < jour else ''}{dit} : {ligne.prochaine_etape}"


def a_annoncer(ligne: MenageLigne) -> str:
    """ "2 annonces", "" when everything was told."""
    n = ligne.a_annoncer
    return ngettext("{n} annonce", "{n} annonces", n).format(n=n) if n else ""


def _adresse(ligne: MenageLigne) -> str:
    if ligne.adresse_actuelle:
        return f"{ligne.adresse} → {ligne.adresse_actuelle}"
    return ligne.adresse


COLONNES: tuple[ColonneListe, ...] = (
    ColonneListe("nom", N_("Ménage"), lambda m, _j: m.nom, ("menage.nom",)),
    ColonneListe("adresse", N_("Adresse"), lambda m, _j: _adresse(m), _ADRESSE),
    ColonneListe(
        "phase",
        N_("Phase"),
        lambda m, _j: phase(m.phase),
        ("menage.phase_forcee", "occupation.debut", "etape.faite_le"),
    ),
    ColonneListe(
        "attention",
        N_("Attention"),
        lambda m, _j: attention(m),
        _ATTENTION,
        lambda m, _j: m.score or None,
    ),
    ColonneListe(
        "derniere_visite",
        N_("Dernier contact"),
        lambda m, j: depuis(m.derniere_visite, j),
        ("visite.jour",),
        lambda m, _j: m.derniere_visite,
    ),
    ColonneListe(
        "echeance",
        N_("Échéance"),
        lambda m, _j: date_courte(m.echeance) if m.echeance else "",
        ("tache.pour_le", "engagement.pour_le"),
        lambda m, _j: m.echeance,
    ),
    ColonneListe(
        "telephones",
        N_("Téléphones"),
        lambda m, _j: telephones(m),
        ("personne.tel_fixe", "personne.tel_mobile"),
        tri=False,
    ),
    ColonneListe(
        "referents",
        N_("Référents"),
        lambda m, _j: m.referents,
        ("referent.intervenant_id", "intervenant.nom", "intervenant.prenom"),
    ),
    ColonneListe("tranche", N_("Tranche"), lambda m, _j: m.tranche or "", ("tranche.nom",)),
    ColonneListe("code_ug", N_("Code UG"), lambda m, _j: m.code_ug or "", ("logement.code_ug",)),
    ColonneListe("typologie", N_("Type"), lambda m, _j: m.typologie or "", ("logement.typologie",)),
    ColonneListe(
        "nb_personnes",
        N_("Personnes"),
        lambda m, _j: str(m.nb_personnes),
        ("menage.nb_occupants", "personne.id"),
        lambda m, _j: m.nb_personnes,
    ),
    ColonneListe(
        "nb_visites",
        N_("Contacts"),
        lambda m, _j: str(m.nb_visites),
        ("visite.id", "visite.menage_id"),
        lambda m, _j: m.nb_visites,
    ),
    ColonneListe(
        "titulaires",
        N_("Titulaires"),
        lambda m, _j: m.titulaires,
        ("personne.nom", "personne.prenom"),
        tri=False,
    ),
    ColonneListe("cite", N_("Cité"), lambda m, _j: m.cite or "", ("cite.nom",)),
    ColonneListe(
        "pourquoi",
        N_("Pourquoi y regarder"),
        lambda m, _j: " ".join(m.pourquoi),
        _ATTENTION,
        tri=False,
    ),
    ColonneListe(
        "parcours",
        N_("Parcours"),
        lambda m, _j: avancement(m),
        (*_ETAPES, *_PRATIQUES),
        lambda m, _j: f"{m.fait}/{m.total}" if m.total else None,
    ),
    ColonneListe(
        "prochaine_etape",
        N_("Prochaine étape"),
        prochaine,
        (*_ETAPES, *_PRATIQUES),
    ),
    ColonneListe(
        "a_annoncer",
        N_("À prévenir"),
        lambda m, _j: a_annoncer(m),
        ("annonce.objet", "annonce.dite_le"),
        lambda m, _j: m.a_annoncer or None,
    ),
    ColonneListe(
        "temoin",
        N_("Témoin"),
        lambda m, _j: _("témoin") if m.temoin else "",
        ("temoin.accord_le", "temoin.retire_le"),
    ),
    ColonneListe(
        "suivi",
        N_("Suivi"),
        lambda m, _j: _("clos") if m.suivi is Suivi.CLOS else _("ouvert"),
        ("menage.suivi",),
    ),
)
DE_BASE = (
    "nom",
    "adresse",
    "phase",
    "attention",
    "prochaine_etape",
    "derniere_visite",
    "telephones",
)


def choisies(cles: Iterable[str]) -> tuple[ColonneListe, ...]:
    """The columns of these keys, in that order; unknown keys are dropped, none gives the usual."""
    par_cle = {c.cle: c for c in COLONNES}
    connues = tuple(par_cle[c] for c in dict.fromkeys(cles) if c in par_cle)
    return connues or tuple(par_cle[c] for c in DE_BASE)


def permise(colonne: ColonneListe, destinataire: Destinataire) -> bool:
    """Whether every fact the column is made of may reach that recipient."""
    for source in colonne.sources:
        table, _point, nom = source.partition(".")
        if nom not in colonnes_partageables(Base.metadata.tables[table], destinataire):
            return False
    return True
