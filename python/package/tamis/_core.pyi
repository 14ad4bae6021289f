"""The compiled part of `tamis`. Import `tamis`, not this."""

import builtins
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from os import PathLike
from typing import Any, Final, Literal, TypeAlias, final

from tamis._display import Matches

_Kind: TypeAlias = Literal["person", "organization", "vessel", "aircraft"]
_Kinds: TypeAlias = _Kind | Iterable[_Kind | None] | None
_Outcome: TypeAlias = Literal[
    "listed",
    "listed_elsewhere",
    "fits_listed",
    "near_miss",
    "too_little_shown",
    "not_listed",
    "invalid",
]
_Path: TypeAlias = str | PathLike[str]

__all__ = [
    "Address",
    "Alert",
    "Checked",
    "Comparison",
    "Entity",
    "FileResult",
    "Identifier",
    "ListSnapshot",
    "Match",
    "Screener",
    "Skipped",
    "__version__",
    "check",
    "compare",
    "compare_many",
    "configuration_hash",
]

__version__: Final[str]

@final
class Address:
    """An address as published."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    @property
    def country(self) -> str | None:
        """The country (ISO 3166-1 alpha-2), where it is known."""
    @property
    def text(self) -> str:
        """The address without the country; may be empty."""

@final
class Alert:
    """A possible match in a file."""
    def __eq__(self, value: object, /) -> bool: ...
    def __repr__(self) -> str: ...
    def as_dict(self) -> dict[str, Any]:
        """The alert as the line of JSON that `tamis screen --format jsonl` writes."""
    @property
    def entity(self) -> dict[str, Any]:
        """The listed party in short: `id`, `kind`, `name`, `list`, `programmes`."""
    @property
    def evidence(self) -> dict[str, Any]:
        """What the score was computed from."""
    @property
    def file(self) -> str | None:
        """The file as given."""
    @property
    def flags(self) -> list[str]:
        """Red flags of the record besides the match."""
    @property
    def matched_name(self) -> str:
        """The listed name that matched best."""
    @property
    def path(self) -> str | None:
        """Field path inside the record, or column."""
    @property
    def reasons(self) -> list[str]:
        """Why, in a few words: `name 0.97`, `same IMO ship number 9562233`, `same day of birth`."""
    @property
    def record(self) -> str | None:
        """The transaction's own reference, or `#` and its number in the file."""
    @property
    def role(self) -> str | None:
        """The part the subject plays: `creditor`, `remittance information`."""
    @property
    def score(self) -> float:
        """The score in [0, 1]."""
    @property
    def subject(self) -> str:
        """The name asked about, or else its identifier, or else an excerpt of the text."""

@final
class Checked:
    """One thing a value may be, whether it is valid, and who is listed with it.

    >>> reading = tamis.check("IMO 9562233")[0]
    >>> reading.scheme, reading.valid, reading.normal, reading.outcome
    ('imo', True, '9562233', 'listed')
    >>> [entity.id for entity in reading.entities]
    ['uk-sl:DPR0075']
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __repr__(self) -> str: ...
    def as_dict(self) -> dict[str, Any]:
        """The record as `tamis check --format jsonl` writes it."""
    @property
    def entities(self) -> list[Entity]:
        """The listed parties concerned, the likest first."""
    @property
    def normal(self) -> str | None:
        """The form in which two spellings of it are equal."""
    @property
    def outcome(self) -> _Outcome:
        """What the look-up came to.

        `listed`, `listed_elsewhere` (under another chain or asset), `fits_listed` (a part of the account
        number is hidden, and the rest fits a listed one, as it fits others; or it begins with a listed
        one, as virtual accounts do), `near_miss` (a slip in writing a listed one, or an address that
        shows the ends of one), `too_little_shown` (of an account number), `not_listed` or `invalid`.
        """
    @property
    def scheme(self) -> str:
        """The scheme under which it is read: `imo`, `bic`, `wallet` and so on."""
    @property
    def told(self) -> str | None:
        """What the value itself tells: the country of a bank or flag, the chain of an address."""
    @property
    def valid(self) -> bool | None:
        """Whether the rules of the scheme hold; `None` if there is no public rule."""
    @property
    def value(self) -> str:
        """The value as given."""
    @property
    def why(self) -> str | None:
        """Why it is not valid; `None` if it is, or if there is no rule."""

@final
class Comparison:
    """How alike two names are, and why.

    >>> comparison = tamis.compare("김정은", "Kim Jong Un", kind="person")
    >>> comparison.score > 0.9
    True
    >>> comparison.evidence["name"]["right"]["reading"]
    'kim jong un'
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str: ...
    @property
    def evidence(self) -> dict[str, Any]:
        """What the score was computed from, with the keys of the JSON lines that `tamis screen` writes."""
    def explain(self) -> str:
        """The evidence in lines of plain text.

        >>> comparison = tamis.compare("Kim Chong-un", "KIM, Jong Un", kind="person")
        >>> comparison.explain().splitlines()[2]
        'kim ~ kim: equal, 1.00 of weight 0.46'
        """
    @property
    def score(self) -> float:
        """How alike, in [0, 1]."""

