CREATE TABLE cle_partenaire (
	id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	age TEXT NOT NULL, 
	signature TEXT NOT NULL, 
	empreinte TEXT NOT NULL, 
	ajoutee_le DATE NOT NULL, 
	verifiee_le DATE, 
	verifiee_par TEXT, 
	revoquee_le DATE, 
	CONSTRAINT pk_cle_partenaire PRIMARY KEY (id), 
	CONSTRAINT uq_cle_partenaire_empreinte UNIQUE (empreinte)
);

CREATE TABLE destination (
	id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	genre VARCHAR(32) NOT NULL, 
	adresse TEXT NOT NULL, 
	port INTEGER, 
	utilisateur TEXT, 
	depots TEXT DEFAULT 'depots' NOT NULL, 
	retours TEXT DEFAULT 'retours' NOT NULL, 
	empreinte TEXT, 
	autorite TEXT, 
	mandataire TEXT, 
	actif BOOLEAN DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_destination PRIMARY KEY (id), 
	CONSTRAINT uq_destination_nom UNIQUE (nom), 
	CONSTRAINT ck_destination_genre CHECK (genre IN ('dossier', 'sftp', 'webdav'))
);

CREATE TABLE secret_local (
	id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	valeur BLOB NOT NULL, 
	CONSTRAINT pk_secret_local PRIMARY KEY (id), 
	CONSTRAINT uq_secret_local_nom UNIQUE (nom)
);

CREATE TABLE profil_envoi (
	id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	bailleur_id VARCHAR(32), 
	cite_id VARCHAR(32), 
	tables JSON, 
	colonnes_retirees JSON, 
	pseudonymes BOOLEAN DEFAULT 1 NOT NULL, 
	sel TEXT NOT NULL, 
	etendue VARCHAR(32) DEFAULT 'complet' NOT NULL, 
	formats JSON NOT NULL, 
	frequence VARCHAR(32) DEFAULT 'a_la_demande' NOT NULL, 
	protection VARCHAR(32) DEFAULT 'age' NOT NULL, 
	cle_id VARCHAR(32), 
	destination_id VARCHAR(32), 
	actif BOOLEAN DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_profil_envoi PRIMARY KEY (id), 
	CONSTRAINT uq_profil_envoi_nom UNIQUE (nom), 
	CONSTRAINT fk_profil_envoi_bailleur_id FOREIGN KEY(bailleur_id) REFERENCES bailleur (id), 
	CONSTRAINT fk_profil_envoi_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT fk_profil_envoi_cle_id FOREIGN KEY(cle_id) REFERENCES cle_partenaire (id), 
	CONSTRAINT fk_profil_envoi_destination_id FOREIGN KEY(destination_id) REFERENCES destination (id), 
	CONSTRAINT ck_profil_envoi_etendue CHECK (etendue IN ('complet', 'delta')), 
	CONSTRAINT ck_profil_envoi_frequence CHECK (frequence IN ('a_la_demande', 'hebdomadaire', 'mensuelle')), 
	CONSTRAINT ck_profil_envoi_protection CHECK (protection IN ('age', 'zip_aes'))
);

CREATE INDEX ix_profil_envoi_bailleur_id ON profil_envoi (bailleur_id);

CREATE INDEX ix_profil_envoi_cite_id ON profil_envoi (cite_id);

CREATE INDEX ix_profil_envoi_cle_id ON profil_envoi (cle_id);

CREATE INDEX ix_profil_envoi_destination_id ON profil_envoi (destination_id);

