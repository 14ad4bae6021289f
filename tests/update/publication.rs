//! Invented lists as publishers would serve them, and stores to keep them in.

use std::time::Duration;
use tamis::lists::{
    Change, List, Sources, Store, StoredEdition, StoredList, UpdateOptions, Updated, update,
};
use tempfile::TempDir;

/// A UN list of a date with so many individuals.
pub fn un_xml(date: &str, records: usize) -> String {
    let individuals: String = (0..records)
        .map(|number| {
            format!(
                "<INDIVIDUAL><REFERENCE_NUMBER>XXi.{number}</REFERENCE_NUMBER>\
                 <FIRST_NAME>GIVEN{number}</FIRST_NAME><SECOND_NAME>SURNAME</SECOND_NAME></INDIVIDUAL>"
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><CONSOLIDATED_LIST dateGenerated=\"{date}T00:00:00Z\">\
         <INDIVIDUALS>{individuals}</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
    )
}

/// OFAC's primary file and its file of addresses, for these entity numbers.
pub fn ofac_csv(numbers: &[u32]) -> (String, String) {
    let nulls = "-0- ,".repeat(7);
    let primary = |number: &u32| {
        format!("{number},\"EXAMPLE {number}, Ann\",\"individual\",\"CUBA\",{nulls}-0- \r\n")
    };
    let address = |number: &u32| format!("{number},{number},-0- ,-0- ,-0- ,-0- \r\n");
    (
        numbers.iter().map(primary).collect::<String>() + "\u{1a}",
        numbers.iter().map(address).collect::<String>() + "\u{1a}",
    )
}

/// A list of sources with one list of these files.
pub fn sources_text(name: &str, files: &[&str]) -> String {
    let files: String =
        files.iter().map(|file| format!("[[list.files]]\n{file}\n")).collect::<Vec<_>>().concat();
    format!(
        "[settings]\ntest_token = \"public\"\n[[list]]\nname = \"{name}\"\npublisher = \"P\"\n\
         title = \"T\"\nformat = \"F\"\nterms = \"none\"\nterms_url = \"https://example.org/\"\n\
         changes = \"daily\"\nchecked_within_days = 2\npublished_within_days = 90\n{files}"
    )
}

/// A store in a temporary folder, and where its one list comes from.
pub struct Setting {
    pub folder: TempDir,
    pub name: String,
    pub store: Store,
    pub sources: Sources,
    pub options: UpdateOptions,
}

impl Setting {
    /// With a list of this name from these files, each written as in `sources.toml`.
    pub fn new(name: &str, files: &[&str]) -> Setting {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sources.toml");
        std::fs::write(&path, sources_text(name, files)).unwrap();
        let sources = Sources::read(&path).unwrap();
        let store = Store::at(folder.path().join("store"));
        let mut options = UpdateOptions::default();
        options.time = Duration::from_secs(20);
        options.stall = Duration::from_secs(10);
        options.first_pause = Duration::from_millis(5);
        options.retries = 2;
        Setting { folder, name: name.to_owned(), store, sources, options }
    }

    /// With the UN list from an address.
    pub fn un(url: &str) -> Setting {
        Setting::new("un-sc", &[&file(url)])
    }

    /// Updates the list.
    pub fn update(&self) -> Updated {
        let updated = update(&self.sources, &[&self.name], &self.store, &self.options, |_| {});
        updated.unwrap().remove(0)
    }

    #[track_caller]
    pub fn update_well(&self) -> Change {
        self.update().outcome.unwrap_or_else(|error| panic!("not updated: {error}"))
    }

    /// Fails to update; asserts that what was there is still there, that nothing else is left, and
    /// that the message has these parts.
    #[track_caller]
    pub fn update_in_vain(&self, parts: &[&str]) -> tamis::Error {
        let before = (self.list(), self.left());
        let updated = self.update();
        let error = updated.outcome.expect_err("the update fails");
        let message = error.to_string();
        for part in parts {
            assert!(message.contains(part), "`{part}` is missing in: {message}");
        }
        assert!(!message.contains(".draft-"), "{message}");
        let after = (self.list(), self.left());
        assert_eq!(before.0, after.0);
        assert_eq!(updated.current, after.0.edition);
        if after.0.edition.is_some() {
            assert_eq!(before.1, after.1, "nothing else is left");
            self.read();
        }
        error
    }

    pub fn list(&self) -> StoredList {
        self.store.list(&self.name).unwrap()
    }

    #[track_caller]
    pub fn edition(&self) -> StoredEdition {
        self.list().edition.expect("there is an edition")
    }

    /// Reads the present edition.
    #[track_caller]
    pub fn read(&self) -> List {
        self.list().read().unwrap_or_else(|error| panic!("the present edition is bad: {error}"))
    }

    /// Names of what stands in the list's folder.
    pub fn left(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.store.folder().join(&self.name)) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

/// A file of a list, as it stands in `sources.toml`.
pub fn file(url: &str) -> String {
    format!("url = \"{url}\"")
}
