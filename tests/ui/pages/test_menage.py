"""The household page: one screen, the whole story."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from db.models import Engagement, Tache
from db.uow import UnitOfWork
from tests import factories
from ui.contexte import Contexte
from ui.pages.menage import PageMenage


def test_tout_le_menage_sur_un_ecran(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    factories.visite(uow, menage_id, texte="Inquiète pour son armoire.")
    factories.ecrire(
        uow,
        Tache(id=uow.ids.new(), menage_id=menage_id, titre="Mesurer l’escalier",
              pour_le=date(2026, 11, 20)),
        Engagement(id=uow.ids.new(), menage_id=menage_id, texte="Rappeler",
                   pris_le=date(2026, 11, 12), pour_le=date(2026, 11, 27)),
    )  # fmt: skip
    page = PageMenage(contexte)
    qtbot.addWidget(page)
    page.afficher(menage_id=menage_id)
    qtbot.waitUntil(lambda: page.fiche is not None, timeout=5000)
    assert page.entete.nom.text() == "Wójcik Jadwiga"
    assert "06 12 34 56 78" in page.entete.contact.text()
    assert page.attente.liste.count() == 2
    assert "en retard de 4 jours" in page.attente.liste.item(0).text()
    assert page.fil.modele.total == 3  # the promise, the visit, the arrival in the home
    assert "Inquiète pour son armoire." in " ".join(
        page.fil.modele.index(i).data() for i in range(3)
    )


def test_une_tache_se_coche_au_clavier(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    tache = Tache(id=uow.ids.new(), menage_id=menage_id, titre="Mesurer l’escalier")
    factories.ecrire(uow, tache)
    page = PageMenage(contexte)
    qtbot.addWidget(page)
    contexte.store.changed.connect(lambda c: page.rafraichir() if page.concernee(c) else None)
    page.afficher(menage_id=menage_id)
    qtbot.waitUntil(lambda: page.attente.liste.count() == 1, timeout=5000)
    qtbot.keyClick(page.attente.liste, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.attente.liste.count() == 0, timeout=5000)
    with uow.lecture() as session:
        assert session.execute(text("SELECT faite_le FROM tache")).scalar() == "2026-11-24"
