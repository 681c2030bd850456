package io.overdub.journeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.edge.cache.OtherProcess;
import io.overdub.feeds.recommendations.SuggestionRounds;
import io.overdub.search.index.Kind;
import io.overdub.search.index.SearchIndex;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever closes their account is gone for others in the next answer, wherever they were shown, and back where they were if they come back. */
@QuarkusTest
class ClosedAccountTest {

    @Inject
    World world;

    @Inject
    SearchIndex index;

    @Inject
    SuggestionRounds rounds;

    @Inject
    OtherProcess.Lever kept;

    private final String word =
            "w" + UUID.randomUUID().toString().substring(0, 13).replace("-", "");

    private Person ada;
    private Person ben;
    private String adasDub;
    private String bensDub;
    private String board;

    /** Where Ben meets her, and the text by which he knows that it is she. */
    private Map<String, String> places;

    @BeforeEach
    void ada_has_a_life_here() throws InterruptedException {
        kept.open(true);
        kept.hears();
        ada = world.person("ada");
        ben = world.person("ben");
        var cleo = world.person("cleo");
        ben.follows(ada);
        ada.follows(ben);
        ben.follows(cleo);
        ada.follows(cleo);
        var quote = world.quote("Quote " + word);
        adasDub = ada.publishes(quote, "Look #" + word, "public");
        bensDub = ben.publishes(quote);
        cleo.likes(adasDub);
        ada.likes(bensDub);
        var comment = ada.comments(bensDub, "Hello from " + word);
        var thread = ben.comments(bensDub, "Hello yourself, @" + ada.username());
        ada.replies(bensDub, thread, "Again from " + word);
        ada.hasPhone("adas-phone");
        board = ada.request()
                .body(Map.of("title", "Board " + word, "visibility", "public"))
                .post("/v1/soundboards")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        world.settle();
        rounds.work();

        places = new LinkedHashMap<>();
        places.put("/v1/accounts/" + ada.id(), ada.id());
        places.put("/v1/accounts/" + ada.id() + "/dubs", adasDub);
        places.put("/v1/accounts/" + ada.id() + "/followers", ben.id());
        places.put("/v1/accounts/" + ada.id() + "/following", cleo.id());
        places.put("/v1/accounts/" + ada.id() + "/soundboards", board);
        places.put("/v1/soundboards/" + board, board);
        places.put("/v1/soundboards/" + board + "/items", "items");
        places.put("/v1/accounts/" + ben.id() + "/followers", ada.id());
        places.put("/v1/accounts/" + ben.id() + "/following", ada.id());
        places.put("/v1/accounts/" + cleo.id() + "/followers", ada.id());
        places.put("/v1/me/relationships?account_id=" + ada.id(), ada.id());
        places.put("/v1/dubs/" + adasDub, adasDub);
        places.put("/v1/quotes/" + quote + "/dubs", adasDub);
        places.put("/v1/quotes/" + quote + "/dubs?order=top", adasDub);
        places.put("/v1/dubs/" + bensDub + "/comments", comment);
        places.put("/v1/dubs/" + bensDub + "/comments/" + thread + "/replies", word);
        places.put("/v1/feeds/home", adasDub);
        places.put("/v1/feeds/for-you", adasDub);
        places.put("/v1/feeds/quotes/" + quote, adasDub);
        places.put("/v1/feeds/tags/" + word, adasDub);
        places.put("/v1/me/inbox", ada.id());
        places.put("/v1/search?in=dubs&q=" + word, adasDub);
        places.put("/v1/search?in=accounts&q=" + ada.username(), ada.id());
    }

    @AfterEach
    void nothing_is_kept() {
        kept.open(false);
    }

    @Test
    void whoever_closes_their_account_is_gone_everywhere_and_comes_back() throws InterruptedException {
        // Also by a stranger: what those are shown is kept for others.
        places.forEach((place, sign) ->
                assertThat(ben.gets(place).asString()).as(place).contains(sign));
        assertThat(stranger("/v1/dubs/" + adasDub).statusCode()).isEqualTo(200);
        var film = ben.gets("/v1/dubs/" + adasDub).<String>path("video_url");
        assertThat(ben.asksFor(film)).isEqualTo(200);
        assertThat(documents()).isEqualTo(2);

        ada.closesAccount();

        // In the very next answers, before anybody could have been told of it.
        places.forEach((place, sign) -> assertThat(seen(place)).as(place).doesNotContain(sign));
        assertThat(ben.request().put("/v1/accounts/" + ada.id() + "/follow").statusCode())
                .isEqualTo(404);
        assertThat(ben.request().put("/v1/dubs/" + adasDub + "/like").statusCode())
                .isEqualTo(404);
        assertThat(ben.says(adasDub, Map.of("text", "Where are you?")).statusCode())
                .isEqualTo(404);

        world.settle();
        kept.hears();
        assertThat(stranger("/v1/dubs/" + adasDub).statusCode()).isEqualTo(404);
        assertThat(documents()).isZero();

        var back = world.reopened(ada);
        world.settle();
        kept.hears();
        places.forEach((place, sign) ->
                assertThat(ben.gets(place).asString()).as(place).contains(sign));
        assertThat(stranger("/v1/dubs/" + adasDub).statusCode()).isEqualTo(200);
        assertThat(documents()).isEqualTo(2);
        assertThat(back.home()).contains(bensDub);
    }

    private String seen(String place) {
        var answer = ben.gets(place);
        return answer.statusCode() == 404
                ? ""
                : answer.then().statusCode(200).extract().asString();
    }

    private static Response stranger(String path) {
        return given().accept(ContentType.JSON).get(path);
    }

    private long documents() {
        return index.look(Kind.DUB, List.of(adasDub)).size()
                + index.look(Kind.ACCOUNT, List.of(ada.id())).size();
    }
}
