//! Answers to requests that may come twice: the second time gets the first answer.
use crate::error::Result;
use crate::sql::sql;
use crate::store::{Reader, Writer};

/// An answer to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whose request.
    pub account: i64,
    /// The key that the caller chose.
    pub name: String,
    /// The hash of the request: the same key on another request is the caller's mistake.
    pub request: String,
    /// The status that was answered.
    pub status: i64,
    /// The body that was answered.
    pub response: Vec<u8>,
    /// Until when it is remembered.
    pub expires_at: i64,
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remembered {
    /// Nothing: do it.
    New,
    /// It was done: give this answer again.
    Answered(Answer),
    /// The key was used for another request.
    OtherRequest,
}

impl Reader {
    /// What is known of a key at `now`. Ask within the writer that does the work: two requests at once
    /// then follow each other.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn remembered(
        &mut self,
        account: i64,
        name: &str,
        request: &str,
        now: i64,
    ) -> Result<Remembered> {
        let one = sql("SELECT request, status, response, expires_at FROM idempotency
             WHERE area = $1 AND account = $2 AND name = $3 AND expires_at > $4");
        let one = one.bind(&self.area).bind(account).bind(name).bind(now);
        let Some(row) = self.connection.row(one).await? else { return Ok(Remembered::New) };
        let mut c = row.cells();
        let answer = Answer {
            account,
            name: name.to_owned(),
            request: c.text()?,
            status: c.int()?,
            response: c.bytes()?,
            expires_at: c.int()?,
        };
        match answer.request == request {
            true => Ok(Remembered::Answered(answer)),
            false => Ok(Remembered::OtherRequest),
        }
    }
}

impl Writer {
    /// Remembers an answer; one that is over makes room.
    ///
    /// # Errors
    /// `Duplicate` where the key already has an answer that holds.
    pub async fn remember(&mut self, answer: &Answer, now: i64) -> Result<()> {
        let over = sql("DELETE FROM idempotency
             WHERE area = $1 AND account = $2 AND name = $3 AND expires_at <= $4");
        let over = over.bind(&self.area).bind(answer.account).bind(&answer.name).bind(now);
        self.connection.run(over).await?;
        let insert = sql(
            "INSERT INTO idempotency (area, account, name, request, status, response, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        );
        let insert = insert.bind(&self.area).bind(answer.account).bind(&answer.name);
        let insert = insert.bind(&answer.request).bind(answer.status);
        let insert = insert.bind(answer.response.as_slice()).bind(answer.expires_at);
        self.connection.run(insert).await.map(|_| ())
    }
}
