//! The notifications of a day.

use crate::push_service::DAILY_LIMIT;
use crate::push_service::facts::Quota;
use crate::transcript::{Span, Time};

/// The notifications of a day.
#[derive(Clone, Copy, Default)]
pub(super) struct Day {
    pub(super) asked: u32,
    pub(super) taken: u32,
    pub(super) first: Time,
    pub(super) last: Time,
    /// Did a day pass since the limit was reached?
    pub(super) renewed: bool,
}

const A_DAY: Span = Span::seconds(24 * 60 * 60);
/// So long no boundary between days is to be feared.
const AN_HOUR: Span = Span::seconds(60 * 60);

impl Day {
    pub(super) fn renew(&mut self, now: Time) {
        if self.asked > 0 && now.since(self.last) >= A_DAY {
            *self = Self { renewed: self.taken >= DAILY_LIMIT, ..Self::default() };
        }
        if self.asked == 0 {
            self.first = now;
        }
    }

    /// Whether notifications are left: certain where every reading of a day agrees.
    pub(super) fn quota(&self, now: Time) -> Option<Quota> {
        if self.asked < DAILY_LIMIT {
            Some(Quota::Left)
        } else if self.taken >= DAILY_LIMIT && now.since(self.first) < AN_HOUR {
            Some(Quota::Spent)
        } else {
            None
        }
    }
}
