"""What the script makes of a system: its libraries, apt-get, its screen. No network, no process, no wait."""

import socket
import sys

import pytest

import desktop
from environments import SetupError


def all_commands(name: str) -> bool:
    return True


def no_commands(name: str) -> bool:
    return False


class TestLibraries:
    def test_every_library_that_does_not_load_is_named(self):
        missing = desktop.missing_libraries(lambda soname: "xcb" not in soname)
        packages = [library.package for library in missing]
        assert packages == ["libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"]

    def test_other_systems_bring_their_own(self, monkeypatch):
        monkeypatch.setattr(sys, "platform", "darwin")
        assert desktop.missing_libraries(no_commands) == []

    def test_a_library_that_is_nowhere_does_not_load(self):
        assert not desktop.library_loads("libpsoas-is-no-library.so.7")

    def test_the_line_to_type_is_whole(self):
        line = desktop.install_line(["libegl1", "libgl1"], all_commands)
        assert line == "sudo apt-get install --no-install-recommends libegl1 libgl1"

    def test_the_line_to_type_without_sudo(self):
        line = desktop.install_line(["libegl1"], no_commands)
        assert line == "su -c 'apt-get install --no-install-recommends libegl1'"

    def test_advice_on_debian_is_the_line(self):
        missing = desktop.missing_libraries(lambda soname: soname != "libEGL.so.1")
        assert "apt-get install --no-install-recommends libegl1" in desktop.libraries_advice(
            missing, all_commands
        )

    def test_advice_elsewhere_names_the_libraries(self):
        missing = desktop.missing_libraries(lambda soname: soname != "libEGL.so.1")
        advice = desktop.libraries_advice(missing, no_commands)
        assert advice.endswith("libEGL.so.1")
        assert "apt" not in advice


