package io.overdub.notifications.fanout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.External;
import io.overdub.notifications.push.Push;
import io.overdub.notifications.push.Receipt;
import io.overdub.notifications.push.Sns;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** The second function: sends a piece of at most 20 letters through Amazon SNS, five at a time, however often it is called for it, once. */
@External
public final class Sender implements RequestStreamHandler {

    private static final int AT_ONCE = 5;
    private static final long PATIENCE_MS = 10_000;
    private static final String NO_TOPIC = "";

    private final SnsClient sns;
    private final Ledger ledger;
    private final Map<String, Push> services = new ConcurrentHashMap<>();
    private final ExecutorService lines = Executors.newFixedThreadPool(AT_ONCE, Sender::line);

    /** As Lambda makes it; region and rights are those of the function. */
    public Sender() {
        this(
                SnsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new Ledger(
                        DynamoDbClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        PATIENCE_MS));
    }

    Sender(SnsClient sns, Ledger ledger) {
        this.sns = sns;
        this.ledger = ledger;
    }

    private static Thread line(Runnable task) {
        var thread = new Thread(task, "sender-line");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var order = Order.read(input.readAllBytes());
        var answers = order.pieces().stream()
                .map(piece -> new Order.Answer(piece.number(), receipts(order, piece)))
                .toList();
        output.write(new Order.Answers(answers).json());
    }

    private Map<UUID, Receipt> receipts(Order order, Order.Piece piece) {
        try {
            if (!ledger.begin(order, piece)) {
                return ledger.close(order, piece);
            }
        } catch (EngineAway e) {
            return Order.Answer.all(piece, Receipt.BUSY).receipts();
        }
        var receipts = send(order, piece);
        ledger.finish(order, piece, receipts);
        return receipts;
    }

    private Map<UUID, Receipt> send(Order order, Order.Piece piece) {
        var push = services.computeIfAbsent(
                order.topic() == null ? NO_TOPIC : order.topic(),
                topic -> Sns.sending(sns, topic.equals(NO_TOPIC) ? null : topic));
        var calls = piece.envelopes().stream()
                .map(envelope -> (Callable<Receipt>) () -> push.send(
                        envelope.platform(),
                        envelope.endpoint(),
                        order.texts().get(envelope.text()).message()))
                .toList();
        try {
            return receipts(piece, lines.invokeAll(calls));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Order.Answer.all(piece, Receipt.UNKNOWN).receipts();
        }
    }

    private static Map<UUID, Receipt> receipts(Order.Piece piece, List<Future<Receipt>> answers)
            throws InterruptedException {
        var receipts = new HashMap<UUID, Receipt>();
        for (var i = 0; i < answers.size(); i++) {
            receipts.put(piece.envelopes().get(i).device(), receipt(answers.get(i)));
        }
        return receipts;
    }

    private static Receipt receipt(Future<Receipt> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            return Receipt.UNKNOWN;
        }
    }
}
