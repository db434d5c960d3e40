package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadsTest {
    @Test
    void aPathReadsAllThatLiesBelowIt() {
        Reads email = Reads.at("customer", "email");
        assertThat(email.member("customer").member("email").isEverything()).isTrue();
        assertThat(email.member("customer").member("phone").isNothing()).isTrue();
        assertThat(email.member("order_id").isNothing()).isTrue();
        assertThat(email.isNothing()).isFalse();
        assertThat(email.isEverything()).isFalse();
    }

    @Test
    void twoExpressionsReadWhatEitherReads() {
        Reads both = Reads.at("customer", "email").or(Reads.at("customer", "phone"));
        assertThat(both.member("customer").member("email").isEverything()).isTrue();
        assertThat(both.member("customer").member("phone").isEverything()).isTrue();
        assertThat(both).isEqualTo(Reads.at("customer", "phone").or(Reads.at("customer", "email")));
    }

    @Test
    void theWiderOneWins() {
        assertThat(Reads.at("customer", "email").or(Reads.at("customer"))).isEqualTo(Reads.at("customer"));
        assertThat(Reads.at("customer").or(Reads.everything())).isEqualTo(Reads.everything());
        assertThat(Reads.at("customer").or(Reads.nothing())).isEqualTo(Reads.at("customer"));
        assertThat(Reads.nothing().or(Reads.nothing()).isNothing()).isTrue();
    }

    @Test
    void everythingHoldsEveryMember() {
        assertThat(Reads.everything().member("a").member("b").isEverything()).isTrue();
        assertThat(Reads.at()).isEqualTo(Reads.everything());
    }
}