@final
class Entity:
    """One designated party as published.

    >>> entity = tamis.Screener().screen("Kim Jong Un", kind="person")[0].entity
    >>> entity.id, entity.name, entity.kind
    ('ofac-sdn:20157', 'KIM, Jong Un', 'person')
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    @property
    def addresses(self) -> builtins.list[Address]:
        """Addresses."""
    def as_dict(self) -> dict[str, Any]:
        """Everything that is known, with the keys of the starter list's JSON lines."""
    @property
    def births(self) -> builtins.list[str]:
        """Dates of birth, as far as known: `1984-01-08`, `1984`, `1981/1983`, `~1961`."""
    @property
    def countries(self) -> builtins.list[str]:
        """Nationality, citizenship, place of registration or flag (ISO 3166-1 alpha-2)."""
    @property
    def id(self) -> str:
        """`<list>:<publisher's id>`, such as `un-sc:KPi.033`."""
    @property
    def identifiers(self) -> builtins.list[Identifier]:
        """Passports, IMO numbers, BICs, wallets and so on."""
    @property
    def kind(self) -> _Kind | None:
        """`person`, `organization`, `vessel` or `aircraft`, where published."""
    @property
    def list(self) -> str:
        """Short name of the list: `ofac-sdn`."""
    @property
    def listed_on(self) -> str | None:
        """The day of designation, where published."""
    @property
    def name(self) -> str:
        """Primary name."""
    @property
    def names(self) -> builtins.list[str]:
        """All names, the primary one first, weak ones included."""
    @property
    def programmes(self) -> builtins.list[str]:
        """Programmes or regimes (`DPRK3`)."""
    @property
    def references(self) -> builtins.list[str]:
        """Other references of the same designation (`UN KPe.001`)."""
    @property
    def titles(self) -> builtins.list[str]:
        """Titles, functions or positions."""

@final
class FileResult:
    """The alerts of a file, what of it could not be read, and what was counted.

    Iterating over it gives the alerts, in the order of the file; `len` counts them.

    >>> result = tamis.Screener().screen_file("tests/data/pacs008-dprk.xml")
    >>> len(result) > 0, result.counts["files"]
    (True, 1)
    """
    def __iter__(self) -> Iterator[Alert]: ...
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str: ...
    @property
    def alerts(self) -> list[Alert]:
        """Possible matches, in the order of the file."""
    @property
    def counts(self) -> dict[str, int]:
        """How many `files`, `records`, `subjects`, `alerts`, `flags` and `problems` there were."""
    @property
    def flags(self) -> list[dict[str, Any]]:
        """Red flags, each a dict with `rule`, `subject`, `reason` and the `rows` it was seen in."""
    @property
    def problems(self) -> list[Skipped]:
        """Records, rows or fields that could not be read."""
    @property
    def run(self) -> dict[str, Any]:
        """What is needed to repeat it: engine version, configuration hash, policy, lists."""
    def to_dicts(self) -> list[dict[str, Any]]:
        """Each alert as a dict, ready for a data frame."""

