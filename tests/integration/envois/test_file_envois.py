"""The outbox against a network that fails anyhow and a recipient who answers anyhow.

Whatever happens: bytes stay whole as long as they may be needed, the base never says more than was
proved, nothing is ever under a second name, and once the network behaves, all is settled.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.core.clock import FixedClock, IdFactory
from app.core.errors import RegleMetier
from app.core.paths import Paths
from app.domain.envois import EtatColis
from app.domain.paquets import ResultatAccuse
from app.services.exports import file_envois
from app.services.exports.file_envois import AnnulerColis, RenvoyerColis
from app.services.exports.protection.signature import CleSignature
from app.services.exports.synchroniser import Synchroniser, synchroniser
from app.services.ouverture import ouvrir
from db.models import Colis
from tests.conftest import AUJOURDHUI, CLE
from tests.integration.envois import boite
from tests.integration.envois.boite import Distant, Faute

_RANG = st.integers(0, 30)
_FINIS = (EtatColis.ACCUSE, EtatColis.ANNULE)


class BoiteEnvoi(RuleBasedStateMachine):
    """A team, a network, a recipient."""

    base_vide: Path

    def __init__(self) -> None:
        super().__init__()
        self._dossier = tempfile.TemporaryDirectory()
        chemin = Path(self._dossier.name) / "essai.voyette"
        shutil.copyfile(self.base_vide, chemin)
        self.clock = FixedClock(AUJOURDHUI)
        self.base = ouvrir(
            chemin,
            CLE,
            paths=Paths.sous(Path(self._dossier.name)),
            clock=self.clock,
            auteur="Test",
            ids=IdFactory.seeded(self.clock, 7),
        )
        self.uow = self.base.uow
        self.distant = Distant()
        self.colis: list[Colis] = []
        self.octets: dict[UUID, bytes] = {}
        # What the recipient has really taken in, and what it has really said.
        self.comptes: dict[UUID, str] = {}
        self.acceptes: set[UUID] = set()
        self.refuses: set[UUID] = set()
        self.annules: set[UUID] = set()
        self.accuses: list[bytes] = []
        self.noms = 0

    def teardown(self) -> None:
        self.base.engine.dispose()
        self._dossier.cleanup()

    @initialize()
    def commencer(self) -> None:
        self.lieu = boite.lieu(self.uow)
        self.preparer(b"premier")

    def _un(self, rang: int) -> Colis:
        return self.colis[rang % len(self.colis)]

    @rule(octets=st.binary(min_size=1, max_size=2200))
    def preparer(self, octets: bytes) -> None:
        fait = boite.colis(self.uow, self.lieu, octets)
        self.colis.append(fait)
        self.octets[fait.id] = octets

    @rule(faute=st.sampled_from(Faute), sans_attendre=st.booleans())
    def synchroniser(self, faute: Faute, sans_attendre: bool) -> None:
        self.distant.faute = faute
        synchroniser(
            Synchroniser(sans_attendre=sans_attendre), self.uow, self.distant, hasard=lambda: 0.5
        )

    @rule(minutes=st.integers(1, 500))
    def attendre(self, minutes: int) -> None:
        self.clock.instant += timedelta(minutes=minutes)

    @rule(resultat=st.sampled_from(ResultatAccuse), vide=st.booleans())
    def le_destinataire_ouvre(self, resultat: ResultatAccuse, vide: bool) -> None:
        """It takes in what it finds, and says so; it may clear the folder."""
        self.clock.instant += timedelta(seconds=1)
        for nom, octets in list(self.distant.depots.items()):
            de = next(c for c in self.colis if c.nom == nom)
            empreinte = hashlib.sha256(octets).hexdigest()
            assert self.comptes.setdefault(de.id, empreinte) == empreinte
            dit = ResultatAccuse.ACCEPTE if de.id in self.acceptes else resultat
            (self.acceptes if dit is ResultatAccuse.ACCEPTE else self.refuses).add(de.id)
            recu = boite.accuse(de, self.lieu.cle, dit, quand=self.clock.now())
            self.accuses.append(recu)
            self.distant.retours[boite.nom_accuse(de)] = recu
            if vide:
                del self.distant.depots[nom]

    @rule(rang=_RANG, autrement=st.booleans())
    def un_accuse_est_rejoue(self, rang: int, autrement: bool) -> None:
        if self.accuses:
            vieux = self.accuses[rang % len(self.accuses)]
            self._retour(boite.autrement(vieux) if autrement else vieux)

    @rule(rang=_RANG, resultat=st.sampled_from(ResultatAccuse))
    def un_accuse_est_forge(self, rang: int, resultat: ResultatAccuse) -> None:
        cle = CleSignature(bytes(32))
        self._retour(boite.accuse(self._un(rang), cle, resultat, quand=self.clock.now()))

    @rule(rang=_RANG)
    def un_accuse_est_change(self, rang: int) -> None:
        if self.accuses:
            vrai = self.accuses[rang % len(self.accuses)]
            self._retour(
                vrai.replace(b'"refuse"', b'"accepte"').replace(b'"lignes":3', b'"lignes":9')
            )

    @rule()
    def les_retours_sont_vides(self) -> None:
        self.distant.retours.clear()

    @rule(rang=_RANG)
    def annuler(self, rang: int) -> None:
        de = self._un(rang)
        try:
            file_envois.annuler(AnnulerColis(de.id), self.uow)
        except RegleMetier:
            assert boite.etat(self.uow, de.id) not in (EtatColis.PREPARE, EtatColis.REFUSE)
        else:
            self.annules.add(de.id)

    @rule(rang=_RANG)
    def renvoyer(self, rang: int) -> None:
        de = self._un(rang)
        try:
            file_envois.renvoyer(RenvoyerColis(de.id), self.uow)
        except RegleMetier:
            assert boite.etat(self.uow, de.id) in _FINIS

    def _retour(self, octets: bytes) -> None:
        self.noms += 1
        self.distant.retours[f"{self.noms}.accuse.json"] = octets

    @invariant()
    def rien_n_est_perdu(self) -> None:
        for de in self.colis:
            attendus = b"" if boite.etat(self.uow, de.id) in _FINIS else self.octets[de.id]
            assert boite.octets_gardes(self.uow, de.id) == attendus

    @invariant()
    def rien_n_est_dit_qui_ne_soit_prouve(self) -> None:
        for de in self.colis:
            etat = boite.etat(self.uow, de.id)
            assert (etat is EtatColis.ANNULE) == (de.id in self.annules)
            if etat is EtatColis.DEPOSE:
                assert de.nom in self.distant.publies
            if etat is EtatColis.ACCUSE:
                assert de.id in self.acceptes
            if etat is EtatColis.REFUSE:
                assert de.id in self.refuses

    @invariant()
    def ce_qui_est_depose_est_entier(self) -> None:
        par_nom = {c.nom: self.octets[c.id] for c in self.colis}
        assert len(par_nom) == len(self.colis)
        assert all(par_nom[nom] == octets for nom, octets in self.distant.depots.items())

    @rule()
    def tout_finit_par_s_arranger(self) -> None:
        """The network behaves, refusals are sent again, the recipient answers: two rounds do."""
        self.synchroniser(Faute.AUCUNE, True)
        for de in self.colis:
            if boite.etat(self.uow, de.id) in (EtatColis.REFUSE, EtatColis.DEPOSE):
                file_envois.renvoyer(RenvoyerColis(de.id), self.uow)
        self.synchroniser(Faute.AUCUNE, True)
        self.le_destinataire_ouvre(ResultatAccuse.ACCEPTE, vide=True)
        self.synchroniser(Faute.AUCUNE, True)
        for de in self.colis:
            assert boite.etat(self.uow, de.id) in _FINIS


def test_la_boite_d_envoi_tient_quoi_qu_il_arrive(base_vide: Path) -> None:
    class Essai(BoiteEnvoi):
        pass

    Essai.base_vide = base_vide
    run_state_machine_as_test(
        Essai,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
