//! How the calls of a case are spelt: targets, fields and bodies.

use std::fmt::Write as _;

use mpnspec_model::hub::{ENTRY_TYPE, IF_MATCH, TRACKING_ID, X_MS_VERSION};
use mpnspec_model::registration::{ATOM, CONNECT, Platform, SCHEMA_INSTANCE};
use mpnspec_suite::case::hub::{
    Body, Call, Condition, Form, Handle, Label, Paging, Place, Spelling, Tags, Template,
};

/// The `api-version` of a call that says nothing else.
const VERSION: &str = "2020-06";

/// What the things of a case are called.
pub(super) struct Names {
    /// The URL of the hub, without a slash at its end.
    pub(super) base: String,
    /// A number that no other case has.
    pub(super) number: u64,
}

impl Names {
    // ---- targets and fields -----------------------------------------------------------

    /// The URL of a call, for an id, and a token that leads to the next page.
    pub(super) fn target(&self, call: &Call, id: &str, token: &str) -> String {
        let capitals = matches!(call.spelling, Spelling::Capitals);
        let word = |usual: &'static str, odd: &'static str| if capitals { odd } else { usual };
        let registrations = word("registrations", "Registrations");
        let base = &self.base;
        let path = match call.place {
            Place::Mint(_) => format!("{base}/{}", word("registrationids", "registrationIDs")),
            Place::OtherHub => format!("{base}-nobodys/registrationids"),
            Place::All(_) | Place::Filter(_) => format!("{base}/{registrations}"),
            Place::WithHandle(..) | Place::WithHandleTwice(..) => format!("{base}/{registrations}"),
            Place::One(_) => format!("{base}/{registrations}/{id}"),
            Place::Tagged(label) => {
                format!("{base}/{}/{}/{registrations}", word("tags", "Tags"), self.label(label))
            }
            Place::Messages => format!("{base}/messages"),
        };
        let slash = if matches!(call.spelling, Spelling::Slash) { "/" } else { "" };
        let version = match call.spelling {
            Spelling::Version(version) => version,
            _ => VERSION,
        };
        let dollar = if matches!(call.spelling, Spelling::EncodedNames) { "%24" } else { "$" };
        let mut options = vec![format!("api-version={version}")];
        options.extend(call.top.map(|top| format!("{dollar}top={top}")));
        match call.place {
            Place::Filter(filter) => options.push(format!("{dollar}filter={filter}")),
            Place::WithHandle(field, platform, handle) => {
                let handle = escaped(&self.handle(platform, handle));
                options.push(format!("{dollar}filter={}+eq+%27{handle}%27", field.name()));
            }
            Place::WithHandleTwice(field, platform, handle) => {
                let handle = escaped(&escaped(&self.handle(platform, handle)));
                options.push(format!("{dollar}filter={}+eq+%27{handle}%27", field.name()));
            }
            _ => {}
        }
        if !token.is_empty() {
            options.push(match call.paging {
                Paging::AsItCame => format!("continuationtoken={token}"),
                Paging::Capitals => format!("ContinuationToken={token}"),
                Paging::EncodedAgain => format!("continuationtoken={}", token.replace('%', "%25")),
            });
        }
        if matches!(call.spelling, Spelling::OtherOrder) {
            options.push("test".into());
            options.reverse();
        }
        format!("{path}{slash}?{}", options.join("&"))
    }

