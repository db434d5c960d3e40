package io.github.pinsink.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param check is called unless the result of the last minute is known
     * @return the problems by config key
     */
    Map<String, String> get(List<String> request, long now, Supplier<Map<String, String>> check) {
        String key = digest(String.join("\n", request));
        synchronized (results) {
            results.values().removeIf(result -> now - result.checkedAt >= TIME_TO_LIVE);
            Result known = results.get(key);
            if (known != null) {
                return known.problems;
            }
        }
        Map<String, String> problems = check.get();
        synchronized (results) {
            if (results.size() >= MAX_RESULTS) {
                results.remove(results.keySet().iterator().next());
            }
            results.put(key, new Result(problems, now));
        }
        return problems;
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
