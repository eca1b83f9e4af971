//! Files that are encrypted but open without a password, as programs write them to forbid copying.
use super::object::{Dict, Object};
use aes::cipher::{Array, BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes256};
use md5::Md5;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// What stands in for the missing characters of a password.
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];
const BLOCK: usize = 16;

#[derive(Clone, Copy, PartialEq)]
enum Cipher {
    Plain,
    Rc4,
    /// With a key per object, or with the file's key.
    Aes,
    Aes256,
}

/// The key of an open file.
pub(super) struct Crypt {
    key: Vec<u8>,
    streams: Cipher,
    texts: Cipher,
}

impl Crypt {
    /// `None` if the empty password does not open the file, or if its kind of encryption is unknown.
    pub fn open(dict: &Dict, id: &[u8]) -> Option<Self> {
        if dict.get("Filter").name() != Some(b"Standard") {
            return None;
        }
        let version = dict.get("V").integer()?;
        let key = if version >= 5 { long_key(dict)? } else { short_key(dict, version, id)? };
        let cipher = |which| match version {
            1 | 2 => Some(Cipher::Rc4),
            4 | 5 => filter(dict, which),
            _ => None,
        };
        Some(Self { key, streams: cipher("StmF")?, texts: cipher("StrF")? })
    }

    pub fn stream(&self, data: &[u8], id: (u32, u32)) -> Vec<u8> {
        self.decrypt(data, id, self.streams)
    }

    /// Decrypts every text of an object.
    pub fn texts(&self, object: &mut Object, id: (u32, u32)) {
        match object {
            Object::Text(text) => *text = self.decrypt(text, id, self.texts),
            // Objects are nested only so deep when they are read.
            Object::Array(items) => items.iter_mut().for_each(|item| self.texts(item, id)),
            Object::Dict(dict) => dict.values_mut().for_each(|item| self.texts(item, id)),
            _ => {}
        }
    }

    fn decrypt(&self, data: &[u8], (number, generation): (u32, u32), cipher: Cipher) -> Vec<u8> {
        let object_key = |salt: &[u8]| {
            let mut hash = Md5::new();
            hash.update(&self.key);
            hash.update(&number.to_le_bytes()[..3]);
            hash.update(&generation.to_le_bytes()[..2]);
            hash.update(salt);
            hash.finalize()[..(self.key.len() + 5).min(BLOCK)].to_vec()
        };
        match cipher {
            Cipher::Plain => data.to_vec(),
            Cipher::Rc4 => rc4(&object_key(b""), data),
            Cipher::Aes => {
                let mut key = object_key(b"sAlT");
                key.resize(BLOCK, 0);
                unpadded(Aes128::new_from_slice(&key).ok().map(|aes| cbc(&aes, data)))
            }
            Cipher::Aes256 => {
                unpadded(Aes256::new_from_slice(&self.key).ok().map(|aes| cbc(&aes, data)))
            }
        }
    }
}

fn filter(dict: &Dict, which: &str) -> Option<Cipher> {
    let name = dict.get(which).name().unwrap_or(b"Identity");
    if name == b"Identity" {
        return Some(Cipher::Plain);
    }
    let method = dict.get("CF").dict()?.by_name(name).dict()?.get("CFM").name()?;
    Some(match method {
        b"None" => Cipher::Plain,
        b"V2" => Cipher::Rc4,
        b"AESV2" => Cipher::Aes,
        b"AESV3" => Cipher::Aes256,
        _ => return None,
    })
}

fn short_key(dict: &Dict, version: i64, id: &[u8]) -> Option<Vec<u8>> {
    let revision = dict.get("R").integer()?;
    let (owner, user) = (dict.get("O").text()?.get(..32)?, dict.get("U").text()?);
    let bits = if version == 1 {
        40
    } else {
        dict.get("Length").integer().unwrap_or(if version == 4 { 128 } else { 40 })
    };
    let length = usize::try_from(bits / 8).ok().filter(|length| (5..=16).contains(length))?;
    // A 32-bit number, which some programs write without its sign.
    let permissions = u32::try_from(dict.get("P").integer()? & 0xffff_ffff).ok()?;
    let mut hash = Md5::new();
    hash.update(PADDING);
    hash.update(owner);
    hash.update(permissions.to_le_bytes());
    hash.update(id);
    if revision >= 4 && *dict.get("EncryptMetadata") == Object::Bool(false) {
        hash.update([0xff; 4]);
    }
    let mut key = hash.finalize().to_vec();
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(&key[..length]).to_vec();
        }
    }
    key.truncate(length);
    let (seen, kept) = if revision >= 3 {
        let mut hash = Md5::new();
        hash.update(PADDING);
        hash.update(id);
        let mut text = hash.finalize().to_vec();
        for round in 0..20 {
            let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
            text = rc4(&key, &text);
        }
        (text, 16)
    } else {
        (rc4(&key, &PADDING), 32)
    };
    (user.get(..kept)? == &seen[..kept]).then_some(key)
}

