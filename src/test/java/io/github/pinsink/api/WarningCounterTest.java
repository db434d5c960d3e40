package io.github.pinsink.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarningCounterTest {
    private static final List<String> KINDS = IntStream.range(0, 16)
            .mapToObj(i -> "warning " + "abcdefghijklmnop".charAt(i))
            .toList();

    private final WarningCounter counter = new WarningCounter();

    @Test
    void countsAMessageOncePerEvent() {
        add("external_id is missing", "external_id is missing", "click_id is missing", "external_id is missing");
        assertThat(counter.total().byKind())
                .containsOnly(entry("external_id is missing", 3), entry("click_id is missing", 1));
    }

    @Test
    void keepsCountingAKnownKindWhenTheMaximumOfKindsIsReached() {
        add(String.join("; ", KINDS));
        add(KINDS.get(0) + "; one kind more", KINDS.get(1));
        assertThat(counter.total().byKind())
                .hasSize(17)
                .containsEntry(KINDS.get(0), 2)
                .containsEntry(KINDS.get(1), 2)
                .containsEntry(KINDS.get(2), 1)
                .containsEntry("other warnings", 1);
    }

    @Test
    void countsMessagesBeyondTheMaximumAsOtherWarnings() {
        KINDS.forEach(this::add);
        add("one message more", "and another one", KINDS.get(3));
        assertThat(counter.total().byKind())
                .hasSize(17)
                .containsEntry(KINDS.get(3), 2)
                .containsEntry("other warnings", 2);
    }

    @Test
    void countsAVeryLongMessageAsAnotherWarning() {
        add("a".repeat(2_001));
        assertThat(counter.total().byKind()).containsOnlyKeys("other warnings");
    }

    @Test
    void ignoresEmptyMessages() {
        add("");
        assertThat(counter.total().isEmpty()).isTrue();
    }

    private void add(String... messages) {
        for (String message : messages) {
            // As in the buffer of a parser, between other characters.
            char[] buffer = ("<" + message + ">").toCharArray();
            counter.add(buffer, 1, message.length());
        }
    }
}
