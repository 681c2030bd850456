package io.overdub.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeardTest {

    @Test
    void what_others_read_of_a_question_turns_nothing_around() {
        assertThat(heard("\u202Eolleh\u202C \u2067x\u2069\tY").key()).isEqualTo("olleh x y");
        assertThat(heard("می\u200Cخواهم 👩\u200D🚀").key()).isEqualTo("می\u200Cخواهم 👩\u200D🚀");
    }

    @Test
    void what_may_be_an_address_or_a_number_of_somebody_is_for_nobody_else() {
        assertThat(heard("me@example.org").isCountable()).isFalse();
        assertThat(heard("me＠example.org").isCountable()).isFalse();
        assertThat(heard("٠١٢٣٤٥٦٧").isCountable()).isFalse();
        assertThat(heard("summer of 1969").isCountable()).isTrue();
    }

    private static Heard heard(String query) {
        return Heard.of(new AccountId(new UUID(0, 1)), query, true, Instant.EPOCH);
    }
}
