package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    @Test
    void aPathReadsEverythingBelowIt() {
        Projection email = Projection.path("customer", "email");
        assertThat(email.property("customer").property("email").isEverything()).isTrue();
        assertThat(email.property("customer").property("phone").isNothing()).isTrue();
        assertThat(email.property("order_id").isNothing()).isTrue();
        assertThat(email.isNothing()).isFalse();
        assertThat(email.isEverything()).isFalse();
    }

    @Test
    void aUnionReadsWhatEitherExpressionReads() {
        Projection both = Projection.path("customer", "email").union(Projection.path("customer", "phone"));
        assertThat(both.property("customer").property("email").isEverything()).isTrue();
        assertThat(both.property("customer").property("phone").isEverything()).isTrue();
        assertThat(both).isEqualTo(Projection.path("customer", "phone").union(Projection.path("customer", "email")));
    }

    @Test
    void theWiderProjectionWins() {
        assertThat(Projection.path("customer", "email").union(Projection.path("customer")))
                .isEqualTo(Projection.path("customer"));
        assertThat(Projection.path("customer").union(Projection.everything())).isEqualTo(Projection.everything());
        assertThat(Projection.path("customer").union(Projection.nothing())).isEqualTo(Projection.path("customer"));
        assertThat(Projection.nothing().union(Projection.nothing()).isNothing()).isTrue();
    }

    @Test
    void everythingContainsEveryProperty() {
        assertThat(Projection.everything().property("a").property("b").isEverything())
                .isTrue();
        assertThat(Projection.path()).isEqualTo(Projection.everything());
    }

    @Test
    void knowsWhatIsReadOfEachVariable() throws ExpressionSyntaxException {
        ExpressionCompiler compiler = new ExpressionCompiler(EvaluationBudget.Limits.of(Duration.ofSeconds(1)), 100);

        assertThat(compiler.compile("$record.user.id ?: $record.items.{'a': sku}")
                        .reads("record"))
                .isEqualTo(Projection.path("user", "id").union(Projection.path("items", "sku")));
        assertThat(compiler.compile("$headers.source & $string($headers)").reads("headers"))
                .isEqualTo(Projection.everything());
        assertThat(compiler.compile("$headers.source").reads("key").isNothing()).isTrue();
        assertThat(compiler.compile("$sort($record.items)^(a)").reads("record")).isEqualTo(Projection.everything());
    }
}
