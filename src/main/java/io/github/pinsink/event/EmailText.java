package io.github.pinsink.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The characters of e-mail addresses: how other encodings of them are read, and where each is allowed. */
final class EmailText {
    static final int MAX_LOCAL_PART = 64;
    static final int MAX_DOMAIN = 253;
    static final int MAX_LABEL = 63;
    static final int MAX_ADDRESS = MAX_LOCAL_PART + 1 + MAX_DOMAIN;

    private static final String SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u00b4";
    private static final String DOUBLE_QUOTES = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u300a\u300b\u300c\u300d";
    private static final String WIDE_DOTS = "\u3002\uff61";
    private static final String WIDE_COMMAS = "\u3001\u060c\u061b";
    /** They join letters of some scripts, and a domain may contain them. */
    private static final String JOINERS = "\u200c\u200d";

    private static final int FIRST_WIDE = 0xff01;
    private static final int LAST_WIDE = 0xff5e;
    private static final int TO_ASCII = FIRST_WIDE - '!';

    private EmailText() {}

    /**
     * In lower case and without percent-encoding, entities of HTML, invisible characters, and the wide forms and typographic
     * quotes of ASCII characters. White space is a space or a line feed.
     */
    static String readable(String text) {
        String decoded = percentDecoded(text);
        if (decoded.indexOf('@') < 0 && decoded.indexOf('%') >= 0) {
            // Some redirects encode twice.
            decoded = percentDecoded(decoded);
        }
        String lower = decoded.toLowerCase(Locale.ROOT);
        String plain = lower.indexOf('&') < 0 ? lower : withoutEntities(lower);
        StringBuilder readable = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> appendReadable(c, readable));
        return readable.toString().replace("mailto://", "mailto:");
    }

    private static void appendReadable(int c, StringBuilder to) {
        if (c > ' ' && c < 0x7f) {
            to.append((char) c);
        } else if (c == '\n' || c == '\r') {
            to.append('\n');
        } else if (c >= FIRST_WIDE && c <= LAST_WIDE) {
            to.append((char) Character.toLowerCase(c - TO_ASCII));
        } else if (SINGLE_QUOTES.indexOf(c) >= 0) {
            to.append('\'');
        } else if (DOUBLE_QUOTES.indexOf(c) >= 0) {
            to.append('"');
        } else if (WIDE_DOTS.indexOf(c) >= 0) {
            to.append('.');
        } else if (WIDE_COMMAS.indexOf(c) >= 0) {
            to.append(',');
        } else if (Character.getType(c) == Character.FORMAT && JOINERS.indexOf(c) < 0) {
            return;
        } else if (c <= Character.MAX_VALUE && Whitespace.isWhitespace((char) c)) {
            to.append(' ');
        } else {
            to.appendCodePoint(c);
        }
    }

    private static String withoutEntities(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&#39;", "'")
                .replace("&#039;", "'")
                .replace("&nbsp;", " ")
                .replace("&#64;", "@")
                .replace("&#x40;", "@")
                .replace("&commat;", "@")
                .replace("&amp;", "&");
    }

    /** Unchanged unless each percent sign begins the code of a byte, and the bytes are UTF-8. */
    private static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(from.length);
        for (int i = 0; i < from.length; i++) {
            if (from[i] != '%') {
                decoded.put(from[i]);
                continue;
            }
            int high = i + 2 < from.length ? Character.digit(from[i + 1], 16) : -1;
            int low = i + 2 < from.length ? Character.digit(from[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return text;
            }
            decoded.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    /** Dots may stand anywhere: Japanese carriers have given out addresses such as {@code jane..doe.@}. */
    static boolean isLocalPart(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LOCAL_PART
                && text.codePoints().allMatch(EmailText::isOfLocalPart);
    }

    private static boolean isOfLocalPart(int c) {
        if (c < 0x80) {
            return c > ' ' && c < 0x7f && "(),:;<>@[\\]\"".indexOf(c) < 0;
        }
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.SURROGATE && type != Character.UNASSIGNED;
    }

    /** At least two labels of letters and digits of any script, and hyphens inside. The last one is not a number. */
    static boolean isDomain(String text) {
        if (text.length() > MAX_DOMAIN) {
            return false;
        }
        int labels = 0;
        int begin = 0;
        int dot;
        do {
            dot = text.indexOf('.', begin);
            String label = text.substring(begin, dot < 0 ? text.length() : dot);
            if (!isLabel(label) || (dot < 0 && label.chars().allMatch(c -> c >= '0' && c <= '9'))) {
                return false;
            }
            labels++;
            begin = dot + 1;
        } while (dot >= 0);
        return labels > 1;
    }

    private static boolean isLabel(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LABEL
                && text.charAt(0) != '-'
                && text.charAt(text.length() - 1) != '-'
                && text.codePoints()
                        .allMatch(c -> c == '-'
                                || FieldNormalizers.isLetterMarkOrDigit(c)
                                || (JOINERS.indexOf(c) >= 0)
                                || Character.getType(c) == Character.OTHER_SYMBOL);
    }
}
