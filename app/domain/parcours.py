"""The journey of one household on a day: what is done, what is due, what is late, what comes next.

Everything is deduced from dated facts and from the household's template; nothing is stored but
the facts. A due day was typed by a person, or follows from a known fact, or from the template's
rule; a done day was noted, or is deduced from a fact (cahier technique, part 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from app.domain.accompagnement import CodeEtape
from app.domain.logements import NatureOccupation
from app.domain.menages import Phase
from app.domain.parcours_choix import (
    ChoixModele,
    ajuster,
    depart_retour,
    est_arrivant,
    fautes,
)
from app.domain.parcours_lignes import (
    EtatLigne,
    FaitEtape,
    FaitPratique,
    Faits,
    LigneParcours,
    OrigineDate,
    ParcoursMenage,
    SejourDate,
    SourceFait,
)
from app.domain.parcours_modele import (
    FaitAncre,
    GenreElement,
    GenreParcours,
    LigneModele,
    ModeleParcours,
    Parcours,
)
from app.domain.pratiques import EtatPratique

__all__ = [
    "ChoixModele",
    "Desordre",
    "EtatLigne",
    "FaitEtape",
    "FaitPratique",
    "Faits",
    "LigneParcours",
    "OrigineDate",
    "ParcoursMenage",
    "Plan",
    "SejourDate",
    "SourceFait",
    "ajuster",
    "deduire",
    "depart_retour",
    "desordres",
    "est_arrivant",
    "fautes",
]

BIENTOT = 14  # days ahead that make a line "soon"
_PHASES: Mapping[str, Phase] = MappingProxyType(
    {
        CodeEtape.ENQUETE: Phase.AVANT,
        CodeEtape.LOGEMENT_TEMOIN: Phase.AVANT,
        CodeEtape.AVIS_TRAVAUX: Phase.AVANT,
        CodeEtape.DEMENAGEMENT_ALLER: Phase.PENDANT,
        CodeEtape.RECEPTION: Phase.APRES,
        CodeEtape.DEMENAGEMENT_RETOUR: Phase.APRES,
        CodeEtape.PRISE_EN_MAIN: Phase.APRES,
    }
)


class Plan:
    """A template ready to be applied to many households: its lines and milestones by code."""

    __slots__ = ("_jour", "_ordinaires", "etape_de", "etapes", "modele", "parcours", "pratiques")

    def __init__(self, modele: ModeleParcours, parcours: Parcours | None = None) -> None:
        self.modele = modele
        self.parcours = parcours
        self.etapes = {li.code: li for li in modele.lignes if li.genre is GenreElement.ETAPE}
        self.pratiques = frozenset(
            li.code for li in modele.lignes if li.genre is GenreElement.PRATIQUE
        )

        elements = parcours.elements if parcours else {}
        self.etape_de = {
            code: element.etape
            for (genre, code), element in elements.items()
            if genre is GenreElement.PRATIQUE and element.etape
        }
        self._jour: date | None = None
        self._ordinaires: list[tuple[LigneModele, dict[date | None, LigneParcours]]] = []

    def ordinaires(self, jour: date) -> list[tuple[LigneModele, dict[date | None, LigneParcours]]]:
        """Each line, and what it is for households that have nothing written about it.

        That depends on the day of its anchor alone: made once for all who share it.
        """
        if jour != self._jour:
            self._jour = jour
            self._ordinaires = [(ligne, {}) for ligne in self.modele.lignes]
        return self._ordinaires

    def en_plus(self, faits: Faits) -> list[LigneModele]:
        """The lines a household has beside its template; none is compulsory."""
        codes = [(GenreElement.ETAPE, c) for c in faits.etapes if c not in self.etapes]
        codes += [(GenreElement.PRATIQUE, c) for c in faits.pratiques if c not in self.pratiques]
        return [
            LigneModele(code, genre, self._phase(genre, code), obligatoire=False)
            for genre, code in codes
        ]

    def _phase(self, genre: GenreElement, code: str) -> Phase:
        element = self.parcours.element(genre, code) if self.parcours else None
        return element.phase if element else _PHASES.get(code, Phase.AVANT)


class _Jours:
    """The days of the household's milestones and anchors, each worked out once."""

    __slots__ = ("certains", "connus", "faits", "intentions", "jour", "plan", "propres")

    def __init__(self, plan: Plan, faits: Faits, jour: date) -> None:
        self.plan, self.faits, self.jour = plan, faits, jour
        self.certains, self.intentions = _faits_connus(faits)
        self.propres = {*faits.etapes, *self.certains, *self.intentions}
        self.connus: dict[str, date | None] = {
            "": None,
            FaitAncre.DEBUT_TRAVAUX: faits.debut_travaux,
            FaitAncre.FIN_TRAVAUX: faits.fin_travaux,
            FaitAncre.RECEPTION_TRANCHE: faits.reception,
            FaitAncre.ENTREE: faits.entree,
        }

    def ancre(self, nom: str) -> date | None:
        """The day of a fact, or of a milestone: done, else due; None when nothing says."""
        connus = self.connus
        if nom in connus:
            return connus[nom]
        connus[nom] = None  # a cycle slipped in by an adjustment ends here
        ecrit = self.faits.etapes.get(nom)
        fait = self.fait(nom, ecrit)
        if fait is not None:
            connus[nom] = fait[0]
        elif ecrit is None or ecrit.ecartee is None:
            due = self.due(nom, ecrit, self.plan.etapes.get(nom))
            connus[nom] = due[0] if due else None
        return connus[nom]

    def fait(self, code: str, ecrit: FaitEtape | None) -> tuple[date, SourceFait] | None:
        """The day a milestone was done, and how it is known.

        One set aside on that day or since is not (a réception refused for this home alone).
        """
        if ecrit is not None and ecrit.faite is not None and ecrit.faite <= self.jour:
            return ecrit.faite, SourceFait.NOTE
        certain = self.certains.get(code)
        if certain is None or certain > self.jour:
            return None
        if ecrit is not None and ecrit.ecartee is not None and ecrit.ecartee >= certain:
            return None
        return certain, SourceFait.DEDUIT

    def due(
        self, code: str, ecrit: FaitEtape | None, ligne: LigneModele | None
    ) -> tuple[date, OrigineDate] | None:
        """The day a milestone is due, and where that day comes from."""
        if ecrit is not None and (ecrit.prevue or ecrit.faite):
            return ecrit.prevue or ecrit.faite or self.jour, OrigineDate.SAISIE
        connu = self.certains.get(code) or self.intentions.get(code)
        if connu is not None:
            return connu, OrigineDate.FAIT
        return self.regle(ligne) if ligne is not None else None

    def regle(self, ligne: LigneModele) -> tuple[date, OrigineDate] | None:
        """The day the template's rule gives."""
        depuis = self.ancre(ligne.ancre)
        if depuis is None:
            return None
        return depuis + timedelta(ligne.jours), OrigineDate.REGLE


