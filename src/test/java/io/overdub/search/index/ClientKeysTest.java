package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClientKeysTest {

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
