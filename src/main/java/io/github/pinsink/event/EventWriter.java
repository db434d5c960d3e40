package io.github.pinsink.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes one event and collects the problems of what is dropped from it. Field encoders write to it. Reused for each event;
 * not thread-safe.
 */
final class EventWriter {
    /** No element of a list, or no property of an object. */
    static final int NONE = -1;

    /** Problems end in a header of the dead letter queue, and a record may have any number of parts. */
    private static final int MAX_PROBLEMS = 100;

    private final JsonBuffer json;
    private final Digester digester;
    private final DigestCache digestCache;
    private final EventNameResolver eventNames;
    private final List<EventField> fields;
    private final EventRules rules;
    private final List<Problem> problems = new ArrayList<>();

    private int field;
    private int element;
    private int property;
    private boolean keepsString;
    private String lastString = "";
    private long lastNumber;
    private boolean localTime;
    private boolean skipped;
    private boolean currencyInvalid;
    private boolean invalid;
    private int unlistedProblems;
    private int signals;
    private final RecordLocale locale = new RecordLocale(this);
    private long nowMillis;

    EventWriter(List<EventField> fields, EventRules rules, EncodingBuffers buffers) {
        this.fields = fields;
        this.rules = rules;
        this.json = buffers.json();
        this.digester = buffers.digester();
        this.digestCache = buffers.digestCache();
        this.eventNames = buffers.eventNames();
    }

    EventNameResolver eventNames() {
        return eventNames;
    }

    EventRules rules() {
        return rules;
    }

    /** What the current event says of its own values. */
    RecordLocale locale() {
        return locale;
    }

    JsonBuffer json() {
        return json;
    }

    Digester digester() {
        return digester;
    }

    DigestCache digestCache() {
        return digestCache;
    }

    /** Starts a new event after those already written. */
    void reset(FieldValues values) {
        locale.reset(values);
        if (!problems.isEmpty()) {
            problems.clear();
        }
        unlistedProblems = 0;
        skipped = false;
        currencyInvalid = false;
        invalid = false;
        signals = 0;
    }

    /** The event has the signals whose bits are set. */
    void addSignals(int bits) {
        signals |= bits;
    }

    /** What was written since then was removed. */
    void resetSignals(int before) {
        signals = before;
    }

    /** The signals of the event so far, see {@link QualitySignal#bit}. */
    int signals() {
        return signals;
    }

    /** The wall clock, for values that cannot be in the future. */
    void now(long millis) {
        nowMillis = millis;
    }

    long nowMillis() {
        return nowMillis;
    }

    /**
     * The next value belongs to that field.
     *
     * @param next the index of the field
     * @param keepString whether {@link #lastString} will be called
     */
    void startField(int next, boolean keepString) {
        field = next;
        keepsString = keepString;
        element = NONE;
        property = NONE;
    }

    /** The next value is that element of the field's list. */
    void startElement(int index) {
        element = index;
        property = NONE;
    }

    /** The next value is that property of the current object, by its index among those the field knows. */
    void startProperty(int index) {
        property = index;
    }

    void string(String string) {
        if (keepsString) {
            lastString = string;
        }
        json.string(string);
    }

    void number(long number) {
        lastNumber = number;
        json.number(number);
    }

    /** @param local whether the value did not say its zone */
    void time(long unixSeconds, boolean local) {
        localTime = local;
        number(unixSeconds);
    }

    /** Whether the time that was written last did not say its zone. */
    boolean isLastTimeLocal() {
        return localTime;
    }

    /** The string that was written last. */
    String lastString() {
        return lastString;
    }

    /** The number that was written last. */
    long lastNumber() {
        return lastNumber;
    }

    /** The event is skipped on purpose. */
    void skip() {
        skipped = true;
    }

    boolean isSkipped() {
        return skipped;
    }

    /** The event has a currency that is invalid, so no amount may be sent. */
    void currencyInvalid() {
        currencyInvalid = true;
    }

    boolean isCurrencyInvalid() {
        return currencyInvalid;
    }

    /** Reports a problem that is not one of the current value. */
    void report(Problem problem) {
        invalid |= problem.code() != ProblemCode.PLACEHOLDER;
        if (canList()) {
            problems.add(problem);
        }
    }

    /** Drops the current part of the value. */
    void drop(InvalidValueException e) {
        report(e.problem(path()));
    }

    /** Drops a property of the current part of the value that the API does not define. */
    void dropUnknownProperty(Set<String> supported) {
        report(Problem.found(
                ProblemCode.UNKNOWN_PROPERTY, path(), "unknown property; supported: " + String.join(", ", supported)));
    }

    /** Drops an extra property of the current part of the value that the rules do not list. */
    void dropUnlistedProperty(String path) {
        report(Problem.found(ProblemCode.EXTRA_FIELD_NOT_LISTED, path(), path));
    }

    private boolean canList() {
        if (problems.size() < MAX_PROBLEMS) {
            return true;
        }
        unlistedProblems++;
        return false;
    }

    private String path() {
        StringBuilder path = new StringBuilder(fields.get(field).path());
        if (element != NONE) {
            path.append('[').append(element).append(']');
        }
        if (property != NONE) {
            path.append('.').append(fields.get(field).properties().get(property).name());
        }
        return path.toString();
    }

    /** Adds problems that were found before the values were encoded. */
    void addProblems(List<Problem> earlier) {
        if (!earlier.isEmpty()) {
            problems.addAll(earlier);
            invalid = true;
        }
    }

    /** Whether something invalid was dropped. A placeholder counts as absent and makes nothing invalid. */
    boolean isInvalid() {
        return invalid;
    }

    /** The problems of what was dropped from the event. */
    List<Problem> problems() {
        return problems;
    }

    /** Ends the event. Adds the number of problems that are not listed. */
    void finish() {
        if (unlistedProblems > 0) {
            problems.add(Problem.found(
                    ProblemCode.MORE_PROBLEMS, problems.get(problems.size() - 1).field(), unlistedProblems + " more"));
            unlistedProblems = 0;
        }
    }
}
