//! Every element and attribute of the Swiss list, and what becomes of it.

use crate::lists::fields::{Fields, Use};

const INTERNAL: Use = Use::Ignored("a number for the publisher's own use");
const HISTORY: Use = Use::Ignored("an earlier or later state of the target");
const QUALITY: Use = Use::Ignored("how sure the publisher is of a date or place");

/// Declares the fields of `target/individual`, `target/entity` and `target/object`, which are alike.
macro_rules! fields {
    ($($kind:literal),*; $($other:expr),* $(,)?) => {
        &[
            $($other,)*
            $(
                (concat!("target/", $kind, "/identity/@ssid"), INTERNAL),
                (concat!("target/", $kind, "/identity/@main"), Use::Read),
                (concat!("target/", $kind, "/identity/name/@ssid"), INTERNAL),
                (concat!("target/", $kind, "/identity/name/@name-type"), Use::Read),
                (concat!("target/", $kind, "/identity/name/@quality"), Use::Read),
                (concat!("target/", $kind, "/identity/name/@lang"), Use::Read),
                (concat!("target/", $kind, "/identity/name/name-part/@order"), Use::Read),
                (concat!("target/", $kind, "/identity/name/name-part/@name-part-type"), Use::Read),
                (concat!("target/", $kind, "/identity/name/name-part/value"), Use::Read),
                (concat!("target/", $kind, "/identity/name/name-part/spelling-variant"), Use::Read),
                (
                    concat!("target/", $kind, "/identity/name/name-part/spelling-variant/@lang"),
                    Use::Read
                ),
                (
                    concat!("target/", $kind, "/identity/name/name-part/spelling-variant/@script"),
                    Use::Read
                ),
                (
                    concat!(
                        "target/", $kind,
                        "/identity/name/name-part/spelling-variant/@spelling-variant-type"
                    ),
                    Use::Ignored("says nothing so far but `not-defined`")
                ),
                (concat!("target/", $kind, "/identity/nationality/@ssid"), INTERNAL),
                (concat!("target/", $kind, "/identity/nationality/country"), Use::Read),
                (concat!("target/", $kind, "/identity/nationality/country/@iso-code"), Use::Read),
                (concat!("target/", $kind, "/identity/day-month-year/@ssid"), INTERNAL),
                (concat!("target/", $kind, "/identity/day-month-year/@day"), Use::Read),
                (concat!("target/", $kind, "/identity/day-month-year/@month"), Use::Read),
                (concat!("target/", $kind, "/identity/day-month-year/@year"), Use::Read),
                (concat!("target/", $kind, "/identity/day-month-year/@calendar"), Use::Read),
                (concat!("target/", $kind, "/identity/day-month-year/@quality"), QUALITY),
                (concat!("target/", $kind, "/identity/place-of-birth/@ssid"), INTERNAL),
                (concat!("target/", $kind, "/identity/place-of-birth/@place-id"), Use::Read),
                (concat!("target/", $kind, "/identity/place-of-birth/@quality"), QUALITY),
                (concat!("target/", $kind, "/identity/place-of-birth/remarks"), Use::Read),
                (concat!("target/", $kind, "/identity/address/@ssid"), INTERNAL),
                (concat!("target/", $kind, "/identity/address/@place-id"), Use::Read),
                (concat!("target/", $kind, "/identity/address/@quality"), QUALITY),
                (concat!("target/", $kind, "/identity/address/@main"), INTERNAL),
                (concat!("target/", $kind, "/identity/address/@current"), Use::Read),
                (concat!("target/", $kind, "/identity/address/c-o"), Use::Read),
                (concat!("target/", $kind, "/identity/address/address-details"), Use::Read),
                (concat!("target/", $kind, "/identity/address/p-o-box"), Use::Read),
                (concat!("target/", $kind, "/identity/address/zip-code"), Use::Read),
                (concat!("target/", $kind, "/identity/address/remarks"), Use::Read),
                (concat!("target/", $kind, "/identity/address/remark"), Use::Read),
                (concat!("target/", $kind, "/identity/identification-document/@ssid"), INTERNAL),
                (
                    concat!("target/", $kind, "/identity/identification-document/@document-type"),
                    Use::Read
                ),
                (concat!("target/", $kind, "/identity/identification-document/number"), Use::Read),
                (concat!("target/", $kind, "/identity/identification-document/issuer"), Use::Read),
                (
                    concat!("target/", $kind, "/identity/identification-document/issuer/@code"),
                    Use::Read
                ),
                (
                    concat!("target/", $kind, "/identity/identification-document/date-of-issue"),
                    Use::Read
                ),
                (
                    concat!("target/", $kind, "/identity/identification-document/expiry-date"),
                    Use::Read
                ),
                (
                    concat!("target/", $kind, "/identity/identification-document/place-of-issue"),
                    Use::Ignored("the town of issue; the issuer is read")
                ),
                (concat!("target/", $kind, "/identity/identification-document/remark"), Use::Read),
                (concat!("target/", $kind, "/justification"), Use::Read),
                (concat!("target/", $kind, "/justification/@ssid"), INTERNAL),
                (concat!("target/", $kind, "/other-information"), Use::Read),
                (concat!("target/", $kind, "/other-information/@ssid"), INTERNAL),
                (concat!("target/", $kind, "/relation/@ssid"), INTERNAL),
                (concat!("target/", $kind, "/relation/@target-id"), Use::Read),
                (concat!("target/", $kind, "/relation/@relation-type"), Use::Read),
                (concat!("target/", $kind, "/relation/remark"), Use::Read),
            )*
        ]
    };
}

/// Every element and attribute.
pub(super) const FIELDS: Fields = fields![
    "individual", "entity", "object";
    ("sanctions-program/@ssid", INTERNAL),
    ("sanctions-program/@version-date", Use::Ignored("a version of the programme's ordinance")),
    (
        "sanctions-program/@predecessor-version-date",
        Use::Ignored("a version of the programme's ordinance")
    ),
    ("sanctions-program/program-key", Use::Read),
    ("sanctions-program/program-key/@lang", Use::Read),
    ("sanctions-program/program-name", Use::Read),
    ("sanctions-program/program-name/@lang", Use::Read),
    ("sanctions-program/sanctions-set", Use::Read),
    ("sanctions-program/sanctions-set/@ssid", Use::Read),
    ("sanctions-program/sanctions-set/@lang", Use::Read),
    ("sanctions-program/origin", Use::Read),
    ("place/@ssid", Use::Read),
    ("place/location", Use::Read),
    ("place/location-variant", Use::Ignored("another spelling of a place's name")),
    ("place/area", Use::Read),
    ("place/area-variant", Use::Ignored("another spelling of an area's name")),
    ("place/country", Use::Read),
    ("place/country/@iso-code", Use::Read),
    ("target/@ssid", Use::Read),
    ("target/@sanctions-set-id", Use::Read),
    ("target/sanctions-set-id", Use::Read),
    ("target/foreign-identifier", Use::Read),
    ("target/generic-attribute", Use::Read),
    ("target/generic-attribute/@name", Use::Read),
    ("target/generic-attribute/@ssid", INTERNAL),
    ("target/individual/@sex", Use::Read),
    ("target/object/@object-type", Use::Read),
    ("target/modification/@modification-type", Use::Read),
    ("target/modification/@effective-date", Use::Read),
    ("target/modification/@publication-date", Use::Read),
    ("target/modification/@enactment-date", Use::Read),
    ("target/modification/added", HISTORY),
    ("target/modification/removed", HISTORY),
    ("target/modification/modified", HISTORY),
    ("target/modification/remark", HISTORY),
];
