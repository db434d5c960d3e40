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
 * The codes of countries and of the states of the US and Canada, by their names. Written down in files of our own: the
 * names Java knows change from one version to the next, and with them the hashes would.
 */
final class RegionCodes {
    private static final Map<String, String> COUNTRIES = read("countries.txt");
    private static final Map<String, String> STATES = read("states.txt");

    private RegionCodes() {}

    /** @param letters the letters of a name or of a code of three letters, or a code that is not ISO's, in lower case */
    static Optional<String> country(String letters) {
        return Optional.ofNullable(COUNTRIES.get(letters));
    }

    /** @param letters the letters of a name, in lower case */
    static Optional<String> state(String letters) {
        return Optional.ofNullable(STATES.get(letters));
    }

    /** Lines of a code, an equals sign, and names between bars; a line that begins with # is a remark. */
    private static Map<String, String> read(String file) {
        Map<String, String> codes = new HashMap<>();
        try (InputStream bytes = RegionCodes.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("the archive is broken: " + file + " is missing");
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
