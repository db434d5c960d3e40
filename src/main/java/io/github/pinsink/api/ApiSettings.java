package io.github.pinsink.api;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Address and connection settings of the API.
 *
 * @param baseUrl up to and including the version, such as {@code https://api.pinterest.com/v5}
 * @param testMode whether requests carry {@code test=true}: Pinterest validates the events but does not record them
 * @param maxInFlight the maximum number of calls in flight, and of pooled connections
 * @param threadName the prefix of the client's thread names
 */
public record ApiSettings(
        URI baseUrl, boolean testMode, int maxInFlight, TransportSettings transport, String threadName) {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

    /** @throws IllegalArgumentException if the token would be sent unencrypted over a network or to a proxy */
    public ApiSettings {
        if (!isSafe(baseUrl)) {
            throw new IllegalArgumentException(
                    "the URL of the API must be https, or http on a loopback address, without user info, query or fragment");
        }
        if (isPlain(baseUrl) && transport.proxy().isPresent()) {
            throw new IllegalArgumentException("the URL of the API must be https if a proxy is configured");
        }
    }

    /** Whether calls are not encrypted. They stay on this machine then, and no proxy may receive them. */
    boolean isPlain() {
        return isPlain(baseUrl);
    }

    private static boolean isPlain(URI url) {
        return "http".equalsIgnoreCase(url.getScheme());
    }

    /** The host of the URL as OkHttp parses it: in lower case, an IPv6 address without brackets. */
    public String host() {
        return HttpUrl.get(baseUrl.toString()).host();
    }

    /** The same settings in test mode, with one connection and no timeout longer than the given one. */
    public ApiSettings forValidation(Duration longest) {
        return new ApiSettings(baseUrl, true, 1, transport.noLongerThan(longest), threadName);
    }

    /** Whether a token may be sent to this URL: HTTPS, or plain HTTP to a loopback address. */
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
        // Only IP literals, without a DNS lookup: a name that resolves to a loopback address may resolve to another one
        // later.
        return host.equals("[::1]") || LOOPBACK.matcher(host).matches();
    }
}
