package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.PinterestConversionsSinkConnector;
import io.github.pinsink.sandbox.Misbehaviour;
import io.github.pinsink.sandbox.PinterestSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one question to Pinterest that validation may ask. */
class LiveCheckTest {
    private static final String TOKEN = "pina_of_this_test";

    private final PinterestSimulator pinterest = PinterestSimulator.start(TOKEN);
    private final Map<String, String> properties = LeastConfig.properties();

    @BeforeEach
    void aConfigInOrder() {
        properties.put("validate.live", "true");
        properties.put("pinterest.access.token", TOKEN);
        properties.put("pinterest.api.url", pinterest.url());
    }

    @AfterEach
    void stop() {
        pinterest.close();
    }

    @Test
    void findsNothingWrongWithAGoodTokenAndSendsNoEvent() {
        assertThat(findings()).isEmpty();
        assertThat(pinterest.calls()).singleElement().satisfies(call -> {
            assertThat(call.test()).isTrue();
            assertThat(call.events()).isZero();
        });
        assertThat(pinterest.anyRequest(body -> !body.equals("{\"data\":[]}"))).isFalse();
        assertThat(pinterest.accepted()).isEmpty();
        assertThat(pinterest.tested()).isEmpty();
    }

    @Test
    void putsARefusedTokenOnTheKeyOfTheToken() {
        properties.put("pinterest.access.token", "pina_of_last_year");
        assertThat(findings().toString())
                .startsWith("{pinterest.access.token=[pinterest.access.token: Pinterest refuses the token (401).")
                .doesNotContain("pina_of_last_year");
    }

    @Test
    void putsAnAccountWithoutAccessOnTheKeyOfTheAccount() {
        pinterest.misbehave(new Misbehaviour.Forbidden());
        assertThat(findings()).containsOnlyKeys("pinterest.ad.account.id");
        assertThat(findings().toString()).contains("(403)", "role");
    }

    @Test
    void takesTroubleOfTheApiForNoFinding() {
        pinterest.misbehave(new Misbehaviour.ServiceUnavailable(), 1);
        pinterest.misbehave(new Misbehaviour.Throttle(1), 1);
        pinterest.misbehave(new Misbehaviour.BreakBeforeReading(), 1);
        pinterest.misbehave(new Misbehaviour.NotJson(), 1);
        for (int i = 0; i < 4; i++) {
            assertThat(findings()).isEmpty();
        }
        assertThat(pinterest.calls()).hasSize(4);
        properties.put("request.timeout.ms", "100");
        pinterest.misbehave(new Misbehaviour.Stall(Duration.ofSeconds(2)), 1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void isNotAskedForByDefault() {
        properties.remove("validate.live");
        properties.put("pinterest.access.token", "pina_of_last_year");
        assertThat(findings()).isEmpty();
        assertThat(pinterest.calls()).isEmpty();
    }

    @Test
    void isNotAskedWhileAnythingElseIsWrong() {
        properties.put("linger.ms", "soon");
        properties.put("pinterest.access.token", "pina_of_last_year");
        assertThat(findings()).containsOnlyKeys("linger.ms");
        assertThat(pinterest.calls()).isEmpty();
    }

    private Map<String, List<String>> findings() {
        Map<String, List<String>> findings = new TreeMap<>();
        for (ConfigValue value :
                new PinterestConversionsSinkConnector().validate(properties).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                findings.put(value.name(), value.errorMessages());
            }
        }
        return findings;
    }
}
