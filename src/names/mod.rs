//! Names: text in, ways to read it out.

pub mod syllables;

mod chinese;
mod han;
mod korean;
mod spelled;
mod spellings;
