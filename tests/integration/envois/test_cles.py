"""Keys in the base: added, compared by telephone, given up; a package only leaves closed."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from uuid import UUID

import pyrage
import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.domain.envois import Protection
from app.domain.profils_envoi import ProfilLu
from app.services.exports import cles
from app.services.exports.cles import (
    AbandonnerCle,
    AjouterCle,
    DefinirPhrase,
    LireCles,
    LireNotreCle,
    VerifierCle,
)
from app.services.exports.protection import trousseau
from app.services.exports.protection.trousseau import ClePrivee, ecrire_privee, ecrire_publique
from db.models import LigneJournal, ProfilEnvoi, SecretLocal
from db.uow import UnitOfWork

PAIRE = ClePrivee.nouvelle("Bailleur Exemple")
BLOC = ecrire_publique(PAIRE)


def _refus(quoi: Any, *arguments: Any) -> str:
    with pytest.raises(AppError) as dit:
        quoi(*arguments)
    return dit.value.code


def _profil(uow: UnitOfWork, **champs: Any) -> ProfilLu:
    with uow.ecriture("essai") as tx:
        profil = ProfilEnvoi(id=tx.ids.new(), nom="Suivi mensuel", sel="ab" * 16, formats=["xlsx"])
        tx.session.add(profil)
        tx.commit()
    return ProfilLu(profil.id, "Suivi mensuel", sel="ab" * 16, **champs)


def _ajoutee(uow: UnitOfWork) -> UUID:
    ajout = cles.ajouter(AjouterCle(f"Bonjour,\n{BLOC}"), uow)
    assert ajout.principal is not None
    return ajout.principal


def test_a_key_is_added_compared_then_used(uow: UnitOfWork) -> None:
    """Nothing leaves for it before somebody compared the words."""
    cle_id = _ajoutee(uow)
    profil = _profil(uow, cle_id=cle_id)
    (lue,) = cles.lister(LireCles(), uow)
    assert (lue.nom, lue.mots, lue.verifiee_le) == ("Bailleur Exemple", PAIRE.publique.mots, None)
    with uow.lecture() as session:
        assert _refus(cles.fermeture_du_profil, session, profil) == "cle.non_verifiee"
    entendu = " ".join(PAIRE.publique.mots).upper()
    cles.verifier(VerifierCle(cle_id, "Mme Martin, service technique", entendu), uow)
    (lue,) = cles.lister(LireCles(), uow)
    assert lue.verifiee_le == uow.clock.today()
    assert lue.verifiee_par == "Mme Martin, service technique"
    with uow.lecture() as session:
        fermeture = cles.fermeture_du_profil(session, profil)
    assert (fermeture.suffixe, fermeture.destinataire) == (".zip.age", PAIRE.publique.empreinte)
    puits = io.BytesIO()
    with fermeture.ouvrir(puits) as sortie, sortie.ouvrir("a") as flux:
        flux.write(b"x")
    clair = pyrage.decrypt(puits.getvalue(), [PAIRE.ouvreuse()])
    assert zipfile.ZipFile(io.BytesIO(clair)).read("a") == b"x"


def test_words_that_differ_verify_nothing(uow: UnitOfWork) -> None:
    """Nor does a telephone call nobody can name."""
    cle_id = _ajoutee(uow)
    faux = VerifierCle(cle_id, "Mme Martin", "un deux trois quatre cinq six")
    assert _refus(cles.verifier, faux, uow) == "cle.mots_differents"
    assert _refus(cles.verifier, VerifierCle(cle_id, "  "), uow) == "saisie.obligatoire"
    assert cles.lister(LireCles(), uow)[0].verifiee_le is None


def test_a_key_given_up_serves_no_more(uow: UnitOfWork) -> None:
    """It stays listed, last, and never comes back."""
    cle_id = _ajoutee(uow)
    assert _refus(cles.ajouter, AjouterCle(BLOC), uow) == "cle.deja_connue"
    cles.verifier(VerifierCle(cle_id, "Mme Martin"), uow)
    cles.abandonner(AbandonnerCle(cle_id), uow)
    cles.abandonner(AbandonnerCle(cle_id), uow)
    assert _refus(cles.ajouter, AjouterCle(BLOC), uow) == "cle.deja_abandonnee"
    assert _refus(cles.verifier, VerifierCle(cle_id, "Mme Martin"), uow) == "cle.abandonnee"
    with uow.lecture() as session:
        profil = ProfilLu(UUID(int=1), "P", cle_id=cle_id)
        assert _refus(cles.fermeture_du_profil, session, profil) == "cle.abandonnee"
        absent = ProfilLu(UUID(int=1), "P")
        assert _refus(cles.fermeture_du_profil, session, absent) == "cle.absente"
    autre = ecrire_publique(ClePrivee.nouvelle("Zèbre"))
    cles.ajouter(AjouterCle(autre, nom="Bailleur (nouvelle clé)"), uow)
    assert [c.nom for c in cles.lister(LireCles(), uow)] == [
        "Bailleur (nouvelle clé)",
        "Bailleur Exemple",
    ]


def test_profiles_that_use_a_key_are_named(uow: UnitOfWork) -> None:
    """So that nobody gives it up unaware."""
    cle_id = _ajoutee(uow)
    with uow.ecriture("essai") as tx:
        for nom, actif in (("Mensuel", True), ("Vieux", False)):
            tx.session.add(
                ProfilEnvoi(
                    id=tx.ids.new(), nom=nom, sel="ab", formats=[], cle_id=cle_id, actif=actif
                )
            )
        tx.commit()
    assert cles.lister(LireCles(), uow)[0].profils == ("Mensuel",)


def test_the_keys_of_this_device_are_made_once(uow: UnitOfWork) -> None:
    """The same at each package; the words given are those the bailleur's side shows."""
    notre = cles.notre_cle(LireNotreCle(), uow)
    with uow.ecriture("essai") as tx:
        paire = cles.trousseau_appareil(tx)
        assert cles.cle_appareil(tx) == paire.signature
    assert trousseau.lire_publique(notre.bloc) == paire.publique
    assert cles.notre_cle(LireNotreCle(), uow).mots == notre.mots
    from app.services.exports.protection import signature

    vus = signature.mots(signature.empreinte_emetteur(paire.signature.publique))
    assert notre.mots == vus


