//! Values of options, read where they are typed.

use std::net::IpAddr;
use std::time::Duration;

use mpnspec_harness::plan::Pattern;
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::fault::{self, Fault};
use mpnspec_model::header::CallbackUri;
use mpnspec_model::requirement::{Level, Role};

use crate::suggest::closest;

/// So long a limit may be.
const LONGEST: f64 = 86_400.0;

pub(super) fn role(text: &str) -> Result<Role, String> {
    text.parse().map_err(|error: mpnspec_model::requirement::UnknownRole| error.to_string())
}

pub(super) fn level(text: &str) -> Result<Level, String> {
    text.parse().map_err(|error: mpnspec_model::requirement::UnknownLevel| error.to_string())
}

pub(super) fn edition(text: &str) -> Result<Edition, String> {
    text.parse().map_err(|error: mpnspec_model::edition::UnknownEdition| error.to_string())
}

pub(super) fn profile(text: &str) -> Result<String, String> {
    Profile::named(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

pub(super) fn fault(text: &str) -> Result<&'static Fault, String> {
    Fault::named(text).ok_or_else(|| {
        let near = closest(text, fault::all().map(|fault| fault.name));
        format!("expected the name of a fault, but found `{text}`{near}; `mpnspec list faults` shows all")
    })
}

pub(super) fn interpretation(text: &str) -> Result<String, String> {
    Profile::DEFAULT.interpret(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

pub(super) fn pattern(text: &str) -> Result<Pattern, String> {
    Pattern::parse(text).map_err(|error| error.to_string())
}

pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(seconds) if seconds > 0.0 && seconds <= LONGEST => Ok(Duration::from_secs_f64(seconds)),
        _ => Err(format!("expected seconds, more than 0 and at most {LONGEST}, such as 2.5")),
    }
}

/// An absolute http or https URI.
pub(super) fn url(text: &str) -> Result<String, String> {
    CallbackUri::parse(text.as_bytes()).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

pub(super) fn command_line(text: &str) -> Result<String, String> {
    let words = mpnspec_harness::adapter::exec::words(text);
    words.map(|_| text.to_owned()).map_err(|error| error.to_string())
}

pub(super) fn loopback(text: &str) -> Result<IpAddr, String> {
    match text.parse::<IpAddr>() {
        Ok(address) if address.is_loopback() => Ok(address),
        _ => Err("expected an address of this machine alone, such as 127.0.0.1 or ::1".into()),
    }
}
