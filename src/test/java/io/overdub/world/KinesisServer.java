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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A stream of Amazon Kinesis with two shards, in JSON 1.1. It misbehaves when it is told to, and keeps complaints. */
public final class KinesisServer implements AutoCloseable {

    /** What befalls the next calls that put records, one each. */
    public enum Fault {
        /** 200, and every second record is refused. */
        REFUSES_EVERY_SECOND,
        /** 200, and all are. */
        REFUSES_ALL,
        FAILS,
        /** Done, and the connection ends. */
        DOES_IT_AND_HANGS_UP
    }

    /** @param number its sequence number */
    public record Kept(String shard, String number, String key, byte[] data) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Kept> records = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> shards = new HashSet<>(Set.of("shardId-000000000000", "shardId-000000000001"));
    private long numbers = 1_000;
    private int minutes;
    private Duration behind = Duration.ZERO;

    public KinesisServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized void befalls(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Whoever reads is told so, besides how many records are left. */
    public synchronized void isAhead(Duration by) {
        behind = by;
    }

    /** Iterators that were given out are good for nothing from now on, as the real ones are after five minutes. */
    public synchronized void fiveMinutesPass() {
        minutes += 5;
    }

    /** One that was merged into others, and whose records are all too old to be kept. */
    public synchronized void shardIsOver(String shard) {
        shards.remove(shard);
    }

    public synchronized List<Kept> kept() {
        return List.copyOf(records);
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
        expect("application/x-amz-json-1.1".equals(headers.getFirst("Content-Type")), "Content-Type");
        expect(String.valueOf(headers.getFirst("Authorization")).startsWith("AWS4-HMAC-SHA256 "), "Authorization");
        var target = String.valueOf(headers.getFirst("X-Amz-Target")).replace("Kinesis_20131202.", "");
        var fault = target.equals("PutRecords") ? faults.poll() : null;
        if (fault == Fault.FAILS) {
            send(exchange, 500, "{\"__type\":\"InternalFailure\"}");
            return;
        }
        if (body.has("StreamName") && !body.path("StreamName").asText().equals("events")) {
            send(exchange, 400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no such stream\"}");
            return;
        }
        if (target.equals("GetShardIterator")
                && !shards.contains(body.path("ShardId").asText())) {
            send(exchange, 400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no such shard\"}");
            return;
        }
        if (target.equals("GetRecords") && !body.path("ShardIterator").asText().endsWith("/" + minutes)) {
            send(exchange, 400, "{\"__type\":\"ExpiredIteratorException\",\"message\":\"Iterator expired\"}");
            return;
        }
        var reply = switch (target) {
            case "PutRecords" -> put(body, fault);
            case "ListShards" -> listed();
            case "GetShardIterator" -> iterator(body);
            case "GetRecords" -> records(body);
            default -> null;
        };
        expect(reply != null, "No such target: " + target);
        if (fault != Fault.DOES_IT_AND_HANGS_UP && reply != null) {
            send(exchange, 200, reply.toString());
        }
    }

    private ObjectNode put(JsonNode body, @Nullable Fault fault) {
        var sent = body.path("Records");
        expect(!sent.isEmpty() && sent.size() <= 500, "records: " + sent.size());
        var bytes = 0;
        var failed = 0;
        var reply = JsonNodeFactory.instance.objectNode();
        var results = reply.putArray("Records");
        for (var index = 0; index < sent.size(); index++) {
            var data = Base64.getDecoder().decode(sent.get(index).path("Data").asText());
            var key = sent.get(index).path("PartitionKey").asText();
            expect(!key.isEmpty() && key.length() <= 256, "key");
            expect(data.length + key.length() <= 1_048_576, "bytes of one record");
            bytes += data.length + key.length();
            if (fault == Fault.REFUSES_ALL || fault == Fault.REFUSES_EVERY_SECOND && index % 2 == 1) {
                failed++;
                results.addObject()
                        .put("ErrorCode", "ProvisionedThroughputExceededException")
                        .put("ErrorMessage", "slow down");
            } else {
                var shard = "shardId-00000000000" + Math.floorMod(key.hashCode(), 2);
                var number = Long.toString(numbers++);
                records.add(new Kept(shard, number, key, data));
                results.addObject().put("SequenceNumber", number).put("ShardId", shard);
            }
        }
        expect(bytes <= 5 * 1_048_576, "bytes: " + bytes);
        return reply.put("FailedRecordCount", failed);
    }

    private ObjectNode listed() {
        var reply = JsonNodeFactory.instance.objectNode();
        var list = reply.putArray("Shards");
        shards.forEach(shard -> list.addObject().put("ShardId", shard));
        return reply;
    }

    /** An iterator says where it stands, which the real one hides. */
    private ObjectNode iterator(JsonNode body) {
        var shard = body.path("ShardId").asText();
        var after = switch (body.path("ShardIteratorType").asText()) {
            case "TRIM_HORIZON", "AT_TIMESTAMP" -> "0";
            case "AFTER_SEQUENCE_NUMBER" -> body.path("StartingSequenceNumber").asText();
            default -> "";
        };
        expect(!after.isEmpty(), "iterator");
        return JsonNodeFactory.instance.objectNode().put("ShardIterator", shard + "/" + after + "/" + minutes);
    }

    private ObjectNode records(JsonNode body) {
        var place = body.path("ShardIterator").asText().split("/");
        var after = Long.parseLong(place[1]);
        var reply = JsonNodeFactory.instance.objectNode();
        var list = reply.putArray("Records");
        var left = 0;
        for (var record : records) {
            if (record.shard().equals(place[0]) && Long.parseLong(record.number()) > after) {
                if (list.size() < body.path("Limit").asInt(10_000)) {
                    list.addObject()
                            .put("SequenceNumber", record.number())
                            .put("PartitionKey", record.key())
                            .put("Data", Base64.getEncoder().encodeToString(record.data()));
                } else {
                    left++;
                }
            }
        }
        var end = list.isEmpty()
                ? place[1]
                : list.get(list.size() - 1).path("SequenceNumber").asText();
        return reply.put("NextShardIterator", place[0] + "/" + end + "/" + minutes)
                .put("MillisBehindLatest", left + behind.toMillis());
    }

    private void expect(boolean holds, String what) {
        if (!holds) {
            complaints.add(what);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
