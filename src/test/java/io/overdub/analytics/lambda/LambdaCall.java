package io.overdub.analytics.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.overdub.analytics.queue.Queue;
import io.overdub.world.KinesisServer;
import java.nio.ByteBuffer;
import java.util.List;

/** Of the function overdub-events. */
public final class LambdaCall implements Context {

    /** The numbers of the records that are to come again. */
    public static List<String> invoke(Queue queue, List<KinesisServer.Kept> records) {
        var event = new KinesisEvent();
        event.setRecords(records.stream()
                .map(kept -> {
                    var data = new KinesisEvent.Record();
                    data.setSequenceNumber(kept.number());
                    data.setData(ByteBuffer.wrap(kept.data()));
                    var record = new KinesisEvent.KinesisEventRecord();
                    record.setKinesis(data);
                    return record;
                })
                .toList());
        return new AggregateRecords(name -> queue)
                .handleRequest(event, new LambdaCall()).getBatchItemFailures().stream()
                        .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                        .toList();
    }

    @Override
    public String getAwsRequestId() {
        return "request";
    }

    @Override
    public String getLogGroupName() {
        return "group";
    }

    @Override
    public String getLogStreamName() {
        return "stream";
    }

    @Override
    public String getFunctionName() {
        return "overdub-events";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn";
    }

    @Override
    @SuppressWarnings("NullAway")
    public CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    public ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return 10_000;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                System.getLogger("lambda").log(System.Logger.Level.DEBUG, message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, UTF_8));
            }
        };
    }
}