    /// The fields of a call but for its token; the versions are those that were told, the last one last.
    pub(super) fn fields(&self, call: &Call, versions: &[String]) -> Vec<(String, Vec<u8>)> {
        let mut fields = Vec::new();
        let mut add = |name: &str, value: &str| fields.push((name.to_owned(), value.into()));
        if !matches!(call.spelling, Spelling::Unversioned) {
            add(X_MS_VERSION, VERSION);
        }
        if call.body.is_some() {
            add(
                "Content-Type",
                match call.spelling {
                    Spelling::ContentType(text) => text,
                    _ => ENTRY_TYPE,
                },
            );
        }
        if matches!(call.spelling, Spelling::Traced) {
            let number = self.number;
            let id = format!("{:08x}-0000-4000-8000-{:012x}", number >> 32, number & 0xffff_ffff);
            add(TRACKING_ID, &id);
        }
        let last = versions.last().map_or("1", String::as_str);
        let former = versions.iter().rev().nth(1).map_or("77", String::as_str);
        match call.condition {
            None => {}
            Some(Condition::Any) => add(IF_MATCH, "*"),
            Some(Condition::QuotedAny) => add(IF_MATCH, "\"*\""),
            Some(Condition::Weak) => add(IF_MATCH, &format!("W/\"{last}\"")),
            Some(Condition::Strong) => add(IF_MATCH, &format!("\"{last}\"")),
            Some(Condition::Bare) => add(IF_MATCH, last),
            Some(Condition::Stale) => add(IF_MATCH, &format!("W/\"{former}\"")),
        }
        fields
    }

    // ---- what is registered -----------------------------------------------------------

    /// A handle of a platform.
    pub(super) fn handle(&self, platform: Platform, handle: Handle) -> String {
        let number = self.number;
        let which = match handle {
            Handle::First => 1,
            Handle::Second => 2,
        };
        match platform {
            Platform::Mpns | Platform::Wns => {
                format!("https://push.example/{number:016x}/{which}?a=1&b={which}")
            }
            Platform::Apns => format!("{number:016x}{which:02x}"),
            Platform::Gcm => format!("mpnspec-{number:016x}:{which}"),
        }
    }

    fn label(&self, label: Label) -> String {
        format!(
            "m{:016x}{}",
            self.number,
            match label {
                Label::Red => "red",
                Label::Blue => "blue",
                Label::Redder => "redder",
                Label::Unused => "unused",
            }
        )
    }

    /// A list of tags.
    pub(super) fn tags(&self, tags: Tags) -> String {
        let many = |count: usize, length: usize| {
            let tag = |n: usize| format!("{n:0>length$}");
            (0..count).map(tag).collect::<Vec<_>>().join(",")
        };
        match tags {
            Tags::None => String::new(),
            Tags::Of(labels) => {
                labels.iter().map(|label| self.label(*label)).collect::<Vec<_>>().join(",")
            }
            Tags::Text(list) => list.into(),
            Tags::Count(count) => many(count, 4),
            Tags::Long(length) => "t".repeat(length),
            Tags::Large => many(100, 100),
        }
    }

    /// The octets of a body.
    pub(super) fn body(&self, body: &Body) -> String {
        let root = body.platform.root(body.template.is_some());
        let mut elements = self.elements(body);
        if body.form == Form::Backwards {
            elements.reverse();
        }
        let schemas = if body.form == Form::Https { "https" } else { "http" };
        let connect = CONNECT.replacen("http", schemas, 1);
        let names = format!("xmlns=\"{connect}\" xmlns:i=\"{SCHEMA_INSTANCE}\"");
        let (opened, closed) = match body.form {
            Form::Polymorphic => {
                (format!("RegistrationDescription i:type=\"{root}\""), "RegistrationDescription")
            }
            _ => (root.to_owned(), root),
        };
        let inner = format!("<{opened} {names}>{}</{closed}>", elements.concat());
        let content = format!("<content type=\"application/xml\">{inner}</content>");
        let entry = format!("<entry xmlns=\"{ATOM}\">{content}</entry>");
        match body.form {
            Form::Full => {
                let more = "<id>urn:mpnspec</id><title type=\"text\">mpnspec</title>\
                            <updated>2026-01-01T00:00:00Z</updated>";
                let entry = entry.replacen("<content", &format!("{more}<content"), 1);
                format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{entry}")
            }
            Form::Prefixed => format!(
                "<a:entry xmlns:a=\"{ATOM}\"><a:content type=\"application/xml\">{inner}</a:content></a:entry>"
            ),
            Form::Truncated => entry.chars().take(entry.len() * 2 / 3).collect(),
            Form::Json => {
                let handle = self.handle(body.platform, body.handle);
                format!("{{\"ChannelUri\":\"{handle}\"}}")
            }
            _ => entry,
        }
    }

