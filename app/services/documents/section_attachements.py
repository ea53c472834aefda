"""Attachments on paper: what is dear, what becomes of it, what was said, small photos.

For the team, and for the household in its own words. Give rows the reader may receive: nothing is
left of them for the bailleur, to whom the columns do not go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from app.core.i18n import _, date_courte, ngettext
from app.domain.attachements import EtatAttachement, etat, ranger
from app.domain.partage import Destinataire
from app.services.documents.blocs import paragraphe, section
from app.services.documents.images_pdf import taille
from app.services.documents.page import Feuillet
from app.services.documents.partage import peut_lire
from app.services.documents.vocabulaire import SIGNES, dire, majuscule
from db.queries.attachements import AttachementFiche, DecisionFiche, PhotoFiche

HAUTEUR_PHOTO = 118.0  # points
PHOTOS_MAX = 6  # on paper, for one attachment
_ECART = 10.0


def photos_imprimees(
    attachements: Sequence[AttachementFiche], pour: Destinataire
) -> tuple[UUID, ...]:
    """The photos whose thumbnails `section_attachements` will ask for."""
    if not peut_lire(PhotoFiche, pour):
        return ()
    return tuple(p.id for a in attachements for p in a.photos[:PHOTOS_MAX])


def section_attachements(
    f: Feuillet,
    attachements: Sequence[AttachementFiche],
    vignettes: Mapping[UUID, bytes],
    pour: Destinataire = Destinataire.EQUIPE,
) -> None:
    """The section, or nothing when nothing was noted (or may be told).

    `vignettes` gives the thumbnails (JPEG) of `photos_imprimees`; one that is missing is left out.
    """
    if not attachements or not peut_lire(AttachementFiche, pour):
        return
    au_menage = pour is Destinataire.MENAGE
    section(f, _("Ce à quoi vous tenez") if au_menage else _("Attachements"), suite=4)
    for a in ranger(attachements):
        _un(f, a, au_menage)
        _photos(f, [p for p in a.photos if p.id in vignettes], vignettes, 2 if au_menage else 3)


def _un(f: Feuillet, a: AttachementFiche, au_menage: bool) -> None:
    f.place(f.style.pas * 3)
    paragraphe(f, _tete(a, au_menage), police=f.style.grasse, apres=0.05)
    retrait = f.style.corps
    lignes = _au_menage(a) if au_menage else _a_l_equipe(a)
    for ligne in lignes:
        paragraphe(f, ligne, retrait=retrait, apres=0.1)
    f.y -= f.style.pas * 0.25


def _tete(a: AttachementFiche, au_menage: bool) -> str:
    ou = ", ".join(x for x in (a.titre, a.lieu) if x)
    if au_menage:
        return ou
    etat_ = etat(a.decisions)
    devient = dire(a.decisions[0].decision) if a.decisions else ""
    mots = ", ".join(x for x in (devient, dire(etat_)) if x)
    return f"{SIGNES[etat_]} {ou} – {mots}"


def _a_l_equipe(a: AttachementFiche) -> list[str]:
    faits = [majuscule(dire(a.nature))]
    if a.personne:
        faits.append(_("à {personne}").format(personne=a.personne))
    faits.append(_("signalé le {jour}").format(jour=date_courte(a.signale_le)))
    lignes = [" · ".join(faits), a.description or ""]
    lignes += [_decision(d) for d in a.decisions]
    reste = len(a.photos) - PHOTOS_MAX
    if reste > 0:
        lignes.append(
            ngettext(
                "{n} autre photo dans Voyette", "{n} autres photos dans Voyette", reste
            ).format(n=reste)
        )
    return [ligne for ligne in lignes if ligne]


def _decision(d: DecisionFiche) -> str:
    texte = _("{jour} : {decision}").format(
        jour=date_courte(d.decidee_le), decision=dire(d.decision)
    )
    par = _("décidé par {qui}").format(qui=d.decidee_par) if d.decidee_par else ""
    texte = ", ".join(x for x in (texte, par, d.motif) if x)
    if d.dit_le is None:
        return _("{decision}. Pas encore dit au ménage.").format(decision=texte)
    dit = _("Dit le {jour}").format(jour=date_courte(d.dit_le))
    if d.dit_par:
        dit = _("{dit} par {qui}").format(dit=dit, qui=d.dit_par)
    return f"{texte}. {dit} : « {d.dit} »" if d.dit else f"{texte}. {dit}."


def _au_menage(a: AttachementFiche) -> list[str]:
    """Only what holds and was said to them: nobody learns a loss, or hopes in vain, on paper."""
    lignes = [a.description or ""]
    if etat(a.decisions) is EtatAttachement.DIT:
        derniere = a.decisions[0]
        lignes.append(
            _("Décidé le {jour} : {decision}.").format(
                jour=date_courte(derniere.decidee_le), decision=dire(derniere.decision)
            )
        )
        lignes.append(derniere.dit or "")
    else:
        lignes.append(_("Nous en parlerons ensemble à notre prochaine rencontre."))
    return [ligne for ligne in lignes if ligne]


def _photos(
    f: Feuillet, photos: Sequence[PhotoFiche], vignettes: Mapping[UUID, bytes], par_rang: int
) -> None:
    """Rows of photos with what they show under them; a row is never cut between two pages."""
    large = (f.largeur - _ECART * (par_rang - 1)) / par_rang
    montrees = photos[:PHOTOS_MAX]
    for debut in range(0, len(montrees), par_rang):
        rang = [(p, *_cadre(vignettes[p.id], large)) for p in montrees[debut : debut + par_rang]]
        rang = [un for un in rang if un[1]]
        if not rang:
            continue
        haut = max(h for _p, _l, h in rang)
        f.place(haut + f.style.pas * 1.6)
        f.y -= haut
        for i, (photo, l_, h) in enumerate(rang):
            x = f.gauche + i * (large + _ECART)
            f.image(x, f.y + haut - h, l_, h, f"photo{photo.id.hex}", vignettes[photo.id])
            legende = f.composeur.ligne(_legende(photo), f.style.normale, f.style.corps, large)
            f.mot(x, f.y - f.style.corps, legende, f.style.normale)
        f.y -= f.style.pas * 1.4


def _cadre(vignette: bytes, large: float) -> tuple[float, float]:
    """The size of a photo in points, (0, 0) when its bytes are no picture."""
    largeur, hauteur = taille(vignette)
    if not largeur or not hauteur:
        return 0.0, 0.0
    echelle = min(large / largeur, HAUTEUR_PHOTO / hauteur)
    return largeur * echelle, hauteur * echelle


def _legende(p: PhotoFiche) -> str:
    prise = date_courte(p.prise_le) if p.prise_le else ""
    return " · ".join(x for x in (p.legende, prise) if x)
