package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pinsink.PinterestConversionsSinkConnector;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation of malicious and unusual configs: it reports problems, ends in time, and reveals no secrets. */
class HostileConfigTest {
    private final Map<String, String> properties = MinimalConfig.properties();

    @TempDir
    Path folder;

    @Test
    void reportsNullOnItsKeyAndStartsWithoutTheKey() {
        Set<String> keys = new HashSet<>(Settings.definition().names());
        keys.addAll(List.of(
                "topics",
                "topics.regex",
                "transforms",
                "topic.orders.filter",
                "topic.orders.mapping.preset",
                "consumer.override.max.poll.interval.ms",
                "errors.tolerance",
                "name",
                "mapping.nonsense"));
        for (String key : keys) {
            Map<String, String> withNull = new HashMap<>(properties);
            withNull.put(key, null);
            assertThat(problems(withNull).get(key))
                    .as(key)
                    .contains(key + ": expected a string, got null. Remove the key, or set it to a string");
            PinterestConversionsSinkConnector connector = new PinterestConversionsSinkConnector();
            connector.start(withNull);
            assertThat(connector.taskConfigs(1)).hasSize(1);
            if (!key.equals("pinterest.access.token")) {
                assertThat(ConnectorConfig.parse(withNull).mappingPlans().defaultPlan())
                        .isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "${file:/etc/kafka/pinterest.properties:token}",
                "${env:TOKEN}",
                "Bearer ${TOKEN}",
                "pina_a b",
                "pina_a\tb",
                "pina_a\nb",
                "pina_\u0000a",
                "pina_é",
                "pina_\u200b",
                "pina_\u007f",
                "pina_😀"
            })
    void reportsAnInvalidTokenWithoutQuotingIt(String token) {
        properties.put("pinterest.access.token", token);
        assertThat(problems(properties)).containsOnlyKeys("pinterest.access.token");
        if (!token.isBlank()) {
            assertThat(problems(properties).toString()).doesNotContain(token.strip());
        }
        assertThatThrownBy(() -> ConnectorConfig.parse(properties).token())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("pinterest.access.token: ")
                .hasNoCause();
    }

    /** Kafka's AbstractConfig would create these providers, and they could read any file on the worker. */
    @Test
    void doesNotUseConfigProvidersOfTheConfig() throws Exception {
        Path secrets = Files.writeString(folder.resolve("secrets.properties"), "token=pina_of_another\n");
        properties.put("config.providers", "mine");
        properties.put("config.providers.mine.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        assertThat(ConnectorConfig.parse(properties).token().authorization()).isEqualTo("Bearer pina_not_used");

        properties.put("pinterest.access.token", "${mine:" + secrets + ":token}");
        assertThat(problems(properties)).containsOnlyKeys("pinterest.access.token");
        assertThatThrownBy(() -> ConnectorConfig.parse(properties))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no config provider resolved");
    }

    @Test
    void acceptsWhiteSpaceAroundTheTokenBecauseSecretFilesEndWithALineBreak() {
        properties.put("pinterest.access.token", " pina_!~\r\n");
        assertThat(problems(properties)).isEmpty();
        assertThat(ConnectorConfig.parse(properties).token().authorization()).isEqualTo("Bearer pina_!~");
    }

    @Test
    void reportsPlainHttpThroughAProxyAtValidationAndAtStart() {
        properties.put("proxy.url", "http://127.0.0.1:3128");
        for (String url : List.of("http://127.0.0.1:8080/v5", "HTTP://localhost/v5", "http://[::1]:8080/v5")) {
            properties.put("pinterest.api.url", url);
            assertThat(problems(properties)).as(url).containsOnlyKeys("pinterest.api.url");
            assertThatThrownBy(() -> ConnectorConfig.parse(properties))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("proxy.url");
        }
        properties.put("pinterest.api.url", "https://127.0.0.1:8080/v5");
        assertThat(problems(properties)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/zero",
                "/dev/random",
                "/dev/stdin",
                "/dev/null",
                "/proc/self/status",
                "/proc/kmsg",
                "/dev",
                "/",
                "."
            })
    void reportsATrustStoreThatIsNotARegularFile(String file) {
        for (String type : List.of("PEM", "JKS", "PKCS12")) {
            properties.put("ssl.truststore.location", file);
            properties.put("ssl.truststore.type", type);
            assertThat(problems(properties)).as(type).containsOnlyKeys("ssl.truststore.location");
        }
    }

    @Test
    void reportsATrustStoreThatIsAPipeOrALinkToADeviceOrTooLarge() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path large = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(10_000_001);
        }
        for (Path file : List.of(pipe, Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/zero")), large)) {
            properties.put("ssl.truststore.location", file.toString());
            assertThat(problems(properties)).as(file.toString()).containsOnlyKeys("ssl.truststore.location");
        }
    }

    /** Messages of the Java runtime would reveal the first byte of a key store, and content that is not a certificate. */
    @Test
    void revealsNothingAboutTheContentOfATrustStoreFile() throws Exception {
        Map<String, Set<String>> messages = new HashMap<>();
        for (String content : List.of(
                "root:x:0:0",
                "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n",
                "0\u0001\u0002",
                "\uFEFF",
                "token=pina_of_another")) {
            Path file = Files.writeString(folder.resolve("secret"), content);
            properties.put("ssl.truststore.location", file.toString());
            for (String type : List.of("PEM", "JKS", "PKCS12")) {
                for (String password : List.of("", "not-it")) {
                    properties.put("ssl.truststore.type", type);
                    properties.put("ssl.truststore.password", password);
                    messages.computeIfAbsent(type + password, same -> new HashSet<>())
                            .add(problems(properties)
                                    .get("ssl.truststore.location")
                                    .toString());
                }
            }
        }
        assertThat(messages.values())
                .as(messages.toString())
                .allSatisfy(same -> assertThat(same).hasSize(1));
    }

    @Test
    void reportsAnInvalidPath() {
        properties.put("ssl.truststore.location", "a\u0000b");
        assertThat(problems(properties)).containsOnlyKeys("ssl.truststore.location");
        assertThatThrownBy(() -> ConnectorConfig.parse(properties)).isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+b",
                "(a|aa)*b",
                "(?:(?:a*)*)*c",
                "(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*x",
                "(?:(?:){2000000000}){2000000000}",
                "((((((((((a?){50}){50}){50}){50}){50}){50}){50}){50}){50}){50}",
                "(x{0}){999999999999}",
                "(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)x",
                "()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?()?x",
                "(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)x",
                "(?=(a+)+b)"
            })
    void validatesAnyTopicPatternInTime(String regex) {
        properties.remove("topics");
        properties.put("topics.regex", regex);
        properties.put("topic." + "a".repeat(200) + ".filter", "true");
        // The pattern does not match, or that is unknown; what counts is that validation ends.
        assertThat(problems(properties).keySet()).isSubsetOf("topic." + "a".repeat(200) + ".filter");
    }

