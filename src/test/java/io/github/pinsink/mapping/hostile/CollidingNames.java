package io.github.pinsink.mapping.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Different names of properties that all fall into one bucket of a hash table. */
final class CollidingNames {
    /** The inverse of 33 among the integers of 32 bits. */
    private static final int INVERSE_OF_33 = 1_041_204_193;

    private CollidingNames() {}

    /** Names of eight characters with one hash in Jackson's table for names in bytes, whatever the seed of the table. */
    static List<String> ofBytes(Random random, int count) {
        int sum = random.nextInt();
        List<String> names = new ArrayList<>(count);
        for (int first = 0; names.size() < count; first++) {
            int left = letters(first);
            int right = (sum - mixed(left)) * INVERSE_OF_33;
            if (isPlain(left) && isPlain(right)) {
                names.add(string(left) + string(right));
            }
        }
        return names;
    }

    /** Names with one hash in Jackson's table for names in characters, whatever the seed of the table. */
    static List<String> ofCharacters(int count) {
        return pairs(count, "ab", "bA");
    }

    /** Names with one {@link String#hashCode}. */
    static List<String> ofStrings(int count) {
        return pairs(count, "Aa", "BB");
    }

    private static List<String> pairs(int count, String zero, String one) {
        int digits = 32 - Integer.numberOfLeadingZeros(count);
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder(2 * digits);
            for (int digit = 0; digit < digits; digit++) {
                name.append((i >> digit & 1) == 0 ? zero : one);
            }
            names.add(name.toString());
        }
        return names;
    }

    /** What the table makes of the first four bytes before it adds 33 times the next four. */
    private static int mixed(int quad) {
        int hash = quad + (quad >>> 15);
        return hash ^ hash >>> 9;
    }

    private static int letters(int number) {
        int quad = 0;
        int rest = number;
        for (int i = 0; i < 4; i++) {
            quad = quad << 8 | '0' + rest % 75;
            rest /= 75;
        }
        return quad;
    }

    private static boolean isPlain(int quad) {
        for (int shift = 0; shift < 32; shift += 8) {
            int c = quad >>> shift & 0xff;
            if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String string(int quad) {
        return "" + (char) (quad >>> 24) + (char) (quad >>> 16 & 0xff) + (char) (quad >>> 8 & 0xff)
                + (char) (quad & 0xff);
    }
}
