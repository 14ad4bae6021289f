//! HTTP as a well-behaved client speaks it: conditional requests, redirects, retries, limits.

use super::UpdateOptions;
use super::address::Address;
use crate::error::{Error, Result};
use crate::lists::hexadecimal;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use ureq::http::header::{
    ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use ureq::http::{Response, StatusCode};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, Timeout};

/// Most redirects on the way to a file.
const MAX_REDIRECTS: usize = 10;

/// Most time to reach a server.
const CONNECT: Duration = Duration::from_secs(30);

/// Most repetitions when there is no connection at all: it may be a moment, but without a network
/// nobody wants to wait for each list.
const UNREACHABLE: u32 = 2;

/// How many times longer each pause between two tries is than the one before.
const BACK_OFF: u32 = 3;

/// Bytes read at a time.
const CHUNK: usize = 1 << 16;

/// Bytes by which a web page is told from a list.
const HEAD: usize = 1 << 10;

/// What is asked for.
pub(super) struct Request<'r> {
    pub address: &'r Address,
    /// `ETag` and `Last-Modified` of the version that is here already.
    pub etag: Option<&'r str>,
    pub last_modified: Option<&'r str>,
    /// Most bytes, unpacked from any transfer encoding.
    pub max_bytes: u64,
    /// Whether a web page may come.
    pub page: bool,
}

/// What came.
pub(super) enum Answer<W> {
    /// The version that is here already is the present one.
    Unchanged,
    /// A file.
    File(Received<W>),
}

/// A file that was received completely.
pub(super) struct Received<W> {
    pub out: W,
    pub bytes: u64,
    pub sha256: String,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// What happens meanwhile.
pub(super) enum Event<'e> {
    /// So many bytes have come, of how many if the server said that.
    Bytes(u64, Option<u64>),
    /// A try failed; the next one is after a pause.
    Pause(&'e Error, Duration),
}

/// Why a try failed.
struct Fault {
    error: Box<Error>,
    /// Repetitions that make sense; none if it lasts.
    repetitions: u32,
    /// How long the server asks to wait.
    wait: Option<Duration>,
}

impl Fault {
    fn passing(error: Error) -> Fault {
        Fault { error: Box::new(error), repetitions: u32::MAX, wait: None }
    }

    fn lasting(error: Error) -> Fault {
        Fault { error: Box::new(error), repetitions: 0, wait: None }
    }
}

/// A client with the limits of one update of one list.
pub(super) struct Client<'o> {
    agent: Agent,
    /// For servers on this machine: without a proxy.
    local: Agent,
    options: &'o UpdateOptions,
    deadline: Instant,
}

