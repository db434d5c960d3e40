package io.github.pinsink.event;

import com.google.common.base.CharMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the e-mail addresses in a text as mail programs, forms and exports write them: with a display name, in angle
 * brackets or quotes, as a {@code mailto:} link, followed by punctuation, or several in a row.
 */
final class EmailAddresses {
    /** Stands in the result for what contains an at sign and is not an address. */
    static final String INVALID = "";

    /** Addresses of these schemes have the form of an e-mail address. */
    private static final Set<String> OTHER_SCHEMES = Set.of("sip", "sips", "xmpp", "acct", "im", "ssh", "ftp", "sftp");

    /** A longer text is not searched: it is not the value of a form. */
    private static final int MAX_LENGTH = 2_000;

    private static final String MAILTO = "mailto:";
    /** Between words, even without a space. */
    private static final String SEPARATORS = "\n\"<>()[]{}|";
    /** Between addresses that are written without a space. They may also be a part of an address. */
    private static final String TIGHT_SEPARATORS = "/&:\\";
    /** Behind the address in a link. */
    private static final String LINK_PARAMETERS = "?&#";
    /** At the ends of an address. */
    private static final CharMatcher PUNCTUATION =
            CharMatcher.anyOf("'`.,:;!?*=&/#\\\u2026\u2022\u00b7\u00bf\u00a1\u00b4\u2013\u2014");

    private final List<String> addresses = new ArrayList<>();
    private boolean invalidPart;

    /** @param setApart whether a separator other than a space precedes */
    private record Word(String text, boolean setApart) {}

    private EmailAddresses() {}

    /**
     * @return the addresses in the form that is hashed. {@link #INVALID} follows them if another part contains an at sign,
     *     and stands alone if there is no address
     */
    static List<String> in(String text) {
        if (text.length() > MAX_LENGTH) {
            return List.of(INVALID);
        }
        EmailAddresses found = new EmailAddresses();
        String readable = withoutQuery(EmailText.readable(text));
        int begin = 0;
        for (int i = 0; i <= readable.length(); i++) {
            if (i == readable.length() || readable.charAt(i) == ',' || readable.charAt(i) == ';') {
                found.readMailbox(readable.substring(begin, i));
                begin = i + 1;
            }
        }
        if (found.invalidPart || found.addresses.isEmpty()) {
            found.addresses.add(INVALID);
        }
        return found.addresses;
    }

    /** The subject of a mailto link may contain commas and addresses. */
    private static String withoutQuery(String text) {
        int scheme = text.indexOf(MAILTO);
        int query = scheme == 0 || scheme == 1 ? text.indexOf('?') : -1;
        return query < 0 ? text : text.substring(0, query);
    }

    /** If angle brackets contain an address, the rest is a display name, even if it looks like an address. */
    private void readMailbox(String text) {
        boolean isBracketed = false;
        int open = -1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '<') {
                open = i;
            } else if (text.charAt(i) == '>' && open >= 0) {
                String inside = text.substring(open + 1, i);
                open = -1;
                if (inside.indexOf('@') >= 0) {
                    isBracketed = true;
                    readWords(inside);
                }
            }
        }
        if (!isBracketed) {
            readWords(text);
        }
    }

    private void readWords(String text) {
        // Words without an at sign since the last separator or address.
        int before = 0;
        for (Word word : words(text)) {
            if (word.setApart) {
                before = 0;
            }
            if (word.text.indexOf('@') >= 0) {
                // One word and a space may be the first half of the address, as in "jane doe@example.com".
                if (before == 1) {
                    invalidPart = true;
                } else {
                    readWord(word.text);
                }
                before = Integer.MIN_VALUE;
            } else if (word.text.endsWith(":")) {
                before = 0;
            } else if (word.text.chars().anyMatch(Character::isLetterOrDigit)) {
                before++;
            }
        }
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        boolean isSetApart = true;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean isSeparator = i < text.length() && SEPARATORS.indexOf(text.charAt(i)) >= 0;
            if (i < text.length() && text.charAt(i) != ' ' && !isSeparator) {
                continue;
            }
            if (i > begin) {
                String next = text.substring(begin, i);
                String last = words.isEmpty() || isSetApart ? "" : words.get(words.size() - 1).text;
                if (isOneAddress(last, next)) {
                    Word first = words.remove(words.size() - 1);
                    words.add(new Word(first.text + next, first.setApart));
                } else {
                    words.add(new Word(next, isSetApart));
                }
                isSetApart = false;
            }
            isSetApart |= isSeparator;
            begin = i + 1;
        }
        return words;
    }

    /** Whether the space between the two is a stray one: beside the at sign, or beside a dot of an incomplete domain. */
    private static boolean isOneAddress(String word, String next) {
        int at = word.indexOf('@');
        if (at < 0 || word.length() > EmailText.MAX_ADDRESS) {
            return at < 0 && next.startsWith("@") && EmailText.isLocalPart(word);
        }
        boolean isIncomplete =
                next.indexOf('@') < 0 && !EmailText.isDomain(PUNCTUATION.trimFrom(word.substring(at + 1)));
        return isIncomplete && (word.endsWith("@") || word.endsWith(".") || next.startsWith("."));
    }

    private void readWord(String word) {
        int at = word.indexOf('@');
        int parameters = at;
        while (parameters < word.length() && LINK_PARAMETERS.indexOf(word.charAt(parameters)) < 0) {
            parameters++;
        }
        boolean isLink = word.startsWith(MAILTO) || word.indexOf('@', parameters) < 0;
        String text = isLink ? word.substring(0, parameters) : word;
        if (word.contains("://")) {
            invalidPart = true;
        } else if (text.lastIndexOf('@') == at) {
            readAddress(text);
        } else {
            readTightList(text);
        }
    }

    private void readTightList(String text) {
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || TIGHT_SEPARATORS.indexOf(text.charAt(i)) >= 0) {
                String part = text.substring(begin, i);
                if (part.indexOf('@') >= 0) {
                    readAddress(part);
                }
                begin = i + 1;
            }
        }
    }

    /** Reads an address after an optional label or scheme. */
    private void readAddress(String text) {
        int label = text.lastIndexOf(':', text.indexOf('@'));
        String address = PUNCTUATION.trimFrom(text.substring(label + 1));
        int at = address.indexOf('@');
        boolean isAddress = at > 0
                && at == address.lastIndexOf('@')
                && (label < 0 || !OTHER_SCHEMES.contains(text.substring(0, label)))
                && EmailText.isLocalPart(address.substring(0, at))
                && EmailText.isDomain(address.substring(at + 1));
        if (isAddress) {
            addresses.add(address);
        } else {
            invalidPart = true;
        }
    }
}
