//! The figures by size, as curves.

use super::Figures;
use plotters::coord::Shift;
use plotters::prelude::*;
use std::path::Path;

/// A curve: its label, its column, and how much a unit of it is in units of the axis.
type Curve = (&'static str, &'static str);

const PANELS: [(&str, &[Curve]); 4] = [
    (
        "µs per query at 0.85, one core",
        &[
            ("background, mean", "background_us"),
            ("background, 99 %", "background_p99_us"),
            ("with slips, mean", "slips_us"),
            ("with slips, 99 %", "slips_p99_us"),
        ],
    ),
    ("seconds to build", &[("build", "build_s"), ("write", "write_s")]),
    ("MB of the file", &[("file", "file_mb")]),
    (
        "MB in memory",
        &[
            ("peak of the build", "peak_mb"),
            ("opened and asked", "resident_mb"),
            ("of the file", "file_resident_mb"),
        ],
    ),
];

/// Draws every panel with both axes logarithmic; official lists are single points.
pub fn draw(grown: &[&Figures], official: &Figures, path: &Path) {
    let root = SVGBackend::new(path, (1_100, 800)).into_drawing_area();
    root.fill(&WHITE).unwrap();
    for (area, (title, curves)) in root.split_evenly((2, 2)).iter().zip(PANELS) {
        panel(area, title, curves, grown, official);
    }
    root.present().unwrap();
}

fn panel(
    area: &DrawingArea<SVGBackend, Shift>,
    title: &str,
    curves: &[Curve],
    grown: &[&Figures],
    official: &Figures,
) {
    let points = |column: &str| -> Vec<(f64, f64)> {
        grown.iter().map(|figures| (figures["names"], figures[column].max(1e-3))).collect()
    };
    let all = curves.iter().flat_map(|(_, column)| {
        let own = (official["names"], official[*column].max(1e-3));
        points(column).into_iter().chain([own])
    });
    let (mut x, mut y) = ((f64::MAX, 0.0f64), (f64::MAX, 0.0f64));
    for (size, figure) in all {
        x = (x.0.min(size), x.1.max(size));
        y = (y.0.min(figure), y.1.max(figure));
    }
    let mut chart = ChartBuilder::on(area)
        .caption(title, ("sans-serif", 18))
        .margin(12)
        .x_label_area_size(32)
        .y_label_area_size(64)
        .build_cartesian_2d((x.0 * 0.8..x.1 * 1.25).log_scale(), (y.0 * 0.7..y.1 * 1.4).log_scale())
        .unwrap();
    chart.configure_mesh().x_desc("names").light_line_style(WHITE).draw().unwrap();
    for (number, (label, column)) in curves.iter().enumerate() {
        let colour = Palette99::pick(number).to_rgba();
        chart
            .draw_series(LineSeries::new(points(column), colour.stroke_width(2)).point_size(3))
            .unwrap()
            .label(*label)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2)));
        let own = (official["names"], official[*column].max(1e-3));
        chart.draw_series([TriangleMarker::new(own, 6, colour.filled())]).unwrap();
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE.mix(0.8))
        .border_style(BLACK.mix(0.3))
        .draw()
        .unwrap();
}
