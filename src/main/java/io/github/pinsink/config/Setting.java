package io.github.pinsink.config;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one configuration key. {@link ConfigDef}, the checks, the reference page and the tests all read it.
 *
 * @param defaultValue as {@link ConfigDef} expects it: a value, null for no value, or {@link ConfigDef#NO_DEFAULT_VALUE} for
 *     a required key
 * @param validator checks the value beyond its type
 * @param dependents keys that have an effect only when this key is set
 * @param recommender the values that a configuration form suggests, and when the form shows the key
 */
record Setting(
        String key,
        Type type,
        @Nullable Object defaultValue,
        Optional<Validator> validator,
        Importance importance,
        Width width,
        String displayName,
        String documentation,
        List<String> dependents,
        Optional<SettingRecommender> recommender) {
    Setting {
        dependents = List.copyOf(dependents);
    }

    /** An optional key without a default. */
    static Setting optional(String key, Type type, String displayName, String documentation) {
        return new Setting(
                key,
                type,
                null,
                Optional.empty(),
                Importance.LOW,
                Width.MEDIUM,
                displayName,
                documentation,
                List.of(),
                Optional.empty());
    }

    /** A key that every config has to set. */
    static Setting required(String key, Type type, String displayName, String documentation) {
        return optional(key, type, displayName, documentation).defaultValue(ConfigDef.NO_DEFAULT_VALUE);
    }

    /** An optional key with a default. */
    static Setting withDefault(String key, Type type, Object defaultValue, String displayName, String documentation) {
        return optional(key, type, displayName, documentation).defaultValue(defaultValue);
    }

    private Setting defaultValue(Object value) {
        return new Setting(
                key, type, value, validator, importance, width, displayName, documentation, dependents, recommender);
    }

    Setting check(Validator check) {
        return new Setting(
                key,
                type,
                defaultValue,
                Optional.of(check),
                importance,
                width,
                displayName,
                documentation,
                dependents,
                recommender);
    }

    Setting importance(Importance rank) {
        return new Setting(
                key, type, defaultValue, validator, rank, width, displayName, documentation, dependents, recommender);
    }

    Setting width(Width wide) {
        return new Setting(
                key,
                type,
                defaultValue,
                validator,
                importance,
                wide,
                displayName,
                documentation,
                dependents,
                recommender);
    }

    Setting dependents(String... keys) {
        return new Setting(
                key,
                type,
                defaultValue,
                validator,
                importance,
                width,
                displayName,
                documentation,
                List.of(keys),
                recommender);
    }

    private Setting recommend(SettingRecommender suggestions) {
        return new Setting(
                key,
                type,
                defaultValue,
                validator,
                importance,
                width,
                displayName,
                documentation,
                dependents,
                Optional.of(suggestions));
    }

    /** Accepts only these values, and suggests them. */
    Setting oneOf(List<String> values) {
        return check(ValidString.in(values.toArray(String[]::new))).suggest(values);
    }

    /** Suggests values for a form to choose from; other values remain valid. */
    Setting suggest(List<String> values) {
        return recommend(SettingRecommender.suggesting(values));
    }

    /** Has an effect only when the other key is set. The other key has to name this one among its dependents. */
    Setting dependsOn(String other) {
        List<Object> suggested =
                recommender.map(SettingRecommender::validValues).orElse(List.of());
        return recommend(new SettingRecommender(suggested, Optional.of(other), Optional.ofNullable(defaultValue)));
    }

    /**
     * The validator. The connector's own validators are wrapped so that an unexpected exception becomes a {@link
     * ConfigException}: any other exception would fail the worker's request.
     */
    Optional<Validator> guardedValidator() {
        return validator.map(
                check -> check instanceof ValidString || check instanceof Range ? check : new Guarded(check));
    }

    private record Guarded(Validator validator) implements Validator {
        @Override
        public void ensureValid(String key, @Nullable Object value) {
            try {
                validator.ensureValid(key, value);
            } catch (ConfigException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                // Without the exception's message, which may quote the value.
                throw new ConfigException(
                        key + ": cannot be checked (" + e.getClass().getSimpleName() + "). Simplify the value");
            }
        }

        @Override
        public String toString() {
            return validator.toString();
        }
    }

    void declareIn(ConfigDef definition, String group, int order) {
        definition.define(
                key,
                type,
                defaultValue,
                guardedValidator().orElse(null),
                importance,
                documentation,
                group,
                order,
                width,
                displayName,
                dependents,
                recommender.orElse(null));
    }
}
