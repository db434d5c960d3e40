package io.github.pinsink.event;

import com.google.common.net.InetAddresses;

/** Checks a client's IP address: a literal, never a host name, which would need a lookup, and not the unspecified address. */
final class IpAddress {
    private static final int MAX_DIGITS = 3;
    private static final int NOT_DOTTED = -1;

    private IpAddress() {}

    /** @return the address unchanged, or an empty string when it is invalid */
    static String check(String text) {
        int dotted = dotted(text);
        if (dotted != NOT_DOTTED) {
            return dotted == 0 ? "" : text;
        }
        // A zone such as %eth0 is only meaningful on the machine that it comes from.
        boolean literal = text.indexOf('%') < 0 && InetAddresses.isInetAddress(text);
        return literal && !InetAddresses.forString(text).isAnyLocalAddress() ? text : "";
    }

    /** Reads dotted decimal notation: 0 for the unspecified address, 1 for another, or {@link #NOT_DOTTED}. */
    private static int dotted(String text) {
        int dots = 0;
        int digits = 0;
        int number = 0;
        boolean hasNonZero = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0 && dots < 3) {
                dots++;
                digits = 0;
                number = 0;
            } else if (c >= '0' && c <= '9' && digits < MAX_DIGITS && (digits == 0 || number > 0)) {
                digits++;
                number = number * 10 + c - '0';
                hasNonZero |= number > 0;
                if (number > 255) {
                    return NOT_DOTTED;
                }
            } else {
                return NOT_DOTTED;
            }
        }
        return dots == 3 && digits > 0 ? (hasNonZero ? 1 : 0) : NOT_DOTTED;
    }
}