CREATE TABLE colis (
	id VARCHAR(32) NOT NULL, 
	profil_id VARCHAR(32) NOT NULL, 
	destination_id VARCHAR(32), 
	sequence INTEGER NOT NULL, 
	nom TEXT NOT NULL, 
	etendue VARCHAR(32) NOT NULL, 
	depuis_id VARCHAR(32), 
	journal_seq INTEGER NOT NULL, 
	forme TEXT, 
	empreinte TEXT NOT NULL, 
	taille INTEGER NOT NULL, 
	nb_lignes INTEGER NOT NULL, 
	prepare_a VARCHAR(24) NOT NULL, 
	etat VARCHAR(32) DEFAULT 'prepare' NOT NULL, 
	etat_a VARCHAR(24) NOT NULL, 
	raison TEXT, 
	essais INTEGER DEFAULT '0' NOT NULL, 
	prochain_essai_a VARCHAR(24), 
	CONSTRAINT pk_colis PRIMARY KEY (id), 
	CONSTRAINT uq_colis_profil_id_sequence UNIQUE (profil_id, sequence), 
	CONSTRAINT fk_colis_profil_id FOREIGN KEY(profil_id) REFERENCES profil_envoi (id), 
	CONSTRAINT fk_colis_destination_id FOREIGN KEY(destination_id) REFERENCES destination (id), 
	CONSTRAINT fk_colis_depuis_id FOREIGN KEY(depuis_id) REFERENCES colis (id), 
	CONSTRAINT ck_colis_etendue CHECK (etendue IN ('complet', 'delta')), 
	CONSTRAINT ck_colis_etat CHECK (etat IN ('prepare', 'depose', 'accuse', 'refuse', 'annule'))
);

CREATE INDEX ix_colis_destination_id ON colis (destination_id);

CREATE INDEX ix_colis_etat ON colis (etat, prochain_essai_a);

CREATE TABLE essai_envoi (
	id VARCHAR(32) NOT NULL, 
	colis_id VARCHAR(32) NOT NULL, 
	a VARCHAR(24) NOT NULL, 
	issue VARCHAR(32) NOT NULL, 
	code TEXT, 
	CONSTRAINT pk_essai_envoi PRIMARY KEY (id), 
	CONSTRAINT fk_essai_envoi_colis_id FOREIGN KEY(colis_id) REFERENCES colis (id), 
	CONSTRAINT ck_essai_envoi_issue CHECK (issue IN ('depose', 'deja_la', 'echec'))
);

CREATE INDEX ix_essai_envoi_colis_id ON essai_envoi (colis_id);

CREATE TABLE fichier_retour (
	id VARCHAR(32) NOT NULL, 
	destination_id VARCHAR(32), 
	cle_id VARCHAR(32), 
	colis_id VARCHAR(32), 
	nom TEXT NOT NULL, 
	empreinte TEXT NOT NULL, 
	taille INTEGER NOT NULL, 
	genre VARCHAR(32) NOT NULL, 
	signe BOOLEAN DEFAULT 0 NOT NULL, 
	numero INTEGER, 
	marque TEXT, 
	recu_a VARCHAR(24) NOT NULL, 
	etat VARCHAR(32) DEFAULT 'a_lire' NOT NULL, 
	raison TEXT, 
	contenu_id VARCHAR(32), 
	CONSTRAINT pk_fichier_retour PRIMARY KEY (id), 
	CONSTRAINT uq_fichier_retour_destination_id_empreinte UNIQUE (destination_id, empreinte), 
	CONSTRAINT ck_fichier_retour_taille CHECK (taille >= 0), 
	CONSTRAINT fk_fichier_retour_destination_id FOREIGN KEY(destination_id) REFERENCES destination (id), 
	CONSTRAINT fk_fichier_retour_cle_id FOREIGN KEY(cle_id) REFERENCES cle_partenaire (id), 
	CONSTRAINT fk_fichier_retour_colis_id FOREIGN KEY(colis_id) REFERENCES colis (id), 
	CONSTRAINT fk_fichier_retour_contenu_id FOREIGN KEY(contenu_id) REFERENCES contenu (id), 
	CONSTRAINT ck_fichier_retour_genre CHECK (genre IN ('accuse', 'reclamations', 'dates', 'loyers', 'locataires', 'parc', 'commissions', 'inconnu')), 
	CONSTRAINT ck_fichier_retour_etat CHECK (etat IN ('a_lire', 'applique', 'ecarte'))
);

