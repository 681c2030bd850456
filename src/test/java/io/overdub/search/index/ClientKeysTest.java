package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClientKeysTest {

    @Test
    void whoever_is_not_to_be_known_has_a_key_that_tells_nothing_of_them() {
        var keys = new ClientKeys(
                new AlgoliaAtHand.Chosen(),
                new AlgoliaSettings(
                        List.of(), Duration.ZERO, Duration.ZERO, Duration.ZERO, Optional.of("search-only-key")),
                Clock.systemUTC());
        var person = UUID.fromString("01990000-0000-7000-8000-00000000000a");

        assertThat(told(keys.keyFor(person))).contains("userToken=" + person).doesNotContain("nalytics");
        assertThat(told(keys.keyFor(null)))
                .contains("&analytics=false&", "&clickAnalytics=false&", "&enablePersonalization=false&")
                .contains("filters=everybody%3Atrue%20AND%20%28kind%3Aquote%20OR%20kind%3Atag%29&")
                .doesNotContain("userToken");
    }

    private static String told(ClientKey key) {
        return "&" + new String(Base64.getDecoder().decode(key.key()), UTF_8).substring(64);
    }

    /** The signature is what {@code openssl dgst -sha256 -hmac} makes of the same. */
    @Test
    void a_key_is_its_restrictions_signed_with_its_parent() {
        var key = ClientKeys.secured(
                "search-only-key",
                new TreeMap<>(Map.of("validUntil", "1700000000", "filters", "everybody:true AND (kind:quote)")));

        assertThat(new String(Base64.getDecoder().decode(key), UTF_8))
                .isEqualTo("98b30a20c7ac660ad897e143266de4811aa7ed47559529c7d203e1188afa4aff"
                        + "filters=everybody%3Atrue%20AND%20%28kind%3Aquote%29&validUntil=1700000000");
    }
}
