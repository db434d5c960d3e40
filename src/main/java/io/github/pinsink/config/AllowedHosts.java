package io.github.pinsink.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts to which validation may send the token of a config. Any caller of the worker's REST API can choose the URL, and
 * a config provider can substitute any secret of the worker for the token. So the worker's operator sets the list, not a
 * config.
 *
 * @param hosts in lower case; IPv6 addresses without brackets
 */
public record AllowedHosts(Set<String> hosts) {
    /** The Java system property with the list: host names without ports, separated by commas. */
    public static final String PROPERTY = "pinsink.validate.allowed.hosts";

    /** The list that applies when the property is not set. */
    static final String DEFAULT = "api.pinterest.com";

    public AllowedHosts {
        hosts = Set.copyOf(hosts);
    }

    /** The list of the worker's operator, or only Pinterest's host if there is none. */
    public static AllowedHosts ofThisWorker() {
        return of(System.getProperty(PROPERTY, DEFAULT));
    }

    /** @param list host names separated by commas; a blank list allows no host */
    static AllowedHosts of(String list) {
        return new AllowedHosts(Arrays.stream(list.split(","))
                .map(AllowedHosts::normalized)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toSet()));
    }

    boolean allows(String host) {
        return hosts.contains(normalized(host));
    }

    private static String normalized(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}
