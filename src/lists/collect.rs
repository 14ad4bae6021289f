//! From paths to publications: folders, and the files that belong together.

use super::List;
use super::format::{self, Format};
use super::ofac::csv::{self as ofac_csv, OfacPart, OfacSet};
use super::own::{self, Mapping};
use super::source::Source;
use crate::error::{Error, Result};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// One publication, loaded and ready to be read.
pub(super) enum Publication {
    /// The files that OFAC publishes as a set.
    Ofac(Box<OfacSet>),
    /// One file.
    Single(&'static Format, Source),
    /// A list of one's own.
    Own(Box<OwnList>),
}

/// A list with the mapping that says what it holds.
pub(super) struct OwnList {
    mapping: Mapping,
    /// The file of the mapping.
    stated: Source,
    data: Source,
}

impl Publication {
    pub fn read(self) -> Result<List> {
        match self {
            Publication::Ofac(set) => ofac_csv::read(&set),
            Publication::Single(format, source) => (format.read)(&source),
            Publication::Own(list) => own::read(&list.mapping, &list.stated, &list.data),
        }
    }
}

/// The publications that paths name, in the order they are named, each once.
pub(super) fn publications<P: AsRef<Path>>(paths: &[P]) -> Result<Vec<Publication>> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for path in paths.iter().map(AsRef::as_ref) {
        let folder = std::fs::metadata(path).map_err(|source| Error::io(path, source))?.is_dir();
        if !folder {
            found.extend(publication(path, &mut seen)?);
            continue;
        }
        let files = files_of(path)?;
        if files.is_empty() {
            return Err(Error::empty("there is no list file in the folder")
                .at(path, None)
                .advise("folders within it are not searched; name one of them"));
        }
        // A mapping may name any file: those it names are read as it says.
        for mapping in files.iter().filter(|file| is_mapping(file)) {
            found.extend(publication(mapping, &mut seen)?);
        }
        for file in files {
            found.extend(publication(&file, &mut seen)?);
        }
    }
    Ok(found)
}

/// The files of a folder that must be lists, by name.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let io = |source| Error::io(folder, source);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.is_file() && !is_companion(&lower_name(&path)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a file of this (lower-case) name stands in folders of lists without being one.
pub(super) fn is_companion(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("readme")
        || [".md", ".txt", ".xsd", ".html"].iter().any(|end| name.ends_with(end))
}

/// The publications a file is, holds or belongs to; none if they have been seen.
fn publication(path: &Path, seen: &mut HashSet<PathBuf>) -> Result<Vec<Publication>> {
    // A file that has been read as one of a set is not read again.
    let key = path_key(path);
    if seen.contains(&key) {
        return Ok(Vec::new());
    }
    let mapping = if is_mapping(path) { Some(path.to_path_buf()) } else { mapping_beside(path)? };
    if let Some(mapping) = mapping {
        return own_list(&mapping, seen);
    }
    let mut sources = Source::open(path)?;
    if sources.len() != 1 {
        seen.insert(key);
        return publications_in(sources, path);
    }
    let Some(source) = sources.pop() else { return Ok(Vec::new()) };
    match OfacPart::of(source.text()) {
        None => {
            seen.insert(key);
            Ok(vec![Publication::Single(format::of(&source)?, source)])
        }
        Some(OfacPart::Primary) => Ok(vec![set(source, seen)?]),
        Some(part) => {
            let primary = primary_beside(path, part)?;
            let publication = if seen.contains(&path_key(&primary)) {
                Vec::new()
            } else {
                vec![set(load_part(&primary, OfacPart::Primary)?, seen)?]
            };
            if seen.contains(&key) {
                return Ok(publication);
            }
            Err(Error::format(format!(
                "the file holds {} of an OFAC list, but the primary file `{}` goes with another \
                 file of that kind",
                part.content(),
                primary.display()
            ))
            .at(path, None)
            .advise("keep each edition in a folder of its own, under OFAC's names"))
        }
    }
}

/// The publications that the files of an archive are. Files of an OFAC set are one.
pub(super) fn publications_in(sources: Vec<Source>, path: &Path) -> Result<Vec<Publication>> {
    let mut found = Vec::new();
    let mut parts: [Option<Source>; OfacPart::ALL.len()] = Default::default();
    for source in with_own_lists(sources, &mut found)? {
        if is_companion(&lower_name(&source.path)) {
            continue;
        }
        let Some(part) = OfacPart::of(source.text()) else {
            found.push(Publication::Single(format::of(&source)?, source));
            continue;
        };
        if parts[part as usize].is_some() {
            return Err(Error::format(format!(
                "the archive holds two files with {} of an OFAC list",
                part.content()
            ))
            .at(path, None)
            .advise("unpack it, each edition into a folder of its own"));
        }
        parts[part as usize] = Some(source);
    }
    match parts {
        [Some(primary), alt, add, comments] => {
            found.push(Publication::Ofac(Box::new(OfacSet { primary, alt, add, comments })));
        }
        [None, None, None, None] => {}
        _ => {
            return Err(Error::format(
                "the archive holds files of an OFAC list without the primary one (`sdn.csv`)",
            )
            .at(path, None));
        }
    }
    if found.is_empty() {
        return Err(Error::empty("the archive holds no list").at(path, None));
    }
    Ok(found)
}

