use alloc::borrow::{Cow, ToOwned};
use alloc::collections::BTreeMap;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::{Description, Header, ReadOnly, Template};
use crate::registration::document_fault::{
    filled, frame, inside, missing, no_text, put, schema_attribute, text,
};
use crate::registration::{CONNECT, DocumentFault, Platform, Root, SCHEMA_INSTANCE, Shape, Tags};
use crate::xml::{Element, Writer};

/// Reads a description from its element.
pub(in crate::registration) fn read(
    element: &Element<'_>,
) -> Result<(Description, Shape), DocumentFault> {
    let (root, form) = root(element)?;
    let Some((platform, template)) = Platform::from_root(root) else {
        let (at, found) = (element.at, root.to_owned());
        return Err(DocumentFault::Unexpected { at, expected: ROOTS, found });
    };
    no_text(element)?;
    let names = platform.elements(template);
    let mut texts = BTreeMap::new();
    let mut headers = Vec::new();
    let mut shape =
        Shape { root: form, elements: Vec::new(), strangers: Vec::new(), canonical: names };
    for child in &element.children {
        inside(child, CONNECT)?;
        let Some(&name) = names.iter().find(|&&name| name == child.name.local) else {
            shape.strangers.push(child.name.local.clone().into_owned());
            continue;
        };
        if shape.elements.contains(&name) {
            return Err(DocumentFault::Twice { at: child.at, element: name.to_owned() });
        }
        shape.elements.push(name);
        match platform.header_elements() {
            Some((list, item)) if list == name => headers = read_headers(child, item)?,
            _ => texts.extend(text(child)?.map(|text| (name, text))),
        }
    }
    let mut take = |name| texts.remove(name);
    let handle = platform.handle_element();
    let handle = take(handle).ok_or_else(|| missing(element, handle))?;
    let template = match template {
        false => None,
        true => Some(Template {
            body: take("BodyTemplate").ok_or_else(|| missing(element, "BodyTemplate"))?,
            headers,
            name: take("TemplateName"),
            expiry: take("Expiry"),
            priority: take("Priority"),
        }),
    };
    let read_only = ReadOnly {
        etag: take("ETag"),
        expiration_time: take("ExpirationTime"),
        registration_id: take("RegistrationId"),
    };
    let tags = take("Tags").map_or_else(Tags::new, |list| Tags::read(&list));
    let push_variables = take("PushVariables");
    let secondary_tile_name = take("SecondaryTileName");
    let description = Description {
        read_only,
        tags,
        push_variables,
        platform,
        handle,
        secondary_tile_name,
        template,
    };
    Ok((description, shape))
}

/// The root's name, and which of the two spellings tells it.
fn root<'e>(element: &'e Element<'_>) -> Result<(&'e str, Root), DocumentFault> {
    let local = &*element.name.local;
    if local != POLYMORPHIC && Platform::from_root(local).is_none() {
        return Err(DocumentFault::unexpected(element, ROOTS));
    }
    inside(element, CONNECT)?;
    if local != POLYMORPHIC {
        return Ok((local, Root::Concrete));
    }
    let Some(name) = schema_attribute(element, "type") else {
        return Err(DocumentFault::unexpected(element, "the attribute `i:type`"));
    };
    let name = name.trim();
    Ok((name.split_once(':').map_or(name, |(_, local)| local), Root::Polymorphic))
}

fn read_headers(list: &Element<'_>, item: &'static str) -> Result<Vec<Header>, DocumentFault> {
    no_text(list)?;
    let header = |element: &Element<'_>| {
        frame(element, CONNECT, item, "a header field")?;
        let (mut name, mut value) = (None, None);
        for child in &element.children {
            inside(child, CONNECT)?;
            match &*child.name.local {
                "Header" => put(&mut name, child)?,
                "Value" => put(&mut value, child)?,
                _ => return Err(DocumentFault::unexpected(child, "`Header` or `Value`")),
            }
        }
        let name = filled(name).ok_or_else(|| missing(element, "Header"))?;
        Ok(Header { name, value: value.unwrap_or_default() })
    };
    list.children.iter().map(header).collect()
}

