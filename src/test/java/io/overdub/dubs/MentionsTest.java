package io.overdub.dubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Mentions.Place;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MentionsTest {

    @Test
    void names_end_where_a_username_cannot_go_on() {
        assertThat(names("@ada, @Bob.Smith. and (@cid-1)! @d_e_f- ＠gil"))
                .containsExactly("ada", "bob.smith", "cid-1", "d_e_f", "gil");
        assertThat(names("@@ada @ab @-abc x@ada.de https://a.example/@ada @adaß @" + "a".repeat(25)))
                .isEmpty();
        assertThat(names("@" + "a".repeat(24))).containsExactly("a".repeat(24));
    }

    @Test
    void places_are_counted_as_strings_count_them() {
        var places = Mentions.in("💥 @ada and @bob");

        assertThat(places).containsExactly(new Place("ada", 3, 4), new Place("bob", 12, 4));
    }

    @Test
    void only_those_who_exist_are_meant_and_at_most_ten() {
        var ada = new AccountId(new UUID(0, 1));

        assertThat(Mentions.of(Mentions.in("@ada @nobody @ada"), Map.of("ada", ada)))
                .containsExactly(new Mention(ada, 0, 4), new Mention(ada, 13, 4));
        assertThat(Mentions.in("@ada ".repeat(11))).hasSize(Mentions.MOST);
    }

    private static List<String> names(String text) {
        return Mentions.in(text).stream().map(Place::name).toList();
    }
}
