"""Prints the verdict of every case that was not a pass, and of how many were: what is published of a subject."""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    report = json.load(file)
for verdict, count in sorted(report["summary"].items()):
    if count:
        print(f"# {verdict} {count}")
for case in report["cases"]:
    broken = sorted({ruling["requirement"] for ruling in case["rulings"] if ruling["outcome"] in ("violated", "noted")})
    if case["verdict"] not in ("pass", "skipped"):
        print(case["verdict"], case["id"], *broken)
