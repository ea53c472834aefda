"""Every form of the page by name, and what `Suppr` takes away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.core.i18n import N_
from app.services import (
    annonces,
    attachements,
    besoins,
    consentements,
    etapes,
    personnes,
    photos,
    referents,
    rendez_vous,
    souhaits,
)
from ui.pages.menage.formes import apres as formes_apres
from ui.pages.menage.formes import attachements as formes_attachements
from ui.pages.menage.formes import avant_apres as formes_avant_apres
from ui.pages.menage.formes import foyer as formes_foyer
from ui.pages.menage.formes import relogement as formes_relogement
from ui.pages.menage.formes.cadre import Cadre
from ui.pages.menage.formes.cloture import clore, rouvrir
from ui.pages.menage.formes.logements import demenager, sejour
from ui.pages.menage.formes.menage import menage, phase
from ui.pages.menage.formes.parcours import besoin, besoin_logement, etape, souhait
from ui.pages.menage.formes.personnes import personne, reunir
from ui.pages.menage.formes.pratiques import (
    changer_parcours,
    ecarter_etape,
    pratique,
    retirer_pratique,
)
from ui.pages.menage.formes.promesses import annonce, deplacer, engagement, preciser, rompre
from ui.pages.menage.formes.reclamations import (
    contester,
    issue_passage,
    photos_defaut,
    reclamation,
    repondre,
)
from ui.pages.menage.formes.ressentis import ressenti, retirer_ressenti
from ui.pages.menage.formes.suites import note, rendez_vous_, tache
from ui.pages.menage.formes.suivi import consentement, referent
from ui.pages.menage.formes.temoins import rencontre, retirer_temoin, temoin
from ui.pages.menage.saisie import Ordre, Saisie

FORMES: Mapping[str, Callable[[Cadre, Any], Saisie]] = MappingProxyType(
    {
        "personne": personne,
        "reunir": reunir,
        "menage": menage,
        "phase": phase,
        "referent": referent,
        "consentement": consentement,
        "etape": etape,
        "pratique": pratique,
        "changer_parcours": changer_parcours,
        "ecarter_etape": ecarter_etape,
        "souhait": souhait,
        "ressenti": ressenti,
        "temoin": temoin,
        "rencontre": rencontre,
        "attachement": formes_attachements.attachement,
        "decision_attachement": formes_attachements.decision,
        "dit_attachement": formes_attachements.dit,
        "photos": formes_attachements.nouvelles_photos,
        "photo": formes_attachements.photo,
        "photo_accord": formes_attachements.retrait_accord,
        "besoin": besoin,
        "besoin_logement": besoin_logement,
        "demenager": demenager,
        "sejour": sejour,
        "tache": tache,
        "engagement": engagement,
        "deplacer": deplacer,
        "rompre": rompre,
        "preciser": preciser,
        "annonce": annonce,
        "rendez_vous": rendez_vous_,
        "reclamation": reclamation,
        "contester": contester,
        "issue_passage": issue_passage,
        "repondre": repondre,
        "photos_defaut": photos_defaut,
        "note": note,
        "trajectoire": formes_relogement.trajectoire,
        "proposition": formes_relogement.proposition,
        "reponse": formes_relogement.reponse,
        "besoins_relogement": formes_relogement.besoins_du_relogement,
        "ressources": formes_relogement.ressources,
        "indisponibilite": formes_relogement.indisponibilite,
        "lien": formes_relogement.lien,
        "quittance": formes_avant_apres.quittance,
        "volontaire": formes_avant_apres.volontaire,
        "conso": formes_avant_apres.conso,
        "depart": formes_foyer.depart,
        "retour_au_foyer": formes_foyer.retour_au_foyer,
        "accueillir": formes_foyer.accueillir,
        "decohabiter": formes_foyer.decohabiter,
        "prise": formes_apres.prise,
        "soutien": formes_apres.soutien,
        "clore": clore,
        "rouvrir": rouvrir,
    }
)
# What one can start from menus and palette: (form, words, shortcut).
NOUVELLES: tuple[tuple[str, str, str], ...] = (
    ("note", N_("Écrire une note"), "Ctrl+Shift+N"),
    ("tache", N_("Ajouter une tâche"), "Ctrl+T"),
    ("engagement", N_("Noter une promesse"), ""),
    ("rendez_vous", N_("Noter un rendez-vous"), "Ctrl+R"),
    ("reclamation", N_("Ouvrir une réclamation"), ""),
    ("personne", N_("Ajouter une personne"), ""),
    ("menage", N_("Modifier le ménage"), "F2"),
    ("phase", N_("Fixer la phase"), ""),
    ("referent", N_("Dire qui suit ce ménage"), ""),
    ("consentement", N_("Noter un accord de partage"), ""),
    ("besoin", N_("Noter un besoin d’accompagnement"), ""),
    ("besoin_logement", N_("Noter un besoin de logement"), ""),
    ("souhait", N_("Noter un souhait"), ""),
    ("ressenti", N_("Noter un ressenti"), ""),
    ("temoin", N_("Noter qu’il accepte de témoigner"), ""),
    ("attachement", N_("Noter un attachement"), ""),
    ("etape", N_("Noter une étape"), ""),
    ("pratique", N_("Noter une bonne pratique"), ""),
    ("demenager", N_("Noter un déménagement"), ""),
    ("trajectoire", N_("Décider où va le ménage"), ""),
    ("proposition", N_("Proposer un logement"), ""),
    ("besoins_relogement", N_("Dire ce qu’il lui faut comme logement"), ""),
    ("ressources", N_("Noter ses ressources"), ""),
    ("indisponibilite", N_("Noter des dates à éviter"), ""),
    ("lien", N_("Le garder près d’un autre ménage"), ""),
    ("quittance", N_("Noter un loyer, avant ou après"), ""),
    ("conso", N_("Noter une facture d’énergie"), ""),
    ("prise", N_("Prévoir une visite du logement"), ""),
    ("soutien", N_("Noter un accompagnement après le retour"), ""),
    ("accueillir", N_("Une personne arrive dans le foyer"), ""),
    ("depart", N_("Une personne n’est plus dans le foyer"), ""),
    ("decohabiter", N_("Une partie du foyer prend son propre logement"), ""),
)
RETRAITS: Mapping[str, Callable[[UUID], tuple[Ordre, str]]] = MappingProxyType(
    {
        "personne": lambda id_: (
            (personnes.retirer, personnes.RetirerPersonne(id_)),
            N_("Personne retirée"),
        ),
        "referent": lambda id_: (
            (referents.retirer, referents.RetirerReferent(id_)),
            N_("Suivi terminé"),
        ),
        "consentement": lambda id_: (
            (consentements.retirer, consentements.RetirerConsentement(id_)),
            N_("Retrait enregistré"),
        ),
        "etape": lambda id_: ((etapes.retirer, etapes.RetirerEtape(id_)), N_("Étape retirée")),
        "pratique": retirer_pratique,
        "souhait": lambda id_: (
            (souhaits.retirer, souhaits.RetirerSouhait(id_)),
            N_("Souhait retiré"),
        ),
        "besoin": lambda id_: ((besoins.retirer, besoins.RetirerBesoin(id_)), N_("Besoin retiré")),
        "ressenti": retirer_ressenti,
        "temoin": retirer_temoin,
        "annonce": lambda id_: (
            (annonces.rouvrir, annonces.Rouvrir(id_)),
            N_("Annonce rouverte : à dire de nouveau"),
        ),
        "attachement": lambda id_: (
            (attachements.retirer, attachements.RetirerAttachement(id_)),
            N_("Attachement retiré"),
        ),
        "photo": lambda id_: ((photos.retirer, photos.RetirerPhoto(id_)), N_("Photo retirée")),
        "trajectoire": formes_relogement.retirer_pas,
        "proposition": formes_relogement.retirer_proposition,
        "indisponibilite": formes_relogement.retirer_indisponibilite,
        "lien": formes_relogement.retirer_lien,
        "soutien": formes_apres.retirer_soutien,
        "quittance": formes_avant_apres.retirer_quittance,
        "conso": formes_avant_apres.retirer_conso,
        "rendez_vous": lambda id_: (
            (rendez_vous.annuler, rendez_vous.AnnulerRendezVous(id_)),
            N_("Rendez-vous annulé"),
        ),
    }
)
