"""Outlines wrap what they are made from, and nothing more."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.figures.camera import oblique, orthographic
from psoas_desktop.figures.ellipses import extent, furthest, grown, projected, shrunk
from psoas_desktop.figures.outline import ellipse_path, outline, swept, tangent
from psoas_desktop.figures.paths import bounds, hull, rounded
from psoas_desktop.figures.rings import ball, ellipsoid, torso_ring
from psoas_desktop.figures.scene import camera_of
from psoas_desktop.figures.skin import part
from psoas_desktop.figures.solve import solve
from psoas_desktop.figures.tables import between
from psoas_desktop.storage.figure_files import figure_library

LIBRARY = figure_library()
lengths = st.floats(0.5, 20)
places = st.floats(-50, 50)
ellipses = st.tuples(places, places, lengths, st.floats(-10, 10), lengths)


@given(ellipses, st.floats(0, 2 * math.pi))
def test_the_furthest_point_lies_on_the_ellipse(e, angle):
    n = (math.cos(angle), math.sin(angle))
    x, y = furthest(e, *n)
    u = (x - e[0]) / e[2]
    v = (y - e[1] - e[3] * u) / e[4]
    assert u * u + v * v == pytest.approx(1)
    assert (x - e[0]) * n[0] + (y - e[1]) * n[1] == pytest.approx(extent(e, *n))


@given(ellipses, ellipses, st.sampled_from([1, -1]))
def test_a_common_tangent_touches_both(a, b, side):
    angle = tangent(a, b, side)
    if angle is None:
        return
    n = (math.cos(angle), math.sin(angle))
    reach = [e[0] * n[0] + e[1] * n[1] + extent(e, *n) for e in (a, b)]
    assert reach[0] == pytest.approx(reach[1], abs=0.05)


@given(st.lists(ellipses, min_size=1, max_size=5), st.booleans())
def test_outlines_hold_every_ellipse(row, tight):
    box = bounds(outline(row, hull=tight).path())
    for x, y, m11, m21, m22 in row:
        high = math.hypot(m21, m22)
        if len(row) < 3 or tight:
            assert box[0] <= x - m11 + 0.1
            assert box[2] >= x + m11 - 0.1
            assert box[1] <= y - high + 0.1
            assert box[3] >= y + high - 0.1
    for sub in outline(row, hull=tight).path():
        assert all(math.isfinite(value) for value in sub.coords)
        assert (len(sub.coords) - 2) % 6 == 0


@pytest.mark.no_cover
@given(
    st.lists(st.tuples(places, places, lengths).map(lambda c: (*c, 0.0, c[2])), min_size=3, max_size=5),
    st.lists(st.tuples(places, places), min_size=20, max_size=20),
)
def test_one_stroke_holds_what_its_links_hold(row, spots):
    links = [sub for pair in pairwise(row) for sub in outline(pair, hull=True).path()]
    whole = outline(row, hull=True).path()
    for spot in [*spots, *(e[:2] for e in row)]:
        if min(math.dist(spot, q) for sub in links for q in flat(sub.coords)) > 1:
            assert (winding(whole, *spot) > 0) == any(winding([link], *spot) > 0 for link in links)


@given(ellipses, st.lists(st.tuples(places, places), min_size=1, max_size=5))
def test_what_is_swept_holds_the_ellipse_at_every_corner(e, spots):
    seen = flat(swept(e, hull(spots)).coords)
    for i in range(16):
        n = (math.cos(i * math.pi / 8), math.sin(i * math.pi / 8))
        far = max(x * n[0] + y * n[1] for x, y in spots) + extent(e, *n)
        assert max(x * n[0] + y * n[1] for x, y in seen) == pytest.approx(far, abs=0.5)


@given(ellipses)
def test_one_inside_the_other_has_no_tangent(e):
    inner = (e[0], e[1] + 0.01 * e[4], *(0.3 * value for value in e[2:]))
    assert tangent(e, inner, 1) is None
    assert outline([e, inner], hull=True).path() == [ellipse_path(e)]


@given(ellipses, st.floats(0, 2 * math.pi), st.floats(0.1, 1))
def test_core_shadows_stay_inside(e, angle, share):
    small = shrunk(e, (math.cos(angle), math.sin(angle)), share)
    for i in range(12):
        n = (math.cos(i), math.sin(i))
        assert (
            small[0] * n[0] + small[1] * n[1] + extent(small, *n)
            <= e[0] * n[0] + e[1] * n[1] + extent(e, *n) + 1e-6
        )


def test_growing_adds_to_the_larger_axis():
    assert grown((0, 0, 3, 0, 1), 0.5)[2] == pytest.approx(3.5)


@given(st.lists(st.tuples(places, places), min_size=3, max_size=20), st.floats(0.1, 5))
def test_hulls_hold_their_points_and_run_clockwise(spots, radius):
    corners = hull(spots)
    if len(corners) < 3:
        return
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        for x, y in spots:
            assert (bx - ax) * (y - ay) - (by - ay) * (x - ax) <= 1e-6
    (sub,) = rounded(spots, radius)
    for x, y in zip(sub.coords[0::2][::3], sub.coords[1::2][::3], strict=True):
        assert min(math.dist((x, y), corner) for corner in corners) == pytest.approx(radius, abs=1e-6)


def test_a_ball_is_round_to_every_orthographic_camera():
    for camera in (orthographic(0, 25), orthographic(40, 10), oblique(0, 0)):
        _, _, m11, m21, m22 = projected(camera, ball((1, 2, 3), 4))
        assert (m11, m21, m22) == pytest.approx((4, 0, 4), abs=1e-3)


def test_an_ellipsoid_is_seen_with_its_own_axes_from_the_side():
    seen = projected(oblique(0, 0), ellipsoid((0, 0, 0), ((1, 0, 0), (0, 1, 0), (0, 0, 1)), (3, 2, 1)))
    assert seen[2:] == pytest.approx((3, 0, 2), abs=1e-3)


@given(st.floats(-1, 4))
def test_tables_do_not_overshoot(place):
    rows = ((0.0, 1.0), (1.0, 3.0), (2.0, 3.0), (3.0, 0.5))
    (value,) = between(rows, place)
    assert 0.5 - 1e-9 <= value <= 3.0 + 1e-9, "but for rounding"
    assert between(rows, 1.0) == (3.0,)


SIDE_VIEWS = [name for name in LIBRARY.names if LIBRARY.pose(name).view.kind == "oblique"]


@pytest.mark.parametrize("name", SIDE_VIEWS)
def test_the_shirt_has_no_notch_behind_the_neck(name):
    """From the back up to the neck, half a millimetre under its edge, there is cloth everywhere."""
    pose = LIBRARY.pose(name)
    camera = camera_of(pose.view)
    for bones in solve(pose, LIBRARY.body).values():
        cloth = [
            sub
            for chain in part(bones, "top")
            for sub in outline([projected(camera, blob) for blob in chain.blobs], hull=chain.hull).path()
        ]
        bx, by = camera.project(tuple(-value for value in bones.fronts["thorax"]))
        size = math.hypot(bx, by)
        bx, by = bx / size, by / size
        back, neck = (
            furthest(projected(camera, ring), bx, by)
            for ring in (torso_ring(bones, 2.6), part(bones, "neck")[0].blobs[0])
        )
        for share in (0.1, 0.3, 0.5, 0.7, 0.9):
            spot = [a + (b - a) * share - 0.05 * way for a, b, way in zip(back, neck, (bx, by), strict=True)]
            assert winding(cloth, *spot), (name, share)


def winding(path, x, y):
    """How often outlines go round a point, clockwise."""
    turns = 0.0
    for sub in path:
        spots = flat(sub.coords)
        for (ax, ay), (bx, by) in pairwise([*spots, spots[0]]):
            turn = math.atan2(by - y, bx - x) - math.atan2(ay - y, ax - x)
            turns -= (turn + math.pi) % (2 * math.pi) - math.pi
    return round(turns / (2 * math.pi))


def flat(coords):
    points = [(coords[i], coords[i + 1]) for i in range(0, len(coords), 2)]
    found = []
    for i in range(0, len(points) - 3, 3):
        p = points[i : i + 4]
        for k in range(8):
            t = k / 8
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            found.append(tuple(sum(s * q[axis] for s, q in zip(shares, p, strict=True)) for axis in (0, 1)))
    return [*found, points[-1]]
