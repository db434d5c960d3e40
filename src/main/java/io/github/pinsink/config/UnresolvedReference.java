package io.github.pinsink.config;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Finds references that no config provider resolved, such as {@code ${file:/path:key}}. The worker leaves a reference to an
 * unknown provider as it is, and it would be sent as a password.
 */
final class UnresolvedReference {
    /** As Connect writes it, or a variable of a shell that is the whole value. A password may contain <code>${</code>. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^{}:]+:[^{}]*}|^\\s*\\$\\{[^{}]*}\\s*$");

    private UnresolvedReference() {}

    /**
     * A validator of a key.
     *
     * @throws ConfigException if the value contains a reference; the message does not contain the value
     */
    static void check(String key, @Nullable Object value) {
        String text = value instanceof Password password ? password.value() : String.valueOf(value);
        if (REFERENCE.matcher(text).find()) {
            throw new ConfigException(key + ": contains a reference ${…} that no config provider resolved. Declare the"
                    + " provider in config.providers of the worker's properties, and check its name and the key");
        }
    }
}
