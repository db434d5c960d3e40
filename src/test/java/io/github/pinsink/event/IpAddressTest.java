package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's address, as servers and proxies write it. */
class IpAddressTest {
    private static final String FIELD = "user_data.client_ip_address";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "203.0.113.7|203.0.113.7",
                "203.0.113.7:443|203.0.113.7",
                "203.0.113.7:|203.0.113.7",
                "'203.0.113.7'|203.0.113.7",
                "[203.0.113.7]:80|203.0.113.7",
                "/203.0.113.7:51234|203.0.113.7",
                "client.example.com/203.0.113.7|203.0.113.7",
                "203.0.113.7/32|203.0.113.7",
                "2001:db8::1|2001:db8::1",
                "2001:DB8::1|2001:DB8::1",
                "[2001:db8::1]|2001:db8::1",
                "[2001:db8::1]:443|2001:db8::1",
                "2001:db8::1/128|2001:db8::1",
                "2001:db8::1%eth0|2001:db8::1",
                "[2001:db8::1%25en0]:443|2001:db8::1",
                "::ffff:203.0.113.7|203.0.113.7",
                "[::ffff:203.0.113.7]:443|203.0.113.7",
                "::ffff:cb00:7107|203.0.113.7",
                "198.51.100.23, 10.1.2.3|198.51.100.23",
                "10.0.0.9, 203.0.113.80|203.0.113.80",
                "unknown, 203.0.113.80:5000|203.0.113.80",
                "192.168.0.1,[2001:db8::5]:443,203.0.113.80|2001:db8::5",
                ", 203.0.113.80,|203.0.113.80",
                "203.0.113.80 10.0.0.1|203.0.113.80",
                "for=192.0.2.60;proto=http;by=203.0.113.43|192.0.2.60",
                "by=203.0.113.43;For=192.0.2.60|192.0.2.60",
                "For=\"[2001:db8:cafe::17]:4711\"|2001:db8:cafe::17",
                "for=_hidden, for=\"203.0.113.9:47011\"|203.0.113.9",
                "for=10.0.0.1;by=203.0.113.43, for=198.51.100.17|198.51.100.17",
                "100.63.255.255|100.63.255.255",
                "100.128.0.0|100.128.0.0",
                "172.15.0.1|172.15.0.1",
                "172.32.0.1|172.32.0.1",
                "223.255.255.254|223.255.255.254"
            })
    void isSentAlone(String given, String sent) {
        EncoderFixture event = new EncoderFixture().with(FIELD, given);
        assertThat(event.sent(FIELD).textValue()).isEqualTo(sent);
        assertThat(event.dropped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.10.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.20",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "192.168.1.20:8080",
                "10.0.0.1, 192.168.0.1",
                "::",
                "::1",
                "[::1]:40022",
                "fe80::1c2d",
                "fe80::1%eth0",
                "fd12:3456:789a::1",
                "fc00::1",
                "fec0::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "[::ffff:127.0.0.1]:80",
                "for=10.0.0.1;by=203.0.113.43"
            })
    void isDroppedAndReportedWhenItIsNotPublic(String given) {
        EncoderFixture event = new EncoderFixture().with(FIELD, given).with("user_data.em", "jane@example.com");
        assertThat(event.sent(FIELD).isMissingNode()).isTrue();
        assertThat(event.encoded().dropped())
                .extracting(Problem::text)
                .containsExactly(
                        FIELD + ": expected a public IPv4 or IPv6 address, got a private, loopback or other address"
                                + " that is not public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "example.com",
                "203.0.113",
                "203.0.113.7.9",
                "203.0.113.256",
                "203.0.113.07",
                "203.0.113.0/24",
                "2001:db8::/32",
                "203.0.113.7:https",
                "203.0.113.7:443:1",
                "[2001:db8::1",
                "2001:db8::1::2",
                "3405803783",
                "by=203.0.113.43",
                "host=203.0.113.43;proto=https",
                "%eth0"
            })
    void isDroppedAndReportedWhenItIsNoAddress(String given) {
        EncoderFixture event = new EncoderFixture().with(FIELD, given).with("user_data.em", "jane@example.com");
        assertThat(event.encoded().dropped())
                .extracting(Problem::text)
                .containsExactly(
                        FIELD + ": expected a public IPv4 or IPv6 address, got a string of length " + given.length());
    }

    @Test
    void identifiesNobodyWhenItIsNotPublic() {
        assertThat(new EncoderFixture().with(FIELD, "192.168.1.20").rejected()).containsExactly("user_data", FIELD);
    }

    @Test
    void isTheFirstPublicOneOfAList() {
        assertThat(first(Arrays.asList(null, "", "[::1]:40022", "198.51.100.90")))
                .isEqualTo("198.51.100.90");
        assertThat(first(List.of("10.0.0.1, 203.0.113.5", "203.0.113.6"))).isEqualTo("203.0.113.5");
        EncoderFixture blank =
                new EncoderFixture().with(FIELD, Arrays.asList("", null)).with("user_data.em", "j@example.com");
        assertThat(blank.dropped()).isEmpty();
        EncoderFixture none =
                new EncoderFixture().with(FIELD, List.of("none", 7)).with("user_data.em", "j@example.com");
        assertThat(none.dropped()).containsExactly(FIELD);
    }

    @Property
    void isFoundWhateverIsAroundIt(
            @ForAll @Size(4) byte[] v4,
            @ForAll @Size(16) byte[] v6,
            @ForAll boolean isV4,
            @ForAll @IntRange(max = 65_535) int port)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(isV4 ? v4 : v6);
        String text = InetAddresses.toAddrString(address);
        String expected = IpAddress.check(text);
        assertThat(IpAddress.check(InetAddresses.toUriString(address) + ":" + port))
                .isEqualTo(expected);
        assertThat(IpAddress.check("10.0.0.1, " + text + ", 192.168.0.1")).isEqualTo(expected);
        assertThat(IpAddress.check("for=\"" + InetAddresses.toUriString(address) + ":" + port + "\";by=203.0.113.1"))
                .isEqualTo(expected);
        assertThat(IpAddress.check(text.toUpperCase(Locale.ROOT))).isEqualToIgnoringCase(expected);
    }

    /** The JDK knows these ranges too, except the shared and reserved ones. */
    @Property
    void isPublicOnlyIfTheJdkKnowsNoOtherUseOfIt(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        String text = InetAddresses.toAddrString(address);
        boolean isSpecial = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        if (isSpecial) {
            assertThat(IpAddress.check(text)).isEmpty();
        }
        assertThat(IpAddress.check("[" + text + "]"))
                .as("with and without the shortcut for dotted decimal notation")
                .isEqualTo(IpAddress.check(text));
    }

    private static String first(List<?> addresses) {
        return new EncoderFixture().with(FIELD, addresses).sent(FIELD).textValue();
    }
}