CREATE INDEX ix_fichier_retour_cle_id ON fichier_retour (cle_id);

CREATE INDEX ix_fichier_retour_colis_id ON fichier_retour (colis_id);

CREATE INDEX ix_fichier_retour_contenu_id ON fichier_retour (contenu_id);

CREATE TABLE morceau_colis (
	id VARCHAR(32) NOT NULL, 
	colis_id VARCHAR(32) NOT NULL, 
	rang INTEGER NOT NULL, 
	octets BLOB NOT NULL, 
	CONSTRAINT pk_morceau_colis PRIMARY KEY (id), 
	CONSTRAINT uq_morceau_colis_colis_id_rang UNIQUE (colis_id, rang), 
	CONSTRAINT fk_morceau_colis_colis_id FOREIGN KEY(colis_id) REFERENCES colis (id)
);

CREATE TRIGGER journal_cle_partenaire_i AFTER INSERT ON cle_partenaire BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'cle_partenaire', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nom', NEW.nom, 'age', NEW.age, 'signature', NEW.signature, 'empreinte', NEW.empreinte, 'ajoutee_le', NEW.ajoutee_le), '}'), CASE WHEN NEW.verifiee_le IS NOT NULL THEN ',"verifiee_le":' || json_quote(NEW.verifiee_le) END, CASE WHEN NEW.verifiee_par IS NOT NULL THEN ',"verifiee_par":' || json_quote(NEW.verifiee_par) END, CASE WHEN NEW.revoquee_le IS NOT NULL THEN ',"revoquee_le":' || json_quote(NEW.revoquee_le) END, '}'));
END;

CREATE TRIGGER journal_cle_partenaire_u AFTER UPDATE ON cle_partenaire BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_partenaire', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_partenaire', NEW.id, NULL, 'U', 'age', json_object('age', OLD.age), json_object('age', NEW.age) WHERE OLD.age IS NOT NEW.age;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_partenaire', NEW.id, NULL, 'U', 'signature', json_object('signature', OLD.signature), json_object('signature', NEW.signature) WHERE OLD.signature IS NOT NEW.signature;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_partenaire', NEW.id, NULL, 'U', 'empreinte', json_object('empreinte', OLD.empreinte), json_object('empreinte', NEW.empreinte) WHERE OLD.empreinte IS NOT NEW.empreinte;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_partenaire', NEW.id, NULL, 'U', 'ajoutee_le', json_object('ajoutee_le', OLD.ajoutee_le), json_object('ajoutee_le', NEW.ajoutee_le) WHERE OLD.ajoutee_le IS NOT NEW.ajoutee_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_partenaire', NEW.id, NULL, 'U', 'verification', json_object('verifiee_le', OLD.verifiee_le, 'verifiee_par', OLD.verifiee_par), json_object('verifiee_le', NEW.verifiee_le, 'verifiee_par', NEW.verifiee_par) WHERE OLD.verifiee_le IS NOT NEW.verifiee_le OR OLD.verifiee_par IS NOT NEW.verifiee_par;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_partenaire', NEW.id, NULL, 'U', 'revoquee_le', json_object('revoquee_le', OLD.revoquee_le), json_object('revoquee_le', NEW.revoquee_le) WHERE OLD.revoquee_le IS NOT NEW.revoquee_le;
END;

