"""The peers in Python, on the names and queries that the Rust peers wrote.

    python peers.py FOLDER [SECONDS]

Reads names.csv and queries.csv of FOLDER and writes a line of figures for each peer and set into
python.jsonl. SECONDS (10) after which no more queries of a set are asked of a peer.
"""

import collections
import csv
import importlib.metadata
import itertools
import json
import pathlib
import sys
import time

import numpy
from rapidfuzz import fuzz, process

CUTOFF = 85
SCHEMATA = {"person": "Person", "organization": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}


def table(path):
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def in_turn(queries):
    """An order in which every part of the set has its turn, should the time run out."""
    return [query for first in range(7) for query in queries[first::7]]


class Scan:
    """rapidfuzz's `process.extract` over the distinct names of the query's kind."""

    package = "rapidfuzz"

    def __init__(self, name, rule, scorer, names):
        self.name, self.rule, self.scorer = name, rule, scorer
        self.choices = collections.defaultdict(set)
        for name in names:
            self.choices[name["kind"]].add(name["folded"])
        self.choices = {kind: sorted(texts) for kind, texts in self.choices.items()}

    def search(self, query):
        return process.extract(
            query["folded"], self.choices[query["kind"]], scorer=self.scorer, score_cutoff=CUTOFF, limit=10
        )

    def finds(self, query, names):
        return any(self.scorer(query["folded"], name["folded"]) >= CUTOFF for name in names)


class Matrix(Scan):
    """`process.cdist` of one query and the presorted distinct names, one worker."""

    def __init__(self, name, rule, names):
        super().__init__(name, rule, fuzz.ratio, [name | {"folded": name["sorted"]} for name in names])

    def search(self, query):
        scores = process.cdist(
            [query["sorted"]],
            self.choices[query["kind"]],
            scorer=fuzz.ratio,
            score_cutoff=CUTOFF,
            workers=1,
            dtype=numpy.float32,
        )
        return numpy.flatnonzero(scores[0])

    def finds(self, query, names):
        return any(fuzz.ratio(query["sorted"], name["sorted"]) >= CUTOFF for name in names)


class LogicV2:
    """nomenklatura's logic-v2 against every listed party of the query's kind, at its threshold of 0.7."""

    package = "nomenklatura"
    name, rule = "nomenklatura logic-v2, every party", "score 0.7"

    def __init__(self, names):
        from followthemoney import ValueEntity, model
        from nomenklatura.matching import get_algorithm

        self.algorithm = get_algorithm("logic-v2")
        self.config = self.algorithm.default_config()
        self.entity = lambda kind, id: ValueEntity(model.get(SCHEMATA[kind]), {"id": id})
        self.numbers = itertools.count()
        self.listed = {}
        for name in names:
            entity = self.listed.get(name["entity"])
            if entity is None:
                entity = self.listed[name["entity"]] = self.entity(name["kind"], name["entity"])
            entity.add("name", name["text"])
        self.of_kind = collections.defaultdict(list)
        for kind, id in sorted({(name["kind"], name["entity"]) for name in names}):
            self.of_kind[kind].append(self.listed[id])

    def asked(self, query):
        # The matcher remembers entities by their id: every query needs its own.
        asked = self.entity(query["kind"], f"q{next(self.numbers)}")
        asked.add("name", query["text"])
        return asked

    def matches(self, asked, listed):
        return self.algorithm.compare(asked, listed, self.config).score >= 0.7

    def search(self, query):
        asked = self.asked(query)
        return [listed for listed in self.of_kind[query["kind"]] if self.matches(asked, listed)]

    def finds(self, query, names):
        return self.matches(self.asked(query), self.listed[query["means"]])


def measure(peer, set, queries, of_entity, seconds):
    meant = [query for query in queries if query["means"]]
    found = sum(peer.finds(query, of_entity[query["means"]]) for query in meant)
    times, alerts, begun, processor = [], 0, time.monotonic(), time.thread_time()
    for query in in_turn(queries):
        if time.monotonic() - begun > seconds:
            break
        start = time.perf_counter()
        alerts += len(peer.search(query)) > 0
        times.append(time.perf_counter() - start)
    mean = (time.thread_time() - processor) / len(times)
    times.sort()
    return {
        "peer": peer.name,
        "version": importlib.metadata.version(peer.package),
        "rule": peer.rule,
        "set": set,
        "checked": len(meant),
        "recall": found / len(meant) if meant else None,
        "timed": len(times),
        "with_alert": alerts / len(times),
        "mean_us": 1e6 * mean,
        "p99_us": 1e6 * times[int(0.99 * (len(times) - 1))],
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    names, queries = table(folder / "names.csv"), table(folder / "queries.csv")
    of_entity, sets = collections.defaultdict(list), collections.defaultdict(list)
    for name in names:
        of_entity[name["entity"]].append(name)
    for query in queries:
        sets[query["set"]].append(query)
    extract = "rapidfuzz (Python), process.extract"
    peers = [
        lambda: Scan(f"{extract}, token_sort_ratio", "token_sort_ratio 85, ten best", fuzz.token_sort_ratio, names),
        lambda: Matrix("rapidfuzz (Python), cdist, presorted", "ratio 85, one worker", names),
        lambda: Scan(f"{extract}, WRatio", "WRatio 85, ten best", fuzz.WRatio, names),
        lambda: LogicV2(names),
    ]
    with open(folder / "python.jsonl", "w", encoding="utf-8") as out:
        for make in peers:
            peer = make()
            for set, asked in sets.items():
                line = json.dumps(measure(peer, set, asked, of_entity, seconds))
                print(line, flush=True)
                out.write(line + "\n")


if __name__ == "__main__":
    main()
