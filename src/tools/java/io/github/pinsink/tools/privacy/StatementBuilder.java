package io.github.pinsink.tools.privacy;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.event.FieldRole;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.mapping.MappingPlans;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.tools.source.ConfigLists;
import io.github.pinsink.tools.source.ConfigSecrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the statement from the plans of a config. */
final class StatementBuilder {
    static final String ACCOUNT = "ad account";
    private static final String ELEMENTS = "elements of explode";
    private static final String DEFAULT_ID_NOTE =
            "made by the connector where the mapping gives no event_id: SHA-256 of the position of the record";
    private static final RecordReads POSITION =
            new RecordReads(List.of(), List.of("$topic", "$partition", "$offset", "$timestamp"), Optional.empty());

    private final Map<String, String> properties;
    private final ConnectorConfig config;
    private final DataProcessing processing;

    private StatementBuilder(Map<String, String> properties, ConnectorConfig config) {
        this.properties = properties;
        this.config = config;
        this.processing = new DataProcessing(properties, config);
    }

    static PrivacyStatement build(Map<String, String> properties, ConnectorConfig config) {
        return new StatementBuilder(properties, config).statement();
    }

    private PrivacyStatement statement() {
        return new PrivacyStatement(
                properties.getOrDefault("name", ""),
                processing.recipients(),
                names("transforms"),
                transformConfig(),
                mappings(),
                processing.options(),
                RecordCopies.of(properties, config));
    }

    private List<PrivacyStatement.Item> transformConfig() {
        Set<String> starts = new LinkedHashSet<>();
        for (String transform : names("transforms")) {
            String start = "transforms." + transform + ".";
            starts.add(start);
            names(start + "predicate").forEach(predicate -> starts.add("predicates." + predicate + "."));
        }
        return starts.stream()
                .flatMap(start -> properties.keySet().stream()
                        .filter(key -> key.startsWith(start))
                        .sorted())
                .map(key ->
                        new PrivacyStatement.Item(key, ConfigSecrets.display(key, properties.getOrDefault(key, ""))))
                .toList();
    }

    private List<String> names(String key) {
        return ConfigLists.names(properties, key);
    }

    private List<TopicStatement> mappings() {
        MappingPlans plans = config.mappingPlans();
        Set<String> topics = new TreeSet<>(names("topics"));
        // After a transform, the topics may have other names.
        boolean mayHaveOthers = topics.isEmpty() || !names("transforms").isEmpty();
        topics.addAll(plans.byTopic().keySet());
        Map<MappingPlan, List<String>> byPlan = new LinkedHashMap<>();
        for (String topic : topics) {
            Optional.ofNullable(plans.byTopic().get(topic))
                    .or(plans::defaultPlan)
                    .ifPresent(plan -> byPlan.computeIfAbsent(plan, one -> new ArrayList<>())
                            .add(topic));
        }
        if (mayHaveOthers) {
            plans.defaultPlan().ifPresent(plan -> byPlan.computeIfAbsent(plan, one -> new ArrayList<>()));
        }
        List<TopicStatement> statements = new ArrayList<>();
        byPlan.forEach((plan, names) -> statements.add(mapping(
                plan,
                names,
                mayHaveOthers && plans.defaultPlan().filter(plan::equals).isPresent())));
        return statements;
    }

    private TopicStatement mapping(MappingPlan plan, List<String> topics, boolean includesOthers) {
        KeyOrigin origin = new KeyOrigin(properties, topics.stream().findFirst());
        ElementContext context = ElementContext.of(plan.explode());
        List<ExpressionUse> sent = new ArrayList<>();
        List<ExpressionUse> decisions = new ArrayList<>();
        plan.accountExpression()
                .ifPresent(expression -> sent.add(use(
                        ACCOUNT,
                        origin.of(MappingDefinition.ACCOUNT),
                        Form.PLAIN,
                        expression,
                        context.path(),
                        "part of the address of the request")));
        for (MappingPlan.Step step : plan.steps()) {
            sent.add(use(
                    step.field().path(),
                    origin.of(MappingDefinition.key(step.field())),
                    Form.of(step.field()),
                    step.expression(),
                    context.path(),
                    step.expression().constant().isPresent() ? ExpressionUse.CONSTANT : ""));
        }
        sent.add(new ExpressionUse("event_id", "the connector", "", Form.HASHED, POSITION, DEFAULT_ID_NOTE));
        decision(decisions, MappingDefinition.FILTER, plan.filter(), "", origin, "decides which records are sent");
        decision(
                decisions,
                MappingDefinition.PHONE_COUNTRY,
                plan.phoneCountry(),
                context.path(),
                origin,
                "the country code of user_data.ph, before it is hashed");
        decision(
                decisions,
                MappingDefinition.TIME_ZONE,
                plan.timeZone(),
                context.path(),
                origin,
                "the zone of local times");
        plan.explode().ifPresent(explode -> {
            ExpressionUse use = use(
                    ELEMENTS,
                    origin.of(MappingDefinition.EXPLODE),
                    Form.PLAIN,
                    explode,
                    "",
                    "explode makes the elements, so these parts of the record may be in the fields that read (element)");
            if (context.isPartOfRecord()) {
                decisions.add(new ExpressionUse(
                        MappingDefinition.EXPLODE,
                        use.setBy(),
                        use.expression(),
                        use.form(),
                        use.reads(),
                        "makes one event of each element of " + context.path()));
            } else {
                sent.add(use);
            }
        });
        return new TopicStatement(topics, includesOthers, sent, decisions, optOuts(plan));
    }

    private static void decision(
            List<ExpressionUse> decisions,
            String key,
            Optional<Expression> expression,
            String context,
            KeyOrigin origin,
            String note) {
        expression.ifPresent(present -> decisions.add(use(key, origin.of(key), Form.PLAIN, present, context, note)));
    }

    private static ExpressionUse use(
            String field, String setBy, Form form, Expression expression, String context, String note) {
        return new ExpressionUse(field, setBy, expression.source(), form, RecordReads.of(expression, context), note);
    }

    private static List<String> optOuts(MappingPlan plan) {
        List<String> optOuts = new ArrayList<>();
        for (MappingPlan.Step step : plan.steps()) {
            if (step.field().role() == FieldRole.OPT_OUT) {
                optOuts.add(step.field().path()
                        + " is mapped: the event is sent, and tells Pinterest about the opt-out. A value that is not"
                        + " understood rejects the record, which is then not sent.");
            }
        }
        EventSchema.withRole(FieldRole.OPT_OUT).stream()
                .map(field -> field.path())
                .filter(path -> plan.steps().stream()
                        .noneMatch(step -> step.field().path().equals(path)))
                .forEach(path -> optOuts.add(path + " is not mapped: no event has it."));
        optOuts.add(
                plan.filter().isPresent()
                        ? "filter is set: a record for which it is not true is not sent."
                        : "filter is not set: no record is held back because of an opt-out.");
        return optOuts;
    }
}
