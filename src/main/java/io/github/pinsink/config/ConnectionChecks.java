package io.github.pinsink.config;

import io.github.pinsink.api.TrustStore;
import java.util.Locale;

/** Checks the keys of the connection that depend on each other, and the trust store file. */
final class ConnectionChecks {
    private final Validation validation;

    ConnectionChecks(Validation validation) {
        this.validation = validation;
    }

    void run() {
        checkRequires(ConnectionSettings.PROXY_USER, ConnectionSettings.PROXY_URL);
        checkRequires(ConnectionSettings.PROXY_PASSWORD, ConnectionSettings.PROXY_USER);
        checkRequires(ConnectionSettings.TRUST_STORE_PASSWORD, ConnectionSettings.TRUST_STORE);
        if (validation.isSet(ConnectionSettings.PROXY_URL) && isPlainHttp()) {
            validation.problem(PinterestSettings.API_URL, ConnectionSettings.httpThroughProxy());
        }
        if (validation.isSet(ConnectionSettings.TRUST_STORE) && !validation.hasProblems()) {
            ConnectorConfig.parse(validation.properties())
                    .trustStore()
                    .flatMap(TrustStore::problem)
                    .ifPresent(problem -> validation.problem(
                            ConnectionSettings.TRUST_STORE,
                            problem + ". Put a readable file with certificates there on every worker, and check "
                                    + ConnectionSettings.TRUST_STORE_TYPE.key() + " and "
                                    + ConnectionSettings.TRUST_STORE_PASSWORD));
        }
    }

    private void checkRequires(String key, String other) {
        if (validation.isSet(key) && !validation.isSet(other)) {
            validation.problem(key, "requires " + other + ". Set " + other + " or remove " + key);
        }
    }

    private boolean isPlainHttp() {
        return validation.parsed(PinterestSettings.API_URL) instanceof String url
                && url.strip().toLowerCase(Locale.ROOT).startsWith("http:");
    }
}