    @Test
    void validatesATopicPatternThatIsTooDeepForTheStack() {
        properties.remove("topics");
        properties.put("topics.regex", "(".repeat(200_000) + ")".repeat(200_000));
        properties.put("topic.orders.filter", "true");
        assertThat(problems(properties)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{\"a\":",
                "-",
                "$not(",
                "a.",
                "a+",
                "a[",
                "function($a){",
                "a?",
                "a&",
                "**.",
                "%.",
                "a~>"
            })
    void validatesExpressionsOfAnyDepth(String part) {
        for (int times : new int[] {150, 1_000, 6_000, 200_000}) {
            properties.put("mapping.event_id", part.repeat(times) + "a");
            properties.put("topic.orders.filter", part.repeat(times) + "a");
            assertThat(problems(properties).keySet()).isSubsetOf("mapping.event_id", "topic.orders.filter");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linger.ms",
                "event.max.age",
                "mapping.birth.date.pattern",
                "mapping.phone.default.country",
                "mapping.custom.event.names",
                "pinterest.api.url",
                "proxy.url",
                "ssl.truststore.location",
                "pinterest.ad.account.id",
                "mapping.preset",
                "topics",
                "topics.regex",
                "transforms",
                "dead.letter.topics",
                "mapping.preset.status.values",
                "http.version"
            })
    void validatesHugeValues(String key) {
        for (String huge : List.of(
                "[".repeat(1_000_000),
                "9".repeat(1_000_000),
                ",".repeat(1_000_000),
                "y".repeat(1_000_000),
                "\ud800".repeat(100_000),
                "a,".repeat(100_000))) {
            properties.put(key, huge);
            assertThat(problems(properties).values())
                    .allSatisfy(messages -> assertThat(messages).isNotEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT2562047788015215H",
                "PT9223372036854775807S",
                "P106751991167300D",
                "999999999d",
                "-PT1S",
                "PT99999999999999999999S"
            })
    void reportsAnAgeOutOfRange(String age) {
        properties.put("event.max.age", age);
        assertThat(problems(properties)).containsOnlyKeys("event.max.age");
    }

    @Test
    void validatesHugeKeys() {
        for (String prefix : List.of("", "mapping.", "pinterest.", "topic.", "topic.orders.", "topics.")) {
            properties.put(prefix + "x".repeat(1_000_000), "1");
            properties.put(prefix + "x".repeat(1_000_000) + ".filter", "true");
        }
        assertThat(problems(properties).keySet()).isNotEmpty().allMatch(key -> key.length() > 1_000_000);
    }

    /** To compare each of these keys with each other one would take hours. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void validatesAHundredThousandUnknownKeysInTime() {
        properties.put("topics", "orders" + many(20_000));
        for (int i = 0; i < 25_000; i++) {
            properties.put("mapping.user_data.emial" + i, "email");
            properties.put("topic.no-such-topic-with-a-name-" + i + ".filter", "true");
            properties.put("topic.some-topic-with-a-name-" + i + ".fliter", "true");
            properties.put("lingr.ms" + i, "1");
        }
        assertThat(withoutATimeLimit(properties)).hasSizeGreaterThan(70_000);
    }

    private static String many(int topics) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < topics; i++) {
            names.append(",some-topic-with-a-name-").append(i);
        }
        return names.toString();
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void validatesMappingsForTenThousandTopics() {
        properties.put("topics", "orders" + many(10_000));
        for (int i = 0; i < 10_000; i++) {
            String topic = "topic.some-topic-with-a-name-" + i + ".";
            properties.put(topic + "mapping.preset", "segment");
            properties.put(topic + "filter", "kind = 'k" + i + "'");
            properties.put(topic + "mapping.event_source_url", "'https://shop" + i + ".example.com/' & path");
        }
        properties.put("topic.some-topic-with-a-name-17.filter", "kind =");
        assertThat(withoutATimeLimit(properties)).containsExactly("topic.some-topic-with-a-name-17.filter");
    }

    @Test
    void reportsHowManyKeysWereNotCheckedInTime() {
        for (int i = 0; i < 50; i++) {
            properties.put("topic.orders-" + i + ".filter", "true");
        }
        properties.put("transforms", "route");
        Map<String, String> inOrder = new LinkedHashMap<>(properties);
        AtomicLong clock = new AtomicLong();
        ValidationLimits limits = new ValidationLimits(
                AllowedHosts.of(""),
                Duration.ofSeconds(10),
                () -> clock.getAndAdd(Duration.ofMillis(50).toNanos()),
                Clock.systemUTC(),
                new CredentialsCache());
        List<ConfigValue> found =
                ConfigCheck.check(inOrder, Settings.definition().validate(inOrder), limits);
        assertThat(found.stream().flatMap(value -> value.errorMessages().stream()))
                .singleElement()
                .asString()
                .contains("other keys were not checked within 10 s");
        assertThat(clock.get()).isLessThan(Duration.ofSeconds(12).toNanos());
    }

    @Test
    void reportsADeadLetterTopicOutsideTheSubscription() {
        properties.put("dead.letter.topics", "orders");
        assertThat(problems(properties)).isEmpty();
        properties.put("dead.letter.topics", "orders,order-dlq");
        properties.put("transforms", "route");
        assertThat(problems(properties)).containsOnlyKeys("dead.letter.topics");
    }

    /** The keys with problems, whatever the speed of the machine. */
    private static List<String> withoutATimeLimit(Map<String, String> properties) {
        ValidationLimits limits = new ValidationLimits(
                AllowedHosts.of(""), Duration.ofSeconds(10), () -> 0, Clock.systemUTC(), new CredentialsCache());
        return ConfigCheck.check(properties, Settings.definition().validate(properties), limits).stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .map(ConfigValue::name)
                .toList();
    }

    private static Map<String, List<String>> problems(Map<String, String> properties) {
        return new PinterestConversionsSinkConnector()
                .validate(properties).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
