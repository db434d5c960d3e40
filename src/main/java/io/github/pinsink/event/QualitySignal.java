package io.github.pinsink.event;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The components of Pinterest's Event Quality Score: the identifiers and recommended fields whose coverage it rates. Which
 * fields of the event are a component, the rows of {@link EventSchema} say.
 */
public enum QualitySignal {
    EMAIL("hashed e-mail", "The identifier that matches most users."),
    ADVERTISING_ID("hashed advertising ID", "Matches the users of apps."),
    IP_ADDRESS("client IP address", "Together with the user agent, matches users without any other identifier."),
    USER_AGENT("client user agent", "Together with the IP address, matches users without any other identifier."),
    EXTERNAL_ID("external ID", "Your ID of the user, which the Pinterest tag should send as well."),
    CLICK_ID("click ID", "Ties a web event to the click on the ad."),
    EVENT_ID(
            "event ID",
            "Lets Pinterest recognize the same event from the Pinterest tag. Counted if the mapping gives one: an ID that the"
                    + " connector makes is no other sender's."),
    ORDER_ID("order ID", "Lets Pinterest recognize the same purchase from another sender."),
    VALUE("value", "Needed to report the return on ad spend, and to optimize for it."),
    PRODUCT_IDS("product IDs", "Tie the event to the catalog. Counted for content_ids, and for contents with an id."),
    SOURCE_URL("event source URL", "The page of a web event.");

    private final String label;
    private final String documentation;

    QualitySignal(String label, String documentation) {
        this.label = label;
        this.documentation = documentation;
    }

    /** A name for readers. */
    public String label() {
        return label;
    }

    /** What Pinterest uses it for, and what counts as one. */
    public String documentation() {
        return documentation;
    }

    /** The fields of the event, one of which is enough. */
    public List<EventField> fields() {
        return EventSchema.withSignal(this);
    }

    /** The path of its first field, which names it in metrics. */
    public String path() {
        return fields().get(0).path();
    }

    /** The paths of all, in the order of their bits. */
    public static List<String> paths() {
        return Arrays.stream(values()).map(QualitySignal::path).toList();
    }

    /** Its bit in a set of signals; they are in the order of the constants. */
    public int bit() {
        return 1 << ordinal();
    }

    /** The signals whose bits are set. */
    static Set<QualitySignal> of(int bits) {
        EnumSet<QualitySignal> signals = EnumSet.noneOf(QualitySignal.class);
        Arrays.stream(values()).filter(signal -> (bits & signal.bit()) != 0).forEach(signals::add);
        return signals;
    }
}
