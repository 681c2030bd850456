package io.overdub.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Outbox;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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

    private void hears(FollowChanged late) {
        world.settle();
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(late));
        world.settle();
    }

    private static AccountId id(Person person) {
        return AccountId.fromString(person.id());
    }
}
