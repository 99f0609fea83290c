"""Encodings told from the bytes: of short files in many languages, of one line, and of what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.errors import InvalidInput
from services.transfer.importing.encodings.detection import ENCODINGS, detect_encoding

# One line each, as tickets are titled; every encoding in which the language is written must be told from it.
TITLES = {
    "Rechnung für März fehlt, Größe falsch": "cp1252 iso8859_15 cp850 mac_roman",
    "Drucker im Büro geht nicht": "cp1252 cp850 mac_roman",
    "Können Sie den Zugang zurücksetzen?": "cp1252 cp850",
    "Problème de connexion à la messagerie": "cp1252 iso8859_15 mac_roman",
    "Facture reçue deux fois, où est le crédit de février": "cp1252 cp850",
    "¿Cómo cambio mi dirección?": "cp1252",
    "La contraseña no funciona y el envío aún no llegó": "cp1252 cp850",
    "Não consigo acessar a conta, cobrança em duplicidade": "cp1252 cp850",
    "Il problema è già noto, perché la fattura è doppia": "cp1252",
    "Fakturan är fel, våning två": "cp1252",
    "Hjælp til nulstilling, fejl på skærmen": "cp1252",
    "Préstamo de 10 € – “urgente”": "cp1252",
    "Nie mogę się zalogować, błąd płatności": "cp1250 iso8859_2 cp852",
    "Żądanie zmiany hasła": "cp1250",
    "Žádost o změnu hesla, chybí faktura za březen": "cp1250 iso8859_2 cp852",
    "Nelze se přihlásit, děkuji": "cp1250 iso8859_2",
    "Elfelejtett jelszó, sürgős hibabejelentő": "cp1250 iso8859_2",
    "Giriş yapamıyorum, şifremi unuttum": "cp1254",
    "Не могу войти в систему": "cp1251 koi8_r cp866 iso8859_5 mac_cyrillic",
    "Забыл пароль, счёт за март": "cp1251 koi8_r cp866",
    "Не можу увійти до системи": "cp1251",
    "Ξέχασα τον κωδικό, ο εκτυπωτής δεν λειτουργεί": "cp1253",
    "Rēķins ir nepareizs, aizmirsu paroli, lūdzu palīdziet": "cp1257",
    "איני יכול להתחבר למערכת": "cp1255",
    "لا أستطيع تسجيل الدخول": "cp1256",
    "เข้าสู่ระบบไม่ได้": "cp874",
    "ログインできません": "cp932 euc_jp iso2022_jp",
    "請求書が二重に届いた": "cp932 euc_jp",
    "无法登录系统，请尽快处理": "gb18030",
    "忘記密碼，無法登入系統": "cp950",
    "로그인할 수 없습니다": "cp949",
}
CASES = [(title, encoding) for title, encodings in TITLES.items() for encoding in encodings.split()]


def detected(content: bytes, folder: Path) -> str:
    (folder / "file").write_bytes(content)
    return detect_encoding(folder / "file")


@pytest.mark.parametrize(("title", "encoding"), CASES)
def test_one_line_tells_its_encoding(title: str, encoding: str, tmp_path: Path) -> None:
    content = f"Subject,Details\n{title},x\n".encode(encoding)
    assert content.decode(detected(content, tmp_path)) == f"Subject,Details\n{title},x\n"


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_told_with_and_without_a_mark(title: str, encoding: str, tmp_path: Path) -> None:
    text = f"Subject,Details\r\n{title},x\r\n"
    content = text.encode(encoding)
    assert content.decode(detected(content, tmp_path)).removeprefix("\ufeff") == text


@pytest.mark.parametrize(
    "text", ["件名,説明\nログインできません,未対応\n", "Тема,Описание\nНе могу войти,x\n", "標題\n發票\n"]
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_and_hardly_a_plain_letter(text: str, encoding: str, tmp_path: Path) -> None:
    assert detected(text.encode(encoding), tmp_path) == encoding


def test_letters_are_sought_in_the_whole_file(tmp_path: Path) -> None:
    content = b"Subject\n" + b"plain\n" * 400_000 + "Žádost o změnu hesla\n".encode("cp1250")
    assert detected(content, tmp_path) == "cp1250"


def test_a_line_that_never_ends_is_looked_at_in_pieces(tmp_path: Path) -> None:
    assert detected("Größe für Müller ".encode("cp1252") * 100_000, tmp_path) == "cp1252"


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 40, bytes(range(256)) * 50, b"\0a\0\0" * 99],
    ids=["picture", "all bytes", "NULs"],
)
def test_what_is_no_text_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="not a table"):
        detected(content, tmp_path)


def test_every_encoding_that_can_be_chosen_is_one() -> None:
    for name in ENCODINGS:
        assert "title".encode(name)
