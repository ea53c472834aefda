"""The report of a session: counts first, then handover, then each visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.core.i18n import _, date_courte, date_longue, heure, ngettext, nombre
from app.domain.accompagnement import Canal
from app.services.comptes_rendus import CompteRendu, Decompte
from app.services.documents.blocs import Colonne, paires, paragraphe, section
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.sections import tableau
from app.services.documents.vocabulaire import Libelles, dire, heures, intensite, majuscule
from db.queries.permanences import PermanenceLue
from db.queries.visites import VisiteLue


def titre_de(p: PermanenceLue) -> str:
    """ "Permanence du 24 novembre 2026"."""
    return _("Permanence du {date}").format(date=date_longue(p.jour))


def composer_compte_rendu(document: Document, c: CompteRendu, mots: Libelles) -> int:
    """Add the report of one session; says how many pages it took."""
    p = c.permanence
    f = Feuillet(
        document,
        Cartouche(
            gauche=p.cite,
            droite=_("Compte rendu de permanence"),
            pied=_("Pour l’équipe : à garder entre nous."),
            rappel=titre_de(p),
        ),
    )
    nom_en_grand(f, titre_de(p))
    equipe = ", ".join(personne.nom for personne in p.equipe)
    quand = " · ".join(x for x in (p.lieu, heures(p.debut, p.fin)) if x)
    paragraphe(f, quand, apres=0)
    if equipe:
        paragraphe(f, _("Présents : {equipe}").format(equipe=equipe), apres=0.2)
    _chiffres(f, c, mots)
    section(f, _("À transmettre"))
    paragraphe(f, c.passation or _("Rien de particulier à transmettre."))
    _visites(f, c, mots)
    return f.clore()


def _chiffres(f: Feuillet, c: CompteRendu, mots: Libelles) -> None:
    section(f, _("En chiffres"))
    n = len(c.visites)
    reservees = c.notes_reservees
    paires(
        f,
        [
            (_("Passages"), nombre(n)),
            (_("Ménages différents"), nombre(c.menages)),
            (_("Dont anonymes"), nombre(c.anonymes) if c.anonymes else ""),
            (
                _("Vus pour la première fois"),
                nombre(len(c.premieres_fois)) if c.premieres_fois else "",
            ),
            (_("Promesses faites"), nombre(c.nb_promesses) if c.nb_promesses else ""),
            (_("Tâches à faire"), nombre(c.nb_taches) if c.nb_taches else ""),
            (_("Réclamations"), nombre(c.nb_reclamations) if c.nb_reclamations else ""),
            (_("Notes confidentielles, non imprimées"), nombre(reservees) if reservees else ""),
        ],
    )
    _compte(f, _("Pour quoi"), c.par_motif, mots.motif)
    _compte(f, _("Comment"), c.par_canal, lambda code: dire(Canal(code)))
    _compte(f, _("Ressentis"), c.par_ressenti, mots.ressenti)
    _compte(f, _("Orientations"), c.par_orientation, mots.orientation)


def _compte(
    f: Feuillet, titre: str, decomptes: Sequence[Decompte], nommer: Callable[[str], str]
) -> None:
    if decomptes:
        texte = ", ".join(f"{nommer(d.code)} ({d.n})" for d in decomptes)
        paires(f, [(titre, texte)], colonnes=1)


def _visites(f: Feuillet, c: CompteRendu, mots: Libelles) -> None:
    n = len(c.visites)
    section(
        f,
        ngettext("{n} passage, dans l’ordre", "{n} passages, dans l’ordre", n).format(n=n),
        suite=4,
    )
    if not c.visites:
        paragraphe(f, _("Personne n’est venu : la permanence a été tenue."))
        return
    colonnes = (
        Colonne("", fixe=f.style.corps * 4.2),
        Colonne("", 1, tete=True),
        Colonne("", 2.1),
    )
    tableau(f, colonnes, [_ligne(v, mots) for v in c.visites])


def _ligne(v: VisiteLue, mots: Libelles) -> tuple[str, str, str]:
    qui = v.menage_nom or _("(passage anonyme)")
    neuf = _("première fois") if v.premiere_fois else ""
    return (
        heure(v.heure) if v.heure else "–",
        "\n".join(x for x in (qui, v.adresse, neuf) if x),
        "\n".join(_detail(v, mots)) or "–",
    )


def _detail(v: VisiteLue, mots: Libelles) -> list[str]:
    lignes = [majuscule(", ".join(mots.motif(m) for m in v.motifs))]
    lignes += [note.texte for note in v.notes]
    ressentis = ", ".join(
        f"{mots.ressenti(r.code)} {intensite(r.intensite)}".strip() for r in v.ressentis
    )
    if ressentis:
        lignes.append(_("Ressenti : {quoi}").format(quoi=ressentis))
    besoins = ", ".join(mots.besoin(b.code) for b in v.besoins)
    if besoins:
        lignes.append(_("Besoin : {quoi}").format(quoi=besoins))
    for promesse in v.promesses:
        pour = date_courte(promesse.pour_le) if promesse.pour_le else ""
        suite = ", ".join(x for x in (pour, promesse.par) if x)
        quoi = f"{promesse.texte} ({suite})" if suite else promesse.texte
        lignes.append(_("Promis : {quoi}").format(quoi=quoi))
    for tache in v.taches:
        pour = date_courte(tache.pour_le) if tache.pour_le else ""
        suite = ", ".join(x for x in (pour, tache.qui) if x)
        marque = "☑" if tache.faite_le else "☐"
        lignes.append(f"{marque} {tache.titre} ({suite})" if suite else f"{marque} {tache.titre}")
    for r in v.reclamations:
        quoi = f"{r.reference}, {mots.reclamation(r.categorie)}"
        lignes.append(_("Réclamation : {quoi}").format(quoi=quoi))
    vers = ", ".join(mots.orientation(o) for o in v.orientations)
    if vers:
        lignes.append(_("Orientation : {quoi}").format(quoi=vers))
    return [ligne for ligne in lignes if ligne]
