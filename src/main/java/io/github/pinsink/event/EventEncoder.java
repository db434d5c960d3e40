package io.github.pinsink.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encodes values as the JSON of an event: converted, checked and hashed, with only the properties of the API's
 * specification, and without null and empty strings, lists or objects. An event is written once, into a reused buffer, and
 * must be copied from there. Not thread-safe.
 */
public final class EventEncoder {
    /** Of one event. The largest real events take some 100 kB; Pinterest documents no limit. */
    public static final int MAX_EVENT_BYTES = 1_000_000;

    /** Of all events of one record together: eight times the largest record of a default broker (1 MB). */
    public static final int MAX_RECORD_BYTES = 8_000_000;

    private static final long MAX_SECONDS_AHEAD = 300;
    private static final String NO_OFFSET =
            " and without an offset; if it is a local time, set mapping.event_time.zone to its time zone";
    private static final long LATE_SECONDS = 3_600;
    private static final EncodingResult.Skipped SKIPPED = new EncodingResult.Skipped();
    private static final JsonBuffer.Token ID_NAME = new JsonBuffer.Token(",\"event_id\":");

    private final Slot[] slots;
    private final EventRules rules;
    private final EventWriter writer;
    private final JsonBuffer json;
    private final List<Problem> fatal = new ArrayList<>();

    private boolean alwaysOffline;
    private String constantName = "";

    // Of the current event.
    private int start;
    /** The roles of the fields that are present, as bits. */
    private int roles;

    private long time;
    /** Whether the time was given without a zone. */
    private boolean timeIsLocal;

    private boolean offline;
    private String name = "";
    private String id = "";

    /**
     * Identifies a slot: mappings of different topics with the same fixed part share one.
     *
     * @param value the constant value as JSON; empty when the value depends on the record
     * @param signals those of an event with the field
     */
    record FixedPart(EventField field, boolean firstOfGroup, String value, int signals) {}

    /** A mapped field, with everything about it that does not depend on a record. */
    static final class Slot {
        private final EventField field;
        /** Begins with a comma; that of the first field is overwritten with the brace that opens the event. */
        private final JsonBuffer.Token name;
        /** The name of the group, its opening brace and the name of the field. */
        private final JsonBuffer.Token nameWithGroup;

        private final FieldEncoder encoder;
        private final boolean inGroup;
        private final boolean firstOfGroup;
        private final FieldRole role;
        private final boolean single;
        /** The name includes the value, which is the same for every event. */
        private final boolean constant;

        private final int signals;

        Slot(FixedPart part) {
            this.field = part.field();
            this.encoder = field.encoder();
            String property = '"' + field.name() + "\":" + part.value();
            this.name = new JsonBuffer.Token(',' + property);
            this.nameWithGroup = new JsonBuffer.Token(",\"" + field.group() + "\":{" + property);
            this.constant = !part.value().isEmpty();
            this.inGroup = !field.group().isEmpty();
            this.firstOfGroup = part.firstOfGroup();
            this.role = field.role();
            this.signals = part.signals();
            this.single = !field.type().isList();
        }
    }

    /**
     * @param fields the mapped fields, in the order of the schema: first those of the event itself, then object by object
     * @param constants values that are the same for every event; valid ones are encoded once, and {@link #encode} does not
     *     ask for them
     * @throws IllegalArgumentException when the fields are in another order
     */
    public EventEncoder(List<EventField> fields, Map<EventField, Object> constants, EventRules rules) {
        this(fields, constants, rules, new EncodingBuffers(rules));
    }

    /**
     * An encoder that shares its buffers with other encoders of the same thread.
     *
     * @param buffers a record's events must be copied before any of the encoders begins another record
     */
    public EventEncoder(
            List<EventField> fields, Map<EventField, Object> constants, EventRules rules, EncodingBuffers buffers) {
        this.rules = rules;
        this.writer = new EventWriter(List.copyOf(fields), rules, buffers);
        this.json = writer.json();
        this.slots = new Slot[fields.size()];
        List<EventField> inOrder = EventSchema.fields();
        String group = "";
        int last = -1;
        for (int i = 0; i < slots.length; i++) {
            EventField field = fields.get(i);
            int next = inOrder.indexOf(field);
            if (next <= last) {
                throw new IllegalArgumentException(field.path() + " comes after a field that follows it in the schema");
            }
            last = next;
            Object constant = constants.get(field);
            String value = constant == null ? "" : encodeConstant(i, field, constant);
            int signals = field.signalBit() | (value.isEmpty() ? 0 : writer.signals());
            slots[i] = buffers.slot(new FixedPart(field, !field.group().equals(group), value, signals));
            group = field.group();
        }
    }

    /**
     * @return the constant as JSON; empty where it must be encoded for each event: it is invalid, which each event reports,
     *     or the encoder needs the value itself
     */
    private String encodeConstant(int index, EventField field, Object constant) {
        FieldRole role = field.role();
        if (role == FieldRole.EVENT_TIME
                || role == FieldRole.EVENT_ID
                || !field.encoder().isContextFree()) {
            return "";
        }
        writer.reset(other -> null);
        json.clear();
        writer.startField(index, true);
        try {
            Object value = field.type().isList() ? constant : FieldEncoders.single(constant);
            if (value == null
                    || !field.encoder().write(value, writer)
                    || !writer.problems().isEmpty()) {
                return "";
            }
        } catch (InvalidValueException e) {
            return "";
        }
        if (role == FieldRole.ACTION_SOURCE) {
            alwaysOffline = isOffline();
        } else if (role == FieldRole.EVENT_NAME) {
            constantName = writer.lastString();
        }
        return json.asString();
    }

    private boolean isOffline() {
        return writer.lastString().equals("offline");
    }

