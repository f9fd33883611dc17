from __future__ import annotations

from tests.formats.story_texts import feature, lines_of, problems_of, text


def test_every_problem_of_an_event_with_a_used_id_has_the_number_of_the_event() -> None:
    lines = lines_of(feature(title="A"), feature(title="B", importance=9, people="neil"))
    assert len(lines) == 3
    assert all(line.startswith('heat.geojson: event 2 (id "S01"): ') for line in lines)


def test_every_problem_of_an_entry_with_a_used_id_has_the_number_of_the_entry() -> None:
    people = [{"id": "neil", "name": "Neil"}, {"id": "neil", "name": 3, "nam": "x"}]
    problems = problems_of(text(feature(), people=people))
    assert {problem.feature for problem in problems} == {'person 2 (id "neil")'}
    assert {problem.field for problem in problems} == {"id", "name", "nam"}


def test_an_id_that_reads_as_a_number_is_given_beside_the_number_of_the_event() -> None:
    (line,) = lines_of(feature(id="7"), feature(id="1", importance=9))
    assert line.startswith('heat.geojson: event 2 (id "1"): importance: ')


def test_a_duplicate_name_is_reported_for_the_event_that_has_it() -> None:
    twice = text(feature(), feature(id="S02")).replace('"id": "S02"', '"id": "S01", "id": "S01"')
    warnings = [p for p in problems_of(twice) if p.severity == "warning"]
    assert [warning.feature for warning in warnings] == ['event 2 (id "S01")']
