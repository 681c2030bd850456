package io.overdub.dubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everybody does something about at once holds up those who do, and nobody else: the row of such a dub is locked by one at a time. */
@QuarkusTest
class PopularDubTest {

    private static final int FANS = 24;
    private static final long LONG_ENOUGH_NANOS = Duration.ofSeconds(60).toNanos();

    @Inject
    World world;

    @Inject
    DataSource database;

    private final ExecutorService phones = Executors.newFixedThreadPool(FANS);
    private Person author;
    private String popular;
    private String other;

    @BeforeEach
    void somebodyHasTwoDubs() {
        author = world.person("author");
        popular = author.publishes(world.quote("Popular"));
        other = author.publishes(world.quote("Other"));
        world.settle();
    }

    @AfterEach
    void everybodyLeaves() {
        phones.shutdownNow();
    }

    @Test
    void many_comments_leave_the_database_to_others() throws Exception {
        othersAreServedWhile(number -> author.says(popular, Map.of("text", "comment " + number)), 201, "comments");
    }

    @Test
    void many_likes_leave_the_database_to_others() throws Exception {
        var fans = IntStream.range(0, FANS).mapToObj(i -> world.person("fan")).toList();
        othersAreServedWhile(number -> fans.get(number).request().put("/v1/dubs/" + popular + "/like"), 204, "likes");
    }

    private void othersAreServedWhile(Function<Integer, Response> deed, int status, String counter) throws Exception {
        var doing = new ArrayList<Future<Response>>();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            lock(connection);
            IntStream.range(0, FANS).forEach(number -> doing.add(phones.submit(() -> insists(number, deed))));
            awaitAnyoneInLine(connection);
            for (var visit = 0; visit < FANS; visit++) {
                assertThat(author.gets("/v1/dubs/" + other).statusCode()).isEqualTo(200);
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(statuses(doing)).containsOnly(status);
        assertThat(author.gets("/v1/dubs/" + popular).jsonPath().getInt(counter))
                .isEqualTo(FANS);
    }

    /** As phones do: who waited for too long is told to come again, and nothing was done. */
    private static Response insists(int number, Function<Integer, Response> deed) {
        var deadline = System.nanoTime() + LONG_ENOUGH_NANOS;
        var answer = deed.apply(number);
        while (answer.statusCode() == 503 && answer.header("Retry-After") != null && System.nanoTime() < deadline) {
            answer = deed.apply(number);
        }
        return answer;
    }

    private void lock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select 1 from dubs.dub where id = ?::uuid for update")) {
            statement.setString(1, popular);
            statement.executeQuery();
        }
    }

    private static void awaitAnyoneInLine(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select exists (select 1 from pg_locks where not granted)")) {
            var deadline = System.nanoTime() + LONG_ENOUGH_NANOS;
            var waiting = false;
            while (!waiting) {
                assertThat(System.nanoTime()).as("time for somebody to wait").isLessThan(deadline);
                try (var rows = statement.executeQuery()) {
                    waiting = rows.next() && rows.getBoolean(1);
                }
            }
        }
    }

    private static List<Integer> statuses(List<Future<Response>> doing) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var one : doing) {
            statuses.add(one.get().statusCode());
        }
        return statuses;
    }
}
