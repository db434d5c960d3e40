package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * {@code $queryParameter('https://shop.example/?epik=dj0y%3D', 'epik')} is {@code dj0y=}: the first parameter of that name
 * in the query of a URL, decoded as the form of a web page is. It never fails on the content of a URL.
 */
final class QueryParameter {
    /** What remains of the separator in a URL that was escaped for HTML: {@code &amp;}. */
    private static final String ESCAPED_SEPARATOR = "amp;";

    private static final char REPLACEMENT = '\uFFFD';

    private QueryParameter() {}

    /**
     * Null if there is no such parameter, or one of the arguments is null; empty for a parameter without a value.
     *
     * @throws JException for an argument that is not a string
     */
    static Object of(Object url, Object name, EvaluationBudget budget) {
        if (BuiltinFunctions.isNothing(url) || BuiltinFunctions.isNothing(name)) {
            return null;
        }
        if (url instanceof String text && name instanceof String parameter) {
            return find(text, parameter, budget);
        }
        throw new JException("T0410", -1);
    }

    private static String find(String url, String name, EvaluationBudget budget) {
        budget.charge(url.length());
        int fragment = url.indexOf('#');
        int end = fragment < 0 ? url.length() : fragment;
        int query = url.indexOf('?');
        int from = query < 0 ? end : query + 1;
        while (from < end) {
            int nameEnd = indexOf(url, '=', '&', from, end);
            int to = indexOf(url, '&', '&', nameEnd, end);
            if (isName(url, from, nameEnd, name, budget)) {
                return nameEnd == to ? "" : decoded(url, nameEnd + 1, to, budget);
            }
            from = to + 1;
        }
        return null;
    }

    /** The end if there is neither of the characters. */
    private static int indexOf(String url, char one, char other, int from, int end) {
        int at = from;
        while (at < end && url.charAt(at) != one && url.charAt(at) != other) {
            at++;
        }
        return at;
    }

    private static boolean isName(String url, int from, int to, String name, EvaluationBudget budget) {
        int start = url.startsWith(ESCAPED_SEPARATOR, from) ? Math.min(to, from + ESCAPED_SEPARATOR.length()) : from;
        return indexOf(url, '%', '+', start, to) == to
                ? to - start == name.length() && url.startsWith(name, start)
                : decoded(url, start, to, budget).equals(name);
    }

    /** The part of the URL without percent-encoding, and with spaces for plus signs. */
    private static String decoded(String url, int from, int to, EvaluationBudget budget) {
        budget.make(to - from);
        int first = indexOf(url, '%', '+', from, to);
        if (first == to) {
            return url.substring(from, to);
        }
        StringBuilder decoded = new StringBuilder(to - from).append(url, from, first);
        int at = first;
        while (at < to) {
            char c = url.charAt(at);
            if (c == '%') {
                at += decodeEscape(url, at, to, decoded);
            } else {
                decoded.append(c == '+' ? ' ' : c);
                at++;
            }
        }
        return decoded.toString();
    }

    /**
     * Appends the character whose UTF-8 encoding starts there, or the percent sign if there is none.
     *
     * @return how much of the URL that took
     */
    private static int decodeEscape(String url, int from, int to, StringBuilder decoded) {
        int lead = escapedByte(url, from, to);
        if (lead < 0) {
            decoded.append('%');
            return 1;
        }
        if (lead < 0x80) {
            decoded.append((char) lead);
            return 3;
        }
        byte[] bytes = new byte[lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4];
        for (int i = 0; i < bytes.length; i++) {
            // A percent sign is no valid part of a longer encoding.
            int next = escapedByte(url, from + 3 * i, to);
            bytes[i] = (byte) (next < 0 ? '%' : next);
        }
        String character = new String(bytes, StandardCharsets.UTF_8);
        if (character.indexOf(REPLACEMENT) >= 0 && !isReplacement(bytes)) {
            decoded.append('%');
            return 1;
        }
        decoded.append(character);
        return 3 * bytes.length;
    }

    private static boolean isReplacement(byte[] bytes) {
        return bytes.length == 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBF && bytes[2] == (byte) 0xBD;
    }

    /** -1 if there is no percent sign with two hexadecimal digits. */
    private static int escapedByte(String url, int at, int to) {
        if (at + 2 >= to || url.charAt(at) != '%') {
            return -1;
        }
        char high = url.charAt(at + 1);
        char low = url.charAt(at + 2);
        return HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low)
                ? HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low)
                : -1;
    }
}
