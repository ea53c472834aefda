"""The papers of a move: what they say, what is left to fill, who may receive what."""

from __future__ import annotations

import os
import re
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import Text, text

import resources
from app.core import i18n
from app.core.errors import EntreeInvalide
from app.core.suivi import Annule
from app.domain.demenagements import EtatDemenagement, SensDemenagement
from app.domain.documents_modeles import POINTILLES, CodeDocument
from app.domain.menages import Information, Lien
from app.domain.partage import Destinataire, autorise
from app.services import modeles_documents
from app.services.documents import (
    ChoixDemenagements,
    ImprimerPapiers,
    ImprimerPlanning,
    LireManques,
    Papier,
    imprimer_papiers,
    imprimer_planning,
    manques,
)
from app.services.documents.commandes_demenagements import POUR, TITRES
from db.models import Base, Demenagement, Envoi, Menage, Personne, info_de
from db.types import Choix
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.demenagements import demenagement, equipe
from tests.integration.documents.donnees import lieu, menage_complet
from tests.integration.documents.suivi import lignes_du_reste
from tests.integration.documents.test_fiches import Compteur
from tests.integration.documents.test_partage import TABLES, extraire

REFERENCES = Path(__file__).parents[2] / "reference"
_A_ELLES = ("equipe", "demenagement", "besoins_relogement", "cle_logement", "releve_compteur")


@pytest.fixture
def ids(uow: UnitOfWork) -> dict[str, UUID]:
    """A fictitious estate with its crew."""
    lus = lieu(uow)
    return lus | {"equipe": equipe(uow, lus)}


def lire(chemin: Path) -> str:
    """The text of a PDF on one line."""
    return " ".join(" ".join(p.extract_text() for p in PdfReader(chemin).pages).split())


def imprimer(uow: UnitOfWork, papier: Papier, id_: UUID, dossier: Path) -> str:
    """The text of that paper for one move."""
    sortie = dossier / f"{papier.value}.pdf"
    imprimer_papiers(ImprimerPapiers(papier, ChoixDemenagements((id_,)), sortie), uow)
    return lire(sortie)


@pytest.mark.parametrize("papier", list(Papier))
def test_un_papier_se_lit_comme_sa_reference(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID], papier: Papier
) -> None:
    menage_id = menage_complet(uow, ids, visites=1)
    id_ = demenagement(uow, menage_id, ids, equipe_id=ids["equipe"])
    sortie = tmp_path / "papier.pdf"
    choix = ChoixDemenagements((id_,))
    fait = imprimer_papiers(ImprimerPapiers(papier, choix, sortie), uow)
    assert (fait.fichier, fait.demenagements, fait.ecartes) == (sortie, 1, ())
    assert fait.manques == manques(LireManques(papier, choix), uow) == ()
    lu = "\n\f\n".join(p.extract_text() for p in PdfReader(sortie).pages) + "\n"
    assert "None" not in lu
    reference = REFERENCES / f"demenagement_{papier.value}.txt"
    if os.environ.get("VOYETTE_REFERENCES"):
        reference.write_text(lu, encoding="utf-8")
    assert lu == reference.read_text(encoding="utf-8")


