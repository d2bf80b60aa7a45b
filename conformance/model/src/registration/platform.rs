use core::fmt;

/// The push service that a registration is for, and what everyone calls it.
///
/// ```text
/// platform  backend  format of a send  handle             native and template roots begin with
/// Mpns      mpns     windowsphone      ChannelUri         Mpns
/// Wns       wns      windows           ChannelUri         Windows
/// Apns      apns     apple             DeviceToken        Apple
/// Gcm       gcm      gcm               GcmRegistrationId  Gcm
/// ```
///
/// The words of the backend are compared exactly (D-64).
///
/// Hubs REST reference, create registration (H-45 to H-48); the words are H-80.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Platform {
    /// Windows Phone.
    Mpns,
    /// Windows.
    Wns,
    /// Apple.
    Apns,
    /// Google, before its successors.
    Gcm,
}

impl Platform {
    /// Every platform.
    pub const ALL: &'static [Self] = &[Self::Mpns, Self::Wns, Self::Apns, Self::Gcm];

    /// The platform that a backend calls so.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|platform| platform.word() == word)
    }

    /// The word of the backend, and of installations.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mpns => "mpns",
            Self::Wns => "wns",
            Self::Apns => "apns",
            Self::Gcm => "gcm",
        }
    }

    /// Are two handles the same, but for what is changed on the way: the case of a token, a slash after a host?
    #[must_use]
    pub fn is_same_handle(self, one: &str, other: &str) -> bool {
        match self {
            Self::Mpns | Self::Wns => one.trim_end_matches('/') == other.trim_end_matches('/'),
            Self::Apns => one.eq_ignore_ascii_case(other),
            Self::Gcm => one == other,
        }
    }

    /// The value of `ServiceBusNotification-Format` in a native send.
    #[must_use]
    pub const fn format(self) -> &'static str {
        match self {
            Self::Mpns => "windowsphone",
            Self::Wns => "windows",
            Self::Apns => "apple",
            Self::Gcm => "gcm",
        }
    }

    /// The element that holds the handle.
    #[must_use]
    pub const fn handle_element(self) -> &'static str {
        match self {
            Self::Mpns | Self::Wns => "ChannelUri",
            Self::Apns => "DeviceToken",
            Self::Gcm => "GcmRegistrationId",
        }
    }

    /// The root of a description without a template, or of one with it.
    #[must_use]
    pub const fn root(self, template: bool) -> &'static str {
        match (self, template) {
            (Self::Mpns, false) => "MpnsRegistrationDescription",
            (Self::Mpns, true) => "MpnsTemplateRegistrationDescription",
            (Self::Wns, false) => "WindowsRegistrationDescription",
            (Self::Wns, true) => "WindowsTemplateRegistrationDescription",
            (Self::Apns, false) => "AppleRegistrationDescription",
            (Self::Apns, true) => "AppleTemplateRegistrationDescription",
            (Self::Gcm, false) => "GcmRegistrationDescription",
            (Self::Gcm, true) => "GcmTemplateRegistrationDescription",
        }
    }

    /// The platform whose root that is, and whether the root is a template's.
    #[must_use]
    pub fn from_root(root: &str) -> Option<(Self, bool)> {
        let both = Self::ALL.iter().flat_map(|&platform| [(platform, false), (platform, true)]);
        both.into_iter().find(|(platform, template)| platform.root(*template) == root)
    }

    /// The element around a template's header fields, and that around each; GCM has none.
    #[must_use]
    pub const fn header_elements(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Mpns => Some(("MpnsHeaders", "MpnsHeader")),
            Self::Wns => Some(("WnsHeaders", "WnsHeader")),
            Self::Apns => Some(("ApnsHeaders", "ApnsHeader")),
            Self::Gcm => None,
        }
    }

    /// Whether its registrations may be for a secondary tile.
    #[must_use]
    pub const fn has_tiles(self) -> bool {
        matches!(self, Self::Mpns | Self::Wns)
    }

    /// The elements of a description, in canonical order.
    #[must_use]
    pub const fn elements(self, template: bool) -> &'static [&'static str] {
        macro_rules! elements {
            ($($own:literal)*) => {
                &["ETag", "ExpirationTime", "RegistrationId", "Tags", "PushVariables", $($own),*]
            };
        }
        match (self, template) {
            (Self::Mpns | Self::Wns, false) => elements!["ChannelUri" "SecondaryTileName"],
            (Self::Mpns, true) => elements![
                "ChannelUri" "SecondaryTileName" "BodyTemplate" "MpnsHeaders" "TemplateName"
            ],
            (Self::Wns, true) => elements![
                "ChannelUri" "SecondaryTileName" "BodyTemplate" "WnsHeaders" "TemplateName"
            ],
            (Self::Apns, false) => elements!["DeviceToken"],
            (Self::Apns, true) => elements![
                "DeviceToken" "BodyTemplate" "Expiry" "TemplateName" "Priority" "ApnsHeaders"
            ],
            (Self::Gcm, false) => elements!["GcmRegistrationId"],
            (Self::Gcm, true) => elements!["GcmRegistrationId" "BodyTemplate" "TemplateName"],
        }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::vec::Vec;

    use super::Platform;

    #[test]
    fn the_words_of_the_documents_are_these() {
        let words = Platform::ALL.iter().map(|it| (it.word(), it.format(), it.handle_element()));
        assert_eq!(
            words.collect::<Vec<_>>(),
            [
                ("mpns", "windowsphone", "ChannelUri"),
                ("wns", "windows", "ChannelUri"),
                ("apns", "apple", "DeviceToken"),
                ("gcm", "gcm", "GcmRegistrationId"),
            ]
        );
    }

    #[test]
    fn the_eight_descriptions_have_these_elements_in_this_order() {
        let all = Platform::ALL.iter().flat_map(|&it| [(it, false), (it, true)]);
        let rows = all.map(|(platform, template)| {
            let elements = platform.elements(template);
            assert_eq!(
                elements[..5],
                ["ETag", "ExpirationTime", "RegistrationId", "Tags", "PushVariables"]
            );
            format!("{}: {}", platform.root(template), elements[5..].join(" "))
        });
        assert_eq!(
            rows.collect::<Vec<_>>(),
            [
                "MpnsRegistrationDescription: ChannelUri SecondaryTileName",
                "MpnsTemplateRegistrationDescription: ChannelUri SecondaryTileName BodyTemplate MpnsHeaders TemplateName",
                "WindowsRegistrationDescription: ChannelUri SecondaryTileName",
                "WindowsTemplateRegistrationDescription: ChannelUri SecondaryTileName BodyTemplate WnsHeaders TemplateName",
                "AppleRegistrationDescription: DeviceToken",
                "AppleTemplateRegistrationDescription: DeviceToken BodyTemplate Expiry TemplateName Priority ApnsHeaders",
                "GcmRegistrationDescription: GcmRegistrationId",
                "GcmTemplateRegistrationDescription: GcmRegistrationId BodyTemplate TemplateName",
            ]
        );
    }

    #[test]
    fn words_are_compared_exactly() {
        for &platform in Platform::ALL {
            assert_eq!(Platform::from_word(platform.word()), Some(platform));
        }
        for word in ["MPNS", "Wns", " wns", "fcm", "windows", ""] {
            assert_eq!(Platform::from_word(word), None, "{word}");
        }
    }

    #[test]
    fn every_root_tells_its_platform() {
        for &platform in Platform::ALL {
            for template in [false, true] {
                let root = platform.root(template);
                assert_eq!(Platform::from_root(root), Some((platform, template)));
            }
        }
        assert_eq!(Platform::from_root("FcmRegistrationDescription"), None);
        assert_eq!(Platform::from_root("mpnsRegistrationDescription"), None);
    }

    #[test]
    fn a_platform_has_the_elements_that_it_names() {
        for &platform in Platform::ALL {
            for template in [false, true] {
                let has = |name| platform.elements(template).contains(&name);
                assert!(has(platform.handle_element()));
                assert_eq!(has("SecondaryTileName"), platform.has_tiles());
                let headers = platform.header_elements().filter(|(list, _)| has(list));
                assert_eq!(headers.is_some(), template && platform != Platform::Gcm);
                assert!(headers.is_none_or(|(list, item)| list.strip_suffix('s') == Some(item)));
            }
        }
    }
}
