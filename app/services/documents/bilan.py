"""The summary a household keeps when its follow-up ends: large print, plain and kind words.

Like every paper it is a projection of the sharing classes: what the household may not receive is
emptied before a word is drawn, and no narrative is printed. It is made in memory: the caller keeps
it in the base.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from app.core.errors import RegleMetier
from app.core.i18n import N_, _, date_longue, ngettext
from app.domain.accompagnement import EtatEngagement
from app.domain.catalogues import Catalogues
from app.domain.clotures import MotifCloture
from app.domain.partage import Destinataire
from app.domain.pratiques import EtatPratique
from app.domain.reclamations import FINIES
from app.services.documents.blocs import paragraphe, section
from app.services.documents.courbe import dessiner_courbe
from app.services.documents.entete import adresse_de, nom_en_grand, reserver_la_carte
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.partage import expurger, expurger_fil, lecteur
from app.services.documents.section_apres import apres_du_menage
from app.services.documents.section_attachements import photos_imprimees, section_attachements
from app.services.documents.styles import style_de
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from db.queries.attachements import vignettes
from db.queries.clotures import ClotureFiche
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import FicheMenage
from db.queries.fiche_reclamations import ReclamationFiche
from db.queries.fiche_suivi import AnnonceFiche, BesoinFiche, EngagementFiche, RendezVousFiche
from db.queries.fil import lire_fil
from db.queries.fil_modele import EntreeFil, GenreFil, VisiteFil
from db.uow import Transaction

_TOUT = 5_000
_FINS = MappingProxyType(
    {
        MotifCloture.PARCOURS_TERMINE: N_(
            "Les travaux sont derrière vous et vous êtes chez vous : notre accompagnement se "
            "termine, et c’est une bonne nouvelle."
        ),
        MotifCloture.DEPART: N_(
            "Vous partez vivre ailleurs : nous vous souhaitons d’y être bien. Notre "
            "accompagnement s’arrête ici."
        ),
        MotifCloture.SOUHAIT: N_(
            "Vous avez souhaité que notre accompagnement s’arrête : nous respectons votre choix."
        ),
        MotifCloture.DECES: N_(
            "Nous adressons ces pages à la famille, avec toute notre sympathie."
        ),
        MotifCloture.AUTRE: N_("Notre accompagnement se termine."),
    }
)


@dataclass(frozen=True, slots=True)
class Matiere:
    """What the summary is made of, as the household may read it.

    Of the team's own tasks it only learns how many are left.
    """

    fiche: FicheMenage
    fil: tuple[EntreeFil, ...]
    taches: int = 0
    vignettes: Mapping[UUID, bytes] = field(default_factory=dict)


def matiere(tx: Transaction, menage_id: UUID) -> Matiere:
    """Everything known of the household, as the open transaction now says it.

    Raises `RegleMetier("menage.introuvable")`.
    """
    fiche = lire_fiche(tx.session, menage_id, tx.clock.today())
    if fiche is None:
        raise RegleMetier("menage.introuvable")
    fil = lire_fil(tx.session, fiche, genres=(GenreFil.VISITE,), taille=_TOUT)
    qui = lecteur(fiche, Destinataire.MENAGE)
    taches = sum(1 for t in fiche.taches if t.faite_le is None)
    photos = photos_imprimees(fiche.attachements, Destinataire.MENAGE)
    images = vignettes(tx.session, photos) if photos else {}
    return Matiere(expurger(fiche, qui), expurger_fil(fil, qui), taches, images)


def composer_bilan(m: Matiere, catalogues: Catalogues, instant: datetime) -> bytes:
    """The summary as a PDF in memory."""
    mots = Libelles(catalogues)
    document = Document(style_de(Destinataire.MENAGE), _("Bilan de l’accompagnement"), instant)
    f = Feuillet(document, _cartouche(m.fiche))
    cloture = m.fiche.clotures[0] if m.fiche.clotures else None
    placer_la_carte = reserver_la_carte(f, m.fiche, Destinataire.MENAGE, mots)
    _tete(f, m, cloture)
    _parcours(f, m.fiche, mots)
    _pratiques(f, m.fiche, mots)
    _ressenti(f, m.fiche, mots)
    section_attachements(f, m.fiche.attachements, m.vignettes, Destinataire.MENAGE)
    _besoins(f, m.fiche.besoins, mots)
    _promesses(f, m.fiche)
    _signale(f, m.fiche, mots)
    apres_du_menage(f, m.fiche, mots, lambda marque, texte: point(f, marque, texte))
    _reste(f, m, mots)
    _suite(f)
    placer_la_carte()
    f.clore()
    sortie = io.BytesIO()
    document.enregistrer(sortie)
    return sortie.getvalue()


def _cartouche(fiche: FicheMenage) -> Cartouche:
    lieu = fiche.cite.nom if fiche.cite else _("Voyette")
    return Cartouche(
        gauche=lieu,
        droite=date_longue(fiche.jour),
        pied=_("Ce document est à vous."),
        rappel=_("{nom} (suite)").format(nom=fiche.menage.nom),
    )


def _tete(f: Feuillet, m: Matiere, cloture: ClotureFiche | None) -> None:
    nom_en_grand(f, m.fiche.menage.nom)
    paragraphe(f, _("Le bilan de votre accompagnement"), police=f.style.grasse, apres=0.1)
    adresse = adresse_de(m.fiche.foyer)
    if adresse:
        paragraphe(f, adresse, apres=0.3)
    paragraphe(f, _rencontres(m), apres=0.3)
    if cloture is None:
        return
    paragraphe(f, _(_FINS[cloture.motif]), apres=0.2)
    fin = _("Notre accompagnement a pris fin le {date}.").format(date=date_longue(cloture.le))
    paragraphe(f, fin, apres=0.3)
    if cloture.bilan:
        section(f, _("Ce que nous retenons ensemble"))
        paragraphe(f, cloture.bilan)


def _rencontres(m: Matiere) -> str:
    """ "12 rencontres, du 12 mars 2025 au 3 novembre 2026 : 8 à la permanence, 4 chez vous"."""
    visites = [e.contenu for e in m.fil if isinstance(e.contenu, VisiteFil)]
    if not visites:
        return _("Nous n’avons pas eu l’occasion de nous rencontrer.")
    n = len(visites)
    canaux = Counter(v.canal for v in visites)
    details = ", ".join(f"{dire(canal)} ({combien})" for canal, combien in canaux.most_common())
    tete = ngettext(
        "Nous avons échangé {n} fois avec vous, le {debut} : {details}.",
        "Nous avons échangé {n} fois avec vous, du {debut} au {fin} : {details}.",
        n,
    )
    return tete.format(
        n=n,
        debut=date_longue(min(v.jour for v in visites)),
        fin=date_longue(max(v.jour for v in visites)),
        details=details,
    )


def point(f: Feuillet, marque: str, texte: str) -> None:
    """One line of a list, its mark in the margin."""
    style = f.style
    f.place(style.pas)
    f.mot(f.gauche, f.y - style.corps, marque, style.normale)
    paragraphe(f, texte, retrait=style.corps * 1.5, apres=0.12)


def _parcours(f: Feuillet, fiche: FicheMenage, mots: Libelles) -> None:
    """The dates of the journey, oldest first: milestones done, homes lived in."""
    dates: list[tuple[date, str]] = [
        (e.faite_le, majuscule(mots.etape(e.code))) for e in fiche.etapes if e.faite_le is not None
    ]
    for o in fiche.occupations:
        if o.debut is not None and o.debut <= fiche.jour:
            lieu = o.logement.adresse or o.logement.code_ug
            texte = _("Vous emménagez : {lieu} ({nature})")
            dates.append((o.debut, texte.format(lieu=lieu, nature=dire(o.nature))))
    if not dates:
        return
    section(f, _("Votre parcours"))
    for jour, quoi in sorted(dates):
        point(f, "•", _("{date} : {quoi}").format(date=date_longue(jour), quoi=quoi))


def _pratiques(f: Feuillet, fiche: FicheMenage, mots: Libelles) -> None:
    """What was done together, and what they declined: the latest word for each practice."""
    derniers = {p.code: p for p in reversed(fiche.pratiques)}
    faites = [p for p in derniers.values() if p.etat is EtatPratique.FAITE]
    declinees = [p for p in derniers.values() if p.etat is EtatPratique.DECLINEE]
    if not faites and not declinees:
        return
    section(f, _("Ce que nous avons fait ensemble"))
    for p in sorted(faites, key=lambda p: (p.le, p.code)):
        quoi = majuscule(mots.pratique(p.code))
        point(f, "☑", _("{quoi}, le {date}").format(quoi=quoi, date=date_longue(p.le)))
    for p in sorted(declinees, key=lambda p: (p.le, p.code)):
        quoi = majuscule(mots.pratique(p.code))
        point(f, "–", _("{quoi} : vous n’avez pas souhaité").format(quoi=quoi))


def _ressenti(f: Feuillet, fiche: FicheMenage, mots: Libelles) -> None:
    """From what they felt first to what they felt last."""
    if not fiche.ressentis:
        return
    section(f, _("Ce que vous avez ressenti"))
    dernier, premier = fiche.ressentis[0].jour, fiche.ressentis[-1].jour
    for jour in dict.fromkeys((premier, dernier)):
        codes = dict.fromkeys(mots.ressenti(r.code) for r in fiche.ressentis if r.jour == jour)
        texte = _("{date} : {quoi}").format(date=date_longue(jour), quoi=", ".join(codes))
        point(f, "•", texte)
    dessiner_courbe(
        f, fiche.ressentis, fiche.faits, mots, jour=fiche.jour, sejours=fiche.occupations
    )


def _besoins(f: Feuillet, besoins: Iterable[BesoinFiche], mots: Libelles) -> None:
    lignes = []
    for b in besoins:
        quoi = majuscule(mots.besoin(b.code))
        if b.repondu_le is None:
            lignes.append(("▢", _("{quoi} : nous n’avons pas encore répondu").format(quoi=quoi)))
        elif b.reponse:
            lignes.append(("☑", _("{quoi} : {reponse}").format(quoi=quoi, reponse=b.reponse)))
        else:
            date_ = date_longue(b.repondu_le)
            lignes.append(("☑", _("{quoi} : répondu le {date}").format(quoi=quoi, date=date_)))
    if not lignes:
        return
    section(f, _("Ce dont vous aviez besoin, et nos réponses"))
    for marque, texte in lignes:
        point(f, marque, texte)


_SORTS = MappingProxyType(
    {
        EtatEngagement.TENU: ("☑", N_("{quoi} : tenu le {date}")),
        EtatEngagement.DEPLACE: ("▷", N_("{quoi} : déplacé le {date}")),
        EtatEngagement.ROMPU: ("✗", N_("{quoi} : non tenu ({date})")),
    }
)


def _promesses(f: Feuillet, fiche: FicheMenage) -> None:
    """Promises kept, moved, broken: as many as there were, the broken ones too."""
    reglees = [e for e in fiche.engagements if e.etat is not EtatEngagement.A_TENIR]
    if not reglees:
        return
    section(f, _("Ce que nous vous avions promis"))
    for e in sorted(reglees, key=lambda e: (e.pris_le, e.id)):
        marque, phrase = _SORTS[e.etat]
        quand = date_longue(e.regle_le) if e.regle_le else "–"
        texte = _(phrase).format(quoi=majuscule(e.texte), date=quand)
        point(f, marque, f"{texte}, {dire(e.raison)}" if e.raison else texte)


def _signale(f: Feuillet, fiche: FicheMenage, mots: Libelles) -> None:
    if not fiche.reclamations:
        return
    section(f, _("Ce que vous avez signalé"))
    for r in sorted(fiche.reclamations, key=lambda r: (r.ouverte_le, r.reference)):
        quoi = mots.reclamation(r.categorie)
        quoi = f"{quoi} : {r.description}" if r.description else quoi
        texte = _("{quoi} ({reference}, {etat})").format(
            quoi=majuscule(quoi.rstrip(".")), reference=r.reference, etat=dire(r.etat)
        )
        point(f, "☑" if r.etat in FINIES else "▢", texte)


def _reste(f: Feuillet, m: Matiere, mots: Libelles) -> None:
    """What was left open, knowingly: it is said, never dropped in silence."""
    section(f, _("Ce qui reste ouvert"))
    dites = (_ouverte(a.objet, mots) for a in m.fiche.attente)
    lignes = [texte for texte in dites if texte]
    if m.taches:
        texte = ngettext(
            "L’équipe garde {n} chose à faire de son côté",
            "L’équipe garde {n} choses à faire de son côté",
            m.taches,
        )
        lignes.append(texte.format(n=m.taches))
    if not lignes:
        paragraphe(f, _("Rien ne reste en attente entre nous."))
    for texte in lignes:
        point(f, "▢", texte)


def _ouverte(objet: object, mots: Libelles) -> str:
    match objet:
        case AnnonceFiche():
            return objet.objet.replace("\n", " ")
        case EngagementFiche():
            quoi = majuscule(objet.texte)
            if objet.pour_le is None:
                return _("Promis : {quoi}").format(quoi=quoi)
            return _("Promis : {quoi}, pour le {date}").format(
                quoi=quoi, date=date_longue(objet.pour_le)
            )
        case RendezVousFiche():
            return _("Rendez-vous le {date} : {objet}").format(
                date=date_longue(objet.jour), objet=objet.objet
            )
        case ReclamationFiche():
            return _("Votre signalement {reference}, {quoi} : il continue d’être suivi").format(
                reference=objet.reference, quoi=mots.reclamation(objet.categorie)
            )
    return ""


def _suite(f: Feuillet) -> None:
    section(f, _("Et maintenant"))
    paragraphe(
        f,
        _(
            "Notre porte reste ouverte : si quelque chose ne va pas, appelez-nous et nous "
            "reprendrons votre suivi. Vous pouvez demander à voir tout ce que nous avons noté "
            "sur votre foyer, le faire corriger, et retirer votre accord de partage."
        ),
    )
