package io.overdub.notifications.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.notifications.push.Message;
import io.overdub.notifications.push.Platform;
import io.overdub.notifications.push.Push;
import io.overdub.notifications.push.Receipt;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InProcessFanoutTest implements FanoutContract {

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final InProcessFanout fanout = new InProcessFanout(new Frank(), Rates.ESTIMATE);

    @Override
    public Fanout fanout() {
        return fanout;
    }

    @Override
    public String endpoint(Receipt receipt) {
        return receipt.name().toLowerCase(Locale.ROOT) + "/" + UUID.randomUUID();
    }

    @Override
    public List<String> taken() {
        return taken;
    }

    @Test
    void the_letters_of_a_part_go_side_by_side() {
        var together = new CountDownLatch(Part.MOST);
        var batch = FanoutContract.batch(
                IntStream.range(0, 40).mapToObj(n -> "accepted/" + n).toList());
        var answers = new FanoutContract.Answers(Integer.MAX_VALUE);

        new InProcessFanout(
                        new Frank() {
                            @Override
                            public Receipt send(Platform platform, String endpoint, Message message) {
                                together.countDown();
                                await(together);
                                return super.send(platform, endpoint, message);
                            }
                        },
                        Rates.ESTIMATE)
                .send(batch, answers);

        assertThat(answers.parts.values())
                .hasSize(2)
                .allMatch(receipts -> receipts.equals(Collections.nCopies(20, Receipt.ACCEPTED)));
    }

    @Test
    void what_breaks_down_on_our_side_is_unknown_and_stops_no_other() {
        var batch = FanoutContract.batch(List.of("accepted/1", "broken/1", "accepted/2"));
        var answers = new FanoutContract.Answers(Integer.MAX_VALUE);

        fanout.send(batch, answers);

        assertThat(answers.parts.get(0)).containsExactly(Receipt.ACCEPTED, Receipt.UNKNOWN, Receipt.ACCEPTED);
    }

    @Test
    void a_million_cost_what_the_price_table_says() {
        var plan = fanout.plan(1_000_000);

        assertThat(plan.dollars()).isEqualTo(0.5);
        assertThat(plan.lettersPerSecond()).isEqualTo(500);
        assertThat(plan.senderCalls()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says of each endpoint what its name begins with. */
    private class Frank implements Push {

        @Override
        public Optional<String> present(Platform platform, String token, @Nullable String endpoint) {
            return Optional.empty();
        }

        @Override
        public Optional<String> renew(Platform platform, String token) {
            return Optional.empty();
        }

        @Override
        public void retire(String endpoint) {
            throw new IllegalStateException("Nobody retires endpoints here");
        }

        @Override
        public Receipt send(Platform platform, String endpoint, Message message) {
            var receipt = Receipt.valueOf(endpoint.split("/")[0].toUpperCase(Locale.ROOT));
            if (receipt == Receipt.ACCEPTED) {
                taken.add(endpoint);
            }
            return receipt;
        }
    }
}
