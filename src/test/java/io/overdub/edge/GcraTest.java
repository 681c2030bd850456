package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GcraTest {

    private static final long NOW = 1_700_000_000_000_000L;
    private static final long SECOND = 1_000_000;

    private final Gcra tenPerSecond = new Gcra(10, SECOND);

    @Test
    void a_fresh_key_has_all_of_the_burst() {
        var outcome = tenPerSecond.spend(0, NOW, 1, 0);

        assertThat(outcome.granted()).isEqualTo(1);
        assertThat(outcome.left()).isEqualTo(9);
        assertThat(outcome.nextMs()).isZero();
        assertThat(outcome.fullMs()).isEqualTo(100);
    }

    @Test
    void more_than_there_is_is_granted_in_part() {
        var first = tenPerSecond.spend(0, NOW, 7, 0);
        var second = tenPerSecond.spend(first.tat(), NOW, 7, 0);

        assertThat(second.granted()).isEqualTo(3);
        assertThat(second.left()).isZero();
    }

    @Test
    void an_empty_key_says_when_the_next_is_there() {
        var empty = tenPerSecond.spend(0, NOW, 10, 0);
        var refused = tenPerSecond.spend(empty.tat(), NOW, 1, 0);

        assertThat(refused.granted()).isZero();
        assertThat(refused.nextMs()).isEqualTo(100);
        assertThat(refused.fullMs()).isEqualTo(1_000);
        assertThat(refused.tat()).isEqualTo(empty.tat());
    }

    @Test
    void time_brings_back_one_by_one() {
        var empty = tenPerSecond.spend(0, NOW, 10, 0);

        assertThat(tenPerSecond.spend(empty.tat(), NOW + 99_000, 10, 0).granted())
                .isZero();
        assertThat(tenPerSecond.spend(empty.tat(), NOW + 100_000, 10, 0).granted())
                .isEqualTo(1);
        assertThat(tenPerSecond.spend(empty.tat(), NOW + 10 * SECOND, 99, 0).granted())
                .isEqualTo(10);
    }

    @Test
    void what_is_given_back_is_there_again_and_no_more() {
        var spent = tenPerSecond.spend(0, NOW, 4, 0);

        assertThat(tenPerSecond.spend(spent.tat(), NOW, 0, 3).left()).isEqualTo(9);
        assertThat(tenPerSecond.spend(spent.tat(), NOW, 0, 99).left()).isEqualTo(10);
    }

    @Test
    void odd_numbers_lose_nothing_to_rounding() {
        var rule = new Gcra(7, SECOND);
        var tat = 0L;

        for (var i = 6; i >= 0; i--) {
            var outcome = rule.spend(tat, NOW, 1, 0);
            tat = outcome.tat();

            assertThat(outcome.granted()).isEqualTo(1);
            assertThat(outcome.left()).isEqualTo(i);
        }
    }
}