@final
class Identifier:
    """An identifier as published: an IMO number, a passport, a wallet address."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    @property
    def asset(self) -> str | None:
        """The asset a wallet address is tagged with (`XBT`, `ETH`), where one is stated."""
    @property
    def country(self) -> str | None:
        """The issuing country (ISO 3166-1 alpha-2), where one is stated."""
    @property
    def scheme(self) -> str:
        """What kind of identifier: `imo`, `bic`, `passport`, `wallet` and so on."""
    @property
    def value(self) -> str:
        """The value as published."""

@final
class ListSnapshot:
    """One list as it was loaded: edition, fingerprint, counts.

    >>> snapshot = tamis.Screener().lists[0]
    >>> snapshot.records > 0, len(snapshot.sha256), snapshot.skipped
    (True, 64, [])
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __repr__(self) -> str: ...
    @property
    def list(self) -> str:
        """Short name, the first part of every entity's id: `ofac-sdn`."""
    @property
    def names(self) -> int:
        """Names of all records together, weak ones included."""
    @property
    def published(self) -> str | None:
        """Publication date from inside the file, where it has one."""
    @property
    def publisher(self) -> str:
        """Who publishes it."""
    @property
    def records(self) -> int:
        """Records as the publisher counts them."""
    @property
    def sha256(self) -> str:
        """SHA-256 over the fingerprints of its files, in hexadecimal."""
    @property
    def skipped(self) -> builtins.list[Skipped]:
        """Records that could not be read."""
    @property
    def title(self) -> str:
        """What it is called."""