def test_private_keys_and_phrases_never_enter_the_journal(uow: UnitOfWork) -> None:
    """Neither as values nor as names; only this copy of the base holds them."""
    profil = _profil(uow)
    phrase = cles.proposer_phrase()
    cles.definir_phrase(DefinirPhrase(profil.id, phrase), uow)
    cles.notre_cle(LireNotreCle(), uow)
    with uow.ecriture("essai") as tx:
        prive = ecrire_privee(cles.trousseau_appareil(tx)).decode()
    with uow.lecture() as session:
        noms = {s.nom.partition(":")[0] for s in session.scalars(select(SecretLocal))}
        ecrit = "\n".join(
            str([getattr(ligne, c.key) for c in LigneJournal.__table__.columns])
            for ligne in session.scalars(select(LigneJournal))
        )
    assert noms == {"phrase", cles.NOM_TROUSSEAU}
    for secret in (phrase, *[x for x in prive.splitlines() if "KEY" in x or "signature" in x]):
        assert secret not in ecrit
    assert phrase not in repr(DefinirPhrase(profil.id, phrase))


def test_a_phrase_closes_the_zip_of_a_profile(uow: UnitOfWork) -> None:
    """Kept for the next packages; a weak one, or the profile's own name, is refused."""
    profil = _profil(uow, protection=Protection.ZIP_AES)
    with uow.lecture() as session:
        assert _refus(cles.fermeture_du_profil, session, profil) == "cle.phrase_absente"
    for faible in ("Suivi mensuel", "canard " * 12):
        commande = DefinirPhrase(profil.id, faible)
        assert _refus(cles.definir_phrase, commande, uow) == "cle.phrase_faible"
    for phrase in (cles.proposer_phrase(), cles.proposer_phrase()):
        cles.definir_phrase(DefinirPhrase(profil.id, phrase), uow)
        assert cles.phrase_connue(profil.id, uow) == phrase
    with uow.lecture() as session:
        fermeture = cles.fermeture_du_profil(session, profil)
    assert (fermeture.suffixe, fermeture.destinataire) == (".zip", "")
    puits = io.BytesIO()
    with fermeture.ouvrir(puits) as sortie, sortie.ouvrir("a") as flux:
        flux.write(b"x")
    assert phrase.encode() not in puits.getvalue()
