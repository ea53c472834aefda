"""Before and after: what an estate answered, small cells hidden; what one household answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import _, nombre
from app.domain.enquetes.campagnes import MomentCampagne
from app.domain.enquetes.comparaison import (
    Paire,
    Sorte,
    a_comparer,
    meme_question,
    paires,
    reponse,
)
from app.domain.enquetes.comparaison import nombre as lire_nombre
from app.domain.enquetes.formulaire import Question
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage
from app.domain.enquetes.secret import proteger, proteger_moyenne, proteger_part
from app.domain.partage import Partage
from app.services.enquetes.questionnaires import ouvrir_dans
from app.services.enquetes.saisies import remplissage
from db.queries import campagnes as lecture
from db.queries.campagnes import EnqueteRendue
from db.uow import UnitOfWork

__all__ = [
    "ChoixCompare",
    "Comparaison",
    "ComparaisonMenage",
    "Comparer",
    "ComparerMenage",
    "Forme",
    "QuestionComparee",
    "ReponseComparee",
    "Sorte",
    "comparer",
    "du_menage",
]
SANS_REPONSE = ""


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compare two forms answered in an estate (None: those its campaigns say).

    `seuil` is the smallest count told. `bailleur` keeps the questions the bailleur may receive.
    """

    cite_id: UUID
    avant: str | None = None
    apres: str | None = None
    seuil: int = 5
    bailleur: bool = False


@dataclass(frozen=True, slots=True)
class ComparerMenage:
    """Compare the first and the last answers of a household."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class Forme:
    """A form answered in the estate; `versions` those that were."""

    identifiant: str
    titre: str
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChoixCompare:
    """How many households chose it; None when hidden."""

    libelle: str
    avant: int | None
    apres: int | None


@dataclass(frozen=True, slots=True)
class QuestionComparee:
    """A question asked before and after. Counts are among all who answered the form.

    For a number, `moyennes` (before, after); None when too few answered. `change` says that the
    choices proposed were not the same on both sides, or from a version to the next.
    """

    libelle: str
    libelle_apres: str
    sorte: Sorte
    change: bool
    choix: tuple[ChoixCompare, ...] = ()
    moyennes: tuple[float | None, float | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Comparaison:
    """What can be told. `n_avant` and `n_apres` are None when too few households answered.

    `formes` are all those answered in the estate, to choose from.
    """

    formes: tuple[Forme, ...]
    avant: Forme | None
    apres: Forme | None
    n_avant: int | None
    n_apres: int | None
    questions: tuple[QuestionComparee, ...]


@dataclass(frozen=True, slots=True)
class ReponseComparee:
    """One question and what the household answered before and after, in words."""

    libelle: str
    avant: str
    apres: str
    change: bool


@dataclass(frozen=True, slots=True)
class ComparaisonMenage:
    """The two questionnaires compared, and each comparable question answered at least once."""

    titre_avant: str
    titre_apres: str
    avant_le: date
    apres_le: date
    reponses: tuple[ReponseComparee, ...]


class _Version:
    """A version of a form, opened once: its questions and the labels of its choices."""

    def __init__(self, session: Session, questionnaire_id: UUID, uow: UnitOfWork) -> None:
        self.ouvert = ouvrir_dans(session, questionnaire_id)
        self.racine = self.ouvert.plan.formulaire.racine
        self.questions = tuple(a_comparer(self.racine))
        self._uow = uow
        self._vide = self._remplir({})

    def _remplir(self, reponses: Mapping[str, object]) -> Remplissage:
        return remplissage(self.ouvert, reponses, self._uow.clock.now)

    def libelle(self, question: Question) -> str:
        """The words of a question."""
        noeuds = self._noeuds(self._vide, question)
        dit = self._vide.libelle(noeuds[0]) if noeuds else ""
        return dit or _("{nom} (calcul)").format(nom=question.nom.replace("_", " "))

    def choix(
        self, question: Question, reponses: Mapping[str, object] | None = None
    ) -> dict[str, str]:
        """The choices by code, as one who gave these answers saw them."""
        rempli = self._vide if reponses is None else self._remplir(reponses)
        noeuds = self._noeuds(rempli, question)
        vus = {c.code: c.libelle for c in rempli.choix(noeuds[0])} if noeuds else {}
        return vus if vus or question.choix is not None else {"OK": _("oui")}

    @staticmethod
    def _noeuds(rempli: Remplissage, question: Question) -> list[Noeud]:
        return [n for n in rempli.racine.descendants() if n.reference is question]


@dataclass(frozen=True, slots=True)
class _Cote:
    """One side of the comparison: the latest answers of each household, and the form's versions."""

    rendues: tuple[EnqueteRendue, ...]
    versions: Mapping[UUID, _Version]

    @property
    def derniere(self) -> _Version:
        """The version answered last: its words are those shown."""
        return self.versions[self.rendues[-1].questionnaire_id]

    @property
    def forme(self) -> Forme:
        """The form in words."""
        dernier = self.derniere.ouvert
        connues = dict.fromkeys(v.ouvert.version for v in self.versions.values())
        return Forme(dernier.identifiant, dernier.titre, tuple(connues))

    def reponses(self, question: Question) -> list[tuple[str, EnqueteRendue, Question]]:
        """What each household answered to a question of the latest version, "" for nothing."""
        lues = []
        for rendue in self.rendues:
            version = self.versions[rendue.questionnaire_id]
            sienne = meme_question(question, version.questions)
            ecrite = reponse(sienne, rendue.reponses) if sienne is not None else ""
            lues.append((ecrite, rendue, sienne or question))
        return lues

    def libelles(self, question: Question) -> tuple[dict[str, str], bool]:
        """Codes and labels over all versions, and whether versions propose others."""
        tous: dict[str, str] = {}
        jeux = set()
        for version in self.versions.values():
            sienne = meme_question(question, version.questions)
            if sienne is not None:
                proposes = version.choix(sienne)
                jeux.add(frozenset(proposes))
                tous = {**proposes, **tous} if version is self.derniere else {**tous, **proposes}
        for ecrite, rendue, sienne in self.reponses(question):
            if any(code not in tous for code in ecrite.split()):  # a list filtered by an answer
                version = self.versions[rendue.questionnaire_id]
                tous = {**version.choix(sienne, rendue.reponses), **tous}
        return tous, len(jeux) > 1


