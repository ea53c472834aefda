CREATE TABLE delai_reclamation (
	id VARCHAR(32) NOT NULL, 
	categorie TEXT DEFAULT '' NOT NULL, 
	urgence VARCHAR(32) NOT NULL, 
	reponse_heures INTEGER, 
	securisation_heures INTEGER, 
	reparation_jours INTEGER, 
	CONSTRAINT pk_delai_reclamation PRIMARY KEY (id), 
	CONSTRAINT uq_delai_reclamation_categorie_urgence UNIQUE (categorie, urgence), 
	CONSTRAINT ck_delai_reclamation_reponse CHECK (reponse_heures BETWEEN 1 AND 2000), 
	CONSTRAINT ck_delai_reclamation_securisation CHECK (securisation_heures BETWEEN 1 AND 2000), 
	CONSTRAINT ck_delai_reclamation_reparation CHECK (reparation_jours BETWEEN 1 AND 400), 
	CONSTRAINT ck_delai_reclamation_urgence CHECK (urgence IN ('immediate', 'rapide', 'normale'))
);

CREATE TABLE action_collective (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	genre VARCHAR(32) NOT NULL, 
	le DATE, 
	lieu TEXT, 
	precision TEXT, 
	CONSTRAINT pk_action_collective PRIMARY KEY (id), 
	CONSTRAINT fk_action_collective_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT ck_action_collective_genre CHECK (genre IN ('ponctuelle', 'reguliere', 'autonome'))
);

CREATE INDEX ix_action_collective_cite_id ON action_collective (cite_id);

CREATE TABLE responsable (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32), 
	genre VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	lot TEXT, 
	contact TEXT, 
	telephone TEXT, 
	courriel TEXT, 
	adresse TEXT, 
	actif BOOLEAN DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_responsable PRIMARY KEY (id), 
	CONSTRAINT fk_responsable_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT ck_responsable_genre CHECK (genre IN ('bailleur', 'commune', 'entreprise', 'autre'))
);

CREATE INDEX ix_responsable_cite_id ON responsable (cite_id);

CREATE TABLE volontaire_energie (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	personne_id VARCHAR(32), 
	accord_le DATE NOT NULL, 
	retire_le DATE, 
	CONSTRAINT pk_volontaire_energie PRIMARY KEY (id), 
	CONSTRAINT fk_volontaire_energie_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_volontaire_energie_personne_id FOREIGN KEY(personne_id) REFERENCES personne (id)
);

CREATE INDEX ix_volontaire_energie_menage_id ON volontaire_energie (menage_id);

CREATE TABLE dossier_collectif (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32), 
	reference TEXT NOT NULL, 
	titre TEXT NOT NULL, 
	categorie TEXT, 
	responsable_id VARCHAR(32), 
	description TEXT, 
	ouvert_le DATE NOT NULL, 
	clos_le DATE, 
	CONSTRAINT pk_dossier_collectif PRIMARY KEY (id), 
	CONSTRAINT fk_dossier_collectif_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT uq_dossier_collectif_reference UNIQUE (reference), 
	CONSTRAINT fk_dossier_collectif_responsable_id FOREIGN KEY(responsable_id) REFERENCES responsable (id)
);

CREATE INDEX ix_dossier_collectif_cite_id ON dossier_collectif (cite_id);

CREATE INDEX ix_dossier_collectif_responsable_id ON dossier_collectif (responsable_id);

CREATE TABLE conso_energie (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32), 
	energie VARCHAR(32) NOT NULL, 
	du DATE NOT NULL, 
	au DATE NOT NULL, 
	kwh INTEGER, 
	montant INTEGER, 
	dju INTEGER, 
	source VARCHAR(32) NOT NULL, 
	precision TEXT, 
	CONSTRAINT pk_conso_energie PRIMARY KEY (id), 
	CONSTRAINT ck_conso_energie_dates CHECK (au > du), 
	CONSTRAINT fk_conso_energie_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_conso_energie_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT ck_conso_energie_energie CHECK (energie IN ('electricite', 'gaz', 'fioul', 'bois', 'charbon', 'chaleur')), 
	CONSTRAINT ck_conso_energie_source CHECK (source IN ('facture', 'compteur', 'declaration'))
);

CREATE INDEX ix_conso_energie_menage_id ON conso_energie (menage_id);

CREATE TABLE quittance (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32), 
	moment VARCHAR(32) NOT NULL, 
	le DATE NOT NULL, 
	source VARCHAR(32) NOT NULL, 
	loyer INTEGER, 
	charges INTEGER, 
	troisieme_ligne INTEGER, 
	apl INTEGER, 
	ressources INTEGER, 
	precision TEXT, 
	CONSTRAINT pk_quittance PRIMARY KEY (id), 
	CONSTRAINT fk_quittance_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_quittance_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT ck_quittance_moment CHECK (moment IN ('avant', 'apres')), 
	CONSTRAINT ck_quittance_source CHECK (source IN ('quittance', 'bail', 'bailleur', 'caf', 'declaration'))
);

CREATE INDEX ix_quittance_logement_id ON quittance (logement_id);

CREATE INDEX ix_quittance_menage_id ON quittance (menage_id);

CREATE TABLE reception (
	id VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32), 
	tranche_id VARCHAR(32), 
	le DATE NOT NULL, 
	resultat VARCHAR(32) NOT NULL, 
	levees_le DATE, 
	precision TEXT, 
	CONSTRAINT pk_reception PRIMARY KEY (id), 
	CONSTRAINT ck_reception_de CHECK ((logement_id IS NULL) <> (tranche_id IS NULL)), 
	CONSTRAINT fk_reception_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT fk_reception_tranche_id FOREIGN KEY(tranche_id) REFERENCES tranche (id), 
	CONSTRAINT ck_reception_resultat CHECK (resultat IN ('sans_reserve', 'avec_reserves', 'refusee'))
);

CREATE INDEX ix_reception_logement_id ON reception (logement_id);

CREATE INDEX ix_reception_tranche_id ON reception (tranche_id);

CREATE TABLE etat_des_lieux (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32) NOT NULL, 
	demenagement_id VARCHAR(32), 
	moment VARCHAR(32) NOT NULL, 
	le DATE NOT NULL, 
	presents TEXT, 
	remarque TEXT, 
	signe_le DATE, 
	CONSTRAINT pk_etat_des_lieux PRIMARY KEY (id), 
	CONSTRAINT fk_etat_des_lieux_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_etat_des_lieux_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT fk_etat_des_lieux_demenagement_id FOREIGN KEY(demenagement_id) REFERENCES demenagement (id), 
	CONSTRAINT ck_etat_des_lieux_moment CHECK (moment IN ('sortie', 'entree'))
);

CREATE INDEX ix_etat_des_lieux_demenagement_id ON etat_des_lieux (demenagement_id);

CREATE INDEX ix_etat_des_lieux_logement_id ON etat_des_lieux (logement_id);

CREATE INDEX ix_etat_des_lieux_menage_id ON etat_des_lieux (menage_id);

CREATE TABLE reclamation (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32), 
	logement_id VARCHAR(32), 
	cite_id VARCHAR(32), 
	tranche_id VARCHAR(32), 
	visite_id VARCHAR(32), 
	reception_id VARCHAR(32), 
	dossier_id VARCHAR(32), 
	reference TEXT NOT NULL, 
	reference_bailleur TEXT, 
	nature VARCHAR(32) DEFAULT 'reclamation' NOT NULL, 
	origine VARCHAR(32) DEFAULT 'autre' NOT NULL, 
	categorie TEXT NOT NULL, 
	lieu TEXT, 
	urgence VARCHAR(32) DEFAULT 'normale' NOT NULL, 
	description TEXT NOT NULL, 
	responsable_id VARCHAR(32), 
	contact TEXT, 
	etat VARCHAR(32) DEFAULT 'recue' NOT NULL, 
	etat_le DATE, 
	ouverte_le DATE NOT NULL, 
	ouverte_a TIME, 
	repondue_a VARCHAR(24), 
	securisee_a VARCHAR(24), 
	faite_le DATE, 
	close_le DATE, 
	motif_cloture VARCHAR(32), 
	rouvertures INTEGER DEFAULT '0' NOT NULL, 
	repondre_avant VARCHAR(24), 
	securiser_avant VARCHAR(24), 
	reparer_avant VARCHAR(24), 
	echeance VARCHAR(24), 
	horloge VARCHAR(32), 
	CONSTRAINT pk_reclamation PRIMARY KEY (id), 
	CONSTRAINT fk_reclamation_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_reclamation_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT fk_reclamation_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT fk_reclamation_tranche_id FOREIGN KEY(tranche_id) REFERENCES tranche (id), 
	CONSTRAINT fk_reclamation_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT fk_reclamation_reception_id FOREIGN KEY(reception_id) REFERENCES reception (id), 
	CONSTRAINT fk_reclamation_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier_collectif (id), 
	CONSTRAINT uq_reclamation_reference UNIQUE (reference), 
	CONSTRAINT fk_reclamation_responsable_id FOREIGN KEY(responsable_id) REFERENCES responsable (id), 
	CONSTRAINT ck_reclamation_nature CHECK (nature IN ('reclamation', 'reserve')), 
	CONSTRAINT ck_reclamation_origine CHECK (origine IN ('permanence', 'telephone', 'domicile', 'courrier', 'reception', 'prise_en_main', 'autre')), 
	CONSTRAINT ck_reclamation_urgence CHECK (urgence IN ('immediate', 'rapide', 'normale')), 
	CONSTRAINT ck_reclamation_etat CHECK (etat IN ('recue', 'qualifiee', 'transmise', 'planifiee', 'faite', 'confirmee', 'contestee', 'rejetee', 'close')), 
	CONSTRAINT ck_reclamation_motif_cloture CHECK (motif_cloture IN ('reserve_levee', 'defaut_absent', 'entretien_locataire', 'hors_mission', 'doublon', 'sans_reponse', 'menage_parti', 'autre')), 
	CONSTRAINT ck_reclamation_horloge CHECK (horloge IN ('reponse', 'securisation', 'reparation'))
);

