package io.github.pinsink.tools.report;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Markdown, with tables as GitHub shows them. */
public final class MarkdownDocument implements Document {
    /** Between backticks, and as many of them behind it. */
    private static final Pattern CODE = Pattern.compile("(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)");

    private final PrintStream out;
    private boolean isFirst = true;

    public MarkdownDocument(PrintStream out) {
        this.out = out;
    }

    @Override
    public void heading(int level, String title) {
        start();
        out.println("#".repeat(level) + " " + escaped(title));
    }

    @Override
    public void paragraph(String text) {
        start();
        out.println(escaped(text));
    }

    @Override
    public void list(List<String> items) {
        if (!items.isEmpty()) {
            start();
            items.forEach(item -> out.println("- " + escaped(item)));
        }
    }

    @Override
    public void table(List<String> header, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            start();
            out.println(row(header));
            out.println(header.stream().map(cell -> "---").collect(Collectors.joining("|", "|", "|")));
            rows.forEach(cells -> out.println(row(cells)));
        }
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> escaped(cell).replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** A name or value may look like HTML, which a page would execute. Between backticks it is shown as it is. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        int done = 0;
        for (Matcher code = CODE.matcher(text); code.find(); done = code.end()) {
            escaped.append(withoutHtml(text.substring(done, code.start()))).append(code.group());
        }
        return escaped.append(withoutHtml(text.substring(done))).toString();
    }

    private static String withoutHtml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void start() {
        if (!isFirst) {
            out.println();
        }
        isFirst = false;
    }

    /** A text that has backticks is put between more of them. */
    @Override
    public String code(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return "";
        }
        String marks = "`";
        while (line.contains(marks)) {
            marks += "`";
        }
        String space = marks.length() > 1 ? " " : "";
        return marks + space + line + space + marks;
    }
}
