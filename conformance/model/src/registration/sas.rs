mod audience;
mod fault;
mod token;

use alloc::format;
use alloc::string::String;
use core::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest as _, Sha256};

pub use fault::{Part, Refusal, TokenFault};
pub use token::Token;

/// A key of a hub or of its namespace.
///
/// ```text
/// signature = base64( HMAC-SHA256( secret, resource LF expiry ) )
/// resource  = percent-encoded( lower-case( uri ) )
/// expiry    = 1*DIGIT                               ; seconds since the beginning of 1970
/// ```
///
/// The secret is used as the octets of its text; that it looks like base64 has no meaning. It is
/// never shown by `Debug`.
///
/// Hubs REST reference, common concepts, where the prose has the URI signed before it is encoded;
/// its code and every SDK sign it after (D-54).
#[derive(Clone, Eq, PartialEq)]
pub struct Key {
    /// The name of the rule that the key belongs to.
    pub name: String,
    /// The key itself.
    pub secret: String,
}

/// How the hexadecimal digits of a percent-encoding are written. Clients do both (H-113).
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Hex {
    /// `%3a`.
    #[default]
    Lower,
    /// `%3A`.
    Upper,
}

impl Key {
    /// The value of `Authorization` that lets its bearer use a URI, and what is below it, up to a
    /// second since the beginning of 1970.
    #[must_use]
    pub fn sign(&self, uri: &str, expiry: u64, hex: Hex) -> String {
        let lower = uri.to_lowercase();
        let encoded = utf8_percent_encode(&lower, RESERVED);
        let resource = match hex {
            Hex::Lower => format!("{encoded}").to_lowercase(),
            Hex::Upper => format!("{encoded}"),
        };
        let signature = self.mac(&resource, &format!("{expiry}")).finalize().into_bytes();
        let signature = BASE64_STANDARD.encode(signature);
        let signature = utf8_percent_encode(&signature, RESERVED);
        let name = utf8_percent_encode(&self.name, RESERVED);
        format!("{} sr={resource}&sig={signature}&se={expiry}&skn={name}", token::SCHEME)
    }

    /// What is signed: the resource as it is written, and the expiry as it is written.
    fn mac(&self, resource: &str, expiry: &str) -> Hmac<Sha256> {
        let secret = self.secret.as_bytes();
        let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
        match block.get_mut(..secret.len()) {
            Some(start) => start.copy_from_slice(secret),
            None => block[..Sha256::output_size()].copy_from_slice(&Sha256::digest(secret)),
        }
        let mut mac = Hmac::<Sha256>::new(&block);
        mac.update(resource.as_bytes());
        mac.update(b"\n");
        mac.update(expiry.as_bytes());
        mac
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;

    use super::{Hex, Key, Token};

    const URI: &str = "https://contoso-ns.servicebus.windows.net/myHub/registrations/7260336227650468927-4200236381151834034-1?api-version=2015-01";
    const EXPIRY: u64 = 1_735_689_600;

    fn key() -> Key {
        let secret = "HcYdWlPkY7QkCxU0pT0LqV3sQ1m9o7Zr5n8bE2aF4gI=".into();
        Key { name: "DefaultFullSharedAccessSignature".into(), secret }
    }

    fn signature(uri: &str, hex: Hex) -> String {
        Token::parse(&key().sign(uri, EXPIRY, hex)).unwrap().signature
    }

    #[test]
    fn the_worked_example_is_signed_as_worked() {
        assert_eq!(
            key().sign(URI, EXPIRY, Hex::Lower),
            "SharedAccessSignature sr=https%3a%2f%2fcontoso-ns.servicebus.windows.net%2fmyhub%2fregistrations%2f7260336227650468927-4200236381151834034-1%3fapi-version%3d2015-01&sig=tshyzcMN18MK4iEivSZHgfxDiRrEd8ljrGECxfkEG3Y%3D&se=1735689600&skn=DefaultFullSharedAccessSignature"
        );
    }

    #[test]
    fn the_other_worked_signatures_come_out() {
        assert_eq!(signature(URI, Hex::Lower), "tshyzcMN18MK4iEivSZHgfxDiRrEd8ljrGECxfkEG3Y=");
        assert_eq!(signature(URI, Hex::Upper), "NnVqSkrHjsPJJHnPO0bGwNuDVJGgCcvYG0Dc+ljMKAg=");
        let hub = "https://contoso-ns.servicebus.windows.net/myHub";
        assert_eq!(signature(hub, Hex::Lower), "O2hJsCqAGgIRJ9PK0mqoq6hYZeTFSF7adQyXJbaq2lE=");
    }

    #[test]
    fn keys_of_any_length_sign() {
        for (length, signature) in [
            (0, "iAwSLDVCFtZSrkL41Xc923GzNE5zoJg4mJmjoc50A2k="),
            (64, "v7PLe5vL+dMBVgeZ+SfXxgExfwvIQR0osvpmTZ7nfNM="),
            (65, "wdkmwu3Txq/Gexn74bCiETbq9XpKEUswmceDtFpJRtk="),
            (1000, "26o1qls/FKwE8jA6dxdTyFkAFqtKmmUs3zhXYGa3sro="),
        ] {
            let key = Key { name: "n".into(), secret: "k".repeat(length) };
            let token = key.sign("https://ns.example/hub", EXPIRY, Hex::Lower);
            assert_eq!(Token::parse(&token).unwrap().signature, signature, "{length}");
        }
    }

    #[test]
    fn the_secret_is_not_shown() {
        let shown = format!("{:?}", key());
        assert!(shown.contains("DefaultFull") && !shown.contains("HcYd"), "{shown}");
    }
}
