//! Which addresses may be asked: https, and on this machine itself http.

use std::fmt;
use url::{Host, Url};

/// An address that may be asked. Shows itself without its query, which may hold a token or, in the
/// short-lived addresses of object stores, a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address(Url);

impl Address {
    /// An address as it stands in the sources.
    pub fn parse(text: &str) -> Result<Address, String> {
        let url = Url::parse(text).map_err(|error| format!("this is no address: {error}"))?;
        if url.scheme() != "https" && !(url.scheme() == "http" && is_this_machine(&url)) {
            return Err(format!(
                "only https is asked, this is {} (http is for servers on this machine itself)",
                url.scheme()
            ));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("user and password in an address are not supported".to_owned());
        }
        Ok(Address(url))
    }

    /// Where a link on a page or a redirect leads. From https it leads to https only; from a server on
    /// this machine also to http on this machine.
    pub fn follow(&self, link: &str) -> Result<Address, String> {
        let url = self.0.join(link).map_err(|error| format!("it leads to no address: {error}"))?;
        let to = Address::parse(url.as_str())
            .map_err(|_| format!("it leads to {}, which is not https", shown(&url)))?;
        if self.0.scheme() == "https" && to.0.scheme() != "https" {
            return Err(format!("it leads from https to {to}, which is not https"));
        }
        Ok(to)
    }

    /// The whole address, for the request.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it is on this machine, where no proxy stands between.
    pub fn is_local(&self) -> bool {
        is_this_machine(&self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.0))
    }
}

fn shown(url: &Url) -> String {
    let mut plain = url.clone();
    plain.set_query(None);
    plain.set_fragment(None);
    plain.into()
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_this_machine_are_asked() {
        for good in [
            "https://example.org/a",
            "http://127.0.0.1:8080/a",
            "http://[::1]/",
            "http://localhost/",
        ] {
            assert!(Address::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://example.org/",
            "http://127.0.0.1.example.org/",
            "http://10.0.0.1/",
            "ftp://example.org/",
            "file:///etc/passwd",
            "https://user:secret@example.org/",
            "example.org",
            "",
        ] {
            assert!(Address::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn no_redirect_leaves_https() {
        let official = Address::parse("https://example.org/lists/page.html?x=1").unwrap();
        let next = |link: &str| official.follow(link).map(|to| to.as_str().to_owned());
        assert_eq!(next("./a.csv").unwrap(), "https://example.org/lists/a.csv");
        assert_eq!(next("//store.example.net/a?s=1").unwrap(), "https://store.example.net/a?s=1");
        for bad in
            ["http://example.org/", "http://127.0.0.1/", "ftp://example.org/", "javascript:1"]
        {
            assert!(next(bad).is_err(), "{bad}");
        }
        let local = Address::parse("http://127.0.0.1:1/").unwrap();
        assert!(local.follow("http://127.0.0.1:2/").is_ok());
        assert!(local.follow("http://example.org/").is_err());
    }

    #[test]
    fn a_token_is_not_shown() {
        let address = Address::parse("https://example.org/a?token=secret#x").unwrap();
        assert_eq!(address.to_string(), "https://example.org/a");
        assert_eq!(address.as_str(), "https://example.org/a?token=secret#x");
    }
}
