"""The words of the history: actions, tables, values as one reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte, heure, ngettext, nombre
from app.services.documents.vocabulaire import dire
from app.services.historique import Changement, Geste, LigneHistorique, Nomme

# What an action is called, by its name in the journal.
ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "annonce.dire": N_("Annonce faite au ménage"),
        "annonce.rouvrir": N_("Annonce à refaire"),
        "annuler": N_("Action annulée"),
        "attachement.corriger": N_("Attachement corrigé"),
        "attachement.decider": N_("Décision pour un attachement"),
        "attachement.dire": N_("Décision dite au ménage"),
        "attachement.noter": N_("Attachement noté"),
        "attachement.retirer": N_("Attachement retiré"),
        "attachement.retirer_decision": N_("Décision retirée"),
        "attention.dormir": N_("Attention mise en sommeil"),
        "attention.regles": N_("Règles d’attention modifiées"),
        "attention.reveiller": N_("Attention réveillée"),
        "bailleur.creer": N_("Bailleur ajouté"),
        "bailleur.modifier": N_("Bailleur modifié"),
        "besoin.ouvrir": N_("Besoin noté"),
        "besoin.repondre": N_("Réponse à un besoin"),
        "besoin.retirer": N_("Besoin retiré"),
        "campagne.absence": N_("Enquête : personne n’a répondu"),
        "campagne.actualiser": N_("Campagne d’enquête mise à jour"),
        "campagne.clore": N_("Campagne d’enquête close"),
        "campagne.modifier": N_("Campagne d’enquête modifiée"),
        "campagne.ouvrir": N_("Campagne d’enquête ouverte"),
        "campagne.refus": N_("Enquête refusée par le ménage"),
        "campagne.remettre": N_("Enquête remise à une autre fois"),
        "charte.regler": N_("Charte de relogement réglée"),
        "cite.creer": N_("Cité ajoutée"),
        "cite.depuis_catalogue": N_("Cités ajoutées depuis le catalogue"),
        "cite.modifier": N_("Cité modifiée"),
        "consentement.recueillir": N_("Accord recueilli"),
        "consentement.retirer": N_("Accord retiré"),
        "contact.ajouter": N_("Contact de la cité ajouté"),
        "contact.arreter": N_("Contact de la cité arrêté"),
        "contact.modifier": N_("Contact de la cité modifié"),
        "contact.ordonner": N_("Contacts de la cité rangés"),
        "plan.adopter": N_("Plan de déménagements adopté"),
        "plan.copier": N_("Plan de déménagements copié"),
        "plan.enregistrer": N_("Plan de déménagements gardé"),
        "plan.fixer": N_("Ligne d’un plan fixée ou libérée"),
        "plan.placer": N_("Ménage placé à la main dans un plan"),
        "plan.renommer": N_("Plan de déménagements renommé"),
        "plan.supprimer": N_("Plan de déménagements supprimé"),
        "demenagement.annuler": N_("Déménagement annulé"),
        "demenagement.cles": N_("Clés d’un déménagement notées"),
        "demenagement.confirmer": N_("Déménagement confirmé"),
        "demenagement.deplacer": N_("Date de déménagement changée"),
        "demenagement.faire": N_("Déménagement fait"),
        "demenagement.pointer": N_("Préparation d’un déménagement"),
        "demenagement.preciser": N_("Déménagement précisé"),
        "demenagement.prevoir": N_("Déménagement prévu"),
        "prise_en_main.annuler": N_("Visite du logement annulée"),
        "prise_en_main.deplacer": N_("Visite du logement reportée"),
        "prise_en_main.planifier": N_("Visites du logement prévues"),
        "prise_en_main.prevoir": N_("Visite du logement prévue"),
        "prise_en_main.tenir": N_("Visite du logement tenue"),
        "soutien.corriger": N_("Accompagnement modifié"),
        "soutien.noter": N_("Accompagnement noté"),
        "soutien.retirer": N_("Accompagnement retiré"),
        "action_collective.creer": N_("Action collective créée"),
        "action_collective.modifier": N_("Action collective modifiée"),
        "action_collective.participer": N_("Participation notée"),
        "action_collective.retirer": N_("Action collective retirée"),
        "action_collective.retirer_participant": N_("Participation retirée"),
        "demenagement.relever": N_("Compteur relevé"),
        "demenagement.retirer_cles": N_("Clés d’un déménagement retirées"),
        "demenagement.retirer_releve": N_("Relevé de compteur retiré"),
        "demonstration.operation": N_("Opération fictive créée"),
        "demonstration.relogement": N_("Relogement fictif créé"),
        "document.copier": N_("Copie d’un document enregistrée"),
        "document.imprimer": N_("Document imprimé"),
        "engagement.deplacer": N_("Engagement déplacé"),
        "engagement.preciser": N_("Engagement précisé"),
        "engagement.prendre": N_("Engagement pris"),
        "engagement.rompre": N_("Engagement non tenu"),
        "engagement.tenir": N_("Engagement tenu"),
        "enquete.abandonner": N_("Questionnaire abandonné"),
        "enquete.commencer": N_("Questionnaire commencé"),
        "enquete.exporter": N_("Réponses d’enquête exportées"),
        "enquete.importer": N_("Réponses d’enquête importées"),
        "enquete.joindre": N_("Pièce jointe à un questionnaire"),
        "enquete.terminer": N_("Questionnaire terminé"),
        "equipe.creer": N_("Personne ajoutée à l’équipe"),
        "equipe.desactiver": N_("Départ de l’équipe"),
        "equipe.modifier": N_("Membre de l’équipe modifié"),
        "equipe.reactiver": N_("Retour dans l’équipe"),
        "equipes.creer": N_("Équipe de déménagement ajoutée"),
        "equipes.modifier": N_("Équipe de déménagement modifiée"),
        "equipes.reprendre": N_("Équipe de déménagement reprise"),
        "equipes.retirer": N_("Équipe de déménagement retirée"),
        "etape.ecarter": N_("Étape écartée"),
        "etape.noter": N_("Étape notée"),
        "etape.reprendre": N_("Étape remise dans le parcours"),
        "etape.retirer": N_("Étape retirée"),
        "export.dossier": N_("Envoi préparé"),
        "export.calendrier": N_("Agenda écrit"),
        "export.liste": N_("Liste exportée"),
        "modele_document.ecrire": N_("Texte d’un document changé"),
        "modele_document.revenir": N_("Texte fourni d’un document repris"),
        "import.appliquer": N_("Fichier importé"),
        "import.correspondance": N_("Correspondance de colonnes retenue"),
        "logement.creer": N_("Logement ajouté"),
        "logement.modifier": N_("Logement modifié"),
        "menage.clore": N_("Suivi clos"),
        "menage.creer": N_("Ménage créé"),
        "menage.fusionner": N_("Deux ménages réunis"),
        "menage.modifier": N_("Ménage modifié"),
        "menage.phase": N_("Phase fixée"),
        "menage.rouvrir": N_("Suivi rouvert"),
        "note.ajouter": N_("Note ajoutée"),
        "note.corriger": N_("Note corrigée"),
        "occupation.clore": N_("Fin d’occupation"),
        "occupation.corriger": N_("Occupation corrigée"),
        "occupation.deplacer": N_("Déménagement"),
        "occupation.ouvrir": N_("Entrée dans un logement"),
        "parcours.ajuster": N_("Parcours type ajusté"),
        "parcours.desajuster": N_("Ajustement du parcours type retiré"),
        "parcours.choisir": N_("Parcours type choisi"),
        "parcours.remettre": N_("Parcours type remis comme au catalogue"),
        "permanence.affecter": N_("Équipe de la permanence modifiée"),
        "permanence.annuler": N_("Permanence annulée"),
        "permanence.arreter_serie": N_("Permanence hebdomadaire arrêtée"),
        "permanence.clore": N_("Permanence close"),
        "permanence.creer_serie": N_("Permanence hebdomadaire créée"),
        "permanence.modifier": N_("Permanence modifiée"),
        "permanence.ouvrir": N_("Permanence ouverte"),
        "permanence.rouvrir": N_("Permanence rouverte"),
        "personne.ajouter": N_("Personne ajoutée"),
        "personne.fusionner": N_("Deux personnes réunies"),
        "personne.modifier": N_("Personne modifiée"),
        "personne.retirer": N_("Personne retirée"),
        "photo.ajouter": N_("Photo ajoutée"),
        "photo.copier": N_("Copie d’une photo enregistrée"),
        "photo.corriger": N_("Photo corrigée"),
        "photo.purger": N_("Photos retirées effacées pour de bon"),
        "photo.retirer": N_("Photo retirée"),
        "photo.retirer_accord": N_("Accord pour une photo retiré"),
        "pratique.noter": N_("Bonne pratique notée"),
        "pratique.noter_plusieurs": N_("Bonne pratique notée pour plusieurs ménages"),
        "pratique.retirer": N_("Bonne pratique retirée"),
        "questionnaire.charger": N_("Questionnaire chargé"),
        "questionnaire.regler": N_("Réglage d’une question"),
        "questionnaire.retirer": N_("Questionnaire retiré"),
        "reclamation.ajouter_photos": N_("Photos d’un défaut ajoutées"),
        "reclamation.changer_etat": N_("Réclamation suivie"),
        "reclamation.changer_passage": N_("Rendez-vous de réparation suivi"),
        "reclamation.corriger_ouverture": N_("Ouverture d’une réclamation corrigée"),
        "reclamation.corriger_photo": N_("Photo d’un défaut corrigée"),
        "reclamation.deplacer_passage": N_("Rendez-vous de réparation déplacé"),
        "reclamation.effacer_photo": N_("Photo d’un défaut effacée"),
        "reclamation.noter_echange": N_("Échange sur une réclamation noté"),
        "reclamation.ouvrir": N_("Réclamation ouverte"),
        "reclamation.proposer_passage": N_("Rendez-vous de réparation proposé"),
        "reclamation.qualifier": N_("Réclamation qualifiée"),
        "reclamation.repondre": N_("Réponse au ménage notée"),
        "reclamation.retirer_photo": N_("Photo d’un défaut retirée"),
        "reclamation.securiser": N_("Mise en sécurité notée"),
        "dossier.changer_etat": N_("Dossier collectif suivi"),
        "dossier.detacher": N_("Réclamation retirée d’un dossier collectif"),
        "dossier.joindre": N_("Réclamations jointes à un dossier collectif"),
        "dossier.modifier": N_("Dossier collectif modifié"),
        "dossier.regrouper": N_("Réclamations réunies en un dossier"),
        "responsable.arreter": N_("Responsable mis de côté"),
        "responsable.creer": N_("Responsable ajouté"),
        "responsable.modifier": N_("Responsable modifié"),
        "responsable.reprendre": N_("Responsable repris"),
        "delais.fixer": N_("Délais des réclamations changés"),
        "delais.recalculer": N_("Échéances des réclamations recalculées"),
        "delais.retablir": N_("Délais des réclamations remis comme au catalogue"),
        "base.migrer": N_("Base mise à jour par une nouvelle version"),
        "energie.accepter": N_("Accord pour suivre l’énergie noté"),
        "energie.corriger": N_("Consommation d’énergie corrigée"),
        "energie.noter": N_("Consommation d’énergie notée"),
        "energie.retirer": N_("Consommation d’énergie retirée"),
        "energie.retirer_accord": N_("Accord pour suivre l’énergie retiré"),
        "etat_des_lieux.ajouter_photos": N_("Photos d’un état des lieux ajoutées"),
        "etat_des_lieux.modifier": N_("État des lieux modifié"),
        "etat_des_lieux.noter": N_("État des lieux rempli"),
        "etat_des_lieux.ouvrir": N_("État des lieux commencé"),
        "etat_des_lieux.retirer": N_("État des lieux retiré"),
        "etat_des_lieux.signaler": N_("Défaut signalé depuis un état des lieux"),
        "export.reunion": N_("Feuille de réunion écrite"),
        "quittance.corriger": N_("Loyer relevé corrigé"),
        "quittance.noter": N_("Loyer relevé noté"),
        "quittance.retirer": N_("Loyer relevé retiré"),
        "reception.annuler": N_("Réception de travaux annulée"),
        "reception.corriger": N_("Réception de travaux corrigée"),
        "reception.lever": N_("Réserves levées"),
        "reception.noter_reserve": N_("Réserve notée"),
        "reception.recevoir": N_("Travaux réceptionnés"),
        "relance.imprimer": N_("Lettre de relance imprimée"),
        "relance.noter": N_("Relance notée"),
        "retours.appliquer": N_("Retours du bailleur repris"),
        "referent.affecter": N_("Référent·e désigné·e"),
        "referent.retirer": N_("Fin de référence"),
        "reglage.changer": N_("Réglage modifié"),
        "rencontre.noter": N_("Rencontre avec un témoin suivie"),
        "rendez_vous.annuler": N_("Rendez-vous annulé"),
        "rendez_vous.creer": N_("Rendez-vous pris"),
        "rendez_vous.deplacer": N_("Rendez-vous déplacé"),
        "ressenti.corriger": N_("Ressenti corrigé"),
        "ressenti.noter": N_("Ressenti noté"),
        "ressenti.retirer": N_("Ressenti retiré"),
        "souhait.exprimer": N_("Souhait exprimé"),
        "souhait.retirer": N_("Souhait retiré"),
        "tache.affecter": N_("Tâche confiée"),
        "tache.creer": N_("Tâche notée"),
        "tache.faire": N_("Tâche faite"),
        "tache.reporter": N_("Tâche reportée"),
        "tache.rouvrir": N_("Tâche rouverte"),
        "temoin.accepter": N_("Accord pour témoigner"),
        "temoin.modifier": N_("Témoin modifié"),
        "temoin.retirer": N_("Témoin retiré"),
        "tiroir.preparer": N_("Logements prêtés comme tiroirs"),
        "tiroir.rendre": N_("Logements rendus vacants"),
        "tranche.calendrier": N_("Calendrier de tranche changé"),
        "tranche.creer": N_("Tranche ajoutée"),
        "tranche.modifier": N_("Tranche modifiée"),
        "visite.consigner": N_("Visite consignée"),
        "visite.corriger": N_("Visite corrigée"),
        "visite.supprimer": N_("Visite supprimée"),
        "besoins_relogement.noter": N_("Besoins pour le relogement notés"),
        "indisponibilite.ajouter": N_("Dates à éviter ajoutées"),
        "indisponibilite.modifier": N_("Dates à éviter modifiées"),
        "indisponibilite.retirer": N_("Dates à éviter retirées"),
        "lien.delier": N_("Proximité entre ménages retirée"),
        "lien.lier": N_("Proximité entre ménages notée"),
        "lien.modifier": N_("Proximité entre ménages modifiée"),
        "menage.decohabiter": N_("Décohabitation"),
        "personne.accueillir": N_("Nouvelle personne dans le foyer"),
        "personne.partir": N_("Départ d’une personne du foyer"),
        "personne.revenir": N_("Retour d’une personne dans le foyer"),
        "proposition.modifier": N_("Proposition de logement modifiée"),
        "proposition.proposer": N_("Logement proposé"),
        "proposition.repondre": N_("Réponse à une proposition"),
        "proposition.retirer": N_("Proposition de logement retirée"),
        "trajectoire.decider": N_("Trajectoire décidée"),
        "trajectoire.retirer": N_("Trajectoire retirée"),
    }
)
# Singular and plural of what a table holds.
TABLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "annonce": (N_("annonce"), N_("annonces")),
        "attachement": (N_("attachement"), N_("attachements")),
        "attention_pause": (N_("attention en sommeil"), N_("attentions en sommeil")),
        "bailleur": (N_("bailleur"), N_("bailleurs")),
        "besoin": (N_("besoin"), N_("besoins")),
        "besoins_relogement": (N_("besoins pour le relogement"), N_("besoins pour le relogement")),
        "campagne": (N_("campagne d’enquête"), N_("campagnes d’enquête")),
        "campagne_menage": (N_("ménage à enquêter"), N_("ménages à enquêter")),
        "changement_calendrier": (N_("changement de calendrier"), N_("changements de calendrier")),
        "charte_relogement": (N_("charte de relogement"), N_("chartes de relogement")),
        "cite": (N_("cité"), N_("cités")),
        "cle_logement": (N_("clés"), N_("clés")),
        "cloture": (N_("clôture de suivi"), N_("clôtures de suivi")),
        "consentement": (N_("accord"), N_("accords")),
        "contact_cite": (N_("contact"), N_("contacts")),
        "decision_attachement": (N_("décision"), N_("décisions")),
        "demenagement": (N_("déménagement"), N_("déménagements")),
        "document": (N_("document gardé"), N_("documents gardés")),
        "engagement": (N_("engagement"), N_("engagements")),
        "enquete": (N_("questionnaire rempli"), N_("questionnaires remplis")),
        "enquete_piece": (N_("pièce d’un questionnaire"), N_("pièces d’un questionnaire")),
        "envoi": (N_("envoi"), N_("envois")),
        "equipe": (N_("équipe de déménagement"), N_("équipes de déménagement")),
        "etape": (N_("étape"), N_("étapes")),
        "import_lot": (N_("fichier importé"), N_("fichiers importés")),
        "indisponibilite": (N_("date à éviter"), N_("dates à éviter")),
        "intervenant": (N_("membre de l’équipe"), N_("membres de l’équipe")),
        "lien_menages": (N_("proximité entre ménages"), N_("proximités entre ménages")),
        "logement": (N_("logement"), N_("logements")),
        "menage": (N_("ménage"), N_("ménages")),
        "modele_document": (N_("modèle de document"), N_("modèles de documents")),
        "note": (N_("note"), N_("notes")),
        "occupation": (N_("occupation"), N_("occupations")),
        "orientation": (N_("orientation"), N_("orientations")),
        "parcours_ajustement": (N_("ligne du parcours type"), N_("lignes du parcours type")),
        "permanence": (N_("permanence"), N_("permanences")),
        "permanence_intervenant": (N_("présence"), N_("présences")),
        "permanence_serie": (N_("permanence hebdomadaire"), N_("permanences hebdomadaires")),
        "personne": (N_("personne"), N_("personnes")),
        "photo": (N_("photo"), N_("photos")),
        "plan_ligne": (N_("ligne de plan"), N_("lignes de plan")),
        "plan_relogement": (N_("plan de relogement"), N_("plans de relogement")),
        "point_demenagement": (N_("point du déménagement"), N_("points du déménagement")),
        "pratique": (N_("bonne pratique"), N_("bonnes pratiques")),
        "proposition": (N_("proposition de logement"), N_("propositions de logement")),
        "questionnaire": (N_("questionnaire"), N_("questionnaires")),
        "questionnaire_piece": (
            N_("fichier d’un questionnaire"),
            N_("fichiers d’un questionnaire"),
        ),
        "questionnaire_reglage": (N_("réglage d’une question"), N_("réglages de questions")),
        "reclamation": (N_("réclamation"), N_("réclamations")),
        "referent": (N_("référent·e"), N_("référent·es")),
        "reglage": (N_("réglage"), N_("réglages")),
        "releve_compteur": (N_("relevé de compteur"), N_("relevés de compteur")),
        "rencontre": (N_("rencontre"), N_("rencontres")),
        "rendez_vous": (N_("rendez-vous"), N_("rendez-vous")),
        "report_demenagement": (N_("report de déménagement"), N_("reports de déménagement")),
        "ressenti": (N_("ressenti"), N_("ressentis")),
        "souhait": (N_("souhait"), N_("souhaits")),
        "tache": (N_("tâche"), N_("tâches")),
        "temoin": (N_("témoin"), N_("témoins")),
        "trajectoire": (N_("trajectoire"), N_("trajectoires")),
        "tranche": (N_("tranche"), N_("tranches")),
        "visite": (N_("visite"), N_("visites")),
        "visite_motif": (N_("motif"), N_("motifs")),
        "action_collective": (N_("action collective"), N_("actions collectives")),
        "conso_energie": (N_("consommation d’énergie"), N_("consommations d’énergie")),
        "delai_reclamation": (N_("délai de réclamation"), N_("délais de réclamation")),
        "dossier_collectif": (N_("dossier collectif"), N_("dossiers collectifs")),
        "echange_reclamation": (
            N_("échange sur une réclamation"),
            N_("échanges sur une réclamation"),
        ),
        "etat_des_lieux": (N_("état des lieux"), N_("états des lieux")),
        "ligne_etat_des_lieux": (N_("ligne d’état des lieux"), N_("lignes d’état des lieux")),
        "passage_reclamation": (
            N_("passage pour une réparation"),
            N_("passages pour une réparation"),
        ),
        "photo_defaut": (N_("photo d’un défaut"), N_("photos de défauts")),
        "point_prise_en_main": (N_("point montré"), N_("points montrés")),
        "prise_en_main": (N_("prise en main"), N_("prises en main")),
        "quittance": (N_("loyer relevé"), N_("loyers relevés")),
        "reception": (N_("réception de travaux"), N_("réceptions de travaux")),
        "responsable": (N_("responsable de réparation"), N_("responsables de réparation")),
        "soutien_retour": (N_("soutien après le retour"), N_("soutiens après le retour")),
        "suivi_reclamation": (N_("état d’une réclamation"), N_("états d’une réclamation")),
        "volontaire_energie": (
            N_("accord pour suivre l’énergie"),
            N_("accords pour suivre l’énergie"),
        ),
    }
)
_GESTES: Mapping[Geste, str] = MappingProxyType(
    {
        Geste.CREE: N_("ajouté : {quoi}"),
        Geste.MODIFIE: N_("modifié : {quoi}"),
        Geste.SUPPRIME: N_("supprimé : {quoi}"),
        Geste.DEPLACE: N_("repris de l’autre ménage : {quoi}"),
    }
)
# A code of a catalogue becomes a word: (column, code) → label; the page gives its catalogues.
Catalogues = Callable[[str, str], str]
_CODES = frozenset(
    {"code", "etape_code", "raisons", "parcours", "sujet", "categorie", "vers", "ancre", "lieu"}
)


def action(nom: str) -> str:
    """What an action is called; an unknown one keeps its name."""
    return _(ACTIONS[nom]) if nom in ACTIONS else nom


def ligne(histoire: LigneHistorique) -> str:
    """ "modifié : personne", "repris de l’autre ménage : 12 visites"."""
    seul, plusieurs = TABLES.get(histoire.table, (histoire.table, histoire.table))
    quoi = _(seul)
    if histoire.geste is Geste.DEPLACE:
        compte = ngettext("{n} élément", "{n} éléments", histoire.nombre)
        mots = _(seul if histoire.nombre < 2 else plusieurs)
        quoi = f"{compte.format(n=histoire.nombre)} ({mots})"
    return _(_GESTES[histoire.geste]).format(quoi=quoi)


def changement(fait: Changement, codes: Catalogues | None = None) -> str:
    """ "Loyer pratiqué (€) : 400,00 → 430,38"; only the new value when there was none before."""
    apres = valeur(fait.apres, fait.colonne, codes)
    avant = valeur(fait.avant, fait.colonne, codes)
    quoi = f"{avant} → {apres}" if fait.avant is not None else apres
    return _("{libelle} : {valeur}").format(libelle=_libelle(fait), valeur=quoi)


def _libelle(fait: Changement) -> str:
    """The label of a column; a key nobody named is called after what it points to."""
    cle = next((v for v in (fait.apres, fait.avant) if isinstance(v, Nomme)), None)
    if cle is None or fait.libelle != fait.colonne or cle.table not in TABLES:
        return fait.libelle
    mot = _(TABLES[cle.table][0])
    return mot[:1].upper() + mot[1:]


def valeur(  # noqa: PLR0911 - one return per kind of value
    brute: object, colonne: str = "", codes: Catalogues | None = None
) -> str:
    """A value of the history in the language spoken now."""
    if brute is None:
        return _("(vide)")
    if isinstance(brute, bool):
        return _("oui") if brute else _("non")
    if isinstance(brute, Nomme):
        return brute.nom or _("(élément supprimé)")
    if isinstance(brute, StrEnum):
        return _enum(brute)
    if isinstance(brute, datetime):
        return f"{date_courte(brute.date())} {heure(brute)}"
    if isinstance(brute, date):
        return date_courte(brute)
    if isinstance(brute, time):
        return heure(brute)
    if isinstance(brute, Decimal | int | float):
        return nombre(brute)
    if colonne == "bilan":  # what a plan reached: read on the page of the plans
        return _("calculé")
    if isinstance(brute, Mapping):  # answers: how many, never which
        n = _reponses(brute)
        return ngettext("{n} réponse", "{n} réponses", n).format(n=n)
    if isinstance(brute, list | tuple):
        return ", ".join(valeur(un, colonne, codes) for un in brute)
    texte = str(brute)
    return codes(colonne, texte) if codes is not None and colonne in _CODES else texte


def _reponses(brute: object) -> int:
    """How many answers a questionnaire holds, turns of repeats included."""
    if isinstance(brute, Mapping):
        return sum(_reponses(v) for v in brute.values())
    if isinstance(brute, list):
        return sum(_reponses(v) for v in brute)
    return 1


def _enum(code: StrEnum) -> str:
    """The word of a code; one the papers have no word for is shown as it is."""
    try:
        return dire(code)
    except KeyError:
        return str(code)
