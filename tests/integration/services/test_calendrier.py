"""Calendars: read back by the library and by a parse of our own, updated, taken back, discreet."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import Text, text

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.domain.demenagements import Creneau, EtatDemenagement, SensDemenagement
from app.domain.partage import Destinataire, autorise
from app.services import calendrier, permanences, rendez_vous
from app.services.calendrier import ChoixCalendrier, EcrireCalendrier, sortie
from db.models import Base, Consentement, Demenagement, Envoi, info_de
from db.types import Choix
from db.uow import UnitOfWork
from tests.integration.documents.demenagements import demenagement, equipe
from tests.integration.documents.donnees import lieu, menage_complet
from tests.integration.documents.test_partage import TABLES

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def ids(uow: UnitOfWork) -> dict[str, UUID]:
    """An estate, a crew, a household and its move on 1 December at 8:30."""
    lus = lieu(uow)
    lus |= {"equipe": equipe(uow, lus), "menage": menage_complet(uow, lus, visites=1)}
    return lus | {"demenagement": demenagement(uow, lus["menage"], lus, equipe_id=lus["equipe"])}


def deplier(octets: bytes) -> Iterator[tuple[str, dict[str, str], str]]:
    """Our own reading of RFC 5545: unfolded lines as name, parameters, value."""
    assert octets.endswith(b"\r\n")
    assert b"\n" not in octets.replace(b"\r\n", b""), "every line ends with CRLF"
    for ligne in octets.split(b"\r\n"):
        assert len(ligne) <= 75, ligne
    for ligne in octets.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]:
        trouve = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=(?:\"[^\"]*\"|[^;:\"]*))*):(.*)", ligne)
        assert trouve, ligne
        params = dict(p.split("=", 1) for p in trouve[2].split(";") if p)
        yield trouve[1], params, trouve[3]


def evenements(octets: bytes) -> dict[str, dict[str, str]]:
    """The entries of a file by uid, each as name → value, read by our own parse."""
    lus: dict[str, dict[str, str]] = {}
    courant: dict[str, str] = {}
    for nom, _params, valeur in deplier(octets):
        if (nom, valeur) == ("BEGIN", "VEVENT"):
            courant = {}
        elif (nom, valeur) == ("END", "VEVENT"):
            lus[courant["UID"]] = courant
        else:
            courant[nom] = valeur
    return lus


def ecrire(uow: UnitOfWork, dossier: Path, choix: ChoixCalendrier | None = None) -> bytes:
    """The bytes of the calendar of that choice."""
    sortie = dossier / "agenda.ics"
    calendrier.ecrire(EcrireCalendrier(sortie, choix or ChoixCalendrier()), uow)
    return sortie.read_bytes()


def le_demenagement(octets: bytes, ids: dict[str, UUID]) -> dict[str, str]:
    return evenements(octets)[f"demenagement-{ids['demenagement'].hex}@voyette"]


def changer(uow: UnitOfWork, id_: UUID, **champs: object) -> None:
    """Change a move in an action of its own."""
    with uow.ecriture("test.changer") as tx:
        ligne = tx.session.get(Demenagement, id_)
        assert ligne is not None
        for nom, valeur in champs.items():
            setattr(ligne, nom, valeur)
        tx.commit()


def test_la_bibliotheque_et_notre_lecture_trouvent_la_meme_chose(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    octets = ecrire(uow, tmp_path)
    notres = evenements(octets)
    relu = Calendar.from_ical(octets)
    autres = {str(e["uid"]): e for e in relu.walk("VEVENT")}
    assert set(autres) == set(notres)
    assert len(notres) > 50, "a year of permanences, a move, an appointment"
    for uid, evenement in autres.items():
        assert str(evenement["status"]) == notres[uid]["STATUS"]
        assert int(evenement["sequence"]) == int(notres[uid]["SEQUENCE"]) == 0
        assert evenement.decoded("dtstamp") == datetime(2026, 11, 24, 14, tzinfo=UTC)
    un = autres[f"demenagement-{ids['demenagement'].hex}@voyette"]
    assert un.decoded("dtstart") == datetime(2026, 12, 1, 8, 30, tzinfo=PARIS)
    assert un.decoded("dtend") == datetime(2026, 12, 1, 12, 0, tzinfo=PARIS)
    assert str(un["summary"]) == "Déménagement (départ) : Wójcik Jadwiga et Henri"
    assert str(un["location"]) == "16 rue de Stockholm, Rouvroy"
    assert str(un["description"]).split("\n")[1] == "À : 10 rue de Stockholm, Rouvroy (GLT00001)"


def test_l_heure_de_paris_suit_l_ete_et_l_hiver(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    changer(uow, ids["demenagement"], jour=date(2027, 7, 6))
    octets = ecrire(uow, tmp_path)
    (zone,) = Calendar.from_ical(octets).walk("VTIMEZONE")
    paris = zone.to_tz()
    for jour in (date(2026, 12, 1), date(2027, 3, 27), date(2027, 3, 29), date(2027, 7, 6),
                 date(2027, 10, 30), date(2027, 11, 1)):  # fmt: skip
        a = datetime.combine(jour, time(8, 30))
        assert a.replace(tzinfo=paris).utcoffset() == a.replace(tzinfo=PARIS).utcoffset(), jour
    assert "DTSTART;TZID=Europe/Paris:20270706T083000" in octets.decode()


def test_sans_heure_c_est_la_demi_journee_ou_le_jour_entier(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    changer(uow, ids["demenagement"], heure=None, creneau=Creneau.APRES_MIDI)
    vu = le_demenagement(ecrire(uow, tmp_path), ids)
    assert (vu["DTSTART"], vu["DTEND"]) == ("20261201T130000", "20261201T170000")
    changer(uow, ids["demenagement"], creneau=Creneau.JOURNEE)
    octets = ecrire(uow, tmp_path)
    vu = le_demenagement(octets, ids)
    assert (vu["DTSTART"], vu["DTEND"]) == ("20261201", "20261202")
    assert b"DTSTART;VALUE=DATE:20261201" in octets


def test_un_changement_garde_l_uid_et_avance_la_sequence(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID], clock: FixedClock
) -> None:
    assert le_demenagement(ecrire(uow, tmp_path), ids)["SEQUENCE"] == "0"
    changer(uow, ids["demenagement"], jour=date(2026, 12, 3))
    clock.instant += timedelta(hours=2)
    vu = le_demenagement(ecrire(uow, tmp_path), ids)
    assert (vu["SEQUENCE"], vu["DTSTART"]) == ("1", "20261203T083000")
    assert vu["DTSTAMP"] == "20261124T160000Z"
    changer(uow, ids["demenagement"], version=7)
    assert le_demenagement(ecrire(uow, tmp_path), ids)["SEQUENCE"] == "7"


def test_ce_qui_s_annule_est_repris_seulement_s_il_etait_parti(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    jamais = demenagement(
        uow, ids["menage"], ids, sens=SensDemenagement.RETOUR, jour=date(2027, 3, 3),
        complet=False, etat=EtatDemenagement.ANNULE,
    )  # fmt: skip
    avant = evenements(ecrire(uow, tmp_path))
    rdv = next(uid for uid in avant if uid.startswith("rendez_vous"))
    changer(uow, ids["demenagement"], etat=EtatDemenagement.ANNULE)
    rendez_vous.annuler(rendez_vous.AnnulerRendezVous(UUID(rdv.split("-")[1].split("@")[0])), uow)
    uid = f"demenagement-{ids['demenagement'].hex}@voyette"
    apres = evenements(ecrire(uow, tmp_path))
    assert f"demenagement-{jamais.hex}@voyette" not in apres
    for annule in (uid, rdv):
        assert apres[annule]["STATUS"] == "CANCELLED"
        assert int(apres[annule]["SEQUENCE"]) > int(avant[annule]["SEQUENCE"])
    lu = calendrier.apercu(ChoixCalendrier(), uow)
    assert lu.annules == 2


def test_une_permanence_garde_son_uid_de_prevue_a_tenue_et_s_annule(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    choix = ChoixCalendrier(cite_id=ids["cite"], au=date(2026, 12, 31))
    avant = evenements(ecrire(uow, tmp_path, choix))
    (serie,) = {u.split("-")[1] for u in avant if u.startswith("permanence")}
    permanences.ouvrir(
        permanences.OuvrirPermanence(
            ids["cite"], date(2026, 11, 24), time(14, 30), "Salle des fêtes", time(17),
            UUID(serie), (ids["mediatrice"],),
        ),
        uow,
    )  # fmt: skip
    permanences.annuler(
        permanences.AnnulerPermanence(serie_id=UUID(serie), jour=date(2026, 12, 8)), uow
    )
    apres = evenements(ecrire(uow, tmp_path, choix))
    assert set(apres) == set(avant)
    tenue = apres[f"permanence-{serie}-20261124@voyette"]
    assert (tenue["DTSTART"], tenue["LOCATION"]) == ("20261124T143000", "Salle des fêtes")
    assert int(tenue["SEQUENCE"]) >= 1
    assert apres[f"permanence-{serie}-20261208@voyette"]["STATUS"] == "CANCELLED"


def test_un_demenagement_confie_a_d_autres_quitte_l_agenda_de_l_equipe(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    deux = equipe(uow, ids, "Équipe 2")
    une, autre = ChoixCalendrier(equipe_id=ids["equipe"]), ChoixCalendrier(equipe_id=deux)
    assert le_demenagement(ecrire(uow, tmp_path, une), ids)["STATUS"] == "CONFIRMED"
    changer(uow, ids["demenagement"], equipe_id=deux)
    parti = le_demenagement(ecrire(uow, tmp_path, une), ids)
    assert (parti["STATUS"], parti["SUMMARY"]) == ("CANCELLED", "Déménagement")
    assert le_demenagement(ecrire(uow, tmp_path, autre), ids)["STATUS"] == "CONFIRMED"


def test_ce_qui_est_efface_est_repris_aussi(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    (rdv,) = (u for u in evenements(ecrire(uow, tmp_path)) if u.startswith("rendez_vous"))
    with uow.ecriture("test.effacer") as tx:
        tx.connection.execute(text("DELETE FROM rendez_vous"))
        tx.commit()
    assert evenements(ecrire(uow, tmp_path))[rdv]["STATUS"] == "CANCELLED"


def test_par_personne_par_equipe_par_cite_et_par_periode(
    uow: UnitOfWork, ids: dict[str, UUID]
) -> None:
    def nombres(**champs: object) -> dict[str, int]:
        lu = calendrier.apercu(ChoixCalendrier(au=date(2026, 12, 31), **champs), uow)  # type: ignore[arg-type]  # fields of the choice
        return {genre.value: n for genre, n in lu.nombres}

    assert nombres() == {"demenagement": 1, "permanence": 6, "rendez_vous": 1}
    assert nombres(equipe_id=ids["equipe"]) == {"demenagement": 1}
    assert nombres(intervenant_id=ids["pilote"])["demenagement"] == 1
    assert "permanence" not in nombres(intervenant_id=ids["pilote"])
    assert nombres(cite_id=uow.ids.new()) == {}
    assert nombres(cite_id=ids["cite"], du=date(2026, 12, 2)) == {
        "permanence": 4,
        "rendez_vous": 1,
    }
    with pytest.raises(EntreeInvalide, match=r"calendrier\.dates"):
        nombres(du=date(2027, 1, 1))


def test_rien_de_ce_qui_s_est_dit_n_entre_dans_un_agenda(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    poses: dict[str, tuple[str, str]] = {}
    with uow.ecriture("test.canaris") as tx:
        for nom in dict.fromkeys((*TABLES, "equipe", "demenagement", "besoins_relogement")):
            for colonne in Base.metadata.tables[nom].columns:
                if not isinstance(colonne.type, Text) or isinstance(colonne.type, Choix):
                    continue
                mot = f"ZQ{len(poses):03d}Q"
                poses[mot] = (nom, colonne.name)
                tx.connection.execute(
                    text(f"UPDATE {nom} SET {colonne.name} = '{mot}' || substr({nom}.rowid, -2)")
                )
        tx.commit()
    permis = {
        ("menage", "nom"), ("cite", "nom"), ("permanence_serie", "lieu"), ("equipe", "organisme"),
        ("intervenant", "nom"), ("intervenant", "prenom"), ("equipe", "nom"),
        *(("logement", c) for c in ("code_ug", "numero", "repetition", "voie", "commune")),
    }  # fmt: skip
    for choix in (
        ChoixCalendrier(),
        ChoixCalendrier(intervenant_id=ids["pilote"]),
        ChoixCalendrier(equipe_id=ids["equipe"]),
        ChoixCalendrier(noms=False),
    ):
        octets = ecrire(uow, tmp_path, choix)
        plat = octets.replace(b"\r\n ", b"").decode()
        vus = {poses[mot] for mot in re.findall(r"ZQ\d{3}Q", plat)}
        assert vus <= permis, vus - permis
        assert (("menage", "nom") in vus) is choix.noms
        for nom, colonne in vus:
            info = info_de(Base.metadata.tables[nom].columns[colonne])
            assert autorise(info["partage"], Destinataire.BAILLEUR, au_menage=False)


def test_sans_noms_l_adresse_et_le_code_suffisent(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    octets = ecrire(uow, tmp_path, ChoixCalendrier(noms=False))
    vu = le_demenagement(octets, ids)
    dit = "Déménagement (départ) : 16 rue de Stockholm\\, Rouvroy (GLY00001)"
    assert vu["SUMMARY"] == dit
    assert "Wójcik" not in octets.replace(b"\r\n ", b"").decode()


def test_les_demenageurs_n_ont_pas_le_nom_de_qui_a_refuse_le_partage(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    choix = ChoixCalendrier(equipe_id=ids["equipe"])
    assert "Wójcik" in ecrire(uow, tmp_path, choix).replace(b"\r\n ", b"").decode()
    with uow.ecriture("test.refus") as tx:
        for accord in tx.session.query(Consentement):
            accord.accorde = False
        tx.commit()
    lu = calendrier.apercu(choix, uow)
    assert (lu.dehors, lu.sans_nom) == (True, 1)
    octets = ecrire(uow, tmp_path, choix)
    assert "Wójcik" not in octets.replace(b"\r\n ", b"").decode()
    assert "16 rue de Stockholm" in le_demenagement(octets, ids)["LOCATION"]


def test_ce_qui_part_est_note_et_un_refus_ne_laisse_rien(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    with pytest.raises(EntreeInvalide, match=r"calendrier\.nom"):
        calendrier.ecrire(EcrireCalendrier(tmp_path / "agenda.txt"), uow)
    with pytest.raises(EntreeInvalide, match=r"calendrier\.dates"):
        calendrier.ecrire(
            EcrireCalendrier(
                tmp_path / "agenda.ics", ChoixCalendrier(du=date(2027, 1, 2), au=date(2027, 1, 1))
            ),
            uow,
        )
    assert list(tmp_path.glob("agenda*")) == []
    with uow.lecture() as session:
        assert session.query(Envoi).count() == 0
    ecrire(uow, tmp_path, ChoixCalendrier(equipe_id=ids["equipe"]))
    with uow.lecture() as session:
        (envoi,) = session.query(Envoi).all()
        assert (envoi.quoi, envoi.destinataire, envoi.nb_lignes) == (
            "calendrier", "demenageurs", 1,
        )  # fmt: skip
        assert envoi.detail["fichier"] == "agenda.ics"


def test_un_agenda_vide_reste_un_agenda(uow: UnitOfWork, tmp_path: Path) -> None:
    octets = ecrire(uow, tmp_path)
    assert evenements(octets) == {}
    assert Calendar.from_ical(octets).walk("VEVENT") == []


def test_le_nombre_d_enonces_ne_suit_pas_celui_des_demenagements(
    uow: UnitOfWork, ids: dict[str, UUID], compteur_sql: object
) -> None:
    for n in range(5):
        demenagement(uow, ids["menage"], ids, complet=False, jour=date(2026, 12, 2 + n))
    with compteur_sql() as compteur:  # type: ignore[operator]  # a fixture of conftest
        calendrier.apercu(ChoixCalendrier(), uow)
    assert len(compteur.enonces) <= 12


def test_un_nom_ou_un_lieu_hostile_reste_une_valeur(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    hostile = "A;B,C\\n\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:faux\u2028🏠 " + "é" * 200
    with uow.ecriture("test.hostile") as tx:
        tx.connection.execute(text("UPDATE menage SET nom = :n"), {"n": hostile})
        tx.connection.execute(text("UPDATE logement SET voie = :n"), {"n": hostile})
        tx.connection.execute(text("UPDATE permanence_serie SET lieu = :n"), {"n": hostile})
        tx.commit()
    sain = len(evenements(ecrire(uow, tmp_path, ChoixCalendrier(noms=False))))
    octets = ecrire(uow, tmp_path)
    lus = evenements(octets)
    assert len(lus) == sain
    assert "faux" not in lus
    relu = {str(e["uid"]): str(e["summary"]) for e in Calendar.from_ical(octets).walk("VEVENT")}
    assert set(relu) == set(lus)
    assert "🏠" in relu[f"demenagement-{ids['demenagement'].hex}@voyette"]


def test_un_disque_qui_refuse_garde_l_agenda_d_avant(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    avant = ecrire(uow, tmp_path)

    def plein(_fd: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(sortie.os, "fsync", plein)
    with pytest.raises(PanneEnvironnement, match=r"documents\.disque_plein"):
        ecrire(uow, tmp_path)
    monkeypatch.undo()
    assert (tmp_path / "agenda.ics").read_bytes() == avant
    assert [f.name for f in tmp_path.iterdir() if f.suffix != ".voyette"].count("agenda.ics") == 1
    with uow.lecture() as session:
        assert session.query(Envoi).count() == 1
