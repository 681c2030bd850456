package io.overdub.connections.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Ids;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every graph promises, whoever keeps it. */
abstract class GraphContract {

    private static final Runnable NOBODY = () -> {};
    private static final BiConsumer<UUID, UUID> NO_ONE = (follower, followee) -> {};

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    abstract Graph graph();

    @Test
    void following_twice_is_following_once() {
        var fan = ids.next();
        var star = ids.next();
        var told = new AtomicInteger();

        assertThat(graph().follow(arrow(fan, star), told::incrementAndGet)).isEqualTo(Outcome.ADDED);
        assertThat(graph().follow(arrow(fan, star), told::incrementAndGet)).isEqualTo(Outcome.THERE);

        assertThat(told).hasValue(1);
        assertThat(people(PeopleList.FOLLOWERS, star)).containsExactly(fan);
        assertThat(people(PeopleList.FOLLOWING, fan)).containsExactly(star);
        assertThat(graph().tally(star)).isEqualTo(new Tally(1, 0));
        assertThat(graph().tally(fan)).isEqualTo(new Tally(0, 1));
        assertThat(relation(fan, star)).isEqualTo(new Relation(star, true, false, false, false));
        assertThat(relation(star, fan)).isEqualTo(new Relation(fan, false, false, false, false));

        graph().unfollow(fan, star, told::decrementAndGet);
        graph().unfollow(fan, star, told::decrementAndGet);

        assertThat(told).hasValue(0);

        assertThat(people(PeopleList.FOLLOWERS, star)).isEmpty();
        assertThat(people(PeopleList.FOLLOWING, fan)).isEmpty();
        assertThat(graph().tally(star)).isEqualTo(new Tally(0, 0));
        assertThat(graph().tally(fan)).isEqualTo(new Tally(0, 0));
        assertThat(graph().follow(arrow(fan, star), NOBODY)).isEqualTo(Outcome.ADDED);
    }

    @Test
    void both_lists_page_newest_first() {
        var star = ids.next();
        var edges = new ArrayList<UUID>();
        var fans = new ArrayList<UUID>();
        var newest = arrow(star, star);
        for (var i = 0; i < 7; i++) {
            var arrow = arrow(ids.next(), star);
            newest = arrow;
            graph().follow(arrow, NOBODY);
            edges.add(0, arrow.id());
            fans.add(0, arrow.from());
            graph().follow(arrow(star, arrow.from()), NOBODY);
        }

        assertThat(people(PeopleList.FOLLOWERS, star)).isEqualTo(fans);
        assertThat(people(PeopleList.FOLLOWING, star)).isEqualTo(fans);
        var first = graph().newest(PeopleList.FOLLOWERS, star, null, 3);
        assertThat(first.rows()).extracting(Edge::id).isEqualTo(edges.subList(0, 3));
        assertThat(first.end()).isEqualTo(edges.get(2));
        assertThat(first.last()).isFalse();
        var last = graph().newest(PeopleList.FOLLOWERS, star, edges.get(3), 3);
        assertThat(last.rows()).extracting(Edge::id).isEqualTo(edges.subList(4, 7));
        assertThat(last.last()).isTrue();
        assertThat(first.rows().get(0).since()).isEqualTo(newest.at());
        assertThat(graph().newest(PeopleList.FOLLOWERS, ids.next(), null, 3).rows())
                .isEmpty();
    }

    @Test
    void whom_many_people_follow_is_told_in_one_answer_newest_first() {
        var people = List.of(ids.next(), ids.next(), ids.next());
        var stars = List.of(ids.next(), ids.next(), ids.next());
        stars.forEach(star -> graph().follow(arrow(people.get(0), star), NOBODY));
        graph().follow(arrow(people.get(1), stars.get(1)), NOBODY);
        graph().follow(arrow(stars.get(0), people.get(2)), NOBODY);

        assertThat(graph().followees(people, 2))
                .isEqualTo(Map.of(
                        people.get(0), List.of(stars.get(2), stars.get(1)),
                        people.get(1), List.of(stars.get(1)),
                        people.get(2), List.of()));
        assertThat(graph().followees(List.of(), 2)).isEmpty();
    }

    @Test
    void followers_are_read_in_the_order_in_which_they_came() {
        var star = ids.next();
        var fans = new ArrayList<UUID>();
        for (var i = 0; i < 9; i++) {
            fans.add(ids.next());
            graph().follow(arrow(fans.get(i), star), NOBODY);
        }
        var read = new ArrayList<UUID>();
        @Nullable UUID after = new UUID(0, 0);
        while (after != null) {
            var some = graph().oldest(PeopleList.FOLLOWERS, star, after, 4);
            assertThat(some.rows()).hasSizeBetween(1, 4);
            some.rows().forEach(edge -> read.add(edge.person()));
            after = some.last() ? null : some.end();
        }

        assertThat(read).isEqualTo(fans);
    }

