"""The sheet of the day for the household: when, where, who comes, what to prepare, whom to call."""

from __future__ import annotations

from app.core.i18n import _, date_complete
from app.domain.demenagements import SensDemenagement
from app.domain.documents_modeles import POINTILLES, Modele, remplir
from app.domain.partage import Destinataire
from app.domain.telephone import afficher
from app.services.documents.blocs import section
from app.services.documents.demenagement_blocs import cadre_ici, point, texte
from app.services.documents.demenagement_valeurs import Imprimable, equipe, moment, valeurs
from app.services.documents.entete import adresse_de, nom_en_grand, reserver_la_carte
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.vocabulaire import majuscule


def composer_feuille_menage(document: Document, i: Imprimable, modele: Modele) -> int:
    """Add the household's sheet, on fresh paper; says how many pages it took."""
    fiche, champs = i.fiche, valeurs(i)
    titre = remplir(modele.titre, champs)
    f = Feuillet(
        document,
        Cartouche(
            gauche=fiche.cite.nom if fiche.cite else _("Votre cité"),
            droite=titre,
            pied=_("Cette feuille est à vous."),
            rappel=_("{nom} (suite)").format(nom=fiche.menage.nom),
        ),
    )
    placer_la_carte = reserver_la_carte(f, fiche, Destinataire.MENAGE)
    nom_en_grand(f, fiche.menage.nom)
    _quand_et_ou(f, i)
    _qui_vient(f, i)
    texte(f, modele.texte, champs)
    placer_la_carte()
    return f.clore(fiche.menage.nom, recto=True)


def _quand_et_ou(f: Feuillet, i: Imprimable) -> None:
    d = i.demenagement
    lignes = [(majuscule(moment(d.creneau, d.heure)), True)]
    depuis = adresse_de(i.depuis) or POINTILLES
    lignes.append((_("Vous quittez : {adresse}").format(adresse=depuis), False))
    retour = d.sens is SensDemenagement.RETOUR
    vers = _("Vous retrouvez : {adresse}") if retour else _("Vous arrivez : {adresse}")
    lignes.append((vers.format(adresse=adresse_de(i.vers)), False))
    cadre_ici(f, majuscule(date_complete(d.jour)), lignes)


def _qui_vient(f: Feuillet, i: Imprimable) -> None:
    d = i.demenagement
    section(f, _("Qui vient"))
    point(f, _avec(equipe(d) or _("Les déménageurs (leur nom vous sera dit)"), d.telephone_equipe))
    if d.pilote:
        dit = _("{nom}, qui vous accompagne").format(nom=d.pilote)
        point(f, _avec(dit, d.telephone_pilote))
    if d.remarque:
        point(f, _("À savoir : {quoi}").format(quoi=d.remarque), fort=True)


def _avec(qui: str, telephone: str | None) -> str:
    if not telephone:
        return qui
    return _("{qui} : {telephone}").format(qui=qui, telephone=afficher(telephone))
