"""The lines of a file set against the base, in a fixed number of statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import _, date_courte
from app.domain.retours import Connu, Dit, Issue, Nouveau, Verdict, confronter
from app.domain.texte import plier
from app.services import responsables
from app.services.documents.vocabulaire import dire
from app.services.imports.apercu import motif
from app.services.imports.lignes import Anomalie, Gravite
from app.services.retours.modele import (
    LigneDite,
    LigneRetour,
    MotDit,
    OrigineMot,
    PreparerRetours,
    PrestataireDit,
)
from app.services.retours.mots import Lexique
from app.services.retours.paroles import echange, echange_pris
from db.queries import retours as requetes
from db.queries.retours import DejaDit, ReclamationConnue

_ENSEMBLE = (Issue.APPLICABLE, Issue.CONFLIT, Issue.IDENTIQUE)


@dataclass(frozen=True, slots=True)
class Rapproche:
    """Lines with what becomes of them, and the words they use."""

    lignes: tuple[LigneRetour, ...]
    mots: tuple[MotDit, ...]
    prestataires: tuple[PrestataireDit, ...]


class Rapprocheur:
    """What the base holds about the lines of one file."""

    def __init__(
        self,
        session: Session,
        dites: Sequence[LigneDite],
        notes: Mapping[int, tuple[Anomalie, ...]],
        lexique: Lexique,
        jour: date,
    ) -> None:
        self._session, self._jour, self._lexique, self._notes = session, jour, lexique, notes
        utiles = [li for li in dites if not li.saut]
        nommees = {li.reference for li in utiles if li.reference}
        siennes = nommees | {li.ref_bailleur for li in utiles if li.ref_bailleur}
        connues = requetes.reclamations(session, sorted(nommees), sorted(siennes))
        self._par_reference = {c.reference: c for c in connues}
        self._par_bailleur: defaultdict[str, list[ReclamationConnue]] = defaultdict(list)
        for connue in connues:
            if connue.reference_bailleur:
                cle = "".join(connue.reference_bailleur.split()).upper()
                self._par_bailleur[cle].append(connue)
        self._deja: DejaDit = requetes.deja_dit(session, [c.id for c in connues])
        self._qui: dict[tuple[str, UUID | None], tuple[UUID | None, OrigineMot]] = {}

    def prestataires(self, lignes: Iterable[LigneRetour]) -> tuple[PrestataireDit, ...]:
        """Every contractor of the file and whom it is; those unknown first, then the commonest."""
        noms = Counter(li.dite.prestataire for li in lignes if li.dite.prestataire)
        qui: dict[str, tuple[UUID | None, OrigineMot]] = {}
        for (nom, _cite), trouve in self._qui.items():
            if qui.get(nom, (None,))[0] is None:
                qui[nom] = trouve
        lus = [PrestataireDit(nom, n, *(qui.get(nom) or self._responsable(nom, None)))
               for nom, n in noms.items()]  # fmt: skip
        return tuple(sorted(lus, key=lambda p: (p.responsable_id is not None, -p.nombre, p.nom)))

    def _responsable(self, nom: str, cite_id: UUID | None) -> tuple[UUID | None, OrigineMot]:
        if not nom:
            return None, OrigineMot.INCONNU
        cle = (nom, cite_id)
        if cle not in self._qui:
            self._qui[cle] = self._lexique.responsable(nom) or self._chercher(nom, cite_id)
        return self._qui[cle]

    def _chercher(self, nom: str, cite_id: UUID | None) -> tuple[UUID | None, OrigineMot]:
        """By the name itself, else without the word "entreprise" before it."""
        trouve = responsables.trouver(self._session, nom, cite_id)
        court = plier(nom).removeprefix("entreprise ").removeprefix("societe ")
        if trouve is None and court != plier(nom):
            trouve = responsables.trouver(self._session, court, cite_id)
        return trouve, OrigineMot.CATALOGUE if trouve else OrigineMot.INCONNU

    def ligne(self, dite: LigneDite) -> LigneRetour:
        """One line, whatever the other lines say of the same complaint."""
        if dite.saut:
            return LigneRetour(dite, Verdict(Issue.SAUTEE))
        if dite.rejet is not None:
            return LigneRetour(dite, Verdict(Issue.REFUSEE), (dite.rejet,), self._nommee(dite))
        trouvees = self._trouver(dite)
        if not trouvees:
            cause = motif("retours.reference_inconnue", brut=dite.reference or dite.ref_bailleur)
            return LigneRetour(dite, Verdict(Issue.INCONNUE), (cause,))
        if len(trouvees) > 1:
            cause = motif(
                "retours.reference_ambigue",
                Gravite.IGNOREE,
                brut=dite.reference or dite.ref_bailleur,
                references=", ".join(sorted(c.reference for c in trouvees)),
            )
            return LigneRetour(dite, Verdict(Issue.REFUSEE), (cause,))
        return self._confronter(dite, trouvees[0])

    def _nommee(self, dite: LigneDite) -> ReclamationConnue | None:
        return self._par_reference.get(dite.reference)

    def _trouver(self, dite: LigneDite) -> list[ReclamationConnue]:
        """The complaints a line may be about: by our reference, else by the bailleur's."""
        sienne = self._par_bailleur.get(dite.ref_bailleur, []) if dite.ref_bailleur else []
        if (notre := self._nommee(dite)) is not None:
            return [notre, *(c for c in sienne if c.id != notre.id)]
        if dite.reference and not sienne:
            sienne = self._par_bailleur.get(dite.reference, [])
        meme_logement = [c for c in sienne if dite.code_ug and c.code_ug == dite.code_ug]
        return meme_logement if len(meme_logement) == 1 else sienne

    def _confronter(self, dite: LigneDite, connue: ReclamationConnue) -> LigneRetour:
        etat = self._lexique.etat(dite.mot)[0] if dite.mot else None
        responsable_id = self._responsable(dite.prestataire, connue.cite_id)[0]
        attendus = self._deja.passages.get(connue.id, ())
        connu = Connu(
            connue.etat,
            connue.etat_le,
            connue.ouverte_le,
            connue.code_ug,
            connue.responsable_id,
            attendus[0][0] if attendus else None,
        )
        dit = Dit(
            dite.mot,
            etat,
            dite.le,
            dite.code_ug,
            responsable_id,
            dite.commentaire,
            dite.rdv,
            self._lexique.connu(dite.mot_connu) if dite.en_reunion else None,
            dite.source,
        )
        le = min(dite.le or self._jour, self._jour)
        gardes = self._deja.echanges.get(connue.id, frozenset())
        texte = echange_pris(dite)
        dits = {t for q, t in gardes if dite.le is None or q == le}
        neuf = bool(texte) and texte not in dits
        reference = bool(dite.ref_bailleur) and not connue.reference_bailleur
        verdict = confronter(connu, dit, Nouveau(neuf, reference), self._jour)
        note = echange(dite)
        if verdict.issue is Issue.CONFLIT and any(t == note for _q, t in gardes):
            verdict = Verdict(Issue.IDENTIQUE, ("retours.deja_note",), le=le)
        brute = LigneRetour(
            dite,
            verdict,
            connue=connue,
            dit_par=self._deja.dernier.get(connue.id),
            responsable_id=responsable_id,
            commentaire_neuf=neuf,
            reference_neuve=reference,
            passage_id=attendus[0][1] if attendus else None,
        )
        return replace(brute, motifs=self._dire(brute))

    def _dire(self, ligne: LigneRetour) -> tuple[Anomalie, ...]:
        """Reasons and notes with what their sentences need."""
        dite, connue, v = ligne.dite, ligne.connue, ligne.verdict
        if connue is None:
            return ()
        rdv = v.rdv or dite.rdv
        params: dict[str, Any] = {
            "reference": connue.reference,
            "connu": dire(connue.etat),
            "connu_le": date_courte(connue.etat_le or connue.ouverte_le),
            "dit": dite.mot or "–",
            "dit_le": date_courte(dite.le) if dite.le else _("sans date"),
            "ouverture": date_courte(connue.ouverte_le),
            "ug": connue.code_ug,
            "ug_dit": dite.code_ug,
            "prestataire": dite.prestataire,
            "rdv": date_courte(rdv) if rdv else "–",
        }
        lus = [motif(code, Gravite.A_CONFIRMER, brut=dite.mot, **params) for code in v.motifs]
        notes = list(v.notes)
        if dite.prestataire and ligne.responsable_id is None:
            notes.append("retours.prestataire_inconnu")
        lus += [motif(code, brut=dite.prestataire, **params) for code in notes]
        return (*lus, *self._notes.get(dite.numero, ()))


