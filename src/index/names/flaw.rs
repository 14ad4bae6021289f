//! Bounds made wrong on purpose: tests show that they would be noticed.

/// A way to get the bound wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// The residue of the listed partner is not counted when a list is cut.
    PartnerResidue,
    /// Partners of the other tokens are forgotten when a list is cut.
    Caps,
    /// Similarities beyond the radius are taken for a fifth smaller than they may be.
    Unlisted,
    /// Partners two letter edits away are forgotten.
    TwoEdits,
    /// A score that just reaches the threshold is taken for too low.
    Equal,
    /// Scores across scripts are taken for not raised.
    Raise,
    /// Whole names written as one word are not looked up.
    Whole,
    /// Names that are the same word for word have no key of their own.
    Identical,
    /// Units are taken for further apart than their outlines say.
    Outline,
    /// The same of sounds of two scripts.
    Abroad,
    /// The partner of a token is taken to need more similarity than it does.
    Least,
    /// Joined words of the query are forgotten when the bound is computed.
    Joins,
    /// Joined words of the query are taken for half as weighty as they may be.
    JoinWeight,
    /// Joined words of records are listed less far than the bound takes them to be.
    Joined,
    /// The least similar of the open pairs is taken first.
    Corners,
    /// Whole names a few letters off are bounded as any others.
    Slips,
    /// Whole names written in another script are bounded as any others.
    Transliterated,
    /// Of names that are the same in two scripts, the query's legal forms need a counterpart …
    OwnForms,
    /// … and those of the listed name leave nothing over.
    ListedForms,
    /// Names that are contained in another are asked for as much as any others.
    Contained,
}

#[cfg(test)]
impl Flaw {
    pub(super) const ALL: [Flaw; 20] = [
        Flaw::PartnerResidue,
        Flaw::Caps,
        Flaw::Unlisted,
        Flaw::TwoEdits,
        Flaw::Equal,
        Flaw::Raise,
        Flaw::Whole,
        Flaw::Identical,
        Flaw::Outline,
        Flaw::Abroad,
        Flaw::Least,
        Flaw::Joins,
        Flaw::JoinWeight,
        Flaw::Joined,
        Flaw::Corners,
        Flaw::Slips,
        Flaw::Transliterated,
        Flaw::OwnForms,
        Flaw::ListedForms,
        Flaw::Contained,
    ];
}

#[cfg(test)]
thread_local! {
    pub(super) static PRESENT: std::cell::Cell<Option<Flaw>> = const { std::cell::Cell::new(None) };
}

/// Whether a flaw is present: never outside tests.
#[cfg(test)]
pub(super) fn has(flaw: Flaw) -> bool {
    PRESENT.get() == Some(flaw)
}

/// Whether a flaw is present: never outside tests.
#[cfg(not(test))]
#[inline]
pub(super) const fn has(_: Flaw) -> bool {
    false
}
