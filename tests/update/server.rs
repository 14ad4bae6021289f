//! A server on this machine that misbehaves as it is told to.

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    pub path: String,
    pub headers: HashMap<String, String>,
    /// How many requests for this path came before.
    pub before: usize,
}

/// What the server does with a connection once the request has been read.
pub enum Answer {
    /// Sends these bytes and closes.
    Bytes(Vec<u8>),
    /// Sends these bytes in so many parts with a pause between them, and closes.
    Slowly(Vec<u8>, usize, Duration),
    /// Sends these bytes and then nothing more, without closing.
    Stall(Vec<u8>),
    /// Sends the first bytes, and the others over and over again.
    Endless(Vec<u8>, Vec<u8>, Duration),
}

/// A running server; it ends with the process.
pub struct Server {
    scheme: &'static str,
    port: u16,
    log: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub fn start(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Server {
        Server::run("http", answer, |mut stream, talk| {
            drop(talk(&mut stream));
            drop(stream.shutdown(Shutdown::Both));
        })
    }

    /// One that speaks https, with the certificate in tests/data/tls.
    pub fn start_tls(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Server {
        let pem = |name: &str| format!("tests/data/tls/{name}");
        let chain = CertificateDer::pem_file_iter(pem("server.pem")).unwrap();
        let key = PrivateKeyDer::from_pem_file(pem("server.key")).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain.map(Result::unwrap).collect(), key)
            .unwrap();
        let config = Arc::new(config);
        Server::run("https", answer, move |stream, talk| {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream);
            drop(talk(&mut stream));
            stream.conn.send_close_notify();
            drop(stream.flush());
        })
    }

    fn run(
        scheme: &'static str,
        answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static,
        connect: impl Fn(TcpStream, Talk) + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let log = Arc::new(Mutex::new(Vec::new()));
        let (noted, serving) = (Arc::clone(&log), Arc::new((answer, connect)));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (noted, serving) = (Arc::clone(&noted), Arc::clone(&serving));
                std::thread::spawn(move || {
                    let (answer, connect) = &*serving;
                    // A client that is killed is no fault of the server.
                    connect(stream, &|stream| serve(stream, answer, &noted));
                });
            }
        });
        Server { scheme, port, log }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}://127.0.0.1:{}{path}", self.scheme, self.port)
    }

    /// The requests so far.
    pub fn log(&self) -> Vec<Asked> {
        self.log.lock().unwrap().clone()
    }
}

/// What is said over a connection.
type Talk<'t> = &'t dyn Fn(&mut dyn Stream) -> std::io::Result<()>;

/// A connection, plain or not.
trait Stream: Read + Write {}

impl<S: Read + Write> Stream for S {}

fn serve(
    stream: &mut dyn Stream,
    answer: &dyn Fn(&Asked) -> Answer,
    log: &Mutex<Vec<Asked>>,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(&mut *stream).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    let Some(path) = first.split(' ').nth(1).map(str::to_owned) else { return Ok(()) };
    let mut headers = HashMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let asked = {
        let mut log = log.lock().unwrap();
        let before = log.iter().filter(|asked| asked.path == path).count();
        log.push(Asked { path, headers, before });
        log.last().unwrap().clone()
    };
    match answer(&asked) {
        Answer::Bytes(bytes) => stream.write_all(&bytes)?,
        Answer::Slowly(bytes, parts, pause) => {
            for part in bytes.chunks(bytes.len().div_ceil(parts)) {
                stream.write_all(part)?;
                std::thread::sleep(pause);
            }
        }
        Answer::Stall(bytes) => {
            stream.write_all(&bytes)?;
            std::thread::sleep(Duration::from_secs(60));
        }
        Answer::Endless(first, again, pause) => {
            stream.write_all(&first)?;
            loop {
                stream.write_all(&again)?;
                std::thread::sleep(pause);
            }
        }
    }
    stream.flush()
}

/// A response with these headers, a length and a body.
pub fn response(status: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    if !headers.iter().any(|(name, _)| matches!(*name, "Content-Length" | "Transfer-Encoding")) {
        head += &format!("Content-Length: {}\r\n", body.len());
    }
    [head.as_bytes(), b"\r\n", body].concat()
}

pub fn ok(body: impl AsRef<[u8]>) -> Answer {
    Answer::Bytes(response("200 OK", &[], body))
}

pub fn status(status: &str) -> Answer {
    Answer::Bytes(response(status, &[], "sorry"))
}
