//! Ids, tags, versions, tokens, paths and JSON.

use mpnspec_model::registration::sas::{Hex, Key, Refusal, Token};
use mpnspec_model::registration::{
    ConnectionString, ContinuationToken, DeviceRegistration, DeviceTags, ETag, Filter, FilterField,
    HubPath, IdForm, IdReply, IfMatch, Location, Query, RegistrationId, Tag, Tags, Timestamp,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

proptest! {
    #[test]
    fn tags_read_back_as_the_same_set(list in "[a-c,é $]{0,24}") {
        let tags = Tags::read(&list);
        let only_nothing = tags.len() == 1 && tags.contains("");
        prop_assert_eq!(Tags::read(&tags.to_string()) == tags, !only_nothing);
        let mut reversed: Vec<&str> = tags.iter().collect();
        prop_assert_eq!(reversed.len(), tags.len());
        reversed.reverse();
        prop_assert_eq!(reversed.iter().copied().collect::<Tags>(), tags.clone());
        prop_assert_eq!(tags.faults().next().is_none(), list.is_empty() || list.split(',').all(|tag| Tag::parse(tag).is_ok()));
        prop_assert_eq!(tags.trimmed().trimmed(), tags.trimmed());
    }

    #[test]
    fn an_id_has_one_spelling(numbers in any::<[u64; 2]>(), partition in any::<u8>(), other in "[0-9-]{0,12}") {
        let id = RegistrationId::mint(numbers, partition);
        prop_assert_eq!(RegistrationId::parse(&id.to_string()), Ok(id));
        if let Ok(id) = RegistrationId::parse(&other) {
            prop_assert_eq!(id.to_string(), other);
        }
    }

    #[test]
    fn a_moment_reads_back(seconds in 0..253_402_300_800u64, digits in 0..=9usize, fraction in 0..1_000_000_000u32, zone in any::<bool>()) {
        let fraction = format!("{fraction:09}");
        let whole = Timestamp::from_unix(seconds).to_string();
        prop_assert_eq!(Timestamp::parse(&whole).unwrap(), Timestamp::from_unix(seconds));
        let mut text = whole.trim_end_matches('Z').split('.').next().unwrap().to_string();
        if digits > 0 {
            text.extend([".", &fraction[..digits]]);
        }
        if zone {
            text.push('Z');
        }
        let moment = Timestamp::parse(&text).unwrap();
        prop_assert_eq!(moment.unix(), i64::try_from(seconds).unwrap());
        prop_assert_eq!(Timestamp::parse(&moment.to_string()), Ok(moment));
    }

    #[test]
    fn a_condition_reads_back(value in "(W/)?\"?([0-9]{1,22}|\\*)\"?") {
        if let Ok(condition) = IfMatch::parse(value.as_bytes()) {
            let written = condition.to_string();
            prop_assert_eq!(IfMatch::parse(written.as_bytes()), Ok(condition));
            prop_assert_eq!(written.len() <= value.len(), true);
        }
    }

    #[test]
    fn whatever_a_key_signs_it_verifies(
        name in "[ -~]{1,12}", secret in any::<String>(), path in "(/[A-Za-z0-9%é:]{1,6}){0,3}",
        query in of("[A-Za-z$]{1,4}=[A-Za-z' ]{0,4}"), expiry in any::<u64>(), now in any::<u64>(), upper in any::<bool>(),
    ) {
        let key = Key { name, secret };
        let query = query.map_or(String::new(), |query| format!("?{query}"));
        let uri = format!("https://ns.example{path}{query}");
        let hex = if upper { Hex::Upper } else { Hex::Lower };
        let token = Token::parse(&key.sign(&uri, expiry, hex)).unwrap();
        let expected = if now > expiry { Err(Refusal::Expired { expiry, now }) } else { Ok(()) };
        prop_assert_eq!(token.verify(&key, &uri, now), expected);
        let hub = Token::parse(&key.sign("http://ns.example", u64::MAX, hex)).unwrap();
        prop_assert_eq!(hub.verify(&key, &uri, now), Ok(()));
        let other = Key { secret: format!("{}x", key.secret), ..key };
        prop_assert_eq!(token.verify(&other, &uri, 0), Err(Refusal::Signature));
    }

    #[test]
    fn a_connection_string_reads_back(authority in "[a-z0-9.-]{1,12}(:[0-9]{1,4})?", name in "[A-Za-z]{1,8}", secret in "[A-Za-z0-9+/]{1,12}={0,2}") {
        let string = ConnectionString { authority, key: Key { name, secret } };
        prop_assert_eq!(ConnectionString::parse(&string.to_string()), Ok(string));
    }

    #[test]
    fn a_location_reads_back(base in "https?://[a-z.]{1,8}(:[0-9]{1,4})?", hub in "[a-zA-Z]{1,8}", numbers in any::<[u64; 2]>(), version in "[0-9-]{1,8}") {
        let location = Location::of(&base, &hub, &RegistrationId::mint(numbers, 1), &version);
        prop_assert_eq!(Location::parse(&location.to_string()), Ok(location));
    }

    #[test]
    fn a_request_of_a_device_reads_back(
        platform in any::<String>(), handle in any::<String>(),
        tags in prop_oneof![Just(DeviceTags::Missing), Just(DeviceTags::Null), vec(any::<String>(), 0..4).prop_map(DeviceTags::List)],
    ) {
        let request = DeviceRegistration { platform, handle, tags };
        prop_assert_eq!(DeviceRegistration::read(&request.write()), Ok(request));
    }

    #[test]
    fn an_id_reply_reads_back(id in "[!-~é]{1,12}", bare in any::<bool>()) {
        let form = if bare { IdForm::Bare } else { IdForm::Quoted };
        let reply = IdReply { id, form };
        if !(bare && reply.id.starts_with(['"', '{', '[', '<'])) {
            prop_assert_eq!(IdReply::read(&reply.write()), Ok(reply));
        }
    }

    #[test]
    fn a_filter_reads_back_from_both_encodings(field in select(FilterField::ALL), handle in any::<String>(), form in any::<bool>()) {
        let filter = Filter { field, handle };
        let text = filter.to_string();
        prop_assert_eq!(&Filter::parse(&text).unwrap(), &filter);
        let mut encoded: String = text.bytes().map(|octet| format!("%{octet:02x}")).collect();
        if form {
            encoded = encoded.replace("%20", "+");
        }
        prop_assert_eq!(&Filter::parse_encoded(&encoded).unwrap(), &filter);
        let query = Query::parse(&format!("a&$filter={encoded}&b")).unwrap();
        prop_assert_eq!(query.filter, Some(filter));
    }

    #[test]
    fn a_token_of_a_list_survives_every_encoding(text in "[A-Za-z0-9+/=();é]{1,16}") {
        let token = ContinuationToken::new(text);
        let once = token.to_string();
        prop_assert_eq!(&ContinuationToken::from_query(&once), &token);
        prop_assert_eq!(&ContinuationToken::from_query(&once.replace('%', "%25")), &token);
    }

    #[test]
    fn nothing_panics_and_every_complaint_is_inside(text in prop_oneof![
        any::<String>(),
        "[0-9-]{0,24}",
        "[0-9TZ:.-]{0,30}",
        "(W/)?[\"*0-9]{0,8}",
        "https?://[a-z/?]{0,12}(registrationids)?[/a-z?]{0,8}",
        "(/[a-zA-Z%]{0,3}){0,2}(/tags|/registrations|/messages)?[/a-z?$=&%]{0,12}",
        "(ChannelUri|DeviceToken)( eq )?['a ]{0,8}",
        "(Endpoint|SharedAccessKey|=|;|sb://|[a-z]){0,8}",
        "SharedAccessSignature (sr=|sig=|se=|skn=|&|%[0-9a-f]{2}|[a-z0-9]){0,12}",
        "(\\{|\\}|\"Tags\"|\"Platform\"|:|,|\\[|\\]|\"a\"|null){0,10}",
    ]) {
        let octets = text.as_bytes();
        let complaints = [
            RegistrationId::parse(&text).err(),
            Timestamp::parse(&text).err(),
            ETag::parse(octets).err(),
            IfMatch::parse(octets).err(),
            Location::parse(&text).err(),
            Filter::parse(&text).err(),
            Filter::parse_encoded(&text).err(),
            IdReply::read(octets).err(),
        ];
        for complaint in complaints.into_iter().flatten() {
            prop_assert!(complaint.at <= octets.len(), "{complaint}");
        }
        let complaints = [
            HubPath::parse(&text).err().map(|it| it.to_string()),
            Query::parse(&text).err().map(|it| it.to_string()),
            ConnectionString::parse(&text).err().map(|it| it.to_string()),
            Token::parse(&text).err().map(|it| it.to_string()),
            DeviceRegistration::read(octets).err().map(|it| it.to_string()),
        ];
        for complaint in complaints.into_iter().flatten() {
            prop_assert!(complaint.starts_with("expected ") && complaint.contains("found "), "{complaint}");
        }
    }
}
