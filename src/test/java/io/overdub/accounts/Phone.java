package io.overdub.accounts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A phone with our app on it: what it sends, and the tokens that it keeps. */
final class Phone {

    static final String PASSWORD = "a lovely day for dubbing";

    private String accessToken = "";
    private String refreshToken = "";

    static String freshName() {
        return "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    static Map<String, Object> signUp(String username) {
        return Map.of(
                "username",
                username,
                "email",
                username + "@people.test",
                "password",
                PASSWORD,
                "country",
                "DE",
                "language",
                "de");
    }

    static Phone ofGuest() {
        var phone = new Phone();
        phone.keep(phone.request().post("/v1/auth/device"));
        return phone;
    }

    static Phone of(String username) {
        var phone = new Phone();
        phone.keep(phone.registers(username));
        return phone;
    }

    static Phone ofAdmin() {
        var phone = new Phone();
        phone.keep(phone.logsIn("admin", DemoPassword.TEXT));
        return phone;
    }

    Response registers(String username) {
        return request().body(signUp(username)).post("/v1/auth/register");
    }

    Response logsIn(String login, String password) {
        return request().body(Map.of("login", login, "password", password)).post("/v1/auth/login");
    }

    Response refreshes(String token) {
        return request().body(Map.of("refresh_token", token)).post("/v1/auth/refresh");
    }

    Response asksForMe() {
        return request().get("/v1/me");
    }

    Response asksForMeWith(@Nullable String token) {
        var request = given().accept(ContentType.JSON);
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).get("/v1/me");
    }

    Response logsOut() {
        return request().post("/v1/auth/logout");
    }

    /** A request with this phone's token, if it has one. */
    RequestSpecification request() {
        var request = given().contentType(ContentType.JSON).header("User-Agent", "overdub-test/1.0");
        return accessToken.isEmpty() ? request : request.header("Authorization", "Bearer " + accessToken);
    }

    Phone keep(Response answer) {
        accessToken = answer.then().statusCode(lessThan(300)).extract().path("access_token");
        refreshToken = answer.path("refresh_token");
        return this;
    }

    String accessToken() {
        return accessToken;
    }

    String refreshToken() {
        return refreshToken;
    }

    String id() {
        return asksForMe().path("id");
    }

    String username() {
        return asksForMe().path("username");
    }
}
