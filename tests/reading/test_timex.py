from __future__ import annotations

import time
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence import holds
from detente.reading.timex import TimeExpression, find_times
from detente.records import UNKNOWN_DATE, DateValue

# Saturday, 10 August 2019.
SATURDAY = date(2019, 8, 10)


def on(day: date) -> DateValue:
    return DateValue(day, day, "day")


READ_ON_SATURDAY = on(SATURDAY)


def short(value: DateValue) -> str:
    """Write a value as the table below does."""
    if value.start is None or value.end is None:
        if value.earliest is None and value.latest is None:
            return "?"
        return f"?{value.earliest or ''}/{value.latest or ''}"
    if value.precision == "day":
        return value.start.isoformat()
    if value.precision == "month":
        return value.start.isoformat()[:7]
    if value.precision == "year":
        return value.start.isoformat()[:4]
    return f"{value.start}/{value.end}"


def read(text: str, anchor: DateValue = READ_ON_SATURDAY) -> str:
    return "; ".join(f"{e.span.quote} = {short(e.value)}" for e in find_times(text, anchor=anchor))


# Text, and what is read on 10 August 2019.
CASES = [
    # full dates
    ("The pact was signed on November 23, 2016 in Seoul.", "November 23, 2016 = 2016-11-23"),
    ("The pact was signed on Nov. 23, 2016.", "Nov. 23, 2016 = 2016-11-23"),
    ("The pact was signed on Nov 23 2016.", "Nov 23 2016 = 2016-11-23"),
    ("The pact was signed on 23 November 2016.", "23 November 2016 = 2016-11-23"),
    ("The pact was signed on 23rd November, 2016.", "23rd November, 2016 = 2016-11-23"),
    ("The pact was signed on the 23rd of November 2016.", "the 23rd of November 2016 = 2016-11-23"),
    ("The pact was signed on November 23rd, 2016.", "November 23rd, 2016 = 2016-11-23"),
    ("Signed 2016-11-23 in Seoul.", "2016-11-23 = 2016-11-23"),
    ("Signed 2016/11/23 in Seoul.", "2016/11/23 = 2016-11-23"),
    ("Signed 2016. 11. 23. in Seoul.", "2016. 11. 23 = 2016-11-23"),
    ("Signed 23.11.2016 in Seoul.", "23.11.2016 = 2016-11-23"),
    ("Signed 23/11/2016 in Seoul.", "23/11/2016 = 2016-11-23"),
    ("Signed 11/23/2016 in Seoul.", "11/23/2016 = 2016-11-23"),
    ("Signed 05/06/2016 in Seoul.", "05/06/2016 = ?"),
    ("Signed 05/05/2016 in Seoul.", "05/05/2016 = 2016-05-05"),
    ("Updated 2016-11-23T08:00:00Z.", "2016-11-23T08:00:00Z = 2016-11-23"),
    ("It happened on NOVEMBER 23, 2016.", "NOVEMBER 23, 2016 = 2016-11-23"),
    ("He died on February 30, 2016.", "February 30, 2016 = ?"),
    ("On Wednesday, November 23, 2016, they signed.", "Wednesday, November 23, 2016 = 2016-11-23"),
    ("On Wednesday 23 November 2016 they signed.", "Wednesday 23 November 2016 = 2016-11-23"),
    ("They signed on Wed, 23 Nov 2016.", "Wed, 23 Nov 2016 = 2016-11-23"),
    # no year
    ("On August 9 he met the president.", "August 9 = 2019-08-09"),
    ("On Aug. 9 he met the president.", "Aug. 9 = 2019-08-09"),
    ("On 9 August he met the president.", "9 August = 2019-08-09"),
    ("The radar was switched on Dec. 20, Tokyo said.", "Dec. 20 = 2018-12-20"),
    ("The court had ruled on October 30.", "October 30 = 2018-10-30"),
    ("The agreement will lapse on November 23.", "November 23 = 2019-11-23"),
    ("The notice is due by August 24.", "August 24 = 2019-08-24"),
    ("Until 24 August either side may give notice.", "24 August = 2019-08-24"),
    ("Talks are to be held on January 5.", "January 5 = 2020-01-05"),
    ("Seoul decided it on July 4th.", "July 4th = 2019-07-04"),
    ("On the 10th of August the papers were out.", "the 10th of August = 2019-08-10"),
    ("He came on August 9 last year.", "August 9 last year = 2018-08-09"),
    ("He came on August 9 of last year.", "August 9 of last year = 2018-08-09"),
    ("He came on August 9, last year.", "August 9, last year = 2018-08-09"),
    ("He came on 9 August this year.", "9 August this year = 2019-08-09"),
    ("SEOUL, Aug. 9 (Yonhap) -- The ministry protested.", "Aug. 9 = 2019-08-09"),
    ("The short extension until June 30 is too late.", "June 30 = 2019-06-30"),
    ("The pact was extended to October 1.", "October 1 = 2019-10-01"),
    # weekday with date
    ("It was released on Tuesday (Feb. 2).", "Tuesday (Feb. 2) = 2016-02-02"),
    ("It was released on Friday (Aug. 9).", "Friday (Aug. 9) = 2019-08-09"),
    ("It was released on Aug. 9 (Friday).", "Aug. 9 (Friday) = 2019-08-09"),
    ("It was released Friday, Aug. 9, in Tokyo.", "Friday, Aug. 9 = 2019-08-09"),
    ("They left on Friday morning, August 9.", "Friday morning, August 9 = 2019-08-09"),
    # ranges of days
    ("He visited from March 16 to 17.", "March 16 to 17 = 2019-03-16/2019-03-17"),
    ("He visited on March 16-17, 2018.", "March 16-17, 2018 = 2018-03-16/2018-03-17"),
    ("He visited on March 16–17.", "March 16–17 = 2019-03-16/2019-03-17"),
    ("He visited on 16-17 March 2018.", "16-17 March 2018 = 2018-03-16/2018-03-17"),
    ("He visited on 16 and 17 March.", "16 and 17 March = 2019-03-16/2019-03-17"),
    ("He visited from July 30 to August 2.", "July 30 to August 2 = 2019-07-30/2019-08-02"),
    ("He visited between 30 July and 2 August.", "30 July = 2019-07-30; 2 August = 2019-08-02"),
    ("He stayed from 30 December to 2 January 2019.", "30 December to 2 January 2019 = 2018-12-30/2019-01-02"),
    ("He stayed from Dec. 30, 2017 to Jan. 2, 2018.", "Dec. 30, 2017 to Jan. 2, 2018 = 2017-12-30/2018-01-02"),
    ("They met on April 3 and May 7.", "April 3 = 2019-04-03; May 7 = 2019-05-07"),
    ("Between April 3 and May 7 they met.", "April 3 and May 7 = 2019-04-03/2019-05-07"),
    ("They met on March 16 and 17.", "March 16 and 17 = 2019-03-16/2019-03-17"),
    # months
    ("Esper took office in July.", "July = 2019-07"),
    ("The radar incident in December last year soured ties.", "December last year = 2018-12"),
    ("In December of last year a radar was used.", "December of last year = 2018-12"),
    ("In July 2016 the deployment was announced.", "July 2016 = 2016-07"),
    ("In July of 2016 the deployment was announced.", "July of 2016 = 2016-07"),
    ("It resumed in Oct. 2015.", "Oct. 2015 = 2015-10"),
    ("It was decided last July.", "last July = 2019-07"),
    ("It was decided last October.", "last October = 2018-10"),
    ("It was decided last August.", "last August = 2018-08"),
    ("It was decided this May.", "this May = 2019-05"),
    ("They will meet next March.", "next March = 2020-03"),
    ("They will meet in October.", "October = 2019-10"),
    ("Japan removed Korea from the list in August of this year.", "August of this year = 2019-08"),
    ("The court ruled in late October 2018.", "late October 2018 = 2018-10-21/2018-10-31"),
    ("He came in early January this year.", "early January this year = 2019-01-01/2019-01-10"),
    ("It is to be published around mid-September this year.", "mid-September this year = 2019-09-11/2019-09-20"),
    ("It was published in mid-July.", "mid-July = 2019-07-11/2019-07-20"),
    ("At the end of July they met.", "the end of July = 2019-07-25/2019-07-31"),
    ("At the beginning of July 2018 they met.", "the beginning of July 2018 = 2018-07-01/2018-07-07"),
    ("In the first half of June they met.", "the first half of June = 2019-06-01/2019-06-15"),
    ("From July to September 2018 talks stalled.", "July to September 2018 = 2018-07-01/2018-09-30"),
    ("Between March and May talks stalled.", "March and May = 2019-03-01/2019-05-31"),
    ("Sales fell in November-December 2018.", "November-December 2018 = 2018-11-01/2018-12-31"),
    ("A December summit was held.", "December = 2018-12"),
    ("In May the envoy came.", "May = 2019-05"),
    ("Since June, no talks were held.", "June = 2019-06"),
    ("A plan of 2019-03 was found.", "2019-03 = 2019-03"),
    # years
    ("In 2016 they signed.", "2016 = 2016"),
    ("Since 2018 relations have cooled.", "2018 = 2018"),
    ("The 2018 edition named South Korea.", "2018 = 2018"),
    ("The 1965 treaty settled it.", "1965 = 1965"),
    ("In the year 2018 relations cooled.", "the year 2018 = 2018"),
    ("It was ruled between 1910 and 1945.", "between 1910 and 1945 = 1910-01-01/1945-12-31"),
    ("It was ruled from 1910 to 1945.", "from 1910 to 1945 = 1910-01-01/1945-12-31"),
    ("The 2014-15 crisis ended.", "2014-15 = 2014-01-01/2015-12-31"),
    ("The war (1950–1953) divided it.", "1950–1953 = 1950-01-01/1953-12-31"),
    ("In the 1990s they talked.", "the 1990s = 1990-01-01/1999-12-31"),
    ("In the early 1990s they talked.", "the early 1990s = 1990-01-01/1993-04-30"),
    ("In early 2018 they talked.", "early 2018 = 2018-01-01/2018-04-30"),
    ("In mid-2018 they talked.", "mid-2018 = 2018-05-01/2018-08-31"),
    ("In late 2018 they talked.", "late 2018 = 2018-09-01/2018-12-31"),
    ("By the end of 2020 it will close.", "the end of 2020 = 2020-12-01/2020-12-31"),
    ("They met in 2012, 2015 and 2018.", "2012 = 2012; 2015 = 2015; 2018 = 2018"),
    ("In the 19th century it was closed.", "the 19th century = 1801-01-01/1900-12-31"),
    ("In the first half of 2020 it will be built.", "the first half of 2020 = 2020-01-01/2020-06-30"),
    ("Exports fell in the third quarter of 2018.", "the third quarter of 2018 = 2018-07-01/2018-09-30"),
    ("Exports fell in Q3 2018.", "Q3 2018 = 2018-07-01/2018-09-30"),
    ("Exports fell in the second quarter of this year.", "the second quarter of this year = 2019-04-01/2019-06-30"),
    ("In the summer of 2018 they met.", "the summer of 2018 = 2018-06-01/2018-08-31"),
    ("In spring 2018 they met.", "spring 2018 = 2018-03-01/2018-05-31"),
    ("They met last spring.", "last spring = 2019-03-01/2019-05-31"),
    ("They met this spring.", "this spring = 2019-03-01/2019-05-31"),
    # weekdays
    ("The ministry said on Tuesday that it protested.", "Tuesday = 2019-08-06"),
    ("The ministry protested Friday.", "Friday = 2019-08-09"),
    ("The ministry protested on Saturday.", "Saturday = 2019-08-10"),
    ("Envoys met on Tuesday night.", "Tuesday night = 2019-08-06"),
    ("Envoys met late on Tuesday.", "late on Tuesday = 2019-08-06"),
    ("Envoys met last Monday.", "last Monday = 2019-08-05"),
    ("Envoys met last Saturday.", "last Saturday = 2019-08-03"),
    ("Envoys will meet next Wednesday.", "next Wednesday = 2019-08-14"),
    ("Envoys will meet on Wednesday.", "Wednesday = 2019-08-14"),
    ("Seoul must answer by Friday.", "Friday = 2019-08-16"),
    ("Envoys are to meet this Monday.", "this Monday = 2019-08-12"),
    ("Envoys met this Thursday.", "this Thursday = 2019-08-08"),
    ("A vote could come as early as Tuesday.", "Tuesday = 2019-08-13"),
    ("A vote will be held this coming Tuesday.", "this coming Tuesday = 2019-08-13"),
    # deictic words
    ("Yesterday the envoy left.", "Yesterday = 2019-08-09"),
    ("The envoy leaves today.", "today = 2019-08-10"),
    ("The envoy leaves tomorrow.", "tomorrow = 2019-08-11"),
    ("The envoy spoke last night.", "last night = 2019-08-09"),
    ("The envoy left the day before yesterday.", "the day before yesterday = 2019-08-08"),
    ("The envoy spoke earlier today.", "earlier today = 2019-08-10"),
    ("Last week the envoy left.", "Last week = 2019-07-29/2019-08-04"),
    ("This week the envoy left.", "This week = 2019-08-05/2019-08-11"),
    ("Next week the envoy leaves.", "Next week = 2019-08-12/2019-08-18"),
    ("Last month the envoy left.", "Last month = 2019-07"),
    ("Next month the envoy leaves.", "Next month = 2019-09"),
    ("Since last year, ties have worsened.", "last year = 2018"),
    ("This year ties have worsened.", "This year = 2019"),
    ("Last quarter exports fell.", "Last quarter = 2019-04-01/2019-06-30"),
    ("Last weekend they met.", "Last weekend = 2019-08-03/2019-08-04"),
    ("It was announced earlier this month.", "earlier this month = 2019-08-01/2019-08-10"),
    ("It will open later this year.", "later this year = 2019-08-10/2019-12-31"),
    ("It was agreed earlier this year.", "earlier this year = 2019-01-01/2019-08-10"),
    ("It must be decided by the end of this month.", "the end of this month = 2019-08-25/2019-08-31"),
    ("It will be done by the end of the year.", "the end of the year = 2019-12-01/2019-12-31"),
    ("It was agreed at the end of last year.", "the end of last year = 2018-12-01/2018-12-31"),
    ("It was agreed late last year.", "late last year = 2018-09-01/2018-12-31"),
    ("It was agreed early this month.", "early this month = 2019-08-01/2019-08-10"),
    ("It will begin at the beginning of next year.", "the beginning of next year = 2020-01-01/2020-01-31"),
    ("Three days ago a ship was seized.", "Three days ago = 2019-08-07"),
    ("A ship was seized two weeks ago.", "two weeks ago = 2019-07-24/2019-07-30"),
    ("A ship was seized three months ago.", "three months ago = 2019-05"),
    ("About 10 years ago a ship was seized.", "About 10 years ago = 2009"),
    ("A year ago a ship was seized.", "A year ago = 2018"),
    ("A ship was seized a few days ago.", "a few days ago = 2019-08-03/2019-08-08"),
    ("Several years ago a ship was seized.", "Several years ago = 2012-08-10/2017-08-10"),
    ("Over the past five years trade grew.", "the past five years = 2014-08-10/2019-08-10"),
    ("In the last 10 days two ships were seized.", "the last 10 days = 2019-07-31/2019-08-10"),
    ("In the next two weeks talks will be held.", "the next two weeks = 2019-08-10/2019-08-24"),
    ("In recent months ties have worsened.", "recent months = 2019-01-10/2019-08-10"),
    # running text
    ("They met on July 4. The same day they signed.", "July 4 = 2019-07-04; The same day = 2019-07-04"),
    ("They met on July 4. The following day they left.", "July 4 = 2019-07-04; The following day = 2019-07-05"),
    ("They met on July 4. The next day they left.", "July 4 = 2019-07-04; The next day = 2019-07-05"),
    ("They met on July 4, a day after.", "July 4 = 2019-07-04; a day after = 2019-07-05"),
    ("They met on July 4. A day earlier he spoke.", "July 4 = 2019-07-04; A day earlier = 2019-07-03"),
    ("They met on July 4. Two days later he left.", "July 4 = 2019-07-04; Two days later = 2019-07-06"),
    ("They met on July 4. He had spoken the day before.", "July 4 = 2019-07-04; the day before = 2019-07-03"),
    ("He came in May 2016. That month it began.", "May 2016 = 2016-05; That month = 2016-05"),
    ("He came in May 2016. The following year it ended.", "May 2016 = 2016-05; The following year = 2017"),
    ("He came in May 2016. In November that year it ended.", "May 2016 = 2016-05; November that year = 2016-11"),
    ("He came in May 2016. A year later it ended.", "May 2016 = 2016-05; A year later = 2017"),
    ("In 2016, they agreed on July 8 and signed on Nov. 23.", "2016 = 2016; July 8 = 2016-07-08; Nov. 23 = 2016-11-23"),
    ("In October 2018 it ruled, see 2018-10-30.", "October 2018 = 2018-10; 2018-10-30 = 2018-10-30"),
    ("In October 2018 it ruled, on Oct. 30, for them.", "October 2018 = 2018-10; Oct. 30 = 2018-10-30"),
    # like machine translation
    ("The minister said on the 9th that he would go.", "the 9th = 2019-08-09"),
    ("The minister will visit on the 20th.", "the 20th = 2019-08-20"),
    ("The minister said so on the 25th.", "the 25th = 2019-07-25"),
    ("On the 5th and 6th, talks were held.", "the 5th and 6th = 2019-08-05/2019-08-06"),
    ("On the 5th to the 6th, talks were held.", "the 5th to the 6th = 2019-08-05/2019-08-06"),
    ("Talks were held on the 2nd of this month.", "the 2nd of this month = 2019-08-02"),
    ("Talks were held on the 22nd of last month.", "the 22nd of last month = 2019-07-22"),
    ("Talks were held on the 22nd last month.", "the 22nd last month = 2019-07-22"),
    ("Talks were held on the 6th local time.", "the 6th local time = 2019-08-06"),
    ("Talks were held on 6 local time.", "6 local time = 2019-08-06"),
    ("On July 1 it announced curbs, and on the 4th they took effect.", "July 1 = 2019-07-01; the 4th = 2019-07-04"),
    # parts of days, weekends, holidays, weeks of a month
    ("They met on Monday. The same evening they left.", "Monday = 2019-08-05; The same evening = 2019-08-05"),
    ("They met on Monday. The next morning they left.", "Monday = 2019-08-05; The next morning = 2019-08-06"),
    ("They met on Monday. Hours later they left.", "Monday = 2019-08-05; Hours later = 2019-08-05/2019-08-06"),
    ("They met on Monday. Weeks later they left.", "Monday = 2019-08-05; Weeks later = 2019-08-19/2019-09-23"),
    ("Shots fell over the weekend.", "the weekend = 2019-08-10/2019-08-11"),
    ("They met on Friday last week.", "Friday last week = 2019-08-02"),
    ("They met on Tuesday of this week.", "Tuesday of this week = 2019-08-06"),
    ("They met on New Year's Day.", "New Year's Day = 2019-01-01"),
    ("They met on Christmas Eve 2016.", "Christmas Eve 2016 = 2016-12-24"),
    ("They met in the first week of May.", "the first week of May = 2019-05-01/2019-05-07"),
    ("They met in the last week of April 2018.", "the last week of April 2018 = 2018-04-24/2018-04-30"),
    ("Two died in the past 24 hours.", "the past 24 hours = 2019-08-09/2019-08-10"),
    # what a later expression counts from
    ("It takes effect on Aug. 28. The day before, they met.", "Aug. 28 = 2019-08-28; The day before = 2019-08-09"),
    ("The pact ended in May. Two weeks later they met.", "May = 2019-05; Two weeks later = 2019-05-12/2019-06-17"),
    ("It gave notice in March. He came last week and spoke on the 2nd.",
     "March = 2019-03; last week = 2019-07-29/2019-08-04; the 2nd = 2019-08-02"),
    ("It was signed on Sept. 3, 2014, and changed on Sept. 10.", "Sept. 3, 2014 = 2014-09-03; Sept. 10 = 2014-09-10"),
    # not times
    ("May he rest. Theresa May resigned, and they may march.", ""),
    ("Resolution 2231 and resolution 1929 were cited.", ""),
    ("The S-400, the G20 and the F-35 were named.", ""),
    ("It costs 2,019 dollars or 2019 dollars, 20.5 percent.", ""),
    ("About 2000 troops of the 38th parallel left.", ""),
    ("He is 65 and spoke for a second on page 1998.", ""),
    ("They march on the capital in a long march.", ""),
    ("The second round of the 7th meeting was the 70th anniversary.", ""),
    ("He wrote in USA Today and the Sunday Times of Black Friday.", ""),
    ("In today's world the October Revolution matters.", ""),
    ("On the 38th parallel and on the 3rd floor they stood.", ""),
    ("The fall of the city and the spring of the clock.", ""),
    ("Article 1996 of Law 2010 binds 1945 soldiers.", ""),
    ("The 28-year-old won 3-2 and ran 10.08 seconds.", ""),
    ("Two days after the summit he left.", ""),
    ("The day after the summit he left.", ""),
]  # fmt: skip


