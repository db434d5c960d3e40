package io.github.pinsink.event;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Encodes the hashed fields: values are stripped, normalized by the field's rule and hashed with SHA-256, and are always a
 * list. Blank and invalid values are dropped; identical hashes are sent once, in the order of their first occurrence.
 */
final class HashedFieldEncoder extends FieldEncoder {
    private static final int HEX_DIGITS = 64;
    private static final String DIGEST_OF_EMPTY_STRING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final int QUOTED = HEX_DIGITS + 2;
    /** Up to so many hashes are compared one by one, which allocates nothing. */
    private static final int MAX_COMPARED = 32;

    /** Of one value; the longest e-mail address has 254 characters. */
    private static final int MAX_LENGTH = 10_000;

    private final FieldNormalizer normalizer;
    private final boolean shared;
    private final String expected;

    private enum Outcome {
        WRITTEN,
        ABSENT,
        INVALID
    }

    HashedFieldEncoder(FieldNormalizer normalizer, String expected) {
        this.normalizer = normalizer;
        this.shared = normalizer.isShared();
        this.expected = expected;
    }

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        JsonBuffer json = to.json();
        json.raw('[');
        int first = json.size();
        // Strings first: most values are strings, and the check for a list takes longer.
        if (!(value instanceof String) && value instanceof List<?> list) {
            writeAll(list, to, first);
        } else if (writeValue(value, to) == Outcome.INVALID) {
            throw new InvalidValueException(value, expected);
        }
        if (json.size() == first) {
            return false;
        }
        json.raw(']');
        return true;
    }

    @Override
    boolean isContextFree() {
        return normalizer.isContextFree();
    }

    private void writeAll(List<?> values, EventWriter to, int first) {
        JsonBuffer json = to.json();
        Set<String> many = null;
        int count = 0;
        int size = values.size();
        json.charge((long) FieldEncoders.COST_OF_ELEMENT * size);
        for (int i = 0; i < size; i++) {
            Object value = values.get(i);
            if (value == null) {
                continue;
            }
            int before = json.size();
            if (count > 0) {
                json.raw(',');
            }
            int start = json.size();
            Outcome outcome = writeValue(value, to);
            if (outcome == Outcome.WRITTEN && count == MAX_COMPARED) {
                many = new HashSet<>();
                for (int other = 0; other < count; other++) {
                    many.add(json.ascii(first + other * (QUOTED + 1), QUOTED));
                }
            }
            boolean isDuplicate = outcome == Outcome.WRITTEN
                    && (many == null ? isWritten(json, first, count, start) : !many.add(json.ascii(start, QUOTED)));
            if (outcome != Outcome.WRITTEN || isDuplicate) {
                json.truncate(before);
            } else {
                count++;
            }
            if (outcome == Outcome.INVALID) {
                to.startElement(i);
                to.drop(new InvalidValueException(value, expected));
            }
        }
    }

    private static boolean isWritten(JsonBuffer json, int first, int count, int start) {
        for (int other = 0; other < count; other++) {
            if (json.isSame(first + other * (QUOTED + 1), start, QUOTED)) {
                return true;
            }
        }
        return false;
    }

    private Outcome writeValue(Object value, EventWriter to) {
        String text;
        if (value instanceof String string) {
            text = string;
        } else if (value instanceof Number number) {
            try {
                text = NumberEncoders.string(number);
            } catch (InvalidValueException e) {
                return Outcome.INVALID;
            }
        } else {
            return Outcome.INVALID;
        }
        int from = 0;
        int end = text.length();
        if (end > MAX_LENGTH) {
            return Outcome.INVALID;
        }
        while (from < end && text.charAt(from) <= ' ') {
            from++;
        }
        while (from < end && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (from == end) {
            return Outcome.ABSENT;
        }
        EventRules rules = to.rules();
        if (rules.hashDetection() != EventRules.HashDetection.PLAIN && isDigest(text, from, end)) {
            return passThrough(text, from, to);
        }
        if (rules.hashDetection() == EventRules.HashDetection.HASHED) {
            return writeUnicode(text, to);
        }
        byte[] buffer = to.digester().buffer(end - from);
        int length = normalizer.normalizeAscii(text, from, end, buffer, rules);
        if (length == FieldNormalizer.NO_SHORTCUT) {
            return writeUnicode(text, to);
        }
        if (length <= 0) {
            return length == FieldNormalizer.ABSENT ? Outcome.ABSENT : Outcome.INVALID;
        }
        if (shared) {
            writeShared(buffer, length, to);
        } else {
            to.json().hex(to.digester().digestBuffer(length));
        }
        return Outcome.WRITTEN;
    }

    private static void writeShared(byte[] text, int length, EventWriter to) {
        JsonBuffer json = to.json();
        DigestCache cache = to.digestCache();
        int at = cache.find(text, length);
        if (at >= 0) {
            json.quotedAscii(cache.bytes(), at, DigestCache.LENGTH);
        } else {
            json.hex(to.digester().digestBuffer(length));
            json.cacheLast(cache);
        }
    }

    private Outcome writeUnicode(String text, EventWriter to) {
        String clean = Whitespace.strip(Normalizer.normalize(text, Normalizer.Form.NFC));
        if (clean.isEmpty()) {
            return Outcome.ABSENT;
        }
        if (!clean.equals(text)) {
            // Perhaps only the characters at its ends prevented the shortcut.
            return writeValue(clean, to);
        }
        return to.rules().hashDetection() == EventRules.HashDetection.HASHED ? Outcome.INVALID : hash(clean, to);
    }

    private Outcome hash(String clean, EventWriter to) {
        String normal = normalizer.normalize(clean, to);
        if (normal.isEmpty()) {
            return Outcome.INVALID;
        }
        to.json().hex(to.digester().digest(normal));
        return Outcome.WRITTEN;
    }

    private static Outcome passThrough(String text, int from, EventWriter to) {
        if (text.regionMatches(true, from, DIGEST_OF_EMPTY_STRING, 0, HEX_DIGITS)) {
            return Outcome.ABSENT;
        }
        to.json().string(text.substring(from, from + HEX_DIGITS).toLowerCase(Locale.ROOT));
        return Outcome.WRITTEN;
    }

    private static boolean isDigest(String text, int from, int to) {
        if (to - from != HEX_DIGITS) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int lower = c | 0x20;
            if (!(c >= '0' && c <= '9') && !(lower >= 'a' && lower <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