impl<'o> Client<'o> {
    /// A client whose time runs from now on.
    pub fn new(options: &'o UpdateOptions) -> Result<Client<'o>> {
        let roots = options.authorities.as_deref().map(authorities).transpose()?;
        let config = || {
            Agent::config_builder()
                .user_agent(concat!(
                    "tamis/",
                    env!("CARGO_PKG_VERSION"),
                    " (update of sanctions lists)"
                ))
                .http_status_as_error(false)
                // They are followed here, where it is checked where they lead.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .tls_config(match &roots {
                    Some(roots) => TlsConfig::builder().root_certs(roots.clone()).build(),
                    None => TlsConfig::default(),
                })
        };
        Ok(Client {
            agent: config().build().new_agent(),
            local: config().proxy(None).build().new_agent(),
            options,
            deadline: Instant::now() + options.time,
        })
    }

    /// Gets a file, written to what `open` gives: once for each try.
    pub fn fetch<W: Write>(
        &self,
        request: &Request,
        open: impl Fn() -> Result<W>,
        notify: &mut dyn FnMut(Event),
    ) -> Result<Answer<W>> {
        let mut pause = self.options.first_pause;
        let mut tries = 1;
        loop {
            let fault = match self.attempt(request, &open, notify) {
                Ok(answer) => return Ok(answer),
                Err(fault) => fault,
            };
            if tries > fault.repetitions.min(self.options.retries) {
                return Err(*fault.error);
            }
            let wait = fault.wait.map_or_else(|| spread(pause), |wait| wait.max(pause));
            if wait >= self.left() {
                return Err(*fault.error);
            }
            notify(Event::Pause(&fault.error, wait));
            std::thread::sleep(wait);
            pause *= BACK_OFF;
            tries += 1;
        }
    }

    /// Waits before something is tried again from the start; `false` if no time is left for that.
    pub fn pause(&self) -> bool {
        let wait = spread(self.options.first_pause);
        let has_time = wait < self.left();
        if has_time {
            std::thread::sleep(wait);
        }
        has_time
    }

    fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    fn attempt<W: Write>(
        &self,
        request: &Request,
        open: &impl Fn() -> Result<W>,
        notify: &mut dyn FnMut(Event),
    ) -> Result<Answer<W>, Fault> {
        let mut address = request.address.clone();
        for _ in 0..=MAX_REDIRECTS {
            let response = self.ask(&address, request)?;
            let status = response.status();
            let header = |name| text_of(&response, name);
            match status.as_u16() {
                200 => return self.receive(request, response, open, notify).map(Answer::File),
                304 if request.etag.is_some() || request.last_modified.is_some() => {
                    return Ok(Answer::Unchanged);
                }
                301 | 302 | 303 | 307 | 308 => {
                    let Some(location) = header(LOCATION) else {
                        return Err(Fault::lasting(Error::network(format!(
                            "{address}: the server redirects ({status}) without saying where to"
                        ))));
                    };
                    address = address.follow(&location).map_err(|why| {
                        Fault::lasting(
                            Error::network(format!("{address}: the redirect is refused: {why}"))
                                .advise("see where the publisher serves the list now"),
                        )
                    })?;
                }
                408 | 425 | 429 | 500..=599 => {
                    let wait = header(RETRY_AFTER).and_then(|text| retry_after(&text));
                    return Err(Fault { wait, ..Fault::passing(refusal(&address, status)) });
                }
                _ => return Err(Fault::lasting(refusal(&address, status))),
            }
        }
        Err(Fault::lasting(Error::network(format!(
            "{}: the server redirects more than {MAX_REDIRECTS} times",
            request.address
        ))))
    }

    fn ask(&self, address: &Address, request: &Request) -> Result<Response<Body>, Fault> {
        let agent = if address.is_local() { &self.local } else { &self.agent };
        let mut asked = agent
            .get(address.as_str())
            .config()
            .timeout_global(Some(self.left()))
            .timeout_connect(Some(CONNECT))
            .timeout_per_read(Some(self.options.stall))
            .build();
        if let Some(etag) = request.etag {
            asked = asked.header(IF_NONE_MATCH, etag);
        }
        if let Some(last_modified) = request.last_modified {
            asked = asked.header(IF_MODIFIED_SINCE, last_modified);
        }
        asked.call().map_err(|error| self.fault(address, &error, "the server did not answer"))
    }

    fn receive<W: Write>(
        &self,
        request: &Request,
        response: Response<Body>,
        open: &impl Fn() -> Result<W>,
        notify: &mut dyn FnMut(Event),
    ) -> Result<Received<W>, Fault> {
        let (address, limit) = (request.address, request.max_bytes);
        let too_large = || {
            Fault::lasting(
                Error::network(format!(
                    "{address}: the file is larger than {limit} bytes, the most that is downloaded"
                ))
                .advise("see whether the publisher still serves the list there"),
            )
        };
        let (etag, last_modified) = (text_of(&response, ETAG), text_of(&response, LAST_MODIFIED));
        let mut body = response.into_body();
        // Absent if the transfer is packed: its length is not that of the file.
        let promised = body.content_length();
        if promised.is_some_and(|length| length > limit) {
            return Err(too_large());
        }
        let mut out = open().map_err(Fault::lasting)?;
        let mut reader = body.with_config().limit(u64::MAX).reader();
        let mut hasher = Sha256::new();
        let (mut bytes, mut head) = (0_u64, Vec::with_capacity(HEAD));
        let mut chunk = vec![0; CHUNK];
        notify(Event::Bytes(0, promised));
        loop {
            // Data that come without a pause are bounded by the time limit here.
            if self.left().is_zero() {
                return Err(Fault::lasting(self.time_is_up(address)));
            }
            let read = match reader.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => read,
                Err(broken) if broken.kind() == io::ErrorKind::Interrupted => continue,
                Err(broken) => {
                    let what = match promised {
                        Some(length) => {
                            format!("the file broke off after {bytes} of {length} bytes")
                        }
                        None => format!("the file broke off after {bytes} bytes"),
                    };
                    return Err(self.broken(address, &broken, &what));
                }
            };
            let data = chunk.get(..read).unwrap_or_default();
            bytes += data.len() as u64;
            if bytes > limit {
                return Err(too_large());
            }
            head.extend(data.iter().take(HEAD - head.len()));
            hasher.update(data);
            out.write_all(data).map_err(|source| {
                Fault::lasting(Error::writing(Path::new("the download"), source))
            })?;
            notify(Event::Bytes(bytes, promised));
        }
        if let Some(length) = promised.filter(|&length| length != bytes) {
            return Err(Fault::passing(Error::network(format!(
                "{address}: {bytes} bytes came, the server had promised {length}"
            ))));
        }
        if bytes == 0 {
            return Err(Fault::passing(Error::network(format!("{address}: the file is empty"))));
        }
        if !request.page && is_web_page(&head) {
            return Err(Fault::lasting(
                Error::network(format!("{address}: a web page came in place of the list"))
                    .advise("open the address in a browser: it may say what is wrong"),
            ));
        }
        let sha256 = hexadecimal(&hasher.finalize());
        Ok(Received { out, bytes, sha256, etag, last_modified })
    }

    /// What reading a body met.
    fn broken(&self, address: &Address, error: &io::Error, what: &str) -> Fault {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
            Some(inner) => self.fault(address, inner, what),
            None => Fault::passing(Error::network(format!("{address}: {what}: {error}"))),
        }
    }

    fn fault(&self, address: &Address, error: &ureq::Error, what: &str) -> Fault {
        if self.left().is_zero() || matches!(error, ureq::Error::Timeout(Timeout::Global)) {
            return Fault::lasting(self.time_is_up(address));
        }
        let stall = self.options.stall;
        let why = match error {
            ureq::Error::Timeout(Timeout::PerRead) => format!("nothing came for {stall:.0?}"),
            error if is_insecure(error) => format!("no secure connection: {error}"),
            // Whatever else ureq says may hold the whole address, with a token.
            ureq::Error::Io(error) => error.to_string(),
            ureq::Error::HostNotFound => "the name of the server is not known here".to_owned(),
            ureq::Error::Timeout(_) => format!("it took longer than {CONNECT:.0?} to reach it"),
            ureq::Error::ConnectionFailed => "no connection".to_owned(),
            ureq::Error::ConnectProxyFailed(_) => "the proxy refused the connection".to_owned(),
            ureq::Error::Decompress(kind, error) => {
                format!("the {kind} transfer is broken: {error}")
            }
            ureq::Error::Protocol(error) => format!("the answer breaks HTTP: {error}"),
            ureq::Error::LargeResponseHeader(..) => {
                "the head of its answer is too large".to_owned()
            }
            _ => "the request failed".to_owned(),
        };
        let fault = |repetitions: u32, advice| {
            let error = Error::network(format!("{address}: {what}: {why}")).advise(advice);
            Fault { repetitions, ..Fault::passing(error) }
        };
        if is_insecure(error) {
            return fault(
                0,
                "check the clock of this machine; behind a proxy that opens connections, give its \
                 authority with --authorities",
            );
        }
        match error {
            ureq::Error::HostNotFound
            | ureq::Error::ConnectionFailed
            | ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
                fault(UNREACHABLE, "check the network")
            }
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                fault(UNREACHABLE, "check the network")
            }
            _ => fault(u32::MAX, "try again later"),
        }
    }

    fn time_is_up(&self, address: &Address) -> Error {
        Error::network(format!(
            "{address}: the time limit of {:.0?} for this list is reached",
            self.options.time
        ))
        .advise("give more with --timeout, or try again later")
    }
}

