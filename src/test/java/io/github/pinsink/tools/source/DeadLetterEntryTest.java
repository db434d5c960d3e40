package io.github.pinsink.tools.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterEntryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "java.lang.NumberFormatException | For input string: \"jane\" | For input string: …",
                "org.apache.kafka.connect.errors.DataException | Could not parse timestamp: value (jane) does not match pattern"
                        + " | Could not parse timestamp: value (…) does not match pattern",
                "java.lang.IllegalArgumentException | Invalid UUID string: jane | Invalid UUID string: …",
                "com.example.Failure | no customer jane@example.com or 0151 | no customer … or …",
                "io.github.pinsink.errant.InvalidRecordException | user_data.em: see 'em' (item) | user_data.em: see 'em' (item)"
            })
    void quotesNoValueOfARecord(String exception, String message, String reason) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("__connect.errors.exception.class.name", exception.getBytes(StandardCharsets.UTF_8));
        headers.add("__connect.errors.exception.message", message.getBytes(StandardCharsets.UTF_8));

        RawRecord original = DeadLetterEntry.original(new RawRecord(
                "dlq", 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), headers, Optional.empty()));

        assertThat(original.deadLetter().orElseThrow().reason()).contains(reason);
    }
}
