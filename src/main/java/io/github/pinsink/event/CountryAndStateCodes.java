package io.github.pinsink.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The codes of countries and of the states of the US and Canada, by their names. The connector has its own files: the names
 * in the JDK change between versions, and the hashes would change with them.
 */
final class CountryAndStateCodes {
    private static final Map<String, String> COUNTRIES = read("countries.txt");
    private static final Map<String, String> STATES = read("states.txt");

    private CountryAndStateCodes() {}

    /** @param letters the letters of a name, of a code of three letters or of a code outside of ISO 3166, in lower case */
    static Optional<String> country(String letters) {
        return Optional.ofNullable(COUNTRIES.get(letters));
    }

    /** @param letters the letters of a name, in lower case */
    static Optional<String> state(String letters) {
        return Optional.ofNullable(STATES.get(letters));
    }

    /** Reads lines of {@code code=name|name}. Lines that begin with # are comments. */
    private static Map<String, String> read(String file) {
        Map<String, String> codes = new HashMap<>();
        try (InputStream bytes = CountryAndStateCodes.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException(
                        "resource " + file + " is missing from the connector's jar; reinstall the connector");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    add(line, codes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        return Map.copyOf(codes);
    }

    private static void add(String line, Map<String, String> codes) {
        int equals = line.indexOf('=');
        String code = line.substring(0, equals).strip();
        for (String name : line.substring(equals + 1).split("\\|")) {
            StringBuilder letters = new StringBuilder();
            name.toLowerCase(Locale.ROOT)
                    .codePoints()
                    .filter(Character::isLetter)
                    .forEach(letters::appendCodePoint);
            String other = codes.put(letters.toString(), code);
            if (other != null && !other.equals(code)) {
                throw new IllegalStateException("two codes for one name: " + other + " and " + code);
            }
        }
    }
}
