package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    @ParameterizedTest
    @CsvSource({"203.0.113.77, 203.0.113.0/24", "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48", "not-an-address, ''"})
    void an_address_is_kept_in_little_detail(String address, String network) {
        assertThat(Caller.cut(address)).isEqualTo(network);
    }
}
