package io.github.pinsink.api;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Where and how the API is called.
 *
 * @param baseUrl up to and including the version, such as {@code https://api.pinterest.com/v5}
 * @param testMode whether requests carry {@code test=true}: validated and answered, but not recorded
 * @param maxInFlight calls at once, for which connections are kept
 * @param threadName the prefix of the names of the client's threads
 */
public record ApiSettings(
        URI baseUrl, boolean testMode, int maxInFlight, TransportSettings transport, String threadName) {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

    /** @throws IllegalArgumentException when the token would travel in plain text over a network or to a proxy */
    public ApiSettings {
        if (!isSafe(baseUrl)) {
            throw new IllegalArgumentException(
                    "the URL of the API must be https, or http on a loopback address, without user, query or fragment");
        }
        if (isPlain(baseUrl) && transport.proxy().isPresent()) {
            throw new IllegalArgumentException("the URL of the API must be https where there is a proxy");
        }
    }

    /** Whether calls are not encrypted. They do not leave this machine then, so no proxy may get them. */
    boolean isPlain() {
        return isPlain(baseUrl);
    }

    private static boolean isPlain(URI url) {
        return "http".equalsIgnoreCase(url.getScheme());
    }

    /** The host that is connected to, as the client reads the URL: in lower case, an IPv6 address without brackets. */
    public String host() {
        return HttpUrl.get(baseUrl.toString()).host();
    }

    /** The same way to the API, but nothing sent over it is recorded, and no call takes longer than that. */
    public ApiSettings forValidation(Duration longest) {
        return new ApiSettings(baseUrl, true, 1, transport.noLongerThan(longest), threadName);
    }

    /** Whether a token may be sent there: HTTPS, or plain HTTP that does not leave this machine. */
    public static boolean isSafe(URI url) {
        if (url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null
                || url.getScheme() == null) {
            return false;
        }
        return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> isLoopback(url.getHost());
            default -> false;
        };
    }

    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        // Only literals: a name that resolves to a loopback address now may resolve to another one later. Nobody is
        // asked.
        return host.equals("[::1]") || LOOPBACK.matcher(host).matches();
    }
}
