//! The lists of a hub, page by page.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::tell::{fits, from, query_of, recorded, token};
use super::{Hub, Registration, Reply};
use crate::hub::FEED_TYPE;
use crate::hub::ask::Call;
use crate::hub::facts::Life;
use crate::hub::wrong::{Listed, Wrong};
use crate::registration::{
    Feed, FilterField, Platform, RegistrationId, Timestamp, X_MS_CONTINUATIONTOKEN,
};

impl Hub {
    pub(super) fn list(&self, call: &Call, (base, target): (&str, &str), clock: u64) -> Reply {
        let from = self.beginning(call, target);
        let members: Vec<_> = self
            .listed()
            .filter(|(id, _)| from.is_none_or(|from| *id >= from))
            .filter(|(_, registration)| self.belongs(call, registration))
            .collect();
        let length = self.length(call).min(members.len());
        let (page, rest) = self.cut(members.split_at(length));
        if page.is_empty() && self.lists(Listed::NothingIs404) {
            return Reply { status: 404, ..Reply::default() };
        }
        let next = self.next(page, rest).map(token);
        let (collection, query) = (format!("{base}/registrations"), query_of(target));
        let entries = page.iter().map(|(id, registration)| {
            recorded((*id, registration), &collection, query, (clock, true))
        });
        let link = next.as_ref().map(|token| {
            let others = query
                .split('&')
                .filter(|option| !option.to_ascii_lowercase().starts_with("continuationtoken"));
            let others = others.collect::<Vec<_>>().join("&");
            let path = target.split('?').next().unwrap_or_default();
            format!("{path}?{others}&continuationtoken={token}")
        });
        let feed = Feed::answer(target, Timestamp::from_unix(clock), link, entries.collect());
        let mut headers = Vec::from([("Content-Type", FEED_TYPE.into())]);
        headers.extend(next.map(|token| (X_MS_CONTINUATIONTOKEN, token.to_string().into_bytes())));
        Reply { status: 200, headers, body: self.written(feed.write()), ..Reply::default() }
    }

    /// What there is to choose from, in the order of the ids.
    fn listed(&self) -> impl Iterator<Item = (RegistrationId, &Registration)> {
        let dead = match self.wrong {
            Some(Wrong::Lists(Listed::Dead(life))) => Some(life),
            _ => None,
        };
        let mut all: Vec<_> = self.registrations().collect();
        all.extend(dead.into_iter().flat_map(|life: Life| self.with_life(life)));
        all.sort_by_key(|(id, _)| *id);
        all.into_iter()
    }

    fn belongs(&self, call: &Call, registration: &Registration) -> bool {
        let Registration { description, .. } = registration;
        let tagged = call.tag.as_deref().is_none_or(|tag| description.tags.contains(tag));
        let has_handle = call.filter().is_none_or(|filter| fits(filter, description));
        let Some(Wrong::Lists(listed)) = self.wrong else { return tagged && has_handle };
        let first = || call.tag.as_deref() == description.tags.iter().next();
        match listed {
            Listed::AnyTag => has_handle,
            Listed::AnyHandle => tagged,
            Listed::PartOfATag => call.tag.as_deref().is_none_or(|tag| {
                has_handle && description.tags.iter().any(|its| its.contains(tag))
            }),
            Listed::FirstTag => has_handle && (call.tag.is_none() || first()),
            Listed::HandlesOfTheField => {
                let its = call.filter().is_none_or(|filter| {
                    let field = match description.platform {
                        Platform::Mpns | Platform::Wns => FilterField::ChannelUri,
                        Platform::Apns => FilterField::DeviceToken,
                        Platform::Gcm => FilterField::GcmRegistrationId,
                    };
                    field == filter.field
                });
                tagged && has_handle && its
            }
            Listed::Native => tagged && has_handle && description.template.is_none(),
            Listed::SelectedOnce if call.query.continuation_token.is_some() => true,
            _ => tagged && has_handle,
        }
    }

    /// The id with which the page begins, unless it is the first page.
    fn beginning(&self, call: &Call, target: &str) -> Option<RegistrationId> {
        let from = call.query.continuation_token.as_ref().and_then(from);
        let ignored = self.lists(Listed::FirstPage)
            || self.lists(Listed::TokensInSmallLetters) && target.contains("ContinuationToken=");
        from.filter(|_| !ignored)
    }

    /// How many entries the page has at most.
    fn length(&self, call: &Call) -> usize {
        let top = call.query.top.and_then(|top| usize::try_from(top).ok());
        let length = top.unwrap_or(self.page).min(self.page).max(1);
        let Some(Wrong::Lists(listed)) = self.wrong else { return length };
        match (listed, top) {
            (Listed::AnyTop, _) => self.page,
            (Listed::TopAndOne, Some(_)) => length + 1,
            (Listed::AnyLength, Some(top)) => top.max(1),
            (Listed::Pages(page), _) => top.unwrap_or(page).min(page),
            _ => length,
        }
    }

    /// The page, and what is left for others.
    fn cut<'m, M>(&self, (page, rest): (&'m [M], &'m [M])) -> (&'m [M], &'m [M]) {
        match (self.wrong, page.split_last()) {
            (Some(Wrong::Lists(Listed::AllButTheLast)), Some((_, page))) if rest.is_empty() => {
                (page, rest)
            }
            _ => (page, rest),
        }
    }

    /// The id with which the next page begins, if there is one.
    fn next(
        &self,
        page: &[(RegistrationId, &Registration)],
        rest: &[(RegistrationId, &Registration)],
    ) -> Option<RegistrationId> {
        let first = |of: &[(RegistrationId, &Registration)]| of.first().map(|(id, _)| *id);
        let next = first(rest);
        let Some(Wrong::Lists(listed)) = self.wrong else { return next };
        match listed {
            Listed::OnePage => None,
            Listed::NoPageOfOne => next.filter(|_| rest.len() > 1),
            Listed::Overlapping if page.len() > 1 => {
                next.and_then(|_| page.last().map(|(id, _)| *id))
            }
            Listed::Skipping => first(rest.get(1..).unwrap_or_default()),
            _ => next,
        }
    }

    fn lists(&self, listed: Listed) -> bool {
        self.wrong == Some(Wrong::Lists(listed))
    }
}
