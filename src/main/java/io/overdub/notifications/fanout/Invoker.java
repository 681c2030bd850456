package io.overdub.notifications.fanout;

import io.overdub.kernel.External;
import io.overdub.notifications.push.Receipt;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * Calls a function of AWS Lambda and waits for its answer. Whatever does not answer for every piece (it failed inside a 200, it took too
 * long, the line broke) is asked after in the ledger. A call that was surely not taken is no failure: its letters come later.
 */
@External
final class Invoker {

    private static final Logger LOG = Logger.getLogger(Invoker.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Longer than functions may run. */
    private static final Duration ANSWER = Duration.ofSeconds(65);

    private final LambdaClient functions;
    private final Ledger ledger;

    Invoker(LambdaClient functions, Ledger ledger) {
        this.functions = functions;
        this.ledger = ledger;
    }

    /** Tries nothing again by itself: a call that got no answer may have been done. */
    static LambdaClientBuilder client(Duration answer) {
        return LambdaClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(answer))
                .overrideConfiguration(fresh -> fresh.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    static LambdaClientBuilder client() {
        return client(ANSWER);
    }

    /** One answer for each piece of the order. */
    List<Order.Answer> call(String function, Order order) {
        var answered = new HashMap<Integer, Order.Answer>();
        for (var answer : invoke(function, order)) {
            answered.put(answer.number(), answer);
        }
        return order.pieces().stream()
                .map(piece -> {
                    var answer = answered.get(piece.number());
                    return answer != null && answer.receipts() != null
                            ? answer
                            : new Order.Answer(piece.number(), ledger.close(order, piece));
                })
                .toList();
    }

    private List<Order.Answer> invoke(String function, Order order) {
        try {
            var answer = functions.invoke(
                    request -> request.functionName(function).payload(SdkBytes.fromByteArrayUnsafe(order.json())));
            if (answer.functionError() != null) {
                LOG.warnf("%s failed (%s): %s", function, answer.functionError(), start(answer.payload()));
                return List.of();
            }
            return answer.payload() == null
                    ? List.of()
                    : Order.Answers.read(answer.payload().asByteArrayUnsafe());
        } catch (LambdaException e) {
            LOG.warnf("%s was not called: %s", function, e.getMessage());
            // Throttled, forbidden, not there: the function was not run. An error of the server's own leaves that open.
            return e.statusCode() >= 500 ? List.of() : notTaken(order);
        } catch (SdkClientException e) {
            LOG.warnf("%s: %s", function, e.getMessage());
            return isUnsent(e) ? notTaken(order) : List.of();
        }
    }

    private static List<Order.Answer> notTaken(Order order) {
        return order.pieces().stream()
                .map(piece -> Order.Answer.all(piece, Receipt.BUSY))
                .toList();
    }

    private static boolean isUnsent(SdkClientException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private static String start(@Nullable SdkBytes payload) {
        var text = payload == null ? "" : payload.asUtf8String();
        return text.substring(0, Math.min(text.length(), 500));
    }
}