/// Whether a file is the mapping of an own list, by its name: TOML looks like any text.
fn is_mapping(path: &Path) -> bool {
    lower_name(path).ends_with(".toml")
}

/// The list that a mapping is of; none if it has been seen.
fn own_list(path: &Path, seen: &mut HashSet<PathBuf>) -> Result<Vec<Publication>> {
    if !seen.insert(path_key(path)) {
        return Ok(Vec::new());
    }
    let stated = Source::load(path)?;
    let mapping = Mapping::read(&stated)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let data = match &mapping.data {
        Some(data) => folder.join(data),
        None => {
            let all = files_of(if folder == Path::new("") { Path::new(".") } else { folder })?;
            one_beside(path, all.iter().map(PathBuf::as_path))?.to_path_buf()
        }
    };
    if !seen.insert(path_key(&data)) {
        return Err(Error::format(format!(
            "the mapping is of `{}`, which is part of another list too",
            data.display()
        ))
        .at(path, None)
        .advise("a list has one mapping"));
    }
    let data = Source::load(&data)?;
    Ok(vec![Publication::Own(Box::new(OwnList { mapping, stated, data }))])
}

/// The mapping that stands beside a list under its name and is of it.
fn mapping_beside(path: &Path) -> Result<Option<PathBuf>> {
    for mapping in mapping_names(path) {
        let mapping = path.with_file_name(mapping);
        if !mapping.is_file() {
            continue;
        }
        let stated = Mapping::read(&Source::load(&mapping)?)?;
        let is_of = |data: &String| path_key(&mapping.with_file_name(data)) == path_key(path);
        if stated.data.as_ref().is_none_or(is_of) {
            return Ok(Some(mapping));
        }
    }
    Ok(None)
}

/// How the mapping of a list may be called: of `watch.csv.gz`, `watch.csv.gz.toml`,
/// `watch.csv.toml` and `watch.toml`.
fn mapping_names(path: &Path) -> Vec<String> {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { return Vec::new() };
    let mut names = vec![format!("{name}.toml")];
    let mut name = name.as_ref();
    for packing in [".gz", ".xz", ".zst"] {
        if let Some(plain) = name.strip_suffix(packing) {
            name = plain;
            names.push(format!("{name}.toml"));
        }
    }
    names.extend(name.rsplit_once('.').map(|(stem, _)| format!("{stem}.toml")));
    names
}

/// The one file to which a mapping of this name belongs.
fn one_beside<'p>(mapping: &Path, files: impl Iterator<Item = &'p Path>) -> Result<&'p Path> {
    let name = mapping.file_name().map(|name| name.to_string_lossy().into_owned());
    let is_of = |file: &&Path| {
        !is_mapping(file) && mapping_names(file).into_iter().any(|found| Some(found) == name)
    };
    let found: Vec<&Path> = files.filter(is_of).collect();
    let problem = match found.as_slice() {
        [one] => return Ok(one),
        [] => "the mapping names no list, and none stands beside it under its name".to_owned(),
        several => format!(
            "the mapping may be of any of `{}`",
            several.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("`, `")
        ),
    };
    Err(Error::format(problem).at(mapping, None).advise(
        "write `data = \"…\"` into it, the path of the list from the folder of the mapping",
    ))
}

/// Takes the own lists out of an archive; gives back the other files.
fn with_own_lists(mut sources: Vec<Source>, found: &mut Vec<Publication>) -> Result<Vec<Source>> {
    while let Some(at) = sources.iter().position(|source| is_mapping(&source.path)) {
        let stated = sources.remove(at);
        let mapping = Mapping::read(&stated)?;
        let data = match &mapping.data {
            Some(data) => stated.path.with_file_name(data),
            None => {
                let paths = sources.iter().map(|source| source.path.as_path());
                one_beside(&stated.path, paths)?.to_path_buf()
            }
        };
        let Some(at) = sources.iter().position(|source| source.path == data) else {
            return Err(Error::format(format!(
                "the list `{}`, which the mapping names, is not in the archive",
                data.display()
            ))
            .at(&stated.path, None));
        };
        let data = sources.remove(at);
        found.push(Publication::Own(Box::new(OwnList { mapping, stated, data })));
    }
    Ok(sources)
}

