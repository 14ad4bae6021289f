//! Text in, readings out: how the name tokens of each script sound, and what a difference costs.

mod arabic;
mod cyrillic;
mod greek;
pub mod han;
mod hangul;
mod hebrew;
mod indic;
mod kana;
mod latin;
mod letters;
pub mod price;
pub mod sound;
mod thai;
pub mod walk;
