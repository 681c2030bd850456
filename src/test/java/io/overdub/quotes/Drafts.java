package io.overdub.quotes;

import static io.restassured.RestAssured.given;

import io.overdub.world.Person;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Quotes as people bring them, with what a story needs and else what is boring. */
final class Drafts {

    private Drafts() {}

    static Map<String, Object> draft(String upload, Map<String, ?> said) {
        var draft = new HashMap<String, Object>(Map.of(
                "upload_id",
                upload,
                "title",
                "A line",
                "language",
                "en",
                "tags",
                List.of("test"),
                "attribution",
                "Made for tests"));
        draft.putAll(said);
        return draft;
    }

    static Response brings(Person person, Map<String, ?> said) {
        return person.request().body(draft(person.uploadsNewSound(), said)).post("/v1/quotes");
    }

    /** The id of a quote that is in the catalogue, or on its calendar. */
    static String published(Person editor, Map<String, ?> said) {
        return brings(editor, said).then().statusCode(201).extract().path("id");
    }

    /** The id of somebody's own quote that waits for review. */
    static String submitted(Person maker, Map<String, ?> said) {
        var declared = new HashMap<String, Object>(Map.of("licence", "own work", "rights", "declared"));
        declared.putAll(said);
        return brings(maker, declared).then().statusCode(201).extract().path("id");
    }

    static Response gets(String path) {
        return given().get(path);
    }
}
