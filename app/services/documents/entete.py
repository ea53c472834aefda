"""The top of a sheet: who, where, at what moment; and its foot: whom to call."""

from __future__ import annotations

from collections.abc import Callable

from app.core.i18n import N_, _, date_longue
from app.domain.menages import Phase
from app.domain.partage import Destinataire
from app.domain.telephone import afficher
from app.domain.texte import plier
from app.services.documents.blocs import encadre
from app.services.documents.page import Cartouche, Feuillet
from app.services.documents.vocabulaire import FORMES, Libelles, dire, heures, majuscule
from db.queries.fiche_modele import FicheMenage, LogementFiche, PersonneFiche

_DECALAGE = 5.0  # points between the contact card and the foot's rule
_JOURS = (
    N_("lundi"),
    N_("mardi"),
    N_("mercredi"),
    N_("jeudi"),
    N_("vendredi"),
    N_("samedi"),
    N_("dimanche"),
)


def titre_document(pour: Destinataire) -> str:
    """The title of a sheet; it names nobody."""
    if pour is Destinataire.MENAGE:
        return _("Votre fiche de suivi")
    if pour is Destinataire.BAILLEUR:
        return _("Fiche de suivi pour le bailleur")
    return _("Fiche de suivi pour l’équipe")


def cartouche(fiche: FicheMenage, pour: Destinataire) -> Cartouche:
    """Header and foot of every page of a sheet."""
    lieu = [fiche.cite.nom] if fiche.cite else []
    if fiche.cite and fiche.cite.fictive and "fictive" not in plier(fiche.cite.nom):
        lieu.append(_("cité fictive"))
    if fiche.tranche and pour is not Destinataire.MENAGE:
        nom = fiche.tranche.nom
        deja = "tranche" in plier(nom)
        lieu.append(nom if deja else _("tranche {nom}").format(nom=nom))
    pied = {
        Destinataire.EQUIPE: _("Pour l’équipe : à garder entre nous."),
        Destinataire.MENAGE: _("Ce document est à vous."),
        Destinataire.BAILLEUR: _("Seulement ce qui peut être partagé avec le bailleur."),
    }[pour]
    titre = _("Votre suivi") if pour is Destinataire.MENAGE else titre_document(pour)
    return Cartouche(
        gauche=" · ".join(lieu) or _("Cité non renseignée"),
        droite=f"{titre} · {date_longue(fiche.jour)}"
        if pour is not Destinataire.MENAGE
        else date_longue(fiche.jour),
        pied=pied,
        rappel=_("{nom} (suite)").format(nom=fiche.menage.nom),
    )


def adresse_de(logement: LogementFiche | None) -> str:
    """ "14 bis rue de Stockholm, 62320 Rouvroy", "" when nothing is known."""
    if logement is None:
        return ""
    ville = " ".join(p for p in (logement.code_postal, logement.commune) if p)
    return ", ".join(p for p in (logement.adresse, logement.complement, ville) if p)


def telephones(personne: PersonneFiche) -> str:
    """The numbers of a person, in pairs."""
    return ", ".join(afficher(n) for n in (personne.tel_mobile, personne.tel_fixe) if n)


def nom_en_grand(f: Feuillet, nom: str) -> None:
    """The household's name, large; a name too long for one line takes two."""
    style = f.style
    taille = style.nom
    lignes = f.composeur.lignes(nom, style.grasse, taille, f.largeur)
    if len(lignes) > 1:
        taille *= 0.8
        lignes = f.composeur.lignes(nom, style.grasse, taille, f.largeur)
    for ligne in lignes:
        f.place(taille * 1.2)
        f.y -= taille * 1.05
        f.mot(f.gauche, f.y, ligne, style.grasse, taille)
    f.y -= taille * 0.35


def barre_phase(f: Feuillet, phase: Phase) -> None:
    """The three moments of the journey: shape and word, the present one in white on black."""
    style = f.style
    haut, large = style.corps * 1.75, f.largeur / len(Phase)
    f.place(haut + style.pas)
    mots = {moment: majuscule(dire(moment)) for moment in Phase}
    if any(style.grasse.largeur(f"●  {mot}", style.corps) > large - 12 for mot in mots.values()):
        mots = {Phase.AVANT: _("Avant"), Phase.PENDANT: _("Pendant"), Phase.APRES: _("Après")}
    y = f.y - haut
    base = y + (haut - style.corps * 0.72) / 2
    for i, moment in enumerate(Phase):
        x = f.gauche + i * large
        actuel = moment is phase
        police = style.grasse if actuel else style.normale
        texte = f"{FORMES[moment]}  {mots[moment]}"
        milieu = x + (large - police.largeur(texte, style.corps)) / 2
        if actuel:
            f.plein(x, y, large, haut)
            f.blanc(lambda m=milieu, t=texte, p=police: f.mot(m, base, t, p))  # type: ignore[misc]  # defaults bind the loop
        else:
            f.mot(milieu, base, texte, police)
        f.cadre(x, y, large, haut)
    f.y = y - style.pas * 0.45


