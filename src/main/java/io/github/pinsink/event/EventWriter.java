package io.github.pinsink.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The event that is being written, and what was left out of it. Forms write to it, and tell parts of a value that do not
 * fit while the rest does. Used again for each event; belongs to one thread.
 */
final class EventWriter {
    /** No element of a list, or no member of an object. */
    static final int NONE = -1;

    /** The reasons of a refused record become a header of the dead letter queue, and a record may have any number of parts. */
    private static final int MAX_PROBLEMS = 100;

    private final JsonBuffer json;
    private final Digester digester;
    private final DigestCache knownDigests;
    private final EventNameResolver knownNames;
    private final List<EventField> fields;
    private final EventRules rules;
    private final List<Problem> problems = new ArrayList<>();

    private int field;
    private int element;
    private int member;
    private boolean keepsText;
    private String lastText = "";
    private long lastNumber;
    private boolean unwanted;
    private boolean currencyUnfit;
    private int unlisted;

    EventWriter(List<EventField> fields, EventRules rules, EncodingBuffers buffers) {
        this.fields = fields;
        this.rules = rules;
        this.json = buffers.json();
        this.digester = buffers.digester();
        this.knownDigests = buffers.knownDigests();
        this.knownNames = buffers.knownNames();
    }

    EventNameResolver knownNames() {
        return knownNames;
    }

    EventRules rules() {
        return rules;
    }

    JsonBuffer json() {
        return json;
    }

    Digester digester() {
        return digester;
    }

    DigestCache knownDigests() {
        return knownDigests;
    }

    /** A new event, behind those that are written already. */
    void reset() {
        if (!problems.isEmpty()) {
            problems.clear();
        }
        unlisted = 0;
        unwanted = false;
        currencyUnfit = false;
    }

    /**
     * What follows is the value of that field.
     *
     * @param next its place among the fields that are given
     * @param isAsked whether {@link #lastText} will be asked for
     */
    void begin(int next, boolean isAsked) {
        field = next;
        keepsText = isAsked;
        element = NONE;
        member = NONE;
    }

    /** What follows is that element of the field's list. */
    void element(int index) {
        element = index;
        member = NONE;
    }

    /** What follows is that member of the object at hand, by its place among those the field knows. */
    void member(int index) {
        member = index;
    }

    void text(String text) {
        if (keepsText) {
            lastText = text;
        }
        json.text(text);
    }

    void number(long number) {
        lastNumber = number;
        json.number(number);
    }

    /** The text that was written last. */
    String lastText() {
        return lastText;
    }

    /** The number that was written last. */
    long lastNumber() {
        return lastNumber;
    }

    /** Says that on purpose nothing is to become of the values. */
    void skip() {
        unwanted = true;
    }

    boolean isUnwanted() {
        return unwanted;
    }

    /** Says that the event has a currency which cannot be told, and that no amount is to be sent without it. */
    void currencyIsUnfit() {
        currencyUnfit = true;
    }

    boolean isCurrencyUnfit() {
        return currencyUnfit;
    }

    /** Drops the current part of the value. */
    void drop(InvalidValueException why) {
        if (hasRoomForProblem()) {
            problems.add(why.problem(path()));
        }
    }

    /** Drops a property of the current part of the value that the API does not have. */
    void dropUnknown(Set<String> known) {
        if (hasRoomForProblem()) {
            problems.add(Problem.found(
                    ProblemCode.UNKNOWN_PROPERTY, path(), "unknown property; supported: " + String.join(", ", known)));
        }
    }

    private boolean hasRoomForProblem() {
        if (problems.size() < MAX_PROBLEMS) {
            return true;
        }
        unlisted++;
        return false;
    }

    private String path() {
        StringBuilder path = new StringBuilder(fields.get(field).path());
        if (element != NONE) {
            path.append('[').append(element).append(']');
        }
        if (member != NONE) {
            path.append('.').append(fields.get(field).members().get(member).member());
        }
        return path.toString();
    }

    /** Adds what was dropped before the values came here. */
    void dropped(List<Problem> parts) {
        if (!parts.isEmpty()) {
            problems.addAll(parts);
        }
    }

    /** What was dropped from the event. */
    List<Problem> problems() {
        return problems;
    }

    /** The event is written: counts what is not listed. */
    void end() {
        if (unlisted > 0) {
            problems.add(Problem.found(
                    ProblemCode.MORE_PROBLEMS, problems.get(problems.size() - 1).field(), unlisted + " more"));
            unlisted = 0;
        }
    }
}