CREATE TRIGGER journal_cle_partenaire_d AFTER DELETE ON cle_partenaire BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'cle_partenaire', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nom', OLD.nom, 'age', OLD.age, 'signature', OLD.signature, 'empreinte', OLD.empreinte, 'ajoutee_le', OLD.ajoutee_le), '}'), CASE WHEN OLD.verifiee_le IS NOT NULL THEN ',"verifiee_le":' || json_quote(OLD.verifiee_le) END, CASE WHEN OLD.verifiee_par IS NOT NULL THEN ',"verifiee_par":' || json_quote(OLD.verifiee_par) END, CASE WHEN OLD.revoquee_le IS NOT NULL THEN ',"revoquee_le":' || json_quote(OLD.revoquee_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_destination_i AFTER INSERT ON destination BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nom', NEW.nom, 'genre', NEW.genre, 'adresse', NEW.adresse, 'depots', NEW.depots, 'retours', NEW.retours, 'actif', NEW.actif), '}'), CASE WHEN NEW.port IS NOT NULL THEN ',"port":' || json_quote(NEW.port) END, CASE WHEN NEW.utilisateur IS NOT NULL THEN ',"utilisateur":' || json_quote(NEW.utilisateur) END, CASE WHEN NEW.empreinte IS NOT NULL THEN ',"empreinte":' || json_quote(NEW.empreinte) END, CASE WHEN NEW.autorite IS NOT NULL THEN ',"autorite":' || json_quote(NEW.autorite) END, CASE WHEN NEW.mandataire IS NOT NULL THEN ',"mandataire":' || json_quote(NEW.mandataire) END, '}'));
END;

CREATE TRIGGER journal_destination_u AFTER UPDATE ON destination BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'genre', json_object('genre', OLD.genre), json_object('genre', NEW.genre) WHERE OLD.genre IS NOT NEW.genre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'adresse', json_object('adresse', OLD.adresse), json_object('adresse', NEW.adresse) WHERE OLD.adresse IS NOT NEW.adresse;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'port', json_object('port', OLD.port), json_object('port', NEW.port) WHERE OLD.port IS NOT NEW.port;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'utilisateur', json_object('utilisateur', OLD.utilisateur), json_object('utilisateur', NEW.utilisateur) WHERE OLD.utilisateur IS NOT NEW.utilisateur;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'depots', json_object('depots', OLD.depots), json_object('depots', NEW.depots) WHERE OLD.depots IS NOT NEW.depots;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'retours', json_object('retours', OLD.retours), json_object('retours', NEW.retours) WHERE OLD.retours IS NOT NEW.retours;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'empreinte', json_object('empreinte', OLD.empreinte), json_object('empreinte', NEW.empreinte) WHERE OLD.empreinte IS NOT NEW.empreinte;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'autorite', json_object('autorite', OLD.autorite), json_object('autorite', NEW.autorite) WHERE OLD.autorite IS NOT NEW.autorite;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'mandataire', json_object('mandataire', OLD.mandataire), json_object('mandataire', NEW.mandataire) WHERE OLD.mandataire IS NOT NEW.mandataire;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'destination', NEW.id, NULL, 'U', 'actif', json_object('actif', OLD.actif), json_object('actif', NEW.actif) WHERE OLD.actif IS NOT NEW.actif;
END;

CREATE TRIGGER journal_destination_d AFTER DELETE ON destination BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'destination', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nom', OLD.nom, 'genre', OLD.genre, 'adresse', OLD.adresse, 'depots', OLD.depots, 'retours', OLD.retours, 'actif', OLD.actif), '}'), CASE WHEN OLD.port IS NOT NULL THEN ',"port":' || json_quote(OLD.port) END, CASE WHEN OLD.utilisateur IS NOT NULL THEN ',"utilisateur":' || json_quote(OLD.utilisateur) END, CASE WHEN OLD.empreinte IS NOT NULL THEN ',"empreinte":' || json_quote(OLD.empreinte) END, CASE WHEN OLD.autorite IS NOT NULL THEN ',"autorite":' || json_quote(OLD.autorite) END, CASE WHEN OLD.mandataire IS NOT NULL THEN ',"mandataire":' || json_quote(OLD.mandataire) END, '}'), NULL);
END;

