//! One connection to Redis, opened when it is needed and given up on any fault.

use super::{Redis, RedisError};
use ::redis::{Connection, ErrorKind, ServerErrorKind, Value};
use core::time::Duration;

/// A script that the server runs as one step.
pub(crate) struct Script(::redis::Script);

impl Script {
    pub(crate) fn new(code: &str) -> Self {
        Self(::redis::Script::new(code))
    }
}

/// One connection. After a fault it is closed, since an answer that comes late would be taken for
/// that to the next question.
pub(crate) struct Link {
    redis: Redis,
    /// How long a connection, and each answer, may take.
    timeout: Duration,
    open: Option<Connection>,
}

impl Link {
    pub(crate) const fn new(redis: Redis, timeout: Duration) -> Self {
        Self {
            redis,
            timeout,
            open: None,
        }
    }

    /// Runs a script, which answers by texts.
    pub(crate) fn run(
        &mut self,
        script: &Script,
        keys: &[String],
        arguments: &[String],
    ) -> Result<Vec<String>, RedisError> {
        let mut call = script.0.prepare_invoke();
        call.key(keys).arg(arguments);
        self.ask(None, |connection| call.invoke(connection))
    }

    /// Waits until the stream has an entry behind `after`, or for as long as the *server* takes
    /// for this time: its clock, not that of this machine. Gives the entry's number.
    pub(crate) fn wait(
        &mut self,
        stream: &str,
        after: u64,
        time: Duration,
    ) -> Result<Option<u64>, RedisError> {
        let mut command = ::redis::cmd("XREAD");
        command
            .arg("COUNT")
            .arg(1)
            .arg("BLOCK")
            .arg(u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1))
            .arg("STREAMS")
            .arg(stream)
            .arg(format!("{after}-0"));
        let answer: Value = self.ask(Some(time), |connection| command.query(connection))?;
        Ok(entry(&answer))
    }

    fn ask<T>(
        &mut self,
        wait: Option<Duration>,
        question: impl FnOnce(&mut Connection) -> ::redis::RedisResult<T>,
    ) -> Result<T, RedisError> {
        // Taken out, so that it is closed where anything fails.
        let mut connection = match self.open.take() {
            Some(connection) => connection,
            None => self.connect()?,
        };
        let time = self.timeout.saturating_add(wait.unwrap_or_default());
        let set = connection
            .set_read_timeout(Some(time))
            .and_then(|()| connection.set_write_timeout(Some(self.timeout)));
        set.map_err(|error| told(&error))?;
        let answer = question(&mut connection).map_err(|error| told(&error))?;
        self.open = Some(connection);
        Ok(answer)
    }

    fn connect(&self) -> Result<Connection, RedisError> {
        // Each time anew, so that the name of the host is resolved again.
        let client = ::redis::Client::open(self.redis.info()?).map_err(|_| RedisError::Address)?;
        client
            .get_connection_with_timeout(self.timeout)
            .map_err(|error| told(&error))
    }
}

/// The library's error in our words: its own text is dropped here.
fn told(error: &::redis::RedisError) -> RedisError {
    if matches!(error.code(), Some("NOAUTH" | "WRONGPASS" | "DENIED")) {
        return RedisError::Login;
    }
    if matches!(error.code(), Some("NOREPLICAS" | "OOM" | "MISCONF")) {
        return RedisError::ReadOnly;
    }
    match error.kind() {
        ErrorKind::AuthenticationFailed => RedisError::Login,
        ErrorKind::InvalidClientConfig
        | ErrorKind::Io
        | ErrorKind::Server(
            ServerErrorKind::BusyLoading | ServerErrorKind::TryAgain | ServerErrorKind::ClusterDown,
        ) => RedisError::NoAnswer,
        ErrorKind::Server(ServerErrorKind::NoPerm) => RedisError::NotAllowed,
        ErrorKind::Server(ServerErrorKind::ReadOnly | ServerErrorKind::MasterDown) => {
            RedisError::ReadOnly
        }
        _ => RedisError::Answer,
    }
}

/// The first part of the id of the entry in the answer to `XREAD`.
fn entry(answer: &Value) -> Option<u64> {
    let mut at = answer;
    // A list of streams, each a pair of name and entries, each a pair of id and fields.
    for place in [0, 1, 0, 0] {
        let Value::Array(list) = at else { return None };
        at = list.get(place)?;
    }
    let Value::BulkString(id) = at else {
        return None;
    };
    let (number, _) = core::str::from_utf8(id).ok()?.split_once('-')?;
    number.parse().ok()
}
