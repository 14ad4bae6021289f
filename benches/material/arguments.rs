//! What a bench was called with.

/// The arguments but for the one that `cargo bench` adds.
pub fn given() -> Vec<String> {
    std::env::args().skip(1).filter(|argument| argument != "--bench").collect()
}

/// Takes an option and its value out of the arguments.
///
/// # Panics
///
/// Where the option is the last argument.
pub fn taken(arguments: &mut Vec<String>, option: &str) -> Option<String> {
    let at = arguments.iter().position(|argument| argument == option)?;
    assert!(at + 1 < arguments.len(), "{option} needs a value");
    arguments.drain(at..at + 2).nth(1)
}
