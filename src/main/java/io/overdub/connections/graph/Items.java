package io.overdub.connections.graph;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElseGet;

import io.overdub.kernel.Ids;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How people and edges are written: one table, a partition for each list of each person, an item for each other person in it. An index
 * in every partition orders it by edge; ids are UUIDv7 in lower case, so text orders them as PostgreSQL does.
 */
final class Items {

    static final String PARTITION = "pk";
    static final String OTHER = "sk";
    static final String EDGE = "edge";
    static final String SINCE = "since_ms";

    /** Of a followee's side of an edge, kept on the follower's: by which the one finds the other, however many there are by now. */
    static final String SHARD = "shard";

    static final String SHARDS = "shards";
    static final String FOLLOWERS = "followers";
    static final String FOLLOWEES = "followees";

    /** The change that moved a tally last. */
    static final String LAST = "moved_by";

    static final String TALLY = "-";

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Items() {}

    static String following(UUID follower) {
        return follower + "#following";
    }

    static String followers(UUID followee, int shard) {
        return followee + "#followers#" + shard;
    }

    static String requested(UUID follower) {
        return follower + "#requested";
    }

    static String requests(UUID followee) {
        return followee + "#requests";
    }

    static String muted(UUID muter) {
        return muter + "#muted";
    }

    static String blocked(UUID blocker) {
        return blocker + "#blocked";
    }

    /** Of whom it comes from. */
    static String list(Tie.Kind kind, UUID from) {
        return switch (kind) {
            case FOLLOW -> following(from);
            case REQUEST -> requested(from);
            case MUTE -> muted(from);
            case BLOCK -> blocked(from);
        };
    }

    static Map<String, AttributeValue> tallyKey(UUID account) {
        return Map.of(PARTITION, text(account + "#tally"), OTHER, text(TALLY));
    }

    static UUID accountOf(Map<String, AttributeValue> tally) {
        return UUID.fromString(value(tally, PARTITION).s().substring(0, 36));
    }

    static Map<String, AttributeValue> key(String partition, UUID other) {
        return Map.of(PARTITION, text(partition), OTHER, text(other.toString()));
    }

    static Map<String, AttributeValue> item(String partition, UUID other, Arrow arrow) {
        var item = new HashMap<>(key(partition, other));
        item.put(EDGE, text(arrow.id().toString()));
        item.put(SINCE, number(arrow.at().toEpochMilli()));
        return item;
    }

    static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of(PARTITION, value(item, PARTITION), OTHER, value(item, OTHER));
    }

    static Arrow arrow(UUID from, Map<String, AttributeValue> item) {
        var edge = edge(item);
        return new Arrow(
                edge.id(), from, edge.person(), requireNonNullElseGet(edge.since(), () -> Ids.issuedAt(edge.id())));
    }

    static Edge edge(Map<String, AttributeValue> item) {
        return new Edge(edgeId(item), UUID.fromString(value(item, OTHER).s()), since(item));
    }

    /** Absent where it is none that anybody could be told. */
    private static @Nullable Instant since(Map<String, AttributeValue> item) {
        var value = item.get(SINCE);
        if (value == null || value.n() == null) {
            return null;
        }
        try {
            var since = Instant.ofEpochMilli(Long.parseLong(value.n()));
            return since.isBefore(EARLIEST) || since.isAfter(LATEST) ? null : since;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static UUID edgeId(Map<String, AttributeValue> item) {
        return UUID.fromString(value(item, EDGE).s());
    }

    static long count(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return requireNonNull(item.get(name), name);
    }

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
