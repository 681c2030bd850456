package io.overdub.analytics.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.kernel.EngineAway;
import io.overdub.world.SqsServer;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqsQueueTest extends QueueContract {

    private final SqsServer server;
    private final Queue queue;

    SqsQueueTest() throws IOException {
        server = new SqsServer();
        queue = SqsAt.queue(server);
    }

    @AfterEach
    void the_server_has_nothing_to_complain_of() {
        server.close();
        assertThat(server.complaints()).isEmpty();
    }

    @Override
    Queue queue() {
        return queue;
    }

    @Override
    void time() {
        server.time();
    }

    @Test
    void only_what_failed_is_sent_again() {
        server.befalls(SqsServer.Fault.FAILS_EVERY_SECOND);

        queue.send(IntStream.range(0, 10).mapToObj(Integer::toString).toList());

        assertThat(server.size()).isEqualTo(10);
    }

    @Test
    void what_was_taken_without_an_answer_may_be_there_twice_and_is_not_lost() {
        server.befalls(SqsServer.Fault.DOES_IT_AND_HANGS_UP);
        try {
            queue.send(List.of("one"));
        } catch (EngineAway e) {
            queue.send(List.of("one"));
        }

        assertThat(server.size()).isPositive();
    }

    @Test
    void what_could_not_be_given_back_comes_back_by_itself() {
        queue.send(List.of("again"));
        var ours = queue.receive(1);
        server.befalls(SqsServer.Fault.FAILS, SqsServer.Fault.FAILS, SqsServer.Fault.FAILS, SqsServer.Fault.FAILS);

        queue.giveBack(ours);
        server.time();

        assertThat(queue.receive(1)).extracting(Message::body).containsExactly("again");
    }

    @Test
    void who_gets_no_answer_is_told() {
        server.close();

        assertThatThrownBy(() -> queue.send(List.of("one"))).isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> queue.receive(1)).isInstanceOf(EngineAway.class);
        assertThatThrownBy(queue::redrive).isInstanceOf(EngineAway.class);
    }

    @Test
    void dead_letters_that_are_being_moved_already_are_left_to_that() {
        queue.send(List.of("poison"));
        for (var attempt = 0; attempt < 6; attempt++) {
            queue.receive(1);
            server.time();
        }
        server.movesAlready();

        assertThat(queue.redrive()).isZero();
        assertThat(queue.depth().dead()).isEqualTo(1);
    }

    @Test
    void who_may_not_look_at_the_dead_letters_sees_how_much_waits() {
        server.keepsDeadLettersFromUs();
        queue.send(List.of("one"));

        assertThat(queue.depth()).isEqualTo(new Depth(1, null, 0));
        assertThatThrownBy(queue::redrive).isInstanceOf(EngineAway.class);
    }

    @Test
    void a_queue_without_dead_letters_has_none() {
        server.hasNoDeadLetters();
        queue.send(List.of("one"));

        assertThat(queue.depth()).isEqualTo(new Depth(1, null, 0));
        assertThat(queue.redrive()).isZero();
    }

    @Test
    void a_message_that_is_refused_for_good_is_not_sent_for_ever() {
        server.befalls(SqsServer.Fault.REFUSES);

        assertThatThrownBy(() -> queue.send(List.of("one"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void text_that_cannot_be_packed_smaller_fits_into_messages_too() {
        var dice = new Random(7);
        var letters = IntStream.concat(
                        IntStream.rangeClosed(' ', '~').filter(letter -> letter != '"' && letter != '\\'),
                        IntStream.rangeClosed(0x80, 0x7ff).filter(letter -> letter % 11 == 0))
                .toArray();
        var lines = IntStream.range(0, 30)
                .mapToObj(line -> dice.ints(12_000, 0, letters.length)
                        .map(index -> letters[index])
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .toList();

        queue.send(Parcels.of(lines));

        assertThat(queue.receive(10).stream().map(Message::body).flatMap(String::lines))
                .containsExactlyInAnyOrderElementsOf(lines);
    }

    @Test
    void a_line_of_many_signs_that_are_written_long_stays_whole() {
        var line = "\\\\u0001".repeat(14_000);

        assertThat(Parcels.of(List.of(line))).containsExactly(line + "\n");
    }

    @Test
    void dead_letters_are_kept_where_the_policy_of_the_queue_says() {
        queue.send(List.of("poison"));
        for (var attempt = 0; attempt < 6; attempt++) {
            queue.receive(1);
            server.time();
        }

        assertThat(server.dead()).extracting(SqsQueue::unpack).containsExactly("poison");
    }
}
