package io.github.pinsink.event;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.List;

/**
 * Encodes a client's IP address: the first public one of the value, without a port, brackets and a zone. The value may be a
 * list, or a header such as {@code X-Forwarded-For} or {@code Forwarded} (RFC 7239). A host name is never looked up.
 */
final class IpAddress extends FieldEncoder {
    private static final String EXPECTED = "a public IPv4 or IPv6 address";
    private static final Placeholders PLACEHOLDERS = Placeholders.in(ValueKind.ID);
    private static final int MAX_DIGITS = 3;
    private static final int NOT_DOTTED = 0;
    private static final int NOT_PUBLIC = -1;
    private static final int PUBLIC = 1;

    /** Of a header: room for more proxies than a request passes. */
    private static final int MAX_LENGTH = 2_000;

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        // Strings first: most values are strings, and the check for a list takes longer.
        if (!(value instanceof String) && value instanceof List<?> list) {
            return writeFirst(list, to);
        }
        String text = FieldEncoders.plainString(value);
        if (text.isEmpty()) {
            return false;
        }
        String address = check(text);
        if (address.isEmpty()) {
            boolean isAddress = isSomeAddress(text);
            if (!isAddress && PLACEHOLDERS.find(text, 0, text.length()) != null) {
                throw InvalidValueException.placeholder(EXPECTED, PLACEHOLDERS.describe(text));
            }
            throw invalid(value, isAddress);
        }
        to.string(address);
        return true;
    }

    private static boolean writeFirst(List<?> list, EventWriter to) throws InvalidValueException {
        to.json().charge((long) FieldEncoders.COST_OF_ELEMENT * list.size());
        boolean isBlank = true;
        boolean isAddress = false;
        for (Object element : list) {
            // An element that is not a string, such as an object, is not an address.
            String text = element instanceof String given ? FieldEncoders.plainString(given) : "";
            to.json().charge(text.length());
            isBlank &= text.isEmpty() && (element == null || element instanceof String);
            String address = text.isEmpty() ? "" : check(text);
            if (!address.isEmpty()) {
                to.string(address);
                return true;
            }
            isAddress |= isSomeAddress(text);
        }
        if (isBlank) {
            return false;
        }
        throw invalid(list, isAddress);
    }

    private static InvalidValueException invalid(Object value, boolean isAddress) {
        return isAddress
                ? InvalidValueException.found(
                        ProblemCode.INVALID_VALUE, EXPECTED, "a private, loopback or other address that is not public")
                : new InvalidValueException(value, EXPECTED);
    }

    private static boolean isSomeAddress(String text) {
        return text.length() <= MAX_LENGTH
                && ForwardedAddresses.in(text).stream().anyMatch(InetAddresses::isInetAddress);
    }

    /** @return the first public address, or an empty string */
    static String check(String text) {
        int dotted = dotted(text);
        if (dotted == PUBLIC) {
            return text;
        }
        if (dotted == NOT_PUBLIC || text.length() > MAX_LENGTH) {
            return "";
        }
        for (String literal : ForwardedAddresses.in(text)) {
            if (InetAddresses.isInetAddress(literal)) {
                InetAddress address = InetAddresses.forString(literal);
                byte[] bytes = address.getAddress();
                if (bytes.length == Integer.BYTES ? isPublic(toInt(bytes)) : isPublicV6(bytes)) {
                    // An IPv4 address in the notation of IPv6 is sent as IPv4.
                    return bytes.length == Integer.BYTES ? InetAddresses.toAddrString(address) : literal;
                }
            }
        }
        return "";
    }

    private static int toInt(byte[] bytes) {
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    /** Reads dotted decimal notation: {@link #PUBLIC}, {@link #NOT_PUBLIC}, or {@link #NOT_DOTTED}. */
    private static int dotted(String text) {
        int dots = 0;
        int digits = 0;
        int number = 0;
        int address = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0 && dots < 3) {
                dots++;
                digits = 0;
                address = address << Byte.SIZE | number;
                number = 0;
            } else if (c >= '0' && c <= '9' && digits < MAX_DIGITS && (digits == 0 || number > 0)) {
                digits++;
                number = number * 10 + c - '0';
                if (number > 255) {
                    return NOT_DOTTED;
                }
            } else {
                return NOT_DOTTED;
            }
        }
        if (dots != 3 || digits == 0) {
            return NOT_DOTTED;
        }
        return isPublic(address << Byte.SIZE | number) ? PUBLIC : NOT_PUBLIC;
    }

    /**
     * By the registry of special addresses (RFC 6890). The ranges for documentation are accepted, so that examples and tests
     * can use them.
     */
    private static boolean isPublic(int address) {
        int first = address >>> 24;
        int second = address >>> 16 & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> (second & 0xc0) != 64;
            case 169 -> second != 254;
            case 172 -> (second & 0xf0) != 16;
            case 192 -> second != 168 && (address >>> 8) != 0xc00000;
            case 198 -> (second & 0xfe) != 18;
            default -> first < 224;
        };
    }

    /** Global unicast addresses are those of 2000::/3. */
    private static boolean isPublicV6(byte[] bytes) {
        return (bytes[0] & 0xe0) == 0x20;
    }
}
