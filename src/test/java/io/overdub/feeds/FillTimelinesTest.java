package io.overdub.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.DubId;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.Stretch;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FillTimelinesTest {

    @Inject
    Accounts accounts;

    @Inject
    World world;

    @Test
    void every_account_is_filled_dubs_before_follows_also_when_a_step_comes_again() {
        var people = IntStream.range(0, 12)
                .mapToObj(i -> AccountId.fromString(world.guest().id()))
                .toList();
        var ledger = new Ledger();
        var filling = new FillTimelines(accounts, ledger);
        var asked = new FillAsked(Instant.EPOCH);

        var reached = filling.step(asked, null);
        while (reached != null) {
            filling.step(asked, reached);
            reached = filling.step(asked, reached);
        }

        assertThat(ledger.dubs).containsAll(people);
        assertThat(ledger.follows).containsAll(people);
        assertThat(ledger.dubsAfterFollows).isZero();
    }

    @Test
    void an_admin_orders_it_and_it_is_done() {
        world.admin().request().post("/v1/admin/feeds/timelines/fill").then().statusCode(202);
        world.settle();

        world.person("nobody")
                .request()
                .post("/v1/admin/feeds/timelines/fill")
                .then()
                .statusCode(403);
    }

    /** Writes down whom it was filled with. */
    private static final class Ledger implements Timeline {

        private final List<AccountId> dubs = new ArrayList<>();
        private final List<AccountId> follows = new ArrayList<>();
        private int dubsAfterFollows;

        @Override
        public boolean needsFilling() {
            return true;
        }

        @Override
        public void fillDubs(AccountId author) {
            dubs.add(author);
            dubsAfterFollows += follows.isEmpty() ? 0 : 1;
        }

        @Override
        public void fillFollows(AccountId reader) {
            follows.add(reader);
        }

        @Override
        public Stretch<DubId> newest(AccountId reader, @Nullable UUID before, int limit) {
            throw new UnsupportedOperationException("Nobody reads here");
        }

        @Override
        public @Nullable String show(DubId dub, AccountId author, @Nullable String reached) {
            return null;
        }

        @Override
        public @Nullable String hide(DubId dub, AccountId author, @Nullable String reached) {
            return null;
        }

        @Override
        public void follow(AccountId reader, AccountId author) {
            // Nobody follows here.
        }

        @Override
        public void unfollow(AccountId reader, AccountId author) {
            // As above.
        }
    }
}
