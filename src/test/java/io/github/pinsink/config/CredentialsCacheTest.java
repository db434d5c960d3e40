package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsCacheTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final Map<String, String> DENIED = Map.of("pinterest.access.token", "rejected");

    private final CredentialsCache cache = new CredentialsCache();
    private Optional<Map<String, String>> response = Optional.of(DENIED);
    private int checks;

    @Test
    void keepsAResultForAMinute() {
        assertThat(get("token", 0)).isEqualTo(DENIED);
        assertThat(get("token", MINUTE - 1)).isEqualTo(DENIED);
        assertThat(checks).isEqualTo(1);
        assertThat(get("token", MINUTE)).isEqualTo(DENIED);
        assertThat(checks).isEqualTo(2);
    }

    @Test
    void checksAgainIfThereWasNoResponse() {
        response = Optional.empty();
        assertThat(get("token", 0)).isEmpty();
        response = Optional.of(DENIED);
        assertThat(get("token", 1)).isEqualTo(DENIED);
    }

    @Test
    void checksEachRequestOnItsOwn() {
        get("token", 0);
        get("other token", 0);
        assertThat(checks).isEqualTo(2);
    }

    @Test
    void keepsABoundedNumberOfResults() {
        for (int i = 0; i < 1_000; i++) {
            get("token " + i, 0);
        }
        get("token 999", 0);
        assertThat(checks).isEqualTo(1_000);
        get("token 0", 0);
        assertThat(checks).isEqualTo(1_001);
    }

    private Map<String, String> get(String token, long now) {
        return cache.get(List.of("url", token), now, () -> {
            checks++;
            return response;
        });
    }
}
