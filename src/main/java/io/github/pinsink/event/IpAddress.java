package io.github.pinsink.event;

import com.google.common.net.InetAddresses;

/** A client's address: a literal, never a name that would have to be looked up, and not the unspecified address. */
final class IpAddress {
    private static final int MOST_DIGITS = 3;
    private static final int NOT_PLAIN = -1;

    private IpAddress() {}

    /** @return an empty text for what is no such address */
    static String of(String text) {
        int plain = plain(text);
        if (plain != NOT_PLAIN) {
            return plain == 0 ? "" : text;
        }
        // A zone such as %eth0 means something on the machine it comes from only.
        boolean literal = text.indexOf('%') < 0 && InetAddresses.isInetAddress(text);
        return literal && !InetAddresses.forString(text).isAnyLocalAddress() ? text : "";
    }

    /** The usual form, four numbers: 0 for the unspecified address, 1 for another, or that it has another form. */
    private static int plain(String text) {
        int dots = 0;
        int digits = 0;
        int number = 0;
        boolean anything = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0 && dots < 3) {
                dots++;
                digits = 0;
                number = 0;
            } else if (c >= '0' && c <= '9' && digits < MOST_DIGITS && (digits == 0 || number > 0)) {
                digits++;
                number = number * 10 + c - '0';
                anything |= number > 0;
                if (number > 255) {
                    return NOT_PLAIN;
                }
            } else {
                return NOT_PLAIN;
            }
        }
        return dots == 3 && digits > 0 ? (anything ? 1 : 0) : NOT_PLAIN;
    }
}
