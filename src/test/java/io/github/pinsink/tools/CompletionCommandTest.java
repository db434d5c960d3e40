package io.github.pinsink.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompletionCommandTest {
    @Test
    void completesTheValuesOfOptionsAsTheHelpWritesThem() {
        String script = CommandRun.of("", "completion").out();

        assertThat(script)
                .contains("(\"text\" \"json\")", "(\"text\" \"markdown\" \"json\")")
                .doesNotContain("\"TEXT\"");
    }
}
