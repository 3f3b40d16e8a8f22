"""Every pose that ships, on both sides: bodies that could exist, where they should be."""

import pytest

from psoas_desktop.figures.chair_drawing import LEAN, legs
from psoas_desktop.figures.joint_ranges import RANGES, hip_extension, joint_angles
from psoas_desktop.figures.pose_reading import PARTS
from psoas_desktop.figures.props import Bolster, Chair, Cushion, Mat, Wall
from psoas_desktop.figures.rings import reach_of
from psoas_desktop.figures.skeleton import BONE_ENDS, SIDES, bare, mirrored_name
from psoas_desktop.figures.skin import lowest, part
from psoas_desktop.figures.solve import solve
from psoas_desktop.figures.vectors import RIGHT, distance
from psoas_desktop.storage.figure_files import figure_library

LIBRARY = figure_library()
MM5 = 0.5
EPSILON = 0.05


def solved(name, person=""):
    return solve(LIBRARY.worn(LIBRARY.pose(name), person), LIBRARY.body)


def figures(name, person=""):
    return list(solved(name, person).items())


@pytest.fixture(params=LIBRARY.names)
def name(request):
    return request.param


@pytest.fixture(params=["", *LIBRARY.people])
def person(request):
    return request.param


def test_segments_keep_their_lengths(name, person):
    for _, bones in figures(name, person):
        for bone, (start, end) in BONE_ENDS.items():
            for side in ("",) if bone in ("pelvis", "lumbar", "thorax", "neck") else SIDES:
                tail = f"_{side}" if side else ""
                found = distance(bones.joints[start + tail], bones.joints[end + tail])
                assert found == pytest.approx(bones.segment(bone), abs=1e-6), (bone, side)


def test_hands_and_feet_reach_their_targets(name, person):
    for who, bones in figures(name, person):
        assert set(bones.missed) == {reach.limb for reach in bones.pose.reaches}
        for limb, gap in bones.missed.items():
            assert gap <= MM5, (who, limb, gap)


def test_nothing_is_below_the_floor(name, person):
    for who, bones in figures(name, person):
        for which in PARTS:
            assert lowest(bones, [which]) >= -MM5, (who, which)


def test_something_carries_each_figure(name, person):
    """The lowest point touches the floor, the mat or something that stands there: nobody floats."""
    pose = LIBRARY.pose(name)
    tops = {0.0}
    for prop in pose.props.values():
        if isinstance(prop, Mat):
            tops.add(prop.size[1])
        elif isinstance(prop, Cushion):
            tops.add(prop.at[1] + prop.size[1] / 2)
    for who, bones in figures(name, person):
        low = min(lowest(bones, [which]) for which in PARTS)
        assert min(abs(low - top) for top in tops) <= 1.7, (who, low, tops)


def test_joints_stay_within_human_range(name, person):
    for who, bones in figures(name, person):
        for joint, angle in joint_angles(bones).items():
            low, high = RANGES[bare(joint)]
            assert low - EPSILON <= angle <= high + EPSILON, (who, joint, round(angle, 1))


def test_no_backbend(name):
    """An arched back is never drawn: the trunk hardly leans back over the pelvis."""
    for who, bones in figures(name):
        assert joint_angles(bones)["trunk_flexion"] >= -20, who


def test_the_other_side_is_the_exact_mirror_image(name):
    pose = LIBRARY.pose(name)
    other = {"left": "right", "right": "left"}[pose.side]
    own, mirror = LIBRARY.picture(name, "light", pose.side), LIBRARY.picture(name, "light", other)
    assert (own.mirrored, mirror.mirrored) == (False, True)
    assert own.items == mirror.items
    assert own.box == mirror.box


def test_chairs_stand_on_one_surface(name):
    """All four legs on the floor, none on a mat."""
    pose = LIBRARY.pose(name)
    mats = [prop for prop in pose.props.values() if isinstance(prop, Mat)]
    for chair in (prop for prop in pose.props.values() if isinstance(prop, Chair)):
        feet = legs(chair)
        assert len(feet) == 4
        assert {y[0] for _, y, _ in feet} == {0}
        for mat in mats:
            (mx, mz), (long, _, wide) = mat.at, mat.size
            for (x0, x1), _, (z0, z1) in feet:
                apart_x = x0 >= mx + long / 2 or x1 <= mx - long / 2
                apart_z = z0 >= mz + wide / 2 or z1 <= mz - wide / 2
                assert apart_x or apart_z


