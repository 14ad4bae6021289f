//! Ports and coast of the DPRK: the table `lists/dprk_waters.tsv`.

use crate::transactions::ais::Position;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../lists/dprk_waters.tsv");

/// A place of the table.
pub(super) struct Place {
    pub name: &'static str,
    pub is_port: bool,
    pub position: Position,
}

/// Every place.
pub(super) static PLACES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let (kind, name, _locode) = (cells.next()?, cells.next()?, cells.next()?);
        let (latitude, longitude) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        let position = Position::new(latitude, longitude)?;
        Some(Place { name, is_port: kind == "port", position })
    })
    .collect()
});

/// Degrees around the places beyond which nothing is near: 120 nautical miles to the north and south,
/// and no less to the east and west at 43° north (60 · cos 43° = 43.9 miles a degree).
const MARGIN: (f64, f64) = (2.0, 2.75);

/// Farthest distance that [`nearest`] looks.
pub(super) const FARTHEST: f64 = 120.0;

/// Corners of the area in which something may be near.
static AREA: LazyLock<[f64; 4]> = LazyLock::new(|| {
    let mut area = [f64::MAX, f64::MIN, f64::MAX, f64::MIN];
    for Place { position: Position { latitude, longitude }, .. } in PLACES.iter() {
        area = [
            area[0].min(latitude - MARGIN.0),
            area[1].max(latitude + MARGIN.0),
            area[2].min(longitude - MARGIN.1),
            area[3].max(longitude + MARGIN.1),
        ];
    }
    area
});

/// Whether anything of the table can be within 120 nautical miles.
pub(super) fn is_in_area(at: Position) -> bool {
    let [south, north, west, east] = *AREA;
    (south..=north).contains(&at.latitude) && (west..=east).contains(&at.longitude)
}

/// The nearest place within so many nautical miles, and its distance.
pub(super) fn nearest(
    at: Position,
    within: f64,
    wanted: impl Fn(&Place) -> bool,
) -> Option<(&'static Place, f64)> {
    if !is_in_area(at) {
        return None;
    }
    PLACES
        .iter()
        .filter(|place| wanted(place))
        .map(|place| (place, place.position.miles_to(at)))
        .filter(|(_, miles)| *miles <= within)
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_place() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(PLACES.len(), rows);
        assert!(PLACES.iter().filter(|place| place.is_port).count() >= 12);
    }

    #[test]
    fn the_area_leaves_nothing_out() {
        // Walk around each place at the farthest distance.
        for place in PLACES.iter() {
            for degrees in 0..360 {
                let turn = f64::from(degrees).to_radians();
                let miles = FARTHEST - 1.0;
                let latitude = place.position.latitude + miles / 60.0 * turn.cos();
                let per_degree = 60.0 * place.position.latitude.to_radians().cos();
                let longitude = place.position.longitude + miles / per_degree * turn.sin();
                assert!(is_in_area(Position::new(latitude, longitude).unwrap()));
            }
        }
    }

    #[test]
    fn ports_of_the_neighbours_are_not_near() {
        // Positions of the World Port Index: Incheon, Busan, Vladivostok, Dalian, Sokcho.
        for (latitude, longitude) in
            [(37.47, 126.62), (35.10, 129.03), (43.10, 131.88), (38.93, 121.65), (38.20, 128.60)]
        {
            let at = Position::new(latitude, longitude).unwrap();
            assert!(nearest(at, 30.0, |_| true).is_none(), "{latitude} {longitude}");
        }
        let anchored = Position::new(38.70, 125.35).unwrap();
        assert_eq!(nearest(anchored, 5.0, |place| place.is_port).unwrap().0.name, "Nampo");
    }
}
