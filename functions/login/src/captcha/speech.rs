//! The spoken captcha: four digits with pauses between, each a little faster or slower, over soft noise.

use super::answer::Answer;
use super::seeded::Seeded;
use super::voices::Language;

/// Samples a second; what a telephone carries, and enough to tell digits apart.
const RATE: u32 = 8_000;
/// Swing of the noise beside a voice at full height: some 30 decibels softer, so that a spoken s is still heard.
const NOISE: f32 = 0.03;

/// Speaks the answer as a WAV of three to seven seconds, 8,000 unsigned 8-bit samples a second (what every browser
/// plays). The same seed gives the same sound; the seed must be secret, and one captcha should keep to one seed,
/// because many readings over different noise could be averaged.
#[must_use]
pub fn speak(answer: &Answer, language: Language, seed: u64) -> Vec<u8> {
    let mut chance = Seeded::new(seed);
    let mut voice = silence(0.3, 0.5, &mut chance);
    for digit in answer.digits() {
        voice.extend(say(language.recording(digit), &mut chance));
        voice.extend(silence(0.4, 0.7, &mut chance));
    }
    let noisy = add_noise(voice, &mut chance);
    wav(&noisy.into_iter().map(unsigned).collect::<Vec<u8>>())
}

/// A recording played at another speed, which moves its pitch alike and keeps the shape of its tones.
fn say(recording: &[u8], chance: &mut Seeded) -> Vec<f32> {
    let (speed, loudness) = (chance.between(0.92, 1.08), chance.between(0.75, 0.95));
    let length = (recording.len() as f32 / speed) as usize;
    (0..length).map(|i| loudness * between_samples(recording, i as f32 * speed)).collect()
}

/// The recording's value at a place between two samples, -1 to 1.
fn between_samples(recording: &[u8], at: f32) -> f32 {
    let sample = |i: usize| recording.get(i).map_or(0., |byte| f32::from(byte.cast_signed()) / 128.);
    let (before, after) = (sample(at as usize), sample(at as usize + 1));
    before + (after - before) * at.fract()
}

/// Between this and that many seconds of nothing.
fn silence(least: f32, most: f32, chance: &mut Seeded) -> Vec<f32> {
    vec![0.; (RATE as f32 * chance.between(least, most)) as usize]
}

/// Noise with little hiss in it: each value keeps half of the one before.
fn add_noise(voice: Vec<f32>, chance: &mut Seeded) -> impl Iterator<Item = f32> {
    let mut noise = 0.;
    voice.into_iter().map(move |value| {
        noise = 0.5 * noise + chance.between(-NOISE, NOISE) / 2.;
        value + noise
    })
}

fn unsigned(value: f32) -> u8 {
    // Casting a float to an integer stops at 0 and 255.
    (value * 127. + 128.).round() as u8
}

/// A RIFF WAVE file: linear PCM, one channel, one byte a sample.
fn wav(samples: &[u8]) -> Vec<u8> {
    let length = samples.len() as u32;
    let padding = length % 2;
    let mut file = Vec::with_capacity(samples.len() + 45);
    file.extend(b"RIFF");
    file.extend((36 + length + padding).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16u32.to_le_bytes());
    // Linear PCM, one channel; samples and bytes a second; bytes and bits a sample.
    file.extend([1u16, 1].map(u16::to_le_bytes).concat());
    file.extend([RATE, RATE].map(u32::to_le_bytes).concat());
    file.extend([1u16, 8].map(u16::to_le_bytes).concat());
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(samples);
    // A chunk ends on an even byte.
    file.extend(std::iter::repeat_n(0, padding as usize));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(digits: &str, language: Language, seed: u64) -> Vec<u8> {
        Answer::parse(digits).map(|answer| speak(&answer, language, seed)).unwrap_or_default()
    }

    fn number(file: &[u8], at: usize) -> u32 {
        file.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
    }

    /// How many times a voice begins after at least 0.2 seconds of nothing but noise, in windows of 20 ms.
    fn voiced_parts(file: &[u8]) -> usize {
        let loud = |window: &[u8]| window.iter().map(|s| (f32::from(*s) - 128.).powi(2)).sum::<f32>() / 160. > 64.;
        let windows: Vec<bool> = file[44..44 + number(file, 40) as usize].chunks(160).map(loud).collect();
        windows.windows(11).filter(|run| run.ends_with(&[true]) && run[..10] == [false; 10]).count()
    }

    #[test]
    fn the_header_says_what_follows() {
        for (seed, language) in (0..).zip(Language::ALL) {
            let file = spoken("0918", language, seed);
            assert_eq!(
                (&file[..4], &file[8..16], &file[36..40]),
                (b"RIFF".as_slice(), b"WAVEfmt ".as_slice(), b"data".as_slice())
            );
            assert_eq!(number(&file, 4) as usize, file.len() - 8);
            assert_eq!(file[20..36], [1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0]);
            assert_eq!(number(&file, 40).next_multiple_of(2) as usize, file.len() - 44);
        }
    }

    #[test]
    fn every_language_takes_three_to_seven_seconds() {
        for language in Language::ALL {
            for (seed, digits) in (0..).zip(["0000", "1111", "2222", "7777", "8888", "9999"]) {
                let seconds = number(&spoken(digits, language, seed), 40) / 10 / (RATE / 10);
                assert!((3..7).contains(&seconds), "{digits} in {language:?}: {seconds} s");
            }
        }
    }

    #[test]
    fn four_digits_are_heard_apart() {
        for language in Language::ALL {
            for (seed, digits) in (0..).zip(["0123", "4567", "8901", "2345", "6789"]) {
                assert_eq!(voiced_parts(&spoken(digits, language, seed)), 4, "{digits} in {language:?}");
            }
        }
    }

    #[test]
    fn the_same_seed_speaks_the_same_and_another_does_not() {
        let speech = spoken("5072", Language::Vietnamese, 4);
        assert_eq!(speech, spoken("5072", Language::Vietnamese, 4));
        assert_ne!(speech, spoken("5072", Language::Vietnamese, 5));
    }

    #[test]
    fn thai_is_spoken_in_english() {
        assert_eq!(spoken("3461", Language::Thai, 6), spoken("3461", Language::English, 6));
        assert_ne!(spoken("3461", Language::Indonesian, 6), spoken("3461", Language::English, 6));
    }
}
