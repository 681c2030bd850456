package io.overdub.world;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A client that does on a bad day what DynamoDB does, and DynamoDB Local never. Counts the calls by operation. Any thread. */
public final class TroubledDynamoDb {

    /** How one call goes; null is as always. */
    public interface Mood {
        @Nullable Object answer(Object request, UnaryOperator<Object> well) throws SdkException;
    }

    private final DynamoDbClient well;
    private final Map<String, Queue<Mood>> moods = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    public TroubledDynamoDb(DynamoDbClient well) {
        this.well = well;
    }

    /** The next calls of an operation go like this, one after the other; those after them go well. */
    public void next(String operation, Mood... some) {
        moods.computeIfAbsent(operation, name -> new ConcurrentLinkedQueue<>()).addAll(List.of(some));
    }

    public int calls(String operation) {
        return calls.computeIfAbsent(operation, name -> new AtomicInteger()).get();
    }

    public DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                    if (method.isDefault() && arguments != null && arguments[0] instanceof Consumer) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    calls.computeIfAbsent(method.getName(), name -> new AtomicInteger())
                            .incrementAndGet();
                    var queue = moods.get(method.getName());
                    var mood = queue == null ? null : queue.poll();
                    UnaryOperator<Object> asAlways = request -> {
                        try {
                            return method.invoke(well, request);
                        } catch (InvocationTargetException e) {
                            if (e.getCause() instanceof SdkException cause) {
                                throw cause;
                            }
                            throw new IllegalStateException(e);
                        } catch (IllegalAccessException e) {
                            throw new IllegalStateException(e);
                        }
                    };
                    return mood == null ? asAlways.apply(arguments[0]) : mood.answer(arguments[0], asAlways);
                });
    }

    /** Does it, and never says so. */
    public static Mood answerLost() {
        return (request, well) -> {
            assertThat(well.apply(request)).isNotNull();
            throw timeout();
        };
    }

    public static Mood lost() {
        return (request, well) -> {
            throw timeout();
        };
    }

    public static Mood conflict() {
        return (request, well) -> {
            throw TransactionCanceledException.builder()
                    .message("Transaction cancelled, please refer cancellation reasons for specific reasons")
                    .cancellationReasons(
                            CancellationReason.builder().code("None").build(),
                            CancellationReason.builder()
                                    .code("TransactionConflict")
                                    .build())
                    .statusCode(400)
                    .build();
        };
    }

    public static Mood throttled() {
        return (request, well) -> {
            throw ProvisionedThroughputExceededException.builder()
                    .message("The level of configured provisioned throughput for the table was exceeded")
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ProvisionedThroughputExceededException")
                            .build())
                    .statusCode(400)
                    .build();
        };
    }

    /** 200, with every second key left undone. */
    public static Mood halfDone() {
        return (request, well) -> {
            var asked = (BatchGetItemRequest) request;
            var table = asked.requestItems().keySet().iterator().next();
            var all = requireNonNull(asked.requestItems().get(table));
            var done = new ArrayList<>(all.keys().subList(0, all.keys().size() / 2));
            var undone = new ArrayList<>(
                    all.keys().subList(all.keys().size() / 2, all.keys().size()));
            var half = asked.toBuilder()
                    .requestItems(Map.of(table, all.toBuilder().keys(done).build()))
                    .build();
            var answer =
                    done.isEmpty() ? BatchGetItemResponse.builder().build() : (BatchGetItemResponse) well.apply(half);
            KeysAndAttributes left = all.toBuilder().keys(undone).build();
            return answer.toBuilder().unprocessedKeys(Map.of(table, left)).build();
        };
    }

    /** 200, with all writes left undone. */
    public static Mood nothingWritten() {
        return (request, well) -> BatchWriteItemResponse.builder()
                .unprocessedItems(((BatchWriteItemRequest) request).requestItems())
                .build();
    }

    private static SdkException timeout() {
        return ApiCallAttemptTimeoutException.create(1_000);
    }
}
