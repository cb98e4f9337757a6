//! Chance that can be repeated: the same seed gives the same picture and the same speech.
//!
//! SplitMix64, for looks only. Answers and challenges come from the system's randomness, never from here.

/// A row of numbers that follows from its seed.
pub(super) struct Seeded(u64);

impl Seeded {
    /// Begins the row of this seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number of `low..high`.
    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        // 24 bits are what an f32 holds exactly.
        let share = (self.next() >> 40) as f32 / (1u64 << 24) as f32;
        low + (high - low) * share
    }

    /// -1 or 1.
    pub(super) fn sign(&mut self) -> f32 {
        if self.next() >> 63 == 0 { -1.0 } else { 1.0 }
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_is_splitmix64() {
        // The first values of the generator's published reference for seed 1234567.
        let mut seeded = Seeded::new(1_234_567);
        assert_eq!([seeded.next(), seeded.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn numbers_stay_between_their_bounds_and_fill_them() {
        let mut seeded = Seeded::new(1);
        let numbers: Vec<f32> = (0..1000).map(|_| seeded.between(-2.0, 3.0)).collect();
        assert!(numbers.iter().all(|n| (-2.0..3.0).contains(n)));
        assert!(numbers.iter().any(|n| *n < -1.9) && numbers.iter().any(|n| *n > 2.9));
    }
}