CREATE TRIGGER journal_profil_envoi_i AFTER INSERT ON profil_envoi BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nom', NEW.nom, 'pseudonymes', NEW.pseudonymes, 'sel', NEW.sel, 'etendue', NEW.etendue, 'formats', NEW.formats, 'frequence', NEW.frequence, 'protection', NEW.protection, 'actif', NEW.actif), '}'), CASE WHEN NEW.bailleur_id IS NOT NULL THEN ',"bailleur_id":' || json_quote(NEW.bailleur_id) END, CASE WHEN NEW.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(NEW.cite_id) END, CASE WHEN NEW.tables IS NOT NULL THEN ',"tables":' || json_quote(NEW.tables) END, CASE WHEN NEW.colonnes_retirees IS NOT NULL THEN ',"colonnes_retirees":' || json_quote(NEW.colonnes_retirees) END, CASE WHEN NEW.cle_id IS NOT NULL THEN ',"cle_id":' || json_quote(NEW.cle_id) END, CASE WHEN NEW.destination_id IS NOT NULL THEN ',"destination_id":' || json_quote(NEW.destination_id) END, '}'));
END;

CREATE TRIGGER journal_profil_envoi_u AFTER UPDATE ON profil_envoi BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'bailleur_id', json_object('bailleur_id', OLD.bailleur_id), json_object('bailleur_id', NEW.bailleur_id) WHERE OLD.bailleur_id IS NOT NEW.bailleur_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'tables', json_object('tables', OLD.tables), json_object('tables', NEW.tables) WHERE OLD.tables IS NOT NEW.tables;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'colonnes_retirees', json_object('colonnes_retirees', OLD.colonnes_retirees), json_object('colonnes_retirees', NEW.colonnes_retirees) WHERE OLD.colonnes_retirees IS NOT NEW.colonnes_retirees;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'pseudonymes', json_object('pseudonymes', OLD.pseudonymes), json_object('pseudonymes', NEW.pseudonymes) WHERE OLD.pseudonymes IS NOT NEW.pseudonymes;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'sel', json_object('sel', OLD.sel), json_object('sel', NEW.sel) WHERE OLD.sel IS NOT NEW.sel;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'etendue', json_object('etendue', OLD.etendue), json_object('etendue', NEW.etendue) WHERE OLD.etendue IS NOT NEW.etendue;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'formats', json_object('formats', OLD.formats), json_object('formats', NEW.formats) WHERE OLD.formats IS NOT NEW.formats;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'frequence', json_object('frequence', OLD.frequence), json_object('frequence', NEW.frequence) WHERE OLD.frequence IS NOT NEW.frequence;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'protection', json_object('protection', OLD.protection), json_object('protection', NEW.protection) WHERE OLD.protection IS NOT NEW.protection;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'cle_id', json_object('cle_id', OLD.cle_id), json_object('cle_id', NEW.cle_id) WHERE OLD.cle_id IS NOT NEW.cle_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'destination_id', json_object('destination_id', OLD.destination_id), json_object('destination_id', NEW.destination_id) WHERE OLD.destination_id IS NOT NEW.destination_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', NEW.id, NULL, 'U', 'actif', json_object('actif', OLD.actif), json_object('actif', NEW.actif) WHERE OLD.actif IS NOT NEW.actif;
END;

