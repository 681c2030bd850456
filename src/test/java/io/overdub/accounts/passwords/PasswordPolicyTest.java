package io.overdub.accounts.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private static final List<String> NOBODY = List.of();

    private final PasswordPolicy policy = new PasswordPolicy();

    @Test
    void ten_to_128_characters_are_allowed() {
        assertThat(policy.fault("seventeen", NOBODY)).contains("10 to 128");
        assertThat(policy.fault("kumquats99", NOBODY)).isNull();
        assertThat(policy.fault("ab".repeat(64), NOBODY)).isNull();
        assertThat(policy.fault("ab".repeat(64) + "c", NOBODY)).contains("10 to 128");
    }

    @Test
    void a_character_outside_the_basic_plane_counts_once() {
        assertThat(policy.fault("🐎".repeat(9), NOBODY)).isNotNull();
        assertThat(policy.fault("🐎".repeat(10), NOBODY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "password123",
                "Password123",
                "QWERTYUIOP",
                "iloveyou123",
                "contraseña",
                "contrasen\u0303a"
            })
    void passwords_that_leaked_often_are_refused(String leaked) {
        assertThat(policy.fault(leaked, NOBODY)).contains("leaked");
    }

    @Test
    void a_password_must_not_contain_the_name_of_its_owner() {
        assertThat(policy.fault("xx-Lovelace-xx", List.of("lovelace", "ada"))).contains("name");
        assertThat(policy.fault("the cascade of ADA", List.of("lovelace", "ada")))
                .contains("name");
        assertThat(policy.fault("a bee in the bonnet", List.of("be", "a"))).isNull();
    }

    @Test
    void composed_and_decomposed_accents_are_one_password() {
        assertThat(PasswordPolicy.normalised("cafe\u0301 au lait")).isEqualTo("café au lait");
    }
}