    /// The elements of a description, in canonical order.
    fn elements(&self, body: &Body) -> Vec<String> {
        let mut elements = Vec::new();
        let mut add =
            |name: &str, text: &str| elements.push(format!("<{name}>{}</{name}>", in_xml(text)));
        if body.form == Form::ReadOnly {
            add("ETag", "77");
            add("ExpirationTime", "2001-01-01T00:00:00Z");
            add("RegistrationId", "7-7-7");
        }
        let tags = self.tags(body.tags);
        if !tags.is_empty() {
            add("Tags", &tags);
        }
        if let Some(variables) = body.variables {
            add("PushVariables", variables);
        }
        let handle = match body.form {
            Form::Relative => "push/channel".to_owned(),
            _ => self.handle(body.platform, body.handle),
        };
        if body.form != Form::NoHandle {
            add(body.platform.handle_element(), &handle);
        }
        if let Some(tile) = body.tile {
            add("SecondaryTileName", tile);
        }
        match body.form {
            Form::Nil => {
                elements.insert(0, "<RegistrationId i:nil=\"true\"/>".into());
                elements.push("<SecondaryTileName i:nil=\"true\"/>".into());
            }
            Form::EmptyTags => elements.insert(0, "<Tags/>".into()),
            _ => {}
        }
        if let Some(template) = body.template {
            elements.extend(parts(body, &template));
        }
        elements
    }
}

/// The elements of a template, in canonical order.
fn parts(body: &Body, template: &Template) -> Vec<String> {
    let text = match body.form {
        Form::Escaped => in_xml(template.body),
        _ => format!("<![CDATA[{}]]>", template.body.replace("]]>", "]]]]><![CDATA[>")),
    };
    let mut parts = vec![format!("<BodyTemplate>{text}</BodyTemplate>")];
    if let Some((list, item)) = body.platform.header_elements()
        && !template.headers.is_empty()
    {
        let mut headers = String::new();
        for (name, value) in template.headers {
            let (name, value) = (in_xml(name), in_xml(value));
            // Writing to a string does not fail.
            let _ =
                write!(headers, "<{item}><Header>{name}</Header><Value>{value}</Value></{item}>");
        }
        parts.push(format!("<{list}>{headers}</{list}>"));
    }
    let long = "n".repeat(200);
    let name = in_xml(template.name.unwrap_or(&long));
    parts.push(format!("<TemplateName>{name}</TemplateName>"));
    parts
}

fn in_xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A text in a query, everything escaped but letters, digits and `-._~`.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for octet in text.bytes() {
        if octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(octet));
        } else {
            let _ = write!(escaped, "%{octet:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use mpnspec_model::registration::Entry;
    use mpnspec_suite::case::hub::{PHONE, TOAST};

    use super::*;

    #[test]
    fn bodies_of_every_form_but_the_broken_ones_are_entries() {
        let names = Names { base: "http://h.test/hub".into(), number: 7 };
        let broken = [Form::Truncated, Form::Https, Form::NoHandle, Form::Json];
        for form in [
            Form::Usual,
            Form::Full,
            Form::Prefixed,
            Form::Polymorphic,
            Form::Backwards,
            Form::Nil,
            Form::EmptyTags,
            Form::ReadOnly,
            Form::Escaped,
            Form::Relative,
        ]
        .into_iter()
        .chain(broken)
        {
            let tags = if form == Form::EmptyTags { Tags::None } else { PHONE.tags };
            let body = names.body(&Body { form, tags, ..PHONE });
            assert_eq!(Entry::read(body.as_bytes()).is_err(), broken.contains(&form), "{form:?}");
        }
        let template = names.body(&PHONE.template(TOAST));
        let read = Entry::read(template.as_bytes()).unwrap().description;
        assert_eq!(read.template.unwrap().body, TOAST.body);
        let escaped = names.body(&PHONE.template(TOAST).written(Form::Escaped));
        assert!(!escaped.contains("CDATA"));
        let read = Entry::read(escaped.as_bytes()).unwrap().description;
        assert_eq!(read.template.unwrap().body, TOAST.body);
    }
}
