//! The audit chain: each entry of an area carries the hash of the one before, so no link can go unseen.
use crate::error::Result;
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Row, Sql, sql};
use crate::store::{Reader, Writer};

/// The hash that links the chain and names contents. SM3 by default; another one may be given at opening.
pub trait ChainHash: Send + Sync {
    /// The digest of some bytes.
    fn digest(&self, bytes: &[u8]) -> Vec<u8>;
}

/// SM3 (GM/T 0004-2012).
#[derive(Clone, Copy, Debug, Default)]
pub struct Sm3;

impl ChainHash for Sm3 {
    fn digest(&self, bytes: &[u8]) -> Vec<u8> {
        <sm3::Sm3 as sm3::Digest>::digest(bytes).to_vec()
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digits = |b: &u8| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]];
    bytes.iter().flat_map(digits).collect()
}

/// Something to write down: who did what to what, from where.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditEntry<'a> {
    /// Now.
    pub now: i64,
    /// Who: `account:7`, `key:3`, `system`.
    pub actor: &'a str,
    /// What was done: `document.save`, `login.failed`, ….
    pub action: &'a str,
    /// To what kind of thing.
    pub object: &'a str,
    /// To which one.
    pub object_id: &'a str,
    /// Digest of what stood before.
    pub before: Option<&'a str>,
    /// Digest of what stands now.
    pub after: Option<&'a str>,
    /// What else belongs to it, as JSON; no personal data beyond what the act itself needs.
    pub detail: &'a str,
    /// From where: address, request.
    pub origin: &'a str,
}

/// An entry of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place in the chain of the area; 1 for the first.
    pub seq: i64,
    /// When.
    pub created_at: i64,
    /// Who.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub object: String,
    /// To which one.
    pub object_id: String,
    /// Digest of what stood before.
    pub before: Option<String>,
    /// Digest of what stood afterwards.
    pub after: Option<String>,
    /// What else belongs to it, as JSON.
    pub detail: String,
    /// From where.
    pub origin: String,
    /// Hash of the entry before; empty for the first.
    pub previous: String,
    /// Hash of this entry, `previous` included.
    pub hash: String,
}

/// Which entries to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only by this actor.
    pub actor: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// Only about this kind of thing…
    pub object: Option<String>,
    /// …and this one.
    pub object_id: Option<String>,
    /// Not before.
    pub from: Option<i64>,
    /// Before.
    pub until: Option<i64>,
}

/// What walking the chain showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every link holds, and the last is the one that the area's head names.
    Sound {
        /// How many entries there are.
        entries: i64,
        /// The hash of the last: written down elsewhere, it proves the chain up to there for ever.
        head: String,
    },
    /// The first link that does not hold.
    Broken {
        /// Its place.
        seq: i64,
        /// What is wrong with it.
        why: String,
    },
}

const COLUMNS: &str = "SELECT seq, created_at, actor, action, object, object_id, before_digest,
    after_digest, detail, origin, previous, hash FROM audit WHERE area = $1";

fn audit_row(row: Row) -> Result<AuditRow> {
    let mut c = row.cells();
    Ok(AuditRow {
        seq: c.int()?,
        created_at: c.int()?,
        actor: c.text()?,
        action: c.text()?,
        object: c.text()?,
        object_id: c.text()?,
        before: c.opt_text()?,
        after: c.opt_text()?,
        detail: c.text()?,
        origin: c.text()?,
        previous: c.text()?,
        hash: c.text()?,
    })
}

impl AuditRow {
    /// The hash that this entry must have. Every part is led by its length, so no two entries look alike.
    fn link(&self, area: &str, hash: &dyn ChainHash) -> String {
        let mut bytes = b"zhunsheng.audit/1".to_vec();
        let numbers = [self.seq.to_string(), self.created_at.to_string()];
        let texts = [area, &self.previous, &numbers[0], &numbers[1], &self.actor, &self.action];
        let more = [self.object.as_str(), &self.object_id, &self.detail, &self.origin];
        for text in texts.into_iter().chain(more) {
            bytes.extend(format!("\n{}:", text.len()).bytes());
            bytes.extend(text.bytes());
        }
        for digest in [&self.before, &self.after] {
            match digest {
                None => bytes.extend(b"\n-"),
                Some(text) => bytes.extend(format!("\n{}:{text}", text.len()).bytes()),
            }
        }
        hex(&hash.digest(&bytes))
    }
}

