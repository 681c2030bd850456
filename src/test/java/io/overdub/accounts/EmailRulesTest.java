package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.overdub.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailRulesTest {

    private final Faults faults = new Faults();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.de",
                "ada.lovelace+dubs@mail.example.co.uk",
                "o'hara@x-y.test",
                "1@xn--bcher-kva.example",
                "a@b.xn--p1ai"
            })
    void everyday_addresses_are_kept(String address) {
        assertThat(EmailRules.read(address, faults)).isEqualTo(address);
        assertThatNoException().isThrownBy(faults::refuseIfAny);
    }

    @Test
    void addresses_are_kept_in_lower_case() {
        assertThat(EmailRules.read(" Ada@Example.TEST ", faults)).isEqualTo("ada@example.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@b.de",
                "a@",
                "a@b",
                "a@@b.de",
                "a b@c.de",
                ".a@b.de",
                "a.@b.de",
                "a..b@c.de",
                "a@-b.de",
                "a@b-.de",
                "a@b..de",
                "a@b.de.",
                "a@1.2.3.4",
                "a\0@b.de",
                "ada@b.de\nbcc:x@y.de",
                "ä@b.de"
            })
    void other_texts_are_refused(String address) {
        EmailRules.read(address, faults);

        assertThatExceptionOfType(Refusal.class).isThrownBy(faults::refuseIfAny);
    }

    @Test
    void the_longest_address_has_254_characters() {
        var domain = ("b".repeat(61) + ".").repeat(3) + "test";

        EmailRules.read("a".repeat(63) + "@" + domain, faults);

        assertThatNoException().isThrownBy(faults::refuseIfAny);
        EmailRules.read("a".repeat(64) + "@" + "b" + domain, faults);
        assertThatExceptionOfType(Refusal.class).isThrownBy(faults::refuseIfAny);
    }

    @Test
    @Timeout(2)
    void a_hostile_text_is_read_quickly() {
        EmailRules.read("a".repeat(30_000) + "!" + "a.".repeat(10_000), faults);
        EmailRules.read("a@" + "a.".repeat(100) + "!", faults);
        EmailRules.read("a".repeat(60) + ".".repeat(100) + "@" + "a-".repeat(60), faults);

        assertThatExceptionOfType(Refusal.class).isThrownBy(faults::refuseIfAny);
    }
}
