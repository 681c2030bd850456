package io.overdub.dubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Sql;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DubDataTest {

    private static final int MANY = 1_300;

    @Inject
    World world;

    @Inject
    DubData data;

    @Inject
    Sql sql;

    @Test
    void however_much_somebody_left_goes_in_small_steps() {
        var busy = world.person("busy");
        var author = world.person("author");
        var dub = UUID.fromString(author.publishes(world.quote("Loved by all")));
        var own = UUID.fromString(busy.publishes(world.quote("Their own")));
        var person = UUID.fromString(busy.id());
        busy.likes(dub.toString());
        author.likes(dub.toString());
        sql.update(
                "insert into dubs.dub_like (dub_id, account_id, created_at)"
                        + " select gen_random_uuid(), ?, now() from generate_series(1, ?)",
                person,
                MANY - 1);
        sql.update(
                "insert into dubs.dub_like (dub_id, account_id, created_at)"
                        + " select ?, gen_random_uuid(), now() from generate_series(1, ?)",
                own,
                MANY);
        sql.update(
                "insert into dubs.comment (id, dub_id, author_id, text, created_at)"
                        + " select gen_random_uuid(), ?, gen_random_uuid(), 'Wow', now() from generate_series(1, ?)",
                own,
                MANY);

        var receipts = forgets(new Departed(person, busy.username(), null));

        assertThat(receipts)
                .containsEntry("dubs", 1L)
                .containsEntry("likes of their dubs", (long) MANY)
                .containsEntry("comments under their dubs", (long) MANY)
                .containsEntry("likes", (long) MANY);
        assertThat(author.gets("/v1/dubs/" + dub).<Integer>path("likes")).isEqualTo(1);
        assertThat(forgets(new Departed(person, busy.username(), null))).isEmpty();
    }

    @Test
    void counters_that_drifted_hold_up_nobody_who_wants_to_be_forgotten() {
        var fan = world.person("fan");
        var author = world.person("author");
        var dub = author.publishes(world.quote("Counted wrong"));
        fan.likes(dub);
        var comment = author.comments(dub, "Thanks");
        fan.request()
                .put("/v1/dubs/" + dub + "/comments/" + comment + "/like")
                .then()
                .statusCode(204);
        sql.update("update dubs.dub set likes = 0 where id = ?", UUID.fromString(dub));
        sql.update("update dubs.comment set likes = 0 where id = ?", UUID.fromString(comment));

        var receipts = forgets(new Departed(UUID.fromString(fan.id()), fan.username(), null));

        assertThat(receipts).containsEntry("likes", 1L).containsEntry("likes of comments", 1L);
        assertThat(author.gets("/v1/dubs/" + dub).<Integer>path("likes")).isZero();
    }

    private Map<String, Long> forgets(Departed person) {
        var receipts = new HashMap<String, Long>();
        var some = data.forget(person);
        while (some.state() == Forgotten.State.MORE) {
            assertThat(some.count()).isBetween(1L, 500L);
            receipts.merge(some.what(), some.count(), Long::sum);
            some = data.forget(person);
        }
        return receipts;
    }
}
