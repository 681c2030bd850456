package io.overdub.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CircleTest {

    @Inject
    World world;

    @Inject
    Connections connections;

    @Test
    void a_circle_is_whom_somebody_follows_and_whom_they_avoid_themselves() {
        var viewer = world.person("viewer");
        var first = world.person("first");
        var second = world.person("second");
        var shy = world.person("shy");
        var loud = world.person("loud");
        var rude = world.person("rude");
        var fan = world.person("fan");
        var blocker = world.person("blocker");
        shy.goesPrivate();

        viewer.follows(first);
        viewer.follows(second);
        viewer.follows(shy);
        viewer.follows(loud);
        viewer.mutes(loud);
        viewer.blocks(rude);
        fan.follows(viewer);
        blocker.blocks(viewer);

        var circle = connections.circleOf(account(viewer));
        assertThat(circle.followees()).containsExactly(account(loud), account(second), account(first));
        assertThat(circle.avoided()).containsExactlyInAnyOrder(account(loud), account(rude));

        shy.accepts(viewer);
        viewer.unmutes(loud);
        viewer.unfollows(first);

        var later = connections.circleOf(account(viewer));
        assertThat(later.followees()).containsExactly(account(shy), account(loud), account(second));
        assertThat(later.avoided()).containsExactly(account(rude));
    }

    @Test
    void whoever_knows_nobody_has_an_empty_circle() {
        var circle = connections.circleOf(account(world.person("newcomer")));

        assertThat(circle.followees()).isEmpty();
        assertThat(circle.avoided()).isEmpty();
    }

    private static AccountId account(Person person) {
        return new AccountId(UUID.fromString(person.id()));
    }
}
