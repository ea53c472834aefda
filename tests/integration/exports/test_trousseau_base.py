"""The keys of a base: the same after a crash, since recipients compared its words once."""

from __future__ import annotations

from app.core.clock import IdFactory
from app.services.exports import cles
from app.services.exports.cles import LireNotreCle
from db.models import Appareil
from db.uow import UnitOfWork
from tests import factories


def test_une_base_rouverte_apres_un_arret_brutal_garde_ses_cles(uow: UnitOfWork) -> None:
    """An unclean close makes another device of it: its six words must not change."""
    avant = cles.notre_cle(LireNotreCle(), uow)
    autre = uow.ids.new()
    factories.ecrire(uow, Appareil(id=autre, depuis=uow.clock.now(), motif="arret"))
    apres = UnitOfWork(
        uow.engine, uow.clock, IdFactory(uow.clock), uow.auteur, autre, uow.accompagnement
    )
    assert cles.notre_cle(LireNotreCle(), apres) == avant
