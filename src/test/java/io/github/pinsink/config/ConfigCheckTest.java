package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems that concern more than one key, or a key that the connector does not have. */
class ConfigCheckTest {
    private final Map<String, String> properties = MinimalConfig.properties();

    @Test
    void findsNoProblemInAMinimalConfig() {
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"batch.max.events, buffer.max.events", "retry.backoff.ms, retry.backoff.max.ms"})
    void reportsAMinimumAboveItsMaximumOnBothKeys(String smaller, String larger) {
        properties.put(smaller, "900");
        properties.put(larger, "800");

        assertThat(problems())
                .containsOnly(
                        Map.entry(smaller, List.of(smaller + ": must be at most " + larger + " (800), got 900")),
                        Map.entry(larger, List.of(larger + ": must be at least " + smaller + " (900), got 800")));
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.user, proxy.url",
        "proxy.password, proxy.user",
        "ssl.truststore.password, ssl.truststore.location"
    })
    void reportsAKeyThatRequiresAnother(String key, String other) {
        properties.put(key, "any");

        assertThat(problems())
                .containsOnly(
                        Map.entry(key, List.of(key + ": requires " + other + ". Set " + other + " or remove " + key)));
    }

    @ParameterizedTest
    @CsvSource({
        "pinterest.ad.acount.id, . Did you mean pinterest.ad.account.id?",
        "mapping.user_data.emial, . Did you mean mapping.user_data.em?",
        "mapping.em, . Did you mean mapping.user_data.em?",
        "mapping.value, . Did you mean mapping.custom_data.value?",
        "mapping.custom_data.ph, . Did you mean mapping.user_data.ph?",
        "mapping.email, . Did you mean mapping.user_data.em?",
        "mapping.user_data.user_agent, . Did you mean mapping.user_data.client_user_agent?",
        "mapping.event_time.timezone, . Did you mean mapping.event_time.zone?",
        "mapping.user_data.currency, . Did you mean mapping.custom_data.currency?",
        "lingr.ms, . Did you mean linger.ms?"
    })
    void suggestsTheClosestKeyForAnUnknownOne(String key, String suggestion) {
        properties.put(key, "1");

        assertThat(problems()).containsOnly(Map.entry(key, List.of(key + ": unknown configuration key" + suggestion)));
    }

    @Test
    void acceptsUnknownKeysThatMayBelongToTheWorkerOrATransform() {
        properties.put("transforms.route.regex", ".*");
        properties.put("errors.retry.timeout", "1000");

        assertThat(problems()).isEmpty();
    }

    @Test
    void namesTheKeysThatIdentifyTheUser() {
        properties.remove("mapping.user_data.em");

        assertThat(problems())
                .containsOnly(Map.entry(
                        "mapping.user_data.em",
                        List.of("mapping.user_data.em: no user identifier is mapped. Set mapping.user_data.em or"
                                + " mapping.user_data.hashed_maids, or both mapping.user_data.client_ip_address and"
                                + " mapping.user_data.client_user_agent")));
    }

    private Map<String, List<String>> problems() {
        return MinimalConfig.problems(properties);
    }
}
