package io.github.pinsink.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The results of the last checks of credentials, since user interfaces validate a config several times for one view. Keeps
 * digests of the tokens only. Thread-safe.
 */
public final class CredentialsCache {
    private static final long TIME_TO_LIVE = Duration.ofMinutes(1).toNanos();
    private static final int MAX_RESULTS = 100;

    private record Result(Map<String, String> problems, long checkedAt) {}

    private final Map<String, Result> results = new LinkedHashMap<>();

    /**
     * @param request everything that the result depends on
     * @param now in nanoseconds
     * @param check is called unless the result of the last minute is known; empty if it got no response, which is not kept
     * @return the problems by config key; none if the check got no response
     */
    Map<String, String> get(List<String> request, long now, Supplier<Optional<Map<String, String>>> check) {
        String key = digest(String.join("\n", request));
        synchronized (results) {
            results.values().removeIf(result -> now - result.checkedAt >= TIME_TO_LIVE);
            Result known = results.get(key);
            if (known != null) {
                return known.problems;
            }
        }
        Optional<Map<String, String>> problems = check.get();
        if (problems.isEmpty()) {
            return Map.of();
        }
        synchronized (results) {
            if (results.size() >= MAX_RESULTS) {
                results.remove(results.keySet().iterator().next());
            }
            results.put(key, new Result(problems.get(), now));
        }
        return problems.get();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every Java platform", e);
        }
    }
}
