"""`parcours` and `catalogue verifier` as a person runs them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.e2e.conftest import RACINE, Ligne

FAUX = """\
[[entree]]
code = "ruches"
fr = "Ruches"
couleur = "rouge"

[[entree]]
code = "Ruches 2"
"""


def test_le_parcours_d_un_menage_se_lit_et_s_echange(chargee: Ligne) -> None:
    ligne = chargee
    menage = ligne("menages", "--chercher", "rue", "--json").json[0]
    par_code = ligne("parcours", "--menage", menage["code_ug"], "--json")
    assert par_code.code == 0
    lu = par_code.json
    assert (lu["menage_id"], lu["modele"], lu["phase"]) == (
        menage["menage_id"], "relogement", "avant",
    )  # fmt: skip
    assert lu["fait"] == 0
    assert lu["total"] == len(lu["lignes"]) > 30
    lignes = {li["code"]: li for li in lu["lignes"]}
    assert lignes["enquete"]["libelle"] == "enquête sociale"
    assert lignes["enquete"]["due"] is None or date.fromisoformat(lignes["enquete"]["due"])
    table = ligne.processus("parcours", "--menage", menage["menage_id"]).sortie
    assert menage["nom"] in table
    for attendu in ("Avant les travaux", "Après les travaux", "bilan de l’accompagnement"):
        assert attendu in table


def test_un_catalogue_fautif_dit_ses_lignes_sans_base(ligne: Ligne) -> None:
    fichier = ligne.dossier / "motifs.toml"
    fichier.write_text(FAUX, encoding="utf-8")
    refus = ligne.processus("catalogue", "verifier", fichier, base=False, phrase="")
    assert refus.code == 6
    lignes = refus.sortie.splitlines()
    assert [li.split(": ", 1)[0] for li in lignes] == [f"{fichier}:{n}" for n in (4, 6, 7)]
    assert "« couleur »" in lignes[0]
    assert "« fr »" in lignes[1]
    dit = ligne("catalogue", "verifier", fichier, "--json", base=False).json["fichiers"]
    assert [(f["ligne"], f["code"]) for f in dit[0]["fautes"]] == [
        (4, "champ_inconnu"), (6, "champ_absent"), (7, "code_forme"),
    ]  # fmt: skip
    fichier.write_text('[[entree]]\ncode = "ruches"\nfr = "Ruches"\n', encoding="utf-8")
    juste = ligne("catalogue", "verifier", fichier, base=False)
    assert juste.code == 0
    assert "tout est juste" in juste.sortie


def test_les_catalogues_livres_sont_justes(ligne: Ligne) -> None:
    livres = ligne("catalogue", "verifier", RACINE / "resources" / "catalogues", base=False)
    assert livres.code == 0
    assert livres.sortie.count("tout est juste") == len(
        list((RACINE / "resources" / "catalogues").glob("*.toml"))
    ) - 4  # columns, returns, the demonstration, documents have forms of their own  # fmt: skip
    absent = ligne("catalogue", "verifier", Path("rien.toml"), "--json", base=False)
    assert (absent.code, absent.json["erreur"]) == (3, "catalogue.absent")
