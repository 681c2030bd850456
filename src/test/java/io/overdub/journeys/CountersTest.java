package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.Crowd;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand changes of a counter at once, while Redis is killed among them: what is shown afterwards is exact. */
@QuarkusTest
class CountersTest {

    private static final int PEOPLE = 200;

    @Inject
    World world;

    @Inject
    Crowd crowd;

    private Person author;
    private String dub;

    @BeforeEach
    void somebodyHasADub() {
        author = world.person("author");
        dub = author.publishes(world.quote("Counted"));
        world.settle();
    }

    @Test
    void a_thousand_likes_and_unlikes_leave_the_likes_exact() throws Exception {
        everyone((fan, number) -> {
            fan.likes(dub);
            unlikes(fan);
            fan.likes(dub);
            unlikes(fan);
            if (number % 2 == 0) {
                fan.likes(dub);
            } else {
                unlikes(fan);
            }
        });

        assertThat(ofDub("likes")).isEqualTo(PEOPLE / 2);
    }

    @Test
    void a_thousand_comments_and_deletions_leave_the_comments_exact() throws Exception {
        everyone((fan, number) -> {
            fan.comments(dub, "first of " + number);
            fan.comments(dub, "second of " + number);
            fan.comments(dub, "third of " + number);
            var last = fan.comments(dub, "last of " + number);
            fan.request().delete("/v1/dubs/" + dub + "/comments/" + last).then().statusCode(204);
        });

        assertThat(ofDub("comments")).isEqualTo(PEOPLE * 3);
        assertThat(author.pages("/v1/dubs/" + dub + "/comments", "items.id")).hasSize(PEOPLE * 3);
    }

    @Test
    void a_thousand_follows_and_unfollows_leave_the_followers_exact() throws Exception {
        everyone((fan, number) -> {
            fan.follows(author);
            fan.unfollows(author);
            fan.follows(author);
            fan.unfollows(author);
            if (number % 2 == 0) {
                fan.follows(author);
            } else {
                fan.unfollows(author);
            }
        });

        assertThat(author.gets("/v1/accounts/" + author.id()).<Integer>path("follower_count"))
                .isEqualTo(PEOPLE / 2);
        assertThat(author.pages("/v1/accounts/" + author.id() + "/followers", "items.account.id"))
                .hasSize(PEOPLE / 2);
    }

    /** Five changes each. */
    private void everyone(BiConsumer<Person, Integer> changes) throws Exception {
        var deeds = new ArrayList<Supplier<Integer>>();
        for (var number : numbers()) {
            var fan = world.person("fan");
            deeds.add(() -> {
                changes.accept(fan, number);
                return number;
            });
        }

        assertThat(crowd.does(deeds)).isEqualTo(numbers());
    }

    private static List<Integer> numbers() {
        return IntStream.range(0, PEOPLE).boxed().toList();
    }

    private void unlikes(Person fan) {
        fan.request().delete("/v1/dubs/" + dub + "/like").then().statusCode(204);
    }

    private int ofDub(String counter) {
        return author.gets("/v1/dubs/" + dub).then().statusCode(200).extract().path(counter);
    }
}
