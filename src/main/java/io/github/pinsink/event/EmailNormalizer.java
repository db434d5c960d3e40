package io.github.pinsink.event;

import java.util.List;

/** Lower case; keeps dots and tags. Takes the address out of what is written around it, see {@link EmailAddresses}. */
final class EmailNormalizer extends FieldNormalizer {
    /** Each character of an ordinary address in lower case, and 0 for others. */
    private static final byte[] ORDINARY = ordinary();

    @Override
    String normalize(String text, EventRules rules) {
        List<String> addresses = EmailAddresses.in(text);
        return addresses.size() == 1 ? addresses.get(0) : "";
    }

    @Override
    List<String> normalizeAll(String text, EventWriter event) {
        return EmailAddresses.in(text);
    }

    @Override
    boolean mistakesDigests() {
        return false;
    }

    @Override
    int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
        int at = -1;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            byte lower = c < ORDINARY.length ? ORDINARY[c] : 0;
            if (lower == 0) {
                if (c != '@' || at >= 0) {
                    return NO_SHORTCUT;
                }
                at = i - from;
                lower = '@';
            }
            into[i - from] = lower;
        }
        int length = to - from;
        return at > 0 && at <= EmailText.MAX_LOCAL_PART && into[0] != '.' && isDomain(into, at + 1, length)
                ? length
                : NO_SHORTCUT;
    }

    private static boolean isDomain(byte[] text, int from, int to) {
        int label = from;
        boolean hasLetter = false;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (c == '.') {
                if (i == label || i - label > EmailText.MAX_LABEL || text[i - 1] == '-') {
                    return false;
                }
                label = i + 1;
                hasLetter = false;
            } else if (c == '+' || c == '_' || (c == '-' && i == label)) {
                return false;
            } else {
                hasLetter |= c >= 'a';
            }
        }
        // The last label is not a number.
        return label > from
                && hasLetter
                && text[to - 1] != '-'
                && to - label <= EmailText.MAX_LABEL
                && to - from <= EmailText.MAX_DOMAIN;
    }

    private static byte[] ordinary() {
        byte[] table = new byte[128];
        for (char c = 0; c < table.length; c++) {
            boolean isUpper = c >= 'A' && c <= 'Z';
            boolean isOther = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._-+".indexOf(c) >= 0;
            table[c] = (byte) (isUpper ? c | 0x20 : isOther ? c : 0);
        }
        return table;
    }
}
