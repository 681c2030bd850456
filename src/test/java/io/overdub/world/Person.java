package io.overdub.world;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Somebody with a phone. Everything that they do is a real request with their token. */
public final class Person {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String id;
    private final String username;
    private final String token;

    Person(String id, String username, String token) {
        this.id = id;
        this.username = username;
        this.token = token;
    }

    public String id() {
        return id;
    }

    public String username() {
        return username;
    }

    public String token() {
        return token;
    }

    /** A request of theirs, for answers that the verbs below don't cover. */
    public RequestSpecification request() {
        return given().contentType(ContentType.JSON).auth().oauth2(token);
    }

    public Response gets(String path) {
        return request().get(path);
    }

    /** The whole handshake with a real file; the id of an upload that is ready. */
    public String uploads(DemoMedia media) {
        return uploads(media, media.bytes());
    }

    /** A sound that is in no catalogue yet. */
    public String uploadsNewSound() {
        return uploads(DemoMedia.SOUND, DemoMedia.SOUND.another());
    }

    public String uploads(DemoMedia media, byte[] bytes) {
        var opened = opens(media.kind(), media.contentType(), bytes).then().statusCode(201);
        var upload = Json.id(opened.extract().body());
        assertThat(puts(opened.extract().response(), bytes)).isEqualTo(200);
        var complete = request()
                .post("/v1/uploads/" + upload + "/complete")
                .then()
                .statusCode(200)
                .extract();
        assertThat(Json.of(complete.body()).required("state").asText()).isEqualTo("ready");
        return upload;
    }

    public Response opens(String kind, String contentType, byte[] bytes) {
        return request()
                .body(Map.of(
                        "kind",
                        kind,
                        "content_type",
                        contentType,
                        "size_bytes",
                        bytes.length,
                        "sha256",
                        DemoMedia.sha256(bytes)))
                .post("/v1/uploads");
    }

    /** Does what the answer to an opened upload says; the status that storage gives. */
    public int puts(Response opened, byte[] bytes) {
        var put = Json.of(opened.body()).required("put");
        var request = HttpRequest.newBuilder(URI.create(put.required("url").asText()));
        put.required("headers").properties().forEach(header -> {
            // The client sets these two itself, from the address and the body.
            if (!List.of("content-length", "host").contains(header.getKey().toLowerCase(Locale.ROOT))) {
                request.header(header.getKey(), header.getValue().asText());
            }
        });
        return send(request.PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)).build())
                .statusCode();
    }

    /** The status that storage gives for an address that they got earlier. */
    public int asksFor(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).build()).statusCode();
    }

    public byte[] downloads(String address) {
        var answer = send(HttpRequest.newBuilder(URI.create(address)).build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** The id of a new quote of their own work, which waits for an editor. */
    public String brings(String title) {
        return Json.id(request()
                .body(Map.of(
                        "upload_id",
                        uploadsNewSound(),
                        "title",
                        title,
                        "language",
                        "en",
                        "attribution",
                        "A friend",
                        "licence",
                        "own work",
                        "rights",
                        "declared"))
                .post("/v1/quotes")
                .then()
                .statusCode(201)
                .extract()
                .body());
    }

    /** As an editor. */
    public void approves(String quote) {
        request()
                .body(Map.of("decision", "approve"))
                .put("/v1/admin/quotes/" + quote + "/review")
                .then()
                .statusCode(200);
    }

    /** The id of a new dub with a video of its own. */
    public String publishes(String quote, String caption, String visibility) {
        return Json.id(tries(quote, uploads(DemoMedia.VIDEO), caption, visibility)
                .then()
                .statusCode(201)
                .extract()
                .body());
    }

    public String publishes(String quote) {
        return publishes(quote, "", "public");
    }

    public Response tries(String quote, String upload, String caption, String visibility) {
        return request()
                .body(Map.of("upload_id", upload, "quote_id", quote, "caption", caption, "visibility", visibility))
                .post("/v1/dubs");
    }

    public void follows(Person other) {
        request().put("/v1/accounts/" + other.id + "/follow").then().statusCode(204);
    }

    public void unfollows(Person other) {
        request().delete("/v1/accounts/" + other.id + "/follow").then().statusCode(204);
    }

    /** Only followers see what they make, and they decide who follows. */
    public void goesPrivate() {
        setsPrivate(true);
    }

    public void goesPublic() {
        setsPrivate(false);
    }

    private void setsPrivate(boolean wish) {
        var me = request()
                .body(Map.of("private", wish))
                .patch("/v1/me")
                .then()
                .statusCode(200)
                .extract();
        assertThat(Json.of(me.body()).required("private").asBoolean()).isEqualTo(wish);
    }

    public void accepts(Person follower) {
        request().put("/v1/me/follow-requests/" + follower.id).then().statusCode(204);
    }

    public void declines(Person follower) {
        request().delete("/v1/me/follow-requests/" + follower.id).then().statusCode(204);
    }

    public void removes(Person follower) {
        request().delete("/v1/me/followers/" + follower.id).then().statusCode(204);
    }

    public void closesAccount() {
        request()
                .body(Map.of("password", World.PASSWORD))
                .delete("/v1/me")
                .then()
                .statusCode(202);
    }

    public void mutes(Person other) {
        request().put("/v1/accounts/" + other.id + "/mute").then().statusCode(204);
    }

    public void unmutes(Person other) {
        request().delete("/v1/accounts/" + other.id + "/mute").then().statusCode(204);
    }

    public void blocks(Person other) {
        request().put("/v1/accounts/" + other.id + "/block").then().statusCode(204);
    }

    /** In German, in Berlin. */
    public void hasPhone(String installation) {
        request()
                .body(Map.of(
                        "platform",
                        "ios",
                        "token",
                        "token-" + UUID.randomUUID(),
                        "language",
                        "de-DE",
                        "time_zone",
                        "Europe/Berlin",
                        "build",
                        3))
                .put("/v1/me/devices/" + installation)
                .then()
                .statusCode(204);
    }

    public void likes(String dub) {
        request().put("/v1/dubs/" + dub + "/like").then().statusCode(204);
    }

    /** The id of a new comment. */
    public String comments(String dub, String text) {
        return Json.id(
                says(dub, Map.of("text", text)).then().statusCode(201).extract().body());
    }

    /** The id of a new reply. */
    public String replies(String dub, String comment, String text) {
        return Json.id(says(dub, Map.of("text", text, "reply_to", comment))
                .then()
                .statusCode(201)
                .extract()
                .body());
    }

    public Response says(String dub, Map<String, String> draft) {
        return request().body(draft).post("/v1/dubs/" + dub + "/comments");
    }

    /** The ids on their home feed, all pages. */
    public List<String> home() {
        return pages("/v1/feeds/home", "items.dub.id");
    }

    /**
     * One field of every item of a list, however many pages it has.
     *
     * @param field as {@code items.dub.id}
     */
    public List<String> pages(String path, String field) {
        var pointer = field.replaceFirst("^items", "").replace('.', '/');
        var all = new ArrayList<String>();
        var cursor = "";
        do {
            var answer = request()
                    .queryParam("cursor", cursor)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .extract();
            var page = Json.of(answer.body());
            page.required("items")
                    .forEach(item -> all.add(item.requiredAt(pointer).asText()));
            cursor = page.path("next").textValue();
        } while (cursor != null);
        return all;
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
