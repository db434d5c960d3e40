package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.conventions.ExampleConfig;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.preset.Preset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of the presets and of the ready configs is compiled, and what is left to the interpreter. */
class PrecomputedExpressionsTest {
    private static final String OF_A_TOPIC = "topic.";

    private final ExpressionCompiler compiler = new ExpressionCompiler(Budgets.usual(), 100);

    static List<ExampleConfig> examples() {
        return ExampleConfig.all();
    }

    @Test
    void ofPresetsAreCompiledExceptForAFew() {
        Map<String, List<String>> interpreted = new TreeMap<>();
        for (String name : Preset.names()) {
            List<String> keys = interpreted(Preset.named(name).orElseThrow().keys(Map.of()));
            if (!keys.isEmpty()) {
                interpreted.put(name, keys);
            }
        }

        assertThat(interpreted).isEqualTo(Map.of("debezium-orders", List.of("mapping.custom_data.value")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void ofReadyConfigsAreAllCompiled(ExampleConfig example) {
        // A config without a preset and without an expression would be one that is read wrongly here.
        assertThat(example.config().keySet()).anyMatch(key -> isExpression(key) || key.equals("mapping.preset"));
        assertThat(interpreted(example.config())).isEmpty();
    }

    private List<String> interpreted(Map<String, String> config) {
        return config.entrySet().stream()
                .filter(entry ->
                        isExpression(entry.getKey()) && !entry.getValue().isBlank())
                .filter(entry -> isInterpreted(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean isExpression(String key) {
        return MappingDefinition.keys().stream()
                .anyMatch(known -> key.equals(known) || (key.startsWith(OF_A_TOPIC) && key.endsWith('.' + known)));
    }

    private boolean isInterpreted(String source) {
        try {
            return compiler.compile(source) instanceof InterpretedExpression;
        } catch (ExpressionSyntaxException e) {
            throw new AssertionError(source, e);
        }
    }
}