class TestEnsureLibraries:
    @pytest.fixture
    def installed(self, monkeypatch):
        """What the script would have handed to apt-get."""
        packages: list[str] = []
        monkeypatch.setattr(desktop, "_install_packages", packages.extend)
        return packages

    @pytest.fixture
    def lacking(self, monkeypatch):
        """Makes single libraries missing until their package is installed."""

        def lack(installed, *sonames):
            def missing():
                return [
                    library
                    for library in desktop.LIBRARIES
                    if library.soname in sonames and library.package not in installed
                ]

            monkeypatch.setattr(desktop, "missing_libraries", missing)

        return lack

    def test_nothing_is_done_when_all_are_there(self, installed, lacking, capsys):
        lacking(installed)
        desktop.ensure_libraries()
        assert installed == []
        assert capsys.readouterr().err == ""

    def test_root_on_debian_installs(self, installed, lacking, monkeypatch):
        lacking(installed, "libEGL.so.1", "libpulse.so.0")
        monkeypatch.setattr(desktop, "_may_install", lambda: True)
        desktop.ensure_libraries()
        assert installed == ["libegl1", "libpulse0"]

    def test_others_are_told_and_stopped_when_nothing_can_be_drawn(self, installed, lacking, monkeypatch):
        lacking(installed, "libEGL.so.1")
        monkeypatch.setattr(desktop, "_may_install", lambda: False)
        with pytest.raises(SetupError, match=r"libegl1|libEGL"):
            desktop.ensure_libraries()
        assert installed == []

    def test_others_are_told_and_go_on_without_sound(self, installed, lacking, monkeypatch, capsys):
        lacking(installed, "libpulse.so.0")
        monkeypatch.setattr(desktop, "_may_install", lambda: False)
        desktop.ensure_libraries()
        assert len(capsys.readouterr().err.splitlines()) == 1

    def test_missing_screen_tools_stop_with_the_line(self, installed, monkeypatch):
        monkeypatch.setattr(desktop, "_may_install", lambda: False)
        monkeypatch.setattr(desktop, "_has_command", no_commands)
        with pytest.raises(SetupError, match="xvfb xauth xdotool openbox"):
            desktop.ensure_screen_tools()

    def test_root_installs_what_checks_the_files_for_the_desktop(self, installed, monkeypatch):
        monkeypatch.setattr(desktop, "_may_install", lambda: True)
        monkeypatch.setattr(desktop, "_has_command", lambda name: name == "appstreamcli")
        desktop.ensure_desktop_tools()
        assert installed == ["desktop-file-utils", "shared-mime-info", "libxml2-utils"]

    def test_others_are_told_and_go_on_without_those_checks(self, installed, monkeypatch, capsys):
        monkeypatch.setattr(desktop, "_may_install", lambda: False)
        monkeypatch.setattr(desktop, "_has_command", lambda name: name != "xmllint")
        desktop.ensure_desktop_tools()
        assert installed == []
        assert "apt-get install --no-install-recommends libxml2-utils" in capsys.readouterr().err

    def test_without_the_rights_one_line_names_all_that_is_missing(self, installed, lacking, monkeypatch):
        lacking(installed, "libEGL.so.1")
        monkeypatch.setattr(desktop, "_may_install", lambda: False)
        monkeypatch.setattr(desktop, "_has_command", all_commands)
        with pytest.raises(SetupError, match=r"Type:  sudo .* python3\.\d+-venv libegl1$"):
            desktop.ensure_venv_module(no_commands)

    def test_python_without_ensurepip_names_debians_package(self, installed, monkeypatch):
        monkeypatch.setattr(desktop, "_may_install", lambda: True)
        monkeypatch.setattr(desktop, "_has_command", all_commands)
        desktop.ensure_venv_module(no_commands)
        assert installed == [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


class TestAptGet:
    @pytest.fixture
    def lists(self, monkeypatch, tmp_path):
        monkeypatch.setattr(desktop, "_APT_LISTS", tmp_path)
        return tmp_path

    @pytest.fixture
    def calls(self, monkeypatch):
        """The verbs given to apt-get; `answers` are its exit codes in turn."""
        verbs: list[str] = []

        def run_with(answers):
            def run(command, environ):
                assert environ["DEBIAN_FRONTEND"] == "noninteractive"
                verbs.append(command[4])
                return answers.pop(0)

            monkeypatch.setattr(desktop, "run", run)
            return verbs

        return run_with

    def test_fresh_lists_are_used(self, lists, calls):
        (lists / "debian_main_Packages").touch()
        verbs = calls([0])
        desktop._install_packages(["libegl1"])
        assert verbs == ["install"]

    def test_no_lists_are_fetched_first(self, lists, calls):
        verbs = calls([0, 0])
        desktop._install_packages(["libegl1"])
        assert verbs == ["update", "install"]

    def test_old_lists_are_fetched_again(self, lists, calls):
        (lists / "debian_main_Packages").touch()
        verbs = calls([100, 0, 0])
        desktop._install_packages(["libegl1"])
        assert verbs == ["install", "update", "install"]

    def test_a_failure_is_one_sentence(self, lists, calls):
        calls([0, 100])
        with pytest.raises(SetupError):
            desktop._install_packages(["libegl1"])


class TestScreen:
    def test_desktop_systems_always_have_one(self):
        assert desktop.has_screen({}, "win32")
        assert desktop.has_screen({}, "darwin")

    def test_linux_without_a_display_has_none(self):
        assert not desktop.has_screen({}, "linux")

    def test_a_display_that_nobody_serves_is_none(self):
        assert not desktop.has_screen({"DISPLAY": ":54321"}, "linux")
        assert not desktop.has_screen({"DISPLAY": "nonsense"}, "linux")

    @pytest.mark.skipif(sys.platform == "win32", reason="Wayland's socket is a Unix socket")
    def test_a_wayland_server_that_answers_is_one(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)  # a socket's path must be short
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("wayland-7")
            server.listen()
            environ = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": "."}
            assert desktop.has_screen(environ, "linux")
            assert not desktop.has_screen(environ | {"QT_QPA_PLATFORM": "offscreen"}, "linux")
        assert not desktop.has_screen(environ, "linux")

    @pytest.mark.parametrize(
        ("environ", "addresses"),
        [
            ({}, []),
            ({"DISPLAY": ":0"}, ["/tmp/.X11-unix/X0", "\0/tmp/.X11-unix/X0"]),
            ({"DISPLAY": "unix:3.1"}, ["/tmp/.X11-unix/X3", "\0/tmp/.X11-unix/X3"]),
            ({"DISPLAY": "localhost:10.0"}, [("localhost", 6010)]),
            (
                {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/run/user/1000"},
                ["/run/user/1000/wayland-0"],
            ),
            ({"WAYLAND_DISPLAY": "/srv/w", "XDG_RUNTIME_DIR": "/run/user/1000"}, ["/srv/w"]),
        ],
    )
    def test_where_servers_listen(self, environ, addresses):
        assert [address for _, address in desktop.display_addresses(environ)] == addresses
