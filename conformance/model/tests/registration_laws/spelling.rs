//! Descriptions as they may be spelled.

use mpnspec_model::registration::{ATOM, CONNECT, Description, Header, Platform, SCHEMA_INSTANCE};
use mpnspec_model::xml::escape;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// How a document may be spelled without meaning anything else.
#[derive(Clone, Debug)]
pub(crate) struct Spelling {
    declared: bool,
    pub(crate) polymorphic: bool,
    prefixed: bool,
    quote: char,
    blank: &'static str,
    /// How each text is written: bare, in a section, or as references.
    text: u8,
    nils: bool,
    turn: Index,
}

pub(crate) fn spelling() -> impl Strategy<Value = Spelling> {
    let blank = select(&["", "\n", " \t", "<!-- x -->", "<?p q?>"][..]);
    let quote = select(&['"', '\''][..]);
    (any::<[bool; 4]>(), quote, blank, 0..3u8, any::<Index>()).prop_map(
        |([declared, polymorphic, prefixed, nils], quote, blank, text, turn)| Spelling {
            declared,
            polymorphic,
            prefixed,
            quote,
            blank,
            text,
            nils,
            turn,
        },
    )
}

impl Spelling {
    /// The same, which writes nothing for what is absent.
    pub(crate) fn without_nils(self) -> Self {
        Self { nils: false, ..self }
    }

    fn text(&self, text: &str) -> String {
        match self.text {
            0 => escape(text).into_owned(),
            1 if !text.contains("]]>") && !text.contains('\r') => format!("<![CDATA[{text}]]>"),
            _ => text.chars().map(|char| format!("&#x{:X};", u32::from(char))).collect(),
        }
    }

    fn leaf(&self, name: &str, text: &str) -> String {
        let name = self.name(name);
        format!("<{name} >{}</{name}\n>{}", self.text(text), self.blank)
    }

    fn name(&self, name: &str) -> String {
        if self.prefixed { format!("d:{name}") } else { name.into() }
    }

    /// The description's entry in this spelling, by an own writer.
    pub(crate) fn write(&self, description: &Description) -> String {
        let mut elements = Vec::new();
        let mut add = |name: &str, text: Option<&str>| {
            if let Some(text) = text {
                elements.push(self.leaf(name, text));
            } else if self.nils {
                let name = self.name(name);
                elements.push(format!("<{name} z:nil={0}true{0}/>", self.quote));
            }
        };
        let template = description.template.as_ref();
        let tags = description.tags.to_string();
        add("ETag", description.read_only.etag.as_deref());
        add("ExpirationTime", description.read_only.expiration_time.as_deref());
        add("RegistrationId", description.read_only.registration_id.as_deref());
        add("Tags", Some(&*tags).filter(|tags| !tags.is_empty()));
        add("PushVariables", description.push_variables.as_deref());
        add(description.platform.handle_element(), Some(&description.handle));
        if description.platform.has_tiles() {
            add("SecondaryTileName", description.secondary_tile_name.as_deref());
        }
        if let Some(template) = template {
            add("BodyTemplate", Some(&template.body));
            add("TemplateName", template.name.as_deref());
            if description.platform == Platform::Apns {
                add("Expiry", template.expiry.as_deref());
                add("Priority", template.priority.as_deref());
            }
        }
        let headers = template.zip(description.platform.header_elements());
        if let Some((template, (list, item))) = headers
            && (self.nils || !template.headers.is_empty())
        {
            let (list, item) = (self.name(list), self.name(item));
            let header = |header: &Header| {
                let inner = self.leaf("Value", &header.value) + &self.leaf("Header", &header.name);
                format!("<{item}>{}{inner}</{item}>", self.blank)
            };
            let inner: String = template.headers.iter().map(header).collect();
            elements.push(format!("<{list}>{inner}{}</{list}>", self.blank));
        }
        let turn = self.turn.index(elements.len());
        elements.rotate_left(turn);
        self.frame(description.root(), &elements.concat())
    }

    fn frame(&self, root: &str, inner: &str) -> String {
        let (q, blank) = (self.quote, self.blank);
        let declaration = if self.declared { "<?xml version='1.0' encoding='UTF-8'?>" } else { "" };
        let kind = format!(" z:type={q}{root}{q}");
        let (root, kind) =
            if self.polymorphic { ("RegistrationDescription", &*kind) } else { (root, "") };
        let root = self.name(root);
        let xmlns = if self.prefixed { "xmlns:d" } else { "xmlns" };
        format!(
            "{declaration}<e:entry xmlns:e={q}{ATOM}{q} xmlns:z = {q}{SCHEMA_INSTANCE}{q}>{blank}\
             <e:content>{blank}<{root} {xmlns}={q}{CONNECT}{q}{kind}>{blank}{inner}</{root}>{blank}</e:content></e:entry>"
        )
    }
}
