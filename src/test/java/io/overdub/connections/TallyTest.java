package io.overdub.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.connections.graph.Folding;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How many follow whom, when many do at once. */
@QuarkusTest
class TallyTest {

    private static final int MANY = 60;

    @Inject
    World world;

    @Inject
    DataSource database;

    @Inject
    Folding folding;

    @Inject
    RecountFollows recount;

    @Inject
    MeterRegistry meters;

    @Test
    void a_profile_counts_both_directions() {
        var star = world.person("star");
        var fan = world.person("fan");

        fan.follows(star);
        fan.follows(star);

        shows(star, 1, 0);
        shows(fan, 0, 1);
        folding.once();
        shows(star, 1, 0);
        fan.unfollows(star);
        fan.unfollows(star);
        shows(star, 0, 0);
        shows(fan, 0, 0);
        fan.follows(star);
        star.follows(fan);
        star.blocks(fan);
        shows(star, 0, 0);
        shows(fan, 0, 0);
    }

    @Test
    void nobody_follows_more_people_than_a_feed_can_go_through() throws SQLException {
        var collector = world.person("collector");
        var star = world.person("star");
        var other = world.person("other");
        var shy = world.person("shy");
        collector.follows(star);
        try (var connection = database.getConnection();
                var change = connection.prepareStatement(
                        "insert into connections.tally_change (account_id, followers, followees) values (?::uuid, 0, 4999)")) {
            change.setString(1, collector.id());
            change.executeUpdate();
        }

        for (var person : List.of(other, shy)) {
            collector
                    .request()
                    .put("/v1/accounts/" + person.id() + "/follow")
                    .then()
                    .statusCode(409)
                    .body("code", is("following_full"));
            shy.goesPrivate();
        }
        collector.follows(star);
        collector.unfollows(star);
        collector.follows(other);
    }

    @Test
    void many_at_once_are_counted_once_each() throws Exception {
        var star = world.person("star");
        var fans = new ArrayList<Person>();
        for (var i = 0; i < MANY; i++) {
            fans.add(world.person("fan" + i));
        }
        var busy = new AtomicBoolean(true);
        var folder = Executors.newSingleThreadExecutor();
        var folds = folder.submit(() -> {
            while (busy.get()) {
                folding.once();
            }
        });
        var workers = Executors.newFixedThreadPool(16);
        try {
            var follows = new ArrayList<Callable<Void>>();
            for (var fan : fans) {
                // Twice, as an impatient phone does.
                follows.add(() -> does(() -> fan.follows(star)));
                follows.add(() -> does(() -> fan.follows(star)));
            }
            finish(workers.invokeAll(follows));
            shows(star, MANY, 0);

            var goings = new ArrayList<Callable<Void>>();
            for (var fan : fans.subList(0, MANY / 2)) {
                goings.add(() -> does(() -> fan.unfollows(star)));
                goings.add(() -> does(() -> fan.blocks(star)));
            }
            finish(workers.invokeAll(goings));
        } finally {
            busy.set(false);
            folds.get();
            folder.shutdown();
            workers.shutdown();
        }

        shows(star, MANY / 2, 0);
        recount.run();
        shows(star, MANY / 2, 0);
    }

    @Test
    void a_tally_that_drifted_is_mended_and_said_aloud() throws Exception {
        var star = world.person("star");
        var fan = world.person("fan");
        var lonely = world.person("lonely");
        fan.follows(star);
        recount.run();
        run("insert into connections.tally_change values ('%s', 7, 0), ('%s', -3, 5)"
                .formatted(star.id(), lonely.id()));
        var before = drifted();

        recount.run();

        shows(star, 1, 0);
        shows(lonely, 0, 0);
        assertThat(drifted()).isEqualTo(before + 2);
        recount.run();
        assertThat(drifted()).isEqualTo(before + 2);
    }

    private static void shows(Person person, int followers, int following) {
        person.gets("/v1/accounts/" + person.id())
                .then()
                .statusCode(200)
                .body("follower_count", is(followers))
                .body("following_count", is(following));
    }

    private static Void does(Runnable deed) {
        deed.run();
        return null;
    }

    private static void finish(List<Future<Void>> deeds) throws Exception {
        for (var deed : deeds) {
            deed.get();
        }
    }

    private double drifted() {
        return meters.counter("overdub.connections.tallies.drifted").count();
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
