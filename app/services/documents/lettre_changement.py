"""The letter that tells a household its dates change: large print, plain words, the reason.

Kind and clear, never legal; it holds only what the household itself may receive, projected by the
sharing classes, and is logged as what leaves (promises 24 and 25).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_longue, ngettext
from app.core.suivi import Suivi, SuiviMuet
from app.domain.engagements import RaisonReport
from app.domain.partage import Destinataire
from app.services.documents.blocs import paragraphe, section
from app.services.documents.commandes import Ecarte, Impression, ImprimerLettres, RaisonEcart
from app.services.documents.ecriture import Atelier, atelier, enregistrer, nom_sur
from app.services.documents.entete import reserver_la_carte
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.partage import expurger, lecteur
from app.services.documents.styles import style_de
from app.services.documents.vocabulaire import majuscule
from app.services.paroles import raison
from db.models import Envoi
from db.queries import annonces as lecture
from db.queries.annonces import AnnonceLigne
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import FicheMenage, LogementFiche
from db.uow import UnitOfWork

_POUR = Destinataire.MENAGE
_JOUR = re.compile(r"(\d{1,2}(?:er)?) (\w+) (\d{4})")  # "12 mai 2027" is never cut
_RECUL = 0.46  # where the address begins, as a share of the width: the window of an envelope


@dataclass(frozen=True, slots=True)
class Lettre:
    """What one household is told, as it may receive it."""

    fiche: FicheMenage
    annonces: tuple[AnnonceLigne, ...]


def imprimer_lettres(
    cmd: ImprimerLettres, uow: UnitOfWork, suivi: Suivi | None = None
) -> Impression:
    """One letter per household still to be told, in one PDF; says how many pages.

    Raises `EntreeInvalide` ("documents.rien_a_annoncer", "documents.nom_sans_pdf"),
    `PanneEnvironnement` for the disk, `Annule` when asked to stop; then no file is left behind.
    """
    if cmd.sortie.suffix.lower() != ".pdf":
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(cmd.sortie))
    suivi = suivi or SuiviMuet()
    document = Document(style_de(_POUR), _("Lettres aux ménages"), uow.clock.now())
    faites: list[UUID] = []
    ecartes: list[Ecarte] = []
    with atelier(cmd.sortie.parent) as lieu:
        with uow.lecture() as session:
            jour = uow.clock.today()
            par_menage: dict[UUID, list[AnnonceLigne]] = defaultdict(list)
            for annonce in lecture.lister(
                session,
                jour,
                cite_id=cmd.cite_id,
                changement_id=cmd.changement_id,
                ids=cmd.annonce_ids,
            ):
                par_menage[annonce.menage_id].append(annonce)
            if not par_menage:
                raise EntreeInvalide("documents.rien_a_annoncer")
            for menage_id, annonces in par_menage.items():
                suivi.avance(len(faites), len(par_menage), _("Lettres composées"))
                fiche = lire_fiche(session, menage_id, jour)
                if fiche is None:
                    ecartes.append(Ecarte(menage_id, "", RaisonEcart.ABSENT))
                    continue
                composer_lettre(document, pour_le_menage(fiche, annonces))
                faites.append(menage_id)
            suivi.avance(len(faites), len(par_menage), _("Lettres composées"))
        enregistrer(document, lieu.reserver(cmd.sortie.name), cmd.sortie)
        return _publier(lieu, document, faites, tuple(ecartes), uow)


def nom_propose(cite: str, jour: str) -> str:
    """ "lettres_Cite-Noumea_2026-11-24.pdf"."""
    return f"{nom_sur('lettres', cite)}_{jour}.pdf"


def pour_le_menage(fiche: FicheMenage, annonces: list[AnnonceLigne]) -> Lettre:
    """The letter with nothing the household may not receive."""
    qui = lecteur(fiche, _POUR)
    return Lettre(expurger(fiche, qui), qui.voit_tous(tuple(annonces)))


def composer_lettre(document: Document, lettre: Lettre) -> int:
    """Add one letter, on a fresh sheet of paper; says how many pages it took."""
    fiche = lettre.fiche
    f = Feuillet(
        document,
        Cartouche(
            gauche=fiche.cite.nom if fiche.cite else _("Votre cité"),
            droite=_("Une nouvelle date pour vous"),
            pied=_("Cette lettre est à vous."),
            rappel=_("{nom} (suite)").format(nom=fiche.menage.nom),
        ),
    )
    placer_la_carte = reserver_la_carte(f, fiche, _POUR)
    adresse(f, fiche)
    paragraphe(f, _("Madame, Monsieur,"), apres=0.3)
    paragraphe(f, _debut(lettre), apres=0.2)
    section(f, _("Ce qui change pour vous"))
    for annonce in lettre.annonces:
        for ligne in annonce.objet.splitlines():
            _point(f, _JOUR.sub("\\1\u00a0\\2\u00a0\\3", ligne))
    _pourquoi(f, lettre)
    # The end stays together: nobody gets a page with a signature alone.
    section(f, _("Et maintenant ?"), suite=6.2)
    paragraphe(
        f,
        _(
            "Vous n’avez rien à faire si ces dates vous conviennent. Si elles vous gênent, "
            "appelez-nous ou passez à la permanence : nous chercherons une solution avec vous. "
            "Nous savons qu’un changement n’est jamais facile."
        ),
        apres=0.25,
    )
    paragraphe(f, _("Bien à vous,"), apres=0)
    paragraphe(f, signature(fiche), police=f.style.grasse, apres=0)
    placer_la_carte()
    return f.clore(fiche.menage.nom, recto=True)


def adresse(f: Feuillet, fiche: FicheMenage) -> None:
    """Whom the letter goes to, where they live now, on the right; then place and day."""
    chez = fiche.actuel or fiche.foyer
    retrait = f.largeur * _RECUL
    f.y -= f.style.pas * 0.3
    paragraphe(f, fiche.menage.nom, police=f.style.grasse, retrait=retrait, apres=0)
    for ligne in _lignes(chez):
        paragraphe(f, ligne, retrait=retrait, apres=0)
    f.y -= f.style.pas * 0.5
    ville = chez.commune if chez and chez.commune else ""
    quand = date_longue(fiche.jour)
    le = _("{ville}, le {jour}").format(ville=ville, jour=quand) if ville else ""
    paragraphe(f, le or _("Le {jour}").format(jour=quand), retrait=retrait, apres=0.4)


def _lignes(chez: LogementFiche | None) -> list[str]:
    if chez is None:
        return []
    ville = " ".join(p for p in (chez.code_postal, chez.commune) if p)
    return [ligne for ligne in (chez.adresse, chez.complement or "", ville) if ligne]


def _debut(lettre: Lettre) -> str:
    if any(a.changement_id or a.tranche for a in lettre.annonces):
        return _(
            "Nous vous avions donné des dates pour les travaux de votre logement. Le calendrier "
            "du chantier change : nous tenons à vous le dire."
        )
    n = sum(len(a.objet.splitlines()) for a in lettre.annonces)
    return ngettext(
        "Nous vous avions fait une promesse. Elle change : nous tenons à vous le dire.",
        "Nous vous avions fait des promesses. Elles changent : nous tenons à vous le dire.",
        n,
    )


def _point(f: Feuillet, texte: str) -> None:
    """One thing that changes, with its mark in the margin, in bold."""
    style = f.style
    f.place(style.pas * 2)
    f.mot(f.gauche, f.y - style.corps, "▶", style.normale)
    paragraphe(f, texte, police=style.grasse, retrait=style.corps * 1.5, apres=0.2)


def _pourquoi(f: Feuillet, lettre: Lettre) -> None:
    """The reasons, each once; when none is written, who will give it."""
    dites = dict.fromkeys(_raison(a) for a in lettre.annonces)
    lignes = [ligne for ligne in dites if ligne]
    section(f, _("Pourquoi ?"))
    for ligne in lignes or [_("Appelez-nous : nous vous expliquerons la raison de vive voix.")]:
        paragraphe(f, ligne, apres=0.2)


def _raison(annonce: AnnonceLigne) -> str:
    """ "La météo. Il a gelé trois semaines…": the kind of reason, then the plain words."""
    code = annonce.raison if annonce.raison is not RaisonReport.AUTRE else None
    genre = majuscule(raison(code))
    return " ".join(p for p in (f"{genre}." if genre else "", annonce.explication or "") if p)


def signature(fiche: FicheMenage) -> str:
    """Who signs a letter: the referents in charge and the team."""
    noms = [r.nom for r in fiche.referents if r.fin is None or r.fin > fiche.jour]
    equipe = _("l’équipe qui vous accompagne")
    if not noms:
        return majuscule(equipe)
    return _("{noms} et {equipe}").format(noms=", ".join(dict.fromkeys(noms)), equipe=equipe)


def _publier(
    lieu: Atelier,
    document: Document,
    faites: list[UUID],
    ecartes: tuple[Ecarte, ...],
    uow: UnitOfWork,
) -> Impression:
    """Let the file appear, and log what leaves in the same transaction."""
    with uow.ecriture("document.imprimer") as tx:
        envoi = Envoi(
            id=tx.ids.new(),
            quoi="lettres",
            destinataire=_POUR.value,
            nb_lignes=len(faites),
            detail={
                "fichiers": 1,
                "pages": document.pages,
                "menages": [m.hex for m in faites],
                "ecartes": len(ecartes),
            },
            prepare_a=tx.clock.now(),
        )
        tx.session.add(envoi)
        tx.session.flush()
        with lieu.publier() as fichiers:
            tx.commit()
    chemins: tuple[Path, ...] = fichiers
    return Impression(chemins, document.pages, len(faites), ecartes, envoi.id)
