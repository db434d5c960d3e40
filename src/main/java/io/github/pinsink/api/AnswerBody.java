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
 * alike. The {@code events} may stand at the top or, beside a detailed error, in {@code details}.
 */
final class AnswerBody {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int NO_COUNT = -1;

    private final int eventsSent;
    private boolean object;
    private int received = NO_COUNT;
    private int processed = NO_COUNT;
    private String message = "";
    private Optional<Statuses> statuses = Optional.empty();

    private AnswerBody(int eventsSent) {
        this.eventsSent = eventsSent;
    }

    /** @param body a whole body; what is no JSON object, or goes on after it, tells nothing */
    static AnswerBody parse(byte[] body, int eventsSent) {
        AnswerBody read = new AnswerBody(eventsSent);
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                read.members(parser, true);
                read.object = parser.nextToken() == null;
            }
        } catch (IOException e) {
            // Not JSON: what was read up to there does not count.
            return new AnswerBody(eventsSent);
        }
        return read.object ? read : new AnswerBody(eventsSent);
    }

    boolean isObject() {
        return object;
    }

    /** Whether there is a known status for each of the events sent. */
    boolean judgesEach() {
        return statuses.isPresent() && statuses.get().areComplete(eventsSent);
    }

    /** Whether the counts say that every event sent was received and processed. */
    boolean saysAllProcessed() {
        return received == eventsSent && processed == eventsSent;
    }

    /** One entry per event in request order, empty where it was taken; no entries at all when every one was. */
    List<Optional<String>> refusals() {
        return statuses.map(read -> read.refusals).orElse(List.of());
    }

    Warnings warnings() {
        return statuses.map(read -> read.warnings.total()).orElse(Warnings.NONE);
    }

    /** The message of an error, fit for logs; empty where there is none. */
    String message() {
        return message;
    }

    private void members(JsonParser parser, boolean top) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("events") && value == JsonToken.START_ARRAY) {
                Statuses read = new Statuses();
                read.from(parser);
                if (statuses.isEmpty() || read.areComplete(eventsSent)) {
                    statuses = Optional.of(read);
                }
            } else if (top && name.equals("details") && value == JsonToken.START_OBJECT) {
                members(parser, false);
            } else if (top && name.equals("num_events_received")) {
                received = count(parser, value);
            } else if (top && name.equals("num_events_processed")) {
                processed = count(parser, value);
            } else if (top && name.equals("message") && value == JsonToken.VALUE_STRING) {
                message = ApiMessage.of(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    private static int count(JsonParser parser, JsonToken value) throws IOException {
        parser.skipChildren();
        return value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == JsonParser.NumberType.INT
                ? parser.getIntValue()
                : NO_COUNT;
    }

    /** The entries of one {@code events} array. */
    private static final class Statuses {
        private static final char[] PROCESSED = "processed".toCharArray();
        private static final char[] FAILED = "failed".toCharArray();

        private final WarningTally warnings = new WarningTally();
        private List<Optional<String>> refusals = List.of();
        private int entries;
        private boolean known = true;

        boolean areComplete(int eventsSent) {
            return known && entries == eventsSent;
        }

        void from(JsonParser parser) throws IOException {
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    entry(parser);
                } else {
                    known = false;
                    parser.skipChildren();
                }
                entries++;
            }
        }

        private void entry(JsonParser parser) throws IOException {
            boolean taken = false;
            boolean failed = false;
            String error = "";
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                if (!text) {
                    parser.skipChildren();
                } else if (name.equals("status")) {
                    taken = is(parser, PROCESSED);
                    failed = is(parser, FAILED);
                } else if (name.equals("warning_message")) {
                    warnings.add(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                } else if (name.equals("error_message") && parser.getTextLength() > 0) {
                    error = parser.getText();
                }
            }
            known &= taken || failed;
            if (failed) {
                refuse(error);
            } else if (!refusals.isEmpty()) {
                refusals.add(Optional.empty());
            }
        }

        private void refuse(String error) {
            if (refusals.isEmpty()) {
                refusals = new ArrayList<>();
                for (int i = 0; i < entries; i++) {
                    refusals.add(Optional.empty());
                }
            }
            String text = ApiMessage.of(error);
            refusals.add(Optional.of(text.isEmpty() ? "failed without a message" : text));
        }

        private static boolean is(JsonParser parser, char[] word) throws IOException {
            int length = parser.getTextLength();
            int offset = parser.getTextOffset();
            return Arrays.equals(word, 0, word.length, parser.getTextCharacters(), offset, offset + length);
        }
    }
}
