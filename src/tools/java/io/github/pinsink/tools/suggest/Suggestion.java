package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping in the making: its keys, the evidence for each, what is missing and what to check. */
final class Suggestion {
    /**
     * Why a key is proposed.
     *
     * @param isWeak whether a user should check it
     * @param others further candidates, the best first
     */
    record Evidence(String key, String expression, String why, boolean isWeak, List<String> others) {}

    /**
     * A key for which there is no evidence.
     *
     * @param what why it is missing, and what to do
     */
    record Missing(String key, String what) {}

    private final Map<String, Evidence> evidence = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void put(String key, String expression, String why) {
        put(key, expression, why, false, List.of());
    }

    void putWeak(String key, String expression, String why) {
        put(key, expression, why, true, List.of());
    }

    void put(String key, String expression, String why, boolean isWeak, List<String> others) {
        evidence.put(key, new Evidence(key, expression, why, isWeak, others));
    }

    boolean isWeak(String key) {
        return Optional.ofNullable(evidence.get(key)).filter(Evidence::isWeak).isPresent();
    }

    void remove(String key) {
        evidence.remove(key);
    }

    /** A setting that is no expression. */
    void set(String key, String value) {
        settings.put(key, value);
    }

    void miss(String key, String what) {
        missing.add(new Missing(key, what));
    }

    void note(String text) {
        notes.add(text);
    }

    Optional<String> expression(String key) {
        return Optional.ofNullable(evidence.get(key)).map(Evidence::expression);
    }

    boolean has(String key) {
        return evidence.containsKey(key);
    }

    List<Evidence> evidence() {
        return List.copyOf(evidence.values());
    }

    List<Missing> missing() {
        return List.copyOf(missing);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** The keys of the mapping. */
    Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>(settings);
        evidence.forEach((key, one) -> keys.put(key, one.expression()));
        return keys;
    }
}
