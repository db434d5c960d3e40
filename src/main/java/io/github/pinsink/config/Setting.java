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
 * A key of the connector, and everything that is told about it. The declaration, the checks, the reference page and the
 * tests all read these rows.
 *
 * @param defaultValue as {@link ConfigDef} takes it: a value, null for none, or {@link ConfigDef#NO_DEFAULT_VALUE} where the
 *     key has to be set
 * @param validator what a value has to satisfy beyond its type
 * @param dependents keys whose meaning depends on this one
 * @param recommender what a form offers, and when it shows the key
 */
record Setting(
        String key,
        Type type,
        @Nullable Object defaultValue,
        Optional<Validator> validator,
        Importance importance,
        Width width,
        String displayName,
        String text,
        List<String> dependents,
        Optional<SettingRecommender> recommender) {
    Setting {
        dependents = List.copyOf(dependents);
    }

    /** A key that may be left out and then has no value. */
    static Setting optional(String key, Type type, String displayName, String text) {
        return new Setting(
                key,
                type,
                null,
                Optional.empty(),
                Importance.LOW,
                Width.MEDIUM,
                displayName,
                text,
                List.of(),
                Optional.empty());
    }

    /** A key without which there is no connector. */
    static Setting required(String key, Type type, String displayName, String text) {
        return optional(key, type, displayName, text).defaultValue(ConfigDef.NO_DEFAULT_VALUE);
    }

    /** A key with a value of its own when it is left out. */
    static Setting withDefault(String key, Type type, Object defaultValue, String displayName, String text) {
        return optional(key, type, displayName, text).defaultValue(defaultValue);
    }

    private Setting defaultValue(Object value) {
        return new Setting(key, type, value, validator, importance, width, displayName, text, dependents, recommender);
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
                text,
                dependents,
                recommender);
    }

    Setting importance(Importance rank) {
        return new Setting(key, type, defaultValue, validator, rank, width, displayName, text, dependents, recommender);
    }

    Setting width(Width wide) {
        return new Setting(
                key, type, defaultValue, validator, importance, wide, displayName, text, dependents, recommender);
    }

    Setting dependents(String... keys) {
        return new Setting(
                key, type, defaultValue, validator, importance, width, displayName, text, List.of(keys), recommender);
    }

    private Setting recommend(SettingRecommender offers) {
        return new Setting(
                key,
                type,
                defaultValue,
                validator,
                importance,
                width,
                displayName,
                text,
                dependents,
                Optional.of(offers));
    }

    /** One of these words, which a form can offer. */
    Setting oneOf(String... words) {
        return check(ValidString.in(words)).offer(List.of(words));
    }

    /** Words for a form to choose from. */
    Setting offer(List<String> words) {
        return recommend(SettingRecommender.words(words));
    }

    /** Means nothing where that key is not set, which has to name this one among its dependents. */
    Setting dependsOn(String other) {
        List<Object> words = recommender.map(offers -> offers.words()).orElse(List.of());
        return recommend(new SettingRecommender(words, Optional.of(other), Optional.ofNullable(defaultValue)));
    }

    /** The validator. One of ours rejects a value that it fails on: what is not a {@code ConfigException} would fail the worker. */
    Optional<Validator> guardedValidator() {
        return validator.map(one -> one instanceof ValidString || one instanceof Range ? one : new Guarded(one));
    }

    private record Guarded(Validator validator) implements Validator {
        @Override
        public void ensureValid(String key, @Nullable Object value) {
            try {
                validator.ensureValid(key, value);
            } catch (ConfigException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                // Its message may quote the value.
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
                text,
                group,
                order,
                width,
                displayName,
                dependents,
                recommender.orElse(null));
    }
}