CREATE TRIGGER journal_profil_envoi_d AFTER DELETE ON profil_envoi BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'profil_envoi', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nom', OLD.nom, 'pseudonymes', OLD.pseudonymes, 'sel', OLD.sel, 'etendue', OLD.etendue, 'formats', OLD.formats, 'frequence', OLD.frequence, 'protection', OLD.protection, 'actif', OLD.actif), '}'), CASE WHEN OLD.bailleur_id IS NOT NULL THEN ',"bailleur_id":' || json_quote(OLD.bailleur_id) END, CASE WHEN OLD.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(OLD.cite_id) END, CASE WHEN OLD.tables IS NOT NULL THEN ',"tables":' || json_quote(OLD.tables) END, CASE WHEN OLD.colonnes_retirees IS NOT NULL THEN ',"colonnes_retirees":' || json_quote(OLD.colonnes_retirees) END, CASE WHEN OLD.cle_id IS NOT NULL THEN ',"cle_id":' || json_quote(OLD.cle_id) END, CASE WHEN OLD.destination_id IS NOT NULL THEN ',"destination_id":' || json_quote(OLD.destination_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_colis_i AFTER INSERT ON colis BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'profil_id', NEW.profil_id, 'sequence', NEW.sequence, 'nom', NEW.nom, 'etendue', NEW.etendue, 'journal_seq', NEW.journal_seq, 'empreinte', NEW.empreinte, 'taille', NEW.taille, 'nb_lignes', NEW.nb_lignes, 'prepare_a', NEW.prepare_a, 'etat', NEW.etat, 'etat_a', NEW.etat_a, 'essais', NEW.essais), '}'), CASE WHEN NEW.destination_id IS NOT NULL THEN ',"destination_id":' || json_quote(NEW.destination_id) END, CASE WHEN NEW.depuis_id IS NOT NULL THEN ',"depuis_id":' || json_quote(NEW.depuis_id) END, CASE WHEN NEW.forme IS NOT NULL THEN ',"forme":' || json_quote(NEW.forme) END, CASE WHEN NEW.raison IS NOT NULL THEN ',"raison":' || json_quote(NEW.raison) END, CASE WHEN NEW.prochain_essai_a IS NOT NULL THEN ',"prochain_essai_a":' || json_quote(NEW.prochain_essai_a) END, '}'));
END;

CREATE TRIGGER journal_colis_u AFTER UPDATE ON colis BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'profil_id', json_object('profil_id', OLD.profil_id), json_object('profil_id', NEW.profil_id) WHERE OLD.profil_id IS NOT NEW.profil_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'destination_id', json_object('destination_id', OLD.destination_id), json_object('destination_id', NEW.destination_id) WHERE OLD.destination_id IS NOT NEW.destination_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'sequence', json_object('sequence', OLD.sequence), json_object('sequence', NEW.sequence) WHERE OLD.sequence IS NOT NEW.sequence;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'etendue', json_object('etendue', OLD.etendue), json_object('etendue', NEW.etendue) WHERE OLD.etendue IS NOT NEW.etendue;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'depuis_id', json_object('depuis_id', OLD.depuis_id), json_object('depuis_id', NEW.depuis_id) WHERE OLD.depuis_id IS NOT NEW.depuis_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'journal_seq', json_object('journal_seq', OLD.journal_seq), json_object('journal_seq', NEW.journal_seq) WHERE OLD.journal_seq IS NOT NEW.journal_seq;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'forme', json_object('forme', OLD.forme), json_object('forme', NEW.forme) WHERE OLD.forme IS NOT NEW.forme;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'empreinte', json_object('empreinte', OLD.empreinte), json_object('empreinte', NEW.empreinte) WHERE OLD.empreinte IS NOT NEW.empreinte;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'taille', json_object('taille', OLD.taille), json_object('taille', NEW.taille) WHERE OLD.taille IS NOT NEW.taille;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'nb_lignes', json_object('nb_lignes', OLD.nb_lignes), json_object('nb_lignes', NEW.nb_lignes) WHERE OLD.nb_lignes IS NOT NEW.nb_lignes;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'prepare_a', json_object('prepare_a', OLD.prepare_a), json_object('prepare_a', NEW.prepare_a) WHERE OLD.prepare_a IS NOT NEW.prepare_a;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'etat', json_object('etat', OLD.etat, 'etat_a', OLD.etat_a, 'raison', OLD.raison), json_object('etat', NEW.etat, 'etat_a', NEW.etat_a, 'raison', NEW.raison) WHERE OLD.etat IS NOT NEW.etat OR OLD.etat_a IS NOT NEW.etat_a OR OLD.raison IS NOT NEW.raison;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'colis', NEW.id, NULL, 'U', 'essai', json_object('essais', OLD.essais, 'prochain_essai_a', OLD.prochain_essai_a), json_object('essais', NEW.essais, 'prochain_essai_a', NEW.prochain_essai_a) WHERE OLD.essais IS NOT NEW.essais OR OLD.prochain_essai_a IS NOT NEW.prochain_essai_a;
END;

