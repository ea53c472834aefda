"""A package is composed while others read and write; what happens meanwhile forbids it or waits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.core.errors import RegleMetier
from app.core.suivi import Annule
from app.domain.envois import EtatColis, Etendue, Format, Protection
from app.services import cites
from app.services.exports import cles, profils
from app.services.exports.file_envois.envoyer import PreparerColis, preparer_colis
from app.services.exports.profils import ArreterProfil, ContenuProfil, ModifierProfil
from db.models import Colis, Envoi, LigneJournal, Menage, MorceauColis
from db.uow import UnitOfWork
from tests import factories
from tests.integration.exports.destinataire import DestinataireModele, octets_de
from tests.integration.exports.test_colis_incertains import Envoyeur
from tests.integration.exports.test_delta import accord
from tests.integration.exports.test_profils import IDENTITE


class Pendant:
    """Has something done once the package is being composed, by another thread as a window is."""

    annule = False

    def __init__(self, quoi: Callable[[], object], fil: ThreadPoolExecutor | None = None) -> None:
        self._quoi: Callable[[], object] | None = quoi
        self._fil = fil or ThreadPoolExecutor(1)
        self.fait = False

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        del fait, total, texte
        if self._quoi is not None:
            quoi, self._quoi = self._quoi, None
            self._fil.submit(quoi).result(30)
            self.fait = True


class ArretPlusTard:
    """Asks to stop once all is composed, after being asked that many times."""

    def __init__(self, fois: int) -> None:
        self._restent, self._compose = fois, False

    @property
    def annule(self) -> bool:
        self._restent -= self._compose
        return self._restent < 0

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        del texte
        self._compose = fait == total


@pytest.fixture
def menage_id(uow: UnitOfWork) -> UUID:
    return factories.menage(uow)


@pytest.fixture
def envoyeur(uow: UnitOfWork, menage_id: UUID) -> Envoyeur:
    assert menage_id
    factories.menage(uow, "Autre", "Fictif")
    return Envoyeur(uow)


def comptes(uow: UnitOfWork) -> list[int]:
    """Packages, pieces, lines of what left."""
    with uow.lecture() as session:
        return [
            session.scalar(select(func.count()).select_from(modele)) or 0
            for modele in (Colis, MorceauColis, Envoi)
        ]


def seq(uow: UnitOfWork) -> int:
    with uow.lecture() as session:
        return session.scalar(select(func.max(LigneJournal.seq))) or 0


def fichiers(dossier: Path) -> set[str]:
    return {str(p) for p in dossier.rglob("*") if p.is_file()}


def test_on_lit_et_on_ecrit_pendant_qu_un_envoi_se_compose(
    uow: UnitOfWork, envoyeur: Envoyeur, tmp_path: Path
) -> None:
    vus: list[Any] = []
    presents = fichiers(tmp_path)

    def vivre() -> None:
        with uow.lecture() as session:
            vus.append(session.scalar(select(func.count()).select_from(Menage)))
        vus.append(factories.menage(uow, "Entretemps"))
        vus.append(fichiers(tmp_path))

    avant = seq(uow)
    pendant = Pendant(vivre)
    id_ = preparer_colis(PreparerColis(envoyeur.profil_id), uow, pendant).principal
    assert id_ is not None
    assert vus[0] == 2
    assert vus[2] == presents, "what waits has no name"
    with uow.lecture() as session:
        colis = session.get(Colis, id_)
        assert colis is not None
        assert (colis.sequence, colis.journal_seq) == (1, avant)
    chez_lui = DestinataireModele(IDENTITE)
    chez_lui.prendre(octets_de(uow, id_))
    assert vus[1].hex not in chez_lui.tables["menage"]
    # What was written meanwhile comes next, and nothing else.
    envoyeur.mettre(id_, EtatColis.ACCUSE)
    vu = envoyeur.voir()
    assert (vu.etendue, {t.nom: t.nouvelles for t in vu.tables}["menage"]) == (Etendue.DELTA, 1)
    chez_lui.prendre(octets_de(uow, envoyeur.preparer()))
    assert vus[1].hex in chez_lui.tables["menage"]


@pytest.mark.parametrize("etendue", [None, Etendue.DELTA])
def test_qui_retire_son_accord_pendant_ce_temps_ne_part_pas(
    uow: UnitOfWork, envoyeur: Envoyeur, menage_id: UUID, etendue: Etendue | None, tmp_path: Path
) -> None:
    if etendue is Etendue.DELTA:
        envoyeur.preparer(EtatColis.ACCUSE)
        with uow.ecriture("test.changer") as tx:
            menage = tx.session.get(Menage, menage_id)
            assert menage is not None
            menage.nom = "Changé"
            tx.commit()
    avant, presents = comptes(uow), fichiers(tmp_path)
    pendant = Pendant(lambda: accord(uow, menage_id, accorde=False))
    with pytest.raises(RegleMetier, match="accord_change"):
        preparer_colis(PreparerColis(envoyeur.profil_id, etendue), uow, pendant)
    assert pendant.fait
    assert (comptes(uow), fichiers(tmp_path)) == (avant, presents)
    chez_lui = DestinataireModele(IDENTITE)
    archive = chez_lui.ouvrir(octets_de(uow, envoyeur.preparer(etendue=etendue)))
    partis = chez_lui.lignes(archive)
    assert menage_id.hex not in {row["id"] for row in partis.get("menage", [])}
    retires = {row["id"] for row in partis.get("retraits", [])}
    assert retires == ({menage_id.hex} if etendue is Etendue.DELTA else set())


def test_un_accord_retire_ailleurs_ou_donne_n_empeche_rien(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    ici = factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite_id))
    ailleurs = factories.menage(uow)
    envoyeur = Envoyeur(uow, cite_id=cite_id)

    def dire() -> None:
        accord(uow, ailleurs, accorde=False)
        accord(uow, ici)

    pendant = Pendant(dire)
    id_ = preparer_colis(PreparerColis(envoyeur.profil_id), uow, pendant).principal
    assert id_ is not None
    assert pendant.fait
    chez_lui = DestinataireModele(IDENTITE)
    chez_lui.prendre(octets_de(uow, id_))
    assert chez_lui.tables["menage"].keys() == {ici.hex}


def test_trop_de_changements_pour_etre_sur_ne_part_pas(
    uow: UnitOfWork, envoyeur: Envoyeur, menage_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.exports.selection.changements.LIGNES_MAX", 0)
    pendant = Pendant(lambda: accord(uow, menage_id))
    with pytest.raises(RegleMetier, match="accord_change"):
        preparer_colis(PreparerColis(envoyeur.profil_id), uow, pendant)
    assert comptes(uow) == [0, 0, 0]


def test_de_deux_preparations_a_la_fois_une_seule_gagne(
    uow: UnitOfWork, envoyeur: Envoyeur, tmp_path: Path
) -> None:
    gagnants: list[UUID] = []
    presents = fichiers(tmp_path)
    pendant = Pendant(lambda: gagnants.append(envoyeur.preparer()))
    with pytest.raises(RegleMetier, match="autre_prepare"):
        preparer_colis(PreparerColis(envoyeur.profil_id), uow, pendant)
    assert comptes(uow) == [1, 1, 1]
    assert fichiers(tmp_path) == presents
    with uow.lecture() as session:
        assert session.execute(select(Colis.id, Colis.sequence)).one() == (gagnants[0], 1)
    envoyeur.preparer()
    with uow.lecture() as session:
        assert list(session.scalars(select(Colis.sequence).order_by(Colis.sequence))) == [1, 2]


@pytest.mark.parametrize("quoi", ["arrete", "modifie", "cle", "phrase", "rien"])
def test_un_profil_qui_change_pendant_ce_temps_ne_laisse_rien(
    uow: UnitOfWork, envoyeur: Envoyeur, quoi: str
) -> None:
    profil_id, phrases = envoyeur.profil_id, [cles.proposer_phrase() for _ in range(2)]
    if quoi == "phrase":
        zip_aes = ContenuProfil(
            "Suivi mensuel", **(envoyeur.contenu | {"protection": Protection.ZIP_AES})
        )
        profils.modifier(ModifierProfil(profil_id, zip_aes), uow)
        cles.definir_phrase(cles.DefinirPhrase(profil_id, phrases[0]), uow)
    autre = ContenuProfil("Suivi mensuel", **(envoyeur.contenu | {"formats": (Format.CSV_FR,)}))
    actions: dict[str, tuple[str, Callable[[], object]]] = {
        "arrete": ("profil.arrete", lambda: profils.arreter(ArreterProfil(profil_id), uow)),
        "modifie": (
            "envoi.profil_change",
            lambda: profils.modifier(ModifierProfil(profil_id, autre), uow),
        ),
        "cle": (
            "cle.abandonnee",
            lambda: cles.abandonner(cles.AbandonnerCle(envoyeur.contenu["cle_id"]), uow),
        ),
        "phrase": (
            "envoi.profil_change",
            lambda: cles.definir_phrase(cles.DefinirPhrase(profil_id, phrases[1]), uow),
        ),
        "rien": ("", lambda: cites.creer(cites.CreerCite("Cité Nouméa"), uow)),
    }
    code, action = actions[quoi]
    pendant = Pendant(action)
    if code:
        with pytest.raises(RegleMetier, match=code):
            preparer_colis(PreparerColis(profil_id), uow, pendant)
        assert comptes(uow) == [0, 0, 0]
    else:
        assert preparer_colis(PreparerColis(profil_id), uow, pendant).principal is not None
    assert pendant.fait


@pytest.mark.parametrize("fois", [0, 1, 3])
def test_un_arret_apres_la_composition_ne_laisse_rien(
    uow: UnitOfWork, envoyeur: Envoyeur, fois: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.exports.paquets.preparation.MORCEAU", 1000)
    presents, avant = fichiers(tmp_path), seq(uow)
    with pytest.raises(Annule):
        preparer_colis(PreparerColis(envoyeur.profil_id), uow, ArretPlusTard(fois))
    assert (comptes(uow), seq(uow)) == ([0, 0, 0], avant)
    assert fichiers(tmp_path) == presents
    assert envoyeur.preparer()
    assert comptes(uow)[1] > 3
