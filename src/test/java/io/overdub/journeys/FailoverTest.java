package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.Person;
import io.overdub.world.SqlDoor;
import io.overdub.world.SqlDoor.Mishap;
import io.overdub.world.WithMoreEngines;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over Aurora's driver: another server takes over, before, while and after something commits. */
@QuarkusTest
@TestProfile(WithMoreEngines.class)
class FailoverTest {

    @Inject
    World world;

    private Person author;
    private String dub;
    private int before;

    @BeforeEach
    void somebodyHasADub() {
        author = world.person("author");
        dub = author.publishes(world.quote("Taken over"));
        author.gets("/v1/dubs/" + dub).then().statusCode(200);
        before = SqlDoor.happened();
    }

    @ParameterizedTest
    @EnumSource
    void what_has_a_key_happens_once_whatever_becomes_of_its_commit(Mishap mishap) {
        SqlDoor.arrange(mishap);
        var key = UUID.randomUUID().toString();

        var answer = CutConnectionsTest.surely(() -> author.request()
                .header("Idempotency-Key", key)
                .body(Map.of("text", "once"))
                .post("/v1/dubs/" + dub + "/comments"));

        assertThat(SqlDoor.happened()).isEqualTo(before + 1);
        answer.then().statusCode(201);
        assertThat(author.pages("/v1/dubs/" + dub + "/comments", "items.id"))
                .containsExactly(answer.<String>path("id"));
    }

    /** Nothing was cut but what the driver said, so that nobody else holds the key. */
    @ParameterizedTest
    @EnumSource(names = {"TAKEN_OVER", "UNKNOWN_AND_UNDONE", "UNKNOWN_AND_DONE"})
    void whoever_sent_a_key_does_not_even_notice(Mishap mishap) {
        SqlDoor.arrange(mishap);

        var answer = author.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("text", "once"))
                .post("/v1/dubs/" + dub + "/comments");

        assertThat(SqlDoor.happened()).isEqualTo(before + 1);
        answer.then().statusCode(201);
        assertThat(answer.header("Idempotency-Replayed")).isEqualTo(mishap == Mishap.UNKNOWN_AND_DONE ? "true" : null);
    }

    @Test
    void what_was_cut_before_its_commit_is_done_again_unnoticed() {
        SqlDoor.arrange(Mishap.CUT_EARLY);

        author.likes(dub);

        assertThat(SqlDoor.happened()).isEqualTo(before + 1);
        assertThat(likes()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = "CUT_EARLY", mode = EnumSource.Mode.EXCLUDE)
    void what_may_have_happened_without_a_key_is_left_to_the_client(Mishap mishap) {
        SqlDoor.arrange(mishap);

        author.request().put("/v1/dubs/" + dub + "/like").then().statusCode(503);
        author.likes(dub);

        assertThat(SqlDoor.happened()).isEqualTo(before + 1);
        assertThat(likes()).isEqualTo(1);
    }

    @Test
    void whoever_reads_does_not_notice() {
        for (var path : List.of("/v1/dubs/" + dub, "/v1/quotes?limit=5", "/v1/feeds/home", "/v1/search?q=taken")) {
            SqlDoor.cutAll();

            author.gets(path).then().statusCode(200);
        }
    }

    private int likes() {
        return author.gets("/v1/dubs/" + dub).then().statusCode(200).extract().path("likes");
    }
}
