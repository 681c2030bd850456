package io.overdub.world;

import static io.restassured.RestAssured.given;

import io.overdub.kernel.Drain;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Gives tests people instead of rows, and levers on time. Every person is new, so tests don't meet. */
@Singleton
public class World {

    public static final String PASSWORD = "a long enough password";

    private final Drain drain;
    private final TestClock clock;
    private final RedisDoor redis;
    private final Badge admin;
    private final Badge editor;

    World(Drain drain, TestClock clock, RedisDoor redis) {
        this.drain = drain;
        this.clock = clock;
        this.redis = redis;
        this.admin = new Badge(clock, this::adminAgain);
        this.editor = new Badge(clock, () -> staff("editor"));
    }

    /** Somebody who has signed up, with a username that begins like this. */
    public Person person(String name) {
        var username =
                name + "." + UUID.randomUUID().toString().substring(0, 12).replace("-", "");
        return signedIn(given().contentType(ContentType.JSON)
                .body(Map.of(
                        "username",
                        username,
                        "email",
                        username + "@people.test",
                        "password",
                        PASSWORD,
                        "country",
                        "DE",
                        "language",
                        "de"))
                .post("/v1/auth/register")
                .then()
                .statusCode(201));
    }

    /** A phone whose owner has not signed up. */
    public Person guest() {
        return signedIn(given().contentType(ContentType.JSON)
                .body(Map.of())
                .post("/v1/auth/device")
                .then()
                .statusCode(201));
    }

    /** The same person on another device. */
    public Person again(Person person) {
        return signedIn(given().contentType(ContentType.JSON)
                .body(Map.of("login", person.username(), "password", PASSWORD))
                .post("/v1/auth/login")
                .then()
                .statusCode(200));
    }

    /** Somebody who comes back to the account that they closed. */
    public Person reopened(Person person) {
        return signedIn(given().contentType(ContentType.JSON)
                .body(Map.of("login", person.username(), "password", PASSWORD))
                .post("/v1/auth/reopen")
                .then()
                .statusCode(200));
    }

    public Person admin() {
        return admin.holder();
    }

    private Person adminAgain() {
        var settings = ConfigProvider.getConfig();
        return signedIn(given().contentType(ContentType.JSON)
                .body(Map.of(
                        "login",
                        settings.getValue("accounts.first-admin.username", String.class),
                        "password",
                        settings.getValue("accounts.first-admin.password", String.class)))
                .post("/v1/auth/login")
                .then()
                .statusCode(200));
    }

    /** Somebody with a role of the staff; the token knows it. */
    public Person staff(String role) {
        var person = person(role);
        appoint(person, role);
        return again(person);
    }

    /** Tokens that they have say what they were. */
    public void appoint(Person person, String role) {
        admin().request()
                .body(Map.of("role", role))
                .put("/v1/admin/accounts/" + person.id() + "/role")
                .then()
                .statusCode(204);
    }

    /** The id of a new quote by some editor. */
    public String quote(String title) {
        var uploader = editor.holder();
        return Json.id(uploader.request()
                .body(Map.of(
                        "upload_id",
                        uploader.uploadsNewSound(),
                        "title",
                        title,
                        "language",
                        "en",
                        "tags",
                        List.of("test"),
                        "attribution",
                        "Made for tests"))
                .post("/v1/quotes")
                .then()
                .statusCode(201)
                .extract()
                .body());
    }

    /** Lets everything in flight arrive. */
    public void settle() {
        drain.settle();
    }

    public TestClock clock() {
        return clock;
    }

    public RedisDoor redis() {
        return redis;
    }

    private static Person signedIn(ValidatableResponse answer) {
        var body = Json.of(answer.extract().body());
        var account = body.required("account");
        return new Person(
                account.required("id").asText(),
                account.required("username").asText(),
                body.required("access_token").asText());
    }
}
