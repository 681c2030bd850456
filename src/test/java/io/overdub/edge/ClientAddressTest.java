package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9, 203.0.113.9",
        "203.0.113.9:4711, 203.0.113.9, 203.0.113.9",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "[2001:db8::1]:443, 2001:db8::1, 2001:db8::/64",
        "::ffff:203.0.113.9, 203.0.113.9, 203.0.113.9",
        "::1, ::1, ::/64"
    })
    void an_address_is_read_in_every_form_that_proxies_write(String text, String address, String network) {
        var bytes = Objects.requireNonNull(ClientAddress.parse(text));

        assertThat(ClientAddress.text(bytes)).isEqualTo(address);
        assertThat(ClientAddress.network(bytes)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "example.org", "1.2.3", "1.2.3.4.5", "[::1", "300.1.1.1", "_hidden"})
    void names_and_nonsense_are_no_address(String text) {
        assertThat(ClientAddress.parse(text)).isNull();
    }

    @Test
    void one_proxy_vouches_for_the_last_entry_only() {
        var headers = List.of("6.6.6.6, 7.7.7.7", "203.0.113.9");

        assertThat(ClientAddress.forwarded(headers, 1)).containsExactly(203, 0, 113, 9);
        assertThat(ClientAddress.forwarded(headers, 2)).containsExactly(7, 7, 7, 7);
    }

    @Test
    void a_request_that_came_past_the_proxies_has_no_forwarded_address() {
        assertThat(ClientAddress.forwarded(List.of(), 1)).isNull();
        assertThat(ClientAddress.forwarded(List.of("203.0.113.9"), 2)).isNull();
        assertThat(ClientAddress.forwarded(List.of("203.0.113.9, spoof"), 1)).isNull();
    }
}