def comparer(demande: Comparer, uow: UnitOfWork) -> Comparaison:
    """What the estate answered before and after, nothing that would tell of a few households."""
    with uow.lecture() as session:
        rendues = lecture.rendues(session, cite_id=demande.cite_id)
        versions = {
            id_: _Version(session, id_, uow)
            for id_ in dict.fromkeys(r.questionnaire_id for r in rendues)
        }
    formes = _formes(rendues, versions)
    choisis = _choisir(rendues, demande)
    if choisis is None:
        return Comparaison(formes, None, None, None, None, ())
    avant, apres = (_cote(r, versions) for r in choisis)
    if avant is None or apres is None:
        return Comparaison(
            formes,
            avant.forme if avant else _forme(formes, demande.avant),
            apres.forme if apres else _forme(formes, demande.apres),
            _dire_n(len(avant.rendues) if avant else 0, demande.seuil),
            _dire_n(len(apres.rendues) if apres else 0, demande.seuil),
            (),
        )
    ensemble = [
        _comparer(paire, avant, apres, demande.seuil)
        for paire in paires(avant.derniere.questions, apres.derniere.questions)
        if not demande.bailleur or _au_bailleur(paire)
    ]
    return Comparaison(
        formes,
        avant.forme,
        apres.forme,
        _dire_n(len(avant.rendues), demande.seuil),
        _dire_n(len(apres.rendues), demande.seuil),
        tuple(ensemble),
    )


def _dire_n(n: int, seuil: int) -> int | None:
    return n if n >= seuil else None


def _au_bailleur(paire: Paire) -> bool:
    return paire.avant.partage is paire.apres.partage is Partage.BAILLEUR


def _formes(
    rendues: Sequence[EnqueteRendue], versions: Mapping[UUID, _Version]
) -> tuple[Forme, ...]:
    trouvees = {
        r.identifiant: Forme(r.identifiant, versions[r.questionnaire_id].ouvert.titre)
        for r in rendues
    }
    return tuple(sorted(trouvees.values(), key=lambda f: f.titre))


def _forme(formes: Iterable[Forme], identifiant: str | None) -> Forme | None:
    return next((f for f in formes if f.identifiant == identifiant), None)


def _choisir(
    rendues: Sequence[EnqueteRendue], demande: Comparer
) -> tuple[list[EnqueteRendue], list[EnqueteRendue]] | None:
    """The answers of each side: by form, and by moment when it is one form asked twice."""
    if not rendues:
        return None
    avant = demande.avant or _du_moment(rendues, MomentCampagne.AVANT) or rendues[0].identifiant
    apres = demande.apres or _du_moment(rendues, MomentCampagne.APRES)
    if apres is None:
        autres = [r.identifiant for r in rendues if r.identifiant != avant]
        apres = autres[-1] if autres else avant
    if avant == apres:
        memes = [r for r in rendues if r.identifiant == avant]
        return (
            [r for r in memes if r.moment is MomentCampagne.AVANT],
            [r for r in memes if r.moment is MomentCampagne.APRES],
        )
    return (
        [r for r in rendues if r.identifiant == avant],
        [r for r in rendues if r.identifiant == apres],
    )


def _du_moment(rendues: Sequence[EnqueteRendue], moment: MomentCampagne) -> str | None:
    return next((r.identifiant for r in reversed(rendues) if r.moment is moment), None)


