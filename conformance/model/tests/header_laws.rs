//! What holds for every field and for every header block.

use mpnspec_model::edition::Edition;
use mpnspec_model::header::block::{Field, octets, parse_block};
use mpnspec_model::header::{
    CallbackUri, ContentLength, ContentType, DeviceStatus, MessageId, NotificationClass,
    NotificationStatus, SubscriptionStatus, Target, digits,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn field() -> impl Strategy<Value = (String, Vec<u8>)> {
    let visible = prop_oneof![0x21..=0x7eu8, 0x80..=0xffu8];
    ("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}", vec(vec(visible, 1..6), 0..4))
        .prop_map(|(name, words)| (name, words.join(&b' ')))
}

proptest! {
    #[test]
    fn a_block_reads_back_from_its_lines(fields in vec(field(), 0..8), blank in "[ \t]{0,3}", body in vec(any::<u8>(), 0..8)) {
        let mut block = Vec::new();
        for (name, value) in &fields {
            block.extend([name.as_bytes(), b":", blank.as_bytes(), value, blank.as_bytes(), b"\r\n"].concat());
        }
        let expected: Vec<Field<'_>> = fields.iter().map(|(name, value)| Field { name, value }).collect();
        prop_assert_eq!(parse_block(&block), Ok(expected.clone()));
        if blank == " " {
            prop_assert_eq!(octets(&expected), block.len() - fields.len());
        }
        block.extend_from_slice(b"\r\n");
        block.extend(body);
        prop_assert_eq!(parse_block(&block), Ok(expected.clone()));
    }

    #[test]
    fn nothing_panics_and_every_complaint_is_inside(value in prop_oneof![
        vec(any::<u8>(), 0..40),
        "[0-9a-f-]{34,38}".prop_map(String::into_bytes),
        "(https?://)?[a-z@:/?#%0-9\\[\\]]{0,12}".prop_map(String::into_bytes),
        "[a-z/;=\" \\\\*]{0,24}".prop_map(String::into_bytes),
        "([A-Za-z]{1,3}[: ]{0,2}[a-z\r\n]{0,4}\r\n){0,3}".prop_map(String::into_bytes),
    ]) {
        let complaints = [
            parse_block(&value).err(),
            CallbackUri::parse(&value).err(),
            ContentLength::parse(&value).err(),
            ContentType::parse(&value).err(),
            DeviceStatus::parse(&value).err(),
            DeviceStatus::parse_prose(&value).err(),
            MessageId::parse(&value).err(),
            NotificationClass::parse(&value).err(),
            NotificationClass::parse_in(&value, Edition::V7_0).err(),
            NotificationStatus::parse(&value).err(),
            SubscriptionStatus::parse(&value).err(),
            Target::parse(&value).err(),
            digits(&value).err(),
        ];
        for complaint in complaints.into_iter().flatten() {
            prop_assert!(complaint.at <= value.len(), "{complaint}");
        }
    }

    #[test]
    fn a_message_id_has_one_spelling(bits in any::<u128>()) {
        let id = MessageId::new(bits);
        prop_assert_eq!(MessageId::parse(id.to_string().as_bytes()), Ok(id));
        let upper = id.to_string().to_uppercase();
        prop_assert_eq!(MessageId::parse(upper.as_bytes()).is_ok(), upper == id.to_string());
    }

    #[test]
    fn a_length_reads_back(length in any::<u64>()) {
        let length = ContentLength(length);
        prop_assert_eq!(ContentLength::parse(length.to_string().as_bytes()), Ok(length));
    }

    #[test]
    fn a_media_type_reads_back(value in "[a-z*]{1,5}/[a-z*.+]{1,5}( ?; ?[a-z]{1,4}=([a-z]{1,4}|\"([a-z ;,]|\\\\.){0,6}\")){0,3}") {
        if let Ok(read) = ContentType::parse(value.as_bytes()) {
            let written = read.to_string();
            prop_assert_eq!(ContentType::parse(written.as_bytes()), Ok(read));
        }
    }

    #[test]
    fn a_class_of_any_edition_is_a_class_of_7_0(number in 0..40u32) {
        let text = number.to_string();
        if let Ok(class) = NotificationClass::parse(text.as_bytes()) {
            prop_assert_eq!(u32::from(class.code()), number);
            prop_assert_eq!(NotificationClass::parse_in(text.as_bytes(), Edition::V7_0), Ok(class));
        }
    }
}