def carte_contact(
    fiche: FicheMenage, pour: Destinataire, mots: Libelles | None = None
) -> tuple[str, list[tuple[str, bool]]]:
    """Title and lines of the contact card: referents in charge, permanence, contacts by subject.

    The household reads one contact a line; the others, who know the estate, a running text.
    Without `mots` (a letter of one page) contacts by subject are left out.
    """
    lignes: list[tuple[str, bool]] = []
    for referent in fiche.referents:
        if referent.fin is not None and referent.fin <= fiche.jour:
            continue
        joindre = ", ".join(
            p
            for p in (
                afficher(referent.telephone) if referent.telephone else "",
                referent.courriel or "",
            )
            if p
        )
        qui = f"{referent.nom}, {dire(referent.role)}"
        lignes.append((f"{qui} : {joindre}" if joindre else qui, True))
    lignes += [(ligne, False) for ligne in _permanence(fiche)]
    par_sujet = _par_sujet(fiche, mots) if mots else []
    if pour is not Destinataire.MENAGE and par_sujet:
        par_sujet = [" · ".join(par_sujet)]
    lignes += [(ligne, False) for ligne in par_sujet]
    if not lignes:
        lignes = [(_("Personne n’est encore désigné : demandez à la permanence."), False)]
    titre = _("Qui appeler ?") if pour is Destinataire.MENAGE else _("Contacts")
    return titre, lignes


def _par_sujet(fiche: FicheMenage, mots: Libelles) -> list[str]:
    """ "Travaux dans le logement : Karim Exemple (Bailleur), 03 21 00 00 00, le matin".

    Subjects somebody answers together are told together, at the place of the first.
    """
    sujets: dict[tuple[str, ...], list[str]] = {}
    for c in fiche.contacts:
        joindre = (
            f"{c.qui} ({c.ou})" if c.qui and c.ou else c.qui or c.ou,
            afficher(c.numero) if c.numero else "",
            c.adresse if not c.numero else "",
            c.disponible or "",
        )
        sujets.setdefault(joindre, []).append(mots.sujet(c.sujet))
    return [
        _("{sujet} : {joindre}").format(
            sujet=majuscule(" ; ".join(quoi)), joindre=", ".join(j for j in joindre if j)
        )
        for joindre, quoi in sujets.items()
    ]


def _permanence(fiche: FicheMenage) -> list[str]:
    lignes = [
        _("Permanence : le {jour}, {heures}, {lieu}").format(
            jour=_(_JOURS[p.jour_semaine]), heures=heures(p.debut, p.fin), lieu=p.lieu
        )
        for p in fiche.permanences
    ]
    cite = fiche.cite
    if cite is None:
        return lignes
    if not lignes and cite.lieu_permanence:
        lignes.append(_("Permanence : {lieu}").format(lieu=cite.lieu_permanence))
    joindre = ", ".join(
        p for p in (afficher(cite.telephone) if cite.telephone else "", cite.courriel or "") if p
    )
    if joindre:
        lignes.append(_("Ligne de la permanence : {joindre}").format(joindre=joindre))
    return lignes


def carte_au_pied(
    f: Feuillet, fiche: FicheMenage, pour: Destinataire, mots: Libelles | None = None
) -> None:
    """The contact card, boxed at the foot of the page being written.

    When contacts by subject alone would push it over the page, the card keeps to the referents and
    the permanence: the team has the rest in the estate's own tab.
    """
    titre, lignes = carte_contact(fiche, pour, mots)
    hauteur = encadre(f, titre, lignes, y=0)
    if hauteur + _DECALAGE > f.libre and fiche.contacts:
        courte = carte_contact(fiche, pour)[1]
        if encadre(f, titre, courte, y=0) + _DECALAGE <= f.libre:
            lignes, hauteur = courte, encadre(f, titre, courte, y=0)
    f.place(hauteur + _DECALAGE)
    encadre(f, titre, lignes, y=f.bas + _DECALAGE + hauteur)
    f.bas += hauteur + 10 + _DECALAGE


def reserver_la_carte(
    f: Feuillet, fiche: FicheMenage, pour: Destinataire, mots: Libelles | None = None
) -> Callable[[], None]:
    """Keep room for the contact card at the foot of this page; call the result to draw it.

    Drawn last, it is also read last on its page by those who listen to the document.
    """
    titre, lignes = carte_contact(fiche, pour, mots)
    page, hauteur, bas = f.pages[-1], encadre(f, titre, lignes, y=0), f.bas + _DECALAGE
    f.bas += hauteur + 10 + _DECALAGE

    def dessiner() -> None:
        f.pages.append(page)
        encadre(f, titre, lignes, y=bas + hauteur)
        f.pages.pop()

    return dessiner
