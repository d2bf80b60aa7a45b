//! The exchanges of registrations at the same time, in an order that does not depend on chance.

use mpnspec_model::adapter::Register;
use mpnspec_model::registration::{DeviceRegistration, IdReply};

use super::backend::Exchange;

/// Puts the exchanges of each registration one after the other, in the order of the registrations.
///
/// A request for an id stands before the first registration that bears the id; what belongs to none
/// comes last. Between two registrations the order in which requests arrive means nothing.
pub(super) fn one_after_the_other(all: Vec<Exchange>, told: &[Register]) -> Vec<Exchange> {
    let mut rest: Vec<_> = all.into_iter().map(Some).collect();
    let mut ordered = Vec::new();
    for register in told {
        for at in 0..rest.len() {
            let Some(put) = rest[at].take_if(|exchange| is_for(register, exchange)) else {
                continue;
            };
            let id = put.id(&register.backend);
            let brings = |exchange: &mut Exchange| id.is_some() && brought(exchange) == id;
            let request = rest.iter_mut().find_map(|exchange| exchange.take_if(brings));
            ordered.extend(request);
            ordered.push(put);
        }
    }
    ordered.extend(rest.into_iter().flatten());
    ordered
}

/// Does an exchange bear the handle and the tags of a registration?
fn is_for(register: &Register, exchange: &Exchange) -> bool {
    DeviceRegistration::read(&exchange.body).is_ok_and(|body| {
        body.handle == register.handle && body.tags.as_slice() == register.tags.as_slice()
    })
}

/// The id that the answer to a request brought.
fn brought(exchange: &Exchange) -> Option<String> {
    let asked = exchange.method == "POST" && exchange.status / 100 == 2;
    let reply = asked.then(|| IdReply::read(&exchange.answer_body));
    reply?.ok().map(|reply| reply.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKEND: &str = "http://backend.test/api/register";

    fn exchange(method: &str, id: &str, body: Vec<u8>, answer: &str) -> Exchange {
        Exchange {
            method: method.into(),
            target: if id.is_empty() { BACKEND.into() } else { format!("{BACKEND}/{id}") },
            headers: Vec::new(),
            body,
            status: 200,
            answer: Vec::new(),
            answer_body: answer.into(),
            lapse: None,
        }
    }

    fn post(id: &str) -> Exchange {
        exchange("POST", "", Vec::new(), &format!("\"{id}\""))
    }

    fn put(id: &str, handle: &str) -> Exchange {
        exchange("PUT", id, DeviceRegistration::new("mpns", handle, &[]).write(), "")
    }

    fn told(handle: &str) -> Register {
        Register { backend: BACKEND.into(), handle: handle.into(), ..Register::default() }
    }

    #[test]
    fn whatever_the_order_the_same_comes_out() {
        let (a, b) = (|| [post("1"), put("1", "a")], || [post("2"), put("2", "b")]);
        let ([a1, a2], [b1, b2]) = (a(), b());
        let orders = [
            vec![&a1, &a2, &b1, &b2],
            vec![&b1, &a1, &b2, &a2],
            vec![&a1, &b1, &b2, &a2],
            vec![&b1, &b2, &a1, &a2],
        ];
        for order in orders {
            let all = order.into_iter().cloned().collect();
            let ordered = one_after_the_other(all, &[told("a"), told("b")]);
            let ids: Vec<_> =
                ordered.iter().map(|it| brought(it).or_else(|| it.id(BACKEND))).collect();
            assert_eq!(ids, ["1", "1", "2", "2"].map(|id| Some(id.to_owned())));
        }
    }

    #[test]
    fn nothing_is_lost_and_what_belongs_to_nobody_comes_last() {
        let all = vec![post("9"), put("8", "z"), post("1"), put("1", "a")];
        let ordered = one_after_the_other(all, &[told("a")]);
        let methods: Vec<_> = ordered.iter().map(|it| it.method.as_str()).collect();
        assert_eq!(methods, ["POST", "PUT", "POST", "PUT"]);
        assert_eq!(brought(&ordered[2]), Some("9".into()));
    }
}