    @Test
    void a_request_becomes_a_follow_by_being_accepted_and_by_nothing_else() {
        var fan = ids.next();
        var shy = ids.next();
        var told = new AtomicInteger();

        assertThat(graph().request(arrow(fan, shy))).isEqualTo(Outcome.ADDED);
        assertThat(graph().request(arrow(fan, shy))).isEqualTo(Outcome.THERE);

        assertThat(relation(fan, shy)).isEqualTo(new Relation(shy, false, true, false, false));
        assertThat(people(PeopleList.REQUESTS, shy)).containsExactly(fan);
        assertThat(people(PeopleList.FOLLOWERS, shy)).isEmpty();
        assertThat(graph().tally(shy)).isEqualTo(new Tally(0, 0));

        var accepting = arrow(fan, shy);
        assertThat(graph().accept(accepting, told::incrementAndGet)).isTrue();
        assertThat(graph().accept(arrow(fan, shy), told::incrementAndGet)).isFalse();

        assertThat(told).hasValue(1);
        assertThat(relation(fan, shy)).isEqualTo(new Relation(shy, true, false, false, false));
        assertThat(graph().newest(PeopleList.FOLLOWERS, shy, null, 5).rows())
                .extracting(Edge::id)
                .containsExactly(accepting.id());
        assertThat(people(PeopleList.REQUESTS, shy)).isEmpty();
        assertThat(graph().tally(shy)).isEqualTo(new Tally(1, 0));
        assertThat(graph().request(arrow(fan, shy))).isEqualTo(Outcome.THERE);
        assertThat(relation(fan, shy).requested()).isFalse();
    }

    @Test
    void a_request_ends_by_declining_unfollowing_and_following() {
        var fan = ids.next();
        var shy = ids.next();

        graph().request(arrow(fan, shy));
        graph().decline(fan, shy);
        graph().decline(fan, shy);
        assertThat(graph().accept(arrow(fan, shy), NOBODY)).isFalse();

        graph().request(arrow(fan, shy));
        var told = new AtomicInteger();
        graph().unfollow(fan, shy, told::incrementAndGet);
        assertThat(told).as("there was no follow").hasValue(0);
        assertThat(graph().accept(arrow(fan, shy), NOBODY)).isFalse();

        graph().request(arrow(fan, shy));
        assertThat(graph().follow(arrow(fan, shy), NOBODY)).isEqualTo(Outcome.ADDED);
        assertThat(graph().accept(arrow(fan, shy), NOBODY)).isFalse();
        assertThat(people(PeopleList.REQUESTS, shy)).isEmpty();
    }

    @Test
    void requests_are_read_oldest_first_too() {
        var shy = ids.next();
        var requests = new ArrayList<Arrow>();
        for (var i = 0; i < 3; i++) {
            requests.add(arrow(ids.next(), shy));
            graph().request(requests.get(i));
        }

        var first = graph().oldest(PeopleList.REQUESTS, shy, new UUID(0, 0), 2);
        assertThat(first.rows())
                .extracting(Edge::person)
                .containsExactly(requests.get(0).from(), requests.get(1).from());
        assertThat(first.last()).isFalse();
        var last = graph().oldest(PeopleList.REQUESTS, shy, requests.get(1).id(), 2);
        assertThat(last.rows())
                .extracting(Edge::person)
                .containsExactly(requests.get(2).from());
        assertThat(last.last()).isTrue();
    }

    @Test
    void a_block_ends_everything_between_two_and_lets_nothing_begin() {
        var one = ids.next();
        var other = ids.next();
        graph().follow(arrow(one, other), NOBODY);
        graph().request(arrow(other, one));

        var ended = new ArrayList<UUID>();
        graph().block(arrow(one, other), (follower, followee) -> ended.addAll(List.of(follower, followee)));
        graph().block(arrow(one, other), (follower, followee) -> ended.addAll(List.of(follower, followee)));

        assertThat(ended).containsExactly(one, other);

        assertThat(relation(one, other)).isEqualTo(new Relation(other, false, false, false, true));
        assertThat(relation(other, one)).isEqualTo(new Relation(one, false, false, false, true));
        assertThat(people(PeopleList.BLOCKED, one)).containsExactly(other);
        assertThat(people(PeopleList.BLOCKED, other)).isEmpty();
        assertThat(people(PeopleList.FOLLOWERS, other)).isEmpty();
        assertThat(people(PeopleList.REQUESTS, one)).isEmpty();
        assertThat(graph().tally(other)).isEqualTo(new Tally(0, 0));
        assertThat(graph().follow(arrow(one, other), NOBODY)).isEqualTo(Outcome.BLOCKED);
        assertThat(graph().follow(arrow(other, one), NOBODY)).isEqualTo(Outcome.BLOCKED);
        assertThat(graph().request(arrow(other, one))).isEqualTo(Outcome.BLOCKED);

        graph().unblock(one, other);
        graph().unblock(one, other);
        assertThat(relation(other, one)).isEqualTo(new Relation(one, false, false, false, false));
        assertThat(graph().follow(arrow(other, one), NOBODY)).isEqualTo(Outcome.ADDED);
        graph().block(arrow(one, other), NO_ONE);
        assertThat(relation(other, one).following()).isFalse();
        assertThat(graph().tally(one)).isEqualTo(new Tally(0, 0));
    }