CREATE INDEX ix_reclamation_cite ON reclamation (cite_id, etat, echeance, close_le);

CREATE INDEX ix_reclamation_dossier_id ON reclamation (dossier_id);

CREATE INDEX ix_reclamation_etat ON reclamation (etat, echeance, cite_id, tranche_id, categorie, responsable_id, urgence, nature, ouverte_le, faite_le, close_le, rouvertures);

CREATE INDEX ix_reclamation_reception_id ON reclamation (reception_id);

CREATE INDEX ix_reclamation_reference_bailleur ON reclamation (reference_bailleur);

CREATE INDEX ix_reclamation_responsable_id ON reclamation (responsable_id);

CREATE TABLE soutien_retour (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	genre VARCHAR(32) NOT NULL, 
	etat VARCHAR(32) NOT NULL, 
	le DATE NOT NULL, 
	quoi TEXT, 
	action_id VARCHAR(32), 
	par_id VARCHAR(32), 
	visite_id VARCHAR(32), 
	CONSTRAINT pk_soutien_retour PRIMARY KEY (id), 
	CONSTRAINT fk_soutien_retour_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_soutien_retour_action_id FOREIGN KEY(action_id) REFERENCES action_collective (id), 
	CONSTRAINT fk_soutien_retour_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT fk_soutien_retour_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT ck_soutien_retour_genre CHECK (genre IN ('coaching_energie', 'ara', 'entretien', 'accueil_voisins', 'action_collective')), 
	CONSTRAINT ck_soutien_retour_etat CHECK (etat IN ('propose', 'interesse', 'prevu', 'fait', 'refuse'))
);

CREATE INDEX ix_soutien_retour_action_id ON soutien_retour (action_id);

CREATE INDEX ix_soutien_retour_menage_id ON soutien_retour (menage_id);

CREATE INDEX ix_soutien_retour_visite_id ON soutien_retour (visite_id);

CREATE TABLE echange_reclamation (
	id VARCHAR(32) NOT NULL, 
	reclamation_id VARCHAR(32) NOT NULL, 
	genre VARCHAR(32) DEFAULT 'echange' NOT NULL, 
	sens VARCHAR(32) DEFAULT 'emis' NOT NULL, 
	interlocuteur VARCHAR(32) NOT NULL, 
	responsable_id VARCHAR(32), 
	canal VARCHAR(32), 
	le DATE NOT NULL, 
	texte TEXT NOT NULL, 
	par_id VARCHAR(32), 
	CONSTRAINT pk_echange_reclamation PRIMARY KEY (id), 
	CONSTRAINT fk_echange_reclamation_reclamation_id FOREIGN KEY(reclamation_id) REFERENCES reclamation (id), 
	CONSTRAINT fk_echange_reclamation_responsable_id FOREIGN KEY(responsable_id) REFERENCES responsable (id), 
	CONSTRAINT fk_echange_reclamation_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT ck_echange_reclamation_genre CHECK (genre IN ('echange', 'reponse', 'relance')), 
	CONSTRAINT ck_echange_reclamation_sens CHECK (sens IN ('emis', 'recu')), 
	CONSTRAINT ck_echange_reclamation_interlocuteur CHECK (interlocuteur IN ('menage', 'bailleur', 'commune', 'entreprise', 'autre')), 
	CONSTRAINT ck_echange_reclamation_canal CHECK (canal IN ('permanence', 'domicile', 'telephone', 'courrier', 'courriel', 'porte_a_porte', 'collectif'))
);

CREATE INDEX ix_echange_reclamation_reclamation_id ON echange_reclamation (reclamation_id);

CREATE TABLE ligne_etat_des_lieux (
	id VARCHAR(32) NOT NULL, 
	etat_id VARCHAR(32) NOT NULL, 
	piece TEXT NOT NULL, 
	element TEXT NOT NULL, 
	etat VARCHAR(32) NOT NULL, 
	precision TEXT, 
	CONSTRAINT pk_ligne_etat_des_lieux PRIMARY KEY (id), 
	CONSTRAINT uq_ligne_etat_des_lieux_etat_id_piece_element UNIQUE (etat_id, piece, element), 
	CONSTRAINT fk_ligne_etat_des_lieux_etat_id FOREIGN KEY(etat_id) REFERENCES etat_des_lieux (id), 
	CONSTRAINT ck_ligne_etat_des_lieux_etat CHECK (etat IN ('neuf', 'bon', 'usage', 'mauvais', 'absent'))
);

CREATE TABLE passage_reclamation (
	id VARCHAR(32) NOT NULL, 
	reclamation_id VARCHAR(32) NOT NULL, 
	jour DATE NOT NULL, 
	creneau VARCHAR(32) DEFAULT 'journee' NOT NULL, 
	heure TIME, 
	responsable_id VARCHAR(32), 
	etat VARCHAR(32) DEFAULT 'propose' NOT NULL, 
	etat_le DATE, 
	precision TEXT, 
	CONSTRAINT pk_passage_reclamation PRIMARY KEY (id), 
	CONSTRAINT fk_passage_reclamation_reclamation_id FOREIGN KEY(reclamation_id) REFERENCES reclamation (id), 
	CONSTRAINT fk_passage_reclamation_responsable_id FOREIGN KEY(responsable_id) REFERENCES responsable (id), 
	CONSTRAINT ck_passage_reclamation_creneau CHECK (creneau IN ('matin', 'apres_midi', 'journee')), 
	CONSTRAINT ck_passage_reclamation_etat CHECK (etat IN ('propose', 'accepte', 'tenu', 'manque_entreprise', 'manque_menage', 'annule'))
);

CREATE INDEX ix_passage_reclamation_jour ON passage_reclamation (jour);

CREATE INDEX ix_passage_reclamation_reclamation_id ON passage_reclamation (reclamation_id);

CREATE TABLE photo_defaut (
	id VARCHAR(32) NOT NULL, 
	reclamation_id VARCHAR(32), 
	etat_id VARCHAR(32), 
	legende TEXT, 
	prise_le DATE, 
	largeur INTEGER NOT NULL, 
	hauteur INTEGER NOT NULL, 
	montrable BOOLEAN DEFAULT 1 NOT NULL, 
	contenu_id VARCHAR(32) NOT NULL, 
	vignette_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_photo_defaut PRIMARY KEY (id), 
	CONSTRAINT ck_photo_defaut_objet CHECK ((reclamation_id IS NULL) <> (etat_id IS NULL)), 
	CONSTRAINT fk_photo_defaut_reclamation_id FOREIGN KEY(reclamation_id) REFERENCES reclamation (id), 
	CONSTRAINT fk_photo_defaut_etat_id FOREIGN KEY(etat_id) REFERENCES etat_des_lieux (id), 
	CONSTRAINT fk_photo_defaut_contenu_id FOREIGN KEY(contenu_id) REFERENCES contenu (id), 
	CONSTRAINT fk_photo_defaut_vignette_id FOREIGN KEY(vignette_id) REFERENCES contenu (id)
);

CREATE INDEX ix_photo_defaut_contenu_id ON photo_defaut (contenu_id);

CREATE INDEX ix_photo_defaut_etat_id ON photo_defaut (etat_id);

CREATE INDEX ix_photo_defaut_reclamation_id ON photo_defaut (reclamation_id);

CREATE INDEX ix_photo_defaut_vignette_id ON photo_defaut (vignette_id);

CREATE TABLE prise_en_main (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32), 
	moment VARCHAR(32) NOT NULL, 
	etat VARCHAR(32) DEFAULT 'prevue' NOT NULL, 
	prevue_le DATE, 
	faite_le DATE, 
	par_id VARCHAR(32), 
	visite_id VARCHAR(32), 
	tache_id VARCHAR(32), 
	guide_remis TEXT, 
	remarque TEXT, 
	CONSTRAINT pk_prise_en_main PRIMARY KEY (id), 
	CONSTRAINT fk_prise_en_main_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_prise_en_main_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT fk_prise_en_main_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT fk_prise_en_main_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT fk_prise_en_main_tache_id FOREIGN KEY(tache_id) REFERENCES tache (id), 
	CONSTRAINT ck_prise_en_main_moment CHECK (moment IN ('retour', 'hiver', 'autre')), 
	CONSTRAINT ck_prise_en_main_etat CHECK (etat IN ('prevue', 'faite', 'annulee'))
);

CREATE INDEX ix_prise_en_main_logement_id ON prise_en_main (logement_id);

