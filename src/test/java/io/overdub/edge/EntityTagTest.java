package io.overdub.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

    private static final String TAG = "W/\"abc\"";

    @ParameterizedTest
    @ValueSource(strings = {"W/\"abc\"", "\"abc\"", "*", " * ", "\"x\", \"abc\"", "\"a,b\",W/\"abc\" , \"y\""})
    void a_listed_tag_is_found(String header) {
        assertThat(EntityTag.isListed(header, TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "\"abcd\"", "\"ab\"", "\"x\"", "\"abc", "\"ABC\"", "\"*\"", "\"x,abc\""})
    void another_tag_is_not(String header) {
        assertThat(EntityTag.isListed(header, TAG)).isFalse();
    }

    @Test
    void no_header_lists_nothing() {
        assertThat(EntityTag.isListed(null, TAG)).isFalse();
    }

    @Test
    void equal_bytes_have_equal_tags() {
        assertThat(EntityTag.of(new Object(), "{}".getBytes(UTF_8)))
                .isEqualTo(EntityTag.of(new Object(), "{}".getBytes(UTF_8)));
        assertThat(EntityTag.of(new Object(), "{}".getBytes(UTF_8)))
                .isNotEqualTo(EntityTag.of(new Object(), "{ }".getBytes(UTF_8)));
    }
}
