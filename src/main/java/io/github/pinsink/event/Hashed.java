package io.github.pinsink.event;

import com.google.common.hash.Hashing;
import io.github.pinsink.event.EventField.Form;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The form of the personal fields: cleaned, normalised by the field's rule, SHA-256 in lower-case hex, always a list.
 * Values that are blank or not usable are left out; identical hashes are sent once, in their order.
 */
final class Hashed {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern EDGES = Pattern.compile("^[\\s\\u00a0\\u200b\\ufeff]+|[\\s\\u00a0\\u200b\\ufeff]+$");
    private static final String DIGEST_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private Hashed() {}

    /** @param rule the field's normalisation; gives an empty text for what is not usable */
    static Form of(UnaryOperator<String> rule, String expected) {
        return (value, rules) -> {
            List<?> given = value instanceof List<?> list ? list : List.of(value);
            Set<String> hashes = new LinkedHashSet<>();
            boolean anyUnfit = false;
            for (Object one : given) {
                String text = one == null ? null : Forms.plainText(one);
                String clean = text == null
                        ? ""
                        : EDGES.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                                .replaceAll("");
                if (clean.isEmpty()) {
                    continue;
                }
                String hash = hash(clean, rule, rules.hashDetection());
                if (hash.isEmpty()) {
                    anyUnfit = true;
                } else if (!hash.equals(DIGEST_OF_NOTHING)) {
                    hashes.add(hash);
                }
            }
            if (hashes.isEmpty() && anyUnfit) {
                throw new UnfitValueException(value, expected);
            }
            return hashes.isEmpty() ? null : new ArrayList<>(hashes);
        };
    }

    private static String hash(String clean, UnaryOperator<String> rule, EventRules.HashDetection detection) {
        boolean digest = DIGEST.matcher(clean).matches();
        return switch (detection) {
            case AUTO -> digest ? clean.toLowerCase(Locale.ROOT) : sha256(rule.apply(clean));
            case HASHED -> digest ? clean.toLowerCase(Locale.ROOT) : "";
            case PLAIN -> sha256(rule.apply(clean));
        };
    }

    private static String sha256(String text) {
        return text.isEmpty()
                ? ""
                : Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
