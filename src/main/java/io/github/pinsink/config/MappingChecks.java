package io.github.pinsink.config;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.event.FieldRole;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.preset.Preset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Checks mappings: their expressions, the values of topics' keys, preset parameters, and required fields. */
final class MappingChecks {
    private final Validation validation;
    private final SubscribedTopics topics;
    /** Null until a check needs them: there can be thousands, and a check that fails must not stop the others. */
    private @Nullable ConfiguredMappings mappings;

    MappingChecks(Validation validation, SubscribedTopics topics) {
        this.validation = validation;
        this.topics = topics;
    }

    void run() {
        validation.run(MappingSettings.PRESET, () -> new ExpressionChecks(validation, mappings()).run());
        checkTopicValues();
        checkExtraFields();
        validation.run(ExtraFields.KEY, this::checkListedExtraFields);
        validation.run(MappingSettings.PRESET, this::checkPresetParameters);
        validation.run(MappingSettings.PRESET, this::checkRequiredFields);
    }

    private ConfiguredMappings mappings() {
        ConfiguredMappings known = mappings;
        if (known == null) {
            known = ConfiguredMappings.of(validation.properties());
            mappings = known;
        }
        return known;
    }

    /** Validates the keys of topics as the declarations do for the connector's own keys. */
    private void checkTopicValues() {
        validation.forEach(validation.properties().entrySet(), Map.Entry::getKey, property -> {
            try {
                TopicKey.checkValue(property.getKey(), property.getValue());
            } catch (ConfigException e) {
                validation.problem(property.getKey(), e);
            }
        });
    }

    private void checkExtraFields() {
        validation.forEach(validation.properties().keySet(), property -> {
            if (validation.isSet(property)) {
                ExtraFields.problem(validation.withoutTopic(property), listedExtraFields(validation))
                        .ifPresent(problem -> validation.problem(property, problem));
            }
        });
    }

    /** Without this check, a listed field that no expression gives would be missing from all events silently. */
    private void checkListedExtraFields() {
        for (String path : EventSchema.extraFields()) {
            String key = ExtraFields.key(path);
            if (validation.parsed(ExtraFields.KEY) instanceof List<?> listed
                    && listed.contains(path)
                    && mappings().all().stream()
                            .noneMatch(mapping -> mapping.text(key).isPresent())) {
                validation.problem(
                        ExtraFields.KEY,
                        path + " has no expression. Set " + key + ", or remove " + path + " from the list");
            }
        }
    }

    /** The value of the setting; if that is invalid, all, since the setting has a problem of its own. */
    static List<?> listedExtraFields(Validation validation) {
        return validation.parsed(ExtraFields.KEY) instanceof List<?> listed ? listed : EventSchema.extraFields();
    }

    /** Without this check, a parameter that no preset uses would be ignored silently. */
    private void checkPresetParameters() {
        Set<String> used = new HashSet<>();
        validation.properties().forEach((property, value) -> {
            if (validation.withoutTopic(property).equals(MappingSettings.PRESET)) {
                Preset.named(value.strip())
                        .ifPresent(preset -> used.addAll(preset.parameters().keySet()));
            }
        });
        for (String parameter : List.of(MappingSettings.STATUS_COLUMN, MappingSettings.STATUS_VALUES)) {
            boolean isSet = validation.isSet(parameter);
            boolean isUsed = used.contains(parameter.substring(MappingSettings.PRESET.length() + 1));
            // Not in a recommender: those cannot see the presets of topics.
            validation.setVisible(parameter, isUsed || isSet);
            if (isSet && !isUsed) {
                validation.problem(
                        parameter, "has no effect: none of the configured presets has this parameter. Remove it");
            }
        }
    }

    /** Each topic needs a complete mapping: its own keys together with those they override, or the default mapping. */
    private void checkRequiredFields() {
        if (topics.requiresDefaultMapping(mappings())) {
            checkRequiredFields("", mappings().defaultMapping());
        }
        validation.forEach(
                mappings().byTopic().entrySet(),
                topic -> TopicKey.prefix(topic.getKey()) + MappingSettings.EVENT_NAME,
                topic -> checkRequiredFields(
                        TopicKey.prefix(topic.getKey()), topic.getValue().definition()));
    }

    /** @param prefix of the keys of the mapping; empty for the default mapping */
    private void checkRequiredFields(String prefix, MappingDefinition mapping) {
        if (!validation.isSet(PinterestSettings.AD_ACCOUNT)
                && mapping.text(MappingDefinition.ACCOUNT).isEmpty()) {
            validation.problem(
                    PinterestSettings.AD_ACCOUNT,
                    "is required. Set it to the ID of the ad account, or set " + prefix + MappingDefinition.ACCOUNT);
        }
        Set<FieldRole> mapped = EnumSet.noneOf(FieldRole.class);
        for (EventField field : EventSchema.fields()) {
            if (mapping.text(MappingDefinition.key(field)).isPresent()) {
                mapped.add(field.role());
            } else if (field.role().isRequiredOfMapping()) {
                validation.problem(
                        prefix + MappingDefinition.key(field),
                        "is required. Set it to a JSONata expression that returns the value from the record");
            }
        }
        if (!FieldRole.identifyUser(mapped)) {
            List<String> identifiers = keys(prefix, FieldRole.USER_IDENTIFIER);
            validation.problem(
                    identifiers.get(0),
                    "no user identifier is mapped. Set " + String.join(" or ", identifiers) + ", or both "
                            + keys(prefix, FieldRole.IP_ADDRESS).get(0) + " and "
                            + keys(prefix, FieldRole.USER_AGENT).get(0));
        }
    }

    private static List<String> keys(String prefix, FieldRole role) {
        return EventSchema.withRole(role).stream()
                .map(field -> prefix + MappingDefinition.key(field))
                .toList();
    }
}