def test_chairs_stand_against_a_wall(name):
    """The back of each chair is a hand's breadth from a wall."""
    props = LIBRARY.pose(name).props.values()
    walls = [prop for prop in props if isinstance(prop, Wall)]
    for chair in (prop for prop in props if isinstance(prop, Chair)):
        back = chair.depth + LEAN
        spot = {
            "left": chair.at[0] + back,
            "right": chair.at[0] - back,
            "viewer": chair.at[1] - back,
        }[chair.faces]
        behind = [wall for wall in walls if wall.behind == (chair.faces == "viewer")]
        gaps = [abs(wall.at) - abs(spot) for wall in behind if wall.at * spot > 0]
        assert any(-2 <= gap <= 12 for gap in gaps), (chair, gaps)


def test_the_phases_of_a_walk_fit_on_each_other():
    """Same height, same clothes, same camera, same part of the room: what lies between can be drawn."""
    one, other = (LIBRARY.pose(name) for name in ("brisk_walk", "brisk_walk_passing"))
    assert one.view == other.view
    assert one.figures[0].looks == other.figures[0].looks


@pytest.mark.parametrize(
    "seated", ["seated_rest", "bolster_sit_chair", "bolster_sit_floor", "helper_briefing"]
)
def test_resting_hands_lie_on_the_thighs(seated):
    """The fingers follow the thigh and are nowhere far above it."""
    bones = me(seated)
    hip, knee, fingers = (
        bones.joints["hip_l"],
        bones.joints["knee_l"],
        bones.directions["hand_l"],
    )
    share = (bones.joints["wrist_l"][0] - hip[0]) / (knee[0] - hip[0])
    over = bones.joints["wrist_l"][1] - (hip[1] + share * (knee[1] - hip[1]))
    assert 5 < over < 13
    assert fingers[0] > 0.6
    assert fingers[1] < 0


def test_two_people_agree_at_arms_length_and_without_touch():
    client, helper = (solved("helper_briefing")[who] for who in ("me", "helper"))
    assert client.frame("head")[0][0] > 0.9
    assert helper.frame("head")[0][0] < -0.9
    hands = [(a, b) for a in ("wrist_r", "wrist_l") for b in ("wrist_r", "wrist_l")]
    assert min(distance(client.joints[a], helper.joints[b]) for a, b in hands) > 20


def test_names_mirror():
    assert mirrored_name("knee_r") == "knee_l"
    assert mirrored_name(mirrored_name("hand_l")) == "hand_l"
    assert mirrored_name("pelvis") == "pelvis"


def me(name):
    return solved(name)["me"]


def test_chair_rest_leaves_five_centimetres_between_body_and_chair():
    bones, chair = me("chair_rest"), LIBRARY.pose("chair_rest").props["chair"]
    blobs = [
        blob
        for which in ("pelvis", "thigh_r", "thigh_l")
        for chain in part(bones, which)
        for blob in (*chain.blobs, *chain.balls)
        if blob[0][1] < chair.top
    ]
    nearest = max(blob[0][0] + reach_of(blob, RIGHT) for blob in blobs)
    assert chair.at[0] - nearest == pytest.approx(5.0, abs=0.3)
    assert lowest(bones, ["shank_r"]) == pytest.approx(chair.top, abs=MM5)


def test_chair_rest_leaves_a_gap_under_the_low_back():
    bones = me("chair_rest")
    mat = LIBRARY.pose("chair_rest").props["mat"].size[1]
    assert (
        0.5
        < min(blob[0][1] - reach_of(blob, (0, 1, 0)) for blob in part(bones, "top")[0].blobs[:5]) - mat
        < 6
    )