def _faits_connus(faits: Faits) -> tuple[dict[str, date], dict[str, date]]:
    """Milestones whose day a fact gives: moves that took place or are set, réception; intentions.

    The first tiroir is the move out; a definitive home, or the end of the last tiroir while the
    home of origin goes on, is the return.
    """
    certains: dict[str, date] = {}
    intentions: dict[str, date] = {}
    if faits.reception is not None:
        certains[CodeEtape.RECEPTION] = faits.reception
    chez_soi, tiroir = False, None
    for sejour in faits.sejours:
        if sejour.nature is NatureOccupation.TIROIR:
            tiroir = sejour
            if sejour.debut is not None:
                certains.setdefault(CodeEtape.DEMENAGEMENT_ALLER, sejour.debut)
        elif sejour.nature is NatureOccupation.DEFINITIF and sejour.debut is not None:
            certains[CodeEtape.DEMENAGEMENT_RETOUR] = sejour.debut
    if tiroir is not None and CodeEtape.DEMENAGEMENT_RETOUR not in certains:
        fin = tiroir.fin
        chez_soi = any(
            s.nature is NatureOccupation.ORIGINE and (s.fin is None or fin is None or s.fin > fin)
            for s in faits.sejours
        )
        if fin is not None and chez_soi:
            certains[CodeEtape.DEMENAGEMENT_RETOUR] = fin
        elif fin is None and tiroir.fin_prevue is not None:
            intentions[CodeEtape.DEMENAGEMENT_RETOUR] = tiroir.fin_prevue
    return certains, intentions


