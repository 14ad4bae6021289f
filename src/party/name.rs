//! One name of a party, as published.

use serde::{Deserialize, Serialize};

/// What part a name plays in its record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// The name the publisher lists the party under.
    #[default]
    Primary,
    /// Also known as (a.k.a.).
    Alias,
    /// Formerly known as (f.k.a.).
    Former,
    /// Now known as (n.k.a.): the party has taken this name since it was listed.
    Current,
    /// Another spelling of the primary name, by the publisher itself.
    Variation,
}

/// How far the publisher vouches for an alias.
///
/// A weak a.k.a. (OFAC FAQ 122–124; UN quality *Low*) is broad or generic: it corroborates
/// another match and opens no alert by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// The publisher makes no reservation.
    #[default]
    Strong,
    /// The publisher calls the alias weak, or of low quality.
    Weak,
}

/// What a part of a name is, where the publisher takes the name apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NamePartKind {
    /// Given name or names.
    Given,
    /// Second or middle given name.
    Middle,
    /// Family name.
    Family,
    /// Name after the father or grandfather: patronymic.
    Father,
    /// Name after the mother, or second family name.
    Mother,
    /// Family name at birth.
    Maiden,
    /// By-name, nickname, call name.
    Nickname,
    /// Title or form of address in front.
    Title,
    /// What stands behind: `Jr.`, `III`.
    Suffix,
    /// A part the publisher numbers or leaves unnamed.
    Other,
}

/// A part of a name, as the publisher takes the name apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamePart {
    /// What it is.
    pub kind: NamePartKind,
    /// Its text as published.
    pub text: String,
}

impl NamePart {
    /// A part of a name; `None` if the text is empty.
    pub fn new(kind: NamePartKind, text: impl Into<String>) -> Option<NamePart> {
        let text = text.into();
        (!text.is_empty()).then_some(NamePart { kind, text })
    }
}

/// A name of a party, in the script it was published in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// The name as published, in reading order (`Jong Un KIM` and `KIM, Jong Un` both occur).
    pub text: String,
    /// What part it plays: primary, alias, former, current name, variation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: NameKind,
    /// Strong or weak.
    #[serde(default, skip_serializing_if = "is_default")]
    pub strength: Strength,
    /// Language as published: a code (`ru`) or a word (`Russian`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Script as published: a code (`Cyrl`) or a word (`Cyrillic`). What script the letters are in is
    /// told from the letters ([`text::script_of`](crate::text::script_of)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<String>,
    /// Its parts, where the publisher gives them, in the publisher's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<NamePart>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Name {
    /// A name that plays a given part, strong.
    pub fn new(kind: NameKind, text: impl Into<String>) -> Name {
        Name { text: text.into(), kind, ..Name::default() }
    }

    /// A primary name.
    pub fn primary(text: impl Into<String>) -> Name {
        Name::new(NameKind::Primary, text)
    }

    /// An alias the publisher vouches for.
    pub fn alias(text: impl Into<String>) -> Name {
        Name::new(NameKind::Alias, text)
    }

    /// The same name, marked weak.
    #[must_use]
    pub fn weak(mut self) -> Name {
        self.strength = Strength::Weak;
        self
    }

    /// The same name, marked as a former one.
    #[must_use]
    pub fn former(mut self) -> Name {
        self.kind = NameKind::Former;
        self
    }

    /// The same name with its language as published; an empty text is none.
    #[must_use]
    pub fn in_language(mut self, language: impl Into<String>) -> Name {
        self.language = Some(language.into()).filter(|text| !text.is_empty());
        self
    }

    /// The same name with its script as published; an empty text is none.
    #[must_use]
    pub fn in_script(mut self, script: impl Into<String>) -> Name {
        self.script = Some(script.into()).filter(|text| !text.is_empty());
        self
    }

    /// The same name with its parts.
    #[must_use]
    pub fn with_parts(mut self, parts: impl IntoIterator<Item = NamePart>) -> Name {
        self.parts = parts.into_iter().collect();
        self
    }
}
