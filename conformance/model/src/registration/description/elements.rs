use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Description, Header, ReadOnly, Template};
use crate::registration::document_fault::{
    frame, inside, missing, no_text, put, schema_attribute, text,
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
    let mut texts: Vec<Option<String>> = Vec::new();
    texts.resize(names.len(), None);
    let mut seen: Vec<Option<&Element<'_>>> = Vec::new();
    seen.resize(names.len(), None);
    let mut shape = Shape { root: form, elements: Vec::new(), strangers: Vec::new() };
    let mut headers = Vec::new();
    for child in &element.children {
        inside(child, CONNECT)?;
        let Some(n) = names.iter().position(|&name| name == child.name.local) else {
            shape.strangers.push(child.name.local.clone().into_owned());
            continue;
        };
        shape.elements.push(names[n]);
        if seen[n].replace(child).is_some() {
            let element = names[n].to_string();
            return Err(DocumentFault::Twice { at: child.at, element });
        }
        match platform.header_elements() {
            Some((list, item)) if list == names[n] => headers = read_headers(child, item)?,
            _ => texts[n] = text(child)?,
        }
    }
    let mut take = |name| {
        let place = names.iter().position(|&known| known == name)?;
        texts.get_mut(place)?.take()
    };
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
        let mut valued = false;
        for child in &element.children {
            inside(child, CONNECT)?;
            match &*child.name.local {
                "Header" => put(&mut name, child)?,
                "Value" if valued => {
                    let element = "Value".to_string();
                    return Err(DocumentFault::Twice { at: child.at, element });
                }
                "Value" => {
                    valued = true;
                    put(&mut value, child)?;
                }
                _ => return Err(DocumentFault::unexpected(child, "`Header` or `Value`")),
            }
        }
        let name = name.ok_or_else(|| missing(element, "Header"))?;
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
