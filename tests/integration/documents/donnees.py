"""A fictitious household with everything a sheet can show, and a base where it lives."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.domain.accompagnement import (
    Canal,
    CodeSouhait,
    EtatEngagement,
    FamilleBesoin,
    NatureNote,
    Partenaire,
)
from app.domain.logements import ClasseDpe, EtatLogement, NatureOccupation
from app.domain.menages import Civilite, Information, Lien, Role
from app.domain.partage import Partage
from app.domain.reclamations import EtatReclamation
from db.models import (
    Base,
    Besoin,
    Cite,
    Consentement,
    Engagement,
    Etape,
    Intervenant,
    Logement,
    Menage,
    Note,
    Occupation,
    Orientation,
    PermanenceSerie,
    Personne,
    Reclamation,
    Referent,
    RendezVous,
    Ressenti,
    Souhait,
    Tache,
    Tranche,
    Visite,
    VisiteMotif,
)
from db.uow import UnitOfWork
from tests.factories import ecrire
from tests.integration.documents.suivi import lignes_du_suivi

RECITS = (
    "Demande quand le camion passera pour les meubles du grenier ; la date n’est pas confirmée.",
    "Très inquiète pour le pigeonnier de son mari : elle veut savoir s’il sera démonté. "
    "On a regardé le plan ensemble, il reste en place, la clôture sera refaite.",
    "Le volet de la chambre ferme mal depuis la pose. A montré une photo.",
    "Contente de l’appartement provisoire, mais le bus de l’école s’arrête loin.",
    "Appelle pour le relevé du compteur d’eau. Rappelé la marche à suivre.",
    "Souhaite garder le rosier planté à la naissance de sa fille.",
)
NOMS = (
    ("Wójcik", "Jadwiga"), ("Şahin", "Gülağa İbrahim"), ("Nguyễn Thị", "Mỹ Duyên"),
    ("بن علي", "أمينة"), ("Łukaszewski", "Świętosława"), ("El Amrani", "Zoé"),
    ("O’Connor-Lefèbvre", "Noël"), ("Żółkiewska", "Ægidia"),
)  # fmt: skip
LIENS = (
    Lien.TITULAIRE, Lien.COTITULAIRE, Lien.ENFANT, Lien.ENFANT, Lien.ASCENDANT, Lien.HEBERGE,
    Lien.FRATRIE, Lien.AUTRE,
)  # fmt: skip


def lieu(uow: UnitOfWork) -> dict[str, UUID]:
    """A fictitious estate with a tranche, a permanence and two members of the team."""
    ids = {n: uow.ids.new() for n in ("cite", "tranche", "mediatrice", "pilote")}
    ecrire(
        uow,
        Cite(
            id=ids["cite"], nom="Cité des Glycines", communes="Rouvroy", fictive=True,
            lieu_permanence="Maison du projet", telephone="0321000001",
            courriel="permanence@glycines.example",
        ),
        Tranche(
            id=ids["tranche"], cite_id=ids["cite"], nom="3", debut_travaux=date(2026, 9, 1),
            fin_travaux=date(2027, 2, 26),
        ),
        PermanenceSerie(
            id=uow.ids.new(), cite_id=ids["cite"], jour_semaine=1, debut=time(14), fin=time(17),
            lieu="Maison du projet", depuis=date(2026, 1, 6),
        ),
        Intervenant(
            id=ids["mediatrice"], nom="Lemaire", prenom="Sofia", telephone="0611223344",
            courriel="s.lemaire@equipe.example",
        ),
        Intervenant(
            id=ids["pilote"], nom="Duflos", prenom="Marc", fonction=Role.PILOTE,
            telephone="0655443322", organisme="Le bailleur fictif",
        ),
    )  # fmt: skip
    return ids


def menage_complet(
    uow: UnitOfWork, ids: dict[str, UUID], *, visites: int = 12, personnes: int = 3, rang: int = 1
) -> UUID:
    """A household in the middle of its journey, with something in every section."""
    m, lignes = lignes_du_menage(uow, ids, visites=visites, personnes=personnes, rang=rang)
    ecrire(uow, *lignes)
    return m


def lignes_du_menage(
    uow: UnitOfWork, ids: dict[str, UUID], *, visites: int, personnes: int, rang: int
) -> tuple[UUID, list[Base]]:
    """The rows of `menage_complet`, parents before children, not written yet."""
    m, jour, new = uow.ids.new(), uow.clock.today(), uow.ids.new
    origine, tiroir = new(), new()
    lignes: list[Base] = [
        _logement(origine, ids, f"GLY{rang:05d}", str(14 + 2 * rang), EtatLogement.EN_TRAVAUX),
        _logement(tiroir, ids, f"GLT{rang:05d}", str(8 + 2 * rang), EtatLogement.TIROIR),
        Menage(
            id=m, nom="Wójcik Jadwiga et Henri", numero_contrat=f"L-{4000 + rang}",
            ayant_droit=True, date_entree=date(1994, 6, 1), nb_occupants=personnes,
            loyer=Decimal("430.38"), charges=Decimal("38.20"), apl=Decimal("212.00"),
            loyer_date=date(2026, 10, 1), langue="polonais, français",
            contact_prefere="plutôt le matin",
        ),
        *_personnes(uow, m, personnes),
        Occupation(
            id=new(), menage_id=m, logement_id=origine, nature=NatureOccupation.ORIGINE,
            debut=date(1994, 6, 1), fin=date(2026, 11, 12),
        ),
        Occupation(
            id=new(), menage_id=m, logement_id=tiroir, nature=NatureOccupation.TIROIR,
            debut=date(2026, 11, 12), fin_prevue=date(2027, 3, 5),
        ),
        *_parcours(uow, m, ids),
        *_attente(uow, m, ids, rang),
        *lignes_du_suivi(uow, m, ids),
    ]  # fmt: skip
    for n in range(visites):
        lignes += _visite(uow, m, ids, n, jour - timedelta(days=3 + 9 * n))
    return m, lignes


def _logement(
    id_: UUID, ids: dict[str, UUID], code: str, numero: str, etat: EtatLogement
) -> Logement:
    return Logement(
        id=id_, code_ug=code, cite_id=ids["cite"], tranche_id=ids["tranche"], numero=numero,
        voie="rue de Stockholm", code_postal="62320", commune="Rouvroy", typologie="T4",
        nb_pieces=4, surface=Decimal("72.50"), annee=1925, dpe_avant=ClasseDpe.F,
        ges_avant=ClasseDpe.G, jardin=True, dependances="remise, pigeonnier", etat=etat,
    )  # fmt: skip


def _personnes(uow: UnitOfWork, m: UUID, nombre: int) -> list[Base]:
    return [
        Personne(
            id=uow.ids.new(), menage_id=m, nom=nom, prenom=prenom, lien=lien,
            titulaire=lien in (Lien.TITULAIRE, Lien.COTITULAIRE),
            civilite=Civilite.MADAME if n % 2 == 0 else Civilite.MONSIEUR,
            naissance=date(1951 + 7 * n, 3, 1 + n),
            tel_mobile=f"06123456{78 - n:02d}" if n < 3 else None,
            information=Information.RENDEZ_VOUS if n == 2 else Information.TOUT,
        )
        for n, ((nom, prenom), lien) in enumerate(zip(NOMS, LIENS, strict=True))
        if n < nombre
    ]  # fmt: skip


def _parcours(uow: UnitOfWork, m: UUID, ids: dict[str, UUID]) -> list[Base]:
    new = uow.ids.new
    etapes: tuple[tuple[str, date | None, date | None], ...] = (
        ("enquete", date(2026, 4, 14), date(2026, 4, 16)),
        ("logement_temoin", None, date(2026, 6, 20)),
        ("demenagement_aller", date(2026, 11, 5), date(2026, 11, 12)),
        ("reception", date(2027, 2, 26), None),
        ("demenagement_retour", date(2027, 3, 5), None),
    )
    return [
        *(Etape(id=new(), menage_id=m, code=c, prevue_le=p, faite_le=f) for c, p, f in etapes),
        Souhait(
            id=new(), menage_id=m, code=CodeSouhait.RETOUR, exprime_le=date(2026, 4, 16),
            precision="avec le rosier et le pigeonnier",
        ),
        Referent(
            id=new(), menage_id=m, intervenant_id=ids["mediatrice"], role=Role.MEDIATRICE,
            debut=date(2026, 4, 1),
        ),
        Referent(
            id=new(), menage_id=m, intervenant_id=ids["pilote"], role=Role.PILOTE,
            debut=date(2026, 4, 1),
        ),
        Consentement(
            id=new(), menage_id=m, partenaire=Partenaire.BAILLEUR, accorde=True,
            donne_le=date(2026, 4, 16), support="signature",
        ),
    ]  # fmt: skip


def _attente(uow: UnitOfWork, m: UUID, ids: dict[str, UUID], rang: int) -> list[Base]:
    new, jour = uow.ids.new, uow.clock.today()
    return [
        Besoin(
            id=new(), menage_id=m, famille=FamilleBesoin.ACCOMPAGNEMENT, code="calendrier",
            ouvert_le=date(2026, 10, 6),
        ),
        Besoin(
            id=new(), menage_id=m, famille=FamilleBesoin.ACCOMPAGNEMENT, code="changements",
            ouvert_le=date(2026, 5, 6), repondu_le=date(2026, 5, 20),
            reponse="visite du logement témoin",
        ),
        Engagement(
            id=new(), menage_id=m, texte="rappeler avec la date du retour", pris_le=jour,
            pour_le=jour + timedelta(days=3), par_id=ids["mediatrice"],
        ),
        Engagement(
            id=new(), menage_id=m, texte="faire passer le menuisier pour le volet",
            pris_le=date(2026, 11, 3), pour_le=date(2026, 11, 20), par_id=ids["pilote"],
        ),
        Engagement(
            id=new(), menage_id=m, texte="donner le plan du jardin", pris_le=date(2026, 9, 1),
            pour_le=date(2026, 9, 15), etat=EtatEngagement.TENU, regle_le=date(2026, 9, 14),
            par_id=ids["mediatrice"],
        ),
        Tache(
            id=new(), menage_id=m, titre="relevé du compteur d’eau", pour_le=date(2026, 12, 2),
            affectee_a_id=ids["mediatrice"],
        ),
        Tache(
            id=new(), menage_id=m, titre="annoncer la nouvelle date du retour",
            pour_le=date(2026, 11, 21), affectee_a_id=ids["pilote"],
        ),
        RendezVous(
            id=new(), menage_id=m, jour=date(2026, 12, 8), heure=time(10, 30),
            objet="point sur le chantier", lieu="chez vous",
        ),
        Reclamation(
            id=new(), menage_id=m, reference=f"R-{200 + rang}", categorie="menuiseries",
            description="le volet de la chambre ferme mal", etat=EtatReclamation.TRANSMISE,
            etat_le=date(2026, 11, 10), ouverte_le=date(2026, 11, 3),
        ),
    ]  # fmt: skip


def _visite(uow: UnitOfWork, m: UUID, ids: dict[str, UUID], n: int, jour: date) -> list[Base]:
    v, new = uow.ids.new(), uow.ids.new
    canal = (Canal.PERMANENCE, Canal.TELEPHONE, Canal.DOMICILE)[n % 3]
    lignes: list[Any] = [
        Visite(
            id=v, menage_id=m, canal=canal, jour=jour, heure=time(14, n % 60),
            intervenant_id=ids["mediatrice"],
        ),
        VisiteMotif(id=new(), visite_id=v, code=("planning", "loyer", "humidite")[n % 3]),
        Note(
            id=new(), menage_id=m, visite_id=v, nature=NatureNote.VISITE,
            texte=RECITS[n % len(RECITS)], ecrite_a=uow.clock.now(), jour=jour,
            visibilite=(Partage.EQUIPE, Partage.BAILLEUR)[n % 2],
        ),
    ]  # fmt: skip
    if n % 2 == 0:
        code = ("inquietude", "impatience", "joie")[n % 3]
        lignes.append(
            Ressenti(id=new(), menage_id=m, visite_id=v, jour=jour, code=code, intensite=1 + n % 5)
        )
    if n % 5 == 0:
        lignes.append(Orientation(id=new(), menage_id=m, visite_id=v, vers="bailleur", jour=jour))
    return lignes
