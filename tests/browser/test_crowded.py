"""Many events in a small area: clusters on the map, and the histogram of the timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import geo
from tests.browser.playing import next_frame, opened, page_of_modules, state_of
from tests.sample import long_story

pytestmark = [pytest.mark.browser, pytest.mark.integration]

# The clusters of events at zoom 0, and the cluster of each event. Events are [x, y, importance] in
# story order; `order` is their order on a time scale. Few events are clustered within 16 pixels.
CLUSTERS = """({ events, order }) => {
  const story = {
    worldX: Float64Array.from(events, ([x]) => x),
    worldY: Float64Array.from(events, ([, y]) => y),
    events: { importance: events.map(([,, importance]) => importance), areas: [] },
  };
  const markers = new Clustering(story, { order, starts: order.map((_, k) => k) }).at(0);
  return { x: [...markers.x], y: [...markers.y], of: [...markers.markerOf] };
}"""
# The opacity of the pixels at the marker of a place, and on the ring around it: 0 to 255.
SIGN = """([lat, lon]) => {
  const canvas = document.querySelector('canvas.sm-stage');
  const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
  const row = canvas.getContext('2d').getImageData(Math.round(x), Math.round(y), 16, 1).data;
  const solid = (away) => row[4 * away + 3];
  return [solid(0), Math.max(solid(13), solid(14))];
}"""
# The drawn numbers. Clusters are [x, y, number of playing events], people are [x, y].
NUMBERS = """({ clusters, people, isCrowd }) => {
  const drawn = [];
  const column = (n) => clusters.map((cluster) => cluster[n]);
  // At this scale, one world is wider than any window.
  const scale = 128;
  const place = (n) => column(n).map((pixels) => pixels / scale);
  const counts = { markers: { x: place(0), y: place(1) }, numbers: column(2) };
  const pictureCache = {
    drawings: new Map(),
    make: (key) => Math.abs(key),
    drawPicture: (_, number, x, y) => drawn.push([number, x, y]),
  };
  drawNumbers(null, { x: 0, y: 0, scale, middle: 500 }, counts, { colours: {}, pictureCache },
    { numbered: clusters.map((_, m) => m), isCrowd }, people.map(([x, y]) => ({ x, y })));
  return drawn;
}"""
HEIGHTS = """({ layers, height }) =>
  columnsOf(layers.map((layer) => Float64Array.from(layer)), height).map((layer) => [...layer])"""


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page with only the modules for clusters, their numbers and the histogram."""
    modules = ("map/clustering.js", "map/markernumbers.js", "arithmetic/density.js")
    with page_of_modules(browser, *modules) as page:
        yield page


def clusters_of(
    page: Page, events: Sequence[tuple[float, float, int]], order: Sequence[int]
) -> dict[str, Any]:
    """The clusters of some events, computed by `CLUSTERS`."""
    clusters: dict[str, Any] = page.evaluate(CLUSTERS, {"events": events, "order": order})
    return clusters


def test_a_cluster_is_shifted_from_its_centre_towards_the_most_important_event(
    plain: Page,
) -> None:
    events = [(33.0, 17.0, 2), (34.0, 18.0, 2), (44.0, 28.0, 3), (100.0, 100.0, 1)]
    clusters = clusters_of(plain, events, [0, 1, 2, 3])
    assert clusters["of"] == [0, 0, 0, 1]
    # The centre of the three is (37, 21), and the third is the most important.
    assert [*clusters["x"], *clusters["y"]] == pytest.approx([40.5, 100.0, 24.5, 100.0])


def test_the_marker_of_one_place_is_exactly_at_that_place(plain: Page) -> None:
    clusters = clusters_of(plain, [(33.3, 17.7, 1), (33.3, 17.7, 3)], [0, 1])
    assert [*clusters["x"], *clusters["y"]] == pytest.approx([33.3, 17.7])


def test_a_cluster_has_the_same_position_on_every_time_scale(plain: Page) -> None:
    events = [(33.0, 17.0, 2), (44.0, 28.0, 2), (40.0, 20.0, 1)]
    one, other = (clusters_of(plain, events, order) for order in ([0, 1, 2], [2, 1, 0]))
    assert one["x"] == pytest.approx(other["x"])
    assert one["y"] == pytest.approx(other["y"])


def test_clusters_of_a_crowd_keep_a_distance_and_form_no_rows(plain: Page) -> None:
    # A crowd spread evenly over 4 × 4 squares of 16 pixels, with important events anywhere.
    spots = [(x + 0.5, y + 0.5) for x in range(64) for y in range(64)][::41]
    events = [(x, y, 1 + 2 * (number % 7 == 0)) for number, (x, y) in enumerate(spots)]
    clusters = clusters_of(plain, events, list(range(len(events))))
    at = list(zip(clusters["x"], clusters["y"], strict=True))
    assert len(at) == 16
    assert all(0 <= x <= 64 and 0 <= y <= 64 for x, y in at)
    assert len({round(x) for x, _ in at}) > 8, "the clusters form four columns"
    assert len({round(y) for _, y in at}) > 8, "the clusters form four rows"
    apart = [max(abs(x - p), abs(y - q)) for x, y in at for p, q in at if (x, y) != (p, q)]
    assert min(apart) > 4