/// The set that a primary file heads, with the files beside it.
fn set(primary: Source, seen: &mut HashSet<PathBuf>) -> Result<Publication> {
    seen.insert(path_key(&primary.path));
    let names = SetNames::of_primary(&primary.path);
    let mut sibling = |part: OfacPart| -> Result<Option<Source>> {
        let Some(path) = names.beside(&primary.path, part) else { return Ok(None) };
        seen.insert(path_key(&path));
        load_part(&path, part).map(Some)
    };
    let (alt, add, comments) =
        (sibling(OfacPart::Alt)?, sibling(OfacPart::Add)?, sibling(OfacPart::Comments)?);
    Ok(Publication::Ofac(Box::new(OfacSet { primary, alt, add, comments })))
}

/// Loads a file that must be a given part of a set.
fn load_part(path: &Path, part: OfacPart) -> Result<Source> {
    let source = Source::load(path)?;
    match OfacPart::of(source.text()) {
        Some(found) if found == part => Ok(source),
        // An empty file of addresses or comments is a set without any.
        None if part != OfacPart::Primary && is_blank(source.text()) => Ok(source),
        Some(found) => Err(Error::format(format!(
            "by its name the file holds {} ({} columns), by its columns {}",
            part.content(),
            part.columns(),
            found.content()
        ))
        .at(path, None)),
        None if is_blank(source.text()) => {
            Err(Error::empty("the file is empty").at(path, None).advise("download it again"))
        }
        None => Err(Error::format(format!(
            "by its name the file holds {} of an OFAC list, its content is something else",
            part.content()
        ))
        .at(path, None)),
    }
}

fn is_blank(text: &str) -> bool {
    text.trim_matches(['\u{1a}', '\0', '\r', '\n', ' ']).is_empty()
}

fn primary_beside(path: &Path, part: OfacPart) -> Result<PathBuf> {
    let names = SetNames::of_part(path, part);
    names.beside(path, OfacPart::Primary).ok_or_else(|| {
        Error::format(format!(
            "the file holds {} of an OFAC list; its primary file `{}.csv` is missing beside it",
            part.content(),
            names.stem(OfacPart::Primary)
        ))
        .at(path, None)
        .advise("put the primary file into the same folder")
    })
}

/// How the files of one set are named: OFAC's names, and whatever all of them end with (a date).
struct SetNames {
    consolidated: bool,
    suffix: String,
}

impl SetNames {
    const SDN: [&str; 4] = ["sdn", "alt", "add", "sdn_comments"];
    const CONS: [&str; 4] = ["cons_prim", "cons_alt", "cons_add", "cons_comments"];

    fn of_primary(path: &Path) -> SetNames {
        SetNames::of_part(path, OfacPart::Primary)
    }

    fn of_part(path: &Path, part: OfacPart) -> SetNames {
        let stem = stem(path);
        for (consolidated, names) in [(false, SetNames::SDN), (true, SetNames::CONS)] {
            // Both arrays are in the order of the enum.
            if let Some(suffix) = stem.strip_prefix(names[part as usize]) {
                return SetNames { consolidated, suffix: suffix.to_owned() };
            }
        }
        SetNames { consolidated: stem.starts_with("cons"), suffix: String::new() }
    }

    /// Name of a file of the set, without extensions.
    fn stem(&self, part: OfacPart) -> String {
        let names = if self.consolidated { SetNames::CONS } else { SetNames::SDN };
        // Both arrays are in the order of the enum.
        format!("{}{}", names[part as usize], self.suffix)
    }

    /// The file of the set that stands in the same folder, plain before gzipped.
    ///
    /// A dated primary file (`sdn-2024-02-20.csv`) also takes the undated siblings, unless an
    /// undated primary file is there for them to belong to.
    fn beside(&self, path: &Path, part: OfacPart) -> Option<PathBuf> {
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
            .ok()?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|file| {
                file.is_file() && lower_name(file).trim_end_matches(".gz").ends_with(".csv")
            })
            .collect();
        files.sort_by_key(|file| (lower_name(file).len(), file.clone()));
        let named = |wanted: &str| files.iter().find(|file| stem(file) == wanted).cloned();
        let plain = SetNames { consolidated: self.consolidated, suffix: String::new() };
        named(&self.stem(part)).or_else(|| {
            let undated_primary = named(&plain.stem(OfacPart::Primary));
            match part {
                OfacPart::Primary => undated_primary,
                _ if undated_primary.is_none() => named(&plain.stem(part)),
                _ => None,
            }
        })
    }
}

/// One key for a file, plain or gzipped, however its path is written.
fn path_key(path: &Path) -> PathBuf {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    match whole.to_str().and_then(|text| text.strip_suffix(".gz")) {
        Some(plain) => PathBuf::from(plain),
        None => whole,
    }
}

fn lower_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// File name in lower case without `.gz` and `.csv`.
fn stem(path: &Path) -> String {
    let name = lower_name(path);
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.strip_suffix(".csv").unwrap_or(name).to_owned()
}
