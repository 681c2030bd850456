package io.overdub.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static final Place NOWHERE = Place.of(null, Optional.empty());
    private static final Place HOME = Place.of(null, Optional.of("DE"));
    private static final Place ABROAD = Place.of("FR", Optional.of("DE"));

    @Test
    void what_is_for_everywhere_is_for_everybody() {
        for (var place : List.of(NOWHERE, HOME, ABROAD)) {
            assertThat(place.admits(List.of(), List.of())).isTrue();
        }
    }

    @Test
    void the_market_that_was_asked_for_decides_where_it_is_offered() {
        assertThat(NOWHERE.admits(List.of("DE"), List.of())).isFalse();
        assertThat(HOME.admits(List.of("DE"), List.of())).isTrue();
        assertThat(ABROAD.admits(List.of("DE"), List.of())).isFalse();
        assertThat(ABROAD.admits(List.of("FR"), List.of())).isTrue();
    }

    @Test
    void a_block_counts_at_home_and_in_the_market_and_for_who_says_nothing() {
        assertThat(NOWHERE.admits(List.of(), List.of("US"))).isFalse();
        assertThat(HOME.admits(List.of(), List.of("US"))).isTrue();
        assertThat(ABROAD.admits(List.of(), List.of("DE"))).isFalse();
        assertThat(ABROAD.admits(List.of("FR"), List.of("FR"))).isFalse();
    }
}
