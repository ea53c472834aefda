"""The letter of a change of timetable, and the list of people to tell."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import Text, text

from app.core.errors import EntreeInvalide
from app.domain.accompagnement import Canal
from app.domain.engagements import RaisonReport
from app.domain.menages import Information, Lien
from app.domain.partage import Destinataire, autorise
from app.services import annonces, engagements
from app.services.annonces import AnnoncerMenage, LireAnnonces
from app.services.documents import (
    ImprimerAPrevenir,
    ImprimerLettres,
    imprimer_a_prevenir,
    imprimer_lettres,
)
from db.models import Annonce, Base, ChangementCalendrier, Envoi, Personne, info_de
from db.types import Choix
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.donnees import lieu, menage_complet
from tests.integration.documents.test_partage import TABLES, extraire

OBJET = (
    "Votre retour dans votre logement : c’était prévu le mercredi 12 mai 2027,"
    " ce sera le lundi 31 mai 2027."
)
EXPLICATION = "Il a gelé trois semaines : les maçons n’ont pas pu travailler."


def _changement(uow: UnitOfWork, tranche_id: UUID, menages: list[UUID]) -> UUID:
    """A change of timetable told to nobody yet."""
    id_ = uow.ids.new()
    factories.ecrire(
        uow,
        ChangementCalendrier(
            id=id_, tranche_id=tranche_id, le=date(2026, 11, 24), raison=RaisonReport.METEO,
            explication=EXPLICATION,
        ),
        *(
            Annonce(
                id=uow.ids.new(), menage_id=m, changement_id=id_, objet=OBJET,
                ouverte_le=date(2026, 11, 24),
            )
            for m in menages
        ),
    )  # fmt: skip
    return id_


def test_la_lettre_dit_ce_qui_change_pourquoi_et_qui_appeler(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    ids = lieu(uow)
    menages = [menage_complet(uow, ids, visites=1, rang=rang) for rang in range(2)]
    changement = _changement(uow, ids["tranche"], menages)
    sortie = tmp_path / "lettres.pdf"
    fait = imprimer_lettres(ImprimerLettres(sortie, changement_id=changement), uow)
    assert fait.menages == 2
    pages = [page.extract_text() for page in PdfReader(sortie).pages]
    assert fait.pages == len(pages)
    une = " ".join(pages[0].split())
    for dit in ("Madame, Monsieur,", "ce sera le lundi 31 mai 2027", "La météo.", "Il a gelé",
                "24 novembre 2026", "Qui appeler ?", "Nous savons qu’un changement"):  # fmt: skip
        assert dit in une, dit
    with uow.lecture() as session:
        (envoi,) = session.query(Envoi).all()
        assert (envoi.quoi, envoi.destinataire, envoi.nb_lignes) == ("lettres", "menage", 2)


def test_chaque_menage_a_sa_feuille_et_une_seule_lettre(uow: UnitOfWork, tmp_path: Path) -> None:
    ids = lieu(uow)
    a, b = (menage_complet(uow, ids, visites=1, rang=rang) for rang in range(2))
    _changement(uow, ids["tranche"], [a, b])
    prise = engagements.prendre(
        engagements.PrendreEngagement(a, "passer voir le volet", date(2026, 11, 27)), uow
    )
    assert prise.principal is not None
    engagements.deplacer(
        engagements.DeplacerEngagement(
            prise.principal, date(2026, 12, 4), "ZMOTIFZ", RaisonReport.TECHNIQUE
        ),
        uow,
    )
    sortie = tmp_path / "lettres.pdf"
    fait = imprimer_lettres(ImprimerLettres(sortie, cite_id=ids["cite"]), uow)
    assert fait.menages == 2
    tout = extraire(sortie)
    assert tout.count("Madame, Monsieur,") == 2
    assert "Passer voir le volet" in tout
    assert "Une difficulté technique" in tout
    assert "ZMOTIFZ" not in tout, "the team's words do not reach the household"


def test_ce_qui_a_ete_dit_ne_s_imprime_plus(uow: UnitOfWork, tmp_path: Path) -> None:
    ids = lieu(uow)
    _changement(uow, ids["tranche"], [menage_complet(uow, ids, visites=1)])
    (a_dire,) = annonces.ouvertes(LireAnnonces(), uow)
    cmd = AnnoncerMenage(a_dire.id, date(2026, 11, 24), Canal.TELEPHONE, "Jadwiga")
    annonces.annoncer(cmd, uow)
    for imprimer, demande in (
        (imprimer_lettres, ImprimerLettres(tmp_path / "l.pdf")),
        (imprimer_a_prevenir, ImprimerAPrevenir(tmp_path / "l.pdf")),
    ):
        with pytest.raises(EntreeInvalide, match="rien_a_annoncer"):
            imprimer(demande, uow)  # type: ignore[operator]  # two services of one shape
    with pytest.raises(EntreeInvalide, match="nom_sans_pdf"):
        imprimer_lettres(ImprimerLettres(tmp_path / "lettres"), uow)
    assert list(tmp_path.glob("*.pdf")) == []


def test_rien_d_interne_ni_de_confidentiel_n_arrive_dans_la_lettre(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    ids = lieu(uow)
    menage_id = menage_complet(uow, ids, visites=3)
    _changement(uow, ids["tranche"], [menage_id])
    poses: dict[str, tuple[str, str]] = {}
    with uow.ecriture("test.canaris") as tx:
        for nom in (*TABLES, "annonce", "changement_calendrier"):
            for colonne in Base.metadata.tables[nom].columns:
                if not isinstance(colonne.type, Text) or isinstance(colonne.type, Choix):
                    continue
                mot = f"ZQ{len(poses):03d}Q"
                poses[mot] = (nom, colonne.name)
                suite = f" || substr({nom}.rowid, -2) || 'W'" if nom != "annonce" else ""
                tx.connection.execute(text(f"UPDATE {nom} SET {colonne.name} = '{mot}'{suite}"))
        tx.commit()
    sortie = tmp_path / "lettres.pdf"
    imprimer_lettres(ImprimerLettres(sortie), uow)
    vus = {poses[mot] for mot in re.findall(r"ZQ\d{3}Q", extraire(sortie))}
    assert {
        ("menage", "nom"),
        ("annonce", "objet"),
        ("changement_calendrier", "explication"),
    } <= vus
    for nom, colonne in vus:
        info = info_de(Base.metadata.tables[nom].columns[colonne])
        assert autorise(info["partage"], Destinataire.MENAGE, au_menage=info["au_menage"]), (
            nom,
            colonne,
        )


def test_la_liste_dit_ou_qui_quoi_et_a_qui_ne_rien_dire(uow: UnitOfWork, tmp_path: Path) -> None:
    ids = lieu(uow)
    menages = [menage_complet(uow, ids, visites=1, rang=rang) for rang in range(3)]
    factories.ecrire(
        uow,
        Personne(
            id=uow.ids.new(), menage_id=menages[0], nom="Discret", prenom="Piotr", lien=Lien.ENFANT,
            tel_mobile="0699999999", information=Information.RIEN,
        ),
    )  # fmt: skip
    changement = _changement(uow, ids["tranche"], menages)
    sortie = tmp_path / "liste.pdf"
    fait = imprimer_a_prevenir(ImprimerAPrevenir(sortie, "Cité d’essai", None, changement), uow)
    assert fait.pages == len(PdfReader(sortie).pages)
    tout = " ".join(page.extract_text() for page in PdfReader(sortie).pages)
    net = " ".join(tout.split())
    assert net.count("☐") == 3
    assert "3 ménages attendent un appel." in net
    assert "la météo. Il a gelé" in net
    assert "ne rien dire à Piotr Discret" in net
    assert "06 99 99 99 99" not in net
