package io.github.pinsink.event;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Encodes the hashed fields: values are stripped, normalized by the field's rule and hashed with SHA-256, and are always a
 * list. Blank and invalid values are dropped; identical hashes are sent once, in the order of their first occurrence.
 */
final class HashedFieldEncoder extends FieldEncoder {
    private static final int HEX_DIGITS = 64;
    /** Of one value; the longest e-mail address has 254 characters. */
    private static final int MAX_LENGTH = 10_000;

    private final FieldNormalizer normalizer;
    private final Placeholders placeholders;
    private final boolean shared;
    private final boolean mistakesDigests;
    private final String expected;

    private enum Outcome {
        WRITTEN,
        ABSENT,
        PLACEHOLDER,
        INVALID,
        /** The text contains several values, of which nothing is written yet. */
        SEVERAL
    }

    HashedFieldEncoder(FieldNormalizer normalizer, Placeholders placeholders, String expected) {
        this.normalizer = normalizer;
        this.placeholders = placeholders;
        this.shared = normalizer.isShared();
        this.mistakesDigests = normalizer.mistakesDigests();
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
        } else {
            Outcome outcome = writeValue(value, to);
            if (outcome == Outcome.SEVERAL) {
                outcome = writeEach(value, new DigestList(json, first), to);
                if (outcome == Outcome.INVALID && json.size() > first) {
                    to.drop(invalid(value, to));
                    outcome = Outcome.WRITTEN;
                }
            }
            if (outcome == Outcome.INVALID || outcome == Outcome.PLACEHOLDER) {
                throw problem(outcome, value, to);
            }
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
        DigestList digests = new DigestList(json, first);
        int size = values.size();
        json.charge((long) FieldEncoders.COST_OF_ELEMENT * size);
        for (int i = 0; i < size; i++) {
            Object value = values.get(i);
            if (value == null) {
                continue;
            }
            digests.begin();
            Outcome outcome = writeValue(value, to);
            digests.end(outcome == Outcome.WRITTEN);
            if (outcome == Outcome.SEVERAL) {
                outcome = writeEach(value, digests, to);
            }
            if (outcome == Outcome.INVALID || outcome == Outcome.PLACEHOLDER) {
                to.startElement(i);
                to.drop(problem(outcome, value, to));
            }
        }
    }

    private InvalidValueException problem(Outcome outcome, Object value, EventWriter to) {
        return outcome == Outcome.PLACEHOLDER
                ? InvalidValueException.placeholder(expected, placeholders.describe(value))
                : invalid(value, to);
    }

    /** @return {@link Outcome#INVALID} if a part of the text is invalid; the other parts are written */
    private Outcome writeEach(Object text, DigestList digests, EventWriter to) {
        Outcome outcome = Outcome.WRITTEN;
        for (String normal : normalizer.normalizeAll(clean((String) text), to)) {
            if (normal.isEmpty()) {
                outcome = Outcome.INVALID;
                continue;
            }
            digests.begin();
            to.json().hex(to.digester().digest(normal));
            digests.end(true);
        }
        return outcome;
    }

    private InvalidValueException invalid(Object value, EventWriter to) {
        if (!(value instanceof String text) || text.length() > DigestForm.MAX_LENGTH) {
            return new InvalidValueException(value, expected);
        }
        String clean = clean(text);
        String algorithm = DigestForm.otherAlgorithm(clean);
        if (algorithm != null) {
            return InvalidValueException.found(
                    ProblemCode.UNSUPPORTED_DIGEST, expected, "a string that looks like " + algorithm);
        }
        return normalizer
                .describeInvalid(clean, to)
                .map(found -> InvalidValueException.found(ProblemCode.INVALID_VALUE, expected, found))
                .orElseGet(() -> new InvalidValueException(value, expected));
    }

    private Outcome writeValue(Object value, EventWriter to) {
        String text;
        if (value instanceof String string) {
            text = string;
        } else if (value instanceof Number number) {
            try {
                text = NumberEncoders.string(number);
            } catch (InvalidValueException e) {
                return placeholders.contain(number) ? Outcome.PLACEHOLDER : Outcome.INVALID;
            }
        } else {
            return value instanceof Boolean && placeholders.containBooleans() ? Outcome.PLACEHOLDER : Outcome.INVALID;
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
        if (Whitespace.isWhitespace(text.charAt(from)) || Whitespace.isWhitespace(text.charAt(end - 1))) {
            return writeUnicode(text, to);
        }
        if (placeholders.find(text, from, end) != null) {
            return Outcome.PLACEHOLDER;
        }
        EventRules rules = to.rules();
        if (rules.hashDetection() != EventRules.HashDetection.PLAIN) {
            if (isDigest(text, from, end)) {
                return passThrough(text, from, to);
            }
            int shortest = mistakesDigests ? DigestForm.MIN_LENGTH : DigestForm.MIN_MARKED_LENGTH;
            if (end - from >= shortest) {
                String given = text.substring(from, end);
                String digest = mistakesDigests ? DigestForm.sha256(given) : DigestForm.marked(given);
                if (digest != null) {
                    return passThrough(digest, 0, to);
                }
                if (mistakesDigests && DigestForm.otherAlgorithm(given) != null) {
                    return Outcome.INVALID;
                }
            }
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
            return writeDigest(text.substring(from, end), to);
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
        // A list may contain the same long string any number of times.
        to.json().charge(text.length());
        String clean = clean(text);
        if (clean.isEmpty()) {
            return Outcome.ABSENT;
        }
        if (!clean.equals(text)) {
            // Perhaps only the characters at its ends prevented the shortcut.
            return writeValue(clean, to);
        }
        return to.rules().hashDetection() == EventRules.HashDetection.HASHED ? writeDigest(clean, to) : hash(clean, to);
    }

    private Outcome hash(String clean, EventWriter to) {
        List<String> normal = normalizer.normalizeAll(clean, to);
        if (normal.size() > 1) {
            return Outcome.SEVERAL;
        }
        if (normal.get(0).isEmpty()) {
            return writeDigest(clean, to);
        }
        to.json().hex(to.digester().digest(normal.get(0)));
        return Outcome.WRITTEN;
    }

    /** What is not a plain value may be a digest in another form. */
    private Outcome writeDigest(String clean, EventWriter to) {
        String digest = to.rules().hashDetection() == EventRules.HashDetection.PLAIN ? null : DigestForm.sha256(clean);
        return digest == null ? Outcome.INVALID : passThrough(digest, 0, to);
    }

    private static String clean(String text) {
        return Whitespace.strip(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    private Outcome passThrough(String text, int from, EventWriter to) {
        if (placeholders.digests().contain(text, from)) {
            return Outcome.PLACEHOLDER;
        }
        to.json().string(text.substring(from, from + HEX_DIGITS).toLowerCase(Locale.ROOT));
        return Outcome.WRITTEN;
    }

    private static boolean isDigest(String text, int from, int to) {
        return to - from == HEX_DIGITS && DigestForm.isHex(text, from, to);
    }
}
