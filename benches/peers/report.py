"""The figures of all peers as a table and a plot.

    python report.py FOLDER
"""

import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402  (after the backend is chosen)


def machine():
    cpuinfo = pathlib.Path("/proc/cpuinfo")
    models = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")] if cpuinfo.exists() else []
    model = models[0].split(":")[1].strip() if models else platform.processor()
    return f"one of {os.cpu_count()} cores of {model or platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def commit():
    command = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = [json.loads(line) for name in ("rust", "python") for line in open(folder / f"{name}.jsonl", encoding="utf-8")]
    with open(folder / "names.csv", encoding="utf-8") as lines:
        names = sum(1 for _ in lines) - 1
    sets = list(dict.fromkeys(row["set"] for row in rows))
    peers = list(dict.fromkeys(row["peer"] for row in rows))
    at = {(row["peer"], row["set"]): row for row in rows}
    date = datetime.date.today().isoformat()
    table = [
        f"{names:,} names of every list; {date}, commit {commit()}; {machine()}.",
        "",
        "*Found*: share of the queries whose party is found. *Alerts*: share of the queries of nobody listed with "
        "any result. *Slower*: time of a query over that of tamis in the same set. Means are processor "
        "time; *n* queries were timed.",
        "",
        "| peer | rule | alerts | " + " | ".join(f"{set}: found | µs | 99 % | slower | n" for set in sets) + " |",
        "|---|---|---|" + "---|" * (5 * len(sets)),
    ]
    for peer in peers:
        first = at[peer, sets[0]]
        cells = [f"{peer} {first['version']}", first["rule"], f"{100 * first['with_alert']:.1f} %"]
        for set in sets:
            row = at[peer, set]
            slower = row["mean_us"] / at["tamis", set]["mean_us"]
            found = "–" if row["recall"] is None else f"{100 * row['recall']:.1f} %"
            cells += [found, f"{row['mean_us']:,.0f}", f"{row['p99_us']:,.0f}", f"{slower:,.3g} ×", f"{row['timed']}"]
        table.append("| " + " | ".join(cells) + " |")
    (folder / "peers.md").write_text("\n".join(table) + "\n", encoding="utf-8")
    print("\n".join(table))

    figure, axes = plt.subplots(1, len(sets), figsize=(5 * len(sets), 4.5), sharey=True)
    for axis, set in zip(axes, sets):
        for number, peer in enumerate(peers):
            row = at[peer, set]
            share = row["with_alert"] if row["recall"] is None else row["recall"]
            axis.scatter(row["mean_us"], 100 * share, label=peer, color=f"C{number}")
        axis.set_xscale("log")
        axis.set_xlabel("µs per query")
        axis.set_title(set + (": alerts, %" if at["tamis", set]["recall"] is None else ": found, %"))
        axis.grid(alpha=0.3)
    axes[-1].legend(fontsize=7)
    figure.suptitle(f"{names:,} names, one core; {date}, commit {commit()}", fontsize=9)
    figure.tight_layout()
    figure.savefig(folder / "peers.svg")


if __name__ == "__main__":
    main()