def deduire(modele: ModeleParcours | Plan, faits: Faits, jour: date) -> ParcoursMenage:
    """The journey of a household that follows `modele` (already adjusted), as on `jour`."""
    plan = modele if isinstance(modele, Plan) else Plan(modele)
    jours = _Jours(plan, faits, jour)
    lignes = _laisser(_lignes(plan, jours), _derriere(plan, jours))
    fait = ecartees = en_retard = 0
    sans_date = suivante = tardive = None
    suivante_le = tardive_le = date.max
    for li in lignes:
        etat, due = li.etat, li.due
        if etat is EtatLigne.FAIT:
            fait += 1
        elif etat is EtatLigne.ECARTE:
            ecartees += 1
        elif due is None:
            sans_date = sans_date or li
        elif due >= jour:
            if due < suivante_le:
                suivante, suivante_le = li, due
        elif etat is not EtatLigne.PASSEE:
            en_retard += etat is EtatLigne.EN_RETARD
            if due < tardive_le:
                tardive, tardive_le = li, due
    prochaine = suivante or tardive or sans_date
    return ParcoursMenage(
        plan.modele.code,
        plan.modele.genre,
        lignes,
        fait,
        len(lignes) - ecartees,
        en_retard,
        prochaine,
        _revoir_le(suivante_le if suivante else None, jours),
    )


def _derriere(plan: Plan, jours: _Jours) -> frozenset[Phase]:
    """The phases the household has left, by the facts of its kind of template."""
    faits, jour = jours.faits, jours.jour
    if plan.modele.genre is GenreParcours.ARRIVEE:
        return frozenset()
    if plan.modele.genre is GenreParcours.OCCUPE:
        recue = jours.fait(CodeEtape.RECEPTION, faits.etapes.get(CodeEtape.RECEPTION))
        parti = faits.debut_travaux is not None and faits.debut_travaux <= jour
        revenu = recue is not None
    else:
        aller, retour = CodeEtape.DEMENAGEMENT_ALLER, CodeEtape.DEMENAGEMENT_RETOUR
        parti = jours.fait(aller, faits.etapes.get(aller)) is not None
        revenu = jours.fait(retour, faits.etapes.get(retour)) is not None
    if revenu:
        return frozenset((Phase.AVANT, Phase.PENDANT))
    return frozenset((Phase.AVANT,)) if parti else frozenset()


def _laisser(
    lignes: tuple[LigneParcours, ...], derriere: frozenset[Phase]
) -> tuple[LigneParcours, ...]:
    """What a rule asked for in a phase now behind is no longer late: its moment has gone."""
    if not derriere:
        return lignes
    return tuple(
        li._replace(etat=EtatLigne.PASSEE)
        if li.etat is EtatLigne.EN_RETARD
        and li.phase in derriere
        and li.origine is OrigineDate.REGLE
        else li
        for li in lignes
    )


def _lignes(plan: Plan, jours: _Jours) -> tuple[LigneParcours, ...]:
    """Every line: most have nothing of the household's own."""
    propres, pratiques, etape_de = jours.propres, jours.faits.pratiques, plan.etape_de
    lignes: list[LigneParcours] = []
    for ligne, connues in plan.ordinaires(jours.jour):
        code = ligne.code
        if ligne.genre is GenreElement.ETAPE:
            if code in propres:
                lignes.append(_etape(ligne, jours))
                continue
        elif code in pratiques or etape_de.get(code) in propres:
            lignes.append(_pratique(ligne, jours))
            continue
        depuis = jours.ancre(ligne.ancre)
        trouvee = connues.get(depuis)
        if trouvee is None:
            trouvee = connues[depuis] = _ordinaire(ligne, depuis, jours.jour)
        lignes.append(trouvee)
    for ligne in plan.en_plus(jours.faits):
        etape = ligne.genre is GenreElement.ETAPE
        lignes.append(_etape(ligne, jours) if etape else _pratique(ligne, jours))
    return tuple(lignes)


def _ordinaire(ligne: LigneModele, depuis: date | None, jour: date) -> LigneParcours:
    due = None
    if depuis is not None:
        due = depuis + timedelta(ligne.jours), OrigineDate.REGLE
    return _ligne(ligne, _etat(ligne, due, jour), due, None, None, None)


