package io.github.pinsink.event;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about the form of its own values: the country of its phone numbers and the zone of its local
 * times. Each is asked when the first value needs it, and once per event, however many values need it.
 */
public final class RecordLocale {
    private static final String PHONE_COUNTRY = "mapping.phone.country";

    static final String TIME_ZONE = "mapping.event_time.zone";
    private static final String EXPECTED_ZONE = "a time zone for a time without an offset (" + TIME_ZONE
            + ": an IANA name such as Europe/Berlin, or an offset)";

    private final EventWriter event;
    private @Nullable FieldValues values;
    private @Nullable Optional<String> phoneCountry;
    private @Nullable Object givenZone;
    private boolean zoneKnown;
    private boolean zoneFailed;
    // Usually the same for many events.
    private String lastZoneName = "";
    private ZoneId lastZone = ZoneOffset.UTC;

    RecordLocale(EventWriter event) {
        this.event = event;
    }

    /** Whether a constant is the country of phone numbers, for the validation of a config. */
    public static boolean isPhoneCountry(Object constant) {
        return constant instanceof String text && region(text).isPresent();
    }

    /** Whether a constant is a time zone, for the validation of a config. */
    public static boolean isTimeZone(Object constant) {
        return constant instanceof String text && TimeZones.named(text.strip()).isPresent();
    }

    /** The next questions are about that event. */
    void reset(FieldValues ofEvent) {
        values = ofEvent;
        phoneCountry = null;
        zoneKnown = false;
    }

    /** ISO 3166 code of the country of the event's phone numbers: that of the record, or else the default. */
    Optional<String> phoneCountry() {
        Optional<String> known = phoneCountry;
        if (known == null) {
            known = ofRecord().or(event.rules()::phoneCountry);
            phoneCountry = known;
        }
        return known;
    }

    /**
     * Unix seconds of the seconds on a local clock. The clock is in UTC if the mapping has no zone. It is also in UTC, which is
     * reported, if the record does not say the zone that the mapping expects of it.
     *
     * @throws InvalidValueException when what the record says is not a zone
     */
    long unixSeconds(long local) throws InvalidValueException {
        if (!zoneKnown) {
            givenZone = givenZone();
            zoneKnown = true;
        }
        if (zoneFailed) {
            throw new InvalidValueException(null, EXPECTED_ZONE);
        }
        return givenZone == null ? local : ParsedTime.unixSeconds(local, zone(givenZone));
    }

    /** Null for UTC. */
    private @Nullable Object givenZone() {
        zoneFailed = false;
        FieldValues known = values;
        if (known == null || !known.hasTimeZone()) {
            return null;
        }
        try {
            Object given = FieldEncoders.single(known.timeZone());
            if (given != null
                    && !(given instanceof String text && Whitespace.strip(text).isEmpty())) {
                return given;
            }
            event.report(Problem.unexpected(
                    ProblemCode.INVALID_VALUE,
                    TIME_ZONE,
                    "the time zone of a time without an offset",
                    "no value, so the time was read as UTC"));
        } catch (ProblemException e) {
            zoneFailed = true;
            event.report(e.problem());
        }
        return null;
    }

    private ZoneId zone(Object given) throws InvalidValueException {
        if (!(given instanceof String text)) {
            throw new InvalidValueException(given, EXPECTED_ZONE);
        }
        if (!text.equals(lastZoneName)) {
            lastZone = TimeZones.named(Whitespace.strip(text))
                    .orElseThrow(() -> new InvalidValueException(given, EXPECTED_ZONE));
            lastZoneName = text;
        }
        return lastZone;
    }

    private Optional<String> ofRecord() {
        Object given;
        try {
            given = values == null ? null : FieldEncoders.single(values.phoneCountry());
        } catch (ProblemException e) {
            event.report(e.problem());
            return Optional.empty();
        }
        if (given == null
                || (given instanceof String text && Whitespace.strip(text).isEmpty())) {
            return Optional.empty();
        }
        Optional<String> region = given instanceof String text ? region(text) : Optional.empty();
        if (region.isEmpty()) {
            event.report(Problem.unexpected(
                    ProblemCode.INVALID_VALUE,
                    PHONE_COUNTRY,
                    "a country (an ISO 3166 code such as DE, or an English name)",
                    Problem.shape(given)));
        }
        return region;
    }

    /** The code of a country that has phone numbers. */
    private static Optional<String> region(String country) {
        String code = FieldNormalizers.country(Whitespace.strip(country)).toUpperCase(Locale.ROOT);
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(code)
                ? Optional.of(code)
                : Optional.empty();
    }
}
