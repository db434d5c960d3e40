package io.github.pinsink.tools.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The statement for programs, and for a later comparison as a baseline. */
final class PrivacyJson {
    /** Increases when a later version could not compare a baseline of this one. */
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private PrivacyJson() {}

    static String of(PrivacyStatement statement, List<BaselineFinding> findings) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT).put("connector", statement.connector());
        items(root.putArray("recipients"), statement.recipients());
        texts(root.putArray("transforms"), statement.transforms());
        items(root.putArray("transform_config"), statement.transformConfig());
        ArrayNode mappings = root.putArray("mappings");
        statement.mappings().forEach(mapping -> mapping(mappings.addObject(), mapping));
        items(root.putArray("options"), statement.options());
        items(root.putArray("copies"), statement.copies());
        ArrayNode changes = root.putArray("changes");
        for (BaselineFinding finding : findings) {
            changes.addObject()
                    .put("kind", finding.kind().id())
                    .put("fails", finding.kind().fails())
                    .put("topic", finding.topic())
                    .put("property", finding.property())
                    .put("field", finding.field())
                    .put("text", finding.text());
        }
        return root.toPrettyString();
    }

    private static void mapping(ObjectNode object, TopicStatement mapping) {
        texts(object.putArray("topics"), mapping.topics());
        object.put("other_topics", mapping.includesOthers());
        ArrayNode sent = object.putArray("sent");
        mapping.sent().forEach(use -> use(sent.addObject(), use, true));
        ArrayNode decisions = object.putArray("not_sent");
        mapping.decisions().forEach(use -> use(decisions.addObject(), use, false));
        object.putObject("never_leave")
                .put("known", mapping.readingAnything().isEmpty())
                .set("read_only", texts(JSON.createArrayNode(), List.copyOf(mapping.readOnly())));
        texts(object.putArray("opt_outs"), mapping.optOuts());
    }

    private static void use(ObjectNode object, ExpressionUse use, boolean isSent) {
        object.put("field", use.field());
        if (isSent) {
            object.put("form", use.form().id());
        }
        object.put("set_by", use.setBy()).put("expression", use.expression());
        texts(object.putArray("properties"), use.reads().properties());
        texts(object.putArray("variables"), use.reads().variables());
        object.put("may_read_anything", use.reads().whyAnything().isPresent());
        use.reads().whyAnything().ifPresent(why -> object.put("why", why));
        if (!use.note().isEmpty()) {
            object.put("note", use.note());
        }
    }

    private static void items(ArrayNode array, List<PrivacyStatement.Item> items) {
        items.forEach(item -> array.addObject().put("name", item.name()).put("text", item.text()));
    }

    private static ArrayNode texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
        return array;
    }
}
