package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Proposes {@code event_name}: from a field with the names of events, or from what all records are about. */
final class EventNameRule {
    static final String NAME = "mapping.event_name";
    static final String UNKNOWN = "mapping.on.unknown.event";

    /** Names of a field with the names of events, the best first. */
    static final List<String> NAMES = Words.list("""
            event name, event type, event, metric, event action, action, action name, activity, activity type, type,
            name, kind, event kind, ea, en, hit type, trigger, message type, interaction, conversion type,
            conversion name, conversion event, transaction type, record type, form type, interaction type,
            operation, category, ereignis, aktion, typ, vorgang, topic, t, subject, object, form, form name, form id, form slug""");

    /** They are also names of other things. */
    private static final Set<String> GENERIC = Words.set("""
            action, activity, type, name, kind, operation, category, typ, vorgang, topic, t, subject, object,
            form, form name, form id, form slug, trigger""");

    private static final Set<String> WRAPPERS = Words.set("""
            data, payload, event, message, body, after, detail, record, hit, properties, attributes, header,
            meta, metadata, envelope, transaction, form, activity, evt, envelop""");
    private static final Pattern NAME_TEXT = Pattern.compile("[A-Za-z0-9 _.:/-]{1,80}");
    private static final Pattern LOOKED_UP = Pattern.compile("\": \"([a-z_]+)\"");
    private static final int MAX_DISTINCT = 60;
    private static final FieldCheck ACCEPTED = new FieldCheck();

    private final RecordShape shape;
    private final String topic;

    /** @param topic the topic of the samples; empty if it is unknown */
    EventNameRule(RecordShape shape, String topic) {
        this.shape = shape;
        this.topic = topic;
    }

    void propose(Suggestion to) {
        Optional<PathValues> field = field();
        if (field.isPresent()) {
            putField(field.get(), to);
        } else {
            new ConstantEventName(shape, topic).propose(to);
        }
    }

    private Optional<PathValues> field() {
        PathValues best = null;
        int bestScore = 0;
        for (PathValues values : shape.fields()) {
            int rank = FieldCandidates.rank(NAMES, values.path().words());
            Set<String> distinct = values.distinct();
            long known =
                    distinct.stream().filter(name -> event(name).isPresent()).count();
            long recognized =
                    known + distinct.stream().filter(EventNameRule::isNoEvent).count();
            boolean isGeneric = rank >= 0 && GENERIC.contains(NAMES.get(rank));
            if (rank < 0
                    || known == 0
                    || distinct.size() > MAX_DISTINCT
                    || (isGeneric && !isOwn(values.path(), NAMES.get(rank)))
                    || Words.containAny(values.path().words(), FieldRules.OTHERS)
                    || values.records() * 2 < shape.samples()
                    || !values.all(EventNameRule::isName)
                    || recognized * 3 < distinct.size() * (isGeneric ? 2 : 1)) {
                continue;
            }
            int score = 100 - rank - 10 * values.path().names().size() + (int) (20 * known / distinct.size());
            if (score > bestScore) {
                best = values;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    /** A generic name counts if it is one of the record or of its envelope. */
    private static boolean isOwn(RecordPath path, String name) {
        List<String> parents = path.names().subList(0, path.names().size() - 1);
        return String.join(" ", path.lastWords()).equals(name)
                && parents.stream().allMatch(parent -> WRAPPERS.contains(String.join(" ", Words.of(parent))));
    }

    /** A text of several sentences or with an address is none. */
    private static boolean isName(Object value) {
        return value instanceof String text && NAME_TEXT.matcher(text.strip()).matches();
    }

    /** The connector's own spellings come first. */
    private static Optional<String> event(String name) {
        return isKnown(name) ? Optional.of(name) : EventWords.event(name);
    }

    private static boolean isNoEvent(String name) {
        return !isKnown(name) && EventWords.isNegative(name);
    }

    private static boolean isKnown(String name) {
        return ACCEPTED.accepts("event_name", name);
    }

    /** Whether an expression gives one event at most, such as a lookup for sales and returns. */
    static boolean isOneKind(String expression) {
        Set<String> events = new HashSet<>();
        Matcher found = LOOKED_UP.matcher(expression);
        while (found.find()) {
            events.add(found.group(1));
        }
        return expression.startsWith("'") || events.size() == 1;
    }

    private void putField(PathValues values, Suggestion to) {
        String path = values.path().expression();
        Set<String> distinct = values.distinct();
        Map<String, String> lookup = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (String name : distinct) {
            if (!isKnown(name)) {
                EventWords.event(name).ifPresentOrElse(event -> lookup.put(name, event), () -> others.add(name));
            }
        }
        String names = lookup.entrySet().stream()
                .map(entry -> '"' + entry.getKey().replace("\\", "\\\\").replace("\"", "\\\"") + "\": \""
                        + entry.getValue() + '"')
                .collect(Collectors.joining(", ", "{", "}"));
        String expression = lookup.isEmpty() ? path : "$lookup(" + names + ", " + path + ") ?: " + path;
        to.put(
                NAME,
                expression,
                distinct.size() + " different names of events; " + (distinct.size() - lookup.size() - others.size())
                        + " known to the connector, " + lookup.size() + " by their words, " + others.size()
                        + " of no conversion");
        if (!others.isEmpty() || distinct.size() > 1) {
            to.set(UNKNOWN, "skip");
        }
        if (!others.isEmpty()) {
            to.note(NAME + ": " + others.size() + " of the names in " + path
                    + " are taken for no conversion, and their records are"
                    + " skipped. If one is a conversion, add it to the expression");
        }
    }
}