/// Writes a description in canonical order, under its concrete name.
pub(in crate::registration) fn write(description: &Description, writer: &mut Writer) {
    let root = description.root();
    writer.open(root, &[("xmlns", CONNECT), ("xmlns:i", SCHEMA_INSTANCE)]);
    for &name in description.platform.elements(description.template.is_some()) {
        match (name, &description.template) {
            ("BodyTemplate", Some(template)) => writer.section(name, &template.body),
            (_, template) => match (description.platform.header_elements(), template) {
                (Some((list, item)), Some(template)) if list == name => {
                    write_headers(&template.headers, list, item, writer);
                }
                _ => {
                    if let Some(text) = value(description, name).filter(|text| !text.is_empty()) {
                        writer.leaf(name, &[], &text);
                    }
                }
            },
        }
    }
    writer.close(root);
}

fn write_headers(headers: &[Header], list: &str, item: &str, writer: &mut Writer) {
    if headers.is_empty() {
        return;
    }
    writer.open(list, &[]);
    for header in headers {
        writer.open(item, &[]);
        writer.leaf("Header", &[], &header.name);
        writer.leaf("Value", &[], &header.value);
        writer.close(item);
    }
    writer.close(list);
}

/// The text of the element with that name.
fn value<'d>(description: &'d Description, name: &str) -> Option<Cow<'d, str>> {
    let template = description.template.as_ref();
    let text = match name {
        "ETag" => &description.read_only.etag,
        "ExpirationTime" => &description.read_only.expiration_time,
        "RegistrationId" => &description.read_only.registration_id,
        "Tags" => return Some(Cow::Owned(description.tags.to_string())),
        "PushVariables" => &description.push_variables,
        "SecondaryTileName" => &description.secondary_tile_name,
        "TemplateName" => &template?.name,
        "Expiry" => &template?.expiry,
        "Priority" => &template?.priority,
        handle if handle == description.platform.handle_element() => {
            return Some(Cow::Borrowed(&description.handle));
        }
        _ => return None,
    };
    text.as_deref().map(Cow::Borrowed)
}

/// The root whose attribute `i:type` names the description.
const POLYMORPHIC: &str = "RegistrationDescription";

