package io.github.pinsink.tools.pipeline;

import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.source.ConfigLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** The transforms in a config, in their order, each with its predicate, as a worker applies them before the task. */
final class Transforms {
    private static final String TRANSFORMS = "transforms";
    private static final String PREDICATES = "predicates";

    /**
     * @param name the name in the config
     * @param applies whether the transform applies to a record
     */
    private record Step(
            String name, Transformation<SinkRecord> transformation, java.util.function.Predicate<SinkRecord> applies) {}

    /**
     * The result of all transforms.
     *
     * @param record empty if a transform dropped it
     * @param droppedBy the name of that transform
     */
    record Transformed(Optional<SinkRecord> record, String droppedBy) {}

    private final List<Step> steps;

    private Transforms(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * @param ignoresMissing whether to go on without a transform that is not on the class path
     * @param notes receives the differences from a worker
     * @throws UsageException if a transform is not on the class path, or its config is invalid
     */
    static Transforms of(Map<String, String> config, boolean ignoresMissing, Consumer<String> notes)
            throws UsageException {
        List<Step> steps = new ArrayList<>();
        for (String name : ConfigLists.names(config, TRANSFORMS)) {
            try {
                steps.add(step(config, name));
            } catch (ReflectiveOperationException e) {
                if (!ignoresMissing) {
                    throw new UsageException("transform " + name + ": " + reason(e)
                            + ". Add its jars to PINSINK_CLASSPATH, or go on without it with"
                            + " --ignore-missing-transforms and supply records as they look after it");
                }
                notes.accept("The transform " + name + " is not applied (" + reason(e) + ")");
            } catch (ConfigException e) {
                throw new UsageException("transform " + name + ": " + e.getMessage());
            }
        }
        return new Transforms(List.copyOf(steps));
    }

    private static String reason(ReflectiveOperationException e) {
        return e instanceof ClassNotFoundException
                ? "the class " + e.getMessage() + " is not on the class path"
                : "its class cannot be created (" + e.getClass().getSimpleName() + ")";
    }

    @SuppressWarnings("unchecked")
    private static Step step(Map<String, String> config, String name)
            throws ReflectiveOperationException, UsageException {
        Map<String, String> own = PluginClasses.properties(config, TRANSFORMS + "." + name + ".");
        Transformation<SinkRecord> transformation =
                PluginClasses.create(required(own, TRANSFORMS + "." + name + ".", "type"), Transformation.class);
        String predicate = own.remove("predicate");
        boolean isNegated = Boolean.parseBoolean(own.remove("negate"));
        own.remove("type");
        transformation.configure(own);
        if (predicate == null) {
            return new Step(name, transformation, record -> true);
        }
        if (!ConfigLists.names(config, PREDICATES).contains(predicate)) {
            throw new UsageException(
                    "transforms." + name + ".predicate: " + predicate + " is not listed in predicates");
        }
        Predicate<SinkRecord> test = predicate(config, predicate);
        return new Step(name, transformation, record -> test.test(record) != isNegated);
    }

    @SuppressWarnings("unchecked")
    private static Predicate<SinkRecord> predicate(Map<String, String> config, String name)
            throws ReflectiveOperationException, UsageException {
        Map<String, String> own = PluginClasses.properties(config, PREDICATES + "." + name + ".");
        Predicate<SinkRecord> predicate =
                PluginClasses.create(required(own, PREDICATES + "." + name + ".", "type"), Predicate.class);
        own.remove("type");
        predicate.configure(own);
        return predicate;
    }

    private static String required(Map<String, String> own, String prefix, String key) throws UsageException {
        String value = own.getOrDefault(key, "").strip();
        if (value.isEmpty()) {
            throw new UsageException(prefix + key + ": is required");
        }
        return value;
    }

    /** @throws KafkaException if a transform fails; on a worker, such a record does not reach the task */
    Transformed apply(SinkRecord record) {
        SinkRecord current = record;
        for (Step step : steps) {
            if (step.applies().test(current)) {
                current = step.transformation().apply(current);
                if (current == null) {
                    return new Transformed(Optional.empty(), step.name());
                }
            }
        }
        return new Transformed(Optional.of(current), "");
    }
}