CREATE TRIGGER journal_colis_d AFTER DELETE ON colis BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'colis', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'profil_id', OLD.profil_id, 'sequence', OLD.sequence, 'nom', OLD.nom, 'etendue', OLD.etendue, 'journal_seq', OLD.journal_seq, 'empreinte', OLD.empreinte, 'taille', OLD.taille, 'nb_lignes', OLD.nb_lignes, 'prepare_a', OLD.prepare_a, 'etat', OLD.etat, 'etat_a', OLD.etat_a, 'essais', OLD.essais), '}'), CASE WHEN OLD.destination_id IS NOT NULL THEN ',"destination_id":' || json_quote(OLD.destination_id) END, CASE WHEN OLD.depuis_id IS NOT NULL THEN ',"depuis_id":' || json_quote(OLD.depuis_id) END, CASE WHEN OLD.forme IS NOT NULL THEN ',"forme":' || json_quote(OLD.forme) END, CASE WHEN OLD.raison IS NOT NULL THEN ',"raison":' || json_quote(OLD.raison) END, CASE WHEN OLD.prochain_essai_a IS NOT NULL THEN ',"prochain_essai_a":' || json_quote(OLD.prochain_essai_a) END, '}'), NULL);
END;

CREATE TRIGGER journal_essai_envoi_i AFTER INSERT ON essai_envoi BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'essai_envoi', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'colis_id', NEW.colis_id, 'a', NEW.a, 'issue', NEW.issue), '}'), CASE WHEN NEW.code IS NOT NULL THEN ',"code":' || json_quote(NEW.code) END, '}'));
END;

CREATE TRIGGER journal_essai_envoi_u AFTER UPDATE ON essai_envoi BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'essai_envoi', NEW.id, NULL, 'U', 'colis_id', json_object('colis_id', OLD.colis_id), json_object('colis_id', NEW.colis_id) WHERE OLD.colis_id IS NOT NEW.colis_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'essai_envoi', NEW.id, NULL, 'U', 'a', json_object('a', OLD.a), json_object('a', NEW.a) WHERE OLD.a IS NOT NEW.a;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'essai_envoi', NEW.id, NULL, 'U', 'issue', json_object('issue', OLD.issue), json_object('issue', NEW.issue) WHERE OLD.issue IS NOT NEW.issue;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'essai_envoi', NEW.id, NULL, 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
END;

CREATE TRIGGER journal_essai_envoi_d AFTER DELETE ON essai_envoi BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'essai_envoi', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'colis_id', OLD.colis_id, 'a', OLD.a, 'issue', OLD.issue), '}'), CASE WHEN OLD.code IS NOT NULL THEN ',"code":' || json_quote(OLD.code) END, '}'), NULL);
END;

CREATE TRIGGER journal_fichier_retour_i AFTER INSERT ON fichier_retour BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nom', NEW.nom, 'empreinte', NEW.empreinte, 'taille', NEW.taille, 'genre', NEW.genre, 'signe', NEW.signe, 'recu_a', NEW.recu_a, 'etat', NEW.etat), '}'), CASE WHEN NEW.destination_id IS NOT NULL THEN ',"destination_id":' || json_quote(NEW.destination_id) END, CASE WHEN NEW.cle_id IS NOT NULL THEN ',"cle_id":' || json_quote(NEW.cle_id) END, CASE WHEN NEW.colis_id IS NOT NULL THEN ',"colis_id":' || json_quote(NEW.colis_id) END, CASE WHEN NEW.numero IS NOT NULL THEN ',"numero":' || json_quote(NEW.numero) END, CASE WHEN NEW.marque IS NOT NULL THEN ',"marque":' || json_quote(NEW.marque) END, CASE WHEN NEW.raison IS NOT NULL THEN ',"raison":' || json_quote(NEW.raison) END, CASE WHEN NEW.contenu_id IS NOT NULL THEN ',"contenu_id":' || json_quote(NEW.contenu_id) END, '}'));
END;

