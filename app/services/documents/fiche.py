"""One household's follow-up sheet, for the team or for the bailleur.

The first third of page one tells who, where they are, what is waiting, what was promised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

from app.core.i18n import _, date_courte, ngettext
from app.core.i18n import jour as jour_court
from app.domain.partage import Destinataire
from app.services.documents.blocs import Puce, boites, paragraphe
from app.services.documents.chronologie import section_chronologie
from app.services.documents.entete import (
    adresse_de,
    barre_phase,
    carte_au_pied,
    cartouche,
    nom_en_grand,
    telephones,
)
from app.services.documents.fiche_menage import composer_pour_le_menage
from app.services.documents.page import Document, Feuillet
from app.services.documents.parcours import (
    VIDE,
    ParcoursVu,
    bande_parcours,
    section_parcours,
    vu_par,
)
from app.services.documents.partage import Lecteur, expurger, expurger_fil
from app.services.documents.section_apres import section_apres
from app.services.documents.section_attachements import section_attachements
from app.services.documents.section_relogement import section_relogement
from app.services.documents.sections import (
    rien_de_note,
    section_besoins,
    section_foyer,
    section_logement,
    section_reclamations,
    section_taches,
)
from app.services.documents.sections_enquete import section_enquete
from app.services.documents.suivi import (
    section_changements,
    section_engagements,
    section_ressentis,
)
from app.services.documents.vocabulaire import Libelles, dire, majuscule, retard
from app.services.enquetes.resume import ResumeEnquete
from app.services.parcours import ParcoursLu
from app.services.paroles import en_bref
from app.services.raisons import MotsRaisons
from db.queries.fiche_modele import Attente, FicheMenage
from db.queries.fiche_reclamations import ReclamationFiche
from db.queries.fiche_suivi import AnnonceFiche, EngagementFiche, RendezVousFiche, TacheFiche
from db.queries.fil_modele import EntreeFil, Fil

_SANS: Mapping[UUID, bytes] = MappingProxyType({})
_RAISONS_MAX = 3  # reasons of attention told at the top, the heaviest
_EN_TETE_MAX = 5  # lines of each box on page one; the whole list comes below


@dataclass(frozen=True, slots=True)
class Contenu:
    """A sheet as its reader may receive it."""

    fiche: FicheMenage
    fil: tuple[EntreeFil, ...]
    pour: Destinataire
    mots: Libelles
    parcours: ParcoursVu = VIDE
    raisons: tuple[str, ...] = ()
    vignettes: Mapping[UUID, bytes] = field(default_factory=dict)
    enquete: ResumeEnquete | None = None


def contenu(
    fiche: FicheMenage,
    fil: Fil,
    qui: Lecteur,
    mots: Libelles,
    parcours: ParcoursLu | None = None,
    dire_raisons: MotsRaisons | None = None,
    vignettes: Mapping[UUID, bytes] = _SANS,
    enquete: ResumeEnquete | None = None,
) -> Contenu:
    """Keep of a household only what that reader may receive."""
    vue = expurger(fiche, qui)
    raisons: tuple[str, ...] = ()
    if dire_raisons is not None and vue.progres is not None:
        raisons = tuple(r.texte for r in dire_raisons.dire(vue.progres.raisons) if not r.dort)
    return Contenu(
        vue,
        expurger_fil(fil, qui),
        qui.pour,
        mots,
        vu_par(parcours, vue, qui),
        raisons,
        vignettes,
        enquete,
    )


def composer(document: Document, c: Contenu, *, signets: bool = False, recto: bool = False) -> int:
    """Add one household's sheet to the file; says how many pages it took."""
    f = Feuillet(document, cartouche(c.fiche, c.pour))
    if c.pour is Destinataire.MENAGE:
        composer_pour_le_menage(f, c.fiche, c.fil, c.mots, c.vignettes, c.enquete)
    else:
        _tete(f, c)
        _corps(f, c)
        carte_au_pied(f, c.fiche, c.pour, c.mots)
    return f.clore(c.fiche.menage.nom if signets else "", recto=recto)


def _tete(f: Feuillet, c: Contenu) -> None:
    """Who, where, at what moment, what waits, what was promised."""
    fiche, style = c.fiche, f.style
    nom_en_grand(f, fiche.menage.nom)
    if fiche.menage.fusionne_dans_id is not None:
        paragraphe(f, _("Cette fiche a été réunie avec celle d’un autre ménage."), apres=0.2)
    ou = adresse_de(fiche.foyer) or _("Adresse non renseignée")
    if fiche.foyer is not None:
        ou = f"{ou} · {fiche.foyer.code_ug}"
    paragraphe(f, ou, apres=0)
    if fiche.actuel is not None:
        texte = _("Vit en ce moment : {adresse}").format(adresse=adresse_de(fiche.actuel))
        paragraphe(f, texte, police=style.grasse, apres=0)
    joindre = _joindre(fiche)
    if joindre:
        paragraphe(f, joindre, apres=0)
    paragraphe(f, _vu(fiche), apres=0.35)
    barre_phase(f, fiche.phase)
    boites(f, _boites(c))
    bande_parcours(f, c.parcours)
    if c.raisons:
        dites = " ; ".join(r.rstrip(" .") for r in c.raisons[:_RAISONS_MAX])
        paragraphe(f, _("⚠ À surveiller : {raisons}.").format(raisons=dites))


