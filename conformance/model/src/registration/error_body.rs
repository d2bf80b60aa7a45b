use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::document_fault::{filled, frame, missing, put, read};
use super::{DocumentFault, Timestamp};
use crate::xml::Writer;

/// What a hub says about an error, if it says anything.
///
/// ```text
/// error  = <Error> <Code>status</Code> <Detail>detail</Detail> </Error>     ; in no namespace
/// detail = message ".TrackingId:" id ",TimeStamp:" time                     ; by custom
/// ```
///
/// Order and other elements are free. Not accepted: a namespace, a code that is no number below
/// 65536, an error without a code.
///
/// Recorded answers of the service (H-29), which may also have no body.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ErrorBody {
    /// The status, again.
    pub code: u16,
    /// What was wrong; empty when nothing is said.
    pub detail: String,
}

impl ErrorBody {
    /// An error with the detail that the service writes: message, tracking id, time.
    #[must_use]
    pub fn traced(code: u16, message: &str, tracking_id: &str, now: Timestamp) -> Self {
        let detail = format!("{message}.TrackingId:{tracking_id},TimeStamp:{}", now.american());
        Self { code, detail }
    }

    /// Reads an error body.
    ///
    /// # Errors
    ///
    /// Whatever is no error body is told with its place.
    pub fn read(octets: &[u8]) -> Result<Self, DocumentFault> {
        read(octets, |root| {
            frame(&root, "", "Error", "an `Error`")?;
            let (mut code, mut detail) = (None, None);
            for child in &root.children {
                match &*child.name.local {
                    "Code" => put(&mut code, child)?,
                    "Detail" => put(&mut detail, child)?,
                    _ => {}
                }
            }
            let found = filled(code).ok_or_else(|| missing(&root, "Code"))?;
            let digits = found.bytes().all(|octet| octet.is_ascii_digit());
            let Some(code) = found.parse().ok().filter(|_| digits) else {
                let (at, expected) = (root.content_at, "a status as the `Code`");
                return Err(DocumentFault::Unexpected { at, expected, found });
            };
            Ok(Self { code, detail: detail.unwrap_or_default() })
        })
    }

    /// Writes it as the service does, without a declaration.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.open("Error", &[]);
        writer.leaf("Code", &[], &self.code.to_string());
        writer.leaf("Detail", &[], &self.detail);
        writer.close("Error");
        writer.into_octets()
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::ErrorBody;
    use crate::registration::Timestamp;

    #[test]
    fn an_error_is_written_as_the_service_does() {
        let now = Timestamp::parse("2018-11-07T00:18:25Z").unwrap();
        let id = "1cf1fe12-57c1-4d37-9e5b-0a1b2c3d4e5f_G8";
        let error = ErrorBody::traced(404, "", id, now);
        let body = "<Error><Code>404</Code><Detail>.TrackingId:1cf1fe12-57c1-4d37-9e5b-0a1b2c3d4e5f_G8,TimeStamp:11/7/2018 12:18:25 AM</Detail></Error>";
        assert_eq!(error.write(), body.as_bytes());
        assert_eq!(ErrorBody::read(body.as_bytes()), Ok(error));
    }

    #[test]
    fn order_declaration_and_other_elements_are_free() {
        let body = b"<?xml version='1.0'?><Error> <Odd>x</Odd><Detail>a &lt; b</Detail><Code>400</Code></Error>";
        let error = ErrorBody { code: 400, detail: "a < b".into() };
        assert_eq!(ErrorBody::read(body), Ok(error));
        let bare = ErrorBody { code: 401, detail: "".into() };
        assert_eq!(ErrorBody::read(b"<Error><Code>401</Code></Error>"), Ok(bare));
    }

    #[test]
    fn what_is_no_error_body_is_told_with_its_place() {
        for (body, complaint) in [
            ("", "expected a root element at octet 0, but found the end"),
            ("<error/>", "expected an `Error` at octet 0, but found `error`"),
            (
                "<Error xmlns='u'/>",
                "expected `Error` of no namespace at octet 0, but found it in the namespace `u`",
            ),
            (
                "<Error><Detail/></Error>",
                "expected `Code` in `Error`, whose content begins at octet 7, but found none",
            ),
            (
                "<Error><Code>+40</Code></Error>",
                "expected a status as the `Code` at octet 7, but found `+40`",
            ),
            (
                "<Error><Code>1</Code><Code>1</Code></Error>",
                "expected `Code` once, but found it again at octet 21",
            ),
            (
                "<Error>oops<Code>1</Code></Error>",
                "expected elements without text between them at octet 7, but found `oops`",
            ),
            ("<Error><Code><b/></Code></Error>", "expected text at octet 13, but found `b`"),
        ] {
            assert_eq!(ErrorBody::read(body.as_bytes()).unwrap_err().to_string(), complaint);
        }
    }
}
