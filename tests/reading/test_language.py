from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.language import detect

# A headline and a paragraph, written for this test.
SAMPLES = {
    "en": ("Seoul ends intelligence pact with Tokyo",
           "The foreign minister said on Tuesday that talks on the export dispute would go on next week in Seoul."),
    "fr": ("Séoul met fin à l'accord de renseignement avec Tokyo",
           "Le ministre des Affaires étrangères a déclaré mardi que les pourparlers se poursuivraient la "
           "semaine prochaine."),
    "de": ("Seoul beendet Geheimdienstabkommen mit Tokio",
           "Der Außenminister sagte am Dienstag, die Gespräche über den Exportstreit würden nächste Woche "
           "fortgesetzt."),
    "es": ("Seúl pone fin al pacto de inteligencia con Tokio",
           "El ministro de Exteriores dijo el martes que las conversaciones continuarán la próxima semana en Seúl."),
    "pt": ("Seul encerra acordo de inteligência com Tóquio",
           "O ministro das Relações Exteriores disse na terça-feira que as conversas continuarão na próxima semana."),
    "it": ("Seul pone fine al patto di intelligence con Tokyo",
           "Il ministro degli Esteri ha detto martedì che i colloqui proseguiranno la prossima settimana a Seul."),
    "nl": ("Seoul beëindigt inlichtingenverdrag met Tokio",
           "De minister van Buitenlandse Zaken zei dinsdag dat het overleg volgende week wordt voortgezet."),
    "sv": ("Seoul säger upp underrättelseavtalet med Tokyo",
           "Utrikesministern sade på tisdagen att samtalen om exporttvisten fortsätter nästa vecka i Seoul."),
    "da": ("Seoul opsiger efterretningsaftalen med Tokyo",
           "Udenrigsministeren sagde tirsdag, at forhandlingerne om eksportstriden fortsætter i næste uge i Seoul."),
    "fi": ("Soul irtisanoo tiedustelusopimuksen Tokion kanssa",
           "Ulkoministeri sanoi tiistaina, että neuvottelut vientikiistasta jatkuvat ensi viikolla Soulissa."),
    "pl": ("Seul wypowiada porozumienie wywiadowcze z Tokio",
           "Minister spraw zagranicznych powiedział we wtorek, że rozmowy będą kontynuowane w przyszłym tygodniu."),
    "cs": ("Soul vypověděl zpravodajskou dohodu s Tokiem",
           "Ministr zahraničí v úterý řekl, že jednání o vývozním sporu budou příští týden pokračovat v Soulu."),
    "hu": ("Szöul felmondja a hírszerzési egyezményt Tokióval",
           "A külügyminiszter kedden azt mondta, hogy a tárgyalások jövő héten folytatódnak Szöulban."),
    "ro": ("Seulul pune capăt acordului de informații cu Tokyo",
           "Ministrul de externe a declarat marți că discuțiile vor continua săptămâna viitoare la Seul."),
    "tr": ("Seul, Tokyo ile istihbarat anlaşmasını sona erdirdi",
           "Dışişleri bakanı salı günü yaptığı açıklamada görüşmelerin gelecek hafta Seul'de süreceğini söyledi."),
    "vi": ("Hàn Quốc chấm dứt thỏa thuận tình báo với Nhật Bản",
           "Bộ trưởng Ngoại giao hôm thứ Ba cho biết các cuộc đàm phán sẽ tiếp tục vào tuần tới tại Seoul."),
    "id": ("Seoul mengakhiri perjanjian intelijen dengan Jepang",
           "Menteri luar negeri mengatakan pada hari Selasa bahwa pembicaraan akan dilanjutkan pekan depan "
           "karena kedua pihak "
           "belum sepakat soal ekspor."),
    "ms": ("Seoul tamatkan perjanjian perisikan dengan Jepun",
           "Menteri luar berkata pada hari Selasa bahawa rundingan akan diteruskan minggu depan kerana "
           "kedua-dua kerajaan "
           "masih belum bersetuju."),
    "ru": ("Сеул расторгает договор о разведке с Токио",
           "Министр иностранных дел заявил во вторник, что переговоры продолжатся на следующей неделе в Сеуле."),
    "uk": ("Сеул розриває угоду про розвідку з Токіо",
           "Міністр закордонних справ заявив у вівторок, що переговори триватимуть наступного тижня в Сеулі."),
    "bg": ("Сеул прекратява споразумението с Токио",
           "Външният министър заяви във вторник, че преговорите ще продължат следващата седмица в Сеул."),
    "el": ("Η Σεούλ τερματίζει τη συμφωνία με το Τόκιο",
           "Ο υπουργός Εξωτερικών δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα."),
    "ar": ("سيول تنهي اتفاق تبادل المعلومات مع طوكيو",
           "قال وزير الخارجية يوم الثلاثاء إن المحادثات بشأن نزاع التصدير ستستمر الأسبوع المقبل في سيول."),
    "fa": ("سئول به توافق اطلاعاتی با توکیو پایان می‌دهد",
           "وزیر امور خارجه روز سه‌شنبه گفت که گفتگوها درباره اختلاف صادراتی هفته آینده در سئول ادامه خواهد یافت."),
    "he": ("סיאול מסיימת את הסכם המודיעין עם טוקיו",
           "שר החוץ אמר ביום שלישי כי השיחות על סכסוך היצוא יימשכו בשבוע הבא בסיאול."),
    "hi": ("सियोल ने टोक्यो के साथ समझौता समाप्त किया",
           "विदेश मंत्री ने मंगलवार को कहा कि निर्यात विवाद पर बातचीत अगले सप्ताह सियोल में जारी रहेगी।"),
    "th": ("โซลยุติข้อตกลงข่าวกรองกับโตเกียว",
           "รัฐมนตรีต่างประเทศกล่าวเมื่อวันอังคารว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า"),
    "ja": ("韓国、日本との情報協定を終了へ",
           "外相は火曜日、輸出をめぐる協議を来週ソウルで続けると述べた。"),
    "ko": ("한국, 일본과의 정보협정 종료",
           "외교부 장관은 화요일 수출 분쟁에 관한 협의를 다음 주 서울에서 계속하겠다고 말했다."),
    "zh": ("韩国终止与日本的军事情报协定",
           "外交部长星期二表示，有关出口争端的谈判将于下周在首尔继续举行。"),
}  # fmt: skip
TRADITIONAL = "外交部長星期二表示，有關出口爭端的談判將於下週在首爾繼續舉行。"