def rapprocher(
    session: Session,
    commande: PreparerRetours,
    dites: Sequence[LigneDite],
    notes: Mapping[int, tuple[Anomalie, ...]],
    jour: date,
    *,
    deja_pris: bool,
) -> Rapproche:
    """Every line with what becomes of it.

    `deja_pris`: this very file was taken before. What it could still change was decided otherwise
    then, or could not be: a person says so again.
    """
    lexique = Lexique(commande, session.connection())
    moteur = Rapprocheur(session, dites, notes, lexique, jour)
    lignes = _ensemble([moteur.ligne(dite) for dite in dites])
    if deja_pris:
        lignes = tuple(_redemander(ligne) for ligne in lignes)
    return Rapproche(
        lignes, lexique.mots(li.mot for li in dites if li.mot), moteur.prestataires(lignes)
    )


def _ensemble(lignes: list[LigneRetour]) -> tuple[LigneRetour, ...]:
    """Lines about the same complaint: the same thing twice counts once, two things clash."""
    groupes: defaultdict[UUID, list[int]] = defaultdict(list)
    for rang, ligne in enumerate(lignes):
        deja = "retours.deja_note" in ligne.verdict.motifs
        if ligne.connue is not None and ligne.issue in _ENSEMBLE and not deja:
            groupes[ligne.connue.id].append(rang)
    for rangs in groupes.values():
        if len(rangs) > 1:
            _repetees(lignes, rangs)
    return tuple(lignes)


