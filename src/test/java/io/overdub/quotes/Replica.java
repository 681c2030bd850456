package io.overdub.quotes;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A copy of the catalogue, kept as a client keeps it: over HTTP, with the token that it was given last. */
final class Replica {

    private final @Nullable String market;
    private final @Nullable String language;
    private final Map<String, Map<String, Object>> quotes = new LinkedHashMap<>();
    private @Nullable String token;

    Replica(@Nullable String market, @Nullable String language) {
        this.market = market;
        this.language = language;
    }

    @Nullable String market() {
        return market;
    }

    @Nullable String language() {
        return language;
    }

    @Nullable String token() {
        return token;
    }

    Map<String, Map<String, Object>> quotes() {
        return quotes;
    }

    void forgetAll() {
        quotes.clear();
        token = null;
    }

    Response ask(int limit) {
        var request = given().queryParam("limit", limit);
        if (market != null) {
            request.queryParam("market", market);
        }
        if (language != null) {
            request.queryParam("language", language);
        }
        if (token != null) {
            request.queryParam("since", token);
        }
        return request.get("/v1/quotes/changes");
    }

    /** Whether there is more. */
    boolean syncOnce(int limit) {
        var answer = ask(limit).then().statusCode(200).extract().jsonPath();
        answer.<Map<String, Object>>getList("upserts").forEach(quote -> quotes.put((String) quote.get("id"), quote));
        answer.<String>getList("deletes").forEach(quotes::remove);
        token = answer.getString("next");
        return answer.getBoolean("more");
    }

    Replica sync(int limit) {
        while (syncOnce(limit)) {
            continue;
        }
        return this;
    }

    Replica sync() {
        return sync(500);
    }
}