    @Test
    void a_mute_goes_one_way() {
        var one = ids.next();
        var loud = ids.next();

        graph().mute(arrow(one, loud));
        graph().mute(arrow(one, loud));

        assertThat(relation(one, loud)).isEqualTo(new Relation(loud, false, false, true, false));
        assertThat(relation(loud, one).muted()).isFalse();
        assertThat(people(PeopleList.MUTED, one)).containsExactly(loud);
        graph().unmute(one, loud);
        graph().unmute(one, loud);
        assertThat(people(PeopleList.MUTED, one)).isEmpty();
    }

    @Test
    void who_is_forgotten_is_in_nobodys_list_and_counted_by_nobody() {
        var gone = ids.next();
        var star = ids.next();
        var others = Stream.generate(ids::next).limit(7).toList();
        for (var other : others) {
            graph().follow(arrow(other, gone), NOBODY);
            graph().follow(arrow(other, star), NOBODY);
        }
        graph().follow(arrow(gone, star), NOBODY);
        graph().follow(arrow(gone, others.get(0)), NOBODY);
        graph().request(arrow(gone, ids.next()));
        var waiting = ids.next();
        graph().request(arrow(waiting, gone));
        graph().request(arrow(gone, waiting));
        var enemies = Stream.generate(ids::next).limit(3).toList();
        enemies.forEach(enemy -> graph().block(arrow(enemy, gone), NO_ONE));
        enemies.forEach(enemy -> graph().mute(arrow(enemy, gone)));
        graph().block(arrow(gone, ids.next()), NO_ONE);
        graph().mute(arrow(gone, star));

        var told = new ArrayList<List<UUID>>();
        var steps = 0;
        while (graph().forget(gone, 3, (follower, followee) -> told.add(List.of(follower, followee))) > 0) {
            steps++;
        }

        // Each follow once, however small the steps are.
        assertThat(steps).isBetween(3, 12);
        assertThat(told).doesNotHaveDuplicates().hasSize(9).contains(List.of(gone, star), List.of(others.get(6), gone));
        assertThat(people(PeopleList.FOLLOWERS, star)).containsExactlyInAnyOrderElementsOf(others);
        assertThat(graph().tally(star)).isEqualTo(new Tally(7, 0));
        assertThat(graph().tally(others.get(0))).isEqualTo(new Tally(0, 1));
        assertThat(graph().tally(gone)).isEqualTo(new Tally(0, 0));
        for (var list : PeopleList.values()) {
            assertThat(people(list, gone)).as("%s", list).isEmpty();
        }
        assertThat(people(PeopleList.REQUESTS, waiting)).isEmpty();
        for (var enemy : enemies) {
            assertThat(people(PeopleList.BLOCKED, enemy)).isEmpty();
            assertThat(people(PeopleList.MUTED, enemy)).isEmpty();
        }
        assertThat(graph().forget(gone, 3, NO_ONE)).isZero();
    }

    @Test
    void a_hundred_people_are_told_of_in_one_answer() {
        var viewer = ids.next();
        var people = new ArrayList<UUID>();
        for (var i = 0; i < 100; i++) {
            people.add(ids.next());
        }
        graph().follow(arrow(viewer, people.get(0)), NOBODY);
        graph().request(arrow(viewer, people.get(33)));
        graph().mute(arrow(viewer, people.get(66)));
        graph().block(arrow(people.get(99), viewer), NO_ONE);

        var relations = new ArrayList<>(graph().relations(viewer, people));

        relations.sort(Comparator.comparing(relation -> people.indexOf(relation.person())));
        assertThat(relations).extracting(Relation::person).isEqualTo(people);
        for (var i = 0; i < 100; i++) {
            assertThat(relations.get(i)).isEqualTo(new Relation(people.get(i), i == 0, i == 33, i == 66, i == 99));
        }
        assertThat(graph().relations(viewer, List.of())).isEmpty();
    }

