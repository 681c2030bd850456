package io.overdub.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A queue of Amazon SQS with its dead letters (after five receptions), in JSON 1.0. What was received is seen again when it is given back, or
 * when {@link #time} has passed. It misbehaves when it is told to, and keeps complaints.
 */
public final class SqsServer implements AutoCloseable {

    /** What befalls the next calls that send, one each. */
    public enum Fault {
        /** 200, and every second message failed. */
        FAILS_EVERY_SECOND,
        FAILS,
        /** 200, and a message is refused for good. */
        REFUSES,
        /** Done, and the connection ends. */
        DOES_IT_AND_HANGS_UP
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_RECEPTIONS = 5;
    private static final String LETTERS = "arn:aws:sqs:eu-central-1:123456789012:events-dead";

    private static final class Held {

        private final String body;
        private int receptions;
        private @Nullable String handle;

        Held(String body) {
            this.body = body;
        }
    }

    private final HttpServer server;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Held> messages = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int handles;
    private boolean policy = true;
    private boolean moving;
    private boolean kept;

    public SqsServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public String url() {
        return address() + "/123456789012/events";
    }

    private String lettersUrl() {
        return address() + "/123456789012/events-dead";
    }

    /** It was made without a policy. */
    public synchronized void hasNoDeadLetters() {
        policy = false;
    }

    /** Whoever calls has rights to this queue only. */
    public synchronized void keepsDeadLettersFromUs() {
        kept = true;
    }

    /** Somebody else has its dead letters moved. */
    public synchronized void movesAlready() {
        moving = true;
    }

    public synchronized void befalls(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** So much that everybody who had messages has lost them. */
    public synchronized void time() {
        messages.forEach(message -> message.handle = null);
    }

    public synchronized int size() {
        return messages.size();
    }

    public synchronized List<String> dead() {
        return List.copyOf(dead);
    }

    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            serve(exchange, JSON.readTree(exchange.getRequestBody()));
        }
    }

    private synchronized void serve(HttpExchange exchange, JsonNode body) throws IOException {
        var headers = exchange.getRequestHeaders();
        expect("application/x-amz-json-1.0".equals(headers.getFirst("Content-Type")), "Content-Type");
        expect(String.valueOf(headers.getFirst("Authorization")).startsWith("AWS4-HMAC-SHA256 "), "Authorization");
        var target = String.valueOf(headers.getFirst("X-Amz-Target")).replace("AmazonSQS.", "");
        var named = Set.of("GetQueueUrl", "StartMessageMoveTask").contains(target);
        var letters = target.equals("GetQueueAttributes")
                && body.path("QueueUrl").asText().equals(lettersUrl());
        expect(named || letters || url().equals(body.path("QueueUrl").asText()), "QueueUrl");
        if (target.equals("GetQueueUrl") && kept) {
            send(exchange, 403, "{\"__type\":\"com.amazonaws.sqs#AccessDeniedException\",\"message\":\"Not for you\"}");
            return;
        }
        if (target.equals("StartMessageMoveTask") && moving) {
            send(
                    exchange,
                    400,
                    "{\"__type\":\"com.amazonaws.sqs#UnsupportedOperation\",\"message\":\"A task is running\"}");
            return;
        }
        var fault = target.equals("SendMessageBatch") ? faults.poll() : null;
        if (fault == Fault.FAILS) {
            send(exchange, 500, "{\"__type\":\"com.amazonaws.sqs#InternalError\"}");
            return;
        }
        var reply = switch (target) {
            case "SendMessageBatch" -> take(body, fault);
            case "ReceiveMessage" -> give(body);
            case "DeleteMessageBatch" -> delete(body);
            case "ChangeMessageVisibilityBatch" -> change(body);
            case "GetQueueAttributes" -> letters ? lettersAttributes() : attributes(body);
            case "GetQueueUrl" -> addressOf(body);
            case "StartMessageMoveTask" -> move(body);
            default -> null;
        };
        expect(reply != null, "No such target: " + target);
        if (fault != Fault.DOES_IT_AND_HANGS_UP && reply != null) {
            send(exchange, 200, reply.toString());
        }
    }

    private ObjectNode take(JsonNode body, @Nullable Fault fault) {
        var entries = entries(body);
        var reply = JsonNodeFactory.instance.objectNode();
        var good = reply.putArray("Successful");
        var bad = reply.putArray("Failed");
        var bytes = 0;
        for (var index = 0; index < entries.size(); index++) {
            var id = entries.get(index).path("Id").asText();
            var text = entries.get(index).path("MessageBody").asText();
            bytes += text.getBytes(UTF_8).length;
            if (fault == Fault.REFUSES || fault == Fault.FAILS_EVERY_SECOND && index % 2 == 1) {
                bad.addObject()
                        .put("Id", id)
                        .put("SenderFault", fault == Fault.REFUSES)
                        .put("Code", "InternalError");
            } else {
                messages.add(new Held(text));
                good.addObject()
                        .put("Id", id)
                        .put("MessageId", "m" + messages.size())
                        .put("MD5OfMessageBody", md5(text));
            }
        }
        expect(bytes <= MOST_BYTES, "bytes: " + bytes);
        return reply;
    }

    private ObjectNode give(JsonNode body) {
        var most = body.path("MaxNumberOfMessages").asInt(1);
        expect(most >= 1 && most <= 10, "MaxNumberOfMessages");
        var reply = JsonNodeFactory.instance.objectNode();
        var given = reply.putArray("Messages");
        for (var message : List.copyOf(messages)) {
            if (message.handle == null && given.size() < most) {
                if (++message.receptions > MOST_RECEPTIONS) {
                    dead.add(message.body);
                    messages.remove(message);
                } else {
                    message.handle = "handle-" + handles++;
                    given.addObject()
                            .put("MessageId", "m")
                            .put("ReceiptHandle", message.handle)
                            .put("Body", message.body)
                            .put("MD5OfBody", md5(message.body));
                }
            }
        }
        return reply;
    }

    private ObjectNode delete(JsonNode body) {
        var reply = JsonNodeFactory.instance.objectNode();
        var good = reply.putArray("Successful");
        reply.putArray("Failed");
        entries(body).forEach(entry -> {
            messages.removeIf(message -> entry.path("ReceiptHandle").asText().equals(message.handle));
            good.addObject().put("Id", entry.path("Id").asText());
        });
        return reply;
    }

    private ObjectNode change(JsonNode body) {
        var reply = JsonNodeFactory.instance.objectNode();
        var good = reply.putArray("Successful");
        reply.putArray("Failed");
        entries(body).forEach(entry -> {
            for (var message : messages) {
                if (entry.path("ReceiptHandle").asText().equals(message.handle)
                        && entry.path("VisibilityTimeout").asInt() == 0) {
                    message.handle = null;
                }
            }
            good.addObject().put("Id", entry.path("Id").asText());
        });
        return reply;
    }

    /** Those that were asked for. */
    private ObjectNode attributes(JsonNode body) {
        var reply = JsonNodeFactory.instance.objectNode();
        var hidden = messages.stream().filter(message -> message.handle != null).count();
        var attributes = reply.putObject("Attributes");
        body.path("AttributeNames").forEach(name -> {
            switch (name.asText()) {
                case "ApproximateNumberOfMessages" ->
                    attributes.put(name.asText(), Long.toString(messages.size() - hidden));
                case "ApproximateNumberOfMessagesNotVisible" -> attributes.put(name.asText(), Long.toString(hidden));
                case "RedrivePolicy" -> {
                    if (policy) {
                        attributes.put(
                                name.asText(),
                                "{\"deadLetterTargetArn\":\"" + LETTERS + "\",\"maxReceiveCount\":\"" + MOST_RECEPTIONS
                                        + "\"}");
                    }
                }
                default -> expect(false, "AttributeNames: " + name.asText());
            }
        });
        return reply;
    }

    private ObjectNode lettersAttributes() {
        var reply = JsonNodeFactory.instance.objectNode();
        reply.putObject("Attributes").put("ApproximateNumberOfMessages", Integer.toString(dead.size()));
        return reply;
    }

    private ObjectNode addressOf(JsonNode body) {
        expect("events-dead".equals(body.path("QueueName").asText()), "QueueName");
        expect("123456789012".equals(body.path("QueueOwnerAWSAccountId").asText()), "QueueOwnerAWSAccountId");
        return JsonNodeFactory.instance.objectNode().put("QueueUrl", lettersUrl());
    }

    /** To where they came from: at once, which Amazon does not promise. */
    private ObjectNode move(JsonNode body) {
        expect(LETTERS.equals(body.path("SourceArn").asText()), "SourceArn");
        expect(!body.has("DestinationArn"), "DestinationArn");
        dead.forEach(letter -> messages.add(new Held(letter)));
        dead.clear();
        return JsonNodeFactory.instance.objectNode().put("TaskHandle", "task");
    }

    private List<JsonNode> entries(JsonNode body) {
        var entries = new ArrayList<JsonNode>();
        Set<String> ids = new HashSet<>();
        body.path("Entries").forEach(entry -> {
            expect(ids.add(entry.path("Id").asText()), "ids");
            entries.add(entry);
        });
        expect(!entries.isEmpty() && entries.size() <= 10, "entries: " + entries.size());
        return entries;
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void expect(boolean holds, String what) {
        if (!holds) {
            complaints.add(what);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