/// Whether the server did not prove who it is. Some of this comes as an io error of its own kind.
fn is_insecure(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => true,
        ureq::Error::Io(error) => error.kind() == io::ErrorKind::InvalidData,
        _ => false,
    }
}

/// The certificates of a PEM file.
fn authorities(path: &Path) -> Result<RootCerts> {
    let pem = std::fs::read(path).map_err(|source| Error::io(path, source))?;
    let found: Vec<_> = parse_pem(&pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(Ok(certificate)),
            Ok(_) => None,
            Err(error) => Some(Err(Error::format(format!("the PEM is damaged: {error}")))),
        })
        .collect::<Result<_>>()
        .map_err(|error| error.at(path, None))?;
    if found.is_empty() {
        return Err(Error::format("there is no certificate in it, a PEM file was expected")
            .at(path, None)
            .advise("name the file with the certificates to trust"));
    }
    Ok(RootCerts::from(found))
}

/// A header that can be shown and sent back.
fn text_of(response: &Response<Body>, name: HeaderName) -> Option<String> {
    let text = response.headers().get(name)?.to_str().ok()?;
    Some(text.to_owned()).filter(|text| !text.is_empty() && text.len() <= 8192)
}

fn refusal(address: &Address, status: StatusCode) -> Error {
    let advice = match status.as_u16() {
        401 | 407 => "a token or a proxy's password is needed",
        403 => "the publisher does not serve this machine, or not without a token",
        404 | 410 => "the publisher may have moved the list: see where it is, and give --sources",
        500..=599 | 429 => "try again later",
        _ => "open the address in a browser: it may say what is wrong",
    };
    Error::network(format!("{address}: the server answered {status}")).advise(advice)
}

