package io.github.pinsink.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts to which validation may send the token of a config. Whoever may call the worker's REST interface chooses the
 * URL, and a config provider puts any secret of the worker in place of the token; so the list comes from the operator of the
 * worker and not from a config.
 *
 * @param hosts in lower case; IPv6 addresses without brackets
 */
public record AllowedHosts(Set<String> hosts) {
    /** The Java system property of the worker's JVM: host names, separated by commas, without ports. */
    public static final String PROPERTY = "pinsink.validate.allowed.hosts";

    private static final String BY_DEFAULT = "api.pinterest.com";

    public AllowedHosts {
        hosts = Set.copyOf(hosts);
    }

    /** What the operator set, or Pinterest's own host alone. */
    public static AllowedHosts ofThisWorker() {
        return of(System.getProperty(PROPERTY, BY_DEFAULT));
    }

    /** @param list host names separated by commas; a blank list allows none */
    static AllowedHosts of(String list) {
        return new AllowedHosts(Arrays.stream(list.split(","))
                .map(AllowedHosts::plain)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toSet()));
    }

    boolean allows(String host) {
        return hosts.contains(plain(host));
    }

    private static String plain(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}
