package io.github.pinsink.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Values in, the JSON text of an event out: coerced, checked, hashed, and nothing in it that the specification does not
 * know. Never null, never an empty text, list or object. Written once, into one array, from which an event is copied to
 * where it is held; belongs to one thread.
 */
public final class EventEncoder {
    /** Of one event. The largest real ones take some 100 kB; Pinterest documents no limit. */
    public static final int MAX_EVENT_BYTES = 1_000_000;

    /** Of all events of one record together: eight times the largest record of a default broker. */
    public static final int MAX_RECORD_BYTES = 8_000_000;

    private static final long MAX_SECONDS_AHEAD = 300;
    private static final long LATE_SECONDS = 3_600;
    /** What the text is looked at of, once it is written. */
    private static final int ASKED_AGAIN = RequiredFields.ID | RequiredFields.SOURCE;

    private static final EncodingResult.Skipped SKIPPED = new EncodingResult.Skipped();
    private static final JsonBuffer.Token ID_NAME = new JsonBuffer.Token(",\"event_id\":");

    private final Slot[] slots;
    private final EventRules rules;
    private final EventWriter writer;
    private final JsonBuffer json;
    private final List<Problem> fatal = new ArrayList<>();

    private boolean alwaysOffline;

    // Of the event at hand.
    private int start;
    private int present;
    private long time;
    private boolean offline;
    private String id = "";

    /**
     * What two mappings of a field have in common where they have the same slot.
     *
     * @param value as JSON, empty where it depends on the event
     */
    record FixedPart(EventField field, boolean firstOfGroup, String value) {}

    /** A field that is mapped, with everything about it that does not depend on a record. */
    static final class Slot {
        private final EventField field;
        /** With the comma before it, over which the brace is written that begins the event. */
        private final JsonBuffer.Token name;
        /** The name of the group as well. */
        private final JsonBuffer.Token opening;

        private final FieldEncoder form;
        private final boolean inGroup;
        private final boolean firstOfGroup;
        private final int role;
        private final boolean single;
        /** The name stands with the value, which is the same for every event. */
        private final boolean written;

        Slot(FixedPart part) {
            this.field = part.field();
            this.form = field.form();
            String member = '"' + field.member() + "\":" + part.value();
            this.name = new JsonBuffer.Token(',' + member);
            this.opening = new JsonBuffer.Token(",\"" + field.group() + "\":{" + member);
            this.written = !part.value().isEmpty();
            this.inGroup = !field.group().isEmpty();
            this.firstOfGroup = part.firstOfGroup();
            this.role = RequiredFields.of(field.path());
            this.single = !field.type().isList();
        }
    }

    /**
     * @param fields the fields that will be given, in the order of their values, which is that of the specification: the
     *     members of an object stand together, and those of the event itself come first
     * @param constants values that are the same for every event, by their fields; those that fit are written once, and not
     *     looked for among the values
     * @throws IllegalArgumentException when they are in another order
     */
    public EventEncoder(List<EventField> fields, Map<EventField, Object> constants, EventRules rules) {
        this(fields, constants, rules, new EncodingBuffers(rules));
    }

    /**
     * The same, beside other encoders of the same thread.
     *
     * @param buffers what they share; the texts of a record's events are to be taken before any of them begins another
     */
    public EventEncoder(
            List<EventField> fields, Map<EventField, Object> constants, EventRules rules, EncodingBuffers buffers) {
        this.rules = rules;
        this.writer = new EventWriter(List.copyOf(fields), rules, buffers);
        this.json = writer.json();
        this.slots = new Slot[fields.size()];
        List<EventField> inOrder = EventSchema.fields();
        String group = "";
        int place = -1;
        for (int i = 0; i < slots.length; i++) {
            EventField field = fields.get(i);
            int next = inOrder.indexOf(field);
            if (next <= place) {
                throw new IllegalArgumentException(field.path() + " stands behind a field that comes after it");
            }
            place = next;
            Object constant = constants.get(field);
            slots[i] = buffers.slot(new FixedPart(
                    field, !field.group().equals(group), constant == null ? "" : written(i, field, constant)));
            group = field.group();
        }
    }

    /** @return the constant as JSON; empty where each event has to tell what is wrong with it, or is known by it */
    private String written(int index, EventField field, Object constant) {
        int role = RequiredFields.of(field.path());
        if (role == RequiredFields.TIME
                || role == RequiredFields.ID
                || !field.form().isContextFree()) {
            return "";
        }
        writer.reset();
        json.clear();
        writer.begin(index, true);
        try {
            Object value = field.type().isList() ? constant : FieldEncoders.alone(constant);
            if (value == null
                    || !field.form().write(value, writer)
                    || !writer.problems().isEmpty()) {
                return "";
            }
        } catch (InvalidValueException e) {
            return "";
        }
        if (role == RequiredFields.SOURCE) {
            alwaysOffline = isOffline();
        }
        return json.asText();
    }

    private boolean isOffline() {
        return writer.lastText().equals("offline");
    }

    /** The next events are those of another record, and the texts of those before are asked for no more. */
    public void beginRecord() {
        json.clear();
    }

