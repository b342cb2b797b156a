from __future__ import annotations

import pytest

from detente.reading import clutter
from detente.reading.align import apply_edits
from detente.records import Segment

LEAD = "South Korea's foreign ministry on Friday called in the Japanese ambassador to protest."
END = "Japan has not answered the protest so far, an official in Tokyo said."


def cleaned(*paragraphs: str) -> list[str]:
    text = "\n\n".join(paragraphs)
    edits = clutter.find(text).edits
    return apply_edits(text, (Segment(0, len(text), 0, len(text)),), edits, text)[0].strip().split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "Share to: Moments | Microblog | Copy link",
        "Share on Facebook",
        "Share this article",
        "Facebook Twitter WhatsApp",
        "Click to share on Twitter (Opens in new window)",
        "分享到：微信 微博 QQ空间 复制链接",
        "공유하기 페이스북 트위터 카카오톡 URL복사",
        "ツイート",
        "Поделиться ВКонтакте Одноклассники Telegram",
        "Recent Comments",
        "Comments are closed.",
        "12 Comments",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "发表评论",
        "댓글 12",
        "Оставить комментарий",
        "Related articles",
        "See also: Are the two states on the verge of a trade war?",
        "Read more: How the dispute began",
        "延伸阅读：韩日争端始末",
        "関連記事",
        "[관련 기사]",
        "Читайте также: Как начался спор",
        "Sign up for our newsletter and get the day's stories in your inbox",
        "We use cookies to improve your experience. By clicking Accept you agree to our cookie policy.",
        "Подписывайтесь на наш канал в Telegram",
        "Advertisement",
        "Something went wrong. Try again later.",
        "3 min read",
        "© 2021 The Example Post. All rights reserved.",
        "저작권자 ⓒ 예시일보 무단전재 및 재배포 금지",
        "Photo: Example Agency",
        "<Anchor>",
        "###",
        "(Adds details, background)",
        "This story has been updated to add the reaction of Tokyo.",
        "By Jane Roe and John Doe",
        "By the Example Wire Service and Post staff",
        "Source: Reference Message",
        "来源：参考消息",
        "Источник: Пример",
        "Responsible Editor: Lin Sample_NX0000",
        "(责任编辑：张三_NX0000)",
        "Published: 2 February 2021, 10:31 KST",
        "입력 2021.02.02 오전 10:31",
    ],
)
def test_a_line_of_furniture_goes(line: str) -> None:
    assert cleaned(LEAD, line, END) == [LEAD, END]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell in Seoul after Japan announced the curbs.",
        "Comments by the Japanese minister angered Seoul on Monday.",
        "Related to the dispute, Japan imposed export curbs on South Korea.",
        "Source countries such as Vietnam agreed to the plan, Japan said.",
        "Editors of the Asahi Shimbun criticised Seoul for the ruling.",
        "By using force North Korea violated the terms of the armistice.",
        "Signed up to the pact in 2016, Seoul now wants to leave it.",
        "Follow-up talks between Japan and South Korea broke down on Friday.",
        "Copyright law sours the relations of Washington and Beijing.",
        "(c) To withdraw its forces from the territory of the other Party.",
        "Reporter: Did the minister threaten Japan?",
        "Something went wrong in the talks between Seoul and Tokyo.",
        "Something went wrong in the talks between Seoul and Tokyo",
        "Published on Tuesday, the white paper calls Japan a neighbour.",
        "Issued 20 countermeasures against South Korea in a month",
        "Updated sanctions against Iran took effect on 5 November 2018.",
        "Print media in Seoul attacked the Japanese government.",
        "相关报道称，日本政府决定对韩国实施出口管制。",
        "记者：日本政府对此有何评论？",
        "关注此事的韩国政府向日本提出抗议。",
        "関連法案が可決され、韓国政府は抗議した。",
        "관련 뉴스에 따르면 일본 정부는 한국에 항의했다.",
        "댓글을 통해 일본 정부를 비판했다고 외교부가 밝혔다.",
        "Комментарий МИД Японии вызвал протест Сеула.",
        "Источник в МИД Японии сообщил, что Токио отзовёт посла.",
        "2 February 2021",
        "October 30, 2018",
    ],
)
def test_a_line_that_reports_something_stays(line: str) -> None:
    assert cleaned(LEAD, line, END) == [LEAD, line, END]


