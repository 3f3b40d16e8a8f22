"""House rules that no linter knows: a pattern, where it may stand, and what to do instead.

usage: house_rules.py [FILE...]     without files: every tracked Python file
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        pattern: What must not stand in a line.
        remedy: What to write instead, and why.
        under: The rule holds for files below this folder.
        homes: The files that are allowed to have it.
    """

    pattern: re.Pattern[str]
    remedy: str
    under: str = "psoas_desktop"
    homes: tuple[str, ...] = ()


RULES = (
    Rule(
        re.compile(r"\b(tr|translate)\([^)\n]*\bf[\"']"),
        "No f-string in tr(): it is never found for translation.",
    ),
    Rule(
        re.compile(r"\bQ(TextEdit|TextBrowser|MessageBox|InputDialog|ProgressDialog|ToolTip|ErrorMessage)\b"),
        "These show rich text on their own, and a stranger's text would load files: use plain widgets.",
    ),
    Rule(
        re.compile(r"\bQLabel\("),
        "A QLabel guesses at rich text: use ui.common.label.Label, or text_label.TextLabel on the stage.",
        homes=("psoas_desktop/ui/common/text_label.py", "psoas_desktop/ui/common/label.py"),
    ),
    Rule(re.compile(r"\.setHtml\(|\.setMarkdown\(|TextFormat\.(RichText|AutoText)"), "Text is plain."),
    Rule(
        re.compile(r"\bopenUrl\("),
        "One module opens links, https only, and shows the host first: services.links.",
        homes=("psoas_desktop/services/links.py",),
    ),
    Rule(
        re.compile(r"except (Exception|BaseException)?:\s*(pass)?$"),
        "Name the exception; nothing is swallowed.",
    ),
    Rule(re.compile(r"\bsetColorScheme\("), "It does nothing offscreen: use our own palettes."),
    Rule(
        re.compile(r"\btime\.sleep\(|\bqtbot\.wait\("),
        "A test waits for what happens, not for time.",
        under="tests",
        homes=("tests/journeys/desk.py",),
    ),
    Rule(re.compile(r"\bassert True\b"), "A test that cannot fail is no test.", "tests"),
)


def breaches(path: str, text: str) -> list[str]:
    """Lists the breaches of one file.

    Args:
        path: Its path from the repository's root, with forward slashes.
        text: What it holds.

    Returns:
        One line each: path, line number, remedy.
    """
    rules = [rule for rule in RULES if path.startswith(rule.under + "/") and path not in rule.homes]
    return [
        f"{path}:{number}: {rule.remedy}"
        for number, line in enumerate(text.splitlines(), 1)
        for rule in rules
        if rule.pattern.search(line)
    ]


def main(files: list[str]) -> int:
    """Checks files and prints the breaches.

    Returns:
        1 where a rule is broken.
    """
    if not files:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
            cwd=REPO,
            capture_output=True,
            text=True,
            check=True,
        )
        files = listed.stdout.split()
    found = [breach for path in files for breach in breaches(path, (REPO / path).read_text(encoding="utf-8"))]
    print("\n".join(found) if found else f"{len(files)} files keep the house rules.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
