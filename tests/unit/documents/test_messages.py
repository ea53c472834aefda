"""Every error of printing has its three sentences."""

from __future__ import annotations

import re
from pathlib import Path

import app.services.documents as paquet
from ui.messages import codes


def test_every_code_raised_by_the_documents_is_worded() -> None:
    sources = "".join(
        f.read_text(encoding="utf-8") for f in Path(str(paquet.__file__)).parent.glob("*.py")
    )
    leves = set(re.findall(r"\"((?:documents|fichier)\.[a-z_]+)\"", sources))
    assert len(leves) >= 8
    connus = codes()
    for code in leves:
        assert all((connus[code].titre, connus[code].pourquoi, connus[code].que_faire))
