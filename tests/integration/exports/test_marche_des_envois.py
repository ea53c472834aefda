"""Whatever becomes of packages, each one taken tells what a whole one would."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.core.changes import OperationId
from app.core.errors import AppError, RegleMetier
from app.domain.accompagnement import Partenaire
from app.domain.envois import EtatColis, Etendue, IssueEssai
from app.domain.paquets import RETRAITS
from app.domain.partage import Partage
from app.domain.visites import ConsignerVisite, NoteSaisie, ReclamationSaisie
from app.services import annulation, consentements, personnes, visites
from app.services.exports import profils
from app.services.exports.apercu import Apercevoir, apercevoir
from app.services.exports.apercu.lignes import LireLignes, lignes
from app.services.exports.file_envois import AnnulerColis, annuler
from app.services.exports.profils import LireProfil
from app.services.menages.fusion import FusionnerMenages, fusionner
from db.models import Base, Colis, Consentement, EssaiEnvoi, Menage, Operation, Personne, Visite
from db.uow import UnitOfWork
from tests import factories
from tests.integration.exports.destinataire import DestinataireModele, octets_de
from tests.integration.exports.paquets import composer_en_clair
from tests.integration.exports.test_colis_incertains import Envoyeur
from tests.integration.exports.test_delta import Monde
from tests.integration.exports.test_pendant_la_preparation import Pendant
from tests.integration.exports.test_profils import IDENTITE


class Marche(Monde):
    """What `Monde` does, and what people do through the services."""

    def __init__(self, uow: UnitOfWork, graine: int) -> None:
        super().__init__(uow, graine)
        self.faits: Counter[str] = Counter()
        self.services = (
            self._consigner, self._accorder, self._retirer, self._annuler, self._fusionner,
            self._supprimer_visite, self._modifier_personne, self._effacer_un_menage,
        )  # fmt: skip

    def vivre(self, clock: Any) -> None:
        """A few things happen; refusals are part of life."""
        for _fois in range(self.hasard.randrange(1, 7)):
            if self.hasard.random() < 0.5:
                self.faits[self.bouger()] += 1
                continue
            action = self.hasard.choice(self.services)
            with suppress(AppError, IndexError, IntegrityError):  # `Monde` ties notes as nobody may
                action()
                self.faits[action.__name__] += 1
        if self.hasard.random() < 0.3:
            clock.instant = clock.instant + timedelta(days=1)

    def lu(self, modele: type[Any]) -> Any:
        with self.uow.lecture() as session:
            return self.hasard.choice(list(session.scalars(select(modele.id).order_by(modele.id))))

    def _consigner(self) -> None:
        note = NoteSaisie("Dit au seuil", self.hasard.choice(list(Partage)))
        reclamations = (ReclamationSaisie("humidite", "Tache"),) * self.hasard.randrange(1)
        visites.consigner(
            ConsignerVisite(
                self.uow.clock.today(), self.lu(Menage), motifs=("cles",), notes=(note,),
                reclamations=reclamations,
            ),
            self.uow,
        )  # fmt: skip

    def _accorder(self) -> None:
        consentements.recueillir(
            consentements.RecueillirConsentement(
                self.lu(Menage), Partenaire.BAILLEUR, accorde=self.hasard.random() < 0.7
            ),
            self.uow,
        )

    def _retirer(self) -> None:
        consentements.retirer(consentements.RetirerConsentement(self.lu(Consentement)), self.uow)

    def _annuler(self) -> None:
        with self.uow.lecture() as session:
            lues = session.execute(
                select(Operation.appareil_id, Operation.n)
                .where(
                    Operation.libelle.not_like("profil%"),
                    Operation.libelle.not_like("envoi%"),
                    Operation.libelle.not_in(("test.preparer", "test.etat", "test.gardes")),
                )
                .order_by(Operation.num.desc())
                .limit(6)
            ).all()
        if lues:
            visee = self.hasard.choice(list(lues))
            annulation.annuler(annulation.AnnulerOperation(OperationId(*visee)), self.uow)

    def _fusionner(self) -> None:
        fusionner(FusionnerMenages(self.lu(Menage), self.lu(Menage), deux_logements=True), self.uow)

    def _supprimer_visite(self) -> None:
        visites.supprimer(visites.SupprimerVisite(self.lu(Visite)), self.uow)

    def _modifier_personne(self) -> None:
        personnes.modifier(
            personnes.ModifierPersonne(self.lu(Personne), {"prenom": f"P{self.hasard.random()}"}),
            self.uow,
        )

    def _effacer_un_menage(self) -> None:
        """An erasure: nothing of it stays in the base."""
        id_ = self.lu(Menage)
        with suppress(IntegrityError), self.uow.ecriture("test.effacer") as tx:
            s = tx.session
            s.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for table in reversed(Base.metadata.sorted_tables):
                if "menage_id" in table.c and table.info.get("journal", True):
                    siennes = select(table.c.id).where(table.c.menage_id == id_)
                    for autre in Base.metadata.sorted_tables:
                        for c in autre.c:
                            if any(k.column.table is table for k in c.foreign_keys):
                                s.execute(delete(autre).where(c.in_(siennes)))
                    s.execute(delete(table).where(table.c.menage_id == id_))
            s.execute(delete(Menage).where(Menage.id == id_))
            tx.commit()


class Envois:
    """One profile, one recipient, and what becomes of each package."""

    def __init__(self, marche: Marche, clock: Any, nom: str, **champs: Any) -> None:
        self.marche, self.uow, self.clock = marche, marche.uow, clock
        self.envoyeur = Envoyeur(marche.uow, nom, **champs)
        self.chez_lui = DestinataireModele(IDENTITE)
        self.en_chemin: list[tuple[int, UUID, bytes, Any]] = []
        self.pris, self.deltas = 0, 0
        self.autre_fil = ThreadPoolExecutor(1)  # one for all: a connection of the base each

    def tout(self) -> Any:
        """All a whole package would say now."""
        lu = profils.lire(LireProfil(self.envoyeur.profil_id), self.uow)
        _manifeste, archive = composer_en_clair(self.uow, lu)
        return DestinataireModele(IDENTITE).appliquer(archive)

    def preparer(self) -> None:
        """The next package, checked against its preview; it goes its way."""
        hasard, etendue = self.marche.hasard, None
        if hasard.random() < 0.1:
            etendue = Etendue.COMPLET
        vu = apercevoir(Apercevoir(self.envoyeur.profil_id, etendue), self.uow)
        if vu.rien:
            with pytest.raises(RegleMetier, match="envoi"):
                self.envoyeur.preparer(etendue=etendue)
            return
        attendu, pendant = self.tout(), None
        if hasard.random() < 0.4:  # life goes on while it is composed
            pendant = Pendant(self._vivre, self.autre_fil)
        try:
            id_ = self.envoyeur.preparer(etendue=etendue, suivi=pendant)
        except RegleMetier as refus:
            if pendant is None or refus.code != "envoi.accord_change":
                raise
            return
        octets = octets_de(self.uow, id_)
        if pendant is None:
            self._comparer(vu, octets)
        with self.uow.lecture() as session:
            colis = session.get(Colis, id_)
            assert colis is not None
            numero = colis.sequence
        self.deltas += vu.etendue is Etendue.DELTA
        sort = hasard.choice(("pris", "pris", "accuse", "accuse", "perdu", "annule", "tard"))
        if sort == "annule":
            self._essayer(id_, hasard.random() < 0.5)
            annuler(AnnulerColis(id_), self.uow)
            return
        self._essayer(id_, oui=True)
        self.envoyeur.mettre(id_, EtatColis.DEPOSE)
        if sort == "perdu":
            return
        if sort == "tard":
            self.en_chemin.append((numero, id_, octets, attendu))
            return
        self.prendre(numero, octets, attendu)
        if sort == "accuse":
            self.envoyeur.mettre(id_, EtatColis.ACCUSE)

    def arriver(self) -> None:
        """What was late arrives; older than what was taken, it is left aside."""
        while self.en_chemin and self.marche.hasard.random() < 0.5:
            numero, id_, octets, attendu = self.en_chemin.pop(0)
            if numero > self.pris:
                self.prendre(numero, octets, attendu)
                self.envoyeur.mettre(id_, EtatColis.ACCUSE)

    def prendre(self, numero: int, octets: bytes, attendu: Any) -> None:
        """The recipient holds what a whole package of that moment would have told."""
        self.pris = numero
        self.chez_lui.prendre(octets)
        tenu = self.chez_lui.tables
        assert tenu.keys() == attendu.keys(), self.marche.faits
        for nom, rows in attendu.items():
            assert tenu[nom] == rows, (nom, self.marche.faits)

    def _vivre(self) -> None:
        with suppress(IndexError):
            self.marche.vivre(self.clock)

    def _essayer(self, id_: UUID, oui: bool) -> None:
        if oui:
            factories.ecrire(
                self.uow,
                EssaiEnvoi(
                    id=self.uow.ids.new(), colis_id=id_, a=self.uow.clock.now(),
                    issue=IssueEssai.ECHEC, code="transport.coupe",
                ),
            )  # fmt: skip

    def _comparer(self, vu: Any, octets: bytes) -> None:
        """The preview said each row of the package, and no other."""
        archive = self.chez_lui.ouvrir(octets)
        contenu = self.chez_lui.lignes(archive)
        retraits = Counter(r["table"] for r in contenu.pop(RETRAITS, []))
        assert {t.nom: t.partent for t in vu.tables if t.partent} == {
            nom: len(rows) for nom, rows in contenu.items()
        }
        if vu.etendue is Etendue.DELTA:
            assert {t.nom: t.retirees for t in vu.tables if t.retirees} == retraits
        for table in vu.tables:
            page = lignes(LireLignes(vu, table.nom, limite=500), self.uow)
            rang = [c.nom for c in page.colonnes].index("id")
            dites = {li.valeurs[rang] for li in page.lignes if li.etat != "retiree"}
            assert dites == {row["id"] for row in contenu.get(table.nom, [])}


@pytest.mark.parametrize("graine", range(1))
def test_quoi_qu_il_advienne_des_envois_le_destinataire_tient_ce_qu_un_complet_dirait(
    uow: UnitOfWork, clock: Any, graine: int
) -> None:
    marcher(uow, clock, graine, tours=8)


def marcher(uow: UnitOfWork, clock: Any, graine: int, tours: int) -> None:
    """Two recipients who get other things of the same base, over and over."""
    marche = Marche(uow, graine)
    with uow.ecriture("test.gardes") as tx:  # a visit's note may not be moved by hand: here it is
        tx.connection.exec_driver_sql("DROP TRIGGER IF EXISTS garde_note_texte")
        tx.commit()
    hasard = marche.hasard
    etroit = hasard.choice(
        (
            {"cite_id": marche.cites[0]},
            {"colonnes_retirees": {"personne": frozenset({"menage_id", "tel_mobile"})}},
            {"tables": frozenset({"visite_motif", "note", "suivi_reclamation", "logement"})},
            {"bailleur_id": marche.bailleurs[0],
             "colonnes_retirees": {"visite": frozenset({"menage_id"})}},
        )
    )  # fmt: skip
    destinataires = (
        Envois(marche, clock, "Tout", pseudonymes=True),
        Envois(marche, clock, "Le même", pseudonymes=False, **etroit),
    )
    for _tour in range(tours):
        with suppress(IndexError):
            marche.vivre(clock)
        for envois in destinataires:
            envois.arriver()
            if hasard.random() < 0.7:
                envois.preparer()
    assert destinataires[0].pris or destinataires[1].pris
