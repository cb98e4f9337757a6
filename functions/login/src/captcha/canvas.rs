//! A small sheet of ink: soft-edged strokes and dots, darker wins.

use super::glyphs::Point;

/// Ink per pixel, 0 for none to 1 for full, row by row.
pub(super) struct Canvas {
    width: usize,
    height: usize,
    ink: Vec<f32>,
}

impl Canvas {
    /// A clean sheet.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, ink: vec![0.; width * height] }
    }

    /// Draws along the points with a round pen of this width, as dark as `tone`.
    pub(super) fn stroke(&mut self, points: &[Point], pen: f32, tone: f32) {
        for pair in points.windows(2) {
            if let &[from, to] = pair {
                self.touch(from, to, pen / 2., |ink, cover| ink.max(cover * tone));
            }
        }
    }

    /// Rubs a line out again.
    pub(super) fn rub(&mut self, points: &[Point], width: f32) {
        for pair in points.windows(2) {
            if let &[from, to] = pair {
                self.touch(from, to, width / 2., |ink, cover| ink.min(1. - cover));
            }
        }
    }

    /// The rows of the sheet, from above.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.ink.chunks(self.width)
    }

    /// Changes every pixel near the line by how much of it the pen covers; what lies outside the sheet is left out.
    fn touch(&mut self, from: Point, to: Point, radius: f32, change: impl Fn(f32, f32) -> f32) {
        let reach = radius + 1.;
        let columns = span(from.0.min(to.0) - reach, from.0.max(to.0) + reach, self.width);
        for y in span(from.1.min(to.1) - reach, from.1.max(to.1) + reach, self.height) {
            for x in columns.clone() {
                let away = distance((x as f32 + 0.5, y as f32 + 0.5), from, to);
                let cover = (radius + 0.5 - away).clamp(0., 1.);
                if let Some(ink) = self.ink.get_mut(y * self.width + x) {
                    *ink = change(*ink, cover);
                }
            }
        }
    }
}

/// The whole pixels between two edges, on the sheet.
fn span(low: f32, high: f32, limit: usize) -> std::ops::Range<usize> {
    // Casting a float to an integer stops at 0 below.
    (low.floor() as usize).min(limit)..(high.ceil() as usize).min(limit)
}

/// How far a point is from the line between two others.
fn distance(point: Point, from: Point, to: Point) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).max(f32::MIN_POSITIVE);
    let t = (((point.0 - from.0) * dx + (point.1 - from.1) * dy) / length).clamp(0., 1.);
    (point.0 - from.0 - t * dx).hypot(point.1 - from.1 - t * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_inks_its_line_and_nothing_far_away() {
        let mut canvas = Canvas::new(9, 5);
        canvas.stroke(&[(1.5, 2.5), (7.5, 2.5)], 1., 1.);
        let rows: Vec<&[f32]> = canvas.rows().collect();
        assert_eq!(rows[2], [0., 1., 1., 1., 1., 1., 1., 1., 0.]);
        assert!(rows[0].iter().chain(rows[4]).all(|ink| *ink == 0.));
    }

    #[test]
    fn rubbing_takes_ink_away() {
        let mut canvas = Canvas::new(5, 5);
        canvas.stroke(&[(0., 2.5), (5., 2.5)], 2., 1.);
        canvas.rub(&[(2.5, 0.), (2.5, 5.)], 1.);
        assert_eq!(canvas.rows().nth(2), Some([1., 1., 0., 1., 1.].as_slice()));
    }

    #[test]
    fn drawing_off_the_sheet_is_harmless() {
        let mut canvas = Canvas::new(4, 4);
        canvas.stroke(&[(-50., -50.), (-10., 90.), (90., 90.)], 3., 1.);
        assert!(canvas.rows().flatten().all(|ink| *ink == 0.));
    }
}