CREATE INDEX ix_prise_en_main_menage_id ON prise_en_main (menage_id);

CREATE INDEX ix_prise_en_main_tache_id ON prise_en_main (tache_id);

CREATE INDEX ix_prise_en_main_visite_id ON prise_en_main (visite_id);

CREATE TABLE suivi_reclamation (
	id VARCHAR(32) NOT NULL, 
	reclamation_id VARCHAR(32) NOT NULL, 
	etat VARCHAR(32) NOT NULL, 
	le DATE NOT NULL, 
	source VARCHAR(32) DEFAULT 'equipe' NOT NULL, 
	motif VARCHAR(32), 
	precision TEXT, 
	par_id VARCHAR(32), 
	CONSTRAINT pk_suivi_reclamation PRIMARY KEY (id), 
	CONSTRAINT fk_suivi_reclamation_reclamation_id FOREIGN KEY(reclamation_id) REFERENCES reclamation (id), 
	CONSTRAINT fk_suivi_reclamation_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT ck_suivi_reclamation_etat CHECK (etat IN ('recue', 'qualifiee', 'transmise', 'planifiee', 'faite', 'confirmee', 'contestee', 'rejetee', 'close')), 
	CONSTRAINT ck_suivi_reclamation_source CHECK (source IN ('equipe', 'menage', 'bailleur', 'reunion')), 
	CONSTRAINT ck_suivi_reclamation_motif CHECK (motif IN ('reserve_levee', 'defaut_absent', 'entretien_locataire', 'hors_mission', 'doublon', 'sans_reponse', 'menage_parti', 'autre'))
);

CREATE INDEX ix_suivi_reclamation_reclamation_id ON suivi_reclamation (reclamation_id);

CREATE TABLE point_prise_en_main (
	id VARCHAR(32) NOT NULL, 
	prise_id VARCHAR(32) NOT NULL, 
	code TEXT NOT NULL, 
	personne_id VARCHAR(32), 
	etat VARCHAR(32) NOT NULL, 
	precision TEXT, 
	CONSTRAINT pk_point_prise_en_main PRIMARY KEY (id), 
	CONSTRAINT uq_point_prise_en_main_prise_id_code_personne_id UNIQUE (prise_id, code, personne_id), 
	CONSTRAINT fk_point_prise_en_main_prise_id FOREIGN KEY(prise_id) REFERENCES prise_en_main (id), 
	CONSTRAINT fk_point_prise_en_main_personne_id FOREIGN KEY(personne_id) REFERENCES personne (id), 
	CONSTRAINT ck_point_prise_en_main_etat CHECK (etat IN ('montre', 'a_revoir', 'sans_objet'))
);

CREATE TRIGGER journal_delai_reclamation_i AFTER INSERT ON delai_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'delai_reclamation', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'categorie', NEW.categorie, 'urgence', NEW.urgence), '}'), CASE WHEN NEW.reponse_heures IS NOT NULL THEN ',"reponse_heures":' || json_quote(NEW.reponse_heures) END, CASE WHEN NEW.securisation_heures IS NOT NULL THEN ',"securisation_heures":' || json_quote(NEW.securisation_heures) END, CASE WHEN NEW.reparation_jours IS NOT NULL THEN ',"reparation_jours":' || json_quote(NEW.reparation_jours) END, '}'));
END;

CREATE TRIGGER journal_delai_reclamation_u AFTER UPDATE ON delai_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'delai_reclamation', NEW.id, NULL, 'U', 'categorie', json_object('categorie', OLD.categorie), json_object('categorie', NEW.categorie) WHERE OLD.categorie IS NOT NEW.categorie;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'delai_reclamation', NEW.id, NULL, 'U', 'urgence', json_object('urgence', OLD.urgence), json_object('urgence', NEW.urgence) WHERE OLD.urgence IS NOT NEW.urgence;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'delai_reclamation', NEW.id, NULL, 'U', 'delais', json_object('reponse_heures', OLD.reponse_heures, 'securisation_heures', OLD.securisation_heures, 'reparation_jours', OLD.reparation_jours), json_object('reponse_heures', NEW.reponse_heures, 'securisation_heures', NEW.securisation_heures, 'reparation_jours', NEW.reparation_jours) WHERE OLD.reponse_heures IS NOT NEW.reponse_heures OR OLD.securisation_heures IS NOT NEW.securisation_heures OR OLD.reparation_jours IS NOT NEW.reparation_jours;
END;

CREATE TRIGGER journal_delai_reclamation_d AFTER DELETE ON delai_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'delai_reclamation', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'categorie', OLD.categorie, 'urgence', OLD.urgence), '}'), CASE WHEN OLD.reponse_heures IS NOT NULL THEN ',"reponse_heures":' || json_quote(OLD.reponse_heures) END, CASE WHEN OLD.securisation_heures IS NOT NULL THEN ',"securisation_heures":' || json_quote(OLD.securisation_heures) END, CASE WHEN OLD.reparation_jours IS NOT NULL THEN ',"reparation_jours":' || json_quote(OLD.reparation_jours) END, '}'), NULL);
END;

CREATE TRIGGER journal_action_collective_i AFTER INSERT ON action_collective BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'action_collective', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'cite_id', NEW.cite_id, 'nom', NEW.nom, 'genre', NEW.genre), '}'), CASE WHEN NEW.le IS NOT NULL THEN ',"le":' || json_quote(NEW.le) END, CASE WHEN NEW.lieu IS NOT NULL THEN ',"lieu":' || json_quote(NEW.lieu) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_action_collective_u AFTER UPDATE ON action_collective BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'action_collective', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'action_collective', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'action_collective', NEW.id, NULL, 'U', 'genre', json_object('genre', OLD.genre), json_object('genre', NEW.genre) WHERE OLD.genre IS NOT NEW.genre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'action_collective', NEW.id, NULL, 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'action_collective', NEW.id, NULL, 'U', 'lieu', json_object('lieu', OLD.lieu), json_object('lieu', NEW.lieu) WHERE OLD.lieu IS NOT NEW.lieu;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'action_collective', NEW.id, NULL, 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_action_collective_d AFTER DELETE ON action_collective BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'action_collective', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'cite_id', OLD.cite_id, 'nom', OLD.nom, 'genre', OLD.genre), '}'), CASE WHEN OLD.le IS NOT NULL THEN ',"le":' || json_quote(OLD.le) END, CASE WHEN OLD.lieu IS NOT NULL THEN ',"lieu":' || json_quote(OLD.lieu) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_responsable_i AFTER INSERT ON responsable BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'responsable', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'genre', NEW.genre, 'nom', NEW.nom, 'actif', NEW.actif), '}'), CASE WHEN NEW.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(NEW.cite_id) END, CASE WHEN NEW.lot IS NOT NULL THEN ',"lot":' || json_quote(NEW.lot) END, CASE WHEN NEW.contact IS NOT NULL THEN ',"contact":' || json_quote(NEW.contact) END, CASE WHEN NEW.telephone IS NOT NULL THEN ',"telephone":' || json_quote(NEW.telephone) END, CASE WHEN NEW.courriel IS NOT NULL THEN ',"courriel":' || json_quote(NEW.courriel) END, CASE WHEN NEW.adresse IS NOT NULL THEN ',"adresse":' || json_quote(NEW.adresse) END, '}'));
END;

CREATE TRIGGER journal_responsable_u AFTER UPDATE ON responsable BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'responsable', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'responsable', NEW.id, NULL, 'U', 'genre', json_object('genre', OLD.genre), json_object('genre', NEW.genre) WHERE OLD.genre IS NOT NEW.genre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'responsable', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'responsable', NEW.id, NULL, 'U', 'lot', json_object('lot', OLD.lot), json_object('lot', NEW.lot) WHERE OLD.lot IS NOT NEW.lot;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'responsable', NEW.id, NULL, 'U', 'contact', json_object('contact', OLD.contact), json_object('contact', NEW.contact) WHERE OLD.contact IS NOT NEW.contact;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'responsable', NEW.id, NULL, 'U', 'telephone', json_object('telephone', OLD.telephone), json_object('telephone', NEW.telephone) WHERE OLD.telephone IS NOT NEW.telephone;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'responsable', NEW.id, NULL, 'U', 'courriel', json_object('courriel', OLD.courriel), json_object('courriel', NEW.courriel) WHERE OLD.courriel IS NOT NEW.courriel;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'responsable', NEW.id, NULL, 'U', 'adresse', json_object('adresse', OLD.adresse), json_object('adresse', NEW.adresse) WHERE OLD.adresse IS NOT NEW.adresse;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'responsable', NEW.id, NULL, 'U', 'actif', json_object('actif', OLD.actif), json_object('actif', NEW.actif) WHERE OLD.actif IS NOT NEW.actif;
END;

CREATE TRIGGER journal_responsable_d AFTER DELETE ON responsable BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'responsable', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'genre', OLD.genre, 'nom', OLD.nom, 'actif', OLD.actif), '}'), CASE WHEN OLD.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(OLD.cite_id) END, CASE WHEN OLD.lot IS NOT NULL THEN ',"lot":' || json_quote(OLD.lot) END, CASE WHEN OLD.contact IS NOT NULL THEN ',"contact":' || json_quote(OLD.contact) END, CASE WHEN OLD.telephone IS NOT NULL THEN ',"telephone":' || json_quote(OLD.telephone) END, CASE WHEN OLD.courriel IS NOT NULL THEN ',"courriel":' || json_quote(OLD.courriel) END, CASE WHEN OLD.adresse IS NOT NULL THEN ',"adresse":' || json_quote(OLD.adresse) END, '}'), NULL);
END;