@final
class Match:
    """One listed party that answers a subject: a reason to look, never a verdict.

    >>> tamis.Screener().screen("Kim Jong Un", kind="person")[0]
    Match(0.99, 'KIM, Jong Un', ofac-sdn:20157)
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str: ...
    @property
    def entity(self) -> Entity:
        """The listed party."""
    @property
    def evidence(self) -> dict[str, Any]:
        """What the score was computed from, with the keys of the JSON lines that `tamis screen` writes."""
    def explain(self) -> str:
        """The evidence in lines of plain text."""
    @property
    def matched_name(self) -> str:
        """The listed name that matched best; the primary name if only an identifier matched."""
    @property
    def reasons(self) -> list[str]:
        """Why, in a few words: `name 0.97`, `same IMO ship number 9562233`, `same day of birth`."""
    @property
    def score(self) -> float:
        """The score in [0, 1]."""

@final
class Screener:
    """Lists made ready for screening. Any number of threads may share one.

    Without arguments it holds the DPRK starter list that ships with the library; `from_lists` reads
    official files.

    Args:
        weights: A TOML file of weights in place of those that ship with tamis, in the form of
            `lists/weights.toml`; what it does not name is as shipped.

    >>> screener = tamis.Screener()
    >>> [match.entity.id for match in screener.screen("김정은", kind="person", limit=1)]
    ['ofac-sdn:20157']
    """
    def __new__(cls, *, weights: _Path | None = None) -> Screener: ...
    def __repr__(self) -> str: ...
    @staticmethod
    def from_lists(paths: _Path | Iterable[_Path], *, weights: _Path | None = None) -> Screener:
        """Reads official files and folders; the format of each is detected from its content.

        A publication made of several files is found from one of them: given `sdn.csv`, `alt.csv`,
        `add.csv` and `sdn_comments.csv` are read with it, also gzipped.

        Args:
            paths: One path, or several.
            weights: A TOML file of weights in place of those that ship with tamis, in the form of
                `lists/weights.toml`; what it does not name is as shipped.

        Raises:
            FileError: A file is missing or cannot be read.
            FormatError: A file is in no known format, damaged or cut short.
            EmptyInputError: A list has no record.
            ArgumentError: No path was given, or a weight is outside its range.

        >>> tamis.Screener.from_lists("lists/dprk.jsonl").lists[0].records > 0
        True
        """
    @staticmethod
    def open(path: _Path, *, weights: _Path | None = None) -> Screener:
        """Opens an index file that `write` or `tamis lists build` wrote.

        The file is mapped into memory and every checksum in it is checked, which takes milliseconds.
        While it is in use it may be replaced by another one, but not be written into.

        Args:
            path: The index file.
            weights: The file of weights it was built with, if these are not those that ship with tamis.

        Raises:
            FileError: The file is missing or cannot be read.
            FormatError: It is no index file, damaged, cut short, or made by another version of tamis
                or with other weights.

        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "lists.tamis"
        >>> tamis.Screener().write(path)
        >>> tamis.Screener.open(path).screen("김정은", limit=1)[0].entity.id
        'ofac-sdn:20157'
        """
    def write(self, path: _Path) -> None:
        """Writes everything that screening needs into one file, for `open`.

        The file is written beside its place and renamed when it is complete.

        Args:
            path: The file to write.

        Raises:
            FileError: It cannot be written there.
        """
    @property
    def configuration_hash(self) -> str:
        """What makes a score of this screener besides the lists: constants, weights, tables.

        >>> tamis.Screener().configuration_hash == tamis.configuration_hash()
        True
        """
    @property
    def lists(self) -> list[ListSnapshot]:
        """The lists screened against."""
    def screen(
        self,
        name: str | None = None,
        *,
        text: str | None = None,
        kind: _Kind | None = None,
        born: str | int | date | None = None,
        countries: str | Iterable[str] | None = None,
        identifiers: Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]] | None = None,
        vessel: Mapping[str, str | int | Iterable[str]] | None = None,
        threshold: float = 0.85,
        limit: int | None = 10,
        weak_aliases: bool = False,
    ) -> Matches:
        """Possible matches of one subject, best first.

        What is not given is unknown, and unknown is no mismatch. A subject of a known kind is
        compared with listed parties of that kind; its identifiers are compared with those of all.

        Args:
            name: The name, in any script.
            text: Free text, searched for listed names and identifiers.
            kind: `person`, `organization`, `vessel` or `aircraft`.
            born: Date of birth: `1984-01-08`, `1984-01`, `1984`, `1981/1983`, a year, or a date.
            countries: Code or codes of ISO 3166-1 alpha-2, in either case.
            identifiers: Scheme and value, such as `{"imo": "9562233"}`, or pairs of them.
            vessel: What is known of a vessel, such as `{"imo": "9562233", "flag": "tg", "built": 1975}`:
                `imo`, `mmsi`, `call_sign`, `flag`, `former_flag`, `former_name`, `type`, `built`,
                `tonnage`, `gross_tonnage`, `owner`, `length`; a list where there are several.
            threshold: Least score of a possible match, in [0, 1].
            limit: Most matches, the best ones; `None` or 0 for all.
            weak_aliases: Whether a weak a.k.a. may open an alert.

        Raises:
            ArgumentError: An argument is outside its range or set, or nothing was given to look up.

        >>> screener = tamis.Screener()
        >>> found = screener.screen("Kim Jong Un", kind="person", born="1984-01-08", countries=["kp"])
        >>> found[0].entity.name
        'KIM, Jong Un'
        >>> found = screener.screen("NEW FORTUNE", vessel={"imo": "7408873", "built": 1976})
        >>> found[0].reasons
        ['same IMO ship number 7408873', 'another name', 'listed IMO number under another name']
        """
    def screen_all(
        self,
        name: str | None = None,
        *,
        text: str | None = None,
        kind: _Kind | None = None,
        born: str | int | date | None = None,
        countries: str | Iterable[str] | None = None,
        identifiers: Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]] | None = None,
        vessel: Mapping[str, str | int | Iterable[str]] | None = None,
        threshold: float = 0.85,
        limit: int | None = None,
        weak_aliases: bool = False,
    ) -> Matches:
        """What `screen` returns, by scoring the subject against every listed name.

        The oracle for tests and doubters. Takes time in proportion to the lists.

        Args and Raises: as for `screen`, except that there is no limit unless one is given.

        >>> screener = tamis.Screener()
        >>> screener.screen_all("Ким Чен Ын") == screener.screen("Ким Чен Ын", limit=None)
        True
        """
    def screen_file(
        self,
        path: _Path,
        *,
        threshold: float = 0.85,
        limit: int | None = 10,
        columns: str | Mapping[str, str] | None = None,
    ) -> FileResult:
        """Screens every party and every piece of free text of a payment or customer file.

        The format is detected from the content. Other Python threads run meanwhile; Ctrl-C ends it.

        Args:
            path: The file.
            threshold: As in `screen`.
            limit: Most matches for each subject; `None` or 0 for all.
            columns: What the columns of a CSV file hold, if their headers do not tell:
                `name.seller=Firma,text=Betreff`, or the same as a dict.

        Raises:
            FileError: The file is missing or cannot be read.
            FormatError: The file is in no known format, damaged or cut short.
            EmptyInputError: The file has no record.
            ArgumentError: An argument is outside its range or set.

        >>> result = tamis.Screener().screen_file("tests/data/pacs008-dprk.xml")
        >>> sorted({alert.role for alert in result if alert.score > 0.95})[0]
        'creditor'
        """
    def screen_many(
        self,
        names: Iterable[str | None],
        *,
        kind: _Kinds = None,
        threshold: float = 0.85,
        limit: int | None = 10,
    ) -> list[Matches]:
        """Possible matches of many names, on all cores: one list for each name, in their order.

        Other Python threads run meanwhile; Ctrl-C ends it.

        Args:
            names: Names in any script; `None` stands for an unknown name and matches nothing.
            kind: As in `screen`, for all names, or a list with one for each name.
            threshold: As in `screen`.
            limit: As in `screen`.

        Raises:
            ArgumentError: An argument is outside its range or set, or `kind` is a list of another
                length than `names`.

        >>> found = tamis.Screener().screen_many(["김정은", "Erika Mustermann"], kind="person")
        >>> [len(matches) > 0 for matches in found]
        [True, False]
        """

@final
class Skipped:
    """A record that could not be read: where it stands and why."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    @property
    def file(self) -> str:
        """The file."""
    @property
    def line(self) -> int:
        """Line in the unpacked file, counted from 1."""
    @property
    def reason(self) -> str:
        """What was found and what was expected."""