def _repetees(lignes: list[LigneRetour], rangs: list[int]) -> None:
    vues: dict[tuple[object, ...], int] = {}
    restent: list[int] = []
    for rang in rangs:
        d = lignes[rang].dite
        cle = (plier(d.mot), d.le, d.commentaire, plier(d.prestataire), d.rdv)
        if cle in vues:
            cause = motif("retours.doublon_identique", autre=str(vues[cle]), brut=d.reference)
            lignes[rang] = replace(
                lignes[rang], verdict=Verdict(Issue.IDENTIQUE, ("retours.doublon_identique",)),
                motifs=(cause,),
            )  # fmt: skip
        else:
            vues[cle] = d.numero
            restent.append(rang)
    if len({_etat_dit(lignes[r]) for r in restent}) > 1:
        for rang in restent:
            autres = [str(lignes[r].numero) for r in restent if r != rang]
            lignes[rang] = _en_conflit(lignes[rang], autres)


def _etat_dit(ligne: LigneRetour) -> tuple[object, ...]:
    """What the line says of the state; the mere comments of two lines do not clash."""
    d = ligne.dite
    return (plier(d.mot), d.le) if d.mot else ()


def _en_conflit(ligne: LigneRetour, autres: Iterable[str]) -> LigneRetour:
    v = ligne.verdict
    cause = motif(
        "retours.doublon", Gravite.A_CONFIRMER, brut=ligne.dite.mot, autres=", ".join(autres)
    )
    verdict = replace(v, issue=Issue.CONFLIT, motifs=(*v.motifs, "retours.doublon"))
    return replace(ligne, verdict=verdict, motifs=(cause, *ligne.motifs))


def _redemander(ligne: LigneRetour) -> LigneRetour:
    if ligne.issue is not Issue.APPLICABLE:
        return ligne
    d = ligne.dite
    cause = motif(
        "retours.deja_vu",
        Gravite.A_CONFIRMER,
        brut=d.mot,
        reference=d.reference or d.ref_bailleur,
    )
    verdict = replace(
        ligne.verdict, issue=Issue.CONFLIT, motifs=(*ligne.verdict.motifs, "retours.deja_vu")
    )
    return replace(ligne, verdict=verdict, motifs=(cause, *ligne.motifs))


def signature(lignes: Iterable[LigneRetour]) -> list[object]:
    """What a person saw of each line."""
    return [
        (li.numero, li.verdict, li.connue and (li.connue.id, li.connue.etat, li.connue.etat_le),
         li.responsable_id, li.commentaire_neuf, li.reference_neuve, li.passage_id)
        for li in lignes
    ]  # fmt: skip