CREATE TRIGGER journal_volontaire_energie_i AFTER INSERT ON volontaire_energie BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'volontaire_energie', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'accord_le', NEW.accord_le), '}'), CASE WHEN NEW.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(NEW.personne_id) END, CASE WHEN NEW.retire_le IS NOT NULL THEN ',"retire_le":' || json_quote(NEW.retire_le) END, '}'));
END;

CREATE TRIGGER journal_volontaire_energie_u AFTER UPDATE ON volontaire_energie BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'volontaire_energie', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'volontaire_energie', NEW.id, NEW.menage_id, 'U', 'personne_id', json_object('personne_id', OLD.personne_id), json_object('personne_id', NEW.personne_id) WHERE OLD.personne_id IS NOT NEW.personne_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'volontaire_energie', NEW.id, NEW.menage_id, 'U', 'accord_le', json_object('accord_le', OLD.accord_le), json_object('accord_le', NEW.accord_le) WHERE OLD.accord_le IS NOT NEW.accord_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'volontaire_energie', NEW.id, NEW.menage_id, 'U', 'retire_le', json_object('retire_le', OLD.retire_le), json_object('retire_le', NEW.retire_le) WHERE OLD.retire_le IS NOT NEW.retire_le;
END;

CREATE TRIGGER journal_volontaire_energie_d AFTER DELETE ON volontaire_energie BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'volontaire_energie', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'accord_le', OLD.accord_le), '}'), CASE WHEN OLD.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(OLD.personne_id) END, CASE WHEN OLD.retire_le IS NOT NULL THEN ',"retire_le":' || json_quote(OLD.retire_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_dossier_collectif_i AFTER INSERT ON dossier_collectif BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'dossier_collectif', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'reference', NEW.reference, 'titre', NEW.titre, 'ouvert_le', NEW.ouvert_le), '}'), CASE WHEN NEW.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(NEW.cite_id) END, CASE WHEN NEW.categorie IS NOT NULL THEN ',"categorie":' || json_quote(NEW.categorie) END, CASE WHEN NEW.responsable_id IS NOT NULL THEN ',"responsable_id":' || json_quote(NEW.responsable_id) END, CASE WHEN NEW.description IS NOT NULL THEN ',"description":' || json_quote(NEW.description) END, CASE WHEN NEW.clos_le IS NOT NULL THEN ',"clos_le":' || json_quote(NEW.clos_le) END, '}'));
END;

CREATE TRIGGER journal_dossier_collectif_u AFTER UPDATE ON dossier_collectif BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'dossier_collectif', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'dossier_collectif', NEW.id, NULL, 'U', 'reference', json_object('reference', OLD.reference), json_object('reference', NEW.reference) WHERE OLD.reference IS NOT NEW.reference;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'dossier_collectif', NEW.id, NULL, 'U', 'titre', json_object('titre', OLD.titre), json_object('titre', NEW.titre) WHERE OLD.titre IS NOT NEW.titre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'dossier_collectif', NEW.id, NULL, 'U', 'categorie', json_object('categorie', OLD.categorie), json_object('categorie', NEW.categorie) WHERE OLD.categorie IS NOT NEW.categorie;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'dossier_collectif', NEW.id, NULL, 'U', 'responsable_id', json_object('responsable_id', OLD.responsable_id), json_object('responsable_id', NEW.responsable_id) WHERE OLD.responsable_id IS NOT NEW.responsable_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'dossier_collectif', NEW.id, NULL, 'U', 'description', json_object('description', OLD.description), json_object('description', NEW.description) WHERE OLD.description IS NOT NEW.description;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'dossier_collectif', NEW.id, NULL, 'U', 'ouvert_le', json_object('ouvert_le', OLD.ouvert_le), json_object('ouvert_le', NEW.ouvert_le) WHERE OLD.ouvert_le IS NOT NEW.ouvert_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'dossier_collectif', NEW.id, NULL, 'U', 'clos_le', json_object('clos_le', OLD.clos_le), json_object('clos_le', NEW.clos_le) WHERE OLD.clos_le IS NOT NEW.clos_le;
END;

CREATE TRIGGER journal_dossier_collectif_d AFTER DELETE ON dossier_collectif BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'dossier_collectif', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'reference', OLD.reference, 'titre', OLD.titre, 'ouvert_le', OLD.ouvert_le), '}'), CASE WHEN OLD.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(OLD.cite_id) END, CASE WHEN OLD.categorie IS NOT NULL THEN ',"categorie":' || json_quote(OLD.categorie) END, CASE WHEN OLD.responsable_id IS NOT NULL THEN ',"responsable_id":' || json_quote(OLD.responsable_id) END, CASE WHEN OLD.description IS NOT NULL THEN ',"description":' || json_quote(OLD.description) END, CASE WHEN OLD.clos_le IS NOT NULL THEN ',"clos_le":' || json_quote(OLD.clos_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_conso_energie_i AFTER INSERT ON conso_energie BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'energie', NEW.energie, 'du', NEW.du, 'au', NEW.au, 'source', NEW.source), '}'), CASE WHEN NEW.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(NEW.logement_id) END, CASE WHEN NEW.kwh IS NOT NULL THEN ',"kwh":' || json_quote(NEW.kwh) END, CASE WHEN NEW.montant IS NOT NULL THEN ',"montant":' || json_quote(NEW.montant) END, CASE WHEN NEW.dju IS NOT NULL THEN ',"dju":' || json_quote(NEW.dju) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_conso_energie_u AFTER UPDATE ON conso_energie BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', NEW.id, NEW.menage_id, 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', NEW.id, NEW.menage_id, 'U', 'energie', json_object('energie', OLD.energie), json_object('energie', NEW.energie) WHERE OLD.energie IS NOT NEW.energie;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', NEW.id, NEW.menage_id, 'U', 'periode', json_object('du', OLD.du, 'au', OLD.au), json_object('du', NEW.du, 'au', NEW.au) WHERE OLD.du IS NOT NEW.du OR OLD.au IS NOT NEW.au;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', NEW.id, NEW.menage_id, 'U', 'kwh', json_object('kwh', OLD.kwh), json_object('kwh', NEW.kwh) WHERE OLD.kwh IS NOT NEW.kwh;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', NEW.id, NEW.menage_id, 'U', 'montant', json_object('montant', OLD.montant), json_object('montant', NEW.montant) WHERE OLD.montant IS NOT NEW.montant;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', NEW.id, NEW.menage_id, 'U', 'dju', json_object('dju', OLD.dju), json_object('dju', NEW.dju) WHERE OLD.dju IS NOT NEW.dju;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', NEW.id, NEW.menage_id, 'U', 'source', json_object('source', OLD.source), json_object('source', NEW.source) WHERE OLD.source IS NOT NEW.source;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', NEW.id, NEW.menage_id, 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_conso_energie_d AFTER DELETE ON conso_energie BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'conso_energie', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'energie', OLD.energie, 'du', OLD.du, 'au', OLD.au, 'source', OLD.source), '}'), CASE WHEN OLD.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(OLD.logement_id) END, CASE WHEN OLD.kwh IS NOT NULL THEN ',"kwh":' || json_quote(OLD.kwh) END, CASE WHEN OLD.montant IS NOT NULL THEN ',"montant":' || json_quote(OLD.montant) END, CASE WHEN OLD.dju IS NOT NULL THEN ',"dju":' || json_quote(OLD.dju) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_quittance_i AFTER INSERT ON quittance BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'quittance', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'moment', NEW.moment, 'le', NEW.le, 'source', NEW.source), '}'), CASE WHEN NEW.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(NEW.logement_id) END, CASE WHEN NEW.loyer IS NOT NULL THEN ',"loyer":' || json_quote(NEW.loyer) END, CASE WHEN NEW.charges IS NOT NULL THEN ',"charges":' || json_quote(NEW.charges) END, CASE WHEN NEW.troisieme_ligne IS NOT NULL THEN ',"troisieme_ligne":' || json_quote(NEW.troisieme_ligne) END, CASE WHEN NEW.apl IS NOT NULL THEN ',"apl":' || json_quote(NEW.apl) END, CASE WHEN NEW.ressources IS NOT NULL THEN ',"ressources":' || json_quote(NEW.ressources) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_quittance_u AFTER UPDATE ON quittance BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'quittance', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'quittance', NEW.id, NEW.menage_id, 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'quittance', NEW.id, NEW.menage_id, 'U', 'moment', json_object('moment', OLD.moment), json_object('moment', NEW.moment) WHERE OLD.moment IS NOT NEW.moment;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'quittance', NEW.id, NEW.menage_id, 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'quittance', NEW.id, NEW.menage_id, 'U', 'source', json_object('source', OLD.source), json_object('source', NEW.source) WHERE OLD.source IS NOT NEW.source;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'quittance', NEW.id, NEW.menage_id, 'U', 'loyer', json_object('loyer', OLD.loyer, 'charges', OLD.charges, 'troisieme_ligne', OLD.troisieme_ligne, 'apl', OLD.apl), json_object('loyer', NEW.loyer, 'charges', NEW.charges, 'troisieme_ligne', NEW.troisieme_ligne, 'apl', NEW.apl) WHERE OLD.loyer IS NOT NEW.loyer OR OLD.charges IS NOT NEW.charges OR OLD.troisieme_ligne IS NOT NEW.troisieme_ligne OR OLD.apl IS NOT NEW.apl;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'quittance', NEW.id, NEW.menage_id, 'U', 'ressources', json_object('ressources', OLD.ressources), json_object('ressources', NEW.ressources) WHERE OLD.ressources IS NOT NEW.ressources;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'quittance', NEW.id, NEW.menage_id, 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_quittance_d AFTER DELETE ON quittance BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'quittance', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'moment', OLD.moment, 'le', OLD.le, 'source', OLD.source), '}'), CASE WHEN OLD.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(OLD.logement_id) END, CASE WHEN OLD.loyer IS NOT NULL THEN ',"loyer":' || json_quote(OLD.loyer) END, CASE WHEN OLD.charges IS NOT NULL THEN ',"charges":' || json_quote(OLD.charges) END, CASE WHEN OLD.troisieme_ligne IS NOT NULL THEN ',"troisieme_ligne":' || json_quote(OLD.troisieme_ligne) END, CASE WHEN OLD.apl IS NOT NULL THEN ',"apl":' || json_quote(OLD.apl) END, CASE WHEN OLD.ressources IS NOT NULL THEN ',"ressources":' || json_quote(OLD.ressources) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_reception_i AFTER INSERT ON reception BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'reception', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'le', NEW.le, 'resultat', NEW.resultat), '}'), CASE WHEN NEW.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(NEW.logement_id) END, CASE WHEN NEW.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(NEW.tranche_id) END, CASE WHEN NEW.levees_le IS NOT NULL THEN ',"levees_le":' || json_quote(NEW.levees_le) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_reception_u AFTER UPDATE ON reception BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reception', NEW.id, NULL, 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reception', NEW.id, NULL, 'U', 'tranche_id', json_object('tranche_id', OLD.tranche_id), json_object('tranche_id', NEW.tranche_id) WHERE OLD.tranche_id IS NOT NEW.tranche_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reception', NEW.id, NULL, 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reception', NEW.id, NULL, 'U', 'resultat', json_object('resultat', OLD.resultat), json_object('resultat', NEW.resultat) WHERE OLD.resultat IS NOT NEW.resultat;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reception', NEW.id, NULL, 'U', 'levees_le', json_object('levees_le', OLD.levees_le), json_object('levees_le', NEW.levees_le) WHERE OLD.levees_le IS NOT NEW.levees_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reception', NEW.id, NULL, 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_reception_d AFTER DELETE ON reception BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'reception', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'le', OLD.le, 'resultat', OLD.resultat), '}'), CASE WHEN OLD.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(OLD.logement_id) END, CASE WHEN OLD.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(OLD.tranche_id) END, CASE WHEN OLD.levees_le IS NOT NULL THEN ',"levees_le":' || json_quote(OLD.levees_le) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_etat_des_lieux_i AFTER INSERT ON etat_des_lieux BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'etat_des_lieux', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'logement_id', NEW.logement_id, 'moment', NEW.moment, 'le', NEW.le), '}'), CASE WHEN NEW.demenagement_id IS NOT NULL THEN ',"demenagement_id":' || json_quote(NEW.demenagement_id) END, CASE WHEN NEW.presents IS NOT NULL THEN ',"presents":' || json_quote(NEW.presents) END, CASE WHEN NEW.remarque IS NOT NULL THEN ',"remarque":' || json_quote(NEW.remarque) END, CASE WHEN NEW.signe_le IS NOT NULL THEN ',"signe_le":' || json_quote(NEW.signe_le) END, '}'));
END;

