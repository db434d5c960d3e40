package io.github.pinsink.tools.suggest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the command found out.
 *
 * @param samples how many records were looked at
 * @param preset the preset that fits, if one does
 * @param presets for each preset whose marks are there, what it makes of the samples
 * @param suggestion the mapping by the rules
 * @param config the proposed config
 * @param check what the config makes of the samples; empty if the connector does not accept it
 * @param invalid why the connector does not accept it; empty if it does
 * @param now the same check with the ages of the samples
 */
record SuggestReport(
        int samples,
        Optional<String> preset,
        Map<String, MappingCheck> presets,
        Suggestion suggestion,
        Map<String, String> config,
        Optional<MappingCheck> check,
        String invalid,
        Optional<MappingCheck> now) {

    /** Whether the config is valid, and yields an event for each sample that it does not skip. */
    boolean isComplete() {
        return check.filter(result -> result.sent() > 0 && result.rejected() == 0)
                .isPresent();
    }

    /** Whether some samples are only rejected for their age. */
    boolean hasOldSamples() {
        return check.isPresent()
                && now.isPresent()
                && now.get().sent() < check.get().sent();
    }

    /** The keys that have no evidence; with a preset none is needed. */
    List<Suggestion.Missing> missing() {
        return preset.isPresent() ? List.of() : suggestion.missing();
    }
}
