"""What the journey adds to the household of `donnees`: one row at least of each table."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

from app.domain.accompagnement import Canal, EtatEngagement
from app.domain.attachements import AccordPhoto, Decision, NatureAttachement
from app.domain.clotures import MotifCloture
from app.domain.engagements import RaisonReport
from app.domain.parcours_modele import GenreElement
from app.domain.pratiques import EtatPratique
from app.domain.temoins import EtatRencontre
from db.models import (
    Annonce,
    Attachement,
    AttentionPause,
    Base,
    ChangementCalendrier,
    Cloture,
    ContactCite,
    Contenu,
    DecisionAttachement,
    Document,
    Engagement,
    Menage,
    ParcoursAjustement,
    Photo,
    Pratique,
    Rencontre,
    Temoin,
)
from db.uow import UnitOfWork

PIXEL = b"\xff\xd8\xff\xd9"


def lignes_du_suivi(uow: UnitOfWork, m: UUID, ids: dict[str, UUID]) -> list[Base]:
    """Practices, attachments, a promise moved and told."""
    new = uow.ids.new
    pigeonnier, album, deplacee = new(), new(), new()
    return [
        Pratique(
            id=new(), menage_id=m, code="enquete_sociale", etat=EtatPratique.FAITE,
            le=date(2026, 4, 16), par_id=ids["pilote"],
        ),
        Pratique(
            id=new(), menage_id=m, code="visite_temoin", etat=EtatPratique.PROPOSEE,
            le=date(2026, 6, 2), par_id=ids["mediatrice"],
        ),
        Pratique(
            id=new(), menage_id=m, code="aide_demenagement", etat=EtatPratique.DECLINEE,
            le=date(2026, 10, 20), precision="ses fils s’en chargent", par_id=ids["mediatrice"],
        ),
        Attachement(
            id=pigeonnier, menage_id=m, nature=NatureAttachement.AMENAGEMENT,
            titre="le pigeonnier de son mari", lieu="au fond du jardin",
            description="construit en 1987 avec son frère", signale_le=date(2026, 4, 16),
        ),
        DecisionAttachement(
            id=new(), menage_id=m, attachement_id=pigeonnier, decision=Decision.GARDER,
            decidee_le=date(2026, 9, 8), decidee_par="le bailleur et l’architecte",
            motif="hors de l’emprise du chantier", dit_le=date(2026, 9, 9),
            dit="il reste en place, la clôture sera refaite", dit_par_id=ids["mediatrice"],
        ),
        Attachement(
            id=album, menage_id=m, nature=NatureAttachement.OBJET, titre="l’horloge de la fosse",
            signale_le=date(2026, 10, 2),
        ),
        Engagement(
            id=deplacee, menage_id=m, texte="poser la boîte aux lettres", pris_le=date(2026, 10, 6),
            pour_le=date(2026, 10, 30), etat=EtatEngagement.DEPLACE, regle_le=date(2026, 10, 29),
            raison=RaisonReport.METEO, motif="sol gelé", par_id=ids["mediatrice"],
        ),
        Annonce(
            id=new(), menage_id=m, engagement_id=deplacee,
            objet="La boîte aux lettres sera posée le 15 décembre.", ouverte_le=date(2026, 10, 29),
            dite_le=date(2026, 10, 30), canal=Canal.TELEPHONE, a_qui="Jadwiga Wójcik",
            par_id=ids["mediatrice"],
        ),
    ]  # fmt: skip


def lignes_du_reste(uow: UnitOfWork, m: UUID, autre: UUID, ids: dict[str, UUID]) -> list[Base]:
    """One row of each table the first ones leave out: photos, witness, ends, timetable, pauses."""
    new = uow.ids.new
    contenu, photo, temoin, changement, document = (new() for _ in range(5))
    empreinte = hashlib.sha256(PIXEL).hexdigest()
    return [
        Contenu(id=contenu, genre="image/jpeg", empreinte=empreinte, taille=4, octets=PIXEL),
        Attachement(
            id=photo, menage_id=m, nature=NatureAttachement.OBJET, titre="la photo du père",
            signale_le=date(2026, 10, 3),
        ),
        Photo(
            id=new(), menage_id=m, attachement_id=photo, legende="au-dessus du buffet", largeur=1,
            hauteur=1, contenu_id=contenu, vignette_id=contenu, accord=AccordPhoto.DOSSIER,
            accord_le=date(2026, 10, 3), prise_le=date(2026, 10, 3),
        ),
        Menage(id=autre, nom="Témoin Fictif"),
        Temoin(
            id=temoin, menage_id=autre, accord_le=date(2026, 5, 1), modalite="le soir",
            precision="le bruit du chantier",
        ),
        Temoin(
            id=new(), menage_id=m, accord_le=date(2026, 11, 2), modalite="au café du coin",
            precision="le retour chez soi",
        ),
        Rencontre(
            id=new(), menage_id=m, temoin_id=temoin, etat=EtatRencontre.FAITE,
            etat_le=date(2026, 11, 16), precision="rassurée par la visite",
        ),
        ChangementCalendrier(
            id=changement, tranche_id=ids["tranche"], le=date(2026, 11, 20),
            fin_avant=date(2027, 1, 29), fin_apres=date(2027, 2, 26), raison=RaisonReport.METEO,
            explication="le gel a arrêté le chantier trois semaines",
        ),
        Annonce(
            id=new(), menage_id=m, changement_id=changement, objet="Fin des travaux repoussée.",
            ouverte_le=date(2026, 11, 20), precision="elle préfère une lettre",
        ),
        Document(
            id=document, menage_id=m, genre="bilan", titre="Bilan de 2025",
            fait_le=date(2025, 12, 1), contenu_id=contenu,
        ),
        Cloture(
            id=new(), menage_id=m, le=date(2025, 12, 1), motif=MotifCloture.SOUHAIT,
            bilan="Elle ne voulait plus de visites.", document_id=document,
            rouvert_le=date(2026, 1, 12), rouvert_motif="Elle a rappelé",
            par_id=ids["mediatrice"],
        ),
        ContactCite(
            id=new(), cite_id=ids["cite"], sujet="chantier", nom="Aline Fictive",
            organisme="Entreprise fictive", telephone="0321000009", disponible="le matin",
            courriel="chantier@entreprise.example",
        ),
        AttentionPause(
            id=new(), menage_id=m, raisons=["jamais_vu"], posee_le=date(2026, 11, 1),
            jusqu_au=date(2026, 12, 1), motif="chez sa fille", par_id=ids["mediatrice"],
        ),
        ParcoursAjustement(
            id=new(), cite_id=ids["cite"], genre=GenreElement.ETAPE, code="enquete", jours=-60,
            ancre="debut_travaux", motif="l’équipe commence tôt",
        ),
    ]  # fmt: skip
