package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.PinterestConversionsSinkConnector;
import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.PinterestSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The request with which validation checks the token and the ad account. */
class CredentialsCheckTest {
    private static final String TOKEN = "pina_of_this_test";

    private final PinterestSimulator pinterest = PinterestSimulator.start(TOKEN);
    private final Map<String, String> properties = MinimalConfig.properties();

    @BeforeEach
    void useAValidConfig() {
        properties.put("validate.credentials", "true");
        properties.put("pinterest.access.token", TOKEN);
        properties.put("pinterest.api.url", pinterest.url());
        System.setProperty(AllowedHosts.PROPERTY, "127.0.0.1");
    }

    @AfterEach
    void stopSimulator() {
        System.clearProperty(AllowedHosts.PROPERTY);
        pinterest.close();
    }

    @Test
    void acceptsAValidTokenAndSendsNoEvent() {
        assertThat(problems()).isEmpty();
        assertThat(pinterest.calls()).singleElement().satisfies(call -> {
            assertThat(call.isTestMode()).isTrue();
            assertThat(call.events()).isZero();
        });
        assertThat(pinterest.hasRequestMatching(body -> !body.equals("{\"data\":[]}")))
                .isFalse();
        assertThat(pinterest.accepted()).isEmpty();
        assertThat(pinterest.acceptedInTestMode()).isEmpty();
    }

    @Test
    void reportsARejectedTokenOnTheKeyOfTheToken() {
        properties.put("pinterest.access.token", "pina_of_last_year");
        assertThat(problems().toString())
                .startsWith("{pinterest.access.token=[pinterest.access.token: Pinterest rejected the token (401).")
                .doesNotContain("pina_of_last_year");
    }

    @Test
    void reportsDeniedAccessOnTheKeyOfTheAdAccount() {
        pinterest.injectFault(new Fault.Forbidden());
        assertThat(problems()).containsOnlyKeys("pinterest.ad.account.id");
        assertThat(problems().toString()).contains("(403)", "role");
    }

    @Test
    void reportsNoProblemWhenTheApiIsUnavailable() {
        pinterest.injectFault(new Fault.ServiceUnavailable(), 1);
        pinterest.injectFault(new Fault.Throttle(1), 1);
        pinterest.injectFault(new Fault.CloseBeforeReading(), 1);
        pinterest.injectFault(new Fault.NonJsonResponse(), 1);
        pinterest.injectFault(new Fault.ProxyPage(403), 1);
        for (int i = 0; i < 5; i++) {
            properties.put("pinterest.ad.account.id", Integer.toString(100 + i));
            assertThat(problems()).isEmpty();
        }
        assertThat(pinterest.calls()).hasSize(5);
        properties.put("pinterest.ad.account.id", "105");
        properties.put("request.timeout.ms", "100");
        pinterest.injectFault(new Fault.Stall(Duration.ofSeconds(2)), 1);
        assertThat(problems()).isEmpty();
    }

    @Test
    void sendsOneRequestForSeveralValidationsOfOneConfig() {
        properties.put("pinterest.access.token", "pina_of_last_year");
        assertThat(problems()).containsOnlyKeys("pinterest.access.token");
        assertThat(problems()).containsOnlyKeys("pinterest.access.token");
        assertThat(pinterest.calls()).hasSize(1);
        properties.put("pinterest.access.token", TOKEN);
        assertThat(problems()).isEmpty();
        assertThat(pinterest.calls()).hasSize(2);
    }

    @Test
    void checksAgainAfterATimeout() {
        properties.put("pinterest.access.token", "pina_of_last_year");
        properties.put("request.timeout.ms", "100");
        pinterest.injectFault(new Fault.Stall(Duration.ofSeconds(2)), 1);
        assertThat(problems()).isEmpty();
        assertThat(problems()).containsOnlyKeys("pinterest.access.token");
    }

    @Test
    void isDisabledByDefault() {
        properties.remove("validate.credentials");
        properties.put("pinterest.access.token", "pina_of_last_year");
        assertThat(problems()).isEmpty();
        assertThat(pinterest.calls()).isEmpty();
    }

    @Test
    void doesNotRunWhenTheConfigHasOtherProblems() {
        properties.put("linger.ms", "soon");
        properties.put("pinterest.access.token", "pina_of_last_year");
        assertThat(problems()).containsOnlyKeys("linger.ms");
        assertThat(pinterest.calls()).isEmpty();
    }

    @Test
    void sendsTheTokenOnlyToHostsThatTheOperatorAllows() {
        System.clearProperty(AllowedHosts.PROPERTY);
        assertThat(problems()).containsOnlyKeys("validate.credentials");
        assertThat(problems().toString())
                .contains("127.0.0.1", "pinsink.validate.allowed.hosts")
                .doesNotContain(TOKEN);
        for (String others :
                List.of("", " ", "api.pinterest.com", "127.0.0.10,27.0.0.1", "*", "127.0.0.*", "localhost")) {
            System.setProperty(AllowedHosts.PROPERTY, others);
            assertThat(problems()).as(others).containsOnlyKeys("validate.credentials");
        }
        assertThat(pinterest.calls()).isEmpty();

        System.setProperty(AllowedHosts.PROPERTY, "api.pinterest.com, 127.0.0.1");
        assertThat(problems()).isEmpty();
        assertThat(pinterest.calls()).hasSize(1);
    }

    @Test
    void allowsOnlyPinterestsHostByDefault() {
        System.clearProperty(AllowedHosts.PROPERTY);
        AllowedHosts hosts = AllowedHosts.ofThisWorker();
        for (String same : List.of(
                "https://api.pinterest.com/v5", "https://API.Pinterest.com", "https://api.pinterest.com:8443/")) {
            assertThat(hosts.allows(host(same))).as(same).isTrue();
        }
        for (String other : List.of(
                "https://api.pinterest.com.evil.example/v5",
                "https://evil.example/api.pinterest.com",
                "https://api.pinterest.com./v5",
                "https://pinterest.com",
                "https://[::1]/",
                "http://localhost")) {
            assertThat(hosts.allows(host(other))).as(other).isFalse();
        }
        assertThat(AllowedHosts.of("[::1], LocalHost").hosts()).containsExactlyInAnyOrder("::1", "localhost");
        assertThat(AllowedHosts.of("::1").allows(host("http://[::1]:8080/v5"))).isTrue();
    }

    private String host(String url) {
        properties.put("pinterest.api.url", url);
        return CredentialsCheck.hosts(ConnectorConfig.parse(properties)).get(0);
    }

    /** With a trust store from the config, a proxy from the config could read the token. */
    @Test
    void doesNotSendTheTokenThroughAProxyThatTheOperatorDoesNotAllow() {
        properties.put("pinterest.api.url", "https://api.pinterest.com/v5");
        properties.put("proxy.url", "http://proxy.example.com:3128");
        System.clearProperty(AllowedHosts.PROPERTY);
        assertThat(problems()).containsOnlyKeys("validate.credentials");
        assertThat(problems().toString()).contains("proxy.example.com");
        assertThat(CredentialsCheck.hosts(ConnectorConfig.parse(properties)))
                .containsExactly("api.pinterest.com", "proxy.example.com");
    }

    private Map<String, List<String>> problems() {
        Map<String, List<String>> problems = new TreeMap<>();
        for (ConfigValue value :
                new PinterestConversionsSinkConnector().validate(properties).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), value.errorMessages());
            }
        }
        return problems;
    }
}
