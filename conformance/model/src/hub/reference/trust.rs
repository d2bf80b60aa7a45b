//! How a hub comes to trust a caller.

use super::Hub;
use crate::hub::Wrong;
use crate::hub::facts::Trust;
use crate::registration::sas::{Refusal, Token};
use crate::transcript::{Found, Request, Rights};

impl Hub {
    /// The rights of the caller, or why it has none.
    pub(super) fn trust(&self, request: &Request<'_>, unix: u64) -> Result<Rights, Trust> {
        if self.wrong == Some(Wrong::TrustsConnections) && self.nth > 1 {
            return Ok(Rights::ALL);
        }
        let value = match request.headers.get("Authorization") {
            Found::Absent => return Err(Trust::NoToken),
            Found::Text(value) => core::str::from_utf8(value).map_err(|_| Trust::Malformed)?,
            _ => return Err(Trust::Malformed),
        };
        let token = Token::parse(value).map_err(|_| Trust::Malformed)?;
        let key = self.keys.iter().find(|(key, _)| key.name == token.key_name);
        let (key, rights) = key.ok_or(Trust::UnknownKey)?;
        match token.verify(key, request.target, unix) {
            Ok(()) => Ok(*rights),
            Err(Refusal::KeyName { .. }) => Err(Trust::UnknownKey),
            Err(Refusal::Signature) => Err(Trust::BadSignature),
            Err(Refusal::Expired { .. }) => Err(Trust::Expired),
            Err(Refusal::Audience { .. }) => Err(Trust::OtherAudience),
        }
    }
}
