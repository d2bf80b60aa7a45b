"""Two runs with the same seed give the same report, but for times, ports, and the order of what happens at once."""
import json
import re
import sys


def unordered(case):
    """Of what a case sends at once, one thing comes before the other as it happens."""
    for part in ("rulings", "exchanges"):
        for each in case[part]:
            del each["at"]
        case[part].sort(key=json.dumps)


def settled(path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    for case in report["cases"]:
        if "at-once" in case["id"]:
            unordered(case)
    text = json.dumps(report, indent=1, sort_keys=True)
    text = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:PORT", text)
    text = re.sub(r'"duration_ms": \d+', '"duration_ms": 0', text)
    return re.sub(r"\w\w\w, \d\d \w\w\w \d{4} \d\d:\d\d:\d\d GMT", "DATE", text).splitlines()


one, other = map(settled, sys.argv[1:])
differences = [pair for pair in zip(one, other) if pair[0] != pair[1]]
if differences or len(one) != len(other):
    print("the reports differ:", *differences[:10], sep="\n  ")
    sys.exit(1)
print(f"two runs with the same seed agree in {len(one)} lines of report")
