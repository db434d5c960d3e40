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
 * What an answer's body says, read token by token and without a tree: the answer to 1,000 events has some 200 kB, and
 * nearly always all it says is "processed". Members it does not know are skipped; absent, null and empty messages are
 * alike. The {@code events} and the counts may stand at the top or, beside a detailed error, in {@code details}.
 *
 * <p>A body is one of the API's in two forms: an error with a {@code code} that is an integer and a {@code message} that is
 * a string, or a result with counts, statuses or both. A result whose counts and statuses cannot all be true says nothing.
 */
final class ResponseBody {
    private static final JsonFactory JSON = JsonFactory.builder()
            // Names of the same hash must not make it fail for whatever is read next.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
    private static final int NO_COUNT = -1;

    private final int eventsSent;
    private boolean object;
    private boolean empty;
    private boolean json = true;
    private boolean contradictory;
    private boolean code;
    private Optional<String> message = Optional.empty();
    private int received = NO_COUNT;
    private int processed = NO_COUNT;
    private Optional<Statuses> statuses = Optional.empty();

    private ResponseBody(int eventsSent) {
        this.eventsSent = eventsSent;
    }

    /** @param body a whole body; what is no JSON object, or goes on after it, tells nothing */
    static ResponseBody parse(byte[] body, int eventsSent) {
        ResponseBody read = new ResponseBody(eventsSent);
        try (JsonParser parser = JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                read.members(parser, true);
                read.object = parser.nextToken() == null;
                if (read.object) {
                    return read;
                }
            }
            ResponseBody nothing = new ResponseBody(eventsSent);
            nothing.empty = first == null;
            return nothing;
        } catch (IOException e) {
            // Not JSON: what was read up to there does not count.
            ResponseBody nothing = new ResponseBody(eventsSent);
            nothing.json = false;
            return nothing;
        }
    }

    boolean isObject() {
        return object;
    }

    /** Whether it has the form of the API's errors. */
    boolean isError() {
        return object && code && message.isPresent();
    }

    /** What the body is, for a log. */
    String shape() {
        if (empty) {
            return "an empty body";
        }
        return json ? "JSON of another form" : "a body that is not JSON";
    }

    /**
     * Whether the counts and the statuses cannot all be true: counts that are not numbers of events, that stand there twice,
     * or that leave no room for the statuses.
     */
    boolean isContradictory() {
        if (contradictory || received != NO_COUNT && received != eventsSent) {
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
                || processed != NO_COUNT && (read.processed > processed || read.failed > eventsSent - processed);
    }

    /** Whether there is a known status for each of the events sent. */
    boolean hasPerEventStatus() {
        return statuses.isPresent() && statuses.get().areComplete(eventsSent);
    }

    /** Whether the counts say that every event sent was received and processed. */
    boolean allProcessed() {
        return received == eventsSent && processed == eventsSent;
    }

    /** One entry per event in request order, empty where it was taken; no entries at all when every one was. */
    List<Optional<String>> rejections() {
        return statuses.map(read -> read.rejections).orElse(List.of());
    }

    Warnings warnings() {
        return statuses.map(read -> read.warnings.total()).orElse(Warnings.NONE);
    }

    /** The message of an error, fit for logs; empty where there is none. */
    String message() {
        return message.orElse("");
    }

    private void members(JsonParser parser, boolean top) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "events" -> events(parser, value);
                case "num_events_received" -> received = count(parser, value, received);
                case "num_events_processed" -> processed = count(parser, value, processed);
                case "details" -> {
                    if (top && value == JsonToken.START_OBJECT) {
                        members(parser, false);
                    } else {
                        parser.skipChildren();
                    }
                }
                case "code" -> {
                    code = top ? value == JsonToken.VALUE_NUMBER_INT : code;
                    parser.skipChildren();
                }
                case "message" -> {
                    if (top) {
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
            contradictory |= value != JsonToken.VALUE_NULL;
            parser.skipChildren();
            return;
        }
        Statuses read = new Statuses();
        read.from(parser);
        // An empty list beside a full one says nothing; two full ones cannot both be the API's.
        contradictory |= statuses.isPresent() && statuses.get().entries > 0 && read.entries > 0;
        if (statuses.isEmpty() || read.entries > 0) {
            statuses = Optional.of(read);
        }
    }

    private int count(JsonParser parser, JsonToken value, int before) throws IOException {
        parser.skipChildren();
        if (value == JsonToken.VALUE_NULL) {
            return before;
        }
        boolean number = value == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT
                && parser.getIntValue() >= 0;
        contradictory |= !number || before != NO_COUNT;
        return number ? parser.getIntValue() : before;
    }

    /** The entries of one {@code events} array. */
    private static final class Statuses {
        private static final char[] PROCESSED = "processed".toCharArray();
        private static final char[] FAILED = "failed".toCharArray();

        private final WarningCounter warnings = new WarningCounter();
        private List<Optional<String>> rejections = List.of();
        /** Many entries of an answer have the same message, which is masked once then. */
        private String lastError = "";

        private Optional<String> lastRefusal = Optional.empty();
        private int entries;
        private int processed;
        private int failed;

        boolean areComplete(int eventsSent) {
            return entries == eventsSent && processed + failed == entries;
        }

        void from(JsonParser parser) throws IOException {
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
            boolean taken = false;
            boolean notTaken = false;
            int given = 0;
            String error = "";
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                if (name.equals("status")) {
                    given++;
                }
                if (!text) {
                    parser.skipChildren();
                } else if (name.equals("status")) {
                    taken = is(parser, PROCESSED);
                    notTaken = is(parser, FAILED);
                } else if (name.equals("warning_message")) {
                    warnings.add(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                } else if (name.equals("error_message") && parser.getTextLength() > 0) {
                    error = parser.getText();
                }
            }
            if (given != 1) {
                // None, or one too many: nobody knows which one holds.
                taken = false;
                notTaken = false;
            }
            processed += taken ? 1 : 0;
            failed += notTaken ? 1 : 0;
            if (notTaken) {
                refuse(error);
            } else if (!rejections.isEmpty()) {
                rejections.add(Optional.empty());
            }
        }

        private void refuse(String error) {
            if (rejections.isEmpty()) {
                rejections = new ArrayList<>();
                for (int i = 0; i < entries; i++) {
                    rejections.add(Optional.empty());
                }
            }
            if (lastRefusal.isEmpty() || !error.equals(lastError)) {
                String text = ApiMessage.of(error);
                lastError = error;
                lastRefusal = Optional.of(text.isEmpty() ? "failed without a message" : text);
            }
            rejections.add(lastRefusal);
        }

        private static boolean is(JsonParser parser, char[] word) throws IOException {
            int length = parser.getTextLength();
            int offset = parser.getTextOffset();
            return Arrays.equals(word, 0, word.length, parser.getTextCharacters(), offset, offset + length);
        }
    }
}
