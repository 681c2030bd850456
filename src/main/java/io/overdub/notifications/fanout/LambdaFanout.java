package io.overdub.notifications.fanout;

import io.overdub.notifications.push.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Through two functions of AWS Lambda: one call of the first for as many parts as fit into its payload. What was begun twice, because a
 * process was killed while it waited for the answer, is sent once: the ledger of the functions answers for it.
 */
final class LambdaFanout implements Fanout {

    /** What an asynchronous call may weigh, too; measured, not guessed. */
    static final int MOST_BYTES = 256 * 1024;

    /** Longer than anything is tried again. */
    private static final Duration MEMORY = Duration.ofDays(2);

    private final Invoker invoker;
    private final FanoutConfig.Lambda settings;
    private final Estimate estimate;
    private final Clock clock;

    LambdaFanout(Invoker invoker, FanoutConfig.Lambda settings, Estimate estimate, Clock clock) {
        this.invoker = invoker;
        this.estimate = estimate;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void send(Batch batch, Flow flow) {
        var empty = new Order(
                batch.id(),
                settings.sender().orElseThrow(),
                settings.ledger().orElseThrow(),
                clock.instant().plus(MEMORY).getEpochSecond(),
                settings.topic().orElse(null),
                List.of(),
                List.of());
        for (var parts : split(empty, batch.parts())) {
            var letters = parts.stream().mapToInt(part -> part.letters().size()).sum();
            if (!flow.mayGo(letters)) {
                return;
            }
            var answers = invoker.call(settings.multiplexer().orElseThrow(), empty.with(parts));
            for (var i = 0; i < parts.size(); i++) {
                flow.done(parts.get(i), receipts(parts.get(i), answers.get(i).receipts()));
            }
        }
    }

    @Override
    public Plan plan(long letters) {
        return estimate.lambda(letters);
    }

    /** Halved until each weighs no more than a call may. */
    static List<List<Part>> split(Order order, List<Part> parts) {
        if (parts.size() <= 1 || order.with(parts).json().length <= MOST_BYTES) {
            return List.of(parts);
        }
        var half = parts.size() / 2;
        var all = new ArrayList<>(split(order, parts.subList(0, half)));
        all.addAll(split(order, parts.subList(half, parts.size())));
        return all;
    }

    private static List<Receipt> receipts(Part part, Map<UUID, Receipt> answered) {
        return part.letters().stream()
                .map(letter -> answered.getOrDefault(letter.device(), Receipt.UNKNOWN))
                .toList();
    }
}