CREATE TRIGGER journal_etat_des_lieux_u AFTER UPDATE ON etat_des_lieux BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etat_des_lieux', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etat_des_lieux', NEW.id, NEW.menage_id, 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etat_des_lieux', NEW.id, NEW.menage_id, 'U', 'demenagement_id', json_object('demenagement_id', OLD.demenagement_id), json_object('demenagement_id', NEW.demenagement_id) WHERE OLD.demenagement_id IS NOT NEW.demenagement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etat_des_lieux', NEW.id, NEW.menage_id, 'U', 'moment', json_object('moment', OLD.moment), json_object('moment', NEW.moment) WHERE OLD.moment IS NOT NEW.moment;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etat_des_lieux', NEW.id, NEW.menage_id, 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etat_des_lieux', NEW.id, NEW.menage_id, 'U', 'presents', json_object('presents', OLD.presents), json_object('presents', NEW.presents) WHERE OLD.presents IS NOT NEW.presents;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etat_des_lieux', NEW.id, NEW.menage_id, 'U', 'remarque', json_object('remarque', OLD.remarque), json_object('remarque', NEW.remarque) WHERE OLD.remarque IS NOT NEW.remarque;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etat_des_lieux', NEW.id, NEW.menage_id, 'U', 'signe_le', json_object('signe_le', OLD.signe_le), json_object('signe_le', NEW.signe_le) WHERE OLD.signe_le IS NOT NEW.signe_le;
END;

CREATE TRIGGER journal_etat_des_lieux_d AFTER DELETE ON etat_des_lieux BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'etat_des_lieux', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'logement_id', OLD.logement_id, 'moment', OLD.moment, 'le', OLD.le), '}'), CASE WHEN OLD.demenagement_id IS NOT NULL THEN ',"demenagement_id":' || json_quote(OLD.demenagement_id) END, CASE WHEN OLD.presents IS NOT NULL THEN ',"presents":' || json_quote(OLD.presents) END, CASE WHEN OLD.remarque IS NOT NULL THEN ',"remarque":' || json_quote(OLD.remarque) END, CASE WHEN OLD.signe_le IS NOT NULL THEN ',"signe_le":' || json_quote(OLD.signe_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_reclamation_i AFTER INSERT ON reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'reference', NEW.reference, 'nature', NEW.nature, 'origine', NEW.origine, 'categorie', NEW.categorie, 'urgence', NEW.urgence, 'description', NEW.description, 'etat', NEW.etat, 'ouverte_le', NEW.ouverte_le, 'rouvertures', NEW.rouvertures), '}'), CASE WHEN NEW.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(NEW.menage_id) END, CASE WHEN NEW.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(NEW.logement_id) END, CASE WHEN NEW.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(NEW.cite_id) END, CASE WHEN NEW.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(NEW.tranche_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.reception_id IS NOT NULL THEN ',"reception_id":' || json_quote(NEW.reception_id) END, CASE WHEN NEW.dossier_id IS NOT NULL THEN ',"dossier_id":' || json_quote(NEW.dossier_id) END, CASE WHEN NEW.reference_bailleur IS NOT NULL THEN ',"reference_bailleur":' || json_quote(NEW.reference_bailleur) END, CASE WHEN NEW.lieu IS NOT NULL THEN ',"lieu":' || json_quote(NEW.lieu) END, CASE WHEN NEW.responsable_id IS NOT NULL THEN ',"responsable_id":' || json_quote(NEW.responsable_id) END, CASE WHEN NEW.contact IS NOT NULL THEN ',"contact":' || json_quote(NEW.contact) END, CASE WHEN NEW.etat_le IS NOT NULL THEN ',"etat_le":' || json_quote(NEW.etat_le) END, CASE WHEN NEW.ouverte_a IS NOT NULL THEN ',"ouverte_a":' || json_quote(NEW.ouverte_a) END, CASE WHEN NEW.repondue_a IS NOT NULL THEN ',"repondue_a":' || json_quote(NEW.repondue_a) END, CASE WHEN NEW.securisee_a IS NOT NULL THEN ',"securisee_a":' || json_quote(NEW.securisee_a) END, CASE WHEN NEW.faite_le IS NOT NULL THEN ',"faite_le":' || json_quote(NEW.faite_le) END, CASE WHEN NEW.close_le IS NOT NULL THEN ',"close_le":' || json_quote(NEW.close_le) END, CASE WHEN NEW.motif_cloture IS NOT NULL THEN ',"motif_cloture":' || json_quote(NEW.motif_cloture) END, CASE WHEN NEW.repondre_avant IS NOT NULL THEN ',"repondre_avant":' || json_quote(NEW.repondre_avant) END, CASE WHEN NEW.securiser_avant IS NOT NULL THEN ',"securiser_avant":' || json_quote(NEW.securiser_avant) END, CASE WHEN NEW.reparer_avant IS NOT NULL THEN ',"reparer_avant":' || json_quote(NEW.reparer_avant) END, CASE WHEN NEW.echeance IS NOT NULL THEN ',"echeance":' || json_quote(NEW.echeance) END, CASE WHEN NEW.horloge IS NOT NULL THEN ',"horloge":' || json_quote(NEW.horloge) END, '}'));
END;

