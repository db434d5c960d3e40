package io.github.pinsink.event;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about the form of its own values: the country of its phone numbers. It is asked when the first value
 * needs it, and once per event, however many values need it.
 */
public final class RecordLocale {
    private static final String PHONE_COUNTRY = "mapping.phone.country";

    private final EventWriter event;
    private @Nullable EventValues values;
    private @Nullable Optional<String> phoneCountry;

    RecordLocale(EventWriter event) {
        this.event = event;
    }

    /** Whether a constant is the country of phone numbers, for the validation of a config. */
    public static boolean isPhoneCountry(Object constant) {
        return constant instanceof String text && region(text).isPresent();
    }

    /** The next questions are about that event. */
    void reset(EventValues ofEvent) {
        values = ofEvent;
        phoneCountry = null;
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

    private Optional<String> ofRecord() {
        Object given = values == null ? null : FieldEncoders.single(values.phoneCountry());
        if (given instanceof Problem failed) {
            event.report(failed);
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
