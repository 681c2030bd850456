package io.overdub.connections.graph;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What is worth another try. The SDK tries again by itself after throttles and lost answers, but not when a transaction was cancelled
 * because another one touched the same items, nor what was left undone inside a 200. While there is no answer at all, nobody is made to
 * wait for one: see {@link Breaker}.
 */
final class Patience {

    static final int TRIES = 6;

    /** The SDK has tried some times by then; somebody is waiting. */
    private static final int SILENCES = 2;

    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(8);
    private static final Set<String> PASSING = Set.of(
            "TransactionConflict",
            "ThrottlingError",
            "ProvisionedThroughputExceeded",
            "TransactionInProgressException",
            "ProvisionedThroughputExceededException",
            "ThrottlingException",
            "RequestLimitExceeded",
            "InternalServerError");

    private final Breaker breaker;

    Patience(Clock clock) {
        this.breaker = new Breaker(clock);
    }

    /**
     * @throws TransactionCanceledException only when a condition did not hold
     * @throws ConditionalCheckFailedException when the condition of a single write did not hold
     * @throws GraphDown when it does not succeed
     */
    <T> T with(Supplier<T> step) {
        if (!breaker.mayAsk()) {
            throw new GraphDown();
        }
        var silences = 0;
        for (var attempt = 1; ; attempt++) {
            try {
                var answer = step.get();
                breaker.answered();
                return answer;
            } catch (ConditionalCheckFailedException answer) {
                breaker.answered();
                throw answer;
            } catch (SdkException e) {
                if (e instanceof SdkClientException) {
                    silences++;
                    breaker.gaveNoAnswer();
                } else {
                    breaker.answered();
                }
                if (e instanceof TransactionCanceledException cancelled && failedCondition(cancelled)) {
                    throw cancelled;
                }
                if (attempt == TRIES || silences == SILENCES || !isPassing(e)) {
                    LOG.warnf("DynamoDB: %s", e.getMessage());
                    throw new GraphDown();
                }
            }
            pause(attempt);
        }
    }

    /** Longer each time, and of no fixed length, so that those who got in each other's way do not meet again. */
    static void pause(int attempt) {
        var most = FIRST_PAUSE.toNanos() << attempt;
        LockSupport.parkNanos(most / 2 + Math.floorMod(System.nanoTime(), most / 2));
    }

    private static boolean failedCondition(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream().anyMatch(Patience::isFailedCondition);
    }

    static boolean isFailedCondition(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }

    /** Who did not answer at all may have done it: every step here is one that may be repeated. */
    private static boolean isPassing(SdkException e) {
        if (e instanceof TransactionCanceledException cancelled) {
            return cancelled.cancellationReasons().stream().anyMatch(reason -> PASSING.contains(reason.code()));
        }
        if (e instanceof DynamoDbException answer) {
            return answer.statusCode() >= 500
                    || answer.awsErrorDetails() != null
                            && PASSING.contains(answer.awsErrorDetails().errorCode());
        }
        return true;
    }
}
