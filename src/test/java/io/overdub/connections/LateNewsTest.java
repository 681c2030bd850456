package io.overdub.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.graph.Graph;
import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Sql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * Where a graph outside PostgreSQL keeps follows, each is told a moment after it was made: of two requests that come together, and of what is
 * told late because a process died, the older may be heard last.
 */
@QuarkusTest
class LateNewsTest {

    @Inject
    World world;

    @Inject
    Outbox outbox;

    @Inject
    Accounts accounts;

    @Inject
    Pages pages;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Inject
    BrokenRows brokenRows;

    @Inject
    Sql sql;

    @Test
    void whoever_follows_again_keeps_what_the_author_made_though_the_end_is_heard_last() {
        var author = world.person("author");
        var reader = world.person("reader");
        var dub = author.publishes(world.quote("Older"));
        reader.follows(author);
        world.settle();
        assertThat(reader.home()).containsExactly(dub);

        hears(new Unfollowed(id(reader), id(author)));
        assertThat(reader.home()).containsExactly(dub);

        reader.unfollows(author);
        hears(new Followed(id(reader), id(author)));
        assertThat(reader.home()).isEmpty();

        reader.follows(author);
        world.settle();
        assertThat(reader.home()).containsExactly(dub);
    }

    @Test
    void who_parted_unheard_is_told_late_to_stand_differently_too() {
        var follower = world.person("follower");
        var followee = world.person("followee");
        var graph = new FollowGraph(knowsLate(follower, followee), accounts, outbox, pages, ids, clock, brokenRows);

        List<String> told = QuarkusTransaction.requiringNew().call(() -> {
            graph.tellLate(clock.instant());
            return sql.list(
                    "select distinct event from kernel.outbox where payload::text like ? and payload::text like ?",
                    row -> row.getString(1),
                    "%" + follower.id() + "%",
                    "%" + followee.id() + "%");
        });

        assertThat(told).containsExactlyInAnyOrder("connections.unfollowed", "connections.standing_changed");
    }

    /** As a graph that parted two of whom nobody was told yet. */
    private static Graph knowsLate(Person follower, Person followee) {
        return (Graph) Proxy.newProxyInstance(
                Graph.class.getClassLoader(), new Class<?>[] {Graph.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("retell");
                    @SuppressWarnings("unchecked")
                    var ended = (BiConsumer<UUID, UUID>) arguments[2];
                    ended.accept(UUID.fromString(follower.id()), UUID.fromString(followee.id()));
                    return null;
                });
    }

    private void hears(FollowChanged late) {
        world.settle();
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(late));
        world.settle();
    }

    private static AccountId id(Person person) {
        return AccountId.fromString(person.id());
    }
}
