"""Inventories on the real base: filled, compared, signed, gone on with as complaints."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.core.changes import Changes
from app.core.errors import AppError
from app.domain.logements import NatureOccupation
from app.domain.receptions import ResultatReception
from app.domain.reclamations import NatureReclamation, OrigineReclamation
from app.services import annulation, receptions
from app.services import etats_des_lieux as service
from app.services.annulation import AnnulerOperation
from app.services.etats_des_lieux import (
    AjouterPhotosEtat,
    Ecart,
    ElementNote,
    EtatElement,
    LireEtats,
    LogementCompare,
    ModifierEtat,
    MomentEtatDesLieux,
    NoterElements,
    OuvrirEtat,
    RetirerEtat,
    SignalerElement,
    differences,
)
from app.services.images import ImageReduite
from db.models import Occupation, PhotoDefaut, Reclamation
from db.uow import UnitOfWork
from tests import factories

SORTIE, ENTREE = MomentEtatDesLieux.SORTIE, MomentEtatDesLieux.ENTREE
LE, RETOUR, AUJOURDHUI = date(2026, 5, 4), date(2026, 11, 20), date(2026, 11, 24)
N, B, U, M = EtatElement.NEUF, EtatElement.BON, EtatElement.USAGE, EtatElement.MAUVAIS


class Chez:
    """A household, its own home and the temporary one."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.cite = factories.cite(uow)
        self.logement = factories.logement(uow, cite_id=self.cite, chambres=2)
        self.tiroir = factories.logement(uow, cite_id=self.cite, voie="Rue Neuve")
        self.menage = factories.menage(uow, logement_id=self.logement)
        factories.ecrire(
            uow,
            Occupation(
                id=uow.ids.new(), menage_id=self.menage, logement_id=self.tiroir,
                nature=NatureOccupation.TIROIR, debut=LE, fin=RETOUR,
            ),
        )  # fmt: skip

    def ouvrir(self, moment: MomentEtatDesLieux = SORTIE, le: date = LE, **champs: object) -> UUID:
        ou = champs.pop("logement_id", self.logement)
        cmd = OuvrirEtat(self.menage, ou, moment, le, **champs)  # type: ignore[arg-type]  # the test's own values
        id_ = service.ouvrir(cmd, self.uow).principal
        assert id_ is not None
        return id_

    def noter(self, etat_id: UUID, *elements: tuple[str, str, EtatElement | None, str]) -> Changes:
        notes = tuple(ElementNote(*e) for e in elements)
        return service.noter(NoterElements(etat_id, notes), self.uow)

    def compare(self) -> LogementCompare:
        lus = service.lire(LireEtats(self.menage), self.uow)
        trouve = lus.logement(self.logement)
        assert trouve is not None
        return trouve

    def refus(self, attendu: str, fonction: object, cmd: object) -> AppError:
        with pytest.raises(AppError) as leve:
            fonction(cmd, self.uow)  # type: ignore[operator]  # a service
        assert leve.value.code == attendu
        return leve.value


@pytest.fixture
def chez(uow: UnitOfWork) -> Chez:
    return Chez(uow)


def rempli(chez: Chez) -> tuple[UUID, UUID]:
    """Exit and return of the same home."""
    sortie, entree = chez.ouvrir(), chez.ouvrir(ENTREE, RETOUR)
    chez.noter(
        sortie,
        ("sejour", "murs", U, ""),
        ("sejour", "sol", B, ""),
        ("cuisine", "evier", M, "fuit"),
    )
    chez.noter(
        entree,
        ("sejour", "murs", N, ""),
        ("sejour", "sol", M, "carreau fendu"),
        ("cuisine", "evier", M, ""),
        ("entree", "sonnette", B, ""),
    )
    return sortie, entree


def test_sortie_et_retour_cote_a_cote(chez: Chez) -> None:
    rempli(chez)
    lu = chez.compare()
    assert [e.etat.moment for e in lu.etats] == [SORTIE, ENTREE]
    dits = {(r.piece, r.element): r.ecart for r in lu.rangees}
    assert dits["sejour", "murs"] is Ecart.MIEUX
    assert dits["sejour", "sol"] is Ecart.PIRE
    assert dits["cuisine", "evier"] is Ecart.PAREIL
    assert dits["entree", "sonnette"] is Ecart.INCOMPLET
    premiers = [(r.piece, r.element) for r in differences(lu.rangees)[:4]]
    assert premiers == [
        ("sejour", "sol"),
        ("entree", "sonnette"),
        ("sejour", "murs"),
        ("cuisine", "evier"),
    ]
    assert ("chambre_2", "murs") in dits
    assert ("chambre_3", "murs") not in dits, "a home of two bedrooms"


def test_le_logement_provisoire_va_dans_l_autre_sens(chez: Chez) -> None:
    chez.ouvrir(ENTREE, LE, logement_id=chez.tiroir)
    chez.ouvrir(SORTIE, RETOUR, logement_id=chez.tiroir)
    lus = service.lire(LireEtats(chez.menage), chez.uow)
    assert [lo.logement.id for lo in lus.logements] == [chez.logement, chez.tiroir]
    tiroir = lus.logement(chez.tiroir)
    assert tiroir is not None
    assert [e.etat.moment for e in tiroir.etats] == [ENTREE, SORTIE]
    assert service.moment_suivant(None, tiroir=True) is ENTREE
    assert service.moment_suivant(ENTREE, tiroir=True) is SORTIE
    assert service.moment_suivant(None, tiroir=False) is SORTIE


