package io.overdub.connections.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Stretch;
import io.overdub.world.Person;
import io.overdub.world.WithMoreEngines;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One graph is filled from another, compared with it, and takes over, in both directions, while people go on. */
@QuarkusTest
@TestProfile(WithMoreEngines.class)
class CopiesTest {

    /** What they do is copied pair by pair afterwards. */
    private static final int MOST_ROUNDS = 15;

    private static final Runnable NOBODY = () -> {};

    @Inject
    World world;

    @Inject
    Engines engines;

    @Inject
    Graph graph;

    @Inject
    Outbox outbox;

    @Inject
    UncopiedRepository uncopiedRows;

    @Inject
    SurveyRepository surveys;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Test
    void all_that_people_are_to_each_other_is_copied_and_compares_equal() {
        var people = people(9);
        var postgresql = engines.truth();
        var dynamoDb = engines.shadow().orElseThrow();
        var star = people.get(0);
        people.subList(1, 9).forEach(fan -> postgresql.follow(arrow(fan, star), NOBODY));
        postgresql.follow(arrow(star, people.get(1)), NOBODY);
        postgresql.request(arrow(people.get(2), people.get(3)));
        postgresql.mute(arrow(people.get(4), people.get(5)));
        postgresql.block(arrow(people.get(6), people.get(7)), (follower, followee) -> {});

        survey(engines, people, true);

        for (var person : people) {
            for (var list : PeopleList.values()) {
                assertThat(dynamoDb.newest(list, person, null, 100).rows())
                        .extracting(Edge::id)
                        .isEqualTo(postgresql.newest(list, person, null, 100).rows().stream()
                                .map(Edge::id)
                                .toList());
            }
            assertThat(dynamoDb.tally(person)).isEqualTo(postgresql.tally(person));
        }
        var compared = survey(engines, people, false);
        assertThat(compared.differences()).isZero();
        assertThat(compared.tallies()).isZero();
        assertThat(compared.accounts()).isGreaterThanOrEqualTo(9);
    }

    @Test
    void what_only_one_engine_has_is_reported_and_mended() {
        var people = people(4);
        var postgresql = engines.truth();
        var dynamoDb = engines.shadow().orElseThrow();
        survey(engines, people, true);
        postgresql.follow(arrow(people.get(0), people.get(1)), NOBODY);
        dynamoDb.follow(arrow(people.get(2), people.get(3)), NOBODY);

        var compared = survey(engines, people, false);

        // Each follow is in the lists of two people.
        assertThat(compared.differences()).isEqualTo(4);
        assertThat(compared.tallies()).isEqualTo(4);
        assertThat(compared.examples()).extracting(Survey.Difference::of).containsExactlyInAnyOrderElementsOf(people);

        survey(engines, people, true);

        assertThat(survey(engines, people, false).differences()).isZero();
        assertThat(dynamoDb.newest(PeopleList.FOLLOWERS, people.get(1), null, 9).rows())
                .hasSize(1);
        assertThat(dynamoDb.newest(PeopleList.FOLLOWING, people.get(2), null, 9).rows())
                .isEmpty();
        assertThat(dynamoDb.tally(people.get(3))).isEqualTo(new Tally(0, 0));
    }

    @Test
    void nothing_is_lost_of_what_people_do_while_it_is_filled_and_the_way_back_is_the_same() throws Exception {
        var people = people(12);
        var dynamoDb = engines.shadow().orElseThrow();
        churn(engines.truth(), people, new Random(1), 100);
        fillWhilePeopleGoOn(engines, graph, people, 2);

        // They change places in one process, while the relay is of another that has not heard of it.
        var back = new Engines("dynamodb", dynamoDb, Optional.of(engines.truth()));
        var uncopied = new Uncopied(uncopiedRows, back, outbox, ids, clock);
        fillWhilePeopleGoOn(back, new ShadowedGraph(dynamoDb, engines.truth(), uncopied), people, 3);
    }

    private void fillWhilePeopleGoOn(Engines pair, Graph front, List<UUID> people, int seed) throws Exception {
        var over = new AtomicBoolean();
        var crowd = Executors.newSingleThreadExecutor();
        try {
            var living = crowd.submit(() -> {
                var chance = new Random(seed);
                for (var round = 0; round < MOST_ROUNDS && !over.get(); round++) {
                    churn(front, people, chance, 10);
                }
            });
            survey(pair, people, true);
            over.set(true);
            living.get();
        } finally {
            crowd.shutdownNow();
        }
        world.settle();
        pair.shadow().orElseThrow().reconcile();

        var compared = survey(pair, people, false);
        assertThat(compared.edges()).isPositive();
        assertThat(compared.examples()).isEmpty();
        assertThat(compared.differences()).isZero();
        assertThat(compared.tallies()).isZero();
    }