/// AES-256 files keep their key encrypted by a hash of the password.
fn long_key(dict: &Dict) -> Option<Vec<u8>> {
    let user = dict.get("U").text()?.get(..48)?;
    let (check, salt, key_salt) = (&user[..32], &user[32..40], &user[40..48]);
    let hash = match dict.get("R").integer()? {
        5 => |salt: &[u8]| Sha256::digest(salt).to_vec(),
        6 => hardened,
        _ => return None,
    };
    if hash(salt) != check {
        return None;
    }
    let aes = Aes256::new_from_slice(&hash(key_salt)).ok()?;
    let packed = [&[0; BLOCK][..], dict.get("UE").text()?.get(..32)?].concat();
    Some(cbc(&aes, &packed))
}

/// The slow hash of PDF 2.0 (ISO 32000-2, 7.6.4.3.4) of the empty password.
fn hardened(salt: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::digest(salt).to_vec();
    for round in 0_u32.. {
        let text = hash.repeat(64);
        let mixed = encrypt(&hash[..BLOCK], &hash[BLOCK..2 * BLOCK], &text);
        hash = match mixed[..BLOCK].iter().map(|byte| u32::from(*byte)).sum::<u32>() % 3 {
            0 => Sha256::digest(&mixed).to_vec(),
            1 => Sha384::digest(&mixed).to_vec(),
            _ => Sha512::digest(&mixed).to_vec(),
        };
        // The standard ends the rounds by the last byte, from the 64th on; it never takes many more.
        if round >= 63 && u32::from(mixed[mixed.len() - 1]) <= round - 31 || round > 400 {
            break;
        }
    }
    hash.truncate(32);
    hash
}

fn encrypt(key: &[u8], start: &[u8], text: &[u8]) -> Vec<u8> {
    let Ok(aes) = Aes128::new_from_slice(key) else { return text.to_vec() };
    let mut before = start.to_vec();
    let mut out = Vec::with_capacity(text.len());
    for block in text.as_chunks::<BLOCK>().0 {
        let mut now = Array::from(*block);
        now.iter_mut().zip(&before).for_each(|(byte, before)| *byte ^= before);
        aes.encrypt_block(&mut now);
        before = now.to_vec();
        out.extend_from_slice(&before);
    }
    out
}

/// Cipher block chaining; the first block is what the chain begins with.
fn cbc<A: BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16>>(
    aes: &A,
    data: &[u8],
) -> Vec<u8> {
    let blocks = data.as_chunks::<BLOCK>().0;
    let mut out = Vec::with_capacity(data.len());
    for pair in blocks.windows(2) {
        let mut now = Array::from(pair[1]);
        aes.decrypt_block(&mut now);
        out.extend(now.iter().zip(&pair[0]).map(|(byte, before)| byte ^ before));
    }
    out
}

fn unpadded(text: Option<Vec<u8>>) -> Vec<u8> {
    let mut text = text.unwrap_or_default();
    let padding = text.last().map_or(0, |byte| usize::from(*byte));
    if (1..=BLOCK).contains(&padding) {
        text.truncate(text.len().saturating_sub(padding));
    }
    text
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_u8;
    for i in 0..256 {
        j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len().max(1)]);
        state.swap(i, usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    let mut byte = |byte: &u8| {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(usize::from(i), usize::from(j));
        let at = state[usize::from(i)].wrapping_add(state[usize::from(j)]);
        byte ^ state[usize::from(at)]
    };
    data.iter().map(&mut byte).collect()
}