def test_noter_remplace_efface_et_s_annule(chez: Chez) -> None:
    id_ = chez.ouvrir()
    fait = chez.noter(id_, ("sejour", "murs", U, ""), ("Cave", "étagère", B, "à lui"))
    assert fait.touche("etats_des_lieux", id_)
    assert chez.noter(id_, ("sejour", "murs", U, "")).operation is None
    chez.noter(id_, ("sejour", "murs", M, " moisi "), ("Cave", "étagère", None, ""))
    (complet,) = chez.compare().etats
    assert [(e.piece, e.etat, e.precision) for e in complet.elements] == [("sejour", M, "moisi")]
    assert fait.operation is not None
    with pytest.raises(AppError) as leve:
        annulation.annuler(AnnulerOperation(fait.operation), chez.uow)
    assert leve.value.code == "annulation.modifie_depuis"


def test_ce_qui_est_signe_ne_change_plus(chez: Chez) -> None:
    id_ = chez.ouvrir()
    signe = ModifierEtat(id_, LE, "Mme Wójcik, M. Exemple", "", LE)
    chez.refus("etat_des_lieux.vide", service.modifier, signe)
    chez.noter(id_, ("sejour", "murs", U, ""))
    avant = ModifierEtat(id_, LE, signe_le=date(2026, 5, 3))
    chez.refus("etat_des_lieux.signature_avant", service.modifier, avant)
    service.modifier(signe, chez.uow)
    notes = NoterElements(id_, (ElementNote("sejour", "murs", B),))
    chez.refus("etat_des_lieux.signe", service.noter, notes)
    chez.refus("etat_des_lieux.signe", service.retirer, RetirerEtat(id_))
    service.modifier(ModifierEtat(id_, LE), chez.uow)
    assert service.noter(notes, chez.uow).operation is not None


def test_ce_qui_est_refuse(chez: Chez) -> None:
    demain = OuvrirEtat(chez.menage, chez.logement, SORTIE, date(2026, 11, 25))
    chez.refus("etat_des_lieux.futur", service.ouvrir, demain)
    ailleurs = OuvrirEtat(chez.menage, factories.logement(chez.uow), SORTIE, LE)
    chez.refus("etat_des_lieux.pas_ici", service.ouvrir, ailleurs)
    chez.ouvrir()
    encore = OuvrirEtat(chez.menage, chez.logement, SORTIE, RETOUR)
    assert chez.refus("etat_des_lieux.deja", service.ouvrir, encore).params["jour"] == LE
    vide = NoterElements(chez.ouvrir(ENTREE, RETOUR), (ElementNote("", "murs", B),))
    chez.refus("saisie.obligatoire", service.noter, vide)


def test_retirer_puis_revenir(chez: Chez) -> None:
    id_ = chez.ouvrir()
    chez.noter(id_, ("sejour", "murs", U, ""))
    image = ImageReduite(b"\xff\xd8a", b"\xff\xd8b", 4, 3, "p.jpg", 9)
    service.ajouter_photos(AjouterPhotosEtat(id_, (image,), "séjour"), chez.uow)
    assert [p.legende for p in chez.compare().etats[0].photos] == ["séjour"]
    fait = service.retirer(RetirerEtat(id_), chez.uow)
    assert chez.compare().etats == ()
    assert fait.operation is not None
    annulation.annuler(AnnulerOperation(fait.operation), chez.uow)
    (revenu,) = chez.compare().etats
    assert (len(revenu.elements), len(revenu.photos)) == (1, 1)
    with chez.uow.lecture() as session:
        assert session.query(PhotoDefaut.etat_id).scalar() == id_


def test_un_element_abime_devient_une_reclamation(chez: Chez) -> None:
    _sortie, entree = rempli(chez)
    cmd = SignalerElement(entree, "sejour", "sol")
    fait = service.signaler(cmd, chez.uow)
    assert fait.principal is not None
    with chez.uow.lecture() as session:
        lue = session.get(Reclamation, fait.principal)
        assert lue is not None
        assert (lue.nature, lue.origine) == (
            NatureReclamation.RECLAMATION,
            OrigineReclamation.DOMICILE,
        )
        assert (lue.categorie, lue.lieu, lue.ouverte_le) == ("finitions", "sejour", RETOUR)
        assert lue.description == "Sol et plinthes : mauvais – carreau fendu"
    assert [d.reference for d in chez.compare().signales] == ["R-0001"]
    deja = chez.refus("etat_des_lieux.deja_signale", service.signaler, cmd)
    assert deja.params["reference"] == "R-0001"
    rien = SignalerElement(entree, "sejour", "plafond")
    chez.refus("etat_des_lieux.non_note", service.signaler, rien)


def test_ou_une_reserve_de_la_reception(chez: Chez) -> None:
    _sortie, entree = rempli(chez)
    cmd = SignalerElement(entree, "sejour", "sol", reserve=True)
    chez.refus("etat_des_lieux.sans_reception", service.signaler, cmd)
    sans = receptions.Recevoir(date(2026, 11, 10), ResultatReception.SANS_RESERVE, (chez.logement,))
    receptions.recevoir(sans, chez.uow)
    fait = service.signaler(cmd, chez.uow)
    assert fait.touche("receptions")
    (ligne,) = receptions.lire(receptions.LireReceptions(chez.cite), chez.uow).lignes
    assert (ligne.resultat, ligne.ouvertes) == (ResultatReception.AVEC_RESERVES, 1)
    assert chez.compare().recue_le == date(2026, 11, 10)
