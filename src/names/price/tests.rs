use super::*;
use crate::names::sound::sound;

fn alike(left: &str, right: &str) -> Option<u32> {
    let ((left_route, left), (right_route, right)) = (sound(left), sound(right));
    let there = similarity((left_route, left.as_bytes()), (right_route, right.as_bytes()));
    let back = similarity((right_route, right.as_bytes()), (left_route, left.as_bytes()));
    assert_eq!(there, back, "{left} and {right}: the same in both directions");
    there
}

#[test]
fn every_line_of_the_price_table_is_read_and_every_section_is_of_a_route() {
    let mut named = std::collections::BTreeSet::new();
    for row in rows(TABLE) {
        match row.strip_prefix('[') {
            Some(section) => named.extend(section.trim_end_matches(']').split(' ')),
            None => assert!(Line::parse(row).is_some(), "prices.tsv: `{row}`"),
        }
    }
    let routes = Route::ALL.map(section);
    for section in &named {
        assert!(*section == "base" || routes.contains(section), "prices.tsv: [{section}]");
    }
    // Only scripts read by a general romanisation make do with the base prices.
    let without: Vec<_> = routes.into_iter().filter(|route| !named.contains(route)).collect();
    assert_eq!(without, ["other"]);
}

#[test]
fn bad_lines_of_a_price_table_are_refused() {
    for row in ["a\tb", "a\tb\t101", "a\tb\t-1", "a\tb\tx", "a\t?\t5", "drop-a\ta\t5", "a\tb\t5\t6"]
    {
        assert!(Line::parse(row).is_none(), "{row}");
    }
}

#[test]
fn prices_are_transposes_of_each_other() {
    for left in Route::ALL {
        for right in Route::ALL {
            let (there, back) = (prices(left, right), prices(right, left));
            assert_eq!(&there.transposed(), back, "{left}, {right}");
            for code in 0..SYMBOL_COUNT - 1 {
                assert_eq!(there.change(code, code), 0);
            }
        }
    }
}

/// Single prices as `lists/names/prices.tsv` states them, read off by hand.
#[test]
fn sections_apply_to_their_scripts() {
    let cost =
        |left, right, a: &str, b: &str| distance(a.as_bytes(), b.as_bytes(), prices(left, right));
    use Route::{Arabic, Cyrillic, Han, Hangul, Hebrew, Kana, Latin, Other, Tamil};
    for (left, right, a, b, price) in [
        (Latin, Latin, "a", "", 50),
        (Latin, Latin, "", "h", 40),
        (Latin, Latin, "l", "r", 80),
        (Latin, Latin, "k", "q", 0),
        (Latin, Latin, "m", "k", 100),
        (Arabic, Arabic, "a", "", 50), // one script: as two Latin spellings
        (Arabic, Latin, "a", "", 25),
        (Arabic, Latin, "", "a", 10),
        (Latin, Arabic, "a", "", 10),
        (Latin, Arabic, "", "a", 25),
        (Hebrew, Latin, "f", "p", 15),
        (Arabic, Latin, "z", "s", 20), // the base price
        (Kana, Latin, "u", "", 8),
        (Kana, Latin, "r", "l", 5),
        (Kana, Latin, "", "r", 20),
        (Hangul, Latin, "i", "", 20),
        (Han, Latin, "i", "", 12),
        (Han, Latin, "", "u", 25),
        (Han, Latin, "a", "o", 20),
        (Han, Latin, "o", "u", 15), // the base price is lower than the section's
        (Tamil, Latin, "k", "g", 3),
        (Cyrillic, Latin, "i", "", 15),
        (Other, Latin, "w", "", 50),
        (Arabic, Kana, "u", "", 8), // the cheaper of both, either way
        (Kana, Arabic, "u", "", 8),
        (Arabic, Kana, "w", "u", 2),
        (Arabic, Kana, "r", "l", 5),
    ] {
        assert_eq!(cost(left, right, a, b), price, "{left} {a:?}, {right} {b:?}");
    }
}

#[test]
fn weights() {
    assert_eq!(weight(b""), 0);
    assert_eq!(weight(SYMBOLS.as_bytes()), 6 * 50 + 60 + 27 * 100);
    assert_eq!(weight(b"?"), 100);
}

