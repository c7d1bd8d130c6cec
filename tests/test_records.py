"""Records of calculations: the same files give the same bytes, and what is changed afterwards is found."""

import base64
import hashlib
import json
import os
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interpreter.records import recording
from interpreter.records.reading import MOST_BYTES, Unreadable, read_record
from interpreter.records.recording import (
    Asked,
    Computed,
    FileChange,
    Record,
    Tampered,
    as_json,
    compared,
    file_changes,
    keep,
    sealed,
    tampered,
)
from workbench.cli import main
from workbench.page.look import Look
from workbench.page.text import as_text
from workbench.results.verifying import MOST_TOLD, is_same, page
from workbench.session.records import Broken, Verdict, recomputed, verdict_of

ROOT = Path(__file__).parent.parent

RULES = """\
regelverk "Stöd"
    gäller        från och med 2026-01-01
    beräkningsår  2027

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal, minst 1

avsnitt 1
    grundbelopp (grundbeloppet) är
        från och med 2026-01-01: 1 kr
        från och med 2028-01-01: 3 kr
    partiets stöd (stödet) är grundbeloppet × mandaten
"""
AMENDMENT = """\
ändring av "2026.regel" "Höjt stöd"
    träder i kraft  2029-01-01

avsnitt 1 ska ha följande lydelse
    avsnitt 1
        partiets stöd (stödet) är 5 kr × mandaten
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stöd" / "data").mkdir(parents=True)
    (tmp_path / "stöd" / "2026.regel").write_text(RULES, "utf-8")
    (tmp_path / "stöd" / "data" / "partier.csv").write_text("parti;mandat\nA;2\nB;3\n", "utf-8")
    return tmp_path / "stöd"


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def recorded(capsys, folder, *asked, name="akt.json"):
    """The record of a calculation, as a path."""
    path = folder.parent / name
    code, _, remarks = run(capsys, "beräkna", folder, "--akt", path, *asked)
    assert (code, [line for line in remarks.splitlines() if line.startswith("fel")]) == (0, [])
    return path


def changed(path, change, name="ändrad.json"):
    """The record with something in it changed, as a path."""
    whole = json.loads(path.read_text("utf-8"))
    change(whole)
    other = path.with_name(name)
    other.write_text(json.dumps(whole), "utf-8")
    return other


# -- what a record is ----------------------------------------------------------------------------


def test_a_record_is_what_the_page_says(capsys, folder):
    whole = json.loads(recorded(capsys, folder, "--år", "2028").read_text("utf-8"))
    assert {key: whole[key] for key in ("kind", "format", "regulation", "asked", "year", "folder", "opened")} == {
        "kind": "regelverk akt",
        "format": 1,
        "regulation": "Stöd",
        "asked": {"year": 2028, "day": None},
        "year": 2028,
        "folder": "",
        "opened": "",
    }
    (rules,), (data,) = whole["rules"], whole["data"]
    assert (rules["name"], rules["text"]) == ("2026.regel", RULES)
    assert rules["sha256"] == hashlib.sha256(RULES.encode()).hexdigest()
    assert (data["name"], data["text"]) == ("partier.csv", "parti;mandat\nA;2\nB;3\n")
    # The hashes, as anybody would make them from the page of records.
    outcome = {"results": whole["results"], "judgements": whole["judgements"]}
    rest = {key: value for key, value in whole.items() if key != "sha256"}
    assert [_hash(outcome), _hash(rest)] == [whole["results_sha256"], whole["sha256"]]
    table = json.loads(run(capsys, "beräkna", folder, "--år", "2028", "--format", "json")[1])
    assert (whole["results"], whole["judgements"]) == (table["results"], table["judgements"])


def _hash(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_same_files_give_the_same_bytes_wherever_they_are(capsys, folder, tmp_path):
    first = recorded(capsys, folder).read_bytes()
    assert recorded(capsys, folder, name="igen.json").read_bytes() == first
    other = tmp_path / "någon annanstans"
    other.mkdir()
    os.rename(folder, other / "annat namn")
    assert recorded(capsys, other / "annat namn").read_bytes() == first
    assert str(tmp_path).encode() not in first


def test_files_that_are_no_text_are_kept_too():
    content = b"PK\x03\x04\xff"
    record = sealed(attrs.evolve(SMALL, data=(keep("bok.xlsx", content),)))
    whole = json.loads(as_json(record))
    assert base64.b64decode(whole["data"][0]["base64"]) == content
    assert read_record(as_json(record).encode()).data == record.data


def test_rule_files_beside_the_folder_are_kept_where_they_stand(capsys, tmp_path):
    top = tmp_path / "regelverk"
    (top / "stöd" / "data").mkdir(parents=True)
    (top / "gemensamt").mkdir()
    (top / "gemensamt" / "begrepp.regel").write_text(
        'regelverk "Begrepp"\n\nbegrepp\n    parti (partiet, partier, partierna)\n        mandat (mandaten): heltal\n',
        "utf-8",
    )
    (top / "annat.regel").write_text('regelverk "Annat"\n\n§ 2 Mer\n    | Text.\n    upplysning\n', "utf-8")
    (top / "stöd" / "a.regel").write_text(
        'regelverk "Stöd"\n\nanvänder "../gemensamt/begrepp.regel"\n\navsnitt 1\n    partiets stöd är 2 × mandaten\n'
        '    se § 2 i "../annat.regel"\n    se § 9 i "../saknas.regel"\n',
        "utf-8",
    )
    (top / "stöd" / "data" / "partier.csv").write_text("parti;mandat\nA;2\n", "utf-8")
    code, _, remarks = run(capsys, "beräkna", top / "stöd", "--akt", tmp_path / "a.json")
    whole = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert (code, remarks) == (0, f"Aktens kontrollsumma, att skriva in i beslutet:\n{whole['sha256']}\n")
    assert [file["name"] for file in whole["rules"]] == ["../annat.regel", "../gemensamt/begrepp.regel", "a.regel"]
    assert whole["folder"] == "stöd"
    assert run(capsys, "verifiera", tmp_path / "a.json", top / "stöd")[0] == 0
    code, _, remarks = run(capsys, "beräkna", top / "stöd" / "a.regel", "--akt", tmp_path / "b.json")
    assert (code, "Inga data lästes." in remarks) == (0, True)
    assert json.loads((tmp_path / "b.json").read_text("utf-8"))["opened"] == "a.regel"
    assert run(capsys, "verifiera", tmp_path / "b.json")[0] == 0


# -- an earlier year -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "support", "amended"),
    [
        ((), ["2", "3"], []),
        (("--år", "2026"), ["2", "3"], []),
        (("--år", "2028"), ["6", "9"], []),
        (("--datum", "2028-12-31"), ["6", "9"], []),
        (("--år", "2029"), ["10", "15"], [{"day": "2029-01-01", "title": "Höjt stöd"}]),
    ],
)
def test_an_earlier_year_is_computed_as_decided_then(capsys, folder, asked, support, amended):
    before = recorded(capsys, folder, *asked)
    first = json.loads(before.read_text("utf-8"))
    (folder / "höjning.andring.regel").write_text(AMENDMENT, "utf-8")
    path = recorded(capsys, folder, *asked, name="sedan.json")
    whole = json.loads(path.read_text("utf-8"))
    assert [one["exact"] for one in whole["results"] if one["value"] == "stöd"] == support
    assert whole["amendments"] == amended
    if not amended:
        # What is in force later has changed nothing but which files there are.
        assert whole["results"] == first["results"]
    assert run(capsys, "verifiera", path)[0] == 0
    again = recorded(capsys, folder, *asked, name="igen.json")
    assert again.read_bytes() == path.read_bytes()


# -- verifying -----------------------------------------------------------------------------------


def test_a_record_needs_nothing_but_itself(capsys, folder):
    path = recorded(capsys, folder)
    for file in (*folder.rglob("*.*"),):
        file.unlink()
    code, answer, remarks = run(capsys, "verifiera", path)
    assert (code, remarks) == (0, "")
    sha256 = json.loads(path.read_text("utf-8"))["sha256"]
    assert answer == (
        f"Stöd, 2027\nAktens kontrollsumma: {sha256}\n\n"
        "Omräknad ur sina egna regler och data ger akten samma resultat: alla 3 värden stämmer.\n"
    )


def test_a_changed_result_is_found(capsys, folder):
    def change(whole):
        whole["results"][1].update(exact="7", shown="7,00")

    code, answer, _ = run(capsys, "verifiera", changed(recorded(capsys, folder), change))
    assert code == 1
    assert "resultaten har inte sin kontrollsumma" in answer
    assert "akten i sin helhet har inte sin kontrollsumma" in answer
    assert "parti A, stöd: 7,00 kr i akten, omräknat 2 kr" in answer


def test_the_hash_told_is_of_the_record_as_it_stands(capsys, folder):
    path = changed(recorded(capsys, folder), lambda whole: whole["results"][1].update(shown="7,00"))
    whole = json.loads(path.read_text("utf-8"))
    now = _hash({key: value for key, value in whole.items() if key != "sha256"})
    assert now != whole["sha256"]
    assert f"Aktens kontrollsumma: {now}\n" in run(capsys, "verifiera", path)[1]
    assert json.loads(run(capsys, "verifiera", path, "--format", "json")[1])["sha256"] == now


def test_changed_rules_and_data_are_found(capsys, folder):
    def change(whole):
        whole["rules"][0]["text"] = RULES.replace("1 kr", "2 kr")
        whole["data"][0]["text"] = "parti;mandat\nA;2\nC;3\n"

    code, answer, _ = run(capsys, "verifiera", changed(recorded(capsys, folder), change))
    assert code == 1
    assert "regelfilen 2026.regel har inte sin kontrollsumma" in answer
    assert "datafilen partier.csv har inte sin kontrollsumma" in answer
    assert "grundbelopp: 1 kr i akten, omräknat 2 kr" in answer
    assert "parti B, stöd: 3 kr i akten, finns inte omräknat" in answer
    assert "parti C, stöd: fanns inte i akten, omräknat 6 kr" in answer


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda whole: whole["rules"][0].update(text="regelverk"), "2026.regel:1:10"),
        (lambda whole: whole["data"][0].update(text="parti;mandat\nA;många\n"), " ┌─ partier.csv, rad 2"),
        (lambda whole: whole["rules"][0].update(name="a" * 255, text="x"), "Akten kan inte räknas om"),
        (lambda whole: whole["data"][0].update(name="\ud800.csv"), "kan inte läggas ut"),
        (lambda whole: whole["rules"].append({**whole["rules"][0], "name": "2026.regel/b"}), "kan inte läggas ut"),
    ],
)
def test_what_cannot_be_computed_again_says_why(capsys, folder, change, told):
    code, answer, _ = run(capsys, "verifiera", changed(recorded(capsys, folder), change))
    assert code == 1
    assert "Akten kan inte räknas om" in answer
    assert told in answer
    assert "regelverk-" not in answer


def test_another_version_of_the_program_is_told(capsys, folder):
    record = read_record(recorded(capsys, folder).read_bytes())
    path = folder.parent / "gammal.json"
    path.write_text(as_json(sealed(attrs.evolve(record, program="regelverk 0.0.1"))), "utf-8")
    code, answer, _ = run(capsys, "verifiera", path)
    assert code == 0
    assert "Akten är skriven av regelverk 0.0.1. Den är omräknad med regelverk" in answer


def test_what_has_changed_since(capsys, folder):
    path = recorded(capsys, folder, "--år", "2029")
    code, answer, _ = run(capsys, "verifiera", path, folder)
    assert (code, "Dagens regelfiler och datafiler är desamma som aktens." in answer) == (0, True)
    (folder / "höjning.andring.regel").write_text(AMENDMENT, "utf-8")
    (folder / "data" / "partier.csv").write_text("parti;mandat\nA;2\nB;4\n", "utf-8")
    (folder / "data" / "partier2.json").write_text('{"partier": [{"parti": "C", "mandat": 1}]}', "utf-8")
    code, answer, _ = run(capsys, "verifiera", path, folder)
    assert code == 1
    assert "samma resultat: alla 3 värden stämmer" in answer
    assert "regelfilen höjning.andring.regel är ny" in answer
    assert "datafilen partier.csv är ändrad" in answer
    assert "datafilen partier2.json är ny" in answer
    assert "4 av 4 värden skiljer, dessutom vilka ändringar som är i kraft" in answer
    assert "parti B, stöd: 9 kr i akten, nu 20 kr" in answer
    other = folder.parent / "andra.csv"
    other.write_text("parti;mandat\nA;2\nB;3\n", "utf-8")
    _, answer, _ = run(capsys, "verifiera", path, folder / "2026.regel", "--data", other)
    assert "datafilen partier.csv är borta" in answer
    assert "datafilen andra.csv är ny" in answer
    assert "Räknat på dagens filer är alla värden ändå desamma." in answer


def test_verification_for_programs(capsys, folder):
    path = recorded(capsys, folder, "--år", "2029")
    code, answer, remarks = run(capsys, "verifiera", path, "--format", "json")
    told = json.loads(answer)
    assert (code, remarks, told["same"], told["tampered"], told["since"]) == (0, "", True, [], None)
    assert (told["regulation"], told["year"], told["day"]) == ("Stöd", 2029, None)
    assert told["written_by"] == told["verified_by"]
    assert told["again"] == {"error": None, "values": 3, "told": [], "results": []}
    (folder / "höjning.andring.regel").write_text(AMENDMENT, "utf-8")

    def change(whole):
        whole["results"][1].update(exact="7", shown="7,00")
        whole["data"][0]["text"] += " "

    code, answer, _ = run(capsys, "verifiera", changed(path, change), folder, "--format", "json")
    told = json.loads(answer)
    assert (code, told["same"]) == (1, False)
    assert told["tampered"] == [
        {"what": "data", "name": "partier.csv"},
        {"what": "results", "name": None},
        {"what": "record", "name": None},
    ]
    assert [(one["before"]["exact"], one["after"]["exact"]) for one in told["again"]["results"]] == [("7", "6")]
    assert told["since"]["files"] == [
        {"of": "rules", "how": "added", "name": "höjning.andring.regel"},
        {"of": "data", "how": "changed", "name": "partier.csv"},
    ]
    assert told["since"]["told"] == ["amendments"]
    assert told["since"]["results"]

    def break_(whole):
        whole["rules"][0]["text"] = "regelverk"

    code, answer, _ = run(capsys, "verifiera", changed(path, break_), "--format", "json")
    told = json.loads(answer)
    assert (code, told["same"], list(told["again"])) == (1, False, ["error"])
    assert "2026.regel" in told["again"]["error"]


def test_what_has_changed_since_may_be_wrong(capsys, folder):
    path = recorded(capsys, folder)
    (folder / "data" / "partier.csv").write_text("parti;mandat\nA;många\n", "utf-8")
    code, answer, remarks = run(capsys, "verifiera", path, folder)
    assert (code, answer, "partier.csv" in remarks) == (1, "", True)
    (folder / "2026.regel").write_text("regelverk", "utf-8")
    code, answer, remarks = run(capsys, "verifiera", path, folder)
    assert (code, answer, "2026.regel" in remarks) == (1, "", True)
    code, _, remarks = run(capsys, "verifiera", path, "--data", folder / "data" / "partier.csv")
    assert (code, remarks.startswith("fel: --data hör ihop med ett regelverk.")) == (2, True)


def test_a_rule_file_that_is_a_link_elsewhere_is_told(capsys, folder):
    (folder.parent / "annan").mkdir()
    os.rename(folder / "2026.regel", folder.parent / "annan" / "2026.regel")
    os.symlink(folder.parent / "annan" / "2026.regel", folder / "2026.regel")
    code, answer, remarks = run(capsys, "beräkna", folder, "--akt", "a.json")
    assert (code, answer, Path("a.json").exists()) == (1, "", False)
    assert "en länk till en annan mapp" in remarks


def test_where_there_is_no_room_for_the_files_that_is_told(monkeypatch):
    def full(*_arguments, **_more):
        raise OSError(28, "full")

    monkeypatch.setattr("workbench.session.records.tempfile.TemporaryDirectory", full)
    assert recomputed(SMALL) == Broken()
    verdict = verdict_of(SMALL, None)
    assert "\n\nFilerna i akten kan inte läggas ut för att läsas.\n" in as_text(page(verdict), Look())


def test_where_a_record_may_not_be_written(capsys, folder):
    rules = folder / "2026.regel"
    for path in (rules, folder / "data" / "akt.json", folder / "data" / "partier.csv"):
        code, _, remarks = run(capsys, "beräkna", folder, "--akt", path)
        assert (code, remarks.startswith("fel: ")) == (2, True)
    code, _, remarks = run(capsys, "beräkna", folder, "--akt", "a.json", "--ut", "./a.json")
    assert (code, "samma fil" in remarks, Path("a.json").exists()) == (2, True, False)
    assert rules.read_text("utf-8") == RULES
    code, _, remarks = run(capsys, "beräkna", folder, "--akt", folder / "finns inte" / "a.json")
    assert code == 2


def test_a_file_that_changes_meanwhile_gives_no_record(capsys, folder, monkeypatch):
    from interpreter.evaluating import calculation

    really = calculation.calculate

    def slowly(*arguments, **more):
        (folder / "data" / "partier.csv").write_text("parti;mandat\nA;9\n", "utf-8")
        return really(*arguments, **more)

    monkeypatch.setattr(calculation, "calculate", slowly)
    code, answer, remarks = run(capsys, "beräkna", folder, "--akt", "a.json")
    assert (code, answer, Path("a.json").exists()) == (1, "", False)
    assert "akten gav inte samma resultat när den räknades om" in remarks


# -- what is no record ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "inte JSON"),
        (b"\xff\xfe", "inte JSON"),
        (b"[" * 100_000, "inte JSON"),
        (b"9" * 10_000, "inte JSON"),
        (b"[]", "ingen akt"),
        (b'{"year": 2030, "kind": "regelverk akt", "year": 2027}', "”year” står två gånger på samma ställe"),
        (b'{"kind": "regelverk akt", "format": 2}', "formatet 2, men programmet läser formatet 1"),
        (b'{"kind": "regelverk akt", "format": "1"}', "formatet okänt"),
        (b'{"kind": "regelverk akt", "format": 1}', "fel med amendments"),
    ],
)
def test_what_is_no_record_is_told(capsys, tmp_path, content, told):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    code, answer, remarks = run(capsys, "verifiera", path)
    assert (code, answer) == (1, "")
    assert told in " ".join(remarks.split())


def test_a_file_larger_than_any_record_is_not_read():
    class Large(bytes):
        def __len__(self):
            return MOST_BYTES + 1

    assert read_record(Large()) == Unreadable("large")


RESULT = {
    "concept": "parti",
    "name": "A",
    "value": "stöd",
    "status": "value",
    "exact": "2",
    "shown": "2,00",
    "unit": "kr",
    "section": "avsnitt 1",
}
JUDGEMENT = {"concept": None, "name": None, "question": "någon bedömer x", "answer": "ja", "by": None}
SMALL = sealed(
    Record(
        program="regelverk 1",
        asked=Asked(2027, "2027-01-31"),
        folder="b",
        opened="a.regel",
        rules=(keep("a.regel", b"regelverk"), keep("../c/d.regel", b"x")),
        data=(keep("a.csv", b"parti\n"), keep("a.csv", b"\xff")),
        computed=Computed("Stöd", 2027, (("t", "l"),), (("2027-01-01", "Ny"),), (RESULT,), (JUDGEMENT,)),
    )
)


def test_a_record_is_read_as_it_was_written():
    read = read_record(as_json(SMALL).encode())
    assert attrs.asdict(read) == attrs.asdict(SMALL)
    assert tampered(read) == ()
    assert as_json(read) == as_json(SMALL)


@pytest.mark.parametrize("name", ["year", "sha256", "shown"])
def test_a_name_that_stands_twice_is_refused_at_any_level(name):
    """The last is what was hashed, but who reads the first sees another record."""
    content = as_json(SMALL).replace(f'"{name}":', f'"{name}": "2030", "{name}":', 1)
    assert json.loads(content) == json.loads(as_json(SMALL))
    assert read_record(content.encode()) == Unreadable("twice", name)


def leaves(value, path=()):
    if isinstance(value, dict | list):
        yield path
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from leaves(value[key], (*path, key))
    else:
        yield path


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("\ud800"), st.just("2027-01-01")
) | st.sampled_from([[], {}, [1], {"a": 1}, [None], ["x"], [[]], [{}]])


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_whatever_is_changed_is_found(data):
    whole = json.loads(as_json(SMALL))
    path = data.draw(st.sampled_from([path for path in leaves(whole) if path]))
    inside = whole
    for key in path[:-1]:
        inside = inside[key]
    before = inside[path[-1]]
    action = data.draw(st.sampled_from(["put", "drop", "add"]))
    if action == "put":
        inside[path[-1]] = data.draw(ANYTHING)
    elif action == "drop":
        del inside[path[-1]]
    elif isinstance(inside, dict):
        inside[data.draw(st.text(max_size=5))] = data.draw(ANYTHING)
    else:
        inside.insert(0, data.draw(ANYTHING))
    if action == "put" and before == inside[path[-1]] and type(before) is type(inside[path[-1]]):
        return
    if whole == json.loads(as_json(SMALL)):
        return
    found = read_record(json.dumps(whole).encode())
    assert isinstance(found, Unreadable) or tampered(found)


@settings(max_examples=100, deadline=None)
@given(st.recursive(ANYTHING, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20))
def test_anything_can_be_read(value):
    wrapped = {"kind": recording.KIND, "format": 1, "rules": value, "asked": value, "year": value}
    for one in (value, wrapped):
        assert isinstance(read_record(json.dumps(one).encode()), Unreadable)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"folder": ".."}, "folder"),
        ({"folder": "/b"}, "folder"),
        ({"opened": "annan.regel"}, "opened"),
        ({"rules": (keep("/etc/a", b""),)}, "opened"),
        ({"opened": "", "rules": (keep("/etc/a", b""),)}, "rules[0].name"),
        ({"opened": "", "rules": (keep("../../a", b""),)}, "rules[0].name"),
        ({"opened": "", "rules": (keep("..", b""),)}, "rules[0].name"),
        ({"opened": "", "rules": (keep("a/../../b", b""),)}, "rules[0].name"),
        ({"opened": "", "rules": (keep("c:a", b""),)}, "rules[0].name"),
        ({"opened": "", "rules": (keep("a" * 256, b""),)}, "rules[0].name"),
        ({"opened": "", "rules": (keep("a/" * 60 + "b", b""),)}, "rules[0].name"),
        ({"opened": "", "rules": (keep("a", b""), keep("a", b"x"))}, "rules"),
        ({"opened": "", "rules": (keep("a", b"x"),) * 1001}, "rules"),
        ({"data": (keep("b/a", b""),)}, "data[0].name"),
        ({"data": (keep("\0", b""),)}, "data[0].name"),
    ],
)
def test_names_stay_in_their_folder(change, where):
    record = sealed(attrs.evolve(SMALL, **change))
    assert read_record(as_json(record).encode()) == Unreadable("shape", where)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("asked", "day"), "2027-02-30", "asked.day"),
        (("asked", "day"), 5, "asked.day"),
        (("asked", "day"), "2028-01-31", "asked.day"),
        (("asked", "year"), True, "asked.year"),
        (("asked",), None, "asked"),
        (("year",), 0, "year"),
        (("data", 1, "base64"), "%", "data[1].base64"),
        (("data", 0, "text"), "\ud800", "data[0].text"),
        (("data", 0), "a", "data[0]"),
        (("results", 0, "exact"), 5, "results[0].exact"),
        (("results", 0, "more"), "x", "results[0].more"),
        (("results",), {}, "results"),
        (("readings", 0, "question"), None, "readings[0].question"),
        (("more",), None, "more"),
    ],
)
def test_the_first_place_that_is_wrong_is_told(path, value, where):
    whole = inside = json.loads(as_json(SMALL))
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    assert read_record(json.dumps(whole).encode()) == Unreadable("shape", where)


# -- comparing -----------------------------------------------------------------------------------


def test_files_of_one_name_are_told_apart():
    now = attrs.evolve(SMALL, data=(keep("a.csv", b"parti\n"), keep("a.csv", b"y"), keep("a.csv", b"z")), rules=())
    assert file_changes(SMALL, now) == (
        FileChange("rules", "gone", "../c/d.regel"),
        FileChange("rules", "gone", "a.regel"),
        FileChange("data", "changed", "a.csv"),
        FileChange("data", "added", "a.csv"),
    )


def test_each_hash_is_of_its_own():
    rules = (attrs.evolve(SMALL.rules[0], content=b"y"), SMALL.rules[1])
    assert tampered(attrs.evolve(SMALL, rules=rules)) == (Tampered("rules", "a.regel"), Tampered("record"))
    assert tampered(attrs.evolve(SMALL, program="x")) == (Tampered("record"),)
    assert tampered(attrs.evolve(SMALL, sha256="")) == (Tampered("record"),)
    computed = attrs.evolve(SMALL.computed, judgements=())
    assert tampered(attrs.evolve(SMALL, computed=computed)) == (Tampered("results"), Tampered("record"))


def with_results(*results):
    return attrs.evolve(SMALL.computed, results=results)


def test_a_result_that_is_there_twice_differs():
    found = compared(with_results(RESULT), with_results(RESULT, {**RESULT, "exact": "3"}))
    assert [(one.before, one.after["exact"]) for one in found.results] == [(None, "3")]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ({"shown": "3,00"}, "2,00 kr i akten, omräknat 3,00 kr"),
        ({"exact": "2.001"}, "2 kr i akten, omräknat 2,001 kr"),
        ({"exact": "-28312.50"}, "2 kr i akten, omräknat −28 312,50 kr"),
        ({"exact": "1/3"}, "2 kr i akten, omräknat 1/3 kr"),
        ({"exact": "9" * 31}, f"2 kr i akten, omräknat {'9' * 31} kr"),
        ({"section": "avsnitt 2"}, "2 kr (avsnitt 1) i akten, omräknat 2 kr (avsnitt 2)"),
        ({"exact": None}, "2 kr i akten, omräknat 2,00 kr"),
    ],
)
def test_no_more_is_told_than_tells_two_values_apart(after, told):
    again = compared(with_results(RESULT), with_results({**RESULT, **after}))
    text = as_text(page(Verdict(SMALL, SMALL.program, (), again, None)), Look())
    assert f"  parti A, stöd: {told}\n" in text


def test_many_differences_are_counted():
    many = [{**RESULT, "name": str(number)} for number in range(MOST_TOLD + 5)]
    verdict = Verdict(SMALL, SMALL.program, (), compared(with_results(), with_results(*many)), None)
    assert as_text(page(verdict), Look()).endswith("  … och 5 till\n")
    assert not is_same(verdict)


def test_what_else_differs_is_told():
    other = attrs.evolve(SMALL.computed, regulation="Annat", year=None)
    verdict = Verdict(SMALL, SMALL.program, (), compared(SMALL.computed, other), None)
    assert "värdena är desamma, men regelverkets namn och året skiljer." in as_text(page(verdict), Look(200))
    assert not is_same(verdict)


def test_a_record_that_says_nothing_sensible_is_broken_not_fatal():
    assert isinstance(recomputed(SMALL), Broken)
    whole = attrs.evolve(SMALL, opened="", folder="", rules=(), data=())
    assert isinstance(recomputed(whole), Broken)


@pytest.mark.parametrize("folder", ["ostersund", "vasterbotten"])
def test_the_real_regulations(capsys, tmp_path, folder):
    path = tmp_path / "akt.json"
    assert run(capsys, "beräkna", ROOT / "regulations" / folder, "--akt", path)[0] == 0
    assert run(capsys, "verifiera", path, ROOT / "regulations" / folder)[0] == 0
    found = read_record(path.read_bytes())
    assert tampered(found) == ()
    assert str(ROOT) not in path.read_text("utf-8")
