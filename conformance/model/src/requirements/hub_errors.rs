//! What a hub answers when it cannot serve at all, and what its refusals look like.

requirements! {
    in hub_errors;

    /// A hub that does not exist is 404.
    UNKNOWN_HUBS_ARE_404 = "hub-errors/unknown-hubs-are-404"
        Hub Must V7_0 from "Recorded answers of the service" for "H-26";
    /// A refusal is an `Error` with a `Code` and a `Detail`, or has an empty body.
    ERRORS_ARE_TOLD = "hub-errors/errors-are-told"
        Hub Observed V7_0 from "Recorded answers of the service" for "H-29";
    /// A throttled call is refused with 403 or 429.
    THROTTLED_IS_403_OR_429 = "hub-errors/throttled-is-403-or-429"
        Hub Must V7_0 from "Create a registration (REST reference), response codes"
            for "H-27 H-28 D-42";
    /// A throttled call is told in `Retry-After` when to come again, in whole seconds.
    THROTTLED_IS_TOLD_WHEN = "hub-errors/throttled-is-told-when"
        Hub Should V7_0 from "Practice of client libraries" for "H-28";
    /// A hub that is busy says so with 408, 500, 503 or 504.
    BUSY_IS_408_OR_5XX = "hub-errors/busy-is-408-or-5xx"
        Hub Observed V7_0 from "Practice of client libraries" for "H-32"
        untested "no command keeps a hub busy";
}