#[test]
fn distances_by_hand() {
    let latin = prices(Route::Latin, Route::Latin);
    assert_eq!(distance(b"", b"", latin), 0);
    assert_eq!(distance(b"", b"kim", latin), 90 + 50 + 100);
    assert_eq!(distance(b"ZaN", b"CaN", latin), 30);
    assert_eq!(distance(b"mohamed", b"muhamad", latin), 15 + 22);
    assert_eq!(distance(b"hasan", b"husein", latin), 30 + 22 + 50);
    assert_eq!(distance(b"mhmd", b"mohamed", prices(Route::Arabic, Route::Latin)), 30);
    let long = "ab".repeat(100);
    assert_eq!(distance(long.as_bytes(), long.as_bytes(), latin), 0);
    assert_eq!(distance(b"?", b"?", latin), 100);
}

#[test]
fn a_limit_cuts_only_what_is_above_it() {
    let latin = prices(Route::Latin, Route::Latin);
    assert_eq!(distance_within(b"mohamed", b"muhamad", latin, 37), Some(37));
    assert_eq!(distance_within(b"mohamed", b"muhamad", latin, 36), None);
    assert_eq!(distance_within(b"", b"kim", latin, 100), None);
}

/// What the index takes for granted: beyond a radius between two routes nothing is more similar than beyond that
/// radius within one.
#[test]
fn a_radius_between_routes_leaves_out_no_more_than_one_within() {
    for (left, right) in Route::ALL.into_iter().flat_map(|a| Route::ALL.map(|b| (a, b))) {
        for radius in 0..=36 {
            let between = radius_between(left, right, radius);
            // Sounds of this weight, of which a hundredth of the distance is a price.
            let weight = 10_000;
            let apart = between * weight / 100 + 1;
            let similarity = grade(apart, (left, weight), (right, weight)).unwrap_or(0);
            assert!(similarity <= EQUAL - 135 * radius, "{left}, {right}: {radius}");
            assert!(between >= radius, "{left}, {right}: {radius}");
            assert_eq!(between, radius_between(right, left, radius), "{left}, {right}");
        }
        assert_eq!(slope(left, right), slope(right, left), "{left}, {right}");
    }
    assert_eq!(radius_between(Route::Greek, Route::Greek, 15), 15);
}

#[test]
fn similarity_falls_by_script() {
    let of = |route: Route| grade(20, (route, 400), (Route::Latin, 400));
    // r = 20 / 400
    assert_eq!(of(Route::Latin), Some(10_000 - 675));
    assert_eq!(of(Route::Cyrillic), Some(10_000 - 608)); // 607.5
    assert_eq!(of(Route::Hangul), Some(10_000 - 485));
    assert_eq!(of(Route::Han), Some(10_000 - 725));
    assert_eq!(of(Route::Mandarin), Some(10_000 - 1_150));
    // Of two scripts the one that tells less decides.
    assert_eq!(grade(20, (Route::Hangul, 400), (Route::Kana, 400)), of(Route::Kana));
    assert_eq!(grade(20, (Route::Hangul, 400), (Route::Greek, 400)), of(Route::Greek));
}

#[test]
fn names_that_are_one_name() {
    // 1 − 1.35 · 2 · 37 / (510 + 510) = 0.90206
    assert_eq!(alike("mohammed", "muhammad"), Some(9_020));
    // 1 − 1.35 · 2 · 30 / (250 + 250) = 0.838
    assert_eq!(alike("zhang", "chang"), Some(8_380));
    // Across scripts 1 − 1.215 · 2 · 30 / (360 + 510) = 0.91620
    assert_eq!(alike("محمد", "mohammed"), Some(9_162));
    for (left, right) in [
        ("александр", "aleksandr"),
        ("михаил", "mikhail"),
        ("цой", "tsoi"),
        ("жириновский", "zhirinovskiy"),
        ("мирзиёев", "mirzioev"),
    ] {
        assert_eq!(alike(left, right), Some(EQUAL), "{left}, {right}");
    }
    for (left, right) in [
        ("aleksandr", "alexandre"),
        ("محمد", "muhammad"),
        ("محمد", "mehmet"),
        ("ティム", "tim"),
        ("ヴラド", "vlad"),
        ("フィラト", "filat"),
        ("ケイン", "kane"),
        ("에드워드", "edward"),
        ("메르켈", "merkel"),
        ("彼得", "peter"),
        ("米勒", "miller"),
        ("γκάουκ", "gauck"),
        ("נתניהו", "netanyahu"),
        ("राजेन्द्र", "rajendra"),
        ("மோடி", "modi"),
        ("հարությունյան", "harutyunyan"),
        ("მიხეილ", "mikheil"),
        ("محمد", "мухаммад"),
        ("ティム", "тим"),
    ] {
        assert!(alike(left, right).is_some(), "{left}, {right}");
    }
}

