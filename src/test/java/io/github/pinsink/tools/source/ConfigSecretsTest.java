package io.github.pinsink.tools.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pinterest.access.token",
                "producer.override.sasl.jaas.config",
                "value.converter.basic.auth.user.info",
                "transforms.lookup.api-key",
                "transforms.lookup.api_key",
                "transforms.lookup.http.authorization",
                "transforms.lookup.db.pwd",
                "transforms.lookup.connectionString",
                "consumer.override.ssl.keystore.key"
            })
    void displaysNoSecret(String key) {
        assertThat(ConfigSecrets.display(key, "hunter2")).isEqualTo("(secret)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mapping.user_data.em", "topics", "key.converter", "topic.tokens.mapping.event_id"})
    void displaysTheOthers(String key) {
        assertThat(ConfigSecrets.display(key, "value")).isEqualTo("value");
    }
}
