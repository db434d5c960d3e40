package io.github.pinsink.tools.privacy;

import io.github.pinsink.tools.pipeline.DisplayValue;
import io.github.pinsink.tools.report.Document;
import java.util.ArrayList;
import java.util.List;

/** The statement for a reader. */
final class PrivacyPage {
    private final Document page;

    PrivacyPage(Document page) {
        this.page = page;
    }

    void write(PrivacyStatement statement, List<BaselineFinding> findings) {
        page.heading(
                1,
                "Privacy statement"
                        + (statement.connector().isEmpty() ? "" : " of the connector " + statement.connector()));
        if (!findings.isEmpty()) {
            page.heading(2, "Changes since the baseline");
            page.list(findings.stream().map(BaselineFinding::text).toList());
        }
        page.heading(2, "Recipient");
        items(statement.recipients());
        if (!statement.transforms().isEmpty()) {
            page.paragraph("The properties below are those after the transforms "
                    + String.join(", ", statement.transforms()) + ".");
            items(statement.transformConfig());
        }
        statement.mappings().forEach(this::mapping);
        page.heading(2, "Data processing options");
        items(statement.options());
        page.heading(2, "Where copies are kept");
        items(statement.copies());
    }

    private void items(List<PrivacyStatement.Item> items) {
        page.list(items.stream().map(item -> item.name() + ": " + item.text()).toList());
    }

    private void mapping(TopicStatement mapping) {
        page.heading(2, "Records of " + mapping.title());
        page.heading(3, "What leaves the worker");
        page.table(
                List.of("property of the record", "event field", "form", "set by", "expression"),
                mapping.sent().stream().map(this::row).toList());
        page.list(List.of(
                "A property includes everything below it. What an expression reads counts as sent, also if it only decides.",
                "hashed: by SHA-256 (see mapping.hash.detection below); plain-identifier: sent as it is, and identifies"
                        + " the user; plain: sent as it is."));
        page.list(mapping.sent().stream()
                .filter(use -> !use.note().isEmpty() && !use.isConstant())
                .map(use -> use.field() + ": " + use.note())
                .toList());
        anything(mapping);
        page.heading(3, "What is not sent");
        page.table(
                List.of("property of the record", "used by", "set by", "expression", "for"),
                mapping.decisions().stream()
                        .map(use -> List.of(reads(use), use.field(), use.setBy(), code(use.expression()), use.note()))
                        .toList());
        List<String> facts = new ArrayList<>();
        if (!mapping.readOnly().isEmpty()) {
            facts.add("Read, and not sent: " + String.join(", ", mapping.readOnly()) + ".");
        }
        facts.add(
                mapping.readingAnything().isEmpty()
                        ? "Every other property of a record: no expression reads it."
                        : "Whether other properties of a record are sent is not known, because of the expressions that"
                                + " may read anything.");
        page.list(facts);
        page.heading(3, "Opt-outs");
        page.list(mapping.optOuts());
    }

    private void anything(TopicStatement mapping) {
        List<ExpressionUse> uses = mapping.readingAnything();
        if (!uses.isEmpty()) {
            page.heading(3, "May read anything");
            page.list(uses.stream()
                    .map(use -> use.field() + ": " + use.reads().whyAnything().orElse(""))
                    .toList());
        }
    }

    private List<String> row(ExpressionUse use) {
        return List.of(reads(use), use.field(), use.form().id(), use.setBy(), code(use.expression()));
    }

    private String code(String expression) {
        return page.code(DisplayValue.truncate(expression.strip().replaceAll("\\s+", " ")));
    }

    private String reads(ExpressionUse use) {
        RecordReads reads = use.reads();
        List<String> all = new ArrayList<>();
        reads.whyAnything().ifPresent(why -> all.add("MAY READ ANYTHING"));
        all.addAll(reads.properties());
        all.addAll(reads.variables());
        return reads.isNothing() ? use.isConstant() ? "(constant)" : "(nothing)" : String.join(", ", all);
    }
}
