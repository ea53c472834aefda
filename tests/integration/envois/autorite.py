"""A certificate authority of the tests' own, and what it signs."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificat:
    """Files of a server: certificate and private key."""

    certificat: Path
    cle: Path


class Autorite:
    """A private authority; `pem` is what a person would paste."""

    def __init__(self, dossier: Path, nom: str = "Autorité d’essai") -> None:
        self.dossier = dossier
        self._cle = ec.generate_private_key(ec.SECP256R1())
        self._nom = _nom(nom)
        certificat = (
            _base(self._nom, self._nom, self._cle.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(self._cle, hashes.SHA256())
        )
        self.pem = certificat.public_bytes(serialization.Encoding.PEM).decode()

    def signer(self, hote: str = "127.0.0.1", *, expire: bool = False) -> Certificat:
        """A certificate of that host."""
        cle = ec.generate_private_key(ec.SECP256R1())
        try:
            autre: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(hote))
        except ValueError:
            autre = x509.DNSName(hote)
        certificat = (
            _base(_nom(hote), self._nom, cle.public_key(), expire=expire)
            .add_extension(x509.SubjectAlternativeName([autre]), critical=False)
            .sign(self._cle, hashes.SHA256())
        )
        nom = f"{hote}{'-expire' if expire else ''}"
        fait = Certificat(self.dossier / f"{nom}.crt", self.dossier / f"{nom}.key")
        fait.certificat.write_bytes(certificat.public_bytes(serialization.Encoding.PEM))
        fait.cle.write_bytes(
            cle.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return fait


def _nom(commun: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, commun)])


def _base(
    sujet: x509.Name,
    emetteur: x509.Name,
    cle: ec.EllipticCurvePublicKey,
    *,
    expire: bool = False,
) -> x509.CertificateBuilder:
    maintenant = datetime.now(UTC)
    fin = -timedelta(days=1) if expire else timedelta(days=2)
    return (
        x509.CertificateBuilder()
        .subject_name(sujet)
        .issuer_name(emetteur)
        .public_key(cle)
        .serial_number(x509.random_serial_number())
        .not_valid_before(maintenant - timedelta(days=3))
        .not_valid_after(maintenant + fin)
    )
