"""The wheel of a year as a calendar file: what an entry holds, and the same bytes for the same input."""

import builtins
import datetime
import sys
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from workbench.cli import main

CASE = Path(__file__).parent / "transcripts/partistod"


def written(path: Path, year: int = 2027, regulation: Path = CASE) -> bytes:
    assert main(["årshjul", str(regulation), "--år", str(year), "--ics", str(path)]) == 0
    return path.read_bytes()


def test_every_dated_event_is_a_whole_day_with_its_amounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendar = Calendar.from_ical(written(tmp_path / "hjul.ics"))
    captured = capsys.readouterr()
    assert captured.out == f"{tmp_path / 'hjul.ics'}\n"
    assert captured.err == "4 händelser skrevs. 1 sak utan bestämd dag är inte med.\n"
    entries = [
        (one.decoded("dtstart"), str(one["summary"]), str(one["description"])) for one in calendar.walk("VEVENT")
    ]
    assert entries == [
        (
            datetime.date(2027, 1, 1),
            "Kommunstyrelsen ska betala ut stödet, del 1 av 2",
            "§ 1, Partistöd i Exempelstad\nNorra: 25 000,03 kr/år\nSödra: 5 000,01 kr/år\nsumma: 30 000,04 kr/år",
        ),
        (
            datetime.date(2027, 2, 28),
            "Partiet ska redovisa hur stödet har använts",
            "§ 1, Partistöd i Exempelstad\nNorra\nSödra",
        ),
        (
            datetime.date(2027, 2, 28),
            "Partiet ska betala tillbaka det oanvända",
            "§ 1, Partistöd i Exempelstad\nNorra: 10 000,05 kr/år",
        ),
        (
            datetime.date(2027, 7, 1),
            "Kommunstyrelsen ska betala ut stödet, del 2 av 2",
            "§ 1, Partistöd i Exempelstad\nNorra: 25 000,02 kr/år\nSödra: 5 000,00 kr/år\nsumma: 30 000,02 kr/år",
        ),
    ]
    # The day of the decision in the header, never the clock.
    stamps = {one.decoded("dtstamp") for one in calendar.walk("VEVENT")}
    assert stamps == {datetime.datetime(2026, 3, 26, tzinfo=datetime.UTC)}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path / "a.ics")
    assert written(tmp_path / "b.ics") == first
    assert first.count(b"\r\n") == first.count(b"\n")
    assert max(map(len, first.split(b"\r\n"))) <= 75


def test_an_entry_keeps_its_name_when_the_data_change(tmp_path: Path) -> None:
    """So that reading the file again replaces the entries. Two alike on one day have different names."""
    text = (CASE / "partistod.regel").read_text("utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "partistod.regel").write_text(text, "utf-8")
    (tmp_path / "data/partier.csv").write_text("parti;mandat;förbrukning 2026\nÖstra;2;0\n", "utf-8")
    here, there = (
        [str(one["uid"]) for one in Calendar.from_ical(content).walk("VEVENT")]
        for content in (written(tmp_path / "a.ics"), written(tmp_path / "b.ics", regulation=tmp_path))
    )
    assert here == there
    assert len(set(here)) == len(here)


@pytest.mark.parametrize(
    ("header", "stamp"),
    [
        ("beslutat  fullmäktige 2026-13-40\n    gäller  från och med 2026-01-01", "20260101T000000Z"),
        ("beslutat  fullmäktige i juni", "20270101T000000Z"),
    ],
)
def test_without_a_day_in_the_header_the_stamp_is_that_of_entry_into_force_or_the_year(
    tmp_path: Path, header: str, stamp: str
) -> None:
    file = tmp_path / "regler.regel"
    file.write_text(
        f'regelverk "Prov"\n    {header}\n    beräkningsår  2027\n\nroller\n    nämnden\n\n'
        '§ 1 Rapport\n    nämnden ska "rapportera"\n        senast den 1 mars\n',
        "utf-8",
    )
    text = written(tmp_path / "hjul.ics", regulation=file).decode()
    assert f"DTSTAMP:{stamp}\r\n" in text
    assert "DTSTART;VALUE=DATE:20270301\r\n" in text


def test_a_missing_package_is_told_with_the_way_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> object:
        if name.partition(".")[0] == "icalendar":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest, **named)

    monkeypatch.delitem(sys.modules, "workbench.norms.calendars", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    assert main(["årshjul", str(CASE), "--år", "2027", "--ics", str(tmp_path / "a.ics")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith("Installera det med: pip install 'regelverk[kalender]'\n")
    assert not (tmp_path / "a.ics").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["årshjul", str(CASE), "--år", "2027", "--ics", str(tmp_path / "ingen/a.ics")]) == 2
    assert "mappen finns inte" in capsys.readouterr().err
