//! The readers, one file each: bytes in, `Layout` out.