def test_la_lettre_dit_le_jour_l_heure_d_ou_vers_ou_et_qui(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    id_ = demenagement(uow, menage_complet(uow, ids, visites=1), ids, equipe_id=ids["equipe"])
    lettre = imprimer(uow, Papier.LETTRE, id_, tmp_path)
    for dit in ("mardi 1er décembre 2026, le matin, à partir de 08:30", "16 rue de Stockholm",
                "10 rue de Stockholm", "Les Bras fictifs (Équipe 1)", "06 55 44 33 22",
                "vendredi 5 mars 2027", "Qui appeler ?", "Bien à vous"):  # fmt: skip
        assert dit in lettre.replace("\u00a0", " "), dit
    with uow.lecture() as session:
        (envoi,) = session.query(Envoi).all()
        assert (envoi.quoi, envoi.destinataire, envoi.nb_lignes) == ("lettres", "menage", 1)
        assert envoi.detail["demenagements"] == [id_.hex]


def test_ce_que_personne_ne_sait_est_dit_avant_et_reste_a_remplir(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    menage_id = menage_complet(uow, ids, visites=1)
    id_ = demenagement(uow, menage_id, ids, complet=False)
    (manque,) = manques(LireManques(Papier.LETTRE, ChoixDemenagements((id_,))), uow)
    assert (manque.demenagement_id, manque.menage_id) == (id_, menage_id)
    assert manque.champs == ("déménageurs", "pilote social", "téléphone du pilote social")
    lettre = imprimer(uow, Papier.LETTRE, id_, tmp_path)
    assert lettre.count(POINTILLES) == 3
    assert "None" not in lettre
    assert manques(LireManques(Papier.CLES, ChoixDemenagements((id_,))), uow) == ()
    (manque,) = manques(LireManques(Papier.FEUILLE_EQUIPE, ChoixDemenagements((id_,))), uow)
    assert manque.champs == (
        "volume à déménager", "animaux du ménage", "pilote social", "téléphone du pilote social",
    )  # fmt: skip


def test_un_demenagement_annule_n_a_plus_de_papier(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    id_ = demenagement(uow, menage_complet(uow, ids, visites=1), ids, etat=EtatDemenagement.ANNULE)
    for papier in Papier:
        with pytest.raises(EntreeInvalide, match="rien_a_imprimer"):
            imprimer(uow, papier, id_, tmp_path)


def test_on_ne_sait_pas_toujours_d_ou_l_on_part(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    id_ = demenagement(uow, menage_complet(uow, ids, visites=1), ids, equipe_id=ids["equipe"])
    with uow.ecriture("test.depuis") as tx:
        ligne = tx.session.get(Demenagement, id_)
        assert ligne is not None
        ligne.depuis_id = None
        tx.commit()
    for papier in (Papier.LETTRE, Papier.FEUILLE_MENAGE, Papier.FEUILLE_EQUIPE):
        (manque,) = manques(LireManques(papier, ChoixDemenagements((id_,))), uow)
        assert manque.champs == ("adresse quittée ce jour-là",)
    for papier in Papier:
        assert "None" not in imprimer(uow, papier, id_, tmp_path)


def test_la_convention_se_presente_comme_un_modele_a_valider(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    menage_id = menage_complet(uow, ids, visites=1)
    aller = demenagement(uow, menage_id, ids, equipe_id=ids["equipe"])
    retour = demenagement(
        uow, menage_id, ids, sens=SensDemenagement.RETOUR, jour=date(2027, 3, 3), complet=False
    )
    convention = imprimer(uow, Papier.CONVENTION, aller, tmp_path)
    assert "service juridique du bailleur avant toute signature" in convention
    assert "il ne remplace pas un conseil juridique" in convention
    assert convention.count("Modèle de travail, à valider avant signature.") == 2, "on each page"
    assert "mercredi 3 mars 2027" in convention, "the move back tells when the stay ends"
    assert convention.count("Date et signature") == 2
    with pytest.raises(EntreeInvalide, match="rien_a_imprimer"):
        imprimer(uow, Papier.CONVENTION, retour, tmp_path)


def test_les_mots_de_l_equipe_remplacent_ceux_fournis(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    id_ = demenagement(uow, menage_complet(uow, ids, visites=1), ids, equipe_id=ids["equipe"])
    cmd = modeles_documents.EcrireModele(
        CodeDocument.LETTRE_ALLER, "Pour {menage}", "Rendez-vous le {jour} à la {cite}."
    )
    modeles_documents.ecrire(cmd, uow)
    lettre = imprimer(uow, Papier.LETTRE, id_, tmp_path)
    assert "Pour Wójcik Jadwiga et Henri" in lettre
    assert "Rendez-vous le mardi 1er décembre 2026 à la Cité des Glycines." in lettre
    modeles_documents.revenir(modeles_documents.RevenirAuModele(CodeDocument.LETTRE_ALLER), uow)
    assert "Comme nous en avons parlé" in imprimer(uow, Papier.LETTRE, id_, tmp_path)


def test_une_lettre_se_lit_dans_la_langue_du_menage_pas_une_convention(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    menage_id = menage_complet(uow, ids, visites=1)
    id_ = demenagement(uow, menage_id, ids, equipe_id=ids["equipe"])
    with uow.ecriture("test.langue") as tx:
        menage = tx.session.get(Menage, menage_id)
        assert menage is not None
        menage.langue = "anglais, ourdou"
        tx.commit()
    i18n.installer("fr", resources.chemin("locale"))
    lettre = imprimer(uow, Papier.LETTRE, id_, tmp_path)
    assert "Your move: Tuesday 1 December 2026" in lettre.replace(", 1", " 1").replace("y,", "y")
    assert "Bien à vous" not in lettre
    assert "Entre Bailleur fictif" in imprimer(uow, Papier.CONVENTION, id_, tmp_path)
    assert i18n.langue() == "fr", "the windows still speak French"


def test_les_demenageurs_n_apprennent_que_ce_qu_ils_portent(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    menage_id = menage_complet(uow, ids, visites=3)
    factories.ecrire(
        uow,
        Personne(
            id=uow.ids.new(), menage_id=menage_id, nom="Discret", prenom="Piotr", lien=Lien.ENFANT,
            titulaire=True, tel_mobile="0699999999", information=Information.RIEN,
        ),
    )  # fmt: skip
    id_ = demenagement(uow, menage_id, ids, equipe_id=ids["equipe"])
    feuille = imprimer(uow, Papier.FEUILLE_EQUIPE, id_, tmp_path).replace("\u00a0", " ")
    for dit in ("38 m³", "deux pigeons et un chat", "L’horloge de la fosse", "06 12 34 56 78",
                "Le camion entre par la cour.", "E-0001", "01234", "Clés du logement"):  # fmt: skip
        assert dit in feuille, dit
    for tu in ("Discret", "06 99 99 99 99", "pigeonnier de son mari", "75 ans", "polonais",
               "430,38", "construit en 1987", "Promis", "coupure", "inquiète"):  # fmt: skip
        assert tu not in feuille, tu


@pytest.mark.parametrize("papier", list(Papier))
def test_rien_d_interdit_n_arrive_sur_un_papier(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID], papier: Papier
) -> None:
    menage_id = menage_complet(uow, ids, visites=4)
    factories.ecrire(uow, *lignes_du_reste(uow, menage_id, uow.ids.new(), ids))
    factories.visite(uow, menage_id, texte="ZNRECITN")
    id_ = demenagement(uow, menage_id, ids, equipe_id=ids["equipe"])
    poses: dict[str, tuple[str, str]] = {}
    with uow.ecriture("test.canaris") as tx:
        for nom in (*TABLES, *_A_ELLES):
            for colonne in Base.metadata.tables[nom].columns:
                if not isinstance(colonne.type, Text) or isinstance(colonne.type, Choix):
                    continue
                mot = f"ZQ{len(poses):03d}Q"
                poses[mot] = (nom, colonne.name)
                tx.connection.execute(
                    text(f"UPDATE {nom} SET {colonne.name} = '{mot}' || substr({nom}.rowid, -2)")
                )
        tx.commit()
    sortie = tmp_path / "papier.pdf"
    imprimer_papiers(ImprimerPapiers(papier, ChoixDemenagements((id_,)), sortie), uow)
    vu = extraire(sortie)
    vus = {poses[mot] for mot in re.findall(r"ZQ\d{3}Q", vu)}
    for nom, colonne in vus:
        info = info_de(Base.metadata.tables[nom].columns[colonne])
        assert autorise(info["partage"], POUR[papier], au_menage=info["au_menage"]), (nom, colonne)
    assert ("menage", "nom") in vus
    assert len(vus) >= 5
    assert "ZNRECITN" not in vu
    if papier is Papier.FEUILLE_EQUIPE:  # a closed list: the movers are not the team
        assert vus <= {
            ("menage", "nom"), ("cite", "nom"), ("equipe", "nom"), ("equipe", "organisme"),
            ("demenagement", "remarque"), ("besoins_relogement", "animaux_precision"),
            ("attachement", "titre"), ("attachement", "lieu"), ("personne", "nom"),
            ("personne", "prenom"), ("personne", "tel_mobile"), ("personne", "tel_fixe"),
            ("intervenant", "nom"), ("intervenant", "prenom"), ("intervenant", "telephone"),
            ("releve_compteur", "numero"), ("releve_compteur", "valeur"),
            ("logement", "numero"), ("logement", "repetition"), ("logement", "voie"),
            ("logement", "complement"), ("logement", "code_postal"), ("logement", "commune"),
            ("logement", "typologie"), ("logement", "dependances"), ("equipe", "telephone"),
        }  # fmt: skip


def test_le_planning_de_la_semaine_va_par_equipe_et_par_jour(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    deux = equipe(uow, ids, "Équipe 2")
    for rang, (qui, jour, etat) in enumerate(
        [
            (ids["equipe"], date(2026, 12, 1), EtatDemenagement.PREVU),
            (ids["equipe"], date(2026, 12, 1), EtatDemenagement.CONFIRME),
            (deux, date(2026, 12, 4), EtatDemenagement.FAIT),
            (None, date(2026, 12, 2), EtatDemenagement.PREVU),
            (deux, date(2026, 12, 3), EtatDemenagement.ANNULE),
            (deux, date(2026, 12, 7), EtatDemenagement.PREVU),
        ]
    ):
        menage_id = menage_complet(uow, ids, visites=1, rang=rang)
        demenagement(uow, menage_id, ids, equipe_id=qui, jour=jour, etat=etat)
    choix = ChoixDemenagements(du=date(2026, 11, 30), cite_id=ids["cite"])
    fait = imprimer_planning(ImprimerPlanning(choix, tmp_path), uow)
    assert fait.fichier == tmp_path / "planning-demenagements_2026-11-24.pdf"
    pages = PdfReader(fait.fichier).pages
    assert (len(pages), fait.demenagements) == (fait.pages, 4)
    assert pages[0].mediabox.width > pages[0].mediabox.height, "landscape"
    tout = lire(fait.fichier)
    assert "Déménagements du 30/11/2026 au 06/12/2026" in tout
    rangs = [tout.index(t) for t in ("(Équipe 1)", "(Équipe 2)", "Équipe à désigner")]
    assert rangs == sorted(rangs)
    assert "⚠ 2 pour 1" in tout, "more moves than the crew can attend"
    une = imprimer_planning(
        ImprimerPlanning(ChoixDemenagements(du=date(2026, 11, 30), equipe_id=deux), tmp_path), uow
    )
    assert une.demenagements == 1


def test_un_lot_va_du_premier_jour_au_dernier_dans_un_seul_fichier(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    for rang, jour in enumerate((4, 1, 2)):
        menage_id = menage_complet(uow, ids, visites=1, rang=rang)
        demenagement(uow, menage_id, ids, jour=date(2026, 12, jour))
    choix = ChoixDemenagements(du=date(2026, 11, 30), cite_id=ids["cite"])
    fait = imprimer_papiers(ImprimerPapiers(Papier.LETTRE, choix, tmp_path), uow)
    assert (fait.demenagements, len(list(tmp_path.glob("*.pdf")))) == (3, 1)
    jours = re.findall(r"(\d)(?:er)? décembre 2026, le matin", lire(fait.fichier))
    assert jours == ["1", "2", "4"]


def test_un_nom_impossible_ou_un_choix_vide_ne_laisse_rien(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    vide = ChoixDemenagements(cite_id=ids["cite"])
    for papier in Papier:
        with pytest.raises(EntreeInvalide, match="rien_a_imprimer"):
            imprimer_papiers(ImprimerPapiers(papier, vide, tmp_path / "a.pdf"), uow)
    with pytest.raises(EntreeInvalide, match="rien_a_imprimer"):
        imprimer_planning(ImprimerPlanning(vide, tmp_path / "a.pdf"), uow)
    with pytest.raises(EntreeInvalide, match="nom_sans_pdf"):
        imprimer_papiers(ImprimerPapiers(Papier.CLES, vide, tmp_path / "a.docx"), uow)
    assert list(tmp_path.glob("*.pdf")) == []


def test_chaque_papier_a_un_nom_et_un_lecteur() -> None:
    assert set(POUR) == set(TITRES) == set(Papier)
    assert POUR[Papier.FEUILLE_EQUIPE] is Destinataire.EQUIPE


def test_l_essai_d_un_texte_ne_montre_personne(uow: UnitOfWork, ids: dict[str, UUID]) -> None:
    menage_complet(uow, ids, visites=1)
    for code in CodeDocument:
        modele = modeles_documents.fourni(code)
        cmd = modeles_documents.EssayerModele(code, modele.titre, modele.texte)
        octets = modeles_documents.essayer(cmd, uow)
        assert octets.startswith(b"%PDF")
        assert b"W\xf3jcik" not in octets


def test_l_heure_range_la_journee(uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]) -> None:
    trois: list[Any] = []
    for rang, heure in enumerate((time(14), time(8), time(10, 15))):
        menage_id = menage_complet(uow, ids, visites=1, rang=rang)
        trois.append(demenagement(uow, menage_id, ids, equipe_id=ids["equipe"]))
        with uow.ecriture("test.heure") as tx:
            ligne = tx.session.get(Demenagement, trois[-1])
            assert ligne is not None
            ligne.heure = heure
            tx.commit()
    choix = ChoixDemenagements(tuple(trois))
    fait = imprimer_planning(ImprimerPlanning(choix, tmp_path / "p.pdf"), uow)
    assert re.findall(r"Matin (\d\d:\d\d)", lire(fait.fichier)) == ["08:00", "10:15", "14:00"]


def test_arrete_a_n_importe_quel_pas_rien_ne_reste(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    moves = tuple(
        demenagement(uow, menage_complet(uow, ids, visites=1, rang=r), ids) for r in range(2)
    )
    temoin = Compteur()
    cmd = ImprimerPapiers(Papier.LETTRE, ChoixDemenagements(moves), tmp_path / "ok")
    imprimer_papiers(cmd, uow, temoin)
    assert (temoin.pas[0], temoin.pas[-1]) == ((0, 2), (2, 2))
    for arret in range(1, len(temoin.pas) + 1):
        cmd = ImprimerPapiers(Papier.LETTRE, ChoixDemenagements(moves), tmp_path / "arret")
        with pytest.raises(Annule):
            imprimer_papiers(cmd, uow, Compteur(arret))
        assert not (tmp_path / "arret").exists()
    with uow.lecture() as session:
        assert session.query(Envoi).count() == 1
