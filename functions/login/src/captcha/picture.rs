//! The picture of a captcha: four digits turned, stretched, waved and crossed by thin lines, still easy for eyes.
//!
//! Dark ink on a light plate of its own, so that it reads the same on a light page and on a dark one.

use std::f32::consts::TAU;

use super::answer::Answer;
use super::canvas::Canvas;
use super::glyphs::{Point, strokes};
use super::png::{self, Rgb};
use super::posture::{Posture, Wave};
use super::seeded::Seeded;

/// Width of the picture in pixels.
pub const WIDTH: usize = 160;
/// Height of the picture in pixels.
pub const HEIGHT: usize = 60;

const PLATE: Rgb = [250, 248, 243];
/// About 14 to 1 against the plate.
const INK: Rgb = [28, 38, 56];
/// Room left and right of the digits.
const MARGIN: f32 = 11.;

/// Draws the answer as a PNG of about five kilobytes. The same seed draws the same picture; the seed must be secret.
#[must_use]
pub fn draw(answer: &Answer, seed: u64) -> Vec<u8> {
    let mut chance = Seeded::new(seed);
    let mut canvas = Canvas::new(WIDTH, HEIGHT);
    draw_digits(&mut canvas, answer, &mut chance);
    draw_noise(&mut canvas, &mut chance);
    png::encode(canvas.rows(), WIDTH, HEIGHT, PLATE, INK)
}

fn draw_digits(canvas: &mut Canvas, answer: &Answer, chance: &mut Seeded) {
    let wave = Wave::new(chance);
    let cell = (WIDTH as f32 - 2. * MARGIN) / 4.;
    for (place, digit) in answer.digits().into_iter().enumerate() {
        let posture = Posture::new((MARGIN + cell * (place as f32 + 0.5), HEIGHT as f32 / 2.), chance);
        let pen = chance.between(3., 4.2);
        for stroke in strokes(digit) {
            let placed: Vec<Point> = stroke.into_iter().map(|point| wave.shift(posture.place(point))).collect();
            canvas.stroke(&placed, pen, 1.);
        }
    }
}

/// Thin dark lines and one thin light one across everything, and dots.
fn draw_noise(canvas: &mut Canvas, chance: &mut Seeded) {
    canvas.rub(&across(chance), 1.3);
    for _ in 0..3 {
        let tone = chance.between(0.5, 0.9);
        canvas.stroke(&across(chance), 1.1, tone);
    }
    for _ in 0..55 {
        let dot = (chance.between(0., WIDTH as f32), chance.between(0., HEIGHT as f32));
        let (pen, tone) = (chance.between(0.9, 2.), chance.between(0.4, 0.9));
        canvas.stroke(&[dot, dot], pen, tone);
    }
}

/// A wavy line from the left edge to the right one.
fn across(chance: &mut Seeded) -> Vec<Point> {
    let (left, right) = (chance.between(6., 54.), chance.between(6., 54.));
    let (swing, turns, start) = (chance.between(3., 9.), chance.between(0.6, 1.8), chance.between(0., TAU));
    let at = |step: f32| left + (right - left) * step + swing * (start + turns * TAU * step).sin();
    (0..=40).map(|step| step as f32 / 40.).map(|step| (step * WIDTH as f32, at(step))).collect()
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;

    type Outcome = Result<(), Box<dyn Error>>;

    fn answer(text: &str) -> Result<Answer, Box<dyn Error>> {
        Answer::parse(text).ok_or_else(|| "four digits".into())
    }

    #[test]
    fn the_picture_is_a_png_of_the_promised_size() -> Outcome {
        let picture = draw(&answer("0123")?, 1);
        let decoder = ::png::Decoder::new(std::io::Cursor::new(&picture));
        let mut reader = decoder.read_info()?;
        assert_eq!((reader.info().width as usize, reader.info().height as usize), (WIDTH, HEIGHT));
        assert!(reader.next_row()?.is_some() && picture.len() <= 6 * 1024, "{} bytes", picture.len());
        Ok(())
    }

    #[test]
    fn the_same_seed_draws_the_same_bytes_and_another_does_not() -> Outcome {
        let answer = answer("4567")?;
        assert_eq!(draw(&answer, 9), draw(&answer, 9));
        assert_ne!(draw(&answer, 9), draw(&answer, 10));
        Ok(())
    }

    #[test]
    fn another_answer_draws_another_picture() -> Outcome {
        assert_ne!(draw(&answer("4567")?, 9), draw(&answer("4568")?, 9));
        Ok(())
    }

    #[test]
    fn every_digit_stays_inside_the_canvas() -> Outcome {
        for (seed, digits) in (0..2000).zip(["0123", "4567", "8901", "2345", "6789"].iter().cycle()) {
            let mut canvas = Canvas::new(WIDTH, HEIGHT);
            draw_digits(&mut canvas, &answer(digits)?, &mut Seeded::new(seed));
            let rows: Vec<&[f32]> = canvas.rows().collect();
            let sides = rows.iter().flat_map(|row| [row[0], row[WIDTH - 1]]);
            let edge = rows[0].iter().chain(rows[HEIGHT - 1]).copied().chain(sides);
            assert_eq!(edge.fold(0., f32::max), 0., "seed {seed}, digits {digits}");
        }
        Ok(())
    }

    #[test]
    fn every_place_of_the_answer_is_drawn() -> Outcome {
        for digits in ["0000", "1111", "2222", "3333", "4444", "5555", "6666", "7777", "8888", "9999"] {
            let mut canvas = Canvas::new(WIDTH, HEIGHT);
            draw_digits(&mut canvas, &answer(digits)?, &mut Seeded::new(3));
            for place in 0..4 {
                let cell = canvas.rows().flat_map(|row| row.iter().skip(12 + place * 34).take(34));
                let inked = cell.filter(|ink| **ink > 0.5).count();
                assert!((90..500).contains(&inked), "{digits} at {place}: {inked} pixels");
            }
        }
        Ok(())
    }
}
