//! Just enough of PNG for sixteen tones: one palette, four bits a pixel, stored without compression.
//!
//! A captcha is 4,800 bytes of noise that hardly shrinks; this way the function carries no compressor.

/// Red, green, blue.
pub(super) type Rgb = [u8; 3];

/// Most a stored block of the zlib format can hold.
const BLOCK_LIMIT: usize = 0xffff;

/// The file for rows of ink from 0 (`plate`) to 1 (`full`).
pub(super) fn encode<'a>(
    rows: impl Iterator<Item = &'a [f32]>,
    width: usize,
    height: usize,
    plate: Rgb,
    full: Rgb,
) -> Vec<u8> {
    let mut header = [width, height].map(|side| (side as u32).to_be_bytes()).concat();
    // Four bits a pixel, a palette, and the only compression, filter and order there are (the last: top to bottom).
    header.extend([4, 3, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"PLTE", &(0..16).flat_map(|step| tone(step, plate, full)).collect::<Vec<u8>>());
    chunk(&mut file, b"IDAT", &stored(&rows.flat_map(scanline).collect::<Vec<u8>>()));
    chunk(&mut file, b"IEND", &[]);
    file
}

/// One of sixteen steps from plate to full ink.
fn tone(step: u16, plate: Rgb, full: Rgb) -> Rgb {
    let mix = |from: u8, to: u8| ((u16::from(from) * (15 - step) + u16::from(to) * step + 7) / 15) as u8;
    [mix(plate[0], full[0]), mix(plate[1], full[1]), mix(plate[2], full[2])]
}

/// A row: filter 0 (none), then two pixels a byte.
fn scanline(row: &[f32]) -> impl Iterator<Item = u8> {
    let step = |ink: f32| (ink.clamp(0., 1.) * 15.).round() as u8;
    let pair = move |pair: &[f32]| pair.iter().fold(0, |byte, ink| byte << 4 | step(*ink));
    std::iter::once(0).chain(row.chunks(2).map(pair))
}

/// A zlib stream of stored blocks (RFC 1950, RFC 1951 3.2.4).
fn stored(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = data.chunks(BLOCK_LIMIT).peekable();
    while let Some(block) = blocks.next() {
        let length = block.len() as u16;
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    stream.extend(adler32(data).to_be_bytes());
    stream
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let checked = [kind.as_slice(), data].concat();
    file.extend(&checked);
    file.extend(crc32(&checked).to_be_bytes());
}

/// The checksum of a PNG chunk (ISO 3309), bit by bit: five kilobytes need no table.
fn crc32(data: &[u8]) -> u32 {
    let shift = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !data.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), shift))
}

/// The checksum of a zlib stream (RFC 1950).
fn adler32(data: &[u8]) -> u32 {
    let (low, high) = data.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn checksums_agree_with_the_published_values() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn a_decoder_sees_the_tones_that_were_drawn() -> Result<(), ::png::DecodingError> {
        let file = encode([[0., 1.].as_slice(), &[0.2, 0.8]].into_iter(), 2, 2, [255, 240, 225], [0, 0, 0]);
        let mut decoder = ::png::Decoder::new(Cursor::new(file));
        decoder.set_transformations(::png::Transformations::EXPAND);
        let mut reader = decoder.read_info()?;
        let mut pixels = vec![0; 12];
        reader.next_frame(&mut pixels)?;
        assert_eq!(pixels, [255, 240, 225, 0, 0, 0, 204, 192, 180, 51, 48, 45]);
        Ok(())
    }

    #[test]
    fn a_long_picture_takes_more_than_one_block() -> Result<(), ::png::DecodingError> {
        let row = vec![0.4; 1000];
        let file = encode(std::iter::repeat_n(row.as_slice(), 300), 1000, 300, [255; 3], [0; 3]);
        let mut reader = ::png::Decoder::new(Cursor::new(file)).read_info()?;
        let mut pixels = vec![0; 150_000];
        reader.next_frame(&mut pixels)?;
        assert!(pixels.iter().all(|pair| *pair == 0x66));
        Ok(())
    }
}
