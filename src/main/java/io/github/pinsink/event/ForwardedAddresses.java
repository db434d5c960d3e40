package io.github.pinsink.event;

import com.google.common.base.CharMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the headers in which proxies name the client ({@code X-Forwarded-For}, {@code Forwarded} of RFC 7239), and takes
 * off what may stand around an address: quotes, brackets, a port, a zone, the prefix length of a single host.
 */
final class ForwardedAddresses {
    private static final String SEPARATORS = ",;| \t\r\n";
    private static final CharMatcher QUOTES = CharMatcher.anyOf("\"'`<>");
    private static final String FOR = "for=";

    private ForwardedAddresses() {}

    /** @return what may be an address, in the order of the text */
    static List<String> in(String text) {
        List<String> addresses = new ArrayList<>();
        boolean isForwarded = text.indexOf('=') >= 0;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && SEPARATORS.indexOf(text.charAt(i)) < 0) {
                continue;
            }
            String part = QUOTES.trimFrom(text.substring(begin, i));
            begin = i + 1;
            if (isForwarded) {
                // The parameters by and host name servers.
                part = part.regionMatches(true, 0, FOR, 0, FOR.length())
                        ? QUOTES.trimFrom(part.substring(FOR.length()))
                        : "";
            }
            if (!part.isEmpty()) {
                addresses.add(bare(part));
            }
        }
        return addresses;
    }

    private static String bare(String text) {
        // Java writes a resolved address as host/address.
        int slash = text.indexOf('/');
        String host = text.substring(0, Math.max(slash, 0));
        String rest = text.substring(slash + 1);
        boolean isSingleHost = host.indexOf(':') < 0 ? rest.equals("32") : rest.equals("128");
        String address = slash >= 0 && isSingleHost ? host : rest;
        int close = address.indexOf(']');
        if (address.startsWith("[") && close > 0) {
            String port = address.substring(close + 1);
            return port.isEmpty() || isPort(port) ? withoutZone(address.substring(1, close)) : address;
        }
        int colon = address.indexOf(':');
        if (colon > 0 && colon == address.lastIndexOf(':') && isPort(address.substring(colon))) {
            return address.substring(0, colon);
        }
        return withoutZone(address);
    }

    private static boolean isPort(String text) {
        return text.startsWith(":")
                && text.length() <= 6
                && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    /** A zone such as {@code %eth0} is only meaningful on the machine that it comes from. */
    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 || text.indexOf(':') < 0 ? text : text.substring(0, zone);
    }
}
