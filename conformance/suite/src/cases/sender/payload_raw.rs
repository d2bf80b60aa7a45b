//! What a sender makes of octets that are none of its business.

use mpnspec_model::requirement::*;

use super::{raw, repeated};
use crate::case::Case;

/// Every value of an octet, once.
pub(super) const EVERY_OCTET: &[u8] = &{
    let mut octets = [0; 256];
    let mut value = 0;
    while value < 256 {
        octets[value] = value as u8;
        value += 1;
    }
    octets
};

sends! { CASES;
    "payload-raw/sends-the-octets-1-to-8" [RAW_BODY_IS_UNCHANGED]
        raw(b"\x01\x02\x03\x04\x05\x06\x07\x08");
    "payload-raw/sends-every-octet" [RAW_BODY_IS_UNCHANGED] raw(EVERY_OCTET);
    "payload-raw/sends-an-empty-body" [RAW_BODY_IS_UNCHANGED] raw(b"");
    "payload-raw/sends-one-nul" [RAW_BODY_IS_UNCHANGED] raw(b"\0");
    "payload-raw/sends-text-beyond-ascii" [RAW_BODY_IS_UNCHANGED] raw("é 漢 😀".as_bytes());
    "payload-raw/sends-octets-that-are-no-utf-8" [RAW_BODY_IS_UNCHANGED] raw(b"\xc3\x28\xff\xfe");
    "payload-raw/sends-an-xml-document-as-it-is" [RAW_BODY_IS_UNCHANGED]
        raw(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<root><Value1>a &amp; b</Value1></root>\n");
    // The documents' own sample is no well-formed document either.
    "payload-raw/sends-a-broken-xml-document-as-it-is" [RAW_BODY_IS_UNCHANGED]
        raw(b"<root><Value1>UserValue1<Value1></root>");
    "payload-raw/sends-what-looks-like-a-toast" [RAW_BODY_IS_UNCHANGED, RAW_HAS_NO_TARGET]
        raw(b"<wp:Notification xmlns:wp=\"WPNotification\"><wp:Toast/></wp:Notification>");
    "payload-raw/sends-special-characters-unencoded" [RAW_BODY_IS_UNCHANGED] raw(b"<>&'\"");
    "payload-raw/sends-line-ends-as-they-are" [RAW_BODY_IS_UNCHANGED] raw(b"a\r\nb\nc\rd\r\n");
    "payload-raw/sends-json-as-it-is" [RAW_BODY_IS_UNCHANGED] raw(b"{\"n\": 1}");
    "payload-raw/sends-a-byte-order-mark-as-it-is" [RAW_BODY_IS_UNCHANGED] raw(b"\xef\xbb\xbfx");
    "payload-raw/sends-1024-octets-unchanged" [RAW_BODY_IS_UNCHANGED]
        raw(&const { repeated::<1024>(b"\x00\xff") });
}