#[test]
fn names_that_are_not() {
    for (left, right) in [
        ("park", "dimitrov"),
        ("kim", "lee"),
        ("ivanov", "petrov"),
        ("محمد", "hussein"),
        ("علي", "muhammad"),
        ("ティム", "john"),
        ("彼得", "miller"),
    ] {
        assert_eq!(alike(left, right), None, "{left}, {right}");
    }
    // 2 · 102 / (360 + 410) is r = 0.265, within the floor, but far below a spelling variant.
    assert_eq!(alike("hassan", "hussein"), Some(6_423));
}

#[test]
fn empty_and_short_sounds() {
    assert_eq!(alike("", ""), None);
    assert_eq!(alike("12", "12"), None);
    assert_eq!(alike("a", "a"), Some(EQUAL));
    // A total of 100 counts as 160: 1 − 1.35 · 2 · 15 / 160 = 0.74687…
    assert_eq!(alike("o", "u"), Some(7_468));
    // Across scripts one consonant must be very near: x–h is 5 of 80, b–p 15 of 100.
    let across = |left: &[u8], right: &[u8]| similarity((Route::Kana, left), (Route::Latin, right));
    assert_eq!(across(b"b", b"p"), Some(10_000 - 1_823)); // 1.215 · 0.15 = 0.18225
    assert_eq!(across(b"k", b"X"), None); // 20 of 100
    assert_eq!(across(b"ka", b"Xa"), Some(10_000 - 1_620)); // 20 of 150 is not short
}

#[test]
fn the_floor_itself_is_within() {
    // r = 0.30 exactly: 2 · 60 / (200 + 200).
    let latin = |distance| grade(distance, (Route::Latin, 200), (Route::Latin, 200));
    assert_eq!(latin(60), Some(10_000 - 4_050));
    assert_eq!(latin(61), None);
    let arabic = |distance| grade(distance, (Route::Arabic, 200), (Route::Latin, 200));
    assert_eq!(arabic(72), Some(10_000 - 4_374));
    assert_eq!(arabic(73), None);
    assert_eq!(grade(u32::MAX, (Route::Latin, 200), (Route::Latin, 200)), None);
}

#[test]
fn only_the_first_symbols_of_an_overlong_sound_count() {
    let (long, longer) = ("ab".repeat(LONGEST), "ab".repeat(LONGEST + 5));
    let latin = |sound: &'static str| (Route::Latin, sound.as_bytes());
    assert_eq!(similarity(latin(long.leak()), latin(longer.leak())), Some(EQUAL));
}

proptest::proptest! {
    /// A cut-off distance against one without, and both against the textbook recursion.
    #[test]
    fn distance_is_the_least_total_price(
        left in "[aeikgXuwv]{0,6}", right in "[aeikgXuwv]{0,6}", limit in 0u32..400, pair in 0usize..196,
    ) {
        fn recursive(left: &[u8], right: &[u8], prices: &Prices) -> u32 {
            match (left.split_last(), right.split_last()) {
                (None, None) => 0,
                (Some((l, left)), None) =>
                    recursive(left, right, prices) + u32::from(prices.drop_left(code(*l))),
                (None, Some((r, right))) =>
                    recursive(left, right, prices) + u32::from(prices.drop_right(code(*r))),
                (Some((l, shorter_left)), Some((r, shorter_right))) => {
                    let change = u32::from(prices.change(code(*l), code(*r)));
                    (recursive(shorter_left, shorter_right, prices) + change)
                        .min(recursive(shorter_left, right, prices)
                            + u32::from(prices.drop_left(code(*l))))
                        .min(recursive(left, shorter_right, prices)
                            + u32::from(prices.drop_right(code(*r))))
                }
            }
        }
        let prices = prices(Route::ALL[pair / 14], Route::ALL[pair % 14]);
        let (left, right) = (left.as_bytes(), right.as_bytes());
        let expected = recursive(left, right, prices);
        proptest::prop_assert_eq!(distance(left, right, prices), expected);
        let within = distance_within(left, right, prices, limit);
        proptest::prop_assert_eq!(within, (expected <= limit).then_some(expected));
    }
}