CREATE TRIGGER journal_fichier_retour_u AFTER UPDATE ON fichier_retour BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'destination_id', json_object('destination_id', OLD.destination_id), json_object('destination_id', NEW.destination_id) WHERE OLD.destination_id IS NOT NEW.destination_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'cle_id', json_object('cle_id', OLD.cle_id), json_object('cle_id', NEW.cle_id) WHERE OLD.cle_id IS NOT NEW.cle_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'colis_id', json_object('colis_id', OLD.colis_id), json_object('colis_id', NEW.colis_id) WHERE OLD.colis_id IS NOT NEW.colis_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'empreinte', json_object('empreinte', OLD.empreinte), json_object('empreinte', NEW.empreinte) WHERE OLD.empreinte IS NOT NEW.empreinte;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'taille', json_object('taille', OLD.taille), json_object('taille', NEW.taille) WHERE OLD.taille IS NOT NEW.taille;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'genre', json_object('genre', OLD.genre), json_object('genre', NEW.genre) WHERE OLD.genre IS NOT NEW.genre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'signe', json_object('signe', OLD.signe), json_object('signe', NEW.signe) WHERE OLD.signe IS NOT NEW.signe;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'numero', json_object('numero', OLD.numero), json_object('numero', NEW.numero) WHERE OLD.numero IS NOT NEW.numero;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'marque', json_object('marque', OLD.marque), json_object('marque', NEW.marque) WHERE OLD.marque IS NOT NEW.marque;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'recu_a', json_object('recu_a', OLD.recu_a), json_object('recu_a', NEW.recu_a) WHERE OLD.recu_a IS NOT NEW.recu_a;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'etat', json_object('etat', OLD.etat, 'raison', OLD.raison), json_object('etat', NEW.etat, 'raison', NEW.raison) WHERE OLD.etat IS NOT NEW.etat OR OLD.raison IS NOT NEW.raison;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', NEW.id, NULL, 'U', 'contenu_id', json_object('contenu_id', OLD.contenu_id), json_object('contenu_id', NEW.contenu_id) WHERE OLD.contenu_id IS NOT NEW.contenu_id;
END;

CREATE TRIGGER journal_fichier_retour_d AFTER DELETE ON fichier_retour BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'fichier_retour', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nom', OLD.nom, 'empreinte', OLD.empreinte, 'taille', OLD.taille, 'genre', OLD.genre, 'signe', OLD.signe, 'recu_a', OLD.recu_a, 'etat', OLD.etat), '}'), CASE WHEN OLD.destination_id IS NOT NULL THEN ',"destination_id":' || json_quote(OLD.destination_id) END, CASE WHEN OLD.cle_id IS NOT NULL THEN ',"cle_id":' || json_quote(OLD.cle_id) END, CASE WHEN OLD.colis_id IS NOT NULL THEN ',"colis_id":' || json_quote(OLD.colis_id) END, CASE WHEN OLD.numero IS NOT NULL THEN ',"numero":' || json_quote(OLD.numero) END, CASE WHEN OLD.marque IS NOT NULL THEN ',"marque":' || json_quote(OLD.marque) END, CASE WHEN OLD.raison IS NOT NULL THEN ',"raison":' || json_quote(OLD.raison) END, CASE WHEN OLD.contenu_id IS NOT NULL THEN ',"contenu_id":' || json_quote(OLD.contenu_id) END, '}'), NULL);
END;