CREATE TRIGGER journal_reclamation_u AFTER UPDATE ON reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'tranche_id', json_object('tranche_id', OLD.tranche_id), json_object('tranche_id', NEW.tranche_id) WHERE OLD.tranche_id IS NOT NEW.tranche_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'reception_id', json_object('reception_id', OLD.reception_id), json_object('reception_id', NEW.reception_id) WHERE OLD.reception_id IS NOT NEW.reception_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'dossier_id', json_object('dossier_id', OLD.dossier_id), json_object('dossier_id', NEW.dossier_id) WHERE OLD.dossier_id IS NOT NEW.dossier_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'reference', json_object('reference', OLD.reference), json_object('reference', NEW.reference) WHERE OLD.reference IS NOT NEW.reference;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'reference_bailleur', json_object('reference_bailleur', OLD.reference_bailleur), json_object('reference_bailleur', NEW.reference_bailleur) WHERE OLD.reference_bailleur IS NOT NEW.reference_bailleur;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'nature', json_object('nature', OLD.nature), json_object('nature', NEW.nature) WHERE OLD.nature IS NOT NEW.nature;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'origine', json_object('origine', OLD.origine), json_object('origine', NEW.origine) WHERE OLD.origine IS NOT NEW.origine;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'categorie', json_object('categorie', OLD.categorie), json_object('categorie', NEW.categorie) WHERE OLD.categorie IS NOT NEW.categorie;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'lieu', json_object('lieu', OLD.lieu), json_object('lieu', NEW.lieu) WHERE OLD.lieu IS NOT NEW.lieu;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'urgence', json_object('urgence', OLD.urgence), json_object('urgence', NEW.urgence) WHERE OLD.urgence IS NOT NEW.urgence;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'description', json_object('description', OLD.description), json_object('description', NEW.description) WHERE OLD.description IS NOT NEW.description;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'responsable_id', json_object('responsable_id', OLD.responsable_id), json_object('responsable_id', NEW.responsable_id) WHERE OLD.responsable_id IS NOT NEW.responsable_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'contact', json_object('contact', OLD.contact), json_object('contact', NEW.contact) WHERE OLD.contact IS NOT NEW.contact;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'etat', json_object('etat', OLD.etat, 'etat_le', OLD.etat_le, 'faite_le', OLD.faite_le, 'close_le', OLD.close_le, 'motif_cloture', OLD.motif_cloture, 'rouvertures', OLD.rouvertures), json_object('etat', NEW.etat, 'etat_le', NEW.etat_le, 'faite_le', NEW.faite_le, 'close_le', NEW.close_le, 'motif_cloture', NEW.motif_cloture, 'rouvertures', NEW.rouvertures) WHERE OLD.etat IS NOT NEW.etat OR OLD.etat_le IS NOT NEW.etat_le OR OLD.faite_le IS NOT NEW.faite_le OR OLD.close_le IS NOT NEW.close_le OR OLD.motif_cloture IS NOT NEW.motif_cloture OR OLD.rouvertures IS NOT NEW.rouvertures;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'ouverture', json_object('ouverte_le', OLD.ouverte_le, 'ouverte_a', OLD.ouverte_a), json_object('ouverte_le', NEW.ouverte_le, 'ouverte_a', NEW.ouverte_a) WHERE OLD.ouverte_le IS NOT NEW.ouverte_le OR OLD.ouverte_a IS NOT NEW.ouverte_a;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'repondue_a', json_object('repondue_a', OLD.repondue_a), json_object('repondue_a', NEW.repondue_a) WHERE OLD.repondue_a IS NOT NEW.repondue_a;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'securisee_a', json_object('securisee_a', OLD.securisee_a), json_object('securisee_a', NEW.securisee_a) WHERE OLD.securisee_a IS NOT NEW.securisee_a;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'delais', json_object('repondre_avant', OLD.repondre_avant, 'securiser_avant', OLD.securiser_avant, 'reparer_avant', OLD.reparer_avant), json_object('repondre_avant', NEW.repondre_avant, 'securiser_avant', NEW.securiser_avant, 'reparer_avant', NEW.reparer_avant) WHERE OLD.repondre_avant IS NOT NEW.repondre_avant OR OLD.securiser_avant IS NOT NEW.securiser_avant OR OLD.reparer_avant IS NOT NEW.reparer_avant;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'echeance', json_object('echeance', OLD.echeance, 'horloge', OLD.horloge), json_object('echeance', NEW.echeance, 'horloge', NEW.horloge) WHERE OLD.echeance IS NOT NEW.echeance OR OLD.horloge IS NOT NEW.horloge;
END;

CREATE TRIGGER journal_reclamation_d AFTER DELETE ON reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'reclamation', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'reference', OLD.reference, 'nature', OLD.nature, 'origine', OLD.origine, 'categorie', OLD.categorie, 'urgence', OLD.urgence, 'description', OLD.description, 'etat', OLD.etat, 'ouverte_le', OLD.ouverte_le, 'rouvertures', OLD.rouvertures), '}'), CASE WHEN OLD.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(OLD.menage_id) END, CASE WHEN OLD.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(OLD.logement_id) END, CASE WHEN OLD.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(OLD.cite_id) END, CASE WHEN OLD.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(OLD.tranche_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.reception_id IS NOT NULL THEN ',"reception_id":' || json_quote(OLD.reception_id) END, CASE WHEN OLD.dossier_id IS NOT NULL THEN ',"dossier_id":' || json_quote(OLD.dossier_id) END, CASE WHEN OLD.reference_bailleur IS NOT NULL THEN ',"reference_bailleur":' || json_quote(OLD.reference_bailleur) END, CASE WHEN OLD.lieu IS NOT NULL THEN ',"lieu":' || json_quote(OLD.lieu) END, CASE WHEN OLD.responsable_id IS NOT NULL THEN ',"responsable_id":' || json_quote(OLD.responsable_id) END, CASE WHEN OLD.contact IS NOT NULL THEN ',"contact":' || json_quote(OLD.contact) END, CASE WHEN OLD.etat_le IS NOT NULL THEN ',"etat_le":' || json_quote(OLD.etat_le) END, CASE WHEN OLD.ouverte_a IS NOT NULL THEN ',"ouverte_a":' || json_quote(OLD.ouverte_a) END, CASE WHEN OLD.repondue_a IS NOT NULL THEN ',"repondue_a":' || json_quote(OLD.repondue_a) END, CASE WHEN OLD.securisee_a IS NOT NULL THEN ',"securisee_a":' || json_quote(OLD.securisee_a) END, CASE WHEN OLD.faite_le IS NOT NULL THEN ',"faite_le":' || json_quote(OLD.faite_le) END, CASE WHEN OLD.close_le IS NOT NULL THEN ',"close_le":' || json_quote(OLD.close_le) END, CASE WHEN OLD.motif_cloture IS NOT NULL THEN ',"motif_cloture":' || json_quote(OLD.motif_cloture) END, CASE WHEN OLD.repondre_avant IS NOT NULL THEN ',"repondre_avant":' || json_quote(OLD.repondre_avant) END, CASE WHEN OLD.securiser_avant IS NOT NULL THEN ',"securiser_avant":' || json_quote(OLD.securiser_avant) END, CASE WHEN OLD.reparer_avant IS NOT NULL THEN ',"reparer_avant":' || json_quote(OLD.reparer_avant) END, CASE WHEN OLD.echeance IS NOT NULL THEN ',"echeance":' || json_quote(OLD.echeance) END, CASE WHEN OLD.horloge IS NOT NULL THEN ',"horloge":' || json_quote(OLD.horloge) END, '}'), NULL);
END;

CREATE TRIGGER journal_soutien_retour_i AFTER INSERT ON soutien_retour BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'soutien_retour', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'genre', NEW.genre, 'etat', NEW.etat, 'le', NEW.le), '}'), CASE WHEN NEW.quoi IS NOT NULL THEN ',"quoi":' || json_quote(NEW.quoi) END, CASE WHEN NEW.action_id IS NOT NULL THEN ',"action_id":' || json_quote(NEW.action_id) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, '}'));
END;

CREATE TRIGGER journal_soutien_retour_u AFTER UPDATE ON soutien_retour BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'soutien_retour', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'soutien_retour', NEW.id, NEW.menage_id, 'U', 'genre', json_object('genre', OLD.genre), json_object('genre', NEW.genre) WHERE OLD.genre IS NOT NEW.genre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'soutien_retour', NEW.id, NEW.menage_id, 'U', 'etat', json_object('etat', OLD.etat, 'le', OLD.le), json_object('etat', NEW.etat, 'le', NEW.le) WHERE OLD.etat IS NOT NEW.etat OR OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'soutien_retour', NEW.id, NEW.menage_id, 'U', 'quoi', json_object('quoi', OLD.quoi), json_object('quoi', NEW.quoi) WHERE OLD.quoi IS NOT NEW.quoi;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'soutien_retour', NEW.id, NEW.menage_id, 'U', 'action_id', json_object('action_id', OLD.action_id), json_object('action_id', NEW.action_id) WHERE OLD.action_id IS NOT NEW.action_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'soutien_retour', NEW.id, NEW.menage_id, 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'soutien_retour', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
END;

