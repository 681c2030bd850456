package io.overdub.notifications.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.overdub.notifications.push.Receipt;
import io.overdub.world.LocalDynamoDb;
import io.overdub.world.SnsServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The second function as Lambda runs it: in a Java of its own, by the runtime interface client, with nothing but the variables there. */
class RuntimeInterfaceTest {

    private static final String TABLE = "fanout-ledger-of-runtime";

    @Test
    void the_runtime_of_lambda_runs_the_handler_for_one_call_after_the_other()
            throws IOException, InterruptedException {
        LambdaFanoutTest.makeTable(LocalDynamoDb.client(), TABLE);
        var events = new LinkedBlockingQueue<byte[]>();
        var answers = new LinkedBlockingQueue<byte[]>();
        try (var sns = new SnsServer()) {
            var batch = FanoutContract.batch(IntStream.range(0, 20)
                    .mapToObj(n -> sns.foreignEndpoint(SnsServer.ANDROID, "token-" + UUID.randomUUID()))
                    .toList());
            var order = new Order(batch.id(), "unused", TABLE, 1, null, List.of(), List.of()).with(batch.parts());
            var runtime = runtime(events, answers);
            var process = process(runtime, sns);
            try {
                events.add(order.json());
                events.add(order.json());
                for (var call = 0; call < 2; call++) {
                    var answer = answers.poll(90, TimeUnit.SECONDS);
                    assertThat(answer).isNotNull();
                    assertThat(List.copyOf(
                                    Order.Answers.read(answer).get(0).receipts().values()))
                            .isEqualTo(Collections.nCopies(20, Receipt.ACCEPTED));
                }
                assertThat(sns.published()).hasSize(20);
                assertThat(sns.complaints()).isEmpty();
            } finally {
                process.destroyForcibly().waitFor();
                runtime.stop(0);
            }
        }
    }

    private static Process process(HttpServer runtime, SnsServer sns) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        Sender.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/runtime-interface.log").toFile());
        var variables = process.environment();
        variables.clear();
        variables.put("CLASSPATH", classPath());
        variables.put(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + runtime.getAddress().getPort());
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "contract");
        variables.put("AWS_SECRET_ACCESS_KEY", "contract");
        variables.put("AWS_ENDPOINT_URL_SNS", sns.address().toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", LocalDynamoDb.endpoint().toString());
        variables.put(
                "LAMBDA_TASK_ROOT", Path.of("target/classes").toAbsolutePath().toString());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", "overdub-sender");
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "none");
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "none");
        return process.start();
    }

    /** What {@code docker/functions} packs, and what Lambda brings along. */
    private static String classPath() throws IOException {
        var script = Files.readString(Path.of("docker/functions"));
        var start = script.indexOf("for group in ") + "for group in ".length();
        var packed = new ArrayList<>(List.of(script.substring(start, script.indexOf("; do", start))
                .replace("\\", "")
                .strip()
                .split("\\s+")));
        packed.addAll(List.of("org.jboss.logging.jboss-logging-", "com.amazonaws.aws-lambda-java-"));
        var whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(whole.split(File.pathSeparator))
                .map(Path::of)
                .filter(entry ->
                        entry.endsWith("target/classes") || packed.stream().anyMatch(nameInPackage(entry)::startsWith))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** As Quarkus calls a library: its group, and its file. */
    private static String nameInPackage(Path jar) {
        var folder = jar.toString().replaceFirst(".*/repository/", "").split("/");
        var group = Stream.of(folder).limit(Math.max(0, folder.length - 3)).collect(Collectors.joining("."));
        return group + "." + jar.getFileName();
    }

    private static HttpServer runtime(BlockingQueue<byte[]> events, BlockingQueue<byte[]> answers) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/2018-06-01/runtime/invocation/next", exchange -> next(exchange, events));
        server.createContext("/2018-06-01/runtime/", exchange -> {
            try (exchange) {
                var body = exchange.getRequestBody().readAllBytes();
                answers.add(
                        exchange.getRequestURI().getPath().endsWith("/response")
                                ? body
                                : ("{\"answers\":[]}" + new String(body, UTF_8)).getBytes(UTF_8));
                exchange.sendResponseHeaders(202, -1);
            }
        });
        server.start();
        return server;
    }

    private static void next(HttpExchange exchange, BlockingQueue<byte[]> events) throws IOException {
        try (exchange) {
            var event = events.take();
            var headers = exchange.getResponseHeaders();
            headers.add("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
            headers.add("Lambda-Runtime-Deadline-Ms", "4102444800000");
            headers.add(
                    "Lambda-Runtime-Invoked-Function-Arn",
                    "arn:aws:lambda:eu-central-1:123456789012:function:overdub-sender");
            headers.add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
