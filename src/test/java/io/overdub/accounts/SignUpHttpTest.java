package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SignUpHttpTest {

    @Test
    void a_device_starts_without_signing_up() {
        var answer = new Phone().request().post("/v1/auth/device");

        answer.then().statusCode(201);
        assertThat(answer.<String>path("account.username")).matches("guest-[2-9a-z]{8}");
        assertThat(answer.<Boolean>path("account.anonymous")).isTrue();
        assertThat(answer.<Integer>path("expires_in")).isEqualTo(900);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        var phone = new Phone().keep(answer);
        assertThat(phone.id()).isEqualTo(answer.path("account.id"));
    }

    @Test
    void a_device_may_say_where_it_is() {
        var phone = new Phone()
                .keep(new Phone()
                        .request()
                        .body(Map.of("country", "ch", "language", "de-ch"))
                        .post("/v1/auth/device"));

        var me = phone.asksForMe();

        assertThat(me.<String>path("country")).isEqualTo("CH");
        assertThat(me.<String>path("language")).isEqualTo("de-CH");
        assertThat(me.<String>path("role")).isEqualTo("user");
        assertThat(me.<String>path("email")).isNull();
    }

    @Test
    void a_device_that_is_nowhere_is_refused() {
        var answer = new Phone().request().body(Map.of("country", "Atlantis")).post("/v1/auth/device");

        assertIsRefused(answer, 422, "invalid_request");
        assertThat(answer.<String>path("faults[0].field")).isEqualTo("country");
    }

    @Test
    void a_newcomer_signs_up_and_is_signed_in() {
        var name = Phone.freshName();

        var answer = new Phone().registers(name);

        answer.then().statusCode(201);
        assertThat(answer.<String>path("account.username")).isEqualTo(name);
        assertThat(answer.<String>path("account.display_name")).isEqualTo(name);
        assertThat(answer.<Boolean>path("account.anonymous")).isFalse();
        assertThat(answer.<String>path("account.created_at"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
        var me = new Phone().keep(answer).asksForMe();
        assertThat(me.<String>path("email")).isEqualTo(name + "@people.test");
        assertThat(me.<String>path("country")).isEqualTo("DE");
    }

    @Test
    void what_was_typed_lives_on_in_the_display_name() {
        var name = Phone.freshName();
        var form = form(name);
        form.put("username", " " + name.toUpperCase(Locale.ROOT) + " ");

        var answer = registers(form);

        assertThat(answer.<String>path("account.username")).isEqualTo(name);
        assertThat(answer.<String>path("account.display_name")).isEqualTo(name.toUpperCase(Locale.ROOT));
    }

    @Test
    void a_display_name_of_choice_is_kept() {
        var form = form(Phone.freshName());
        form.put("display_name", "Zoë 🐎");

        assertThat(registers(form).<String>path("account.display_name")).isEqualTo("Zoë 🐎");
    }

    @Test
    void a_guest_who_signs_up_keeps_everything() {
        var phone = Phone.ofGuest();
        var id = phone.id();
        var before = phone.refreshToken();
        var name = Phone.freshName();

        var answer = phone.registers(name);

        answer.then().statusCode(201);
        assertThat(answer.<String>path("account.id")).isEqualTo(id);
        assertThat(answer.<String>path("account.username")).isEqualTo(name);
        assertThat(answer.<String>path("refresh_token")).isEqualTo(before);
        assertThat(phone.username()).isEqualTo(name);
        assertThat(phone.request().get("/v1/accounts/" + id).<String>path("username"))
                .isEqualTo(name);
        assertThat(new Phone().logsIn(name, Phone.PASSWORD).<String>path("account.id"))
                .isEqualTo(id);
    }

    @Test
    void who_has_signed_up_cannot_do_so_again() {
        var phone = Phone.of(Phone.freshName());

        var again = phone.registers(Phone.freshName());

        assertIsRefused(again, 409, "already_registered");
    }

    @Test
    void signing_up_with_a_bad_token_is_refused() {
        var answer = new Phone()
                .request()
                .header("Authorization", "Bearer nonsense")
                .body(Phone.signUp(Phone.freshName()))
                .post("/v1/auth/register");

        assertIsRefused(answer, 401, "invalid_token");
    }

    @Test
    void a_username_is_given_once() {
        var name = Phone.freshName();
        Phone.of(name);
        var form = form(name);
        form.put("email", "other-" + name + "@people.test");

        var answer = registers(form);

        assertIsRefused(answer, 409, "username_taken");
    }

    @Test
    void an_address_is_given_once_however_it_is_spelt() {
        var name = Phone.freshName();
        Phone.of(name);
        var form = form(Phone.freshName());
        form.put("email", name.toUpperCase(Locale.ROOT) + "@People.test");

        var answer = registers(form);

        assertIsRefused(answer, 409, "email_taken");
    }

    @Test
    void of_many_who_want_the_same_name_at_once_one_gets_it() {
        var name = Phone.freshName();

        var answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> {
                    var form = form(name);
                    form.put("email", i + name + "@people.test");
                    return registers(form);
                })
                .toList();

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allMatch(answer -> answer.statusCode() == 503
                        || answer.statusCode() == 409 && "username_taken".equals(answer.path("code")));
    }

    @ParameterizedTest
    @CsvSource({
        "username, admin",
        "username, guest-7k3m9q2x",
        "username, a",
        "email, nowhere",
        "password, tooshort1",
        "password, password123",
        "country, XX",
        "language, klingonisch",
        "display_name, ''"
    })
    void a_field_that_breaks_a_rule_is_named(String field, String value) {
        var form = form(Phone.freshName());
        form.put(field, value);

        var answer = registers(form);

        assertIsRefused(answer, 422, "invalid_request");
        assertThat(answer.<String>path("faults[0].field")).isEqualTo(field);
        assertThat(answer.asString()).doesNotContain("tooshort1", "password123");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        var form = form("x");
        form.put("email", "y");
        form.put("password", "z");
        form.put("country", "Germany");
        form.put("language", "?");

        var answer = registers(form);

        assertThat(answer.jsonPath().getList("faults.field", String.class))
                .containsExactlyInAnyOrder("username", "email", "password", "country", "language");
    }

    @Test
    void a_password_that_holds_the_name_is_refused() {
        var name = Phone.freshName();
        var form = form(name);
        form.put("password", "my name is " + name);

        assertIsRefused(registers(form), 422, "invalid_request");
    }

    @Test
    void a_missing_field_is_named() {
        var form = form(Phone.freshName());
        form.remove("country");

        var answer = registers(form);

        assertIsRefused(answer, 422, "invalid_request");
        assertThat(answer.<String>path("faults[0].field")).isEqualTo("country");
    }

    @Test
    void saying_it_twice_with_a_key_signs_up_once() {
        var form = form(Phone.freshName());
        var key = Phone.freshName() + Phone.freshName();

        var first = registers(form, key);
        var again = registers(form, key);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    private static Map<String, Object> form(String username) {
        return new HashMap<>(Phone.signUp(username));
    }

    private static Response registers(Map<String, Object> form) {
        return new Phone().request().body(form).post("/v1/auth/register");
    }

    private static Response registers(Map<String, Object> form, String key) {
        return new Phone().request().header("Idempotency-Key", key).body(form).post("/v1/auth/register");
    }

    private static void assertIsRefused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.<String>path("code")).isEqualTo(code);
    }
}
