package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoPasswordTest {

    @Test
    void the_demo_password_stops_a_production_boot() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new DemoPassword(new Given(Optional.of(DemoPassword.TEXT))).refuse())
                .withMessageContaining("accounts.first-admin.password");
    }

    @Test
    void another_password_or_none_is_fine() {
        assertThatNoException().isThrownBy(() -> new DemoPassword(new Given(Optional.empty())).refuse());
        assertThatNoException().isThrownBy(() -> new DemoPassword(new Given(Optional.of("another one"))).refuse());
    }

    private record Given(Optional<String> password) implements FirstAdminConfig {

        @Override
        public Optional<String> username() {
            return Optional.empty();
        }

        @Override
        public Optional<String> email() {
            return Optional.empty();
        }
    }
}