/// How long a server asks to wait: seconds, or a date.
fn retry_after(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let wait = http_date(text)?.as_second() - Timestamp::now().as_second();
    Some(Duration::from_secs(wait.max(0).unsigned_abs()))
}

/// A date as HTTP headers state it: `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(super) fn http_date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text.trim()).ok()
}

fn is_web_page(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let mut text = head.trim_start_matches('\u{feff}').trim_start();
    while let Some((_, after)) = text.strip_prefix("<!--").and_then(|text| text.split_once("-->")) {
        text = after.trim_start();
    }
    text.starts_with("<!doctype html") || text.starts_with("<html")
}

/// A pause, a fifth longer or shorter by chance, so that many clients do not come back at once.
fn spread(pause: Duration) -> Duration {
    let chance = RandomState::new().hash_one(0) % 401;
    pause * (800 + chance as u32) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_page_is_told_from_a_list() {
        for page in ["<!DOCTYPE html><p>", "\u{feff} <HTML lang=en>", "<!-- x --><!doctype HTML>"] {
            assert!(is_web_page(page.as_bytes()), "{page}");
        }
        for list in ["<?xml version='1.0'?><html5>", "<sdnList>", "<!DOCTYPE sdnList>", "a,b", ""] {
            assert!(!is_web_page(list.as_bytes()), "{list}");
        }
    }

    #[test]
    fn headers_of_time_are_read() {
        // The example of RFC 9110, section 5.6.7.
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap().as_second(), 784_111_777);
        assert_eq!(http_date("yesterday"), None);
        assert_eq!(retry_after(" 120 "), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert_eq!(retry_after("soon"), None);
    }

    #[test]
    fn pauses_are_spread_by_a_fifth() {
        for _ in 0..100 {
            let pause = spread(Duration::from_secs(10));
            assert!((8.0..=12.0).contains(&pause.as_secs_f64()), "{pause:?}");
        }
    }
}
