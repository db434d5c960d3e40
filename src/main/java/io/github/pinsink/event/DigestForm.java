package io.github.pinsink.event;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes digests in other forms than 64 hex digits: SHA-256 with a prefix, in groups or in Base64, and digests of other
 * algorithms.
 */
final class DigestForm {
    /** The shortest string that is recognized: an MD5 digest in Base64. */
    static final int MIN_LENGTH = 24;
    /** The shortest string that {@link #marked} recognizes: a name and Base64. */
    static final int MIN_MARKED_LENGTH = 50;

    /** Of a digest of 64 bytes in groups. */
    static final int MAX_LENGTH = 220;

    private static final int SHA_256_HEX = 64;
    private static final int SHA_256_BYTES = 32;
    private static final int MD5_HEX = 32;
    private static final int MAX_CAPITALS_OF_NAME = 3;
    private static final String[] SHA_256_NAMES = {"sha256", "sha-256", "sha_256", "sha2-256"};
    private static final String[] OTHER_NAMES = {"md5", "sha1", "sha-1", "sha512", "sha-512", "sha384", "sha-384", "sha"
    };

    private DigestForm() {}

    /**
     * A SHA-256 digest that shows that it is one: by its name, {@code 0x} or the like, or hex digits in pairs.
     *
     * @param text without white space at its ends
     * @return 64 hex digits in lower case, or null
     */
    static @Nullable String marked(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        String bare = withoutQuotes(text);
        String name = name(bare, SHA_256_NAMES);
        String digest = withoutHexPrefix(withoutQuotes(bare.substring(name.length())));
        boolean isMarked = digest.length() < bare.length() || bare.length() < text.length();
        String hex = isPaired(digest) ? withoutSeparators(digest) : digest;
        if ((isMarked || hex.length() < digest.length()) && isHex(hex, SHA_256_HEX)) {
            return hex.toLowerCase(Locale.ROOT);
        }
        return name.isEmpty() ? null : unmarked(digest);
    }

    /** A SHA-256 digest in Base64, or as hex digits with dashes, colons or spaces; else like {@link #marked}. */
    static @Nullable String sha256(String text) {
        String digest = marked(text);
        return digest == null && text.length() <= MAX_LENGTH ? unmarked(withoutQuotes(text)) : digest;
    }

    /** What a digest of another algorithm looks like, such as {@code an MD5 digest}; null for what is no digest. */
    static @Nullable String otherAlgorithm(String text) {
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
            return null;
        }
        if (text.startsWith("$2") && text.length() == 60) {
            return "a bcrypt hash";
        }
        String bare = withoutQuotes(text);
        String digest = withoutHexPrefix(
                withoutQuotes(bare.substring(name(bare, OTHER_NAMES).length())));
        String hex = isPaired(digest) ? withoutSeparators(digest) : digest;
        if (hex.length() >= MD5_HEX && isHex(hex, hex.length())) {
            return ofBytes(hex.length() / 2, "a digest of " + hex.length() + " hex digits");
        }
        byte[] bytes = digest.endsWith("=") ? base64(digest) : null;
        return bytes == null ? null : ofBytes(bytes.length, null);
    }

    private static @Nullable String ofBytes(int count, @Nullable String other) {
        return switch (count) {
            case 16 -> "an MD5 digest";
            case 20 -> "a SHA-1 digest";
            case 28 -> "a SHA-224 digest";
            case 48 -> "a SHA-384 digest";
            case 64 -> "a SHA-512 digest";
            default -> other;
        };
    }

    private static @Nullable String unmarked(String text) {
        String hex = withoutSeparators(text);
        if (isHex(hex, SHA_256_HEX)) {
            return hex.toLowerCase(Locale.ROOT);
        }
        boolean isPadded = text.length() == 44 && text.endsWith("=");
        if (isPadded || (text.length() == 43 && isMixed(text)) || text.length() == 46) {
            byte[] bytes = base64(text);
            return bytes == null || bytes.length != SHA_256_BYTES
                    ? null
                    : HexFormat.of().formatHex(bytes);
        }
        return null;
    }

    /** Base64 with either alphabet, also with a percent-encoded padding. */
    private static byte @Nullable [] base64(String text) {
        String standard =
                text.replace("%3D", "=").replace("%3d", "=").replace('-', '+').replace('_', '/');
        try {
            return Base64.getDecoder().decode(standard);
        } catch (IllegalArgumentException e) {
            // Its message quotes the text.
            return null;
        }
    }

    /** A long name has few capital letters or no digit. */
    private static boolean isMixed(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9')
                && text.chars().anyMatch(c -> c >= 'a' && c <= 'z')
                && text.chars().filter(c -> c >= 'A' && c <= 'Z').count() > MAX_CAPITALS_OF_NAME;
    }

    private static String withoutQuotes(String text) {
        int from = 0;
        int to = text.length();
        while (to - from >= 2 && "\"\"''``{}[]()<>".contains(text.substring(from, from + 1) + text.charAt(to - 1))) {
            from++;
            to--;
        }
        return text.substring(from, to);
    }

    /** The name of an algorithm that the text begins with, also in braces, and the separator behind it. May be empty. */
    private static String name(String text, String... names) {
        int from = text.startsWith("{") ? 1 : 0;
        for (String name : names) {
            int end = from + name.length();
            boolean isNamed = text.regionMatches(true, from, name, 0, name.length()) && end < text.length();
            if (isNamed && (from == 1 ? "}" : ":=-_/$ ").indexOf(text.charAt(end)) >= 0) {
                while (end < text.length() && ":=-_/$} ".indexOf(text.charAt(end)) >= 0) {
                    end++;
                }
                return text.substring(0, end);
            }
        }
        return "";
    }

    /** {@code 0x} of programming languages, {@code \x} of PostgreSQL, {@code x'…'} of SQL. */
    private static String withoutHexPrefix(String text) {
        if (text.length() > 2 && (text.charAt(1) | 0x20) == 'x' && (text.charAt(0) == '0' || text.charAt(0) == '\\')) {
            return text.substring(2);
        }
        return text.length() > 3 && (text.charAt(0) | 0x20) == 'x' && text.charAt(1) == '\''
                ? withoutQuotes(text.substring(1))
                : text;
    }

    /** Whether there is a separator behind each pair of digits. */
    private static boolean isPaired(String text) {
        if (text.length() % 3 != 2) {
            return false;
        }
        for (int i = 2; i < text.length(); i += 3) {
            if (!isSeparator(text.charAt(i)) || text.charAt(i) != text.charAt(2)) {
                return false;
            }
        }
        return true;
    }

    private static String withoutSeparators(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.chars().filter(c -> !isSeparator(c)).forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    private static boolean isSeparator(int c) {
        return c == '-' || c == ':' || c == ' ';
    }

    private static boolean isHex(String text, int length) {
        return text.length() == length && isHex(text, 0, length);
    }

    /** Whether these are only hex digits. */
    static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
