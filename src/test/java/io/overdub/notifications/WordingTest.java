package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void a_name_is_said_as_it_is_whatever_it_looks_like() {
        assertThat(Wording.of(Kind.LIKE, "en", "100 %d", 3)).isEqualTo("100 %d and 3 others liked your dub");
        assertThat(Wording.of(Kind.LIKE, "de-AT", "%s $1", 0)).isEqualTo("%s $1 gefällt dein Dub");
    }
}
