"""From a preview and a person's decisions to one transaction, undoable as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.memoire import sans_ramassage
from app.core.suivi import Suivi, SuiviMuet
from app.domain.imports import EtatLigne, Sens
from app.services.imports import fichier, memoire
from app.services.imports.apercu import (
    Action,
    Apercu,
    AppliquerImport,
    Decisions,
    Ecart,
    Insertion,
    LigneApercu,
    MiseAJour,
    ResultatImport,
)
from app.services.imports.preparation import Moyens, rapprocher, regarder
from app.services.imports.profils import Profil
from db.lots import (
    Brut,
    grand_cache,
    index_differes,
    inserer,
    modifier,
    rang,
    triggers_differes,
)
from db.models import ImportLot
from db.queries import imports as requetes
from db.uow import Transaction, UnitOfWork

SEUIL_INDEX = 5_000
"""Rows from which indexes are made again rather than kept up to date, in a base no larger."""
SEUIL_TRIGGERS = 1_000
"""Rows from which what insert triggers write is written at once, table by table."""
DERIVEES = ("journal", "menage_resume")
_DU_MENAGE = (
    "personne", "occupation", "visite", "note", "etape", "souhait", "besoin", "demenagement",
)  # fmt: skip


@dataclass(slots=True)
class _Plan:
    """What is really written, once decisions are known."""

    insertions: defaultdict[str, list[dict[str, Brut]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    mises_a_jour: list[MiseAJour] = field(default_factory=list)
    compte: Counter[EtatLigne] = field(default_factory=Counter)
    gardees: int = 0

    @property
    def total(self) -> int:
        """Rows to write."""
        return sum(map(len, self.insertions.values())) + len(self.mises_a_jour)


def appliquer(
    commande: AppliquerImport, uow: UnitOfWork, suivi: Suivi | None = None
) -> ResultatImport:
    """Write the preview, in one transaction.

    Raises `RegleMetier` ("import.rejets_a_accepter" when lines stay out and nobody agreed,
    "import.base_changee" when the base no longer gives the same preview), `Annule` when the
    person stops: then nothing was written.
    """
    suivi = suivi or SuiviMuet()
    apercu = commande.apercu
    plan = _planifier(apercu, commande.decisions)
    dehors = plan.compte[EtatLigne.REJETE] + plan.compte[EtatLigne.A_DECIDER]
    if dehors and not commande.accepter_rejets:
        raise RegleMetier(
            "import.rejets_a_accepter",
            rejetees=plan.compte[EtatLigne.REJETE],
            a_decider=plan.compte[EtatLigne.A_DECIDER],
        )
    if plan.total == 0:
        _retenir_colonnes(apercu, uow)
        return ResultatImport(Changes(), _compte(plan), None, plan.gardees)
    with sans_ramassage(), uow.ecriture("import.appliquer", origine="import") as tx:
        _verifier_inchangee(apercu, tx, suivi)
        memoire.retenir(tx, apercu.commande.bailleur, [f.correspondance for f in apercu.feuilles])
        lot = _lot(apercu, plan, tx)
        with grand_cache(tx.connection) if plan.total > SEUIL_INDEX else nullcontext():
            _tout_ecrire(plan, apercu, tx, suivi)
            tx.commit()
    changes = Changes.of(principal=lot, operation=tx.operation, imports={lot}, **_touches(plan))
    return ResultatImport(changes, _compte(plan), lot, plan.gardees)


def importer(
    commande: AppliquerImport, uow: UnitOfWork, suivi: Suivi | None = None
) -> ResultatImport:
    """Write the preview, then bring journeys and attention up to date, apart.

    Raises what `appliquer` does. The second part cannot lose the first: what it leaves undone is
    done when the base is next opened.
    """
    resultat = appliquer(commande, uow, suivi)
    uow.mettre_au_jour()
    return resultat


def _compte(plan: _Plan) -> dict[EtatLigne, int]:
    return {etat: plan.compte[etat] for etat in EtatLigne}


def _retenir_colonnes(apercu: Apercu, uow: UnitOfWork) -> None:
    """Nothing to write but the mapping the person settled."""
    if not apercu.commande.correspondances:
        return
    with uow.ecriture("import.correspondance", origine="import") as tx:
        memoire.retenir(tx, apercu.commande.bailleur, [f.correspondance for f in apercu.feuilles])
        tx.commit()


# ---- deciding --------------------------------------------------------------------------------


def _planifier(apercu: Apercu, decisions: Decisions) -> _Plan:
    """Which actions of which lines are really done.

    A line that builds on rows that finally do not come in is left undecided.
    """
    plan = _Plan()
    prevus = _prevus(apercu)
    absents = set(prevus)
    for ligne in apercu.lignes:
        actions, ecarts, tranchee = _choisies(ligne, decisions)
        if ligne.etat is EtatLigne.A_DECIDER and not tranchee:
            plan.compte[EtatLigne.A_DECIDER] += 1
            continue
        if ligne.etat in (EtatLigne.REJETE, EtatLigne.IDENTIQUE):
            plan.compte[ligne.etat] += 1
            continue
        retenues, gardees = _retenir(actions, ecarts, decisions)
        if prevus:
            siens = {str(a.valeurs["id"]) for a in retenues if isinstance(a, Insertion)}
            if _manque(retenues, absents - siens):
                plan.compte[EtatLigne.A_DECIDER] += 1
                continue
            absents -= siens
        plan.gardees += gardees
        plan.compte[_etat_final(ligne, retenues)] += 1
        for action in retenues:
            if isinstance(action, Insertion):
                plan.insertions[action.table].append(action.valeurs)
            else:
                plan.mises_a_jour.append(action)
    _ajouter_communes(plan, apercu)
    return plan


def _choisies(
    ligne: LigneApercu, decisions: Decisions
) -> tuple[tuple[Action, ...], tuple[Ecart, ...], bool]:
    """What the line would do given the answer of the person, and whether there was one."""
    if ligne.etat is not EtatLigne.A_DECIDER:
        return ligne.actions, ligne.ecarts, True
    voulue = decisions.lignes.get(ligne.cle)
    option = next((o for o in ligne.options if o.cle == voulue), None)
    if option is None:
        return (), (), False
    return (*ligne.actions, *option.actions), (*ligne.ecarts, *option.ecarts), True


def _retenir(
    actions: Iterable[Action], ecarts: tuple[Ecart, ...], decisions: Decisions
) -> tuple[list[Action], int]:
    """The actions left once each difference is settled, and how many values are kept."""
    if not ecarts:
        return list(actions), 0
    gardes = {e.cle for e in ecarts if decisions.sens(e) is Sens.GARDER}
    retenues = [
        a for a in actions if not (isinstance(a, MiseAJour) and (a.table, a.id, a.groupe) in gardes)
    ]
    return retenues, len(gardes)


def _etat_final(ligne: LigneApercu, retenues: list[Action]) -> EtatLigne:
    """What finally happened to the line: a refused difference leaves it identical."""
    if not retenues:
        return EtatLigne.IDENTIQUE
    if ligne.etat is not EtatLigne.A_DECIDER:
        return ligne.etat
    neuves = any(isinstance(a, Insertion) and a.table in ("menage", "visite") for a in retenues)
    return EtatLigne.NOUVEAU if neuves else EtatLigne.MODIFIE


def _prevus(apercu: Apercu) -> set[str]:
    """Ids of the rows that only exist if a decision says so."""
    return {
        str(a.valeurs["id"])
        for ligne in apercu.lignes
        if ligne.options
        for option in ligne.options
        for a in option.actions
        if isinstance(a, Insertion)
    }


def _manque(actions: Iterable[Action], absents: set[str]) -> bool:
    """True when an action refers to a row that does not come in."""
    for action in actions:
        if isinstance(action, MiseAJour) and action.id in absents:
            return True
        if any(v in absents for c, v in action.valeurs.items() if c.endswith("_id")):
            return True
    return False


def _ajouter_communes(plan: _Plan, apercu: Apercu) -> None:
    """Estates, batches and movers that what is written refers to."""
    cites = {x.get("cite_id") for x in plan.insertions.get("logement", ())}
    tranches = {x.get("tranche_id") for x in plan.insertions.get("logement", ())}
    equipes = {x.get("equipe_id") for x in plan.insertions.get("demenagement", ())}
    for maj in plan.mises_a_jour:
        cites.add(maj.valeurs.get("cite_id"))
        tranches.add(maj.valeurs.get("tranche_id"))
        equipes.add(maj.valeurs.get("equipe_id"))
    cites |= {
        i.valeurs["cite_id"]
        for i in apercu.communes
        if i.table == "tranche" and i.valeurs["id"] in tranches
    }
    cites |= {
        i.valeurs["cite_id"]
        for i in apercu.communes
        if i.table == "equipe" and i.valeurs["id"] in equipes
    }
    voulus = {"cite": cites, "tranche": tranches, "equipe": equipes}
    for insertion in apercu.communes:
        if insertion.valeurs["id"] in voulus[insertion.table]:
            plan.insertions[insertion.table].append(insertion.valeurs)


# ---- writing ---------------------------------------------------------------------------------


def _verifier_inchangee(apercu: Apercu, tx: Transaction, suivi: Suivi) -> None:
    """Refuse when the base has changed in a way that would give another preview."""
    tx.session.flush()
    if requetes.dernier_seq(tx.connection) == apercu.journal_seq:
        return
    commande = apercu.commande
    profil = Profil(commande.profil)
    vu = regarder(commande, profil, memoire.rappeler(tx.connection, commande.bailleur, profil))
    if vu.classeur.empreinte != apercu.empreinte:
        raise RegleMetier("import.fichier_change", fichier=apercu.fichier)
    lot = fichier.lire(vu, tx.clock.today(), [f.correspondance for f in apercu.feuilles])
    moyens = Moyens(tx.clock, tx.ids, tx.auteur_id.hex if tx.auteur_id else None)
    refait = rapprocher(commande, lot, tx.connection, moyens, suivi)
    if _signature(refait) != _signature(apercu):
        raise RegleMetier("import.base_changee", fichier=apercu.fichier)


def _signature(apercu: Apercu) -> list[object]:
    """What a person saw of each line, without the ids drawn for new rows."""
    return [
        (ligne.cle, ligne.etat, ligne.motifs,
         [(e.table, e.groupe, e.changements, e.defaut) for e in ligne.ecarts],
         [o.code for o in ligne.options])
        for ligne in apercu.lignes
    ]  # fmt: skip


def _tout_ecrire(plan: _Plan, apercu: Apercu, tx: Transaction, suivi: Suivi) -> None:
    """Rows, derived rows and indexes."""
    grand = plan.total > SEUIL_INDEX and plan.total > apercu.journal_seq
    with index_differes(tx.connection, DERIVEES if grand else ()):
        with index_differes(tx.connection, tuple(plan.insertions) if grand else ()):
            _ecrire(plan, tx.connection, suivi)
        suivi.avance(plan.total, plan.total, "index")
        tx.resumer()


def _ecrire(plan: _Plan, connexion: Connection, suivi: Suivi) -> None:
    """Table by table, what is referred to first; closed stays before those that follow."""
    fait, total = 0, plan.total
    connexion.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    tables = sorted(plan.insertions, key=rang)
    with triggers_differes(connexion, tables if total > SEUIL_TRIGGERS else ()):
        for table in tables:
            for ecrites in inserer(connexion, table, plan.insertions[table]):
                fait += ecrites
                suivi.avance(fait, total, "ecriture")
    par_table: defaultdict[str, list[tuple[str, dict[str, Brut]]]] = defaultdict(list)
    for maj in plan.mises_a_jour:
        par_table[maj.table].append((maj.id, maj.valeurs))
    for table in sorted(par_table, key=rang):
        for ecrites in modifier(connexion, table, par_table[table]):
            fait += ecrites
            suivi.avance(fait, total, "ecriture")


def _lot(apercu: Apercu, plan: _Plan, tx: Transaction) -> UUID:
    id_ = tx.ids.new()
    tx.session.add(
        ImportLot(
            id=id_,
            profil=apercu.commande.profil,
            fichier=apercu.fichier,
            empreinte=apercu.empreinte,
            importe_a=tx.clock.now(),
            nb_nouveaux=plan.compte[EtatLigne.NOUVEAU],
            nb_modifies=plan.compte[EtatLigne.MODIFIE],
            nb_identiques=plan.compte[EtatLigne.IDENTIQUE],
            nb_rejetes=plan.compte[EtatLigne.REJETE] + plan.compte[EtatLigne.A_DECIDER],
            operation_appareil=tx.operation.appareil.hex,
            operation_n=tx.operation.n,
        )
    )
    tx.session.flush()
    return id_


def _touches(plan: _Plan) -> dict[str, set[UUID]]:
    """Ids of what was written, by noun, to refresh what shows it."""
    bruts: dict[str, set[str]] = {
        nom: {str(x["id"]) for x in plan.insertions.get(table, ())}
        for nom, table in (
            ("menages", "menage"),
            ("logements", "logement"),
            ("cites", "cite"),
            ("demenagements", "demenagement"),
        )
    }
    for table in _DU_MENAGE:
        bruts["menages"].update(
            str(x["menage_id"]) for x in plan.insertions.get(table, ()) if x.get("menage_id")
        )
    for maj in plan.mises_a_jour:
        if maj.table in ("menage", "logement", "demenagement"):
            bruts[f"{maj.table}s"].add(maj.id)
    if plan.insertions.get("visite"):
        bruts["visites"] = {str(x["id"]) for x in plan.insertions["visite"]}
    return {nom: {UUID(int=int(b, 16)) for b in ids} for nom, ids in bruts.items()}