def check(value: str, *, screener: Screener | None = None) -> list[Checked]:
    """What an identifier is, whether it is valid, and who is listed with it.

    One answer for each reading the value allows, the likeliest first; also who is listed with an
    identifier that may be taken for it.

    Args:
        value: The identifier, however it is typed.
        screener: The lists to look in; the DPRK starter list if none is given.

    Returns:
        An empty list if the value is no identifier known here, such as a name.

    >>> tamis.check("dcbk kppy xxx")
    [Checked(bic, 'DCBKKPPY', listed)]
    >>> tamis.check("9074720")[0].why
    'the last digit is 0, the check digit of a ship would be 9'
    """

def compare(left: str, right: str, *, kind: _Kind | None = None, weights: _Path | None = None) -> Comparison:
    """Compares two names of any script.

    Args:
        left: One name.
        right: The other; exchanging them changes nothing but the sides of the evidence.
        kind: `person`, `organization`, `vessel` or `aircraft`. Without it the names are compared as
            those of persons and as those of organisations, and the higher score counts.
        weights: A TOML file of weights in place of those that ship with tamis, in the form of
            `lists/weights.toml`; what it does not name is as shipped.

    Raises:
        ArgumentError: The kind is none of the four, or a weight is outside its range.
        FileError: The file of weights is missing or cannot be read.
        FormatError: It names what is no weight.

    >>> tamis.compare("RYE SONG GANG 1", "RYE SONG GANG 2", kind="vessel").score < 0.6
    True
    """

def compare_many(
    left: Iterable[str], right: Iterable[str], *, kind: _Kinds = None, weights: _Path | None = None
) -> list[float]:
    """Scores pairs of names on all cores: `left[0]` with `right[0]`, and so on.

    Other Python threads run meanwhile; Ctrl-C ends it.

    Args:
        left: Names.
        right: As many names.
        kind: As in `compare`, for all pairs, or a list with one for each pair.
        weights: As in `compare`.

    Raises:
        ArgumentError: The lengths differ, a kind is none of the four, or a weight is outside its range.

    >>> scores = tamis.compare_many(["김정은", "Anna"], ["Kim Jong Un", "Boris"], kind="person")
    >>> [score > 0.85 for score in scores]
    [True, False]
    """

def configuration_hash() -> str:
    """Fingerprint of everything that makes a score besides the lists: constants, weights, tables.

    Two runs with the same `__version__`, configuration hash and list fingerprints give the same
    results.

    >>> len(tamis.configuration_hash())
    64
    """
