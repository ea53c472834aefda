"""Creating a base: a member of the team from the start, nothing left behind by a failure."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.clock import FixedClock
from app.core.errors import PanneEnvironnement
from app.core.paths import Paths
from app.core.settings import Settings
from app.services import acces, ouverture
from app.services.acces import Machine
from app.services.securite.enveloppe import ParametresKdf

PHRASE = "tarte orage velours 4821 canard marine"


@pytest.fixture
def machine(paths: Paths, clock: FixedClock) -> Machine:
    """A machine with cheap keys."""
    return Machine(paths, Settings(paths.config / "r.json"), clock, ParametresKdf(64, 1, 1))


def test_qui_cree_la_base_fait_partie_de_l_equipe(tmp_path: Path, machine: Machine) -> None:
    servie, _cle = acces.creer(tmp_path / "a.voyette", "Sofia Exemple", PHRASE, machine)
    try:
        with servie.uow.lecture() as session:
            assert session.execute(text("SELECT prenom, nom FROM intervenant")).all() == [
                ("Sofia", "Exemple")
            ]
        assert servie.uow.auteur.intervenant_id is not None
    finally:
        servie.fermer()


def test_une_creation_qui_echoue_ne_laisse_ni_coffre_ni_base(
    tmp_path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    chemin = tmp_path / "b.voyette"

    def pleine(*_args: object, **_noms: object) -> None:
        chemin.write_bytes(b"commence")
        raise PanneEnvironnement("base.disque_plein")

    with monkeypatch.context() as disque:
        disque.setattr(ouverture, "ouvrir", pleine)
        with pytest.raises(PanneEnvironnement, match="disque_plein"):
            acces.creer(chemin, "Sofia Exemple", PHRASE, machine)
    assert not [f for f in tmp_path.glob("b.voyette*") if not f.name.endswith(".verrou")]
    servie, _cle = acces.creer(chemin, "Sofia Exemple", PHRASE, machine)
    servie.fermer()
