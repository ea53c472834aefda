"""The journey on paper: a bar told by shapes, milestones with their days, practices with theirs.

What follows from the template (a day counted by a rule, a line nobody dated, how far one is) is the
team's own; what was noted travels as far as its columns do (`LigneVue` rows are projected).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar

from app.core.i18n import _, date_courte, ngettext
from app.domain.menages import Phase
from app.domain.parcours import EtatLigne, OrigineDate
from app.domain.parcours_modele import GenreElement
from app.domain.pratiques import EtatPratique
from app.services.documents.blocs import Colonne, Tableau, paires, paragraphe, section
from app.services.documents.page import Feuillet
from app.services.documents.partage import Lecteur
from app.services.documents.sections import phrase_souhait, tableau
from app.services.documents.vocabulaire import dire, le, majuscule
from app.services.parcours import LigneLue, ParcoursLu
from db.queries.fiche_modele import FicheMenage, OccupationFiche
from db.queries.lignes import Derives

_DU_MODELE = ("cite.parcours", "tranche.parcours", "menage.parcours")
MARQUES = MappingProxyType(
    {
        EtatLigne.FAIT: "☑",
        EtatLigne.EN_RETARD: "⚠",
        EtatLigne.BIENTOT: "▶",
        EtatLigne.A_VENIR: "▢",
        EtatLigne.SANS_DATE: "▢",
        EtatLigne.ECARTE: "–",
        EtatLigne.PASSEE: "·",
    }
)
_OUVERTS = (EtatLigne.EN_RETARD, EtatLigne.BIENTOT)


@dataclass(frozen=True, slots=True)
class EtapeVue:
    """A milestone on paper: `prevue_le` was noted or follows from a fact, `due` from a rule."""

    table: ClassVar[str] = "etape"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "libelle": ("etape.code",),
            "phase": ("etape.code",),
            "etat": _DU_MODELE,
            "due": _DU_MODELE,
            "origine": _DU_MODELE,
        }
    )

    code: str
    libelle: str
    phase: Phase
    prevue_le: date | None
    faite_le: date | None
    motif: str | None
    etat: EtatLigne | None
    due: date | None
    origine: str


@dataclass(frozen=True, slots=True)
class PratiqueVue:
    """A good practice on paper: where it stands (`etat`), and whether its day has gone."""

    table: ClassVar[str] = "pratique"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "libelle": ("pratique.code",),
            "phase": ("pratique.code",),
            "par": ("intervenant.prenom", "intervenant.nom"),
            "situation": _DU_MODELE,
            "due": _DU_MODELE,
        }
    )

    code: str
    libelle: str
    phase: Phase
    etat: EtatPratique | None
    le: date | None
    precision: str | None
    par: str | None
    situation: EtatLigne | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Avancement:
    """How far the journey is, for those who may know the template it is counted on."""

    table: ClassVar[str] = "cite"
    derives: ClassVar[Derives] = MappingProxyType(
        dict.fromkeys(("libelle", "choisi", "fait", "total", "en_retard", "suite"), _DU_MODELE)
    )

    libelle: str
    choisi: str
    fait: int
    total: int
    en_retard: int
    suite: str


@dataclass(frozen=True, slots=True)
class ParcoursVu:
    """The journey as its reader may receive it."""

    avancement: Avancement | None
    etapes: tuple[EtapeVue, ...]
    pratiques: tuple[PratiqueVue, ...]


VIDE = ParcoursVu(None, (), ())


def vu_par(lu: ParcoursLu | None, fiche: FicheMenage, qui: Lecteur) -> ParcoursVu:
    """Keep of a journey what that reader may receive; a line left without a day disappears.

    `fiche` is the household as that reader may receive it.
    """
    if lu is None:
        return VIDE
    suite = ""
    if lu.prochaine is not None:
        jour = date_courte(lu.prochaine.due) if lu.prochaine.due else ""
        suite = ", ".join(x for x in (lu.prochaine.libelle, jour) if x)
    avancement = Avancement(lu.libelle, lu.choisi, lu.fait, lu.total, lu.en_retard, suite)
    etapes = qui.voit_tous(tuple(_etape(li) for li in lu.etapes()))
    dites = {p.code: p.le for p in reversed(fiche.pratiques)}
    autres = tuple(
        _pratique(li, dites.get(li.code)) for li in lu.lignes if li.genre is GenreElement.PRATIQUE
    )
    pratiques = qui.voit_tous(autres)
    return ParcoursVu(
        qui.voit(avancement),
        tuple(e for e in etapes if e.prevue_le or e.faite_le or e.etat is not None),
        tuple(p for p in pratiques if p.etat is not None or p.situation is not None),
    )


def _etape(li: LigneLue) -> EtapeVue:
    regle = li.nature_date is OrigineDate.REGLE
    return EtapeVue(
        li.code,
        li.libelle,
        li.phase,
        None if regle else li.due,
        li.fait_le,
        li.motif or None,
        li.etat,
        li.due if regle else None,
        li.origine if regle else "",
    )


def _pratique(li: LigneLue, dite_le: date | None) -> PratiqueVue:
    return PratiqueVue(
        li.code,
        li.libelle,
        li.phase,
        li.pratique,
        dite_le,
        li.precision or None,
        li.par or None,
        li.etat,
        li.due,
    )


def bande_parcours(f: Feuillet, vu: ParcoursVu) -> None:
    """Each moment with a small square a line: full, empty, or barred when late; then in words."""
    a = vu.avancement
    if a is None:
        return
    style = f.style
    lignes = [(e.phase, e.etat) for e in vu.etapes] + [(p.phase, p.situation) for p in vu.pratiques]
    mots = {
        Phase.AVANT: _("Avant"),
        Phase.PENDANT: _("Pendant"),
        Phase.APRES: _("Après"),
    }
    large = f.largeur / len(Phase)
    retrait = max(style.grasse.largeur(m, style.corps) for m in mots.values()) + style.corps * 0.5
    cote, ecart = style.corps * 0.62, style.corps * 0.22
    f.place(style.pas * 3)
    f.y -= style.pas
    base = f.y + style.pas - style.corps
    for rang, moment in enumerate(Phase):
        etats = [etat for p, etat in lignes if p is moment and etat is not EtatLigne.ECARTE]
        serre = min(1.0, (large - retrait - 6) / (len(etats) * (cote + ecart) or 1))
        x = f.gauche + rang * large
        f.mot(x, base, mots[moment], style.grasse)
        x += retrait
        for etat in etats:
            _carre(f, x, base, cote * serre, etat)
            x += (cote + ecart) * serre
    paragraphe(f, _avancement(a), apres=0.35)


def _carre(f: Feuillet, x: float, y: float, cote: float, etat: EtatLigne | None) -> None:
    """Full when done, crossed by a bar when late, empty otherwise."""
    if etat is EtatLigne.FAIT:
        f.plein(x, y, cote, cote)
        f.pages[-1].append("0 g")
        return
    f.cadre(x, y, cote, cote, epaisseur=0.7)
    if etat is EtatLigne.EN_RETARD:
        f.plein(x + cote * 0.38, y, cote * 0.26, cote)
        f.pages[-1].append("0 g")


def _avancement(a: Avancement) -> str:
    """ "9 faits sur 21 · 2 en retard · ensuite : avis de travaux, 03/12/2026"."""
    fait = ngettext("{n} fait sur {total}", "{n} faits sur {total}", a.fait)
    morceaux = [fait.format(n=a.fait, total=a.total)]
    if a.en_retard:
        morceaux.append(_("{n} en retard").format(n=a.en_retard))
    if a.suite:
        morceaux.append(_("ensuite : {quoi}").format(quoi=a.suite))
    return " · ".join(morceaux)


def section_parcours(f: Feuillet, fiche: FicheMenage, vu: ParcoursVu) -> None:
    """The template, the wish, milestones, practices, the homes one after the other."""
    section(f, _("Le parcours"), suite=6)
    tranche, a = fiche.tranche, vu.avancement
    souhait = fiche.souhaits[0] if fiche.souhaits else None
    travaux = ""
    if tranche and (tranche.debut_travaux or tranche.fin_travaux):
        travaux = _("du {debut} au {fin}").format(
            debut=le(tranche.debut_travaux), fin=le(tranche.fin_travaux)
        )
    paires(
        f,
        [
            (_("Parcours suivi"), f"{a.libelle}, {a.choisi}" if a else ""),
            (_("Travaux de la tranche"), travaux),
            (_("Souhait"), phrase_souhait(souhait) if souhait else _("pas encore exprimé")),
        ],
        colonnes=1,
    )
    motif = fiche.menage.parcours_motif
    if motif:
        paragraphe(f, _("Parcours propre à ce ménage : {motif}").format(motif=motif))
    if fiche.menage.phase_motif:
        texte = _("Phase fixée par l’équipe : {motif}")
        paragraphe(f, texte.format(motif=fiche.menage.phase_motif))
    _etapes(f, vu.etapes)
    _pratiques(f, vu.pratiques)
    if len(fiche.occupations) > 1:
        f.y -= f.style.pas * 0.3
        c = (Colonne(_("A habité"), 2.4), Colonne(_("Du"), 1), Colonne(_("Au"), 1))
        tableau(f, c, [_occupation(o) for o in fiche.occupations])


def _etapes(f: Feuillet, etapes: Sequence[EtapeVue]) -> None:
    datees = [e for e in etapes if e.prevue_le or e.due or e.faite_le or e.motif]
    if not datees:
        paragraphe(f, _("Aucune étape datée : le calendrier reste à noter."))
        return
    colonnes = (
        Colonne("", fixe=f.style.corps * 2),
        Colonne(_("Étape"), 2.2),
        Colonne(_("Prévue le"), 1.3),
        Colonne(_("Faite le"), fixe=f.style.corps * 6.6),
    )
    Tableau(f, colonnes).dessiner([_ligne_etape(e) for e in datees])
    sans = [e.libelle for e in etapes if e not in datees]
    if sans:
        paragraphe(f, _("Sans date encore : {etapes}.").format(etapes=", ".join(sans)), apres=0.2)


def _ligne_etape(e: EtapeVue) -> tuple[str, str, str, str]:
    marque = MARQUES[e.etat] if e.etat is not None else "☑" if e.faite_le else "▢"
    nom = f"{majuscule(e.libelle)} : {e.motif}" if e.motif else majuscule(e.libelle)
    if e.etat is EtatLigne.ECARTE:
        nom = _("{etape} (écartée)").format(etape=nom)
    return marque, nom, _prevue(e), le(e.faite_le)


def _prevue(e: EtapeVue) -> str:
    """The day somebody noted; about when, by the template; or what it waits for."""
    if e.prevue_le is not None or e.faite_le is not None or e.etat is EtatLigne.ECARTE:
        return le(e.prevue_le)
    return _("vers le {date}").format(date=date_courte(e.due)) if e.due else e.origine or "–"


def _pratiques(f: Feuillet, pratiques: Sequence[PratiqueVue]) -> None:
    """What was offered and what became of it; what remains is named in one sentence a moment."""
    dites = [p for p in pratiques if p.etat is not None]
    if dites:
        f.y -= f.style.pas * 0.3
        colonnes = (
            Colonne(_("Bonne pratique"), 2.6),
            Colonne(_("Où elle en est"), 1.1),
            Colonne(_("Le"), fixe=f.style.corps * 6.6),
            Colonne(_("Par"), 1.2),
        )
        lignes = [
            (
                f"{majuscule(p.libelle)} : {p.precision}" if p.precision else majuscule(p.libelle),
                dire(p.etat),
                le(p.le),
                p.par or "",
            )
            for p in dites
        ]
        tableau(f, colonnes, lignes)
    for moment in Phase:
        tard = [
            p.libelle
            for p in pratiques
            if p.phase is moment and p.etat is None and p.situation in _OUVERTS
        ]
        if tard:
            texte = _("À proposer maintenant ({moment}) : {pratiques}.")
            dites_ = ", ".join(tard)
            paragraphe(f, texte.format(moment=dire(moment), pratiques=dites_), apres=0.15)


def _occupation(o: OccupationFiche) -> tuple[str, str, str]:
    fin = le(o.fin)
    if o.fin is None and o.fin_prevue is not None:
        fin = _("prévu {date}").format(date=date_courte(o.fin_prevue))
    lieu = o.logement.adresse or o.logement.code_ug
    return f"{lieu} ({dire(o.nature)})", le(o.debut), fin
