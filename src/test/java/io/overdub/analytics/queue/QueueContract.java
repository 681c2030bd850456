package io.overdub.analytics.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every queue promises. */
abstract class QueueContract {

    abstract Queue queue();

    /** So much passes that whoever had messages has lost them. */
    abstract void time();

    @Test
    void what_is_sent_is_received_until_it_is_done() {
        var bodies = IntStream.range(0, 25).mapToObj(number -> "body " + number).toList();
        queue().send(bodies);

        assertThat(drain()).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(queue().receive(10)).isEmpty();
        time();
        assertThat(queue().receive(10)).isEmpty();
    }

    @Test
    void what_somebody_has_nobody_else_gets() {
        queue().send(List.of("one", "two"));

        var ours = queue().receive(10);

        assertThat(ours).hasSize(2);
        assertThat(queue().receive(10)).isEmpty();
        queue().hold(ours);
        queue().done(ours);
    }

    @Test
    void what_is_given_back_or_lost_comes_again() {
        queue().send(List.of("again"));

        queue().giveBack(queue().receive(10));
        assertThat(queue().receive(10)).extracting(Message::body).containsExactly("again");
        time();

        assertThat(drain()).containsExactly("again");
    }

    @Test
    void what_is_given_back_was_not_received_however_often_that_is() {
        queue().send(List.of("patient"));

        for (var attempt = 0; attempt < 20; attempt++) {
            queue().giveBack(queue().receive(10));
        }

        assertThat(drain()).containsExactly("patient");
    }

    @Test
    void what_nobody_gets_done_is_dead_in_the_end() {
        queue().send(List.of("poison"));

        for (var attempt = 0; attempt < 10; attempt++) {
            queue().receive(10);
            time();
        }

        assertThat(queue().receive(10)).isEmpty();
    }

    @Test
    void what_is_dead_gets_another_chance_when_somebody_says_so() {
        queue().send(List.of("poison"));
        for (var attempt = 0; attempt < 10; attempt++) {
            queue().receive(10);
            time();
        }
        queue().receive(10);
        assertThat(queue().depth()).isEqualTo(new Depth(0, 0L, 1));

        assertThat(queue().redrive()).isEqualTo(1);

        assertThat(queue().depth().dead()).isZero();
        assertThat(drain()).containsExactly("poison");
        assertThat(queue().redrive()).isZero();
    }

    @Test
    void large_messages_in_any_language_come_through() {
        var large = "\u4f60\u597d \\ \u0007 \n".repeat(20_000);
        queue().send(List.of(large, large, large));

        assertThat(drain()).containsExactly(large, large, large);
    }

    @Test
    void how_much_waits_can_be_told() {
        var before = queue().depth().waiting();
        queue().send(List.of("one", "two"));

        assertThat(queue().depth().waiting()).isEqualTo(before + 2);
        drain();
    }

    private List<String> drain() {
        var all = new ArrayList<String>();
        var some = queue().receive(10);
        while (!some.isEmpty()) {
            some.forEach(message -> all.add(message.body()));
            queue().done(some);
            some = queue().receive(10);
        }
        return all;
    }
}
