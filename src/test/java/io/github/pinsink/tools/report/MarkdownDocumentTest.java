package io.github.pinsink.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MarkdownDocumentTest {
    private static String written(Consumer<Document> part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part.accept(new MarkdownDocument(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsWhatLooksLikeHtmlAsText() {
        assertThat(written(page -> page.heading(1, "Plan of <img src=x> & more")))
                .isEqualTo("# Plan of &lt;img src=x&gt; &amp; more\n");
        assertThat(written(page -> page.paragraph("a <b> c"))).isEqualTo("a &lt;b&gt; c\n");
        assertThat(written(page -> page.list(List.of("<key>: 1")))).isEqualTo("- &lt;key&gt;: 1\n");
        assertThat(written(page -> page.table(List.of("k"), List.of(List.of("<i>|")))))
                .contains("| &lt;i&gt;\\| |");
    }

    @Test
    void leavesCodeAsItIs() {
        assertThat(written(page ->
                        page.table(List.of("a<b", "code"), List.of(List.of("a<b", page.code("a < b and c > `d`"))))))
                .contains("| a&lt;b | `` a < b and c > `d` `` |");
        assertThat(written(page -> page.list(List.of("<x> " + page.code("1 < 2") + " <y>"))))
                .isEqualTo("- &lt;x&gt; `1 < 2` &lt;y&gt;\n");
    }
}