    /** Starts another record. The events of the previous one must have been copied. */
    public void beginRecord() {
        json.clear();
    }

    /**
     * Encodes an event of the current record.
     *
     * @param values asked for each field in turn, until the event is skipped
     * @param defaultEventId gives the event id when none is mapped; must be the same whenever the record is read again
     * @param nowMillis the wall clock, for the age of the event
     * @param dropped problems of optional parts found before; reported and treated like those of the values
     */
    public EncodingResult encode(
            FieldValues values, Supplier<String> defaultEventId, long nowMillis, List<Problem> dropped) {
        beginEvent(values);
        writer.now(nowMillis);
        writer.addProblems(dropped);
        boolean groupOpen = false;
        boolean idWritten = false;
        for (int i = 0; i < slots.length; i++) {
            Slot slot = slots[i];
            if (slot.firstOfGroup) {
                groupOpen = closeGroup(groupOpen);
                if (!idWritten) {
                    writeDefaultId(defaultEventId);
                    idWritten = true;
                }
            }
            if (slot.constant) {
                json.raw(slot.inGroup && !groupOpen ? slot.nameWithGroup : slot.name);
                groupOpen = slot.inGroup;
                roles |= slot.role.bit();
                writer.addSignals(slot.signals);
                continue;
            }
            Object value = value(i, slot, values);
            if (value == null) {
                continue;
            }
            int before = json.size();
            int signalsBefore = writer.signals();
            json.raw(slot.inGroup && !groupOpen ? slot.nameWithGroup : slot.name);
            if (write(i, slot, value, values)) {
                groupOpen = slot.inGroup;
                writer.addSignals(slot.signals);
            } else {
                json.truncate(before);
                writer.resetSignals(signalsBefore);
            }
            if (writer.isSkipped()) {
                json.truncate(start);
                return SKIPPED;
            }
        }
        closeGroup(groupOpen);
        if (!idWritten) {
            writeDefaultId(defaultEventId);
        }
        json.raw('}');
        json.set(start, '{');
        writer.finish();
        return result(nowMillis / 1000);
    }

    private void beginEvent(FieldValues values) {
        writer.reset(values);
        start = json.size();
        if (!fatal.isEmpty()) {
            fatal.clear();
        }
        roles = 0;
        offline = alwaysOffline;
        name = constantName;
    }

    private boolean closeGroup(boolean open) {
        if (open) {
            json.raw('}');
        }
        return false;
    }

    private void writeDefaultId(Supplier<String> defaultEventId) {
        if (FieldRole.EVENT_ID.isIn(roles)) {
            return;
        }
        id = defaultEventId.get();
        json.raw(ID_NAME);
        json.string(id);
    }

    private @Nullable Object value(int index, Slot slot, FieldValues values) {
        try {
            Object given = values.value(index);
            return slot.single ? FieldEncoders.single(given) : given;
        } catch (ProblemException e) {
            failed(slot, e.problem());
        } catch (RuntimeException e) {
            failed(slot, values.unreadable(index, e));
        }
        return null;
    }

    private void failed(Slot slot, Problem problem) {
        slot.encoder.failed(writer);
        if (slot.role.rejectsInvalid()) {
            fatal.add(problem);
        } else {
            writer.report(problem);
        }
    }

    private boolean write(int index, Slot slot, Object value, FieldValues values) {
        writer.startField(index, slot.role.isRequired());
        try {
            if (!slot.encoder.write(value, writer)) {
                return false;
            }
        } catch (InvalidValueException e) {
            // An opt-out that is not understood may be one.
            boolean isAbsent = e.isPlaceholder() && slot.role != FieldRole.OPT_OUT;
            if (slot.role.rejectsInvalid() && !isAbsent) {
                Problem problem = e.problem(slot.field.path());
                fatal.add(
                        slot.role == FieldRole.OPT_OUT
                                ? problem.withCode(ProblemCode.OPT_OUT_NOT_UNDERSTOOD)
                                : problem);
            } else {
                writer.startField(index, false);
                writer.drop(e);
            }
            return false;
        } catch (RuntimeException e) {
            failed(slot, values.unreadable(index, e));
            return false;
        }
        if (slot.role != FieldRole.NONE) {
            remember(slot.role);
        }
        return true;
    }

    private void remember(FieldRole role) {
        roles |= role.bit();
        switch (role) {
            case EVENT_TIME -> {
                time = writer.lastNumber();
                timeIsLocal = writer.isLastTimeLocal();
            }
            case EVENT_NAME -> name = writer.lastString();
            case EVENT_ID -> id = writer.lastString();
            case ACTION_SOURCE -> offline = isOffline();
            default -> {}
        }
    }

    private EncodingResult result(long now) {
        boolean reject = rules.onInvalidField() == EventRules.OnInvalidField.REJECT && writer.isInvalid();
        if ((roles & FieldRole.REQUIRED_OF_MAPPING) != FieldRole.REQUIRED_OF_MAPPING) {
            RequiredFields.addMissing(roles, fatal);
        }
        if (!FieldRole.identifyUser(roles)) {
            fatal.add(RequiredFields.noUserIdentifier());
        }
        if (FieldRole.EVENT_TIME.isIn(roles)) {
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
            json.truncate(start);
            return new EncodingResult.Invalid(RejectionCauses.of(fatal, writer.problems(), reject));
        }
        return new EncodingResult.Encoded(
                json, start, name, id, writer.signals(), offline, time + LATE_SECONDS - now, writer.problems());
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
                    "a time " + (time - now) + " s in the future" + (timeIsLocal ? NO_OFFSET : ""),
                    MAX_SECONDS_AHEAD));
        }
    }
}
