//! How the ten digits are written: strokes of a pen, on a sheet 60 wide and 100 high, without any font.

/// A place on the sheet, later in the picture: across, down.
pub(super) type Point = (f32, f32);

/// One movement of the pen.
#[derive(Clone, Copy)]
enum Stroke {
    /// Straight from point to point.
    Straight(&'static [Point]),
    /// Smoothly through all points; a ring when it ends where it began.
    Curved(&'static [Point]),
}

use Stroke::{Curved, Straight};

const ZERO: &[Stroke] = &[Curved(&[
    (30., 0.),
    (52., 14.),
    (60., 50.),
    (52., 86.),
    (30., 100.),
    (8., 86.),
    (0., 50.),
    (8., 14.),
    (30., 0.),
])];
const ONE: &[Stroke] = &[Straight(&[(10., 22.), (34., 0.), (34., 100.)]), Straight(&[(10., 100.), (58., 100.)])];
const TWO: &[Stroke] = &[
    Curved(&[(3., 26.), (12., 7.), (30., 0.), (49., 7.), (56., 27.), (46., 51.), (25., 75.), (2., 100.)]),
    Straight(&[(2., 100.), (59., 100.)]),
];
const THREE: &[Stroke] = &[
    Curved(&[(4., 14.), (16., 3.), (32., 0.), (50., 8.), (54., 25.), (44., 41.), (22., 47.)]),
    Curved(&[(22., 47.), (46., 53.), (58., 71.), (50., 92.), (30., 100.), (13., 97.), (2., 84.)]),
];
const FOUR: &[Stroke] = &[Straight(&[(45., 100.), (45., 0.), (1., 68.), (60., 68.)])];
const FIVE: &[Stroke] = &[
    Straight(&[(54., 0.), (12., 0.), (8., 45.)]),
    Curved(&[(8., 45.), (28., 37.), (49., 45.), (58., 68.), (48., 92.), (27., 100.), (11., 96.), (1., 85.)]),
];
const SIX: &[Stroke] = &[Curved(&[
    (52., 4.),
    (30., 9.),
    (10., 33.),
    (2., 66.),
    (10., 91.),
    (30., 100.),
    (51., 92.),
    (58., 70.),
    (50., 49.),
    (30., 42.),
    (12., 50.),
    (3., 68.),
])];
const SEVEN: &[Stroke] = &[Straight(&[(1., 0.), (58., 0.), (22., 100.)])];
const EIGHT: &[Stroke] = &[
    Curved(&[(30., 46.), (11., 37.), (6., 22.), (13., 6.), (30., 0.), (47., 6.), (54., 22.), (49., 37.), (30., 46.)]),
    Curved(&[
        (30., 46.),
        (51., 58.),
        (59., 75.),
        (50., 93.),
        (30., 100.),
        (10., 93.),
        (1., 75.),
        (9., 58.),
        (30., 46.),
    ]),
];
const NINE: &[Stroke] = &[Curved(&[
    (8., 96.),
    (30., 91.),
    (50., 67.),
    (58., 34.),
    (50., 9.),
    (30., 0.),
    (9., 8.),
    (2., 30.),
    (10., 51.),
    (30., 58.),
    (48., 50.),
    (57., 32.),
])];
const DIGITS: [&[Stroke]; 10] = [ZERO, ONE, TWO, THREE, FOUR, FIVE, SIX, SEVEN, EIGHT, NINE];

/// Pieces a pen movement is cut into between two points, so that it bends with the wave.
const PIECES: usize = 8;

/// The strokes of a digit as rows of close points around the sheet's middle: -30…30 across, -50…50 down.
pub(super) fn strokes(digit: u8) -> impl Iterator<Item = Vec<Point>> {
    let strokes = DIGITS.get(usize::from(digit)).copied().unwrap_or_default();
    strokes.iter().map(|stroke| trace(*stroke).into_iter().map(|(x, y)| (x - 30., y - 50.)).collect())
}

fn trace(stroke: Stroke) -> Vec<Point> {
    let (points, curved) = match stroke {
        Straight(points) => (points, false),
        Curved(points) => (points, true),
    };
    let mut traced: Vec<Point> = points.first().copied().into_iter().collect();
    for (i, pair) in points.windows(2).enumerate() {
        let &[from, to] = pair else { continue };
        let (before, after) = if curved { neighbours(points, i) } else { (None, None) };
        let (before, after) = (before.unwrap_or(from), after.unwrap_or(to));
        traced.extend((1..=PIECES).map(|piece| {
            let t = piece as f32 / PIECES as f32;
            if curved { bend([before, from, to, after], t) } else { mix(from, to, t) }
        }));
    }
    traced
}

/// The points before and after the `i`th pair; a ring goes round.
fn neighbours(points: &[Point], i: usize) -> (Option<Point>, Option<Point>) {
    let ring = points.first() == points.last();
    let before = i.checked_sub(1).or_else(|| if ring { points.len().checked_sub(2) } else { None });
    let after = points.get(i + 2).or_else(|| if ring { points.get(1) } else { None });
    (before.and_then(|at| points.get(at)).copied(), after.copied())
}

fn mix(from: Point, to: Point, t: f32) -> Point {
    (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t)
}

/// A Catmull–Rom curve: through the two middle points, in the direction of their neighbours.
fn bend([a, b, c, d]: [Point; 4], t: f32) -> Point {
    let along = |a: f32, b: f32, c: f32, d: f32| {
        0.5 * (2. * b + (c - a) * t + (2. * a - 5. * b + 4. * c - d) * t * t + (3. * b - a - 3. * c + d) * t * t * t)
    };
    (along(a.0, b.0, c.0, d.0), along(a.1, b.1, c.1, d.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_fills_its_sheet_and_stays_on_it() {
        for digit in 0..10 {
            let points: Vec<Point> = strokes(digit).flatten().collect();
            let span = |values: Vec<f32>| values.iter().fold((f32::MAX, f32::MIN), |(l, h), v| (l.min(*v), h.max(*v)));
            let (left, right) = span(points.iter().map(|p| p.0).collect());
            let (top, bottom) = span(points.iter().map(|p| p.1).collect());
            assert!(left >= -32. && right <= 32. && right - left >= 45., "{digit}: {left} to {right}");
            assert!(top >= -52. && bottom <= 52. && bottom - top >= 90., "{digit}: {top} to {bottom}");
        }
    }

    #[test]
    fn nothing_is_written_for_what_is_no_digit() {
        assert_eq!(strokes(10).count(), 0);
    }
}
