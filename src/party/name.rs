//! One name of a party, as published.

use serde::{Deserialize, Serialize};

/// What part a name plays in its record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// The name the publisher lists the party under.
    #[default]
    Primary,
    /// Also known as.
    Alias,
    /// Formerly known as.
    Former,
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

/// A name of a party, in the script it was published in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// The name as published, in reading order (`Jong Un KIM` and `KIM, Jong Un` both occur).
    pub text: String,
    /// Primary, alias or former name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: NameKind,
    /// Strong or weak.
    #[serde(default, skip_serializing_if = "is_default")]
    pub strength: Strength,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Name {
    /// A primary name.
    pub fn primary(text: impl Into<String>) -> Name {
        Name { text: text.into(), kind: NameKind::Primary, strength: Strength::Strong }
    }

    /// An alias the publisher vouches for.
    pub fn alias(text: impl Into<String>) -> Name {
        Name { text: text.into(), kind: NameKind::Alias, strength: Strength::Strong }
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
}
