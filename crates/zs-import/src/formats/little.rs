//! Numbers in binary files, little end first; every read is checked.

/// Two bytes at an offset.
pub fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

/// Four bytes at an offset.
pub fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

/// Eight bytes at an offset.
pub fn u64_at(data: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

/// Two bytes with a sign at an offset.
pub fn i16_at(data: &[u8], at: usize) -> Option<i16> {
    Some(i16::from_le_bytes(*data.get(at..)?.first_chunk()?))
}
