"""A routine with its pictures in one file comes back as it was; any other archive is refused."""

import io
import random
import stat
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.storage.bundle import (
    MAX_MEMBERS,
    MAX_TOTAL,
    Bundle,
    is_bundle,
    pack,
    read_bundle,
    unpack,
    write_bundle,
)
from psoas_desktop.storage.bundle_refusals import BUNDLE_WORDS, BundleError, BundleRefusal
from psoas_desktop.storage.file_names import comparable
from psoas_desktop.storage.picture_files import is_picture_name

ROUTINE = b'{"title": "Rest"}'
PNG = bytes(random.Random(7).randbytes(3000))

NAMES = st.from_regex(r"[A-Za-z0-9_-]{1,12}\.(png|jpe?g|gif|webp)", fullmatch=True).filter(is_picture_name)
CONTENT = st.binary(max_size=400) | st.builds(
    lambda byte, times: byte * times, st.binary(min_size=1, max_size=1), st.integers(0, 50_000)
)
IMAGES = st.dictionaries(NAMES, CONTENT, max_size=6).filter(
    lambda images: len({comparable(name) for name in images}) == len(images)
)


def archive(*members, **options):
    """Builds an archive: names with content, or ``ZipInfo`` with content."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", **options) as opened:
        for member, content in members:
            opened.writestr(member, content)
    return written.getvalue()


def info(name, **about):
    made = zipfile.ZipInfo(name)
    for field, value in about.items():
        setattr(made, field, value)
    return made


def refusal(data):
    with pytest.raises(BundleError) as caught:
        unpack(data)
    return caught.value.refusal


@given(CONTENT, IMAGES)
def test_what_is_packed_is_unpacked(data, images):
    assert unpack(pack(data, images)) == Bundle(data, images)


@given(IMAGES)
def test_the_same_content_gives_the_same_bytes(images):
    other_order = dict(reversed(images.items()))

    assert pack(ROUTINE, images) == pack(ROUTINE, other_order)


def test_the_bytes_are_known():
    """Neither the day nor the system shows in an archive."""
    packed = pack(ROUTINE, {"a.png": PNG})

    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        members = opened.infolist()
        assert [member.filename for member in members] == ["routine.json", "images/a.png"]
        assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
        assert {(member.create_system, member.external_attr >> 16) for member in members} == {(3, 0o100644)}
        assert opened.testzip() is None


def test_on_disk(tmp_path):
    path = tmp_path / "Rest.psoas"

    write_bundle(path, ROUTINE, {"a.png": PNG})

    assert is_bundle(path.read_bytes())
    assert not is_bundle(ROUTINE)
    assert read_bundle(path) == Bundle(ROUTINE, {"a.png": PNG})
    with pytest.raises(FileNotFoundError, match="not there"):
        read_bundle(tmp_path / "none")
    assert [*tmp_path.iterdir()] == [path]


def test_a_routine_of_thousands_of_like_blocks_can_be_read_again():
    data = b'{"type": "chair-rest", "id": "x"},' * 100_000

    packed = pack(data, {"white.png": bytes(1_000_000)})

    assert unpack(packed).data == data


@pytest.mark.parametrize("options", [{}, {"compression": zipfile.ZIP_DEFLATED}])
def test_an_archive_that_a_file_manager_made(options):
    data = archive(
        ("images/", b""),
        ("routine.json", ROUTINE),
        ("images/b.jpg", PNG),
        ("c.gif", PNG),
        ("read me.txt", b"x"),
        ("__MACOSX/._routine.json", b"x"),
        ("images/old/d.png", PNG),
        ("images/e.svg", b"<svg/>"),
        **options,
    )

    assert unpack(data) == Bundle(
        ROUTINE,
        {"b.jpg": PNG, "c.gif": PNG},
        ("read me.txt", "__MACOSX/._routine.json", "images/old/d.png", "images/e.svg"),
    )


def test_a_comment_is_no_hindrance():
    written = io.BytesIO(pack(ROUTINE, {}))
    with zipfile.ZipFile(written, "a") as opened:
        opened.comment = b"made by hand PK\x05"

    assert unpack(written.getvalue()).data == ROUTINE


@pytest.mark.parametrize(
    "name",
    [
        "../routine.json",
        "images/../../x.png",
        "/etc/passwd",
        "C:/x.png",
        "images\\x.png",
        "a//b.png",
        "./x.png",
        "x\x01.png",
        "images/.",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    assert refusal(archive(("routine.json", ROUTINE), (name, b"x"))) is BundleRefusal.UNSAFE_NAME


def test_a_name_with_an_end_in_its_middle_is_refused():
    data = archive(("routine.json", ROUTINE), ("images/x.pngXexe", b"x")).replace(b".pngXexe", b".png\0exe")

    assert refusal(data) is BundleRefusal.UNSAFE_NAME


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("routine.json", "routine.json"),
        ("routine.json", "ROUTINE.JSON"),
        ("images/a.png", "images/A.png"),
        ("images/a.png", "a.png"),
        ("images/a.png", "A.png"),
        ("images/a", "images/a/"),
    ],
)
def test_two_of_one_name_are_refused(one, other):
    assert refusal(archive((one, ROUTINE), (other, ROUTINE), ("x/routine", b""))) is BundleRefusal.DUPLICATE


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
@pytest.mark.parametrize("name", ["routine.json", "images/a.png", "other"])
def test_links_and_the_like_are_refused(kind, name):
    strange = info(name, create_system=3, external_attr=(kind | 0o777) << 16)

    assert refusal(archive((strange, b"/etc/passwd"))) is BundleRefusal.LINK


@pytest.mark.parametrize("bit", [0x1, 0x40, 0x2000])
def test_what_is_encrypted_is_refused(bit):
    data = bytearray(archive(("routine.json", ROUTINE)))
    directory = data.rfind(b"PK\x01\x02")
    struct.pack_into("<H", data, directory + 8, bit)

    assert refusal(bytes(data)) is BundleRefusal.ENCRYPTED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method):
    assert refusal(archive(("routine.json", ROUTINE), compression=method)) is BundleRefusal.UNSUPPORTED


def test_what_grows_far_beyond_its_size_is_refused():
    data = archive(("routine.json", ROUTINE), ("other", bytes(10_000_000)), compression=zipfile.ZIP_DEFLATED)

    assert refusal(data) is BundleRefusal.TOO_DENSE


def test_a_size_that_lies_is_refused():
    for claimed in (0, 1, 2999, 3001, 100_000):
        data = bytearray(archive(("routine.json", ROUTINE), ("images/a.png", PNG)))
        struct.pack_into("<L", data, data.rfind(b"PK\x01\x02") + 24, claimed)

        assert refusal(bytes(data)) is BundleRefusal.DAMAGED, claimed


def test_too_many_are_refused():
    members = [(f"images/{number}.png", b"") for number in range(MAX_MEMBERS)]

    assert refusal(archive(("routine.json", ROUTINE), *members)) is BundleRefusal.TOO_MANY
    assert len(unpack(archive(("routine.json", ROUTINE), *members[1:])).images) == MAX_MEMBERS - 1


def test_a_directory_without_end_is_not_read():
    data = bytearray(archive(*((f"{'x' * 200}{number}", b"") for number in range(4000))))

    assert refusal(bytes(data)) is BundleRefusal.TOO_MANY


def test_too_much_in_all_is_refused_before_it_is_unpacked():
    data = bytearray(archive(("routine.json", ROUTINE), ("images/a.png", PNG)))
    struct.pack_into("<L", data, data.rfind(b"PK\x01\x02") + 24, MAX_TOTAL)

    assert refusal(bytes(data)) is BundleRefusal.TOO_LARGE


def test_an_archive_of_more_than_four_gigabytes_is_not_believed():
    data = archive(("routine.json", ROUTINE))
    end = data.rfind(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)

    assert refusal(data[:end] + locator + data[end:]) is BundleRefusal.UNSUPPORTED


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", BundleRefusal.NOT_A_BUNDLE),
        (ROUTINE, BundleRefusal.NOT_A_BUNDLE),
        (b"PK\x03\x04", BundleRefusal.DAMAGED),
        (archive(), BundleRefusal.NOT_A_BUNDLE),
        (archive(("other.json", ROUTINE)), BundleRefusal.NO_ROUTINE),
        (archive(("Rest/routine.json", ROUTINE)), BundleRefusal.NO_ROUTINE),
        (pack(ROUTINE, {})[:-30], BundleRefusal.DAMAGED),
        (pack(ROUTINE, {}).replace(ROUTINE, ROUTINE[::-1]), BundleRefusal.DAMAGED),
    ],
)
def test_what_is_no_bundle_is_refused(data, reason):
    assert refusal(data) is reason


@pytest.mark.parametrize(
    ("images", "reason"),
    [
        ({"../a.png": b""}, BundleRefusal.UNSAFE_NAME),
        ({"a.svg": b""}, BundleRefusal.UNSAFE_NAME),
        ({"nul.png": b""}, BundleRefusal.UNSAFE_NAME),
        ({"a.png": b"", "A.png": b""}, BundleRefusal.DUPLICATE),
        ({f"{number}.png": b"" for number in range(MAX_MEMBERS)}, BundleRefusal.TOO_MANY),
        ({"a.png": bytes(MAX_TOTAL)}, BundleRefusal.TOO_LARGE),
    ],
    ids=["path", "drawing", "device", "twice", "many", "large"],
)
def test_nothing_is_packed_that_would_be_refused(tmp_path, images, reason):
    path = tmp_path / "Rest.psoas"
    path.write_bytes(b"before")

    with pytest.raises(BundleError) as caught:
        write_bundle(path, ROUTINE, images)

    assert caught.value.refusal is reason
    assert path.read_bytes() == b"before"


def test_every_refusal_has_words():
    assert {*BUNDLE_WORDS} == {*BundleRefusal}
    assert str(BundleError(BundleRefusal.LINK, "x")) == BUNDLE_WORDS[BundleRefusal.LINK]


def bounded(data):
    """Unpacks what may be anything; returns what is held in memory of it."""
    try:
        bundle = unpack(data)
    except BundleError:
        return 0
    return len(bundle.data) + sum(map(len, bundle.images.values()))


SAMPLE = archive(
    ("routine.json", ROUTINE * 20),
    ("images/a.png", PNG[:200]),
    ("b.gif", PNG[:100]),
    compression=zipfile.ZIP_DEFLATED,
)


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_whatever_is_changed_in_an_archive_is_refused_or_harmless(changes):
    data = bytearray(SAMPLE)
    for place, byte in changes:
        data[place] = byte

    assert bounded(bytes(data)) <= MAX_TOTAL


@given(st.integers(0, len(SAMPLE)), st.binary(max_size=60), st.integers(0, 60))
def test_whatever_is_put_in_or_cut_out_is_refused_or_harmless(place, put, cut):
    assert bounded(SAMPLE[:place] + put + SAMPLE[place + cut :]) <= MAX_TOTAL


@given(st.binary(max_size=400))
def test_whatever_pretends_to_be_an_archive_is_refused(data):
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(data), 4, 0)

    assert bounded(b"PK\x03\x04" + data + end) == 0


HEAD = st.tuples(*[st.sampled_from([0, 1, 2, 8, 20, 45, 0x800, 0xFFFF]) for _ in range(6)])
SIZES = st.tuples(*[st.sampled_from([0, 1, 46, 3000, 2**31, 2**32 - 1]) for _ in range(3)])
LENGTHS = st.tuples(*[st.sampled_from([0, 1, 12, 30, 0xFFFF]) for _ in range(5)])
PLACES = st.tuples(*[st.sampled_from([0, 1, 2**31, 2**32 - 1]) for _ in range(2)])


@given(HEAD, SIZES, LENGTHS, PLACES, st.binary(max_size=80))
def test_a_directory_of_strange_numbers_is_refused(head, sizes, lengths, places, rest):
    directory = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *head, *sizes, *lengths, *places) + rest
    start = archive(("routine.json", ROUTINE))[:60]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), len(start), 0)

    assert bounded(start + directory + end) <= MAX_TOTAL


# The library that writes the archives stumbles over a name that is empty to it.
ANY_NAME = st.text(min_size=1, max_size=30).filter(lambda name: not name.startswith("\0"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(
    st.lists(st.tuples(ANY_NAME | st.sampled_from(["routine.json", "images/a.png"]), st.binary()), max_size=6)
)
def test_an_archive_of_any_names_is_refused_or_gives_pictures_by_bare_names(members):
    try:
        bundle = unpack(archive(*members))
    except BundleError:
        return
    assert all(map(is_picture_name, bundle.images))
    assert bundle.data == dict(members)["routine.json"]
