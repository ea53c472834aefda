"""A team's catalogue that cannot be read is said, and nobody is kept from working."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.core.paths import Paths
from ui.application import _catalogues
from ui.contexte import Avis
from ui.messages import mots


def test_un_catalogue_d_equipe_abime_est_dit_et_le_livre_sert(qtbot: QtBot, paths: Paths) -> None:
    dossier = paths.config / "catalogues"
    dossier.mkdir(parents=True)
    (dossier / "motifs.toml").write_text("[[entree]]\ncode = 3\n", "utf-8")
    avis = Avis()
    dits: list[AppError] = []
    avis.erreur.connect(dits.append)
    lus = _catalogues(paths, avis)()
    assert lus.motifs.trouver("planning") is not None
    qtbot.waitUntil(lambda: bool(dits))
    assert dits[0].code == "catalogue.fautes"
    assert "motifs.toml" in dits[0].params["fichier"]
    assert "ligne 2" in mots(dits[0]).pourquoi


def test_les_mots_de_l_equipe_completent_ceux_de_voyette(paths: Paths) -> None:
    dossier = paths.config / "catalogues"
    dossier.mkdir(parents=True)
    (dossier / "motifs.toml").write_text('[[entree]]\ncode = "ruches"\nfr = "Ruches"\n', "utf-8")
    assert _catalogues(paths, Avis())().motifs.entrees[-1].libelle("en") == "Ruches"
