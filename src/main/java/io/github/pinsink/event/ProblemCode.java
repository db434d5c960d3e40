package io.github.pinsink.event;

import java.util.Locale;

/**
 * What can be wrong with a record, an event or a part of it. Each code is a row of {@code docs/problems.md}; dead letters,
 * the preview, logs and metrics name it.
 */
public enum ProblemCode {
    MISSING_FIELD(
            "is required",
            "The event has no value for a field that every event needs.",
            "Map the field, or filter out records that do not have it."),
    NO_USER_IDENTIFIER(
            "no usable user identifier; provide",
            "Pinterest needs at least one of these to match the event to a user; none was mapped, or none was valid.",
            "Map one of them. The dropped fields of the same record say why their values were not usable."),
    INVALID_VALUE(
            "",
            "The expression found a value that the field cannot have.",
            "Correct the expression or the producer. An optional field is dropped; mapping.on.invalid.field=reject rejects the"
                    + " record instead."),
    PLACEHOLDER(
            "a placeholder counts as absent",
            "The field has what a system writes where it has no value, such as undefined, 0 as an id, or a template variable"
                    + " that was not replaced. It counts as absent, also with mapping.on.invalid.field=reject.",
            "Nothing, if the value is unknown. Otherwise correct the producer. The words are listed in event-fields.md."),
    OPT_OUT_NOT_UNDERSTOOD(
            "it may be a yes, so the record is rejected; make the expression give one of these, or nothing",
            "opt_out or custom_data.opt_out_type has a value that the connector does not understand. It is not dropped, whatever"
                    + " mapping.on.invalid.field says: the event would count as one without an opt-out.",
            "Make the expression yield true, false, or nothing for records that say nothing about it."),
    UNSUPPORTED_DIGEST(
            "Pinterest accepts SHA-256 only",
            "The value of a hashed field looks like a digest of another algorithm, such as MD5. It matches no user.",
            "Map the plain value, which the connector hashes, or its SHA-256 digest."),
    UNKNOWN_EVENT_NAME(
            "",
            "event_name is not a name of the API, not a known spelling of one, and not in mapping.custom.event.names.",
            "Map the name in mapping.event_name, or set mapping.on.unknown.event. List an event that you have defined at"
                    + " Pinterest in mapping.custom.event.names, spelled exactly as you defined it."),
    UNKNOWN_PROPERTY(
            "",
            "An object of the event has a property that Pinterest's API does not have.",
            "Remove the property or correct its name; it is dropped."),
    EXTRA_FIELD_NOT_LISTED(
            "is sent only if mapping.extra.fields lists",
            "The record has a property that only newer descriptions of Pinterest's API have, and mapping.extra.fields does not"
                    + " list it. Pinterest rejects a whole request for one property that it does not know.",
            "Nothing: it is dropped. If Pinterest accepts the field for your ad account, list it in mapping.extra.fields."),
    TOO_OLD(
            "",
            "The event happened longer ago than event.max.age allows; Pinterest rejects events older than 7 days.",
            "Correct event_time, or start the connector at newer records."),
    IN_THE_FUTURE(
            "",
            "The event's time is in the future.",
            "Check the unit and the time zone of event_time (mapping.event_time.zone for local times), and the producer's clock."),
    EVENT_TOO_LARGE(
            "map fewer or shorter values",
            "One event is larger than the connector sends.",
            "Map fewer or shorter values."),
    RECORD_TOO_LARGE(
            "map fewer or shorter values, or explode fewer elements",
            "The events of one record take more memory than the connector allows.",
            "Map fewer or shorter values, or explode fewer elements."),
    EXPRESSION_FAILED(
            "",
            "A JSONata expression could not be evaluated for this record. The message has its key, the reason and the position.",
            "Try the expression with pinsink preview on this record; guard it, for example with $exists or a default. An"
                    + " optional field is dropped, unless mapping.on.invalid.field=reject; for event_name, action_source,"
                    + " event_time, event_id, opt_out, opt_out_type, ad_account_id, filter and explode the record is"
                    + " rejected."),
    EXPRESSION_LIMIT_EXCEEDED(
            "",
            "The expressions of the record used up their limit of time, steps or characters.",
            "Simplify the expression that the message names, or raise mapping.expression.timeout.ms."),
    UNREADABLE_VALUE(
            "",
            "An expression read a value that the connector cannot convert.",
            "Check value.converter and the transforms."),
    UNREADABLE_RECORD(
            "",
            "The record's value is not an object or a list, or not valid JSON.",
            "Check value.converter and the producer."),
    TOO_MANY_ELEMENTS(
            "",
            "explode yielded more elements than one record may have.",
            "Split the record, or explode a shorter list."),
    MISSING_ELEMENT(
            "is null", "An element that explode yielded is null.", "Filter out null elements in the expression."),
    INVALID_AD_ACCOUNT(
            "",
            "mapping.ad_account_id did not yield an ad account id.",
            "Correct the expression, or remove it to use pinterest.ad.account.id."),
    NO_MAPPING(
            "",
            "The record's topic has no mapping.",
            "Set topic.<topic>.mapping.* for the topic, or the default mapping.* keys."),
    INTERNAL_ERROR(
            "",
            "Mapping the record failed unexpectedly.",
            "Simplify the expressions that read it, and report this as a bug of the connector."),
    REJECTED_BY_PINTEREST(
            "",
            "Pinterest rejected the event; the message is Pinterest's.",
            "Correct the mapping as the message says, then replay the dead letter."),
    UNREADABLE_RESPONSE(
            "",
            "Pinterest's responses to the event could not be parsed after several attempts. The event may have been accepted.",
            "Check what is between the worker and Pinterest. Replay the dead letter only if a repeat is acceptable."),
    DELIVERY_AMBIGUOUS(
            "",
            "It is unknown whether Pinterest accepted this event, and offline.on.ambiguous forbids to send it again: Pinterest"
                    + " does not deduplicate offline events, and perhaps not late ones, which it counts as offline conversions.",
            "Check at Pinterest whether the event arrived before you replay the dead letter."),
    AD_ACCOUNT_DENIED(
            "",
            "Pinterest denied access to the ad account that the record names.",
            "Give the token's user a role on the ad account, or correct mapping.ad_account_id; then replay the dead letter."),
    MORE_PROBLEMS("and", "The record has more problems than are listed.", "Fix the listed ones first.");

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String phrase;
    private final String cause;
    private final String cure;

    ProblemCode(String phrase, String cause, String cure) {
        this.phrase = phrase;
        this.cause = cause;
        this.cure = cure;
    }

    /** The stable name, such as {@code missing-field}. */
    public String id() {
        return id;
    }

    /** What the text says; where a value was expected, what to do about it. May be empty. */
    String phrase() {
        return phrase;
    }

    public String cause() {
        return cause;
    }

    /** What to do. */
    public String cure() {
        return cure;
    }
}
