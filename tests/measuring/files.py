"""Small event files in the layouts of the data sets; the rows are our own, of acts that are on record."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

from detente.measuring.formats import gdelt, phoenix

ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
    "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t"
    "Longitude"
)


def icews(
    ident: object = 1,
    day: str = "2019-08-22",
    source: str = "South Korea",
    roles: str = "NULL",
    country: str = "South Korea",
    code: str = "1246",
    target: str = "Japan",
    target_roles: str = "NULL",
    target_country: str = "Japan",
    story: str = "70:1",
) -> str:
    """Return a line of ICEWS; by default Seoul ends its intelligence pact with Tokyo."""
    number, sentence = story.split(":")
    fields = [ident, day, source, roles, country, "Defy norms, law", code, "-5.0", target, target_roles, target_country]
    return "\t".join(map(str, [*fields, number, sentence, "Wire", "Seoul", "", "", "South Korea", "37.6", "127.0"]))


def write_icews(path: Path, *lines: str, header: str = ICEWS) -> Path:
    return put(path, "\n".join([header, *lines]) + "\n")


def put(path: Path, text: str) -> Path:
    """Write a file, packed as its name says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(path.stem, text)
    else:
        path.write_text(text, encoding="utf-8")
    return path


def gdelt_line(version: int = 2, **fields: str) -> str:
    """Return a line of GDELT with the named fields; by default Washington puts tariffs on Chinese goods."""
    usual = {
        "id": "1",
        "day": "20180706",
        "actor1_code": "USAGOV",
        "actor1_name": "UNITED STATES",
        "actor1_country": "USA",
        "actor1_type1": "GOV",
        "actor2_code": "CHN",
        "actor2_name": "CHINA",
        "actor2_country": "CHN",
        "event": "163",
        "goldstein": "-8.0",
        "articles": "10",
        "place_country": "CH",
        "added": "20180706",
        "url": "https://example.org/tariffs",
    }
    layouts = (gdelt.FORMAT_1 if version == 1 else gdelt.FORMAT_2).layouts
    columns = layouts[max(layouts)]
    return "\t".join((usual | fields).get(name, "") for name in columns)


POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\t"
    "Primary Actor Sector\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tCountry\tSource"
)


def polecat(ident: str = "P1", kind: str = "CONSULT", mode: str = "visit", target: str = "KOR") -> str:
    """Return a line of POLECAT; by default Kishida's visit to Seoul of May 2023."""
    start = [ident, "2023-05-07", kind, mode, "4.0", "VERBAL COOPERATION", "diplomatic", "Fumio Kishida", "JPN", "740"]
    return "\t".join([*start, "GOV", "Yoon Suk Yeol", target, "732", "GOV", "South Korea", "Wire"])


PHOENIX = (
    "eid,story_date,year,month,day,source,source_root,source_agent,source_others,target,target_root,target_agent,"
    "target_others,code,root_code,quad_class,goldstein,joined_issues,lat,lon,placename,statename,countryname,aid,process"
)
PHOENIX_ROW = (
    'PHO1,09/18/1978,1978,9,17,EGYGOV,EGY,GOV,,ISRGOV,ISR,GOV,,057,05,1,8.0,"PEACE,1",38.9,-77.0,Washington,,United States,'
    "7,NYT"
)


def phoenix_daily() -> str:
    """Return a line of the daily files, which have no header."""
    columns = next(iter(phoenix.FORMAT.layouts.values()))
    row = {"eid": "1", "story_date": "20150714", "year": "2015", "month": "07", "day": "14", "code": "057"}
    row |= {"source": "IRNGOV", "source_root": "IRN", "source_agent": "GOV", "target": "USAGOV", "target_root": "USA"}
    return "\t".join((row | {"target_agent": "GOV", "goldstein": "8.0"}).get(name, "") for name in columns)


UCDP = (
    "id,relid,year,type_of_violence,side_a,gwnoa,side_b,gwnob,number_of_sources,source_office,country,country_id,"
    "date_prec,date_start,date_end,best"
)
UCDP_ROWS = (
    "1,R1,2020,1,Government of Armenia,371,Government of Azerbaijan,373,4,Wire,Azerbaijan,373,1,2020-09-27,2020-09-27,23\n"
    '2,R2,2015,3,Jama\'atu Ahlis Sunna,,Civilians,,2,"Wire, ""first""",Nigeria,475,2,2015-01-03,2015-01-07,150\n'
)

ACLED = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,country,source,notes,fatalities"
)
ACLED_ROWS = (
    "UKR1,24 February 2022,2022,1,Explosions/Remote violence,Air/drone strike,Military Forces of Russia (2000-),,"
    'External/Other forces,Military Forces of Ukraine (2019-),,State forces,Ukraine,Wire,"Strikes\non airfields",3\n'
    "FRA2,2023-03-23,2023,3,Protests,Peaceful protest,Protesters (France),,6,,,,France,Wire,Pensions,0\n"
)
