package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProjectionTest {
    @Test
    void aPathReadsAllThatLiesBelowIt() {
        Projection email = Projection.at("customer", "email");
        assertThat(email.member("customer").member("email").isEverything()).isTrue();
        assertThat(email.member("customer").member("phone").isNothing()).isTrue();
        assertThat(email.member("order_id").isNothing()).isTrue();
        assertThat(email.isNothing()).isFalse();
        assertThat(email.isEverything()).isFalse();
    }

    @Test
    void twoExpressionsReadWhatEitherReads() {
        Projection both = Projection.at("customer", "email").or(Projection.at("customer", "phone"));
        assertThat(both.member("customer").member("email").isEverything()).isTrue();
        assertThat(both.member("customer").member("phone").isEverything()).isTrue();
        assertThat(both).isEqualTo(Projection.at("customer", "phone").or(Projection.at("customer", "email")));
    }

    @Test
    void theWiderOneWins() {
        assertThat(Projection.at("customer", "email").or(Projection.at("customer")))
                .isEqualTo(Projection.at("customer"));
        assertThat(Projection.at("customer").or(Projection.everything())).isEqualTo(Projection.everything());
        assertThat(Projection.at("customer").or(Projection.nothing())).isEqualTo(Projection.at("customer"));
        assertThat(Projection.nothing().or(Projection.nothing()).isNothing()).isTrue();
    }

    @Test
    void everythingHoldsEveryMember() {
        assertThat(Projection.everything().member("a").member("b").isEverything())
                .isTrue();
        assertThat(Projection.at()).isEqualTo(Projection.everything());
    }
}
