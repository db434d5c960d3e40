package io.github.pinsink.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The parsed body of a response. A streaming parser reads it, without a tree: the response to 1,000 events has about 200 kB,
 * and nearly every status is "processed". Unknown properties are skipped. Missing, null and empty messages are equivalent.
 * The {@code events} and the counts may be at the top level or, in a detailed error, in {@code details}.
 *
 * <p>A body is in the format of the API in two cases: an error with an integer {@code code} and a string {@code message}, or
 * a result with counts, statuses or both. A result with hasInvalidCounts counts and statuses is not used.
 */
final class ResponseBody {
    private static final JsonFactory JSON = JsonFactory.builder()
            // Colliding property names in one body must not make the shared symbol table fail for later bodies.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
    private static final int NO_COUNT = -1;

    private final int eventsSent;
    private boolean isObject;
    private boolean isEmpty;
    private boolean isJson = true;
    private boolean hasInvalidCounts;
    private boolean hasCode;
    private Optional<String> message = Optional.empty();
    private int received = NO_COUNT;
    private int processed = NO_COUNT;
    private Optional<Statuses> statuses = Optional.empty();

    private ResponseBody(int eventsSent) {
        this.eventsSent = eventsSent;
    }

    /** @param body a complete body; without properties if it is not a single JSON object */
    static ResponseBody parse(byte[] body, int eventsSent) {
        ResponseBody read = new ResponseBody(eventsSent);
        try (JsonParser parser = JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                read.properties(parser, true);
                read.isObject = parser.nextToken() == null;
                if (read.isObject) {
                    return read;
                }
            }
            ResponseBody unusable = new ResponseBody(eventsSent);
            unusable.isEmpty = first == null;
            return unusable;
        } catch (IOException e) {
            // Not JSON: discard what was read before the error.
            ResponseBody unusable = new ResponseBody(eventsSent);
            unusable.isJson = false;
            return unusable;
        }
    }

    boolean isObject() {
        return isObject;
    }

    /** Whether it has the format of an API error. */
    boolean isError() {
        return isObject && hasCode && message.isPresent();
    }

    /** Describes the kind of body, for log messages. */
    String shape() {
        if (isEmpty) {
            return "an empty body";
        }
        return isJson ? "JSON in another format" : "a body that is not JSON";
    }

    /**
     * Whether the counts and the statuses contradict each other: a count is not a number of events, is duplicated, or does
     * not fit the statuses.
     */
    boolean isContradictory() {
        if (hasInvalidCounts || received != NO_COUNT && received != eventsSent) {
            return true;
        }
        if (processed != NO_COUNT && processed > eventsSent) {
            return true;
        }
        if (statuses.isEmpty()) {
            return false;
        }
        Statuses read = statuses.get();
        return read.entries > eventsSent
                || read.contradictory > 0
                || processed != NO_COUNT && (read.processed > processed || read.failed > eventsSent - processed);
    }

    /** Whether there is a known status for each event sent. */
    boolean hasPerEventStatus() {
        return statuses.isPresent() && statuses.get().areComplete(eventsSent);
    }

    /** Whether it has the API's count of the events that were sent. */
    boolean hasResults() {
        return isObject && received != NO_COUNT && received == eventsSent;
    }

    /** Whether the counts say that every event sent was received and processed. */
    boolean allProcessed() {
        return received == eventsSent && processed == eventsSent;
    }

    /** One entry per event in request order, empty if the event was accepted; an empty list if all were accepted. */
    List<Optional<String>> rejections() {
        return statuses.map(read -> read.rejections).orElse(List.of());
    }

    Warnings warnings() {
        return statuses.map(read -> read.warnings.total()).orElse(Warnings.NONE);
    }

    /** The masked message of an error; empty if there is none. */
    String message() {
        return message.orElse("");
    }

    private void properties(JsonParser parser, boolean isTopLevel) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "events" -> events(parser, value);
                case "num_events_received" -> received = count(parser, value, received);
                case "num_events_processed" -> processed = count(parser, value, processed);
                case "details" -> {
                    if (isTopLevel && value == JsonToken.START_OBJECT) {
                        properties(parser, false);
                    } else {
                        parser.skipChildren();
                    }
                }
                case "code" -> {
                    hasCode = isTopLevel ? value == JsonToken.VALUE_NUMBER_INT : hasCode;
                    parser.skipChildren();
                }
                case "message" -> {
                    if (isTopLevel) {
                        message = value == JsonToken.VALUE_STRING
                                ? Optional.of(ApiMessage.of(parser.getText()))
                                : Optional.empty();
                    }
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
    }

    private void events(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            hasInvalidCounts |= value != JsonToken.VALUE_NULL;
            parser.skipChildren();
            return;
        }
        Statuses read = new Statuses();
        read.parse(parser);
        // An empty list next to a non-empty one is ignored; two non-empty lists contradict each other.
        hasInvalidCounts |= statuses.isPresent() && statuses.get().entries > 0 && read.entries > 0;
        if (statuses.isEmpty() || read.entries > 0) {
            statuses = Optional.of(read);
        }
    }

    private int count(JsonParser parser, JsonToken value, int before) throws IOException {
        parser.skipChildren();
        if (value == JsonToken.VALUE_NULL) {
            return before;
        }
        boolean isCount = value == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT
                && parser.getIntValue() >= 0;
        hasInvalidCounts |= !isCount || before != NO_COUNT;
        return isCount ? parser.getIntValue() : before;
    }

    /** The entries of one {@code events} array. */
    private static final class Statuses {
        private static final char[] PROCESSED = "processed".toCharArray();
        private static final char[] FAILED = "failed".toCharArray();

        private final WarningCounter warnings = new WarningCounter();
        private List<Optional<String>> rejections = List.of();
        /** Many entries have the same message: mask it only once. */
        private String lastError = "";

        private Optional<String> lastRejection = Optional.empty();
        private int entries;
        private int processed;
        private int failed;
        /** Entries with an error that do not say that they failed. */
        private int contradictory;

        boolean areComplete(int eventsSent) {
            return entries == eventsSent && processed + failed == entries;
        }

        void parse(JsonParser parser) throws IOException {
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    entry(parser);
                } else {
                    parser.skipChildren();
                }
                entries++;
            }
        }

        private void entry(JsonParser parser) throws IOException {
            boolean isProcessed = false;
            boolean isFailed = false;
            int statusCount = 0;
            String error = "";
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                boolean isString = parser.nextToken() == JsonToken.VALUE_STRING;
                if (name.equals("status")) {
                    statusCount++;
                }
                if (!isString) {
                    parser.skipChildren();
                } else if (name.equals("status")) {
                    isProcessed = is(parser, PROCESSED);
                    isFailed = is(parser, FAILED);
                } else if (name.equals("warning_message")) {
                    warnings.add(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                } else if (name.equals("error_message") && parser.getTextLength() > 0) {
                    error = parser.getText();
                }
            }
            if (statusCount != 1) {
                // A missing or duplicated status is unknown.
                isProcessed = false;
                isFailed = false;
            }
            processed += isProcessed ? 1 : 0;
            failed += isFailed ? 1 : 0;
            contradictory += !error.isEmpty() && !isFailed && !isProcessed ? 1 : 0;
            if (isFailed) {
                reject(error);
            } else if (!rejections.isEmpty()) {
                rejections.add(Optional.empty());
            }
        }

        private void reject(String error) {
            if (rejections.isEmpty()) {
                rejections = new ArrayList<>();
                for (int i = 0; i < entries; i++) {
                    rejections.add(Optional.empty());
                }
            }
            if (lastRejection.isEmpty() || !error.equals(lastError)) {
                String masked = ApiMessage.of(error);
                lastError = error;
                lastRejection = Optional.of(masked.isEmpty() ? "failed without a message" : masked);
            }
            rejections.add(lastRejection);
        }

        private static boolean is(JsonParser parser, char[] word) throws IOException {
            int length = parser.getTextLength();
            int offset = parser.getTextOffset();
            return Arrays.equals(word, 0, word.length, parser.getTextCharacters(), offset, offset + length);
        }
    }
}