    @Test
    void how_a_hundred_viewers_stand_to_one_person_is_told_in_one_answer() {
        var person = ids.next();
        var viewers = new ArrayList<UUID>();
        for (var i = 0; i < 100; i++) {
            viewers.add(ids.next());
        }
        viewers.add(person);
        graph().follow(arrow(viewers.get(0), person), NOBODY);
        graph().follow(arrow(person, viewers.get(1)), NOBODY);
        graph().request(arrow(viewers.get(33), person));
        graph().mute(arrow(viewers.get(66), person));
        graph().block(arrow(viewers.get(98), person), NO_ONE);
        graph().block(arrow(person, viewers.get(99)), NO_ONE);

        var relations = graph().relationsTo(person, viewers);

        assertThat(relations).containsOnlyKeys(viewers);
        for (var i = 0; i < viewers.size(); i++) {
            assertThat(relations.get(viewers.get(i)))
                    .isEqualTo(new Relation(person, i == 0, i == 33, i == 66, i == 98 || i == 99));
        }
        assertThat(graph().relationsTo(person, List.of())).isEmpty();
    }

    @Test
    void people_may_stand_in_a_list_of_their_own_followers() {
        var viewer = ids.next();
        var star = ids.next();
        graph().follow(arrow(viewer, star), NOBODY);

        assertThat(graph().relations(viewer, List.of(star, viewer)))
                .containsExactlyInAnyOrder(
                        new Relation(star, true, false, false, false),
                        new Relation(viewer, false, false, false, false));
    }

    @Test
    void no_follow_outlives_a_block_made_at_the_same_time() throws Exception {
        for (var round = 0; round < 10; round++) {
            var one = ids.next();
            var other = ids.next();
            graph().request(arrow(other, one));

            race(List.of(
                    () -> graph().follow(arrow(one, other), NOBODY),
                    () -> graph().accept(arrow(other, one), NOBODY),
                    () -> graph().block(arrow(one, other), NO_ONE)));

            assertThat(relation(one, other)).isEqualTo(new Relation(other, false, false, false, true));
            assertThat(relation(other, one)).isEqualTo(new Relation(one, false, false, false, true));
            assertThat(people(PeopleList.FOLLOWERS, one)).isEmpty();
            assertThat(people(PeopleList.FOLLOWERS, other)).isEmpty();
            graph().reconcile();
            assertThat(graph().tally(one)).isEqualTo(new Tally(0, 0));
        }
    }

    @Test
    void no_follow_outlives_taking_back_the_request_at_the_same_time() throws Exception {
        for (var round = 0; round < 10; round++) {
            var fan = ids.next();
            var shy = ids.next();
            graph().request(arrow(fan, shy));

            race(List.of(() -> graph().accept(arrow(fan, shy), NOBODY), () -> graph().unfollow(fan, shy, NOBODY)));

            assertThat(relation(fan, shy)).isEqualTo(new Relation(shy, false, false, false, false));
            assertThat(graph().tally(shy)).isEqualTo(new Tally(0, 0));
        }
    }

    @Test
    void many_who_follow_at_once_are_all_there_and_counted() throws Exception {
        var star = ids.next();
        var told = new AtomicInteger();
        var follows = new ArrayList<Runnable>();
        for (var i = 0; i < 30; i++) {
            var fan = ids.next();
            // Twice, as an impatient phone does.
            follows.add(() -> graph().follow(arrow(fan, star), told::incrementAndGet));
            follows.add(() -> graph().follow(arrow(fan, star), told::incrementAndGet));
        }

        race(follows);

        assertThat(told).hasValue(30);
        assertThat(people(PeopleList.FOLLOWERS, star)).doesNotHaveDuplicates().hasSize(30);
        assertThat(graph().tally(star)).isEqualTo(new Tally(30, 0));
        var fan = people(PeopleList.FOLLOWERS, star).get(0);
        var stranger = ids.next();
        assertThat(graph().tallies(List.of(star, fan, stranger, star)))
                .isEqualTo(Map.of(star, new Tally(30, 0), fan, new Tally(0, 1), stranger, new Tally(0, 0)));
        assertThat(graph().tallies(List.of())).isEmpty();
    }

    static void race(List<Runnable> steps) throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var running = new ArrayList<Future<?>>();
            steps.forEach(step -> running.add(threads.submit(step)));
            for (var done : running) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    Arrow arrow(UUID from, UUID to) {
        return new Arrow(ids.next(), from, to, clock.instant());
    }

    Relation relation(UUID viewer, UUID person) {
        return graph().relations(viewer, List.of(person)).get(0);
    }

    /** The whole list, in pages of two. */
    List<UUID> people(PeopleList list, UUID of) {
        var people = new ArrayList<UUID>();
        @Nullable UUID before = null;
        while (true) {
            var page = graph().newest(list, of, before, 2);
            page.rows().forEach(edge -> people.add(edge.person()));
            if (page.last()) {
                return people;
            }
            before = page.end();
        }
    }
}
