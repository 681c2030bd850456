package io.overdub.analytics.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.overdub.analytics.queue.Parcels;
import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.queue.SqsQueue;
import io.overdub.kernel.EngineAway;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records of a shard become few, large messages. When the queue does not take some, Lambda is told the first record of them, and comes again
 * with that one and what is behind it. What cannot be read is handed on: whoever loads it puts it into quarantine, and no shard waits for it.
 */
public final class AggregateRecords implements RequestHandler<KinesisEvent, StreamsEventResponse> {

    private static final int TOGETHER = 100;

    private final Function<String, Queue> queues;
    private @Nullable Queue queue;

    /** For Lambda, which keeps it for many calls. */
    public AggregateRecords() {
        this(SqsQueue::named);
    }

    AggregateRecords(Function<String, Queue> queues) {
        this.queues = queues;
    }

    @Override
    public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
        var records = event.getRecords();
        for (var from = 0; from < records.size(); from += TOGETHER) {
            var some = records.subList(from, Math.min(records.size(), from + TOGETHER));
            try {
                pass(some, context.getFunctionName());
            } catch (EngineAway e) {
                context.getLogger().log("Comes again: " + e.getMessage());
                return failedFrom(some.get(0));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    private void pass(List<KinesisEvent.KinesisEventRecord> records, String name) {
        var lines = new LinkedHashSet<String>();
        for (var record : records) {
            UTF_8.decode(record.getKinesis().getData().duplicate())
                    .toString()
                    .lines()
                    .forEach(lines::add);
        }
        if (queue == null) {
            queue = queues.apply(name);
        }
        queue.send(Parcels.of(new ArrayList<>(lines)));
    }

    private static StreamsEventResponse failedFrom(KinesisEvent.KinesisEventRecord record) {
        return new StreamsEventResponse(List.of(
                new StreamsEventResponse.BatchItemFailure(record.getKinesis().getSequenceNumber())));
    }
}