const ROOTS: &str = "a registration description of MPNS, WNS, Apple or GCM";

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::{String, ToString};

    use crate::registration::{ATOM, CONNECT, Description, Entry, Platform, Root, SCHEMA_INSTANCE};
    use crate::registration::{Tags, Template};

    fn entry(root: &str, attributes: &str, inner: &str) -> String {
        format!(
            "<entry xmlns='{ATOM}'><content><{root} xmlns='{CONNECT}' xmlns:i='{SCHEMA_INSTANCE}'{attributes}>{inner}</{root}></content></entry>"
        )
    }

    /// Reads a native description for MPNS; places count from the start of its content.
    fn mpns(inner: &str) -> Result<Description, String> {
        let root = "MpnsRegistrationDescription";
        let read = Entry::read(entry(root, "", inner).as_bytes());
        let start = entry(root, "", "").find("></Mpns").unwrap() + 1;
        read.map(|entry| entry.description).map_err(|fault| {
            let at = format!("octet {}", fault.at());
            fault.to_string().replace(&at, &format!("octet {}", fault.at() - start))
        })
    }

    #[test]
    fn every_element_finds_its_place() {
        let body = entry(
            "AppleTemplateRegistrationDescription",
            "",
            "<ApnsHeaders><ApnsHeader><Value>v</Value><Header>h</Header></ApnsHeader></ApnsHeaders>\
             <Priority>p</Priority><TemplateName>n</TemplateName><Expiry>e</Expiry>\
             <BodyTemplate>b</BodyTemplate><DeviceToken>00</DeviceToken><PushVariables>{}</PushVariables>\
             <Tags>a,b</Tags><RegistrationId>1-2-3</RegistrationId>\
             <ExpirationTime>t</ExpirationTime><ETag>1</ETag>",
        );
        let (entry, shape) = Entry::read_with_shape(body.as_bytes()).unwrap();
        let template = Template {
            expiry: Some("e".into()),
            priority: Some("p".into()),
            ..Template::new("b").with_header("h", "v").with_name("n")
        };
        let read_only = &entry.description.read_only;
        assert_eq!(read_only.etag.as_deref(), Some("1"));
        assert_eq!(read_only.expiration_time.as_deref(), Some("t"));
        assert_eq!(read_only.registration_id.as_deref(), Some("1-2-3"));
        let expected = Description {
            push_variables: Some("{}".into()),
            ..Description::native(Platform::Apns, "00")
                .with_tags(Tags::read("b,a"))
                .with_template(template)
        };
        assert_eq!(entry.description.without_read_only(), expected);
        assert_eq!(shape.elements.len(), 11);
        assert!(!shape.is_canonical());
    }

    #[test]
    fn both_roots_say_the_same() {
        let inner = "<ChannelUri>http://h/u</ChannelUri>";
        let expected = Description::native(Platform::Mpns, "http://h/u");
        for (root, attributes, form) in [
            ("MpnsRegistrationDescription", "", Root::Concrete),
            ("RegistrationDescription", " i:type='MpnsRegistrationDescription'", Root::Polymorphic),
            (
                "RegistrationDescription",
                " i:type=' d:MpnsRegistrationDescription '",
                Root::Polymorphic,
            ),
        ] {
            let body = entry(root, attributes, inner);
            let (entry, shape) = Entry::read_with_shape(body.as_bytes()).unwrap();
            assert_eq!((&entry.description, shape.root), (&expected, form));
            assert!(shape.is_canonical());
        }
    }

    #[test]
    fn unknown_roots_are_told_by_their_name() {
        let complaint = |root, attributes| {
            let fault = Entry::read(entry(root, attributes, "").as_bytes()).unwrap_err();
            fault.to_string().replace(&format!(" at octet {}", fault.at()), "")
        };
        let roots = "expected a registration description of MPNS, WNS, Apple or GCM, but found";
        assert_eq!(
            complaint("FcmV1RegistrationDescription", ""),
            format!("{roots} `FcmV1RegistrationDescription`")
        );
        assert_eq!(
            complaint("RegistrationDescription", " i:type='Mpns'"),
            format!("{roots} `Mpns`")
        );
        assert_eq!(
            complaint("RegistrationDescription", " type='MpnsRegistrationDescription'"),
            "expected the attribute `i:type`, but found `RegistrationDescription`"
        );
    }

    #[test]
    fn empty_and_nil_elements_are_absent() {
        let expected = Description::native(Platform::Mpns, "u");
        for inner in [
            "<RegistrationId i:nil='true'/><ChannelUri>u</ChannelUri>",
            "<Tags></Tags><SecondaryTileName/><ChannelUri>u</ChannelUri>",
            "<ETag i:nil=' 1 '>5</ETag><ChannelUri i:nil='false'>u</ChannelUri>",
            "<PushVariables><![CDATA[]]></PushVariables><ChannelUri>u</ChannelUri>",
        ] {
            assert_eq!(mpns(inner).as_ref(), Ok(&expected), "{inner}");
        }
        assert_eq!(
            mpns("<ChannelUri i:nil='true'/>").unwrap_err(),
            "expected `ChannelUri` in `MpnsRegistrationDescription`, whose content begins at octet 0, but found none"
        );
    }

    #[test]
    fn a_template_without_a_body_is_refused() {
        let body = entry(
            "GcmTemplateRegistrationDescription",
            "",
            "<GcmRegistrationId>g</GcmRegistrationId><BodyTemplate/>",
        );
        let fault = Entry::read(body.as_bytes()).unwrap_err().to_string();
        assert!(fault.starts_with("expected `BodyTemplate` in `GcmTemplate"), "{fault}");
    }

    #[test]
    fn what_a_platform_does_not_have_is_passed_over_and_told() {
        let body = entry(
            "GcmRegistrationDescription",
            "",
            "<ChannelUri>u</ChannelUri><GcmRegistrationId>g</GcmRegistrationId><Odd><b/></Odd>",
        );
        let (entry, shape) = Entry::read_with_shape(body.as_bytes()).unwrap();
        assert_eq!(entry.description, Description::native(Platform::Gcm, "g"));
        assert_eq!(shape.strangers, ["ChannelUri", "Odd"]);
        assert!(shape.is_canonical());
    }

    #[test]
    fn what_breaks_the_grammar_is_told_where_it_stands() {
        for (inner, complaint) in [
            (
                "<ChannelUri>u</ChannelUri><ChannelUri/>",
                "expected `ChannelUri` once, but found it again at octet 26",
            ),
            (
                "<ChannelUri xmlns='https://schemas.microsoft.com/netservices/2010/10/servicebus/connect'>u</ChannelUri>",
                "expected `ChannelUri` of the namespace `http://schemas.microsoft.com/netservices/2010/10/servicebus/connect` at octet 0, but found it in the namespace `https://schemas.microsoft.com/netservices/2010/10/servicebus/connect`",
            ),
            (
                "<ChannelUri xmlns=''>u</ChannelUri>",
                "expected `ChannelUri` of the namespace `http://schemas.microsoft.com/netservices/2010/10/servicebus/connect` at octet 0, but found it in no namespace",
            ),
            ("<ChannelUri><b/></ChannelUri>", "expected text at octet 12, but found `b`"),
            (
                "<ChannelUri>u</ChannelUri>x",
                "expected elements without text between them at octet 0, but found `x`",
            ),
        ] {
            assert_eq!(mpns(inner).unwrap_err(), complaint);
        }
    }

    #[test]
    fn header_fields_are_read_in_their_order_and_their_grammar_is_checked() {
        let read = |headers: &str| {
            let root = "MpnsTemplateRegistrationDescription";
            let inner = format!(
                "<ChannelUri>u</ChannelUri><BodyTemplate>b</BodyTemplate><MpnsHeaders>{headers}</MpnsHeaders>"
            );
            let read = Entry::read(entry(root, "", &inner).as_bytes());
            read.map(|entry| entry.description.template.unwrap())
                .map_err(|fault| fault.to_string().split(" at octet").next().unwrap().to_string())
        };
        let item = |inner: &str| format!("<MpnsHeader>{inner}</MpnsHeader>");
        let two = item("<Header>b</Header><Value/>") + &item("<Header>a</Header><Value>2</Value>");
        let template = Template::new("b").with_header("b", "").with_header("a", "2");
        assert_eq!(read(&two), Ok(template));
        assert_eq!(read(&item("<Header>b</Header>")), Ok(Template::new("b").with_header("b", "")));
        assert_eq!(read(""), Ok(Template::new("b")));
        for (headers, complaint) in [
            ("<WnsHeader/>".into(), "expected a header field"),
            ("x".into(), "expected elements without text between them"),
            (item("x"), "expected elements without text between them"),
            (item("<Odd/>"), "expected `Header` or `Value`"),
            (item("<Value>v</Value>"), "expected `Header` in `MpnsHeader`, whose content begins"),
            (item("<Header/>"), "expected `Header` in `MpnsHeader`, whose content begins"),
            (item("<Header>a</Header><Header/>"), "expected `Header` once, but found it again"),
            (item("<Value/><Value/>"), "expected `Value` once, but found it again"),
            (
                item("<Header xmlns=''/>"),
                &*format!("expected `Header` of the namespace `{CONNECT}`"),
            ),
        ] {
            assert_eq!(read(&headers).unwrap_err(), complaint, "{headers}");
        }
    }
}
