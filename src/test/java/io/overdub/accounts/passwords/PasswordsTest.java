package io.overdub.accounts.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final String PASSWORD = "a lovely day for dubbing";

    private final Passwords passwords = new Passwords(new Given(19_456, 2, Duration.ofSeconds(30)));

    @Test
    void a_hash_carries_its_parameters_and_hides_the_password() {
        var hash = passwords.hash(PASSWORD);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("lovely");
        assertThat(hash).hasSizeLessThan(256).isNotEqualTo(passwords.hash(PASSWORD));
    }

    @Test
    void only_the_right_password_matches() {
        var hash = passwords.hash(PASSWORD);

        assertThat(passwords.matches(PASSWORD, hash)).isTrue();
        assertThat(passwords.matches(PASSWORD + " ", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
    }

    @Test
    void the_same_letters_composed_differently_match() {
        var hash = passwords.hash("café au lait, please");

        assertThat(passwords.matches("cafe\u0301 au lait, please", hash)).isTrue();
    }

    @Test
    void nothing_matches_an_account_without_password() {
        assertThat(passwords.matches("nobody's password", null)).isFalse();
    }

    @Test
    void looking_for_nobody_takes_as_long_as_for_somebody_new() {
        assertThat(passwords.isOutdated(Passwords.NOBODYS)).isFalse();
        assertThat(Passwords.NOBODYS).hasSameSizeAs(passwords.hash(PASSWORD));
    }

    @Test
    void a_hash_made_with_weaker_parameters_still_matches_and_is_outdated() {
        var weak = Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID);
        var hash = Password.hash(PASSWORD).addRandomSalt(16).with(weak).getResult();

        assertThat(passwords.matches(PASSWORD, hash)).isTrue();
        assertThat(passwords.isOutdated(hash)).isTrue();
        assertThat(passwords.isOutdated(passwords.hash(PASSWORD))).isFalse();
    }

    @Test
    void who_waits_too_long_is_sent_away() throws InterruptedException {
        var impatient = new Passwords(new Given(19_456, 1, Duration.ofMillis(1)));
        var hash = impatient.hash(PASSWORD);

        var outcomes = together(12, () -> impatient.matches(PASSWORD, hash));

        assertThat(outcomes).filteredOn(PasswordsTest::isBusy).isNotEmpty();
        assertThat(outcomes).filteredOn(outcome -> !isBusy(outcome)).isNotEmpty();
        assertThat(impatient.matches(PASSWORD, hash)).isTrue();
    }

    @Test
    void few_may_wait_for_the_hash_of_a_new_password() throws InterruptedException {
        var narrow = new Passwords(new Given(19_456, 1, Duration.ofSeconds(30)));

        var outcomes = together(12, () -> narrow.hash(PASSWORD));

        assertThat(outcomes).filteredOn(PasswordsTest::isBusy).isNotEmpty();
        assertThat(outcomes).filteredOn(outcome -> !isBusy(outcome)).isNotEmpty();
    }

    private static <T> List<Future<T>> together(int many, Callable<T> work) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(many);
        try {
            return pool.invokeAll(IntStream.range(0, many).mapToObj(i -> work).toList());
        } finally {
            pool.shutdown();
        }
    }

    private static boolean isBusy(Future<?> outcome) {
        try {
            outcome.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof Passwords.Busy busy
                    && busy.code().equals("busy")
                    && busy.retryAfter() != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record Given(int memory, int parallel, Duration patience) implements PasswordsConfig {}
}
