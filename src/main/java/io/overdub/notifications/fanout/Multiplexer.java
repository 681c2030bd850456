package io.overdub.notifications.fanout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.overdub.kernel.External;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The first function: takes up to 300 letters, has each piece of 20 sent by the second one, all at once, and answers for all of them. */
@External
public final class Multiplexer implements RequestStreamHandler {

    private static final long PATIENCE_MS = 10_000;

    private final Invoker invoker;
    private final ExecutorService lines = Executors.newCachedThreadPool(Multiplexer::line);

    /** As Lambda makes it; region and rights are those of the function. */
    public Multiplexer() {
        this(new Invoker(
                Invoker.client().build(),
                new Ledger(
                        DynamoDbClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        PATIENCE_MS)));
    }

    Multiplexer(Invoker invoker) {
        this.invoker = invoker;
    }

    private static Thread line(Runnable task) {
        var thread = new Thread(task, "multiplexer-line");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var order = Order.read(input.readAllBytes());
        var calls = order.pieces().stream()
                .map(piece -> (Callable<Order.Answer>)
                        () -> invoker.call(order.sender(), order.only(piece)).get(0))
                .toList();
        var answers = new ArrayList<Order.Answer>();
        try {
            for (var call : lines.invokeAll(calls)) {
                answers.add(call.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("Not all pieces were answered", e);
        }
        output.write(new Order.Answers(answers).json());
    }
}