def _etape(ligne: LigneModele, jours: _Jours) -> LigneParcours:
    ecrit = jours.faits.etapes.get(ligne.code)
    motif = ecrit.motif if ecrit else None
    due = jours.due(ligne.code, ecrit, ligne)
    fait = jours.fait(ligne.code, ecrit)
    if fait is not None:
        return _ligne(ligne, EtatLigne.FAIT, due, fait, None, motif)
    if ecrit is not None and ecrit.ecartee is not None:
        return _ligne(ligne, EtatLigne.ECARTE, due, None, None, motif)
    return _ligne(ligne, _etat(ligne, due, jours.jour), due, None, None, motif)


def _pratique(ligne: LigneModele, jours: _Jours) -> LigneParcours:
    due = jours.regle(ligne)
    dernier = jours.faits.pratiques.get(ligne.code)
    etat = dernier.etat if dernier else None
    if dernier is not None and etat is EtatPratique.FAITE:
        return _ligne(ligne, EtatLigne.FAIT, due, (dernier.le, SourceFait.NOTE), etat, None)
    if etat is EtatPratique.DECLINEE or etat is EtatPratique.SANS_OBJET:
        return _ligne(ligne, EtatLigne.ECARTE, due, None, etat, None)
    etape = jours.plan.etape_de.get(ligne.code)
    if etape is not None:
        fait = jours.fait(etape, jours.faits.etapes.get(etape))
        if fait is not None:
            return _ligne(ligne, EtatLigne.FAIT, due, (fait[0], SourceFait.DEDUIT), etat, None)
    return _ligne(ligne, _etat(ligne, due, jours.jour), due, None, etat, None)


def _ligne(
    ligne: LigneModele,
    etat: EtatLigne,
    due: tuple[date, OrigineDate] | None,
    fait: tuple[date, SourceFait] | None,
    pratique: EtatPratique | None,
    motif: str | None,
) -> LigneParcours:
    le, origine = due or (None, None)
    fait_le, source = fait or (None, None)
    # By position: a keyword for each of thirteen fields would cost as much as all the rest.
    return LigneParcours(
        ligne.code,
        ligne.genre,
        ligne.phase,
        ligne.obligatoire,
        etat,
        le,
        origine,
        ligne.ancre,
        ligne.jours,
        fait_le,
        source,
        pratique,
        motif,
    )


def _etat(ligne: LigneModele, due: tuple[date, OrigineDate] | None, jour: date) -> EtatLigne:
    """Late only when it is compulsory, or when a person gave the day; else it is the moment."""
    if due is None:
        return EtatLigne.SANS_DATE
    le, origine = due
    if le < jour and (ligne.obligatoire or origine is OrigineDate.SAISIE):
        return EtatLigne.EN_RETARD
    return EtatLigne.BIENTOT if (le - jour).days <= BIENTOT else EtatLigne.A_VENIR


def _revoir_le(suivante: date | None, jours: _Jours) -> date | None:
    """The day after the next line is due, or the day a known fact takes place."""
    jour = jours.jour
    dates = [d for d in jours.certains.values() if d > jour]
    dates += [e.faite for e in jours.faits.etapes.values() if e.faite and e.faite > jour]
    if suivante is not None:
        dates.append(suivante + timedelta(1))
    return min(dates) if dates else None


class Desordre(NamedTuple):
    """Two milestones whose days are in the wrong order: the first should come before."""

    avant: str
    avant_le: date
    apres: str
    apres_le: date


def desordres(modele: ModeleParcours, etapes: Mapping[str, FaitEtape]) -> tuple[Desordre, ...]:
    """Milestones noted in another order than the template's: to warn and ask why, never to block.

    What must come after is followed through: a missing milestone between two does not hide them.
    """
    suites = {li.code: li.avant for li in modele.lignes if li.genre is GenreElement.ETAPE}
    jours = {
        code: e.faite or e.prevue
        for code, e in etapes.items()
        if e.ecartee is None and (e.faite or e.prevue)
    }
    trouves: list[Desordre] = []
    for code, le in jours.items():
        suivantes: set[str] = set()
        a_voir = list(suites.get(code, ()))
        while a_voir:
            suivante = a_voir.pop()
            if suivante in suivantes:
                continue
            suivantes.add(suivante)
            a_voir += suites.get(suivante, ())
        for suivante in sorted(suivantes - {code}):
            autre = jours.get(suivante)
            if le is not None and autre is not None and autre < le:
                trouves.append(Desordre(code, le, suivante, autre))
    return tuple(trouves)
