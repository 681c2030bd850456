package io.overdub.feeds.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.connections.Connections;
import io.overdub.connections.graph.Arrow;
import io.overdub.connections.graph.Graph;
import io.overdub.dubs.Habits;
import io.overdub.kernel.Ids;
import io.overdub.quotes.Quotes;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecommenderTest {

    @Inject
    Habits habits;

    @Inject
    Quotes quotes;

    @Inject
    Connections connections;

    @Inject
    Graph graph;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Test
    void of_all_whom_friends_follow_the_closest_are_looked_at_until_there_are_enough() {
        var person = ids.next();
        var close = people(50);
        var closeToo = people(50);
        var far = people(50);
        var farToo = people(50);
        for (var theirs : List.of(close, close, closeToo, closeToo, far, farToo)) {
            var friend = ids.next();
            follows(person, friend);
            theirs.forEach(somebody -> follows(friend, somebody));
        }
        var looked = new ArrayList<Integer>();
        var recommender = new Recommender(habits, quotes, counting(looked));

        assertThat(peopleFor(person, recommender))
                .hasSize(50)
                .allMatch(somebody -> close.contains(somebody) || closeToo.contains(somebody));
        assertThat(looked).containsExactly(100);

        looked.clear();
        Stream.of(close, closeToo).flatMap(List::stream).forEach(somebody -> graph.mute(arrow(person, somebody)));
        assertThat(peopleFor(person, recommender))
                .hasSize(50)
                .allMatch(somebody -> far.contains(somebody) || farToo.contains(somebody));
        assertThat(looked).containsExactly(100, 100);
    }

    private static List<UUID> peopleFor(UUID person, Recommender recommender) {
        var found = recommender.suggest(List.of(new AccountId(person)));
        return found.getOrDefault(new AccountId(person), Suggestions.NONE).people().stream()
                .map(AccountId::value)
                .toList();
    }

    /** The real ones, which note of how many people it is asked how somebody stands to them. */
    private Connections counting(List<Integer> looked) {
        return (Connections) Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {Connections.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("standings")) {
                        looked.add(((Collection<?>) arguments[1]).size());
                    }
                    return method.invoke(connections, arguments);
                });
    }

    private List<UUID> people(int count) {
        return Stream.generate(ids::next).limit(count).toList();
    }

    private void follows(UUID follower, UUID followee) {
        graph.follow(arrow(follower, followee), () -> {});
    }

    private Arrow arrow(UUID from, UUID to) {
        return new Arrow(ids.next(), from, to, clock.instant());
    }
}
