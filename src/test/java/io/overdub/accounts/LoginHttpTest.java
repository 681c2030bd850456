package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.overdub.world.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LoginHttpTest {

    private static final String WRONG = "not the right password";

    @Inject
    TestClock clock;

    @Inject
    AccountRepository accounts;

    private final Phone phone = new Phone();
    private final String name = Phone.freshName();

    @Test
    void one_signs_in_with_the_username_or_the_address() {
        var id = Phone.of(name).id();

        assertThat(phone.logsIn(name, Phone.PASSWORD).<String>path("account.id"))
                .isEqualTo(id);
        assertThat(phone.logsIn(" " + name.toUpperCase(Locale.ROOT), Phone.PASSWORD)
                        .<String>path("account.id"))
                .isEqualTo(id);
        assertThat(phone.logsIn(name + "@People.TEST", Phone.PASSWORD).<String>path("account.id"))
                .isEqualTo(id);
    }

    @Test
    void an_unknown_login_and_a_wrong_password_get_the_same_answer() {
        Phone.of(name);

        var wrong = phone.logsIn(name, WRONG);
        var unknown = phone.logsIn(Phone.freshName(), WRONG);

        assertIsRefused(wrong, 401, "wrong_credentials");
        assertThat(withoutTrace(unknown)).isEqualTo(withoutTrace(wrong));
    }

    @Test
    void nobody_signs_in_as_a_guest() {
        var guest = Phone.ofGuest().username();

        assertIsRefused(phone.logsIn(guest, ""), 401, "wrong_credentials");
        assertIsRefused(phone.logsIn(guest, "nobody's password"), 401, "wrong_credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "🐎"})
    void strange_logins_are_wrong_and_nothing_else(String login) {
        assertIsRefused(phone.logsIn(login, WRONG), 401, "wrong_credentials");
    }

    @Test
    void after_ten_wrong_passwords_the_right_one_is_refused_too() {
        Phone.of(name);
        IntStream.range(0, 10).forEach(i -> assertIsRefused(phone.logsIn(name, WRONG), 401, "wrong_credentials"));

        var right = phone.logsIn(name, Phone.PASSWORD);

        assertIsRefused(right, 429, "login_locked");
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(1, 900);
        clock.advance(Duration.ofMinutes(15));
        assertThat(phone.logsIn(name, Phone.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void the_lock_is_the_same_whether_or_not_the_account_exists() {
        IntStream.range(0, 10).forEach(i -> phone.logsIn(name, WRONG));

        assertIsRefused(phone.logsIn(name, WRONG), 429, "login_locked");
    }

    @Test
    void guesses_made_at_once_are_counted_before_they_are_checked() {
        Phone.of(name);

        var answers = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> phone.logsIn(name, WRONG))
                .toList();

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 401).hasSizeLessThanOrEqualTo(10);
        assertThat(answers).allMatch(answer -> answer.statusCode() == 401 || answer.statusCode() == 429);
    }

    @Test
    void the_right_password_forgives_the_wrong_ones() {
        Phone.of(name);
        IntStream.range(0, 9).forEach(i -> phone.logsIn(name, WRONG));
        assertThat(phone.logsIn(name, Phone.PASSWORD).statusCode()).isEqualTo(200);

        var wrongAgain =
                IntStream.range(0, 9).mapToObj(i -> phone.logsIn(name, WRONG)).toList();

        assertThat(wrongAgain).allMatch(answer -> answer.statusCode() == 401);
    }

    @Test
    void a_hash_with_old_parameters_is_renewed_when_its_owner_signs_in() {
        var id = UUID.fromString(Phone.of(name).id());
        var weak = Password.hash(Phone.PASSWORD)
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID))
                .getResult();
        QuarkusTransaction.requiringNew().run(() -> accounts.update("passwordHash = ?1 where id = ?2", weak, id));

        assertThat(phone.logsIn(name, Phone.PASSWORD).statusCode()).isEqualTo(200);

        var kept = QuarkusTransaction.requiringNew()
                .call(() -> accounts.findById(id).passwordHash());
        assertThat(kept).contains(",t=2,p=1");
        assertThat(phone.logsIn(name, Phone.PASSWORD).statusCode()).isEqualTo(200);
    }

    private static String withoutTrace(Response answer) {
        return answer.asString().replaceAll("\"trace_id\":\"[^\"]*\"", "");
    }

    private static void assertIsRefused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.<String>path("code")).isEqualTo(code);
    }
}
