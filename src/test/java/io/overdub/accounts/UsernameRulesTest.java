package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.overdub.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameRulesTest {

    private final Faults faults = new Faults();

    @ParameterizedTest
    @ValueSource(strings = {"ada", "a.b", "ada_lovelace", "1815", "a-2.b_c", "abcdefghijklmnopqrstuvwx"})
    void good_names_are_kept(String name) {
        assertThat(UsernameRules.read(name, faults)).isEqualTo(name);
        assertThatNoException().isThrownBy(faults::refuseIfAny);
    }

    @Test
    void names_are_kept_in_lower_case() {
        assertThat(UsernameRules.read(" AdaLovelace ", faults)).isEqualTo("adalovelace");
        assertThatNoException().isThrownBy(faults::refuseIfAny);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "abcdefghijklmnopqrstuvwxy",
                "ada lovelace",
                "adä",
                "ada@home",
                "ada/x",
                "ad\0a",
                "\ud800ada",
                "аda"
            })
    void names_of_another_shape_are_refused(String name) {
        UsernameRules.read(name, faults);

        assertIsRefused("3 to 24");
    }

    @ParameterizedTest
    @ValueSource(strings = {".ada", "ada.", "-ada", "ada-", "_ada_", "..."})
    void names_do_not_begin_or_end_with_punctuation(String name) {
        UsernameRules.read(name, faults);

        assertIsRefused("begin and end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "Root",
                "SUPPORT",
                "overdub",
                "api",
                "guest-7k3m9q2x",
                "guest-me",
                "ad-min",
                "over_dub",
                "over.dub",
                "overdub_app",
                "no_reply",
                "guest_7k3m9q2x",
                "guest.me",
                "m.e"
            })
    void names_that_could_be_taken_for_ours_are_reserved(String name) {
        UsernameRules.read(name, faults);

        assertIsRefused("reserved");
    }

    private void assertIsRefused(String message) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(faults::refuseIfAny)
                .matches(refusal -> refusal.code().equals("invalid_request"))
                .matches(refusal -> refusal.faults().get(0).field().equals("username"))
                .matches(refusal -> refusal.faults().get(0).message().contains(message));
    }
}
