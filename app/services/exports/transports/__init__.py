"""How packages travel: a folder, SFTP, WebDAV."""
