//! One report of a ship: where she is, or who she says she is.

/// A place on the globe, in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// North positive, in [−90, 90].
    pub latitude: f64,
    /// East positive, in [−180, 180].
    pub longitude: f64,
}

/// Mean radius of the Earth in nautical miles (IUGG, 6371.0088 km).
const EARTH: f64 = 6371.0088 / 1.852;

impl Position {
    /// A place, unless the numbers are no place: AIS says *not available* by 91° and 181°.
    pub fn new(latitude: f64, longitude: f64) -> Option<Position> {
        let there = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        there.then_some(Position { latitude, longitude })
    }

    /// Distance along the great circle in nautical miles (haversine formula).
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::transactions::ais::Position;
    ///
    /// // A minute of latitude is a nautical mile, by the old definition.
    /// let (a, b) = (Position::new(38.0, 125.0).unwrap(), Position::new(39.0, 125.0).unwrap());
    /// assert!((a.miles_to(b) - 60.0).abs() < 0.1);
    /// ```
    pub fn miles_to(self, other: Position) -> f64 {
        let (a, b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
        let turn = half(self.longitude.to_radians(), other.longitude.to_radians());
        2.0 * EARTH * (half(a, b) + a.cos() * b.cos() * turn).sqrt().min(1.0).asin()
    }
}

/// What a ship says of herself; empty where the report says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Statics<'r> {
    /// IMO number as reported, with or without `IMO` in front.
    pub imo: &'r str,
    /// Name.
    pub name: &'r str,
    /// Call sign.
    pub call_sign: &'r str,
    /// Type of ship, as a code of ITU-R M.1371 or in words.
    pub ship_type: &'r str,
    /// Length over all in metres.
    pub length: Option<f32>,
    /// Width in metres.
    pub width: Option<f32>,
}

/// One report.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Report<'r> {
    /// Number of the row or line in the file, from 1; of a table, the header is row 1.
    pub row: u64,
    /// Maritime Mobile Service Identity of the sender.
    pub mmsi: u32,
    /// Seconds since 1970-01-01T00:00:00Z; `None` where the file does not say.
    pub time: Option<i64>,
    /// Where the ship is.
    pub position: Option<Position>,
    /// Speed over ground in knots.
    pub speed: Option<f32>,
    /// What the ship says of herself.
    pub statics: Statics<'r>,
}
