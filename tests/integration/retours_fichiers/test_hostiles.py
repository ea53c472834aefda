"""Files that lie about what they are: kept aside with a sentence, nothing of them written."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.errors import AppError, EntreeInvalide, RegleMetier
from app.domain.envois import EtatRetour, GenreRetour
from app.domain.retours_signes import TAILLE_MAX
from app.services.annulation import AnnulerOperation, annuler
from app.services.exports import cles
from app.services.exports.protection.trousseau import ClePrivee
from app.services.exports.retours_fichiers import (
    DemanderApercu,
    DeposerRetour,
    EcarterRetour,
    LireRetour,
    ListerRetours,
    ReprendreRetour,
    apercu,
    deposer,
    ecarter,
    lire,
    lister,
    recevoir_demesure,
    reprendre,
)
from app.services.exports.retours_fichiers.examen import nom_propre
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours_fichiers.cas import (
    Bailleur,
    code_raison,
    fichier,
    prendre,
    recu,
    refaire,
    texte,
)
from ui.messages import mots
from ui.messages.retours_fichiers import dire_raison

LOYERS = texte(("Code UG", "Nouveau loyer", "À compter du"), ("NOU00001", "512,40", "01/11/2026"))
N = 2026112401


def classeur(**pieces: bytes) -> bytes:
    """A zip of these pieces."""
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in pieces.items():
            archive.writestr(nom.replace("__", "/"), octets)
    return flux.getvalue()


def bombe() -> bytes:
    """A workbook that inflates a thousand times."""
    return classeur(**{"[Content_Types].xml": b"<a/>", "xl__workbook.xml": b"0" * 80_000_000})


def evasion() -> bytes:
    """A workbook with a piece outside its folder."""
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("../../../../tmp/ailleurs.txt", "x")
    return flux.getvalue()


@pytest.mark.parametrize(
    ("nom", "octets", "code"),
    [
        ("vide.csv", b"", "import.fichier_vide"),
        ("image.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "import.autre_format"),
        ("programme.xlsx", b"MZ\x90\x00" + bytes(range(256)), "import.autre_format"),
        ("page.csv", b"<html><body>404</body></html>", "import.page_web"),
        (
            "entites.csv",
            b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>",
            "import.autre_format",
        ),
        ("bombe.xlsx", bombe(), "import.archive_piegee"),
        ("evasion.xlsx", evasion(), "import.archive_piegee"),
        ("zip.xlsx", classeur(**{"a.txt": b"a"}), "import.autre_format"),
        ("coupe.xlsx", evasion()[:60], "import.fichier_abime"),
        ("recette.csv", texte(("Farine", "Œufs"), ("200 g", "3")), "retour_fichier.inconnu"),
        ("rien.retour.zip", b"PK\x03\x04 rien", "retour_signe.abime"),
        ("rien.retour.zip.age", b"age-encryption.org/v1\n-> x", "retour_signe.autre_appareil"),
    ],
    ids=lambda valeur: "octets" if isinstance(valeur, bytes) else None,
)
def test_un_fichier_qui_ne_sert_pas_est_garde_a_part(
    uow: UnitOfWork, nom: str, octets: bytes, code: str
) -> None:
    lu = fichier(uow, nom, octets)
    assert (lu.etat, lu.genre, lu.nom) == (EtatRetour.ECARTE, GenreRetour.INCONNU, nom)
    assert code_raison(lu) == code
    assert dire_raison(lu.raison).titre != mots(EntreeInvalide("general.sans_texte")).titre
    with pytest.raises(RegleMetier, match=r"retour_fichier\.ecarte"):
        apercu(DemanderApercu(lu.id), uow)
    with pytest.raises(EntreeInvalide):
        reprendre(ReprendreRetour(lu.id), uow)
    assert recu(uow, nom, octets) is None  # seen again: nothing more


@pytest.fixture
def bailleur(uow: UnitOfWork) -> Bailleur:
    """A landlord we know, and the household its file is about."""
    logement = factories.logement(uow, code_ug="NOU00001")
    factories.menage(uow, "Essai1", "Anne", logement_id=logement)
    return Bailleur(uow)


def test_une_enveloppe_juste_se_lit(uow: UnitOfWork, bailleur: Bailleur) -> None:
    lu = fichier(uow, "loyers.retour.zip", bailleur.signer(N, LOYERS))
    assert (lu.etat, lu.genre, lu.signe, lu.numero) == (
        EtatRetour.A_LIRE, GenreRetour.LOYERS, True, N,
    )  # fmt: skip
    assert (lu.cle, lu.cle_verifiee) == ("Bailleur d’essai", True)
    assert prendre(uow, apercu(DemanderApercu(lu.id), uow)).prises == 1


def test_une_enveloppe_fermee_a_notre_cle(uow: UnitOfWork, bailleur: Bailleur) -> None:
    nous = cles.lire_bloc(cles.notre_cle(cles.LireNotreCle(), uow).bloc)
    ferme = bailleur.signer(N, LOYERS, destinataires=[nous.age])
    assert b"NOU00001" not in ferme
    assert fichier(uow, "a.retour.zip.age", ferme).etat is EtatRetour.A_LIRE
    ailleurs = ClePrivee.nouvelle("ailleurs").publique.age
    autre = fichier(
        uow, "b.retour.zip.age", bailleur.signer(N + 1, LOYERS, destinataires=[ailleurs])
    )
    assert code_raison(autre) == "retour_signe.autre_appareil"
    coupe = fichier(uow, "c.retour.zip.age", ferme[:-7])
    assert code_raison(coupe) == "retour_signe.abime"


def test_coupee_n_importe_ou_elle_ne_vaut_rien(uow: UnitOfWork, bailleur: Bailleur) -> None:
    entiere = bailleur.signer(N, LOYERS)
    for k in range(0, len(entiere), 41):
        lu = fichier(uow, f"k{k}.retour.zip", entiere[:k])
        assert lu.etat is EtatRetour.ECARTE
        assert code_raison(lu).startswith("retour_signe.")


def test_un_octet_change_et_elle_ne_vaut_rien(uow: UnitOfWork, bailleur: Bailleur) -> None:
    """What is believed is what was signed: other bytes are refused, or say the very same."""
    entiere = bailleur.signer(N, LOYERS)
    vues = 0
    for k in range(0, len(entiere), 23):
        octets = bytearray(entiere)
        octets[k] ^= 0x11
        lu = fichier(uow, f"o{k}.retour.zip", bytes(octets))
        if lu.etat is EtatRetour.A_LIRE:  # a date or a flag of the zip, which nothing depends on
            vu = apercu(DemanderApercu(lu.id), uow)
            assert [c.apres for c in vu.lignes[0].changements] == [Decimal("512.40")]
            ecarter(EcarterRetour(lu.id, "essai"), uow)
        else:
            vues += 1
    assert vues > 10


def test_refaite_par_un_autre(uow: UnitOfWork, bailleur: Bailleur) -> None:
    entiere = bailleur.signer(N, LOYERS)
    with zipfile.ZipFile(io.BytesIO(entiere)) as archive:
        manifeste = json.loads(archive.read("manifeste.json"))
    faux = LOYERS.replace(b"512,40", b"999,99")
    enorme = json.dumps(manifeste | {"numero": N + 50}).encode()
    cas = {
        "contenu": (refaire(entiere, retour__csv=faux), "retour_signe.abime"),
        "numero": (refaire(entiere, manifeste__json=enorme), "retour_signe.signature"),
        "sans": (
            refaire(entiere, **{"manifeste.json.signature": None}),
            "retour_signe.sans_signature",
        ),
        "plus": (refaire(entiere, **{"../x": b"x"}), "retour_signe.piege"),
        "creux": (refaire(entiere, manifeste__json=b"[" * 5000), "retour_signe.manifeste"),
        "bombe": (refaire(entiere, retour__csv=b"0" * 3_000_000), "retour_signe."),
        "sans_manifeste": (refaire(entiere, manifeste__json=None), "retour_signe."),
    }
    for nom, (octets, code) in cas.items():
        lu = fichier(uow, f"{nom}.retour.zip", octets)
        assert lu.etat is EtatRetour.ECARTE, nom
        assert code_raison(lu).startswith(code), nom


def test_d_un_etranger_puis_connu(uow: UnitOfWork, bailleur: Bailleur) -> None:
    connu = bailleur.cle
    bailleur.cle = ClePrivee.nouvelle("Inconnu")
    lu = fichier(uow, "etranger.retour.zip", bailleur.signer(N, LOYERS))
    assert code_raison(lu) == "retour_fichier.cle_inconnue"
    with pytest.raises(EntreeInvalide, match=r"retour_fichier\.cle_inconnue"):
        reprendre(ReprendreRetour(lu.id), uow)
    from app.services.exports.protection import trousseau

    cles.ajouter(cles.AjouterCle(trousseau.ecrire_publique(bailleur.cle)), uow)
    reprendre(ReprendreRetour(lu.id), uow)
    repris = lire(LireRetour(lu.id), uow)
    assert (repris.etat, repris.signe, repris.genre) == (
        EtatRetour.A_LIRE,
        True,
        GenreRetour.LOYERS,
    )
    vu = apercu(DemanderApercu(lu.id), uow)
    assert {a.code for a in vu.avertissements} == {"retour_fichier.cle_non_verifiee"}
    bailleur.cle = connu


def test_une_cle_abandonnee_n_est_plus_crue(uow: UnitOfWork, bailleur: Bailleur) -> None:
    lu = fichier(uow, "avant.retour.zip", bailleur.signer(N, LOYERS))
    cles.abandonner(cles.AbandonnerCle(bailleur.cle_id), uow)
    with pytest.raises(EntreeInvalide, match=r"retour_fichier\.cle_abandonnee"):
        apercu(DemanderApercu(lu.id), uow)
    apres = fichier(uow, "apres.retour.zip", bailleur.signer(N + 1, LOYERS))
    assert code_raison(apres) == "retour_fichier.cle_abandonnee"


def test_rejoue_et_en_desordre(uow: UnitOfWork, bailleur: Bailleur) -> None:
    autre = LOYERS.replace(b"512,40", b"530,00")
    ancien = fichier(uow, "1.retour.zip", bailleur.signer(N, LOYERS))
    recent = fichier(uow, "2.retour.zip", bailleur.signer(N + 1, autre))
    vu = apercu(DemanderApercu(recent.id), uow)
    assert {a.code for a in vu.avertissements} == {"retour_fichier.avant_lui"}
    vu_ancien = apercu(DemanderApercu(ancien.id), uow)
    prendre(uow, vu)
    with pytest.raises(RegleMetier, match=r"retour_fichier\.desordre"):
        prendre(uow, vu_ancien)
    with pytest.raises(RegleMetier, match=r"retour_fichier\.deja_applique"):
        prendre(uow, vu)
    tard = fichier(uow, "0.retour.zip", bailleur.signer(N - 5, LOYERS))
    assert code_raison(tard) == "retour_fichier.desordre"
    assert tard.signe
    assert tard.numero == N - 5
    meme = fichier(uow, "2bis.retour.zip", bailleur.signer(N + 1, LOYERS))
    assert code_raison(meme) == "retour_fichier.rejoue"
    rezippe = fichier(uow, "2ter.retour.zip", refaire(bailleur.signer(N + 1, autre)))
    assert code_raison(rezippe) == "retour_fichier.rejoue"
    suivant = fichier(uow, "3.retour.zip", bailleur.signer(N + 2, LOYERS))
    assert suivant.etat is EtatRetour.A_LIRE


def test_une_copie_ecartee_n_empeche_pas_le_vrai(uow: UnitOfWork, bailleur: Bailleur) -> None:
    enveloppe = bailleur.signer(N, LOYERS)
    vrai = fichier(uow, "vrai.retour.zip", enveloppe)
    copie = fichier(uow, "copie.retour.zip", refaire(enveloppe))
    assert code_raison(copie) == "retour_fichier.rejoue"
    with pytest.raises(RegleMetier, match=r"retour_fichier\.rejoue"):
        reprendre(ReprendreRetour(copie.id), uow)
    ecarter(EcarterRetour(vrai.id, "à revoir"), uow)
    reprendre(ReprendreRetour(vrai.id), uow)
    resultat = prendre(uow, apercu(DemanderApercu(vrai.id), uow))
    assert resultat.prises == 1
    # Undone, it waits again; the copy still says nothing new.
    assert resultat.changes.operation is not None
    annuler(AnnulerOperation(resultat.changes.operation), uow)
    assert lire(LireRetour(vrai.id), uow).etat is EtatRetour.A_LIRE
    assert prendre(uow, apercu(DemanderApercu(vrai.id), uow)).prises == 1


def test_ce_que_dit_l_enveloppe_doit_aller_avec_ses_colonnes(
    uow: UnitOfWork, bailleur: Bailleur
) -> None:
    lu = fichier(uow, "x.retour.zip", bailleur.signer(N, LOYERS, GenreRetour.PARC))
    assert lu.etat is EtatRetour.ECARTE
    assert code_raison(lu).startswith("import.")
    accuse = fichier(uow, "y.retour.zip", bailleur.signer(N + 1, LOYERS, GenreRetour.ACCUSE))
    assert code_raison(accuse) == "retour_fichier.inconnu"


@pytest.mark.parametrize(
    ("nom", "net"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\retour.csv", "retour.csv"),
        ("a\x00b\n.csv", "a b .csv"),
        ("\u202egnp.exe.csv", "gnp.exe.csv"),
        ("/", "fichier"),
        ("é" * 300 + ".xlsx", None),
    ],
)
def test_un_nom_ne_designe_qu_un_fichier(nom: str, net: str | None) -> None:
    propre = nom_propre(nom)
    assert net is None or propre == net
    assert len(propre) <= 120
    assert propre.isprintable()


def test_le_contenu_ne_touche_pas_le_disque(
    uow: UnitOfWork, bailleur: Bailleur, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that points elsewhere names nothing: bytes come from memory, wherever we are."""
    monkeypatch.chdir("/")
    ecrits: list[str] = []
    vrai = Path.open

    def espion(chemin: Path, mode: str = "r", *reste: object, **options: object) -> object:
        if set(mode) & set("wax+"):
            ecrits.append(str(chemin))
        return vrai(chemin, mode, *reste, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", espion)
    lu = fichier(uow, "../../tmp/loyers.csv", LOYERS)
    assert lu.nom == "loyers.csv"
    prendre(uow, apercu(DemanderApercu(lu.id), uow))
    assert ecrits == []
    assert bailleur.cle_id


def test_trop_gros_n_est_pas_garde(uow: UnitOfWork) -> None:
    with uow.ecriture("test.recevoir") as tx:
        retour = recevoir_demesure(tx, "gros.csv", TAILLE_MAX + 1, None, "m1")
        encore = recevoir_demesure(tx, "gros.csv", TAILLE_MAX + 1, None, "m1")
        tx.commit()
    assert retour is not None
    assert encore is None
    lu = lire(LireRetour(retour.id), uow)
    assert (lu.etat, lu.present) == (EtatRetour.ECARTE, False)
    assert code_raison(lu) == "retour_fichier.demesure"
    with pytest.raises(RegleMetier, match=r"retour_fichier\.perdu"):
        reprendre(ReprendreRetour(lu.id), uow)


def test_un_fichier_donne_de_la_main_a_la_main(uow: UnitOfWork, tmp_path: Path) -> None:
    chemin = tmp_path / "loyers de novembre.csv"
    chemin.write_bytes(LOYERS)
    faits = deposer(DeposerRetour(chemin), uow)
    assert [f.id for f in lister(ListerRetours(), uow)] == [faits.principal]
    with pytest.raises(RegleMetier, match=r"retour_fichier\.deja_recu"):
        deposer(DeposerRetour(chemin), uow)
    creux = tmp_path / "creux.csv"
    with creux.open("wb") as flux:
        flux.truncate(TAILLE_MAX + 1)
    with pytest.raises(EntreeInvalide, match=r"retour_fichier\.demesure"):
        deposer(DeposerRetour(creux), uow)
    with pytest.raises(AppError, match=r"import\.fichier_absent"):
        deposer(DeposerRetour(tmp_path), uow)


def test_ecarter_et_reprendre(uow: UnitOfWork) -> None:
    lu = fichier(uow, "loyers.csv", LOYERS)
    with pytest.raises(EntreeInvalide, match=r"saisie\.obligatoire"):
        ecarter(EcarterRetour(lu.id, "  "), uow)
    ecarter(EcarterRetour(lu.id, "envoyé par erreur"), uow)
    ecarte = lire(LireRetour(lu.id), uow)
    assert ecarte.raison is not None
    assert dire_raison(ecarte.raison).titre == "envoyé par erreur"
    assert lister(ListerRetours(frozenset({EtatRetour.A_LIRE})), uow) == ()
    reprendre(ReprendreRetour(lu.id), uow)
    assert lire(LireRetour(lu.id), uow).etat is EtatRetour.A_LIRE
    with pytest.raises(RegleMetier, match=r"retour_fichier\.pas_ecarte"):
        reprendre(ReprendreRetour(lu.id), uow)


def test_un_repertoire_de_zip_qui_ment(uow: UnitOfWork, bailleur: Bailleur) -> None:
    """Sizes declared smaller than they are do not let more in."""
    entiere = bytearray(bailleur.signer(N, LOYERS))
    fin = entiere.rfind(b"PK\x01\x02")
    struct.pack_into("<I", entiere, fin + 24, 3)
    lu = fichier(uow, "menteur.retour.zip", bytes(entiere))
    assert lu.etat is EtatRetour.ECARTE
    assert mots(EntreeInvalide(code_raison(lu))).titre
