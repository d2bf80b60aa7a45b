//! What every answer owes, whichever row it belongs to.

use super::{DEVICE, NOTIFICATION, SUBSCRIPTION, cell, is};
use crate::answer::{Check, Choice, Field, If, Value};
use crate::dispute::*;
use crate::header::{self, MessageId};
use crate::requirement::*;

const MESSAGE_ID: Field = Field::Header(header::X_MESSAGE_ID);

/// Judged on every answer to a sound request.
pub const EVERY_ANSWER: &[Check] = &[
    cell(Field::Version, &[(Value::Number(1, 1), AGREED)], RESPONSES_ARE_HTTP_1_1),
    cell(
        Field::Header("Date"),
        &[(Value::Form("an HTTP date", is_http_date), AGREED)],
        RESPONSES_HAVE_A_DATE,
    ),
    present(
        NOTIFICATION,
        &[
            is("Received"),
            is("QueueFull"),
            is("Suppressed"),
            is("Dropped"),
            (Value::Text("N/A"), D15_B),
        ],
        NOTIFICATION_STATUS_IS_KNOWN,
    ),
    present(
        DEVICE,
        &[
            is("Connected"),
            is("TempDisconnected"),
            is("Disconnected"),
            (Value::Exactly("Inactive"), AGREED),
            (Value::Text("Inactive"), D14_INACTIVE_IN_ANY_CASE),
            (Value::Text("Temp Disconnected"), D14_A),
            (Value::Text("N/A"), D15_B),
        ],
        DEVICE_STATUS_IS_KNOWN,
    ),
    present(
        SUBSCRIPTION,
        &[is("Active"), is("Expired"), (Value::Text("N/A"), D15_B)],
        SUBSCRIPTION_STATUS_IS_KNOWN,
    ),
];

const fn present(field: Field, choices: &'static [Choice], requirement: Requirement) -> Check {
    Check { only: If::Present, ..cell(field, choices, requirement) }
}

/// Judged on every answer to a notification.
pub const ECHO: &[Check] = &[
    Check {
        field: MESSAGE_ID,
        only: If::AskedWith(is_uuid),
        choices: &[(Value::Echo, AGREED)],
        requirement: MESSAGE_ID_IS_ECHOED,
        under: AGREED,
    },
    Check {
        field: MESSAGE_ID,
        only: If::AskedWith(is_no_uuid),
        choices: &[(Value::Echo, AGREED)],
        requirement: ANY_MESSAGE_ID_IS_ECHOED,
        under: D04_A,
    },
    Check {
        field: MESSAGE_ID,
        only: If::Unasked,
        choices: &[
            (Value::Absent, AGREED),
            (Value::Text("00000000-0000-0000-0000-000000000000"), D03_B),
        ],
        requirement: NO_MESSAGE_ID_NO_ECHO,
        under: AGREED,
    },
];

/// Everything that is judged on its own, whichever row an answer belongs to.
pub const APART: &[&[Check]] = &[EVERY_ANSWER, ECHO, OF_A_200];

/// Judged on every 200 to a notification.
pub const OF_A_200: &[Check] =
    &[cell(Field::Body, &[(Value::Empty, AGREED)], BODY_OF_A_200_IS_EMPTY)];

/// Is it the preferred form of an HTTP date, such as `Sun, 06 Nov 1994 08:49:37 GMT`?
fn is_http_date(date: &[u8]) -> bool {
    const FORM: &[u8; 29] = b"Aaa, 00 Aaa 0000 00:00:00 GMT";
    date.len() == FORM.len()
        && date.iter().zip(FORM).all(|(found, form)| match form {
            b'A' => found.is_ascii_uppercase(),
            b'a' => found.is_ascii_lowercase(),
            b'0' => found.is_ascii_digit(),
            _ => found == form,
        })
}

fn is_uuid(id: &[u8]) -> bool {
    MessageId::parse(id).is_ok()
}

fn is_no_uuid(id: &[u8]) -> bool {
    !id.is_empty() && !is_uuid(id)
}
