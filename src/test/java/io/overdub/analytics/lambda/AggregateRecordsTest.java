package io.overdub.analytics.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.overdub.analytics.queue.Message;
import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.queue.SqsAt;
import io.overdub.world.SqsServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregateRecordsTest {

    private final SqsServer server;
    private final Queue queue;
    private final List<String> names = new ArrayList<>();
    private final AggregateRecords handler;

    AggregateRecordsTest() throws IOException {
        server = new SqsServer();
        queue = SqsAt.queue(server);
        handler = new AggregateRecords(name -> {
            names.add(name);
            return queue;
        });
    }

    @AfterEach
    void the_server_has_nothing_to_complain_of() {
        server.close();
        assertThat(server.complaints()).isEmpty();
    }

    @Test
    void many_records_become_few_messages_in_a_queue_of_the_same_name() {
        var answer = handler.handleRequest(event(250), new LambdaCall());

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(names).containsExactly("overdub-events");
        assertThat(server.size()).isLessThanOrEqualTo(3);
        assertThat(lines()).hasSize(250).contains("line 0", "line 249");
    }

    @Test
    void what_the_queue_does_not_take_comes_again_and_what_it_took_does_not() {
        handler.handleRequest(event(1), new LambdaCall());
        server.befalls(SqsServer.Fault.FAILS_EVERY_SECOND);
        var sent = handler.handleRequest(event(150), new LambdaCall());
        assertThat(sent.getBatchItemFailures()).isEmpty();

        server.close();
        var answer = handler.handleRequest(event(150), new LambdaCall());

        assertThat(answer.getBatchItemFailures())
                .extracting(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .containsExactly("1000");
    }

    @Test
    void a_record_that_nobody_can_read_blocks_no_shard() {
        var event = event(2);
        event.getRecords().get(0).getKinesis().setData(ByteBuffer.wrap(new byte[] {(byte) 0xff, 0, 7}));
        event.getRecords()
                .get(1)
                .getKinesis()
                .setData(ByteBuffer.wrap("x".repeat(900_000).getBytes(UTF_8)));

        assertThat(handler.handleRequest(event, new LambdaCall()).getBatchItemFailures())
                .isEmpty();

        assertThat(lines()).hasSize(2);
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        for (Message message : queue.receive(10)) {
            message.body().lines().forEach(lines::add);
        }
        return lines;
    }

    private static KinesisEvent event(int records) {
        var event = new KinesisEvent();
        event.setRecords(IntStream.range(0, records)
                .mapToObj(number -> {
                    var data = new KinesisEvent.Record();
                    data.setSequenceNumber(Integer.toString(1_000 + number));
                    data.setData(ByteBuffer.wrap(("line " + number + "\n").getBytes(UTF_8)));
                    var record = new KinesisEvent.KinesisEventRecord();
                    record.setKinesis(data);
                    return record;
                })
                .toList());
        return event;
    }
}
