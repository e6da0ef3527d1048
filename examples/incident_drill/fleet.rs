//! The processes that the drill starts: this program again, by other arguments.

use std::{
    error::Error,
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

/// Bots that trade. They are ended when this is dropped.
pub(crate) struct Fleet {
    bots: Vec<Process>,
    lines: Receiver<(usize, String)>,
    /// What was said and not waited for yet.
    heard: Vec<(usize, String)>,
}

/// A process of the drill, which is ended when this is dropped.
pub(crate) struct Process(Child);

impl Fleet {
    /// Starts so many bots.
    pub(crate) fn start(
        bots: usize,
        directory: &Path,
        to: SocketAddr,
    ) -> Result<Self, Box<dyn Error>> {
        let (sender, lines) = mpsc::channel();
        let mut fleet = Self {
            bots: Vec::new(),
            lines,
            heard: Vec::new(),
        };
        for number in 0..bots {
            let mut bot = Process::start(&["bot", &number.to_string()], directory, to)?;
            let out = bot.0.stdout.take().ok_or("a bot has no output")?;
            fleet.bots.push(bot);
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(out).lines().map_while(Result::ok) {
                    if sender.send((number, line)).is_err() {
                        break;
                    }
                }
            });
        }
        Ok(fleet)
    }

    /// Waits until every bot has said this word, and gives what each said with it.
    pub(crate) fn all_say(
        &mut self,
        word: &str,
        within: Duration,
    ) -> Result<Vec<String>, Box<dyn Error>> {
        let until = Instant::now() + within;
        let mut details = Vec::new();
        for number in 0..self.bots.len() {
            let detail = loop {
                let is_it = |line: &(usize, String)| {
                    let detail = line.1.strip_prefix(word)?.strip_prefix(' ')?;
                    (line.0 == number).then(|| detail.to_owned())
                };
                let mut heard = self.heard.iter().enumerate();
                let found = heard.find_map(|(at, line)| Some((at, is_it(line)?)));
                if let Some((at, detail)) = found {
                    self.heard.remove(at);
                    break detail;
                }
                let left = until.saturating_duration_since(Instant::now());
                let line = self.lines.recv_timeout(left);
                let missing = |_| format!("bot {number} is not `{word}` after {within:?}");
                self.heard.push(line.map_err(missing)?);
            };
            details.push(detail);
        }
        Ok(details)
    }

    /// Lets the bots end, and gives the end of each one's journal.
    pub(crate) fn end(&mut self, within: Duration) -> Result<Vec<String>, Box<dyn Error>> {
        for bot in &mut self.bots {
            drop(bot.0.stdin.take());
        }
        let heads = self.all_say("ended", within)?;
        for bot in &mut self.bots {
            bot.succeeds(within)?;
        }
        Ok(heads)
    }
}

impl Process {
    /// Starts this program with these arguments, and the two that every process has.
    pub(crate) fn start(
        arguments: &[&str],
        directory: &Path,
        to: SocketAddr,
    ) -> Result<Self, Box<dyn Error>> {
        let child = Command::new(std::env::current_exe()?)
            .args(arguments)
            .arg(directory)
            .arg(to.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        Ok(Self(child))
    }

    /// Waits until it ends, which has to be well.
    pub(crate) fn succeeds(&mut self, within: Duration) -> Result<(), Box<dyn Error>> {
        let until = Instant::now() + within;
        loop {
            match self.0.try_wait()? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(format!("a process ended with {status}").into()),
                None if Instant::now() >= until => {
                    return Err(format!("a process has not ended after {within:?}").into());
                }
                None => thread::sleep(Duration::from_millis(5)),
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Nothing, where it has ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
