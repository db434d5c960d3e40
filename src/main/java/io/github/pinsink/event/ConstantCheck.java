package io.github.pinsink.event;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks values that a mapping gives for every event, with the encoders of the fields. Not thread-safe. */
public final class ConstantCheck {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /** Codes that are not also usual names of fields, such as {@code id} or {@code la}. */
    private static final Set<String> LANGUAGES = Set.of(
            "ar", "cs", "da", "de", "en", "es", "fi", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "zh");

    private final EventRules rules;
    private final EncodingBuffers buffers;

    public ConstantCheck(EventRules rules) {
        this.rules = rules;
        this.buffers = new EncodingBuffers(rules);
    }

    /** What the field does not accept in the value; empty if it accepts it, or sends nothing for it. */
    public Optional<Problem> problem(EventField field, @Nullable Object value) {
        Object constant = field.type().isList() ? value : FieldEncoders.single(value);
        if (constant == null) {
            return missing(field);
        }
        EventWriter writer = new EventWriter(List.of(field), rules, buffers);
        writer.reset(noOther -> null);
        writer.json().clear();
        writer.startField(0, false);
        try {
            boolean isWritten = field.encoder().write(constant, writer);
            Optional<Problem> ofPart = writer.problems().stream().findFirst();
            return isWritten || writer.isSkipped() || ofPart.isPresent() ? ofPart : missing(field);
        } catch (InvalidValueException e) {
            return Optional.of(e.problem(field.path()));
        }
    }

    private static Optional<Problem> missing(EventField field) {
        return field.role().isRequiredOfMapping()
                ? Optional.of(Problem.of(ProblemCode.MISSING_FIELD, field.path()))
                : Optional.empty();
    }

    /**
     * The literal that was probably meant by a name without quotes, such as {@code 'web'} for {@code web} as {@code
     * action_source}. Empty if the name is not a value of the field.
     */
    public Optional<String> literal(EventField field, String name) {
        if (field.type() == EventField.Type.BOOLEAN) {
            String value = name.toLowerCase(Locale.ROOT);
            if (value.equals("true") || value.equals("false")) {
                return Optional.of(value);
            }
        }
        boolean isValue = switch (field.path()) {
            case "custom_data.currency" -> CurrencyCodes.isCurrent(name.toUpperCase(Locale.ROOT));
            case "custom_data.opt_out_type" -> !StringRules.optOutType(name).isEmpty();
            case "user_data.country" -> COUNTRIES.contains(name);
            case "language" -> LANGUAGES.contains(name.toLowerCase(Locale.ROOT));
            case "event_name" ->
                EventNames.standard(name).isPresent()
                        || rules.customEventNames().stream().anyMatch(name::equalsIgnoreCase);
            default -> field.encoder().isOneOfItsWords(name);
        };
        return isValue ? Optional.of('\'' + name + '\'') : Optional.empty();
    }

    /** Whether the name is exactly a name of the API, or a value of a list that the API documents. */
    public boolean isCanonical(EventField field, String name) {
        return switch (field.role()) {
            case EVENT_NAME -> EventNames.STANDARD.contains(name);
            // A single letter is more likely a field.
            case OPT_OUT -> name.length() > 1 && literal(field, name).isPresent();
            default -> field.encoder().isOneOfItsWords(name);
        };
    }
}
