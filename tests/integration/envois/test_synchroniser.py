"""Rounds of exchanges: what is deposited, what receipts prove, what is kept aside."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide, PanneEnvironnement, RegleMetier
from app.core.suivi import Annule
from app.domain.envois import EtatColis, EtatRetour, GenreRetour, IssueEssai
from app.domain.paquets import ResultatAccuse
from app.services.exports import file_envois
from app.services.exports.file_envois import (
    AnnulerColis,
    LireAttente,
    LireColis,
    ListerColis,
    RenvoyerColis,
)
from app.services.exports.protection.signature import CleSignature
from app.services.exports.synchroniser import Bilan, Synchroniser, accuses, synchroniser
from app.services.exports.synchroniser.accuses import RelireAccuse
from app.services.ouverture import BaseOuverte
from db.models import ClePartenaire, Colis, FichierRetour, ProfilEnvoi
from db.uow import UnitOfWork
from tests.integration.envois import boite
from tests.integration.envois.boite import Distant, Faute, Lieu

OCTETS = os.urandom(2500)


@pytest.fixture
def lieu(uow: UnitOfWork) -> Lieu:
    return boite.lieu(uow)


@pytest.fixture
def colis(uow: UnitOfWork, lieu: Lieu) -> Colis:
    return boite.colis(uow, lieu, OCTETS)


def tour(uow: UnitOfWork, distant: Distant, *, sans_attendre: bool = False) -> Bilan:
    return synchroniser(Synchroniser(sans_attendre=sans_attendre), uow, distant, hasard=lambda: 0.5)


def retours(uow: UnitOfWork) -> list[FichierRetour]:
    with uow.lecture() as session:
        lus = list(session.scalars(select(FichierRetour).order_by(FichierRetour.id)))
        session.expunge_all()
    return lus


def test_ce_qui_attend_part_puis_est_accuse(uow: UnitOfWork, lieu: Lieu, colis: Colis) -> None:
    distant = Distant()
    bilan = tour(uow, distant)
    assert bilan.bon
    assert bilan.depots == 1
    assert distant.depots == {colis.nom: OCTETS}
    assert boite.etat(uow, colis.id) is EtatColis.DEPOSE
    assert boite.octets_gardes(uow, colis.id) == OCTETS  # until it is acknowledged
    distant.retours[boite.nom_accuse(colis)] = boite.accuse(colis, lieu.cle)
    bilan = tour(uow, distant)
    assert bilan.bon
    assert len(bilan.destinations[0].releve.accuses) == 1
    assert boite.etat(uow, colis.id) is EtatColis.ACCUSE
    assert boite.octets_gardes(uow, colis.id) == b""
    (retour,) = retours(uow)
    assert (retour.genre, retour.etat, retour.signe) == (
        GenreRetour.ACCUSE, EtatRetour.APPLIQUE, True,
    )  # fmt: skip
    assert (retour.colis_id, retour.cle_id) == (colis.id, lieu.cle_id)
    distant.lus.clear()
    assert not tour(uow, distant).touche
    assert distant.lus == []  # a file that did not change is not read again


def test_un_depot_manque_attend_puis_repart(
    uow: UnitOfWork, colis: Colis, clock: FixedClock
) -> None:
    distant = Distant(faute=Faute.COUPE_AU_MILIEU)
    bilan = tour(uow, distant)
    assert not bilan.bon
    assert bilan.attente.en_echec == 1
    assert bilan.destinations[0].panne is not None
    assert distant.depots == {}
    distant.faute = Faute.AUCUNE
    assert tour(uow, distant).depots == 0  # its time has not come
    clock.instant += timedelta(seconds=45)
    assert tour(uow, distant).depots == 1  # 0.5 + 0.5 / 2 of one minute
    vu = file_envois.detail(LireColis(colis.id), uow)
    assert [(e.issue, e.code) for e in vu.essais] == [
        (IssueEssai.DEPOSE, None), (IssueEssai.ECHEC, "transport.coupe"),
    ]  # fmt: skip
    assert not vu.interrompu


def test_une_horloge_remise_a_l_heure_n_arrete_rien(
    uow: UnitOfWork, colis: Colis, clock: FixedClock
) -> None:
    juste, distant = clock.instant, Distant(faute=Faute.INJOIGNABLE)
    clock.instant = juste + timedelta(days=1500)  # an old laptop whose battery died
    tour(uow, distant)
    clock.instant, distant.faute = juste, Faute.AUCUNE
    assert tour(uow, distant).depots == 1
    assert boite.etat(uow, colis.id) is EtatColis.DEPOSE


def test_les_delais_doublent_et_une_personne_peut_ne_pas_attendre(
    uow: UnitOfWork, colis: Colis, clock: FixedClock
) -> None:
    distant = Distant(faute=Faute.INJOIGNABLE)
    delais = []
    for _ in range(12):
        tour(uow, distant, sans_attendre=True)
        (ligne,) = file_envois.lister(ListerColis(), uow)
        assert ligne.prochain_essai_a is not None
        delais.append((ligne.prochain_essai_a - clock.now()).total_seconds() / 45)
    assert delais[:9] == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert delais[9:] == [360, 360, 360]  # six hours at most
    assert ligne.dernier_code == "transport.hors_ligne"
    distant.faute = Faute.AUCUNE
    file_envois.renvoyer(RenvoyerColis(colis.id), uow)
    assert tour(uow, distant).depots == 1


def test_coupe_avant_la_reponse_ne_fait_pas_deux_colis(
    uow: UnitOfWork, lieu: Lieu, colis: Colis
) -> None:
    distant = Distant(faute=Faute.COUPE_AVANT_LA_REPONSE)
    tour(uow, distant)
    assert boite.etat(uow, colis.id) is EtatColis.PREPARE
    distant.faute = Faute.AUCUNE
    bilan = tour(uow, distant, sans_attendre=True)
    assert [d.issue for d in bilan.destinations[0].depots] == [IssueEssai.DEJA_LA]
    assert distant.publies == [colis.nom]


def test_un_accuse_arrive_avant_qu_on_sache_le_depot_evite_de_redeposer(
    uow: UnitOfWork, lieu: Lieu, colis: Colis
) -> None:
    distant = Distant(faute=Faute.COUPE_AVANT_LA_REPONSE)
    tour(uow, distant)
    distant.faute = Faute.AUCUNE
    distant.depots.clear()  # the recipient took it away
    distant.retours[boite.nom_accuse(colis)] = boite.accuse(colis, lieu.cle)
    assert tour(uow, distant, sans_attendre=True).depots == 0
    assert boite.etat(uow, colis.id) is EtatColis.ACCUSE
    assert distant.publies == [colis.nom]


def test_un_colis_qui_echoue_ne_retient_pas_les_autres(
    uow: UnitOfWork, lieu: Lieu, colis: Colis
) -> None:
    second = boite.colis(uow, lieu, b"second")
    distant = Distant(depots={colis.nom: b"autre chose"})
    bilan = tour(uow, distant)
    assert {d.nom: d.issue for d in bilan.destinations[0].depots} == {
        colis.nom: IssueEssai.ECHEC, second.nom: IssueEssai.DEPOSE,
    }  # fmt: skip
    assert bilan.destinations[0].panne is None


def test_une_destination_qui_manque_ne_retient_pas_les_autres(
    uow: UnitOfWork, lieu: Lieu, colis: Colis, tmp_path: Path
) -> None:
    loin = boite.lieu(uow, "Loin", adresse="/loin")
    autre = boite.colis(uow, loin, b"loin")
    ici, absent = Distant(), Distant(faute=Faute.INJOIGNABLE)
    bilan = synchroniser(
        Synchroniser(), uow, lambda acces: (absent if acces.adresse == "/loin" else ici)(acces)
    )
    assert [d.panne.code if d.panne else None for d in bilan.destinations] == [
        None, "transport.hors_ligne",
    ]  # fmt: skip
    assert boite.etat(uow, colis.id) is EtatColis.DEPOSE
    assert file_envois.detail(LireColis(autre.id), uow).colis.essais == 1


def test_un_colis_sans_destination_le_dit_et_part_quand_son_profil_en_a_une(
    uow: UnitOfWork, lieu: Lieu, colis: Colis
) -> None:
    with uow.ecriture("test") as tx:
        tx.session.get_one(Colis, colis.id).destination_id = None
        tx.session.get_one(ProfilEnvoi, lieu.profil_id).destination_id = None
        tx.commit()
    distant = Distant()
    assert tour(uow, distant).depots == 0
    assert file_envois.attente(LireAttente(), uow).sans_destination == 1
    with uow.ecriture("test") as tx:
        tx.session.get_one(ProfilEnvoi, lieu.profil_id).destination_id = lieu.destination_id
        tx.commit()
    assert tour(uow, distant).depots == 1


def test_annuler_efface_les_octets_et_renvoyer_ne_les_rend_pas(
    uow: UnitOfWork, lieu: Lieu, colis: Colis
) -> None:
    file_envois.annuler(AnnulerColis(colis.id), uow)
    assert boite.octets_gardes(uow, colis.id) == b""
    assert tour(uow, Distant()).depots == 0
    with pytest.raises(RegleMetier, match=r"envoi\.fini"):
        file_envois.renvoyer(RenvoyerColis(colis.id), uow)
    parti = boite.colis(uow, lieu, b"parti")
    tour(uow, Distant())
    with pytest.raises(RegleMetier, match=r"envoi\.deja_parti"):
        file_envois.annuler(AnnulerColis(parti.id), uow)


@pytest.mark.parametrize(
    ("faute", "raison"),
    [
        (None, None),
        (Faute.INJOIGNABLE, None),
        (Faute.ALTERE, None),
        (Faute.COUPE_AVANT_LA_REPONSE, "envoi.peut_etre_arrive"),
    ],
)
def test_annuler_dit_si_l_envoi_a_pu_arriver(
    uow: UnitOfWork, colis: Colis, faute: Faute | None, raison: str | None
) -> None:
    if faute is not None:
        tour(uow, Distant(faute=faute))
    file_envois.annuler(AnnulerColis(colis.id), uow)
    assert file_envois.detail(LireColis(colis.id), uow).colis.raison == raison


def test_annuler_pendant_un_essai_dont_on_ne_sait_rien(uow: UnitOfWork, colis: Colis) -> None:
    """As after a crash: the attempt was counted, its end was never written."""
    with uow.ecriture("test") as tx:
        tx.session.get_one(Colis, colis.id).essais = 1
        tx.commit()
    assert file_envois.detail(LireColis(colis.id), uow).interrompu
    file_envois.annuler(AnnulerColis(colis.id), uow)
    vu = file_envois.detail(LireColis(colis.id), uow).colis
    assert vu.raison == "envoi.peut_etre_arrive"


def test_annule_pendant_le_depot(uow: UnitOfWork, colis: Colis) -> None:
    """Bytes erased under the transport: nothing whole is published, and the base says why."""
    distant = Distant()

    def annuler() -> None:
        distant.pendant = None
        file_envois.annuler(AnnulerColis(colis.id), uow)

    distant.pendant = annuler
    bilan = tour(uow, distant)
    assert distant.depots == {}
    assert not bilan.bon
    assert boite.etat(uow, colis.id) is EtatColis.ANNULE


def test_annule_trop_tard_se_sait(uow: UnitOfWork, lieu: Lieu) -> None:
    petit = boite.colis(uow, lieu, b"petit")  # one piece: all was read when it is given up
    distant = Distant()
    distant.pendant = lambda: file_envois.annuler(AnnulerColis(petit.id), uow)
    tour(uow, distant)
    vu = file_envois.detail(LireColis(petit.id), uow)
    assert (vu.colis.etat, vu.colis.raison) == (EtatColis.ANNULE, "envoi.arrive_annule")
    assert distant.depots == {petit.nom: b"petit"}


def test_renvoyer_garde_le_nom_et_les_octets(uow: UnitOfWork, lieu: Lieu, colis: Colis) -> None:
    distant = Distant()
    tour(uow, distant)
    distant.depots.clear()  # lost on the other side
    file_envois.renvoyer(RenvoyerColis(colis.id), uow)
    tour(uow, distant)
    assert distant.depots == {colis.nom: OCTETS}
    distant.retours[boite.nom_accuse(colis)] = boite.accuse(colis, lieu.cle, ResultatAccuse.REFUSE)
    tour(uow, distant)
    vu = file_envois.detail(LireColis(colis.id), uow).colis
    assert (vu.etat, vu.raison) == (EtatColis.REFUSE, "Fichier illisible")
    file_envois.renvoyer(RenvoyerColis(colis.id), uow)
    distant.depots.clear()
    tour(uow, distant)
    assert boite.etat(uow, colis.id) is EtatColis.DEPOSE
    assert distant.publies == [colis.nom] * 3


def test_un_vieux_refus_rejoue_ne_compte_pas(uow: UnitOfWork, lieu: Lieu, colis: Colis) -> None:
    """Under another name, written otherwise: it is the same receipt."""
    distant = Distant()
    refus = boite.accuse(colis, lieu.cle, ResultatAccuse.REFUSE)
    distant.retours["a.accuse.json"] = refus
    tour(uow, distant)
    file_envois.renvoyer(RenvoyerColis(colis.id), uow)
    distant.retours["b.accuse.json"] = refus
    distant.retours["c.accuse.json"] = boite.autrement(refus)
    bilan = tour(uow, distant)
    assert boite.etat(uow, colis.id) is EtatColis.DEPOSE
    assert bilan.destinations[0].releve.total == 0


def test_l_acceptation_l_emporte_quel_que_soit_l_ordre(
    uow: UnitOfWork, lieu: Lieu, colis: Colis
) -> None:
    distant = Distant()
    distant.retours["1.accuse.json"] = boite.accuse(colis, lieu.cle, ResultatAccuse.REFUSE)
    distant.retours["2.accuse.json"] = boite.accuse(colis, lieu.cle)
    distant.retours["3.accuse.json"] = boite.accuse(
        colis, lieu.cle, ResultatAccuse.REFUSE, quand=colis.prepare_a + timedelta(hours=1)
    )
    tour(uow, distant)
    assert boite.etat(uow, colis.id) is EtatColis.ACCUSE
    assert [(r.nom, r.etat, r.raison) for r in retours(uow)] == [
        ("1.accuse.json", EtatRetour.APPLIQUE, None),
        ("2.accuse.json", EtatRetour.APPLIQUE, None),
        ("3.accuse.json", EtatRetour.ECARTE, "accuse.deja_accepte"),
    ]


@pytest.mark.parametrize(
    ("ecarts", "raison"),
    [
        ({"empreinte": "0" * 64}, "accuse.empreinte"),
        ({"sequence": 2}, "accuse.empreinte"),
        ({"version": 2}, "accuse.version"),
    ],
)
def test_un_accuse_qui_parle_d_autre_chose_est_ecarte(
    uow: UnitOfWork, lieu: Lieu, colis: Colis, ecarts: dict[str, object], raison: str
) -> None:
    distant = Distant()
    tour(uow, distant)
    distant.retours["x.accuse.json"] = boite.accuse(colis, lieu.cle, **ecarts)
    bilan = tour(uow, distant)
    assert not bilan.bon
    assert boite.etat(uow, colis.id) is EtatColis.DEPOSE
    (retour,) = retours(uow)
    assert (retour.etat, retour.raison) == (EtatRetour.ECARTE, raison)


def test_un_accuse_forge_ou_etranger_est_ecarte(uow: UnitOfWork, lieu: Lieu, colis: Colis) -> None:
    distant = Distant()
    vrai = boite.accuse(colis, lieu.cle)
    distant.retours = {
        "autre.accuse.json": boite.accuse(colis, CleSignature.nouvelle()),
        "sans.accuse.json": boite.accuse(colis, None),
        "change.accuse.json": vrai.replace(b'"lignes":3', b'"lignes":4'),
        "inconnu.accuse.json": boite.accuse(colis, lieu.cle, paquet=lieu.profil_id),
        "coupe.accuse.json": vrai[:-9],
        "liste.accuse.json": b"[]",
        "gros.accuse.json": b" " * 70_000,
    }
    bilan = tour(uow, distant)
    assert len(bilan.destinations[0].releve.ecartes) == 7
    assert boite.etat(uow, colis.id) is EtatColis.DEPOSE
    raisons = {r.nom.partition(".")[0]: (r.raison or "").partition(" ")[0] for r in retours(uow)}
    assert raisons == {
        "autre": "accuse.signature",
        "sans": "accuse.signature",
        "change": "accuse.signature",
        "inconnu": "accuse.inconnu",
        "coupe": "accuse.illisible",
        "liste": "accuse.illisible",
        "gros": "accuse.illisible",
    }


def test_une_cle_abandonnee_ne_prouve_plus_rien_mais_se_relit(
    uow: UnitOfWork, lieu: Lieu, colis: Colis, clock: FixedClock
) -> None:
    with uow.ecriture("test") as tx:
        tx.session.get_one(ClePartenaire, lieu.cle_id).revoquee_le = clock.today()
        tx.commit()
    distant = Distant(retours={boite.nom_accuse(colis): boite.accuse(colis, lieu.cle)})
    tour(uow, distant)
    (retour,) = retours(uow)
    assert retour.raison == "accuse.cle_revoquee"
    with pytest.raises(EntreeInvalide, match="cle_revoquee"):
        accuses.relire(RelireAccuse(retour.id), uow)
    with uow.ecriture("test") as tx:
        tx.session.get_one(ClePartenaire, lieu.cle_id).revoquee_le = None
        tx.commit()
    accuses.relire(RelireAccuse(retour.id), uow)
    assert boite.etat(uow, colis.id) is EtatColis.ACCUSE
    with pytest.raises(RegleMetier, match="rien_a_relire"):
        accuses.relire(RelireAccuse(retour.id), uow)


def test_ferme_par_phrase_l_empreinte_suffit_la_ou_il_fut_depose(uow: UnitOfWork) -> None:
    ici = boite.lieu(uow, "Ici", par_cle=False, adresse="/ici")
    boite.lieu(uow, "Ailleurs", adresse="/ailleurs")
    envoye = boite.colis(uow, ici, b"phrase", ".zip")
    preuve = boite.accuse(envoye, None)
    lieux = {"/ici": Distant(), "/ailleurs": Distant(retours={"a.accuse.json": preuve})}
    synchroniser(Synchroniser(), uow, lambda acces: lieux[acces.adresse](acces))
    assert boite.etat(uow, envoye.id) is EtatColis.DEPOSE
    assert [r.raison for r in retours(uow)] == ["accuse.ailleurs"]
    lieux["/ici"].retours["a.accuse.json"] = preuve
    synchroniser(Synchroniser(), uow, lambda acces: lieux[acces.adresse](acces))
    assert boite.etat(uow, envoye.id) is EtatColis.ACCUSE
    assert not retours(uow)[-1].signe


def test_un_colis_annule_puis_accuse_reste_annule(
    uow: UnitOfWork, lieu: Lieu, colis: Colis
) -> None:
    file_envois.annuler(AnnulerColis(colis.id), uow)
    tour(uow, Distant(retours={"a.accuse.json": boite.accuse(colis, lieu.cle)}))
    assert boite.etat(uow, colis.id) is EtatColis.ANNULE
    assert [r.raison for r in retours(uow)] == ["accuse.annule"]


def test_un_autre_fichier_est_garde_une_fois_et_relu_s_il_change(
    uow: UnitOfWork, lieu: Lieu
) -> None:
    distant = Distant(retours={"etats.csv": b"a;b\n1;2\n"})
    tour(uow, distant)
    tour(uow, distant)
    assert distant.lus == ["etats.csv"]
    distant.retours["etats.csv"] = b"a;b\n1;3\n"  # the same size
    tour(uow, distant)
    assert [r.nom for r in retours(uow)] == ["etats.csv"] * 2


def test_un_nom_qui_mene_ailleurs_n_est_pas_lu(uow: UnitOfWork, lieu: Lieu) -> None:
    distant = Distant(retours={"../../etc/passwd": b"x", "bon.csv": b"a;b\n"})
    bilan = tour(uow, distant)
    assert distant.lus == ["bon.csv"]
    assert len(bilan.destinations[0].releve.ecartes) >= 1
    tour(uow, distant)
    assert len(retours(uow)) == 2


def test_un_seul_tour_a_la_fois(base: BaseOuverte, uow: UnitOfWork, colis: Colis) -> None:
    distant = Distant()
    vues: list[str] = []

    def encore() -> None:
        distant.pendant = None
        with pytest.raises(PanneEnvironnement) as refus:
            tour(uow, Distant())
        vues.append(refus.value.code)

    distant.pendant = encore
    tour(uow, distant)
    assert vues == ["synchro.en_cours"]
    assert not tour(uow, distant).touche  # the next one may run


def test_aucune_transaction_n_est_ouverte_pendant_le_reseau(
    base: BaseOuverte, uow: UnitOfWork, colis: Colis
) -> None:
    """Another writer gets the lock at once, in the middle of a deposit."""
    from db.engine import connecter
    from tests.conftest import CLE

    distant, ecrits = Distant(), []

    def ecrire() -> None:
        autre = connecter(base.chemin, CLE)
        autre.execute("PRAGMA busy_timeout = 0")
        autre.execute("BEGIN IMMEDIATE")
        # A checkpoint that nothing holds back: no reader is left in the middle of its view.
        autre.execute("ROLLBACK")
        ecrits.append(autre.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
        autre.close()

    distant.pendant = ecrire
    tour(uow, distant)
    assert ecrits == [0, 0, 0]


def test_des_octets_disparus_se_disent(uow: UnitOfWork, colis: Colis) -> None:
    """An undone cancellation brings the package back, never its bytes."""
    file_envois.annuler(AnnulerColis(colis.id), uow)
    with uow.ecriture("test") as tx:
        tx.session.get_one(Colis, colis.id).etat = EtatColis.PREPARE
        tx.commit()
    distant = Distant()
    tour(uow, distant, sans_attendre=True)
    vu = file_envois.detail(LireColis(colis.id), uow).colis
    assert (vu.etat, vu.raison) == (EtatColis.ANNULE, "envoi.octets_absents")
    assert distant.depots == {}


class Presse:
    """Somebody who asks to stop once some bytes have left."""

    annule = False

    def __init__(self) -> None:
        self.vus: list[tuple[int, int]] = []

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        self.vus.append((fait, total))
        if (fait, total) == (2000, 2500):
            raise Annule


def test_arreter_au_milieu_d_un_depot_ne_publie_rien(uow: UnitOfWork, colis: Colis) -> None:
    distant, presse = Distant(), Presse()
    with pytest.raises(Annule):
        synchroniser(Synchroniser(), uow, distant, presse)
    assert presse.vus[-3:] == [(0, 2500), (1000, 2500), (2000, 2500)]
    assert distant.depots == {}
    assert file_envois.detail(LireColis(colis.id), uow).interrompu
    assert tour(uow, distant, sans_attendre=True).depots == 1


def test_une_reponse_au_nom_impossible_est_dite_jamais_passee_sous_silence(
    uow: UnitOfWork, lieu: Lieu
) -> None:
    distant = Distant()
    noms = (
        "Retour 12:30.csv",
        "..\\mal.csv",
        "a\nb.csv",
        "d\ufffdpart.csv",
        "\udce9.csv",
        "n" * 250,
    )
    distant.retours["a vide.csv"] = b""  # what is not read must not be taken for it
    for nom in noms:
        distant.retours[nom] = b"a;b\n1;2\n"
    bilan = tour(uow, distant)
    (un,) = bilan.destinations
    assert (un.panne, un.releve.panne, un.releve.illisibles) == (None, None, [])
    assert len(un.releve.ecartes) == len(noms) + 1
    assert distant.lus == ["a vide.csv"]  # the others are named, never read
    assert sum("retour.nom" in raison for _nom, raison in un.releve.raisons) == len(noms)
    for nom, _raison in un.releve.raisons:
        assert nom.encode()
    assert tour(uow, distant).destinations[0].releve.total == 0  # told once
