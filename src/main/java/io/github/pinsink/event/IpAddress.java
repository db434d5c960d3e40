package io.github.pinsink.event;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;

/** A client's address: a literal, never a name that would have to be looked up, and not the unspecified address. */
final class IpAddress {
    private IpAddress() {}

    static boolean write(Object value, EventWriter to) throws UnfitValueException {
        String text = Forms.plainText(value);
        if (text.isEmpty()) {
            return false;
        }
        if (!InetAddresses.isInetAddress(text)) {
            throw new UnfitValueException(value, "an IPv4 or IPv6 address");
        }
        InetAddress address = InetAddresses.forString(text);
        if (address.isAnyLocalAddress()) {
            throw new UnfitValueException(value, "an address that is not the unspecified one");
        }
        to.text(text);
        return true;
    }
}
