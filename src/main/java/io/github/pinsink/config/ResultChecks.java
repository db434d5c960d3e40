package io.github.pinsink.config;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.ConstantCheck;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventRules;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.event.FieldRole;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.expression.ExpressionAnalysis;
import io.github.pinsink.mapping.expression.ExpressionMistake;
import io.github.pinsink.mapping.expression.PossibleResult;
import io.github.pinsink.mapping.expression.PossibleResult.Constant;
import io.github.pinsink.mapping.expression.PossibleResult.FieldName;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * Checks what an expression gives for every record: a constant that its field cannot take, and a value of the field without
 * quotes, which is read as the name of a field. Of the branches of a conditional, only those of the event's name, of its source
 * and of opt-outs are checked: other fields are optional, and a branch may give nothing on purpose.
 */
final class ResultChecks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    /** Several words, as in the names of events. */
    private static final Pattern WORDS = Pattern.compile("\\s*[A-Za-z_]{1,50}([ /-][A-Za-z_]{1,50}){1,5}\\s*");

    private static final Pattern STRING = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`");
    private static final Pattern COMPARED_NAME = Pattern.compile("=\\s*([A-Za-z]{2,10})\\b(?!\\s*[.(\\[])");

    private final Validation validation;
    private final ConfiguredMappings mappings;
    private final EventRules rules;
    private final Map<EventRules.OnUnknownEvent, ConstantCheck> checks = new EnumMap<>(EventRules.OnUnknownEvent.class);

    ResultChecks(Validation validation, ConfiguredMappings mappings) {
        this.validation = validation;
        this.mappings = mappings;
        this.rules = rules(validation);
    }

    /** The rules of the connector. The default of a key stands for an invalid value, which has a problem of its own. */
    private static EventRules rules(Validation validation) {
        Map<String, String> valid = new HashMap<>();
        for (Setting setting : MappingSettings.all()) {
            String value = validation.properties().get(setting.key());
            if (value != null
                    && validation.isValid(setting.key())
                    && !MappingDefinition.keys().contains(setting.key())) {
                valid.put(setting.key(), value);
            }
        }
        // It is required, and no rule depends on it.
        valid.put(PinterestSettings.TOKEN, "none");
        try {
            return ConnectorConfig.parse(valid).eventRules();
        } catch (ConfigException e) {
            return EventRules.standard();
        }
    }

    /**
     * An expression that is a value of the field without quotes, in several words: {@code Order Completed} is not valid, and
     * {@code add-to-cart} is a subtraction.
     */
    Optional<ExpressionMistake> unquotedWords(String property, String source) {
        if (!WORDS.matcher(source).matches()) {
            return Optional.empty();
        }
        return field(property)
                .filter(field -> field.role() == FieldRole.EVENT_NAME)
                .flatMap(field -> check(rules.onUnknownEvent()).literal(field, source.strip()))
                .map(literal -> new ExpressionMistake("a value needs quotes. Write " + literal, 1));
    }

    /** A word for yes or no without quotes in a comparison of an opt-out, such as {@code consent = denied}: it is never true. */
    Optional<ExpressionMistake> unquotedFlags(String property, String source) {
        Optional<EventField> field = field(property).filter(mapped -> mapped.role() == FieldRole.OPT_OUT);
        if (field.isEmpty()) {
            return Optional.empty();
        }
        ConstantCheck check = check(rules.onUnknownEvent());
        // A string keeps its length, so that positions stay the same.
        String withoutStrings = STRING.matcher(source)
                .replaceAll(string -> " ".repeat(string.group().length()));
        Matcher compared = COMPARED_NAME.matcher(withoutStrings);
        while (compared.find()) {
            String name = compared.group(1);
            if (check.isCanonical(field.get(), name)
                    && !name.equalsIgnoreCase("true")
                    && !name.equalsIgnoreCase("false")) {
                return Optional.of(new ExpressionMistake(
                        withoutQuotes(name, compared.start(1) + 1, "'" + name + "'"), compared.start(1) + 1));
            }
        }
        return Optional.empty();
    }

    private Optional<EventField> field(String property) {
        String key = validation.withoutTopic(property);
        return key.startsWith(MappingDefinition.FIELD)
                ? EventSchema.field(key.substring(MappingDefinition.FIELD.length()))
                : Optional.empty();
    }

    /** The first mistake in the results of a valid expression. */
    Optional<ExpressionMistake> mistake(String property, String source, ExpressionAnalysis analysis) {
        String key = validation.withoutTopic(property);
        Optional<EventField> field = field(property);
        for (PossibleResult result : analysis.results()) {
            Optional<String> message =
                    field.isPresent() ? ofField(property, source, field.get(), result) : ofRecord(key, result);
            if (message.isPresent()) {
                return message.map(text -> new ExpressionMistake(text, result.position()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofRecord(String key, PossibleResult result) {
        if (!result.isOnlyResult() || !(result instanceof Constant constant)) {
            return Optional.empty();
        }
        return switch (key) {
            case MappingDefinition.FILTER ->
                constant.value() instanceof Boolean
                        ? Optional.empty()
                        : Optional.of("the constant at position " + constant.position()
                                + " is never true, so every record would be skipped. Write a condition, such as type ="
                                + " 'order', or true for all records");
            case MappingDefinition.ACCOUNT ->
                constant.value() == null
                                || AdAccountId.isValid(
                                        String.valueOf(constant.value()).strip())
                        ? Optional.empty()
                        : Optional.of(
                                invalid(constant) + "expected 1 to 18 digits, got " + Problem.shape(constant.value()));
            default -> Optional.empty();
        };
    }

    private Optional<String> ofField(String property, String source, EventField field, PossibleResult result) {
        boolean isName = field.role() == FieldRole.EVENT_NAME || field.role() == FieldRole.ACTION_SOURCE;
        if (!result.isOnlyResult() && !isName && field.role() != FieldRole.OPT_OUT) {
            return Optional.empty();
        }
        return result instanceof Constant constant
                ? ofConstant(property, source, field, constant, isName)
                : ofName(field, (FieldName) result);
    }

    private Optional<String> ofConstant(
            String property, String source, EventField field, Constant constant, boolean isName) {
        Object value = constant.value();
        boolean isNothing = value == null || value instanceof String text && text.isBlank();
        if (isNothing && !constant.isOnlyResult()) {
            return Optional.empty();
        }
        Optional<Problem> problem = Optional.empty();
        for (EventRules.OnUnknownEvent rule : rulesFor(property, source, field)) {
            problem = check(rule).problem(field, value);
            if (problem.isEmpty()) {
                return Optional.empty();
            }
        }
        boolean mayBeField =
                !isName && value instanceof String text && NAME.matcher(text).matches();
        return problem.map(found -> invalid(constant)
                + found.reason()
                + (mayBeField ? ". To read the field " + value + " of the record, remove the quotes" : ""));
    }

    private static String invalid(Constant constant) {
        return "the constant at position " + constant.position() + " is not valid: ";
    }

    /** Only whether an event's name is accepted depends on the topic. A key counts for all topics that inherit it. */
    private Set<EventRules.OnUnknownEvent> rulesFor(String property, String source, EventField field) {
        if (field.role() != FieldRole.EVENT_NAME) {
            return EnumSet.of(rules.onUnknownEvent());
        }
        Optional<TopicKey> topic = validation.topicKey(property);
        if (topic.isPresent()) {
            return Optional.ofNullable(mappings.byTopic().get(topic.get().topic()))
                    .flatMap(TopicMapping::onUnknownEvent)
                    .map(EnumSet::of)
                    .orElse(EnumSet.of(rules.onUnknownEvent()));
        }
        Set<EventRules.OnUnknownEvent> found = EnumSet.of(rules.onUnknownEvent());
        for (TopicMapping mapping : mappings.byTopic().values()) {
            if (mapping.definition().text(property).equals(Optional.of(source))) {
                mapping.onUnknownEvent().ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<String> ofName(EventField field, FieldName name) {
        ConstantCheck check = check(rules.onUnknownEvent());
        if (!name.isOnlyResult() && !check.isCanonical(field, name.name())) {
            return Optional.empty();
        }
        return check.literal(field, name.name()).map(literal -> withoutQuotes(name.name(), name.position(), literal));
    }

    private static String withoutQuotes(String name, int position, String literal) {
        return "without quotes, " + name + " at position " + position
                + " is a field of the record. For the value, write " + literal + "; for the field, write $." + name;
    }

    private ConstantCheck check(EventRules.OnUnknownEvent rule) {
        return checks.computeIfAbsent(rule, other -> new ConstantCheck(rules.with(other)));
    }
}
