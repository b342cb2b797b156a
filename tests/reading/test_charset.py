from __future__ import annotations

import random

import pytest

from detente.reading import charset

# Short news sentences of our own; the last of each pair is as short as a caption.
KOREAN = ("한국 국방부는 2일 발간한 국방백서에서 일본을 이웃 국가로 표현했다.", "정부는 협정을 종료하기로 했다.")
CHINESE = ("韩国国防部2日发布国防白皮书，将日本由伙伴改为邻国。", "日本外相召见韩国大使表示抗议。")
TAIWANESE = ("南韓國防部二日發表國防白皮書，將日本由夥伴改為鄰國。", "日本外相召見南韓大使表示抗議。")
JAPANESE = ("韓国国防省は2日、国防白書を発表し、日本を「隣国」と記述した。", "河野外相は駐日大使を呼び抗議した。")
RUSSIAN = (
    "Министерство обороны Республики Корея опубликовало во вторник новую Белую книгу.",
    "Япония выразила протест послу Южной Кореи.",
)
ARABIC = ("استدعت وزارة الخارجية اليابانية السفير الكوري الجنوبي للاحتجاج على القرار.",)
CASES = [
    *[(text, code) for text in KOREAN for code in ("euc_kr", "cp949", "utf-16", "utf-16-le", "utf-8", "utf-8-sig")],
    *[(text, code) for text in CHINESE for code in ("gb2312", "gbk", "gb18030", "hz", "utf-16-be")],
    *[(text, code) for text in TAIWANESE for code in ("big5", "cp950")],
    *[(text, code) for text in JAPANESE for code in ("shift_jis", "cp932", "euc_jp", "iso2022_jp")],
    *[(text, code) for text in RUSSIAN for code in ("koi8_r", "cp1251", "cp866", "utf-16-le")],
    *[(text, "cp1256") for text in ARABIC],
    ("Le ministère japonais des Affaires étrangères a convoqué l’ambassadeur coréen.", "cp1252"),
    ("Das japanische Außenministerium bestellte den Botschafter Südkoreas ein.", "iso8859_1"),
    ("Türk Dışişleri Bakanlığı Yunanistan büyükelçisini bakanlığa çağırdı.", "cp1254"),
    ("Το υπουργείο Εξωτερικών κάλεσε τον πρέσβη της Τουρκίας για διαμαρτυρία.", "cp1253"),
    ("משרד החוץ זימן את השגריר לשיחת נזיפה בעקבות ההחלטה.", "cp1255"),
    ("กระทรวงการต่างประเทศญี่ปุ่นเรียกเอกอัครราชทูตเกาหลีใต้เข้าพบเพื่อประท้วง", "cp874"),
]


def no_text_without_zeros(text: str, code: str) -> bool:
    """UTF-16 without a mark and without one ASCII character shows no zero byte to be known by."""
    return code.startswith("utf-16-") and text.encode(code).count(0) == 0


@pytest.mark.parametrize("text, code", [case for case in CASES if not no_text_without_zeros(*case)])
def test_short_texts_are_read_right(text: str, code: str) -> None:
    decoded = charset.decode(text.encode(code))
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize("text, code", [case for case in CASES if not no_text_without_zeros(*case)])
def test_latin_words_around_do_not_mislead(text: str, code: str) -> None:
    whole = f"GSOMIA 2019. {text} (THAAD, 2016) {text}"
    decoded = charset.decode(whole.encode(code))
    assert decoded is not None
    assert decoded.text == whole


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="{}">',
        "<meta http-equiv='Content-Type' content='text/html; charset={}'>",
        '<?xml version="1.0" encoding="{}"?>',
    ],
)
def test_declarations_are_followed(declaration: str) -> None:
    data = (declaration.format("euc-kr") + "<p>가나</p>").encode("euc_kr")
    decoded = charset.decode(data, markup=True)
    assert decoded is not None
    assert (decoded.encoding, decoded.basis) == ("cp949", "declared")


def test_the_header_comes_first() -> None:
    data = ('<meta charset="utf-8">' + JAPANESE[0]).encode("euc_jp")
    decoded = charset.decode(data, content_type="text/html; charset=EUC-JP", markup=True)
    assert decoded is not None
    assert (decoded.text[-len(JAPANESE[0]) :], decoded.basis) == (JAPANESE[0], "http")


@pytest.mark.parametrize(
    "text, real, declared",
    [
        (KOREAN[0], "cp949", "iso-8859-1"),
        (CHINESE[0], "gb18030", "windows-1252"),
        (TAIWANESE[0], "big5", "gb2312"),
        (RUSSIAN[0], "koi8_r", "windows-1251"),
        (RUSSIAN[0], "cp1251", "koi8-r"),
        (KOREAN[0], "utf-8", "euc-kr"),
        (JAPANESE[0], "cp932", "utf-8"),
        (KOREAN[0], "cp949", "no-such-code"),
    ],
)
def test_a_wrong_declaration_is_seen_and_named(text: str, real: str, declared: str) -> None:
    decoded = charset.decode(f'<meta charset="{declared}"><p>{text}</p>'.encode(real), markup=True)
    assert decoded is not None
    assert text in decoded.text
    assert decoded.basis == "detected"
    assert declared in (decoded.problem or "")


def test_the_wider_code_is_read_under_its_old_name() -> None:
    # 똠 is in CP949 and not in EUC-KR; pages that say euc-kr use it nevertheless.
    decoded = charset.decode('<meta charset="euc-kr"><p>똠방각하</p>'.encode("cp949"), markup=True)
    assert decoded is not None
    assert "똠방각하" in decoded.text


def test_a_broken_byte_does_not_lose_a_page() -> None:
    data = ("Seoul protested. " * 10 + KOREAN[0] * 20).encode() + b"\xff" + b" Tokyo answered."
    decoded = charset.decode(data)
    assert decoded is not None
    assert KOREAN[0] in decoded.text
    assert decoded.problem is not None


def test_a_character_cut_at_the_end_of_the_sample_is_no_fault() -> None:
    decoded = charset.decode(("x" + "한" * 60_000).encode())
    assert decoded is not None
    assert decoded.encoding == "utf-8"


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_no_text(seed: int) -> None:
    assert charset.decode(random.Random(seed).randbytes(3000)) is None


def test_a_stray_zero_byte_is_no_picture() -> None:
    decoded = charset.decode(b"Seoul protested against the ruling.\x00 Tokyo answered.")
    assert decoded is not None
    assert decoded.encoding == "utf-8"
