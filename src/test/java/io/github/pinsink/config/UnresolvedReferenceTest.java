package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker leaves a reference to an unknown config provider as it is; it must not be sent as a secret. */
class UnresolvedReferenceTest {
    private final Map<String, String> properties = MinimalConfig.properties();

    @ParameterizedTest
    @ValueSource(strings = {"pinterest.access.token", "proxy.password", "ssl.truststore.password", "proxy.user"})
    void reportsAReferenceThatNoProviderResolved(String key) {
        properties.put("proxy.url", "http://proxy.example.com:3128");
        properties.put("proxy.user", "user");
        properties.put("ssl.truststore.location", "/etc/hostname");
        for (String reference : List.of("${file:/etc/secrets:x}", "${env:SECRET}", "${vault:a/b:c}", " ${SECRET}\n")) {
            properties.put(key, reference);
            assertThat(problems().get(key))
                    .as(reference)
                    .singleElement()
                    .asString()
                    .startsWith(key + ": ")
                    .contains("config provider", "config.providers")
                    .doesNotContain("SECRET", "secrets", "vault");
            assertThatThrownBy(() -> ConnectorConfig.parse(properties)).hasMessageStartingWith(key + ": ");
        }
    }

    @Test
    void acceptsAPasswordWithADollarAndABrace() {
        properties.put("proxy.url", "http://proxy.example.com:3128");
        properties.put("proxy.user", "user");
        properties.put("proxy.password", "a${b}c:d");
        assertThat(problems()).isEmpty();
    }

    private Map<String, List<String>> problems() {
        return MinimalConfig.problems(properties);
    }
}