CREATE TRIGGER journal_soutien_retour_d AFTER DELETE ON soutien_retour BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'soutien_retour', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'genre', OLD.genre, 'etat', OLD.etat, 'le', OLD.le), '}'), CASE WHEN OLD.quoi IS NOT NULL THEN ',"quoi":' || json_quote(OLD.quoi) END, CASE WHEN OLD.action_id IS NOT NULL THEN ',"action_id":' || json_quote(OLD.action_id) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_echange_reclamation_i AFTER INSERT ON echange_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'reclamation_id', NEW.reclamation_id, 'genre', NEW.genre, 'sens', NEW.sens, 'interlocuteur', NEW.interlocuteur, 'le', NEW.le, 'texte', NEW.texte), '}'), CASE WHEN NEW.responsable_id IS NOT NULL THEN ',"responsable_id":' || json_quote(NEW.responsable_id) END, CASE WHEN NEW.canal IS NOT NULL THEN ',"canal":' || json_quote(NEW.canal) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, '}'));
END;

CREATE TRIGGER journal_echange_reclamation_u AFTER UPDATE ON echange_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'reclamation_id', json_object('reclamation_id', OLD.reclamation_id), json_object('reclamation_id', NEW.reclamation_id) WHERE OLD.reclamation_id IS NOT NEW.reclamation_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'genre', json_object('genre', OLD.genre), json_object('genre', NEW.genre) WHERE OLD.genre IS NOT NEW.genre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'sens', json_object('sens', OLD.sens), json_object('sens', NEW.sens) WHERE OLD.sens IS NOT NEW.sens;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'interlocuteur', json_object('interlocuteur', OLD.interlocuteur), json_object('interlocuteur', NEW.interlocuteur) WHERE OLD.interlocuteur IS NOT NEW.interlocuteur;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'responsable_id', json_object('responsable_id', OLD.responsable_id), json_object('responsable_id', NEW.responsable_id) WHERE OLD.responsable_id IS NOT NEW.responsable_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'canal', json_object('canal', OLD.canal), json_object('canal', NEW.canal) WHERE OLD.canal IS NOT NEW.canal;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'texte', json_object('texte', OLD.texte), json_object('texte', NEW.texte) WHERE OLD.texte IS NOT NEW.texte;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
END;

CREATE TRIGGER journal_echange_reclamation_d AFTER DELETE ON echange_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'echange_reclamation', OLD.id, (SELECT menage_id FROM reclamation WHERE id = OLD.reclamation_id), 'D', '*', concat(rtrim(json_object('id', OLD.id, 'reclamation_id', OLD.reclamation_id, 'genre', OLD.genre, 'sens', OLD.sens, 'interlocuteur', OLD.interlocuteur, 'le', OLD.le, 'texte', OLD.texte), '}'), CASE WHEN OLD.responsable_id IS NOT NULL THEN ',"responsable_id":' || json_quote(OLD.responsable_id) END, CASE WHEN OLD.canal IS NOT NULL THEN ',"canal":' || json_quote(OLD.canal) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_ligne_etat_des_lieux_i AFTER INSERT ON ligne_etat_des_lieux BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'ligne_etat_des_lieux', NEW.id, (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id), 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'etat_id', NEW.etat_id, 'piece', NEW.piece, 'element', NEW.element, 'etat', NEW.etat), '}'), CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_ligne_etat_des_lieux_u AFTER UPDATE ON ligne_etat_des_lieux BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ligne_etat_des_lieux', NEW.id, (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id), 'U', 'etat_id', json_object('etat_id', OLD.etat_id), json_object('etat_id', NEW.etat_id) WHERE OLD.etat_id IS NOT NEW.etat_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ligne_etat_des_lieux', NEW.id, (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id), 'U', 'piece', json_object('piece', OLD.piece), json_object('piece', NEW.piece) WHERE OLD.piece IS NOT NEW.piece;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ligne_etat_des_lieux', NEW.id, (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id), 'U', 'element', json_object('element', OLD.element), json_object('element', NEW.element) WHERE OLD.element IS NOT NEW.element;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ligne_etat_des_lieux', NEW.id, (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id), 'U', 'etat', json_object('etat', OLD.etat), json_object('etat', NEW.etat) WHERE OLD.etat IS NOT NEW.etat;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ligne_etat_des_lieux', NEW.id, (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id), 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_ligne_etat_des_lieux_d AFTER DELETE ON ligne_etat_des_lieux BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'ligne_etat_des_lieux', OLD.id, (SELECT menage_id FROM etat_des_lieux WHERE id = OLD.etat_id), 'D', '*', concat(rtrim(json_object('id', OLD.id, 'etat_id', OLD.etat_id, 'piece', OLD.piece, 'element', OLD.element, 'etat', OLD.etat), '}'), CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_passage_reclamation_i AFTER INSERT ON passage_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'passage_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'reclamation_id', NEW.reclamation_id, 'jour', NEW.jour, 'creneau', NEW.creneau, 'etat', NEW.etat), '}'), CASE WHEN NEW.heure IS NOT NULL THEN ',"heure":' || json_quote(NEW.heure) END, CASE WHEN NEW.responsable_id IS NOT NULL THEN ',"responsable_id":' || json_quote(NEW.responsable_id) END, CASE WHEN NEW.etat_le IS NOT NULL THEN ',"etat_le":' || json_quote(NEW.etat_le) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_passage_reclamation_u AFTER UPDATE ON passage_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'passage_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'reclamation_id', json_object('reclamation_id', OLD.reclamation_id), json_object('reclamation_id', NEW.reclamation_id) WHERE OLD.reclamation_id IS NOT NEW.reclamation_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'passage_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'quand', json_object('jour', OLD.jour, 'creneau', OLD.creneau, 'heure', OLD.heure), json_object('jour', NEW.jour, 'creneau', NEW.creneau, 'heure', NEW.heure) WHERE OLD.jour IS NOT NEW.jour OR OLD.creneau IS NOT NEW.creneau OR OLD.heure IS NOT NEW.heure;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'passage_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'responsable_id', json_object('responsable_id', OLD.responsable_id), json_object('responsable_id', NEW.responsable_id) WHERE OLD.responsable_id IS NOT NEW.responsable_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'passage_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'etat', json_object('etat', OLD.etat, 'etat_le', OLD.etat_le), json_object('etat', NEW.etat, 'etat_le', NEW.etat_le) WHERE OLD.etat IS NOT NEW.etat OR OLD.etat_le IS NOT NEW.etat_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'passage_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_passage_reclamation_d AFTER DELETE ON passage_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'passage_reclamation', OLD.id, (SELECT menage_id FROM reclamation WHERE id = OLD.reclamation_id), 'D', '*', concat(rtrim(json_object('id', OLD.id, 'reclamation_id', OLD.reclamation_id, 'jour', OLD.jour, 'creneau', OLD.creneau, 'etat', OLD.etat), '}'), CASE WHEN OLD.heure IS NOT NULL THEN ',"heure":' || json_quote(OLD.heure) END, CASE WHEN OLD.responsable_id IS NOT NULL THEN ',"responsable_id":' || json_quote(OLD.responsable_id) END, CASE WHEN OLD.etat_le IS NOT NULL THEN ',"etat_le":' || json_quote(OLD.etat_le) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_photo_defaut_i AFTER INSERT ON photo_defaut BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', NEW.id, coalesce((SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id)), 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'largeur', NEW.largeur, 'hauteur', NEW.hauteur, 'montrable', NEW.montrable, 'contenu_id', NEW.contenu_id, 'vignette_id', NEW.vignette_id), '}'), CASE WHEN NEW.reclamation_id IS NOT NULL THEN ',"reclamation_id":' || json_quote(NEW.reclamation_id) END, CASE WHEN NEW.etat_id IS NOT NULL THEN ',"etat_id":' || json_quote(NEW.etat_id) END, CASE WHEN NEW.legende IS NOT NULL THEN ',"legende":' || json_quote(NEW.legende) END, CASE WHEN NEW.prise_le IS NOT NULL THEN ',"prise_le":' || json_quote(NEW.prise_le) END, '}'));
END;

CREATE TRIGGER journal_photo_defaut_u AFTER UPDATE ON photo_defaut BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', NEW.id, coalesce((SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id)), 'U', 'reclamation_id', json_object('reclamation_id', OLD.reclamation_id), json_object('reclamation_id', NEW.reclamation_id) WHERE OLD.reclamation_id IS NOT NEW.reclamation_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', NEW.id, coalesce((SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id)), 'U', 'etat_id', json_object('etat_id', OLD.etat_id), json_object('etat_id', NEW.etat_id) WHERE OLD.etat_id IS NOT NEW.etat_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', NEW.id, coalesce((SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id)), 'U', 'legende', json_object('legende', OLD.legende), json_object('legende', NEW.legende) WHERE OLD.legende IS NOT NEW.legende;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', NEW.id, coalesce((SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id)), 'U', 'prise_le', json_object('prise_le', OLD.prise_le), json_object('prise_le', NEW.prise_le) WHERE OLD.prise_le IS NOT NEW.prise_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', NEW.id, coalesce((SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id)), 'U', 'largeur', json_object('largeur', OLD.largeur), json_object('largeur', NEW.largeur) WHERE OLD.largeur IS NOT NEW.largeur;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', NEW.id, coalesce((SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id)), 'U', 'hauteur', json_object('hauteur', OLD.hauteur), json_object('hauteur', NEW.hauteur) WHERE OLD.hauteur IS NOT NEW.hauteur;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', NEW.id, coalesce((SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id)), 'U', 'montrable', json_object('montrable', OLD.montrable), json_object('montrable', NEW.montrable) WHERE OLD.montrable IS NOT NEW.montrable;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', NEW.id, coalesce((SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id)), 'U', 'contenu_id', json_object('contenu_id', OLD.contenu_id), json_object('contenu_id', NEW.contenu_id) WHERE OLD.contenu_id IS NOT NEW.contenu_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', NEW.id, coalesce((SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = NEW.etat_id)), 'U', 'vignette_id', json_object('vignette_id', OLD.vignette_id), json_object('vignette_id', NEW.vignette_id) WHERE OLD.vignette_id IS NOT NEW.vignette_id;
END;