def test_clusters_of_a_crowd_do_not_overlap(plain: Page) -> None:
    # With this many events the squares have 44 pixels. There are two groups on either side of the
    # border between two squares, and one far away.
    near, far = [(43.0, 20.0, 1)] * 100 + [(50.0, 20.0, 1)] * 90, [(150.0, 20.0, 1)] * 60
    events = [*near, *far]
    clusters = clusters_of(plain, events, list(range(len(events))))
    assert clusters["of"] == [0] * 190 + [2] * 60, "the larger cluster takes over the smaller one"
    assert clusters["x"][0] == 43, "the larger cluster keeps its place"


def test_markers_that_only_touch_are_not_merged(plain: Page) -> None:
    events = [(20.0, 20.0, 1)] * 100 + [(60.0, 20.0, 1)] * 110
    assert set(clusters_of(plain, events, list(range(210)))["of"]) == {0, 1}


def test_a_few_close_events_are_not_moved_or_merged(plain: Page) -> None:
    events = [(15.0, 8.0, 1)] * 20 + [(17.0, 8.0, 1)] * 20
    assert set(clusters_of(plain, events, list(range(40)))["of"]) == {0, 1}


def numbers_of(
    page: Page,
    clusters: Sequence[tuple[float, float, int]],
    people: Sequence[tuple[float, float]] = (),
    *,
    crowd: bool = True,
) -> list[list[float]]:
    """The shown numbers with their positions, largest first, computed by `NUMBERS`."""
    given = {"clusters": clusters, "people": people, "isCrowd": crowd}
    drawn: list[list[float]] = page.evaluate(NUMBERS, given)
    return drawn


def test_a_number_is_in_the_middle_of_its_cluster(plain: Page) -> None:
    assert numbers_of(plain, [(50, 50, 4), (100, 50, 300)]) == [[300, 100, 50], [4, 50, 50]]


def test_a_number_is_never_partly_covered(plain: Page) -> None:
    clusters = [(50, 50, 4), (100, 50, 300)]
    people = [(58, 50), (104, 50)]
    drawn = numbers_of(plain, clusters, people)
    assert drawn == [[300, 100, 74]], "below the large cluster; none for the small one"
    assert numbers_of(plain, clusters, people, crowd=False) == []


def test_the_larger_of_two_overlapping_numbers_is_shown(plain: Page) -> None:
    assert numbers_of(plain, [(50, 50, 3), (54, 50, 5)]) == [[5, 54, 50]]


def test_numbers_equal_to_a_hidden_number_are_hidden_too(
    plain: Page,
) -> None:
    clusters = [(40.0 * n, 50.0, 2 if n > 150 else 3 + n % 40) for n in range(200)]
    drawn = numbers_of(plain, clusters)
    assert len(drawn) == 151
    assert min(number for number, _, _ in drawn) == 3


def test_among_too_many_large_numbers_the_largest_are_shown(plain: Page) -> None:
    clusters = [(40.0 * n, 50.0, 110 + 10 * (n % 80)) for n in range(200)]
    drawn = [number for number, _, _ in numbers_of(plain, clusters)]
    assert len(drawn) == 30
    assert drawn == sorted(drawn, reverse=True)
    assert drawn[0] == 900


def test_numbers_from_100_on_are_rounded_to_two_digits(plain: Page) -> None:
    counts = [99, 142, 996, 1_449, 25_600]
    clusters = [(40.0 * n, 50.0, number) for n, number in enumerate(counts)]
    assert [number for number, _, _ in numbers_of(plain, clusters)] == [
        26_000,
        1_400,
        1_000,
        140,
        99,
    ]


def test_the_histogram_shows_hours_with_few_events_beside_the_busiest(plain: Page) -> None:
    layers = [[0, 1, 100, 200], [0, 0, 0, 200]]
    heights = plain.evaluate(HEIGHTS, {"layers": layers, "height": 14})
    assert heights[0] == pytest.approx([0, 1, 7, 7])
    assert heights[1] == pytest.approx([0, 0, 0, 7])


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1000, 600), (390, 844)])
def test_the_histogram_of_a_long_story_is_readable(
    offline_context: Callable[..., BrowserContext], tmp_path: Path, width: int, height: int
) -> None:
    path = tmp_path / "long.html"
    geo.StoryMap(long_story(2_000, 40)).save(path)
    page = offline_context(viewport={"width": width, "height": height}).new_page()
    opened(page, path)
    # The height of the lowest unbroken run of painted pixels, away from playhead and lanes.
    high = page.evaluate("""() => {
      const canvas = document.getElementById('sm-track-canvas');
      const x = Math.round(canvas.width * 0.7);
      const { data } = canvas.getContext('2d').getImageData(x, 0, 1, canvas.height);
      let y = canvas.height - 1;
      while (y > 0 && !data[y * 4 + 3]) y -= 1;
      const bottom = y;
      while (y > 0 && data[y * 4 + 3]) y -= 1;
      return bottom - y;
    }""")
    assert high >= 12
    lanes = page.locator("#sm-names > :visible")
    expect(lanes).to_have_count(0 if width == 390 else 8)
    if lanes.count():
        assert (
            page.evaluate(
                "getComputedStyle(document.querySelector('.sm')).getPropertyValue('--scenes')"
            )
            == "14px"
        )


def test_the_event_on_the_card_keeps_its_marker_after_it_has_ended(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    heat = opened(offline_context(reduced_motion="reduce").new_page(), heat_html)
    # The day after the raid has no events.
    heat.evaluate("storyMap.seek({time: '1995-05-04T12:00'})")
    expect(heat.get_by_role("heading", name="Raid on the chop shop")).to_be_visible()
    assert state_of(heat)["visible"] == []
    next_frame(heat)
    pin, ring = heat.evaluate(SIGN, [33.78, -118.2625])
    assert pin > 150
    assert ring > 150