@pytest.mark.parametrize("text, expected", CASES, ids=[text[:60] for text, _ in CASES])
def test_reads_expression(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text, kind",
    [
        ("on August 9", "absolute"),
        ("in December last year", "deictic"),
        ("said on Tuesday", "weekday"),
        ("said yesterday", "deictic"),
        ("on July 4 and the same day", "relative"),
        ("over the past five years", "duration"),
        ("three days ago", "deictic"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert find_times(text, anchor=on(SATURDAY))[-1].kind == kind


@pytest.mark.parametrize(
    "text, bound",
    [
        ("since last year", "since"),
        ("until 24 August", "until"),
        ("by the end of this month", "until"),
        ("before July 2016", "before"),
        ("after October 2018", "after"),
        ("in October 2018", None),
    ],
)
def test_bound(text: str, bound: str | None) -> None:
    assert find_times(text, anchor=on(SATURDAY))[0].bound == bound


def test_tense_of_the_caller_wins_over_cues() -> None:
    text = "He said on Tuesday"
    [ahead] = find_times(text, anchor=on(SATURDAY), tense="future")
    assert ahead.value.start == date(2019, 8, 13)


def test_context_year_of_the_caller_wins() -> None:
    [found] = find_times("on July 4", anchor=on(SATURDAY), context_year=2011)
    assert found.value.start == date(2011, 7, 4)


def test_month_anchor_gives_the_day_inside_it() -> None:
    month = DateValue(date(2021, 12, 1), date(2021, 12, 31), "month")
    assert read("They met on December 12.", month) == "December 12 = 2021-12-12"


def test_month_anchor_bounds_a_weekday() -> None:
    month = DateValue(date(2021, 12, 1), date(2021, 12, 31), "month")
    assert read("They met on Friday.", month) == "Friday = ?2021-11-26/2021-12-31"


def test_month_anchor_settles_last_year() -> None:
    month = DateValue(date(2021, 12, 1), date(2021, 12, 31), "month")
    assert read("They met last year.", month) == "last year = 2020"


def test_bounds_of_an_unknown_anchor_are_used() -> None:
    anchor = DateValue(earliest=date(2019, 8, 10), latest=date(2019, 8, 31))
    assert read("in December last year", anchor) == "December last year = 2018-12"


@pytest.mark.parametrize("text", ["yesterday", "on Tuesday", "last year", "on August 9", "three days ago", "in July"])
def test_without_an_anchor_nothing_is_guessed(text: str) -> None:
    [found] = find_times(text, anchor=UNKNOWN_DATE)
    assert (found.value.precision, found.value.start, found.value.end) == ("unknown", None, None)


def test_without_an_anchor_the_year_of_the_text_serves() -> None:
    assert read("The draft of 2019 is out. Kyodo said so on August 10.", UNKNOWN_DATE).endswith(
        "August 10 = 2019-08-10"
    )


def test_only_the_range_asked_for_is_read() -> None:
    text = "On July 4 they met. On July 6 they left."
    assert [e.span.quote for e in find_times(text, anchor=on(SATURDAY), start=20)] == ["July 6"]


FORMATS = [
    "{B} {d}, {y}", "{d} {B} {y}", "{b} {d}, {y}", "{y}-{m:02}-{d:02}", "{d:02}.{m:02}.{y}", "the {d}{th} of {B} {y}",
    "{B} {d}{th}, {y}", "{A}, {B} {d}, {y}", "{y}/{m}/{d}", "{d} {b} {y}", "{A} ({b} {d}, {y})",
]  # fmt: skip


def write(day: date, pattern: str) -> str:
    th = "th" if 10 <= day.day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    names = {"B": day.strftime("%B"), "b": day.strftime("%b"), "A": day.strftime("%A")}
    return pattern.format(**names, d=day.day, m=day.month, y=day.year, th=th)


@given(st.dates(date(1900, 1, 1), date(2059, 12, 31)), st.sampled_from(FORMATS))
def test_every_format_round_trips(day: date, pattern: str) -> None:
    [found] = find_times(f"They signed it on {write(day, pattern)} in Seoul.", anchor=UNKNOWN_DATE)
    assert found.value.start == found.value.end == day


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(0, 180))
def test_a_past_day_without_its_year_is_found_again(anchor: date, back: int) -> None:
    day = anchor - timedelta(days=back)
    [found] = find_times(f"They signed it on {day:%B} {day.day}.", anchor=on(anchor), tense="past")
    assert found.value.start == day


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_weekday_lies_in_the_week_before(anchor: date) -> None:
    for name in ("Monday", "Thursday", "Sunday"):
        [found] = find_times(f"They met on {name}.", anchor=on(anchor))
        assert found.value.start is not None
        assert 0 <= (anchor - found.value.start).days < 7


PIECES = st.sampled_from(
    ["on", "the", "of", "May", "march", "12", "2019", "9th", "last", "year", "Tuesday", "Feb.", "(", ")", "-", "to", "and",
     "early", "end", "ago", "two", "weeks", "same day", ",", ".", "\n", "later", "1990s", "since", "this", "month",
     "2014-15"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map(" ".join), st.none() | st.dates(date(1960, 1, 1), date(2090, 1, 1)))
def test_spans_hold_and_dates_are_in_order(text: str, anchor: date | None) -> None:
    found = find_times(text, anchor=on(anchor) if anchor else UNKNOWN_DATE)
    check(text, found)


@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    check(text, find_times(text, anchor=on(SATURDAY)))


def check(text: str, found: list[TimeExpression]) -> None:
    at = 0
    for expression in found:
        assert holds(text, expression.span)
        assert expression.span.start >= at
        at = expression.span.end
        value = expression.value
        assert value.text == expression.span.quote
        if value.start is not None and value.end is not None:
            assert value.start <= value.end
        if value.precision == "month" and value.start and value.end:
            assert value.end.day == monthrange(value.end.year, value.end.month)[1]
        assert (value.precision == "unknown") == (value.start is None)


@pytest.mark.parametrize("anchor", [READ_ON_SATURDAY, UNKNOWN_DATE], ids=["dated", "undated"])
@pytest.mark.parametrize("day", ["July 4, 2018", "Friday"])
def test_long_text_is_read_in_linear_time(day: str, anchor: DateValue) -> None:
    page = f"On {day} the two sides met again and the second ministers said that nothing of note was agreed.\n\n" * 80
    started = time.process_time()
    find_times(page, anchor=anchor)
    once = time.process_time() - started
    started = time.process_time()
    find_times(page * 16, anchor=anchor)
    assert time.process_time() - started < 50 * once + 0.2


def test_real_page_of_august_2019(shared) -> None:
    text = (shared / "seeds" / "000_f5da773a77bb8666.txt").read_text(encoding="utf-8")
    found = {e.span.quote: short(e.value) for e in find_times(text, anchor=on(SATURDAY))}
    assert found["December last year"] == "2018-12"
    assert found["August 9"] == "2019-08-09"
    assert found["24 August"] == "2019-08-24"


def test_real_page_of_february_2021(shared) -> None:
    text = (shared / "seeds" / "003_68ac4e6bdb6a557b.txt").read_text(encoding="utf-8")
    found = {e.span.quote: short(e.value) for e in find_times(text, anchor=on(date(2021, 2, 2)))}
    assert found["Tuesday (Feb. 2)"] == found["the same day"] == "2021-02-02"
    assert found["October 2019"] == "2019-10"


@pytest.mark.parametrize(
    "text, ahead",
    [
        ("The truce begins on July 27.", True),
        ("The order takes effect on July 27.", True),
        ("They will meet on July 27.", True),
        ("They met on July 27.", False),
    ],
)
def test_says_whether_the_words_speak_of_something_to_come(text: str, ahead: bool) -> None:
    (found,) = find_times(text, anchor=READ_ON_SATURDAY)
    assert found.ahead is ahead


def test_a_weekday_of_a_publication_known_to_few_days_is_a_range() -> None:
    few = DateValue(date(2019, 8, 8), date(2019, 8, 10), "range")
    (found,) = find_times("They met on Friday.", anchor=few)
    assert short(found.value) == "2019-08-02/2019-08-09"