CREATE TRIGGER journal_photo_defaut_d AFTER DELETE ON photo_defaut BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'photo_defaut', OLD.id, coalesce((SELECT menage_id FROM reclamation WHERE id = OLD.reclamation_id), (SELECT menage_id FROM etat_des_lieux WHERE id = OLD.etat_id)), 'D', '*', concat(rtrim(json_object('id', OLD.id, 'largeur', OLD.largeur, 'hauteur', OLD.hauteur, 'montrable', OLD.montrable, 'contenu_id', OLD.contenu_id, 'vignette_id', OLD.vignette_id), '}'), CASE WHEN OLD.reclamation_id IS NOT NULL THEN ',"reclamation_id":' || json_quote(OLD.reclamation_id) END, CASE WHEN OLD.etat_id IS NOT NULL THEN ',"etat_id":' || json_quote(OLD.etat_id) END, CASE WHEN OLD.legende IS NOT NULL THEN ',"legende":' || json_quote(OLD.legende) END, CASE WHEN OLD.prise_le IS NOT NULL THEN ',"prise_le":' || json_quote(OLD.prise_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_prise_en_main_i AFTER INSERT ON prise_en_main BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'moment', NEW.moment, 'etat', NEW.etat), '}'), CASE WHEN NEW.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(NEW.logement_id) END, CASE WHEN NEW.prevue_le IS NOT NULL THEN ',"prevue_le":' || json_quote(NEW.prevue_le) END, CASE WHEN NEW.faite_le IS NOT NULL THEN ',"faite_le":' || json_quote(NEW.faite_le) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.tache_id IS NOT NULL THEN ',"tache_id":' || json_quote(NEW.tache_id) END, CASE WHEN NEW.guide_remis IS NOT NULL THEN ',"guide_remis":' || json_quote(NEW.guide_remis) END, CASE WHEN NEW.remarque IS NOT NULL THEN ',"remarque":' || json_quote(NEW.remarque) END, '}'));
END;

CREATE TRIGGER journal_prise_en_main_u AFTER UPDATE ON prise_en_main BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'U', 'moment', json_object('moment', OLD.moment), json_object('moment', NEW.moment) WHERE OLD.moment IS NOT NEW.moment;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'U', 'etat', json_object('etat', OLD.etat, 'faite_le', OLD.faite_le), json_object('etat', NEW.etat, 'faite_le', NEW.faite_le) WHERE OLD.etat IS NOT NEW.etat OR OLD.faite_le IS NOT NEW.faite_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'U', 'prevue_le', json_object('prevue_le', OLD.prevue_le), json_object('prevue_le', NEW.prevue_le) WHERE OLD.prevue_le IS NOT NEW.prevue_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'U', 'tache_id', json_object('tache_id', OLD.tache_id), json_object('tache_id', NEW.tache_id) WHERE OLD.tache_id IS NOT NEW.tache_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'U', 'guide_remis', json_object('guide_remis', OLD.guide_remis), json_object('guide_remis', NEW.guide_remis) WHERE OLD.guide_remis IS NOT NEW.guide_remis;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', NEW.id, NEW.menage_id, 'U', 'remarque', json_object('remarque', OLD.remarque), json_object('remarque', NEW.remarque) WHERE OLD.remarque IS NOT NEW.remarque;
END;

CREATE TRIGGER journal_prise_en_main_d AFTER DELETE ON prise_en_main BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'prise_en_main', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'moment', OLD.moment, 'etat', OLD.etat), '}'), CASE WHEN OLD.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(OLD.logement_id) END, CASE WHEN OLD.prevue_le IS NOT NULL THEN ',"prevue_le":' || json_quote(OLD.prevue_le) END, CASE WHEN OLD.faite_le IS NOT NULL THEN ',"faite_le":' || json_quote(OLD.faite_le) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.tache_id IS NOT NULL THEN ',"tache_id":' || json_quote(OLD.tache_id) END, CASE WHEN OLD.guide_remis IS NOT NULL THEN ',"guide_remis":' || json_quote(OLD.guide_remis) END, CASE WHEN OLD.remarque IS NOT NULL THEN ',"remarque":' || json_quote(OLD.remarque) END, '}'), NULL);
END;

CREATE TRIGGER journal_suivi_reclamation_i AFTER INSERT ON suivi_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'suivi_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'reclamation_id', NEW.reclamation_id, 'etat', NEW.etat, 'le', NEW.le, 'source', NEW.source), '}'), CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, '}'));
END;

CREATE TRIGGER journal_suivi_reclamation_u AFTER UPDATE ON suivi_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'suivi_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'reclamation_id', json_object('reclamation_id', OLD.reclamation_id), json_object('reclamation_id', NEW.reclamation_id) WHERE OLD.reclamation_id IS NOT NEW.reclamation_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'suivi_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'etat', json_object('etat', OLD.etat), json_object('etat', NEW.etat) WHERE OLD.etat IS NOT NEW.etat;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'suivi_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'suivi_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'source', json_object('source', OLD.source), json_object('source', NEW.source) WHERE OLD.source IS NOT NEW.source;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'suivi_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'motif', json_object('motif', OLD.motif), json_object('motif', NEW.motif) WHERE OLD.motif IS NOT NEW.motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'suivi_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'suivi_reclamation', NEW.id, (SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id), 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
END;

CREATE TRIGGER journal_suivi_reclamation_d AFTER DELETE ON suivi_reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'suivi_reclamation', OLD.id, (SELECT menage_id FROM reclamation WHERE id = OLD.reclamation_id), 'D', '*', concat(rtrim(json_object('id', OLD.id, 'reclamation_id', OLD.reclamation_id, 'etat', OLD.etat, 'le', OLD.le, 'source', OLD.source), '}'), CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_point_prise_en_main_i AFTER INSERT ON point_prise_en_main BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'point_prise_en_main', NEW.id, (SELECT menage_id FROM prise_en_main WHERE id = NEW.prise_id), 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'prise_id', NEW.prise_id, 'code', NEW.code, 'etat', NEW.etat), '}'), CASE WHEN NEW.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(NEW.personne_id) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_point_prise_en_main_u AFTER UPDATE ON point_prise_en_main BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'point_prise_en_main', NEW.id, (SELECT menage_id FROM prise_en_main WHERE id = NEW.prise_id), 'U', 'prise_id', json_object('prise_id', OLD.prise_id), json_object('prise_id', NEW.prise_id) WHERE OLD.prise_id IS NOT NEW.prise_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'point_prise_en_main', NEW.id, (SELECT menage_id FROM prise_en_main WHERE id = NEW.prise_id), 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'point_prise_en_main', NEW.id, (SELECT menage_id FROM prise_en_main WHERE id = NEW.prise_id), 'U', 'personne_id', json_object('personne_id', OLD.personne_id), json_object('personne_id', NEW.personne_id) WHERE OLD.personne_id IS NOT NEW.personne_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'point_prise_en_main', NEW.id, (SELECT menage_id FROM prise_en_main WHERE id = NEW.prise_id), 'U', 'etat', json_object('etat', OLD.etat), json_object('etat', NEW.etat) WHERE OLD.etat IS NOT NEW.etat;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'point_prise_en_main', NEW.id, (SELECT menage_id FROM prise_en_main WHERE id = NEW.prise_id), 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_point_prise_en_main_d AFTER DELETE ON point_prise_en_main BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'point_prise_en_main', OLD.id, (SELECT menage_id FROM prise_en_main WHERE id = OLD.prise_id), 'D', '*', concat(rtrim(json_object('id', OLD.id, 'prise_id', OLD.prise_id, 'code', OLD.code, 'etat', OLD.etat), '}'), CASE WHEN OLD.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(OLD.personne_id) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER attention_passage_reclamation_i AFTER INSERT ON passage_reclamation BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id AND menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_passage_reclamation_u AFTER UPDATE ON passage_reclamation BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT menage_id FROM reclamation WHERE id = NEW.reclamation_id AND menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_passage_reclamation_d AFTER DELETE ON passage_reclamation BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT menage_id FROM reclamation WHERE id = OLD.reclamation_id AND menage_id IS NOT NULL;
END;

CREATE TRIGGER lieux_reclamation_u AFTER UPDATE OF cite_id, tranche_id ON logement WHEN OLD.cite_id IS NOT NEW.cite_id OR OLD.tranche_id IS NOT NEW.tranche_id BEGIN
  UPDATE reclamation SET cite_id = NEW.cite_id, tranche_id = NEW.tranche_id WHERE logement_id = NEW.id;
END;
