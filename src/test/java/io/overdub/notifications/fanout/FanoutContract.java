package io.overdub.notifications.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.notifications.push.Message;
import io.overdub.notifications.push.Platform;
import io.overdub.notifications.push.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What everything keeps that brings pushes to many. */
interface FanoutContract {

    Fanout fanout();

    /** An endpoint of which the service says this when something is sent there. */
    String endpoint(Receipt receipt);

    /** The endpoints that the service has taken something for, as often as it has. */
    List<String> taken();

    @Test
    default void every_letter_goes_once_and_each_part_is_answered_in_its_order() {
        var batch = batch(IntStream.range(0, 300)
                .mapToObj(n -> endpoint(Receipt.ACCEPTED))
                .toList());
        var flow = new Answers(Integer.MAX_VALUE);

        fanout().send(batch, flow);

        assertThat(taken()).containsExactlyInAnyOrderElementsOf(endpoints(batch));
        assertThat(flow.asked).allMatch(letters -> letters <= Batch.MOST);
        assertThat(flow.parts).hasSize(15);
        assertThat(flow.parts.values())
                .allMatch(receipts -> receipts.equals(Collections.nCopies(20, Receipt.ACCEPTED)));
    }

    @Test
    default void what_failed_is_told_of_each_letter_by_itself() {
        var receipts = List.of(
                Receipt.ACCEPTED,
                Receipt.DEAD,
                Receipt.GONE,
                Receipt.BUSY,
                Receipt.ACCEPTED,
                Receipt.AWAY,
                Receipt.UNKNOWN);
        var batch = batch(receipts.stream().map(this::endpoint).toList());
        var flow = new Answers(Integer.MAX_VALUE);

        fanout().send(batch, flow);

        assertThat(flow.parts).isEqualTo(Map.of(0, receipts));
    }

    @Test
    default void parts_that_may_not_go_are_not_answered_and_go_later() {
        var batch = batch(
                IntStream.range(0, 50).mapToObj(n -> endpoint(Receipt.ACCEPTED)).toList());
        var nothing = new Answers(0);
        fanout().send(batch, nothing);
        assertThat(nothing.parts).isEmpty();
        assertThat(taken()).isEmpty();

        var first = new Batch(batch.id(), batch.parts().subList(0, 1));
        fanout().send(first, new Answers(Integer.MAX_VALUE));
        var rest = new Answers(Integer.MAX_VALUE);
        fanout().send(new Batch(batch.id(), batch.parts().subList(1, 3)), rest);

        assertThat(rest.parts.keySet()).containsExactlyInAnyOrder(1, 2);
        assertThat(taken()).containsExactlyInAnyOrderElementsOf(endpoints(batch));
    }

    static Batch batch(List<String> endpoints) {
        var parts = new ArrayList<Part>();
        for (var from = 0; from < endpoints.size(); from += Part.MOST) {
            parts.add(new Part(
                    from / Part.MOST,
                    endpoints.subList(from, Math.min(from + Part.MOST, endpoints.size())).stream()
                            .map(FanoutContract::letter)
                            .toList()));
        }
        return new Batch(UUID.randomUUID(), parts);
    }

    private static Letter letter(String endpoint) {
        var id = UUID.randomUUID();
        return new Letter(
                id,
                Platform.ANDROID,
                endpoint,
                new Message(
                        id.toString(),
                        "campaign",
                        "Overdub",
                        "Zoë says \"hi\" 👋",
                        "overdub://inbox",
                        id.toString(),
                        Duration.ofHours(1),
                        false));
    }

    private static List<String> endpoints(Batch batch) {
        return batch.parts().stream()
                .flatMap(part -> part.letters().stream())
                .map(Letter::endpoint)
                .toList();
    }

    /** Lets so many go, and remembers what became of them. */
    final class Answers implements Flow {

        final Map<Integer, List<Receipt>> parts = new HashMap<>();
        final List<Integer> asked = new ArrayList<>();
        private final int most;

        Answers(int most) {
            this.most = most;
        }

        @Override
        public synchronized boolean mayGo(int letters) {
            asked.add(letters);
            return most > 0;
        }

        @Override
        public synchronized void done(Part part, List<Receipt> receipts) {
            assertThat(receipts).hasSameSizeAs(part.letters());
            assertThat(parts.put(part.number(), receipts)).isNull();
        }
    }
}