def _cote(rendues: Sequence[EnqueteRendue], versions: Mapping[UUID, _Version]) -> _Cote | None:
    """One answer per household, the latest."""
    dernieres = {r.menage_id: r for r in rendues}
    if not dernieres:
        return None
    gardees = tuple(sorted(dernieres.values(), key=lambda r: (r.terminee_le, r.id)))
    siennes = dict.fromkeys(r.questionnaire_id for r in gardees)
    return _Cote(gardees, {id_: versions[id_] for id_ in siennes})


def _comparer(paire: Paire, avant: _Cote, apres: _Cote, seuil: int) -> QuestionComparee:
    libelle = avant.derniere.libelle(paire.avant)
    libelle_apres = apres.derniere.libelle(paire.apres)
    lues = [
        [ecrite for ecrite, _r, _q in cote.reponses(question)]
        for cote, question in ((avant, paire.avant), (apres, paire.apres))
    ]
    if paire.sorte is Sorte.NOMBRE:
        moyennes = [
            proteger_moyenne([n for n in map(lire_nombre, cote) if n is not None], seuil)
            for cote in lues
        ]
        return QuestionComparee(
            libelle, libelle_apres, paire.sorte, False, (), (moyennes[0], moyennes[1])
        )
    dits_avant, change_avant = avant.libelles(paire.avant)
    dits_apres, change_apres = apres.libelles(paire.apres)
    change = change_avant or change_apres or set(dits_avant) != set(dits_apres)
    libelles = {**dits_apres, **dits_avant}
    codes = [*libelles, SANS_REPONSE]
    comptes = [_compter(cote, codes, paire.sorte, seuil) for cote in lues]
    choix = tuple(
        ChoixCompare(libelles.get(code) or _("sans réponse"), a, b)
        for code, a, b in zip(codes, *comptes, strict=True)
    )
    return QuestionComparee(libelle, libelle_apres, paire.sorte, change, choix)


def _compter(
    reponses: Sequence[str], codes: Sequence[str], sorte: Sorte, seuil: int
) -> tuple[int | None, ...]:
    """How many households per code, the last one counting those who did not answer."""
    if sorte is Sorte.MULTIPLE:
        effectifs = [sum(1 for r in reponses if c in r.split()) for c in codes[:-1]]
        effectifs.append(sum(1 for r in reponses if not r))
        return tuple(proteger_part(n, len(reponses), seuil) for n in effectifs)
    rangs = {code: i for i, code in enumerate(codes)}
    effectifs = [0] * len(codes)
    for r in reponses:
        effectifs[rangs.get(r, len(codes) - 1)] += 1
    return proteger(effectifs, seuil)


# ---- one household -----------------------------------------------------------------------------


def du_menage(demande: ComparerMenage, uow: UnitOfWork) -> ComparaisonMenage | None:
    """The household's answers before and after side by side; None with fewer than two."""
    with uow.lecture() as session:
        rendues = lecture.rendues(session, menage_id=demande.menage_id)
        choisies = _premiere_et_derniere(rendues)
        if choisies is None:
            return None
        versions = {
            r.questionnaire_id: _Version(session, r.questionnaire_id, uow) for r in choisies
        }
    avant, apres = choisies
    v_avant, v_apres = versions[avant.questionnaire_id], versions[apres.questionnaire_id]
    lignes = []
    for paire in paires(v_avant.questions, v_apres.questions):
        dits = (
            _dire(v_avant, paire.avant, avant.reponses),
            _dire(v_apres, paire.apres, apres.reponses),
        )
        if any(dits):
            lignes.append(ReponseComparee(v_avant.libelle(paire.avant), *dits, dits[0] != dits[1]))
    return ComparaisonMenage(
        v_avant.ouvert.titre,
        v_apres.ouvert.titre,
        avant.terminee_le,
        apres.terminee_le,
        tuple(lignes),
    )


def _premiere_et_derniere(
    rendues: Sequence[EnqueteRendue],
) -> tuple[EnqueteRendue, EnqueteRendue] | None:
    """Those of campaigns before and after when there are, else the first and the last."""
    if len(rendues) < 2:
        return None
    avant = next((r for r in rendues if r.moment is MomentCampagne.AVANT), rendues[0])
    apres = next((r for r in reversed(rendues) if r.moment is MomentCampagne.APRES), rendues[-1])
    return (avant, apres) if avant.id != apres.id else (rendues[0], rendues[-1])


def _dire(version: _Version, question: Question, reponses: Mapping[str, object]) -> str:
    ecrite = reponse(question, reponses)
    if not ecrite:
        return ""
    lu = lire_nombre(ecrite)
    if question.choix is None and lu is not None:
        return nombre(round(lu, 2))
    libelles = version.choix(question, reponses)
    return ", ".join(libelles.get(code, code) for code in ecrite.split())
