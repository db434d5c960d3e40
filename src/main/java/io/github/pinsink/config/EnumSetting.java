package io.github.pinsink.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * A key whose value is a constant of an enum.
 *
 * @param defaultValue the constant that applies when the key is not set
 * @param configValue the string that stands for a constant in a config
 */
record EnumSetting<E extends Enum<E>>(String key, E defaultValue, Function<E, String> configValue) {
    /** In a config, each constant is written as its name in lower case, with hyphens between words. */
    static <E extends Enum<E>> EnumSetting<E> lowerCase(String key, E defaultValue) {
        return new EnumSetting<>(
                key,
                defaultValue,
                constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The declaration of the key, which accepts and suggests all constants. */
    Setting declare(String displayName, String documentation) {
        return Setting.withDefault(key, Type.STRING, configValue(defaultValue), displayName, documentation)
                .oneOf(constants().stream().map(this::configValue).toList());
    }

    String configValue(E constant) {
        return configValue.apply(constant);
    }

    /** The constant for this string, or empty when the string is not a valid value. */
    Optional<E> find(String value) {
        return constants().stream()
                .filter(constant -> configValue(constant).equals(value))
                .findFirst();
    }

    /** @param values a config that the declaration has validated */
    E get(AbstractConfig values) {
        return find(values.getString(key)).orElseThrow();
    }

    /** The setting as in a config, for messages. */
    String text(E constant) {
        return key + "=" + configValue(constant);
    }

    private List<E> constants() {
        return Arrays.asList(defaultValue.getDeclaringClass().getEnumConstants());
    }
}
