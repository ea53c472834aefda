"""Profiles narrow what may leave; what they prepare is closed, and remembered."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import Any
from uuid import UUID

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.envois import EtatColis, Etendue, Format, Frequence, GenreDestination, Protection
from app.domain.partage import Destinataire, Partage
from app.domain.profils_envoi import ProfilLu, prochain
from app.services.exports import profils, projection
from app.services.exports.file_envois.envoyer import PreparerColis, preparer_colis
from app.services.exports.paquets.preparation import morceaux
from app.services.exports.profils import (
    ArreterProfil,
    ContenuProfil,
    CreerProfil,
    LireProfil,
    ListerProfils,
    ModifierProfil,
)
from app.services.exports.profils import choix as profils_choix
from app.services.exports.protection.signature import CleSignature, empreinte
from app.services.exports.selection import SelectionComplete, forme, retenues
from db.models import Bailleur, Base, ClePartenaire, Colis, Destination, Envoi
from db.models.base import colonnes_partageables
from db.uow import UnitOfWork
from tests import factories

IDENTITE = pyrage.x25519.Identity.generate()
TABLES = [p.nom for p in projection.projections()]
COLONNES = sorted({c.nom for p in projection.projections() for c in p.colonnes})


@pytest.fixture
def destination_id(uow: UnitOfWork) -> UUID:
    id_ = uow.ids.new()
    factories.ecrire(
        uow,
        Destination(id=id_, nom="Clé USB", genre=GenreDestination.DOSSIER, adresse="depots"),
    )
    return id_


@pytest.fixture
def cle_id(uow: UnitOfWork) -> UUID:
    return une_cle(uow, verifiee_le=date(2026, 11, 2), verifiee_par="Mme Exemple")


def une_cle(uow: UnitOfWork, **champs: Any) -> UUID:
    id_, age, signe = uow.ids.new(), str(IDENTITE.to_public()), CleSignature(bytes(32)).publique
    valeurs = {"ajoutee_le": date(2026, 11, 1), "empreinte": empreinte(age, signe)} | champs
    factories.ecrire(
        uow, ClePartenaire(id=id_, nom="Bailleur Exemple", age=age, signature=signe, **valeurs)
    )
    return id_


def creer(uow: UnitOfWork, nom: str = "Suivi mensuel", **champs: Any) -> UUID:
    principal = profils.creer(CreerProfil(ContenuProfil(nom, **champs)), uow).principal
    assert principal is not None
    return principal


def accuser(uow: UnitOfWork, colis_id: UUID | None) -> None:
    with uow.ecriture("test.accuser") as tx:
        colis = tx.session.get(Colis, colis_id)
        assert colis is not None
        colis.etat = EtatColis.ACCUSE
        tx.commit()


def ouvrir(uow: UnitOfWork, colis_id: UUID | None) -> zipfile.ZipFile:
    assert colis_id is not None
    with uow.lecture() as session:
        octets = b"".join(morceaux(session, colis_id))
    return zipfile.ZipFile(io.BytesIO(pyrage.decrypt(octets, [IDENTITE])))


def test_un_profil_se_cree_se_lit_se_modifie_s_arrete(
    uow: UnitOfWork, cle_id: UUID, destination_id: UUID
) -> None:
    id_ = creer(
        uow,
        "Suivi pour le bailleur",
        tables=frozenset({"menage", "logement"}),
        colonnes_retirees={"menage": frozenset({"loyer", "id", "pas_une_colonne"})},
        cle_id=cle_id,
        destination_id=destination_id,
        frequence=Frequence.HEBDOMADAIRE,
    )
    lu = profils.lire(LireProfil(id_), uow)
    assert lu.tables == {"menage", "logement"}
    assert lu.colonnes_retirees == {"menage": frozenset({"loyer"})}
    assert len(bytes.fromhex(lu.sel)) == 32
    (ligne,) = profils.lister(ListerProfils(), uow)
    assert (ligne.cle, ligne.cle_verifiee, ligne.destination) == (
        "Bailleur Exemple",
        True,
        "Clé USB",
    )
    assert ligne.prochain_le == date(2026, 11, 24)
    contenu = ContenuProfil("Suivi pour le bailleur", formats=(Format.JSONL,))
    profils.modifier(ModifierProfil(id_, contenu), uow)
    relu = profils.lire(LireProfil(id_), uow)
    assert relu.tables is None
    assert (relu.sel, relu.formats) == (lu.sel, (Format.JSONL,))
    assert profils.modifier(ModifierProfil(id_, contenu), uow).operation is None
    profils.arreter(ArreterProfil(id_), uow)
    assert profils.lister(ListerProfils(), uow) == ()
    assert [p.profil.actif for p in profils.lister(ListerProfils(actifs=False), uow)] == [False]
    profils.reprendre(ArreterProfil(id_), uow)
    assert len(profils.lister(ListerProfils(), uow)) == 1


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"nom": "  "}, "saisie.obligatoire"),
        ({"nom": "SUIVI mensuél"}, "profil.deja"),
        ({"nom": "A", "tables": frozenset()}, "profil.tables"),
        ({"nom": "A", "tables": frozenset({"menage", "ressenti"})}, "profil.table_interdite"),
        ({"nom": "A", "formats": ()}, "profil.formats"),
        ({"nom": "A", "cle_id": UUID(int=7)}, "general.introuvable"),
    ],
)
def test_un_profil_qui_ne_tient_pas_est_refuse(
    uow: UnitOfWork, champs: dict[str, Any], code: str
) -> None:
    creer(uow)
    with pytest.raises((EntreeInvalide, RegleMetier)) as refus:
        profils.creer(CreerProfil(ContenuProfil(**champs)), uow)
    assert refus.value.code == code


def test_un_bailleur_ne_recoit_que_ses_cites(uow: UnitOfWork) -> None:
    miens, autres = uow.ids.new(), uow.ids.new()
    factories.ecrire(uow, *(Bailleur(id=b, nom=b.hex[-4:]) for b in (miens, autres)))
    ici, la = (factories.cite(uow, bailleur_id=b) for b in (miens, autres))
    menages = [
        factories.menage(uow, logement_id=factories.logement(uow, cite_id=c)) for c in (ici, la)
    ]
    with pytest.raises(RegleMetier) as refus:
        creer(uow, bailleur_id=miens, cite_id=la)
    assert refus.value.code == "profil.cite_d_un_autre"
    lu = profils.lire(LireProfil(creer(uow, bailleur_id=miens)), uow)
    selection = SelectionComplete(lu, uow.clock.today())
    with uow.lecture() as session:
        partis = {
            p.nom: [ligne[0] for ligne in selection.lignes(session, p)]
            for p in selection.projections
        }
    assert partis["menage"] == [menages[0]]
    assert partis["cite"] == [ici]
    assert partis["bailleur"] == [miens]
    assert len(partis["logement"]) == len(partis["personne"]) == len(partis["occupation"]) == 1


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tables=st.none() | st.frozensets(st.sampled_from([*TABLES, "ressenti", "secret_local", "x"])),
    retirees=st.dictionaries(
        st.sampled_from([*TABLES, "ressenti"]), st.frozensets(st.sampled_from(COLONNES))
    ),
    cite=st.none() | st.uuids(),
    bailleur=st.none() | st.uuids(),
)
def test_aucun_profil_n_elargit_ce_qui_peut_partir(
    tables: frozenset[str] | None, retirees: dict[str, frozenset[str]], cite: Any, bailleur: Any
) -> None:
    lu = ProfilLu(
        UUID(int=1), "P", tables=tables, colonnes_retirees=retirees, cite_id=cite,
        bailleur_id=bailleur, pseudonymes=False,
    )  # fmt: skip
    permises = {p.nom: p for p in projection.projections()}
    for gardee in retenues(lu):
        permise = permises[gardee.nom]
        partageables = colonnes_partageables(gardee.table, Destinataire.BAILLEUR)
        noms = {c.nom for c in gardee.colonnes}
        assert noms <= partageables
        assert noms <= {c.nom for c in permise.colonnes}
        assert not noms & (retirees.get(gardee.nom, frozenset()) - {"id"})
        assert "id" in noms
        assert tables is None or gardee.nom in tables
    assert len(forme(lu)) == 64


def test_le_premier_envoi_est_complet_le_suivant_ne_dit_que_ce_qui_a_change(
    uow: UnitOfWork, cle_id: UUID, destination_id: UUID
) -> None:
    menage_id = factories.menage(uow)
    id_ = creer(
        uow, etendue=Etendue.DELTA, cle_id=cle_id, destination_id=destination_id,
        formats=(Format.JSONL,),
    )  # fmt: skip
    premier = preparer_colis(PreparerColis(id_), uow).principal
    manifeste = json.loads(ouvrir(uow, premier).read("manifeste.json"))
    assert (manifeste["etendue"], manifeste["depuis"]) == ("complet", None)
    # Nothing acknowledged yet: still whole, with the next number.
    second = preparer_colis(PreparerColis(id_), uow).principal
    manifeste = json.loads(ouvrir(uow, second).read("manifeste.json"))
    assert (manifeste["etendue"], manifeste["sequence"]) == ("complet", 2)
    accuser(uow, second)
    with pytest.raises(RegleMetier) as refus:
        preparer_colis(PreparerColis(id_), uow)
    assert refus.value.code == "envoi.rien_de_nouveau"
    with uow.ecriture("menage.modifier") as tx:
        tx.session.execute(text("UPDATE personne SET tel_mobile = '0700000000'"))
        tx.commit()
    paquet = ouvrir(uow, preparer_colis(PreparerColis(id_), uow).principal)
    manifeste = json.loads(paquet.read("manifeste.json"))
    assert (manifeste["etendue"], manifeste["sequence"], manifeste["depuis"]) == ("delta", 3, 2)
    assert manifeste["tables"] == {"personne": 1, "retraits": 0}
    assert b"0700000000" in paquet.read("jsonl/personne.jsonl")
    assert menage_id.hex.encode() not in paquet.read("jsonl/personne.jsonl")
    with uow.lecture() as session:
        assert session.scalars(select(Envoi.quoi)).all() == ["colis"] * 3


def test_un_profil_qui_change_fait_un_envoi_complet(
    uow: UnitOfWork, cle_id: UUID, destination_id: UUID
) -> None:
    factories.menage(uow)
    ou = {"cle_id": cle_id, "destination_id": destination_id}
    id_ = creer(uow, etendue=Etendue.DELTA, formats=(Format.JSONL,), **ou)
    accuser(uow, preparer_colis(PreparerColis(id_), uow).principal)
    contenu = ContenuProfil(
        "Suivi mensuel", etendue=Etendue.DELTA, formats=(Format.JSONL,),
        tables=frozenset({"logement"}), **ou,
    )  # fmt: skip
    profils.modifier(ModifierProfil(id_, contenu), uow)
    paquet = ouvrir(uow, preparer_colis(PreparerColis(id_), uow).principal)
    manifeste = json.loads(paquet.read("manifeste.json"))
    assert (manifeste["etendue"], manifeste["tables"]) == ("complet", {"logement": 1})


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"destination_id": None}, "envoi.sans_destination"),
        ({"cle_id": None}, "cle.absente"),
        ({"tables": frozenset({"reclamation"})}, "envoi.rien_a_envoyer"),
        ({"protection": Protection.ZIP_AES}, "cle.phrase_absente"),
    ],
)
def test_ce_qui_ne_peut_pas_partir_ne_laisse_rien(
    uow: UnitOfWork, cle_id: UUID, destination_id: UUID, champs: dict[str, Any], code: str
) -> None:
    factories.menage(uow)
    ou: dict[str, Any] = {"cle_id": cle_id, "destination_id": destination_id} | champs
    id_ = creer(uow, **ou)
    with pytest.raises(RegleMetier) as refus:
        preparer_colis(PreparerColis(id_), uow)
    assert refus.value.code == code
    with uow.lecture() as session:
        assert session.scalars(select(Colis)).all() == []
        assert session.scalars(select(Envoi)).all() == []


def test_une_cle_que_personne_n_a_verifiee_ne_ferme_rien(
    uow: UnitOfWork, destination_id: UUID
) -> None:
    factories.menage(uow)
    id_ = creer(uow, cle_id=une_cle(uow), destination_id=destination_id)
    with pytest.raises(RegleMetier) as refus:
        preparer_colis(PreparerColis(id_), uow)
    assert refus.value.code == "cle.non_verifiee"


def test_un_profil_arrete_ne_prepare_plus_rien(
    uow: UnitOfWork, cle_id: UUID, destination_id: UUID
) -> None:
    factories.menage(uow)
    id_ = creer(uow, cle_id=cle_id, destination_id=destination_id)
    profils.arreter(ArreterProfil(id_), uow)
    with pytest.raises(RegleMetier) as refus:
        preparer_colis(PreparerColis(id_), uow)
    assert refus.value.code == "profil.arrete"


def test_une_phrase_dite_une_fois_ferme_et_ne_se_garde_pas(
    uow: UnitOfWork, destination_id: UUID
) -> None:
    factories.menage(uow)
    id_ = creer(
        uow, destination_id=destination_id, protection=Protection.ZIP_AES, formats=(Format.JSONL,)
    )
    with pytest.raises(EntreeInvalide):
        preparer_colis(PreparerColis(id_, phrase="azerty"), uow)
    phrase = "tarte orage velours canard marine 4821 sifflet"
    colis_id = preparer_colis(PreparerColis(id_, phrase=phrase), uow).principal
    assert phrase not in repr(PreparerColis(id_, phrase=phrase))
    import pyzipper

    with uow.lecture() as session:
        octets = b"".join(morceaux(session, colis_id))
        gardes = session.execute(text("SELECT count(*) FROM secret_local WHERE nom LIKE 'phrase%'"))
        assert gardes.scalar() == 0
    with pyzipper.AESZipFile(io.BytesIO(octets)) as archive:
        archive.setpassword(phrase.encode())
        assert json.loads(archive.read("manifeste.json"))["sequence"] == 1


@pytest.mark.parametrize(
    ("frequence", "dernier", "attendu"),
    [
        (Frequence.A_LA_DEMANDE, None, None),
        (Frequence.A_LA_DEMANDE, date(2026, 1, 1), None),
        (Frequence.HEBDOMADAIRE, None, date(2026, 11, 24)),
        (Frequence.HEBDOMADAIRE, date(2026, 11, 20), date(2026, 11, 27)),
        (Frequence.MENSUELLE, date(2026, 1, 31), date(2026, 2, 28)),
        (Frequence.MENSUELLE, date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_le_prochain_envoi(
    frequence: Frequence, dernier: date | None, attendu: date | None
) -> None:
    assert prochain(frequence, dernier, date(2026, 11, 24)) == attendu


def test_un_profil_se_nomme_sans_ses_accents(uow: UnitOfWork) -> None:
    id_ = creer(uow, "Réclamations de la semaine")
    assert profils.profil_nomme("reclamations DE LA semaine", uow) == id_
    assert profils.profil_nomme(id_.hex, uow) == id_
    with pytest.raises(EntreeInvalide) as refus:
        profils.profil_nomme("Autre", uow)
    assert refus.value.params["noms"] == ["Réclamations de la semaine"]


def test_ce_que_laisse_partir_un_profil_se_reconnait(uow: UnitOfWork) -> None:
    base = ProfilLu(UUID(int=1), "P", sel="00" * 32)
    memes = ProfilLu(UUID(int=1), "Autre nom", sel="00" * 32, formats=(Format.JSONL,))
    autres = (
        ProfilLu(UUID(int=1), "P", sel="01" * 32),
        ProfilLu(UUID(int=1), "P", sel="00" * 32, tables=frozenset({"menage"})),
        ProfilLu(UUID(int=1), "P", sel="00" * 32, cite_id=UUID(int=3)),
        ProfilLu(UUID(int=1), "P", sel="00" * 32, pseudonymes=False),
    )
    assert forme(memes) == forme(base)
    assert len({forme(p) for p in (base, *autres)}) == 5


def test_les_profils_proposes_tiennent_debout(uow: UnitOfWork) -> None:
    permises = {t.nom for t in profils_choix.tables()}
    assert permises == set(TABLES)
    for propose in profils_choix.proposes():
        assert propose.contenu.tables is not None
        assert propose.contenu.tables <= permises
        profils.creer(CreerProfil(propose.contenu), uow)
        # Rows name others: what they name leaves too, or the recipient cannot read them.
        for nom in propose.contenu.tables:
            for cle in Base.metadata.tables[nom].foreign_keys:
                if not cle.parent.nullable:
                    assert cle.column.table.name in propose.contenu.tables, (nom, cle.parent.name)
    assert [ligne.profil.nom for ligne in profils.lister(ListerProfils(), uow)] == [
        "Réclamations de la semaine", "Relogement", "Suivi pour le bailleur",
    ]  # fmt: skip


def test_ce_qui_ne_se_choisit_pas_dit_pourquoi() -> None:
    personne = next(t for t in profils_choix.tables() if t.nom == "personne")
    assert "Naissance" not in {c.libelle for c in personne.colonnes}
    assert personne.jamais
    assert all(c.partage is not Partage.BAILLEUR for c in personne.jamais)
    assert [c.nom for c in personne.colonnes if c.obligatoire] == ["id"]
    jamais = {t.titre: t.raison for t in profils_choix.jamais()}
    assert "équipe" in jamais["Ressentis"]
    assert len(jamais) > 8
