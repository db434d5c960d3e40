package io.github.pinsink.tools.source;

import io.github.pinsink.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/** The properties of a config that are secret. */
public final class ConfigSecrets {
    private static final Pattern SECRET = Pattern.compile(
            ".*(password|passphrase|passwd|secret|token|credential|jaas|private|user\\.info|api[._-]?key|access[._-]?key"
                    + "|account[._-]?key|pwd|authorization|connection[._-]?string|keystore\\.key|ssl\\.key).*");
    private static final Pattern ADDRESS = Pattern.compile("(?<=//)[^/@\\s]*@");
    private static final Pattern REFERENCE = Pattern.compile("\\s*\\$\\{[^{}]+}\\s*");

    private ConfigSecrets() {}

    /** By the declaration of the connector's keys, and by the names of others. */
    public static boolean isSecret(String key) {
        ConfigDef.ConfigKey declared = Settings.definition().configKeys().get(key);
        if (declared != null) {
            return declared.type() == ConfigDef.Type.PASSWORD;
        }
        return !key.startsWith("topic.")
                && SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches();
    }

    /** A reference to a config provider names a secret, and is none itself. */
    public static boolean isReference(String value) {
        return REFERENCE.matcher(value).matches();
    }

    /** The value for a reader: never a secret. */
    public static String display(String key, String value) {
        if (isSecret(key) && !isReference(value)) {
            return "(secret)";
        }
        return ADDRESS.matcher(value).replaceAll("…@");
    }

    /** The keys whose secrets are in the config itself. */
    public static List<String> inPlain(Map<String, String> properties) {
        return properties.entrySet().stream()
                .filter(property -> isSecret(property.getKey()))
                .filter(property -> !property.getValue().isBlank() && !isReference(property.getValue()))
                .flatMap(property -> Stream.of(property.getKey()))
                .sorted()
                .toList();
    }
}