def _joindre(fiche: FicheMenage) -> str:
    joints: list[str] = []
    for personne in fiche.personnes:
        numeros = telephones(personne)
        if personne.titulaire and numeros:
            joints.append(
                f"{personne.prenom or personne.nom} {numeros}" if joints else f"☎ {numeros}"
            )
    if fiche.menage.contact_prefere:
        joints.append(fiche.menage.contact_prefere)
    if fiche.menage.langue:
        joints.append(fiche.menage.langue)
    return " · ".join(joints[:4])


def _vu(fiche: FicheMenage) -> str:
    if fiche.derniere_visite is None:
        return _("Aucun contact noté jusqu’ici.")
    jours = (fiche.jour - fiche.derniere_visite).days
    quand = (
        _("aujourd’hui")
        if jours <= 0
        else ngettext("il y a {n} jour", "il y a {n} jours", jours).format(n=jours)
    )
    n = fiche.nb_visites
    return ngettext(
        "{n} contact, le dernier {quand} ({date}).",
        "{n} contacts, le dernier {quand} ({date}).",
        n,
    ).format(n=n, quand=quand, date=date_courte(fiche.derniere_visite))


def _boites(c: Contenu) -> list[tuple[str, Sequence[Puce], str]]:
    fiche = c.fiche
    promesses = [a for a in fiche.attente if isinstance(a.objet, EngagementFiche)]
    autres = [a for a in fiche.attente if not isinstance(a.objet, EngagementFiche)]
    attend = (
        _("Ce qui attend"),
        _limiter([_puce(a, c) for a in autres]),
        _("Rien n’attend aujourd’hui."),
    )
    if c.pour is Destinataire.EQUIPE:
        promis = [_puce(a, c) for a in promesses]
        return [attend, (_("Promis"), _limiter(promis), _("Aucune promesse en cours."))]
    prevu = [
        Puce("▢", f"{majuscule(c.mots.etape(e.code))} : {date_courte(e.prevue_le)}")
        for e in sorted(fiche.etapes, key=lambda e: (e.prevue_le is None, e.prevue_le))
        if e.prevue_le is not None and e.faite_le is None
    ]
    return [attend, (_("Prévu"), _limiter(prevu), _("Aucune étape datée à venir."))]


def _limiter(puces: list[Puce]) -> list[Puce]:
    """The first lines, and how many more are told further down."""
    if len(puces) <= _EN_TETE_MAX:
        return puces
    reste = len(puces) - _EN_TETE_MAX + 1
    suite = ngettext("et {n} autre, plus bas", "et {n} autres, plus bas", reste)
    return [*puces[: _EN_TETE_MAX - 1], Puce("…", suite.format(n=reste))]


def _puce(attente: Attente, c: Contenu) -> Puce:
    objet, jour = attente.objet, c.fiche.jour
    tard = retard(attente.pour_le, jour) if attente.en_retard else ""
    pour = jour_court(attente.pour_le) if attente.pour_le else ""
    match objet:
        case AnnonceFiche():
            dit = _("à lui annoncer : {quoi}").format(quoi=en_bref(objet.objet))
            return Puce("⚠", dit, fort=True)
        case TacheFiche():
            texte, qui = objet.titre, objet.affectee_a
        case EngagementFiche():
            texte, qui = objet.texte, objet.par
        case RendezVousFiche():
            heure = f" {objet.heure:%H:%M}" if objet.heure else ""
            return Puce(
                "◷",
                _("Rendez-vous {quand} : {objet}").format(
                    quand=f"{pour}{heure}", objet=objet.objet
                ),
            )
        case ReclamationFiche():
            return Puce(
                "◇",
                _("{quoi}, {categorie} : {etat}").format(
                    quoi=f"{majuscule(dire(objet.nature))} {objet.reference}",
                    categorie=c.mots.reclamation(objet.categorie),
                    etat=dire(objet.etat),
                ),
            )
    detail = ", ".join(x for x in (tard or pour, qui) if x)
    texte = f"{texte} ({detail})" if detail else texte
    return Puce("⚠" if tard else "▢", texte, fort=bool(tard))


def _corps(f: Feuillet, c: Contenu) -> None:
    section_foyer(f, c.fiche, c.pour)
    section_logement(f, c.fiche)
    section_relogement(f, c.fiche, c.pour)
    section_parcours(f, c.fiche, c.parcours)
    section_ressentis(f, c.fiche, c.mots)
    section_besoins(f, c.fiche, c.mots)
    section_enquete(f, c.enquete)
    section_attachements(f, c.fiche.attachements, c.vignettes, c.pour)
    section_engagements(f, c.fiche)
    section_changements(f, c.fiche)
    section_taches(f, c.fiche)
    section_reclamations(f, c.fiche, c.mots)
    section_apres(f, c.fiche, c.mots, c.pour)
    rien = rien_de_note(c.fiche, c.pour)
    if rien:
        paragraphe(f, rien)
    section_chronologie(f, c.fil, c.mots)
