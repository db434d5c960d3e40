package io.github.pinsink.event;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The form of the personal fields: cleaned, normalised by the field's rule, SHA-256 in lower-case hex, always a list.
 * Values that are blank or not usable are left out; identical hashes are sent once, in their order.
 */
final class HashedFieldEncoder extends FieldEncoder {
    private static final int DIGITS = 64;
    private static final String DIGEST_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final int QUOTED = DIGITS + 2;
    /** Up to so many hashes are compared one by one, which costs no memory. */
    private static final int FEW = 32;

    /** Of one personal value in characters; the longest e-mail address has 254. */
    private static final int MAX_LENGTH = 10_000;

    private final FieldNormalizer normaliser;
    private final boolean shared;
    private final String expected;

    private enum Found {
        HASH,
        NOTHING,
        UNFIT
    }

    HashedFieldEncoder(FieldNormalizer normaliser, String expected) {
        this.normaliser = normaliser;
        this.shared = normaliser.isShared();
        this.expected = expected;
    }

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        JsonBuffer json = to.json();
        json.raw('[');
        int first = json.size();
        // A text first, since most are, and whether it is a list takes longer to tell.
        if (!(value instanceof String) && value instanceof List<?> list) {
            writeAll(list, to, first);
        } else if (one(value, to) == Found.UNFIT) {
            throw new InvalidValueException(value, expected);
        }
        if (json.size() == first) {
            return false;
        }
        json.raw(']');
        return true;
    }

    private void writeAll(List<?> values, EventWriter to, int first) {
        JsonBuffer json = to.json();
        Set<String> many = null;
        int count = 0;
        int size = values.size();
        json.charge((long) FieldEncoders.WORK_OF_ELEMENT * size);
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
            Found found = one(value, to);
            if (found == Found.HASH && count == FEW) {
                many = new HashSet<>();
                for (int other = 0; other < count; other++) {
                    many.add(json.ascii(first + other * (QUOTED + 1), QUOTED));
                }
            }
            boolean again = found == Found.HASH
                    && (many == null ? isThere(json, first, count, start) : !many.add(json.ascii(start, QUOTED)));
            if (found != Found.HASH || again) {
                json.truncate(before);
            } else {
                count++;
            }
            if (found == Found.UNFIT) {
                to.element(i);
                to.drop(new InvalidValueException(value, expected));
            }
        }
    }

    private static boolean isThere(JsonBuffer json, int first, int count, int start) {
        for (int other = 0; other < count; other++) {
            if (json.isSame(first + other * (QUOTED + 1), start, QUOTED)) {
                return true;
            }
        }
        return false;
    }

    private Found one(Object value, EventWriter to) {
        String text;
        if (value instanceof String string) {
            text = string;
        } else if (value instanceof Number number) {
            try {
                text = NumberEncoders.text(number);
            } catch (InvalidValueException e) {
                return Found.UNFIT;
            }
        } else {
            return Found.UNFIT;
        }
        int from = 0;
        int end = text.length();
        if (end > MAX_LENGTH) {
            return Found.UNFIT;
        }
        while (from < end && text.charAt(from) <= ' ') {
            from++;
        }
        while (from < end && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (from == end) {
            return Found.NOTHING;
        }
        EventRules rules = to.rules();
        if (rules.hashDetection() != EventRules.HashDetection.PLAIN && isDigest(text, from, end)) {
            return passThrough(text, from, to);
        }
        if (rules.hashDetection() == EventRules.HashDetection.HASHED) {
            return unicode(text, to);
        }
        byte[] room = to.digester().room(end - from);
        int length = normaliser.ascii(text, from, end, room, rules);
        if (length == FieldNormalizer.NO_SHORTCUT) {
            return unicode(text, to);
        }
        if (length <= 0) {
            return length == FieldNormalizer.NOTHING ? Found.NOTHING : Found.UNFIT;
        }
        if (shared) {
            writeShared(room, length, to);
        } else {
            to.json().hex(to.digester().ofText(length));
        }
        return Found.HASH;
    }

    private static void writeShared(byte[] text, int length, EventWriter to) {
        JsonBuffer json = to.json();
        DigestCache known = to.knownDigests();
        int at = known.find(text, length);
        if (at >= 0) {
            json.quoted(known.bytes(), at, DigestCache.LENGTH);
        } else {
            json.hex(to.digester().ofText(length));
            json.keepLast(known);
        }
    }

    private Found unicode(String text, EventWriter to) {
        String clean = Whitespace.strip(Normalizer.normalize(text, Normalizer.Form.NFC));
        if (clean.isEmpty()) {
            return Found.NOTHING;
        }
        if (!clean.equals(text)) {
            // What was in the way of the short way may have stood at its edges only.
            return one(clean, to);
        }
        return to.rules().hashDetection() == EventRules.HashDetection.HASHED ? Found.UNFIT : hash(clean, to);
    }

    private Found hash(String clean, EventWriter to) {
        String normal = normaliser.of(clean, to.rules());
        if (normal.isEmpty()) {
            return Found.UNFIT;
        }
        to.json().hex(to.digester().of(normal));
        return Found.HASH;
    }

    private static Found passThrough(String text, int from, EventWriter to) {
        if (text.regionMatches(true, from, DIGEST_OF_NOTHING, 0, DIGITS)) {
            return Found.NOTHING;
        }
        to.json().text(text.substring(from, from + DIGITS).toLowerCase(Locale.ROOT));
        return Found.HASH;
    }

    private static boolean isDigest(String text, int from, int to) {
        if (to - from != DIGITS) {
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
