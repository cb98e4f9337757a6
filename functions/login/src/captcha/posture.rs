//! How a digit stands in the picture, and the swell that bends them all. Small enough for eyes to see through.

use std::f32::consts::TAU;

use super::glyphs::Point;
use super::seeded::Seeded;

/// Height of a digit before it is stretched; its sheet is 100 high.
const SIZE: f32 = 35. / 100.;

/// How one digit stands: where, how large, leaning and turned.
pub(super) struct Posture {
    middle: Point,
    scale: Point,
    lean: f32,
    turn: f32,
}

impl Posture {
    /// Stands near this middle, more or less upright.
    pub(super) fn new(middle: Point, chance: &mut Seeded) -> Self {
        Self {
            middle: (middle.0 + chance.between(-2., 2.), middle.1 + chance.between(-3.5, 3.5)),
            scale: (SIZE * chance.between(0.95, 1.2), SIZE * chance.between(0.9, 1.1)),
            lean: chance.between(-0.15, 0.15),
            turn: chance.sign() * chance.between(0.04, 0.24),
        }
    }

    /// Where a point of the digit's sheet comes to lie in the picture.
    pub(super) fn place(&self, (x, y): Point) -> Point {
        let (x, y) = ((x - y * self.lean) * self.scale.0, y * self.scale.1);
        let (sin, cos) = self.turn.sin_cos();
        (self.middle.0 + x * cos - y * sin, self.middle.1 + x * sin + y * cos)
    }
}

/// A swell that runs through the whole picture, up and down and sideways.
pub(super) struct Wave {
    height: [f32; 2],
    length: [f32; 2],
    start: [f32; 2],
}

impl Wave {
    /// A swell of its own for each picture.
    pub(super) fn new(chance: &mut Seeded) -> Self {
        Self {
            height: [chance.between(1.2, 2.2), chance.between(1., 1.8)],
            length: [chance.between(45., 90.), chance.between(28., 50.)],
            start: [chance.between(0., TAU), chance.between(0., TAU)],
        }
    }

    /// Where the swell carries a point.
    pub(super) fn shift(&self, (x, y): Point) -> Point {
        let swell =
            |axis: usize, along: f32| self.height[axis] * (self.start[axis] + TAU * along / self.length[axis]).sin();
        (x + swell(1, y), y + swell(0, x))
    }
}