    /**
     * An event of the record at hand.
     *
     * @param values gives the value of the field at that place, null for nothing; asked for each field in turn, and no more
     *     where there is to be no event
     * @param defaultEventId the event id when none is given, asked only then; the same whenever the record is read again
     * @param nowMillis the wall clock, for the age of the event
     * @param leftOut what was left out before the values came here; told and judged with what is left out of them
     */
    public EncodingResult encode(
            IntFunction<Object> values, Supplier<String> defaultEventId, long nowMillis, List<Problem> leftOut) {
        begin();
        writer.dropped(leftOut);
        boolean groupOpen = false;
        boolean idDone = false;
        for (int i = 0; i < slots.length; i++) {
            Slot slot = slots[i];
            if (slot.firstOfGroup) {
                groupOpen = closeGroup(groupOpen);
                if (!idDone) {
                    defaultId(defaultEventId);
                    idDone = true;
                }
            }
            if (slot.written) {
                json.raw(slot.inGroup && !groupOpen ? slot.opening : slot.name);
                groupOpen = slot.inGroup;
                present |= slot.role;
                continue;
            }
            Object given = values.apply(i);
            Object value = slot.single ? FieldEncoders.alone(given) : given;
            if (value == null) {
                continue;
            }
            int before = json.size();
            json.raw(slot.inGroup && !groupOpen ? slot.opening : slot.name);
            if (fits(i, slot, value)) {
                groupOpen = slot.inGroup;
            } else {
                json.truncate(before);
            }
            if (writer.isUnwanted()) {
                json.truncate(start);
                return SKIPPED;
            }
        }
        closeGroup(groupOpen);
        if (!idDone) {
            defaultId(defaultEventId);
        }
        json.raw('}');
        json.set(start, '{');
        writer.end();
        return judge(nowMillis / 1000);
    }

    private void begin() {
        writer.reset();
        start = json.size();
        if (!fatal.isEmpty()) {
            fatal.clear();
        }
        present = 0;
        offline = alwaysOffline;
    }

    private boolean closeGroup(boolean open) {
        if (open) {
            json.raw('}');
        }
        return false;
    }

    private void defaultId(Supplier<String> defaultEventId) {
        if ((present & RequiredFields.ID) != 0) {
            return;
        }
        id = defaultEventId.get();
        json.raw(ID_NAME);
        json.text(id);
    }

    private boolean fits(int index, Slot slot, Object value) {
        writer.begin(index, (slot.role & ASKED_AGAIN) != 0);
        try {
            if (!slot.form.write(value, writer)) {
                return false;
            }
        } catch (InvalidValueException e) {
            if (slot.field.required()) {
                fatal.add(e.problem(slot.field.path()));
            } else {
                writer.begin(index, false);
                writer.drop(e);
            }
            return false;
        }
        if (slot.role != 0) {
            remember(slot.role);
        }
        return true;
    }

    private void remember(int role) {
        present |= role;
        switch (role) {
            case RequiredFields.TIME -> time = writer.lastNumber();
            case RequiredFields.ID -> id = writer.lastText();
            case RequiredFields.SOURCE -> offline = isOffline();
            default -> {}
        }
    }

    private EncodingResult judge(long now) {
        boolean reject = rules.onInvalidField() == EventRules.OnInvalidField.REJECT
                && !writer.problems().isEmpty();
        if ((present & RequiredFields.REQUIRED) != RequiredFields.REQUIRED) {
            RequiredFields.reportMissing(present, fatal);
        }
        if (!RequiredFields.identifies(present)) {
            fatal.add(Problem.of(ProblemCode.NO_USER_IDENTIFIER, "user_data"));
        }
        boolean timed = (present & RequiredFields.TIME) != 0;
        if (timed) {
            checkAge(now);
        }
        if (json.size() - start > MAX_EVENT_BYTES) {
            fatal.add(Problem.exceeded(
                    ProblemCode.EVENT_TOO_LARGE,
                    "event",
                    "at most " + MAX_EVENT_BYTES + " bytes",
                    json.size() - start + " bytes",
                    MAX_EVENT_BYTES));
        }
        json.charge(0);
        if (reject || !fatal.isEmpty()) {
            List<Problem> all = new ArrayList<>(fatal);
            all.addAll(writer.problems());
            json.truncate(start);
            return new EncodingResult.Invalid(all);
        }
        return new EncodingResult.Encoded(json, start, id, offline, now - time > LATE_SECONDS, writer.problems());
    }

    private void checkAge(long now) {
        if (now - time > rules.maxAge().toSeconds()) {
            long hours = rules.maxAge().toHours();
            fatal.add(Problem.exceeded(
                    ProblemCode.TOO_OLD,
                    "event_time",
                    "a time at most " + hours + " h ago (event.max.age)",
                    "a time " + (now - time) / 3600 + " h ago",
                    hours));
        } else if (time - now > MAX_SECONDS_AHEAD) {
            fatal.add(Problem.exceeded(
                    ProblemCode.IN_THE_FUTURE,
                    "event_time",
                    "a time at most " + MAX_SECONDS_AHEAD + " s in the future",
                    "a time " + (time - now) + " s in the future",
                    MAX_SECONDS_AHEAD));
        }
    }
}
