"""What is said of a household in one line while its visit is logged."""

from __future__ import annotations

from datetime import date

from app.core.i18n import _, jour, ngettext
from app.domain.accompagnement import Canal, jours_de_retard
from app.domain.partage import Partage
from app.services.recherche import LigneRecherche
from app.services.visites import ContexteMenage, VisiteConsignee

SEPARATEUR = " · "


def dire_depuis(vu: date | None, aujourdhui: date) -> str:
    """ "vu aujourd’hui", "vu il y a 12 j", "jamais rencontré"."""
    if vu is None:
        return _("jamais rencontré")
    jours = (aujourdhui - vu).days
    if jours <= 0:
        return _("vu aujourd’hui")
    return ngettext("vu il y a {n} j", "vu il y a {n} j", jours).format(n=jours)


def dire_resultat(trouve: LigneRecherche, aujourdhui: date) -> str:
    """A household found: "Wójcik Jadwiga – 14 rue de Stockholm – vu il y a 12 j"."""
    nom = f"{trouve.nom} ({trouve.precision})" if trouve.precision else trouve.nom
    morceaux = (nom, trouve.adresse, dire_depuis(trouve.derniere_visite, aujourdhui))
    return " – ".join(m for m in morceaux if m)


def dire_contexte(lu: ContexteMenage, aujourdhui: date) -> str:
    """Where they live, when they were last seen, how they speak."""
    adresse = lu.adresse
    if lu.adresse_actuelle:
        adresse = _("{adresse} → {actuelle}").format(
            adresse=lu.adresse, actuelle=lu.adresse_actuelle
        )
    dits = [adresse, dire_depuis(lu.derniere_visite, aujourdhui), lu.langue, lu.contact_prefere]
    taches = len(lu.taches)
    if taches:
        dits.append(ngettext("{n} chose à faire", "{n} choses à faire", taches).format(n=taches))
    a_venir = [p for p in lu.promesses if not jours_de_retard(p.pour_le, aujourdhui)]
    dits += [_dire_promesse(p.texte, p.pour_le) for p in a_venir[:2]]
    return SEPARATEUR.join(d for d in dits if d)


def dire_attente(lu: ContexteMenage, aujourdhui: date) -> str:
    """The promises that are late, or nothing."""
    retards = [p for p in lu.promesses if jours_de_retard(p.pour_le, aujourdhui)]
    if not retards:
        return ""
    dites = SEPARATEUR.join(_dire_promesse(p.texte, p.pour_le) for p in retards[:2])
    return _("⚠ en retard : {dites}").format(dites=dites)


def _dire_promesse(texte: str, pour_le: date | None) -> str:
    if pour_le is None:
        return _("promis : « {texte} »").format(texte=texte)
    return _("promis pour le {jour} : « {texte} »").format(jour=jour(pour_le), texte=texte)


def dire_canal(canal: Canal) -> str:
    """How the contact took place, as a choice in the form."""
    return {
        Canal.PERMANENCE: _("À la permanence"),
        Canal.DOMICILE: _("Chez l’habitant"),
        Canal.TELEPHONE: _("Au téléphone"),
        Canal.COURRIER: _("Par courrier"),
        Canal.COURRIEL: _("Par courriel"),
        Canal.PORTE_A_PORTE: _("En porte-à-porte"),
        Canal.COLLECTIF: _("Rencontre collective"),
    }[canal]


def dire_visibilite(visibilite: Partage) -> str:
    """Who may read a note, as a choice in the form."""
    return {
        Partage.EQUIPE: _("visible : équipe"),
        Partage.BAILLEUR: _("partageable avec le bailleur"),
        Partage.CONFIDENTIEL: _("confidentiel"),
    }[visibilite]


def dire_enregistree(faite: VisiteConsignee, canal: Canal | None = None) -> str:
    """What was saved, by its name, with the references of the complaints it opened."""
    quoi = {
        Canal.TELEPHONE: _("Appel enregistré"),
        Canal.COURRIEL: _("Courriel enregistré"),
        Canal.COURRIER: _("Courrier enregistré"),
    }.get(canal or Canal.PERMANENCE, _("Visite enregistrée"))
    if faite.references:
        return ngettext(
            "{quoi}, réclamation {refs}", "{quoi}, réclamations {refs}", len(faite.references)
        ).format(quoi=quoi, refs=", ".join(faite.references))
    if "promesse_sans_date" in faite.a_dire:
        return _("{quoi} ; la promesse n’a pas de date").format(quoi=quoi)
    return quoi