def test_what_lines_say_becomes_fields() -> None:
    found = clutter.find(
        "\n\n".join([LEAD, "By Jane Roe", "Source: Reference Message", "Responsible Editor: Lin Sample_NX0000"])
    )
    assert (found.author, found.publisher, found.editor) == ("Jane Roe", "Reference Message", "Lin Sample")


def test_a_garbled_editor_line_names_publisher_and_editor() -> None:
    found = clutter.find(f"{LEAD}\n\nSource: Responsible Editor of Reference Message: Lin Sample_NX0000")
    assert (found.publisher, found.editor) == ("Reference Message", "Lin Sample")


def test_source_and_editor_in_one_line() -> None:
    text = f"{LEAD}\n\nSource: Reference Message Responsible Editor: Lin Sample_NX0000"
    found = clutter.find(text)
    assert found.editor == "Lin Sample"
    assert cleaned(text) == [LEAD]


def test_a_chinese_editor_line_at_the_end_of_a_sentence() -> None:
    text = "日本外相召见韩国大使表示抗议。(责任编辑：张三_NX0000)"
    assert cleaned(text) == ["日本外相召见韩国大使表示抗议。"]
    assert clutter.find(text).editor == "张三"


def test_a_sentence_run_on_to_a_code_stays_whole() -> None:
    assert cleaned(f"Responsible Editor: Lin Sample_NX0000{LEAD}") == [LEAD]


def test_a_date_line_states_the_date() -> None:
    assert clutter.find(f"Published: 2 February 2021, 10:31 KST\n\n{LEAD}").published == "2 February 2021, 10:31 KST"


@pytest.mark.parametrize(
    "text, kept",
    [
        (f"{LEAD}Recent Comments", LEAD),
        (f"{LEAD} Share this: Facebook Twitter", LEAD),
        (f"Share on Facebook{LEAD}", LEAD),
        (f"(Adds reaction of Tokyo) {LEAD}", LEAD),
        ("The port of Larne. Credit: PA", "The port of Larne."),
        (f"{LEAD} (END)", LEAD),
        (f"{LEAD} (Reporting by Jane Roe; Editing by John Doe)", LEAD),
        ("UPDATE 2-Seoul protests against curbs", "Seoul protests against curbs"),
        ("Relations are bad.Seoul said that it will protest.", "Relations are bad. Seoul said that it will protest."),
    ],
)
def test_phrases_at_the_edge_of_a_paragraph_go(text: str, kept: str) -> None:
    assert cleaned(text, END) == [kept, END]


def test_an_outlet_after_the_headline_is_the_publisher() -> None:
    text = f"Greek minister visits Turkey - DW - 12.02.2023\n\n{LEAD}"
    found = clutter.find(text)
    assert (found.publisher, found.published) == ("DW", "12.02.2023")
    assert cleaned(text)[0] == "Greek minister visits Turkey"


def test_comments_go_with_their_heading() -> None:
    assert cleaned(
        LEAD, END, "2 Comments", "hanako says:", "They should be ashamed of themselves.", "Reply", "3 hours ago"
    ) == [
        LEAD,
        END,
    ]


def test_related_headlines_go_as_far_as_they_look_like_headlines() -> None:
    assert cleaned(LEAD, "Related articles", "Moon meets Abe in Osaka", "What GSOMIA is", END) == [LEAD, END]


def test_a_source_line_under_a_figure_within_a_long_paper_stays() -> None:
    paragraphs = [f"{LEAD[:-1]} for the {n}th time in a row." for n in range(12)]
    body = [*paragraphs, "出典：総務省「通信利用動向調査」", *(f"{END[:-1]} in case {n}." for n in range(12))]
    assert cleaned(*body) == body


@pytest.mark.parametrize(
    "first, title",
    [
        (
            "Is South Korea no longer an ally? Japanese media see a chill",
            "Is South Korea no longer an ally? Japanese media see a chill",
        ),
        ("Seoul is drawing closer to Beijing.", None),
    ],
)
def test_the_first_line_is_a_title_if_it_is_no_sentence(first: str, title: str | None) -> None:
    assert clutter.find(f"{first}\n\n{LEAD}").title == title