@pytest.mark.parametrize("lunge", ["kneeling_lunge", "standing_forward_lunge"])
def test_lunges_extend_the_hip_by_fifteen_degrees_at_most(lunge):
    bones = me(lunge)
    thigh = bones.directions["thigh_r"]
    assert 5 <= hip_extension(bones, "r") <= 15
    assert abs(thigh[0] / thigh[1]) < 0.27, "and by no more against the upright"


def test_kneeling_lunge_has_its_front_knee_above_the_ankle():
    joints = me("kneeling_lunge").joints
    assert joints["knee_l"][0] == pytest.approx(joints["ankle_l"][0], abs=3)


@pytest.mark.parametrize("sit", ["bolster_sit_chair", "bolster_sit_floor"])
def test_bolster_sits_have_the_knees_below_the_hips(sit):
    joints = me(sit).joints
    for side in SIDES:
        assert joints[f"knee_{side}"][1] < joints[f"hip_{side}"][1] - 5


def test_bolster_sit_on_a_chair_has_whole_feet_on_the_floor():
    bones = me("bolster_sit_chair")
    for side in SIDES:
        assert lowest(bones, [f"shank_{side}"]) == pytest.approx(0, abs=MM5)
        assert bones.directions[f"foot_{side}"][1] == pytest.approx(0, abs=0.02)


def test_bolster_sit_on_the_floor_keeps_the_knees_within_the_hips():
    bones = me("bolster_sit_floor")
    hips = max(
        blob[0][2] + reach_of(blob, (0, 0, 1)) for chain in part(bones, "pelvis") for blob in chain.blobs
    )
    assert abs(bones.joints["knee_r"][2]) + bones.body.sizes["knee"][0] <= hips + 2


def test_bolster_sit_on_the_floor_is_on_the_bolster():
    bolster = LIBRARY.pose("bolster_sit_floor").props["bolster"]
    assert isinstance(bolster, Bolster)
    assert lowest(me("bolster_sit_floor"), ["pelvis"]) == pytest.approx(
        bolster.start[1] + bolster.radius * 0.94, abs=1
    )


def test_helper_stretch_keeps_the_hip_straight_or_slightly_behind():
    assert -3 <= hip_extension(me("helper_stretch_side_lying"), "r") <= 10


def test_the_helper_is_upright_and_holds_the_leg_from_below():
    client, helper = (solved("helper_stretch_side_lying")[who] for who in ("me", "helper"))
    assert helper.directions["thorax"][1] > 0.9
    for side, bone in (("l", "thigh_r"), ("r", "shank_r")):
        assert helper.palms[side][1] > 0.8, "palms face up"
        start = client.joints["hip_r" if bone == "thigh_r" else "knee_r"]
        assert helper.joints[f"wrist_{side}"][1] < start[1], "from below"


def test_cushions_carry_the_leg_of_the_helper_stretch():
    stack = LIBRARY.pose("helper_stretch_side_lying").props["stack2"]
    assert lowest(me("helper_stretch_side_lying"), ["shank_r"]) == pytest.approx(
        stack.at[1] + stack.size[1] / 2, abs=1
    )


def test_propped_rest_has_a_slope_of_at_least_45_degrees():
    import math

    wedge = LIBRARY.pose("propped_rest").props["wedge"]
    assert math.degrees(math.atan2(wedge.height, abs(wedge.low - wedge.high))) >= 45
    thorax = me("propped_rest").directions["thorax"]
    assert math.degrees(math.asin(thorax[1])) >= 45


@pytest.mark.parametrize("rest", ["side_lying_rest", "side_lying_rest_pregnant"])
def test_side_lying_puts_head_and_top_foot_on_their_pillows(rest):
    bones, props = me(rest), LIBRARY.pose(rest).props
    assert LIBRARY.pose(rest).side == "left"
    head, pillow = bones.joints["atlas"], props["headpillow"]
    middle = head[0] + 9
    assert abs(middle - pillow.at[0]) < pillow.size[0] / 4, "in its middle"
    knees = props["kneepillow"]
    assert abs(bones.joints["ankle_r"][0] - knees.at[0]) < knees.size[0] / 2 + 6