    @Test
    void a_change_of_which_nobody_knows_whether_it_was_made_is_copied_later() {
        var people = people(2);
        var uncopied = new Uncopied(uncopiedRows, engines, outbox, ids, clock);
        // The process dies between the two.
        uncopied.note(people.get(0), people.get(1));
        engines.truth().follow(arrow(people.get(0), people.get(1)), NOBODY);

        uncopied.handOnLate(clock.instant().plusSeconds(1));
        world.settle();

        assertThat(engines.shadow().orElseThrow().ties(people.get(1), people.get(0)))
                .isEqualTo(engines.truth().ties(people.get(0), people.get(1)))
                .hasSize(1);
    }

    @Test
    void a_survey_goes_on_where_it_was_and_a_step_may_come_again() {
        var people = people(30);
        var surveyor = surveyor(engines, people);
        var asked = asked(true);

        var steps = 0;
        var reached = surveyor.step(asked, null);
        while (reached != null) {
            surveyor.step(asked, reached);
            reached = surveyor.step(asked, reached);
            steps++;
        }

        assertThat(steps).isPositive();
        assertThat(surveys.latest().get(0).accounts()).isEqualTo(30);
        assertThat(surveys.latest().get(0).finishedAt()).isNotNull();
    }

    @Test
    void what_phones_do_is_copied() {
        var fan = world.person("fan");
        var star = world.person("star");

        fan.follows(star);
        world.settle();

        assertThat(engines.shadow()
                        .orElseThrow()
                        .newest(PeopleList.FOLLOWERS, UUID.fromString(star.id()), null, 9)
                        .rows())
                .extracting(Edge::person)
                .containsExactly(UUID.fromString(fan.id()));
    }

    /** What people do, by chance. */
    private void churn(Graph graph, List<UUID> people, Random chance, int deeds) {
        for (var i = 0; i < deeds; i++) {
            var one = people.get(chance.nextInt(people.size()));
            var other = people.get(chance.nextInt(people.size()));
            if (one.equals(other)) {
                continue;
            }
            switch (chance.nextInt(9)) {
                case 0, 1, 2 -> graph.follow(arrow(one, other), NOBODY);
                case 3 -> graph.unfollow(one, other, NOBODY);
                case 4 -> graph.request(arrow(one, other));
                case 5 -> graph.accept(arrow(one, other), NOBODY);
                case 6 -> graph.mute(arrow(one, other));
                case 7 -> graph.block(arrow(one, other), (follower, followee) -> {});
                default -> {
                    graph.unmute(one, other);
                    graph.unblock(one, other);
                }
            }
        }
    }

    private Survey survey(Engines engines, List<UUID> people, boolean mends) {
        var asked = asked(mends);
        surveyor(engines, people).on(asked);
        return surveys.latest().stream()
                .filter(survey -> survey.id().equals(asked.survey()))
                .findFirst()
                .orElseThrow();
    }

    private SurveyAsked asked(boolean mends) {
        var id = ids.next();
        surveys.add(id, mends, clock.instant());
        return new SurveyAsked(id, mends);
    }

    private Surveyor surveyor(Engines engines, List<UUID> people) {
        return new Surveyor(engines, new Few(people), surveys, clock);
    }

    private List<UUID> people(int count) {
        var people = new ArrayList<UUID>();
        for (var i = 0; i < count; i++) {
            Person person = world.guest();
            people.add(UUID.fromString(person.id()));
        }
        return people;
    }

    private Arrow arrow(UUID from, UUID to) {
        return new Arrow(ids.next(), from, to, clock.instant());
    }

    /** As if there were no other accounts than these. */
    private record Few(List<UUID> people) implements Accounts {

        @Override
        public Stretch<AccountId> all(@Nullable UUID after, int limit) {
            var rest = people.stream()
                    .map(UUID::toString)
                    .sorted()
                    .filter(id -> after == null || id.compareTo(after.toString()) > 0)
                    .map(AccountId::fromString)
                    .limit(limit + 1L)
                    .toList();
            return Stretch.of(rest, limit, AccountId::value);
        }

        @Override
        public Map<AccountId, Account> find(Collection<AccountId> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<AccountId, Account> current(Collection<AccountId> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<AccountId, Account> onRecord(Collection<AccountId> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<AccountId> among(Collection<AccountId> ids, String role) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen(AccountId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isSignedIn(AccountId account, UUID session) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isLimited(AccountId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, AccountId> named(Collection<String> usernames) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isPrivate(AccountId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<AccountId> privateAmong(Collection<AccountId> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> country(AccountId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<AccountId, String> networks(Collection<AccountId> ids) {
            throw new UnsupportedOperationException();
        }
    }
}