fn list(area: &str, filter: &AuditFilter, page: &Page) -> Sql {
    let mut all = sql(COLUMNS).bind(area);
    let words = [
        (" AND actor = ", &filter.actor),
        (" AND action = ", &filter.action),
        (" AND object = ", &filter.object),
        (" AND object_id = ", &filter.object_id),
    ];
    for (text, word) in words {
        if let Some(word) = word {
            all.push(text).push_bind(word);
        }
    }
    if let Some(from) = filter.from {
        all.push(" AND created_at >= ").push_bind(from);
    }
    if let Some(until) = filter.until {
        all.push(" AND created_at < ").push_bind(until);
    }
    all.push(" AND seq < ").push_bind(page.before_id());
    all.push(" ORDER BY seq DESC").push_limit(page.probe());
    all
}

impl Reader {
    /// One page of the entries that fit, the newest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn audit(&mut self, filter: &AuditFilter, page: &Page) -> Result<PageOf<AuditRow>> {
        let rows = self.connection.list(list(&self.area, filter, page), 12).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(audit_row).collect();
        Ok(page.cut(items?, |entry| Cursor::new("", entry.seq)))
    }

    /// Walks the area's whole chain and names the first link that does not hold.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn verify_audit(&mut self) -> Result<Verdict> {
        let (mut seq, mut previous) = (0, String::new());
        loop {
            let mut next = sql(COLUMNS).bind(&self.area);
            next.push(" AND seq > ").push_bind(seq).push(" ORDER BY seq LIMIT 1000");
            let rows = self.connection.list(next, 12).await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let entry = audit_row(row)?;
                if let Some(why) = self.fault(&entry, seq, &previous) {
                    return Ok(Verdict::Broken { seq: seq + 1, why });
                }
                (seq, previous) = (entry.seq, entry.hash);
            }
        }
        let head = sql("SELECT audit_seq, audit_hash FROM area_head WHERE area = $1");
        if let Some(row) = self.connection.row(head.bind(&self.area)).await? {
            let mut c = row.cells();
            let (last, hash) = (c.int()?, c.text()?);
            // More may have been written while we walked; fewer or others may not.
            let seen = if last > seq { self.link_at(last).await? } else { Some(previous.clone()) };
            if last < seq || seen.as_deref() != Some(&hash) {
                let why = format!("the area's head names entry {last}, which is not the last");
                return Ok(Verdict::Broken { seq: seq + 1, why });
            }
        }
        Ok(Verdict::Sound { entries: seq, head: previous })
    }

    async fn link_at(&mut self, seq: i64) -> Result<Option<String>> {
        let one = sql("SELECT hash FROM audit WHERE area = $1 AND seq = $2");
        let row = self.connection.row(one.bind(&self.area).bind(seq)).await?;
        row.map(|row| row.cells().text()).transpose()
    }

    fn fault(&self, entry: &AuditRow, seq: i64, previous: &str) -> Option<String> {
        if entry.seq != seq + 1 {
            return Some(format!("entry {} is missing", seq + 1));
        }
        if entry.previous != previous {
            return Some(format!("entry {} does not follow the one before it", entry.seq));
        }
        let right = entry.link(&self.area, self.shared.hash.as_ref());
        (entry.hash != right).then(|| format!("entry {} was changed", entry.seq))
    }
}

impl Writer {
    /// Writes an entry down, in the same transaction as what it is about, and gives its place.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn append_audit(&mut self, entry: &AuditEntry<'_>) -> Result<i64> {
        let mut row = AuditRow {
            seq: self.audit_seq + 1,
            created_at: entry.now,
            actor: entry.actor.to_owned(),
            action: entry.action.to_owned(),
            object: entry.object.to_owned(),
            object_id: entry.object_id.to_owned(),
            before: entry.before.map(str::to_owned),
            after: entry.after.map(str::to_owned),
            detail: entry.detail.to_owned(),
            origin: entry.origin.to_owned(),
            previous: self.audit_hash.clone(),
            hash: String::new(),
        };
        row.hash = row.link(&self.area, self.shared.hash.as_ref());
        let insert =
            sql("INSERT INTO audit (area, seq, created_at, actor, action, object, object_id,
             before_digest, after_digest, detail, origin, previous, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
        let insert = insert.bind(&self.area).bind(row.seq).bind(row.created_at).bind(row.actor);
        let insert = insert.bind(row.action).bind(row.object).bind(row.object_id);
        let insert = insert.bind(row.before).bind(row.after).bind(row.detail).bind(row.origin);
        self.connection.run(insert.bind(row.previous).bind(&row.hash)).await?;
        self.audit_seq = row.seq;
        self.audit_hash = row.hash;
        Ok(row.seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sm3_is_the_one_of_the_standard() {
        let known = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(hex(&Sm3.digest(b"abc")), known);
    }
}