@pytest.mark.parametrize("code", SAMPLES)
def test_paragraph_is_told(code: str) -> None:
    assert detect(SAMPLES[code][1]) == code


@pytest.mark.parametrize("code", SAMPLES)
def test_headline_is_told_or_left_open_but_never_mistaken(code: str) -> None:
    assert detect(SAMPLES[code][0]) in (code, None)


def test_most_headlines_are_told() -> None:
    told = sum(detect(headline) == code for code, (headline, _) in SAMPLES.items())
    assert told >= 0.8 * len(SAMPLES)


def test_traditional_chinese_is_chinese() -> None:
    assert detect(TRADITIONAL) == "zh"


def test_headline_in_capitals_is_told() -> None:
    assert detect("SOUTH KOREA ENDS INTELLIGENCE PACT WITH JAPAN OVER TRADE DISPUTE") == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345 67.8 %",
        "Abe",
        "https://example.org/seoul-ends-pact",
        "日本",
        "日韓関係",
        "Rossiya i Ukraina podpisali soglashenie o mire",
        "Ministr inostrannykh del zayavil vo vtornik",
    ],
)
def test_too_short_or_unclear_is_none(text: str) -> None:
    assert detect(text) is None


def test_serbian_in_cyrillic() -> None:
    assert detect("Министар спољних послова рекао је у уторак да ће се разговори наставити следеће недеље.") == "sr"


def test_latin_serbian_bosnian_croatian_is_one_of_them_or_open() -> None:
    text = "Ministar vanjskih poslova rekao je u utorak da će se razgovori nastaviti idućeg tjedna."
    assert detect(text) in ("hr", "bs", None)


def test_quotation_does_not_change_the_language() -> None:
    text = "The paper writes 「韓国との協力」 where it wrote otherwise a year before, the ministry said."
    assert detect(text) == "en"


def test_half_and_half_is_none() -> None:
    assert detect(SAMPLES["en"][1] + " " + SAMPLES["ru"][1]) is None


def test_chinese_that_quotes_japanese_is_chinese() -> None:
    text = SAMPLES["zh"][1] * 4 + "日本媒体用“おもてなし”来形容。"
    assert detect(text) == "zh"


def test_model_is_not_loaded_on_import() -> None:
    code = "import sys, detente.reading.language; sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(max_size=120))
def test_any_text_is_survived(text: str) -> None:
    found = detect(text)
    assert found is None or len(found) == 2
