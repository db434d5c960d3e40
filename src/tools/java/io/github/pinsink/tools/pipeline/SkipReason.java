package io.github.pinsink.tools.pipeline;

import io.github.pinsink.config.Settings;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.MappingResult;
import java.util.Locale;

/**
 * Why a record becomes no event, on purpose.
 *
 * @param id a stable name, such as {@code filtered}
 * @param text for a reader
 */
public record SkipReason(String id, String text) {
    public static SkipReason of(MappingResult.Skipped.Why why) {
        return new SkipReason(
                why.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                switch (why) {
                    case TOMBSTONE -> "the value is null";
                    case FILTERED -> MappingDefinition.FILTER + " is not true";
                    case NOTHING_TO_EXPLODE -> MappingDefinition.EXPLODE + " returned no elements";
                    case UNKNOWN_EVENT -> "the event name is unknown and " + Settings.ON_UNKNOWN_EVENT + "=skip";
                });
    }

    /** @param transform its name in the config */
    public static SkipReason ofTransform(String transform) {
        return new SkipReason("dropped-by-transform", "the transform " + transform + " drops it");
    }
}
