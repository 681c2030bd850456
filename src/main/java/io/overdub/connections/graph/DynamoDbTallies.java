package io.overdub.connections.graph;

import static io.overdub.connections.graph.Items.number;
import static io.overdub.connections.graph.Items.text;

import io.overdub.kernel.External;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * How many follow whom, and over how many partitions the followers of an account are spread. A tally moves after the transaction that
 * made or ended the follow: in it, everybody who follows a large account would get in everybody's way. What gets lost in between,
 * {@link #reconcile} finds.
 */
@External
final class DynamoDbTallies {

    private static final Logger LOG = Logger.getLogger(DynamoDbTallies.class);
    private static final int MOST_SHARDS = 1 << 10;

    private final DynamoDbClient client;
    private final String table;
    private final int followersPerShard;
    private final Patience patience;

    DynamoDbTallies(DynamoDbClient client, String table, int followersPerShard, Patience patience) {
        this.client = client;
        this.table = table;
        this.followersPerShard = followersPerShard;
        this.patience = patience;
    }

    /** @param difference what the edges say more than the tally */
    private record Drift(UUID account, Tally difference) {

        private boolean isThere() {
            return !difference.equals(new Tally(0, 0));
        }
    }

    Tally of(UUID account) {
        return tally(read(account));
    }

    static Tally tally(Map<String, AttributeValue> item) {
        return new Tally(
                Math.max(0, Items.count(item, Items.FOLLOWERS)), Math.max(0, Items.count(item, Items.FOLLOWEES)));
    }

    /** A power of two that only grows. */
    int shards(UUID followee) {
        return Math.max(1, (int) Items.count(read(followee), Items.SHARDS));
    }

    /** The tally of everybody who takes part in a follow is there before it, so that {@link #reconcile} comes across them. */
    int openFor(Arrow follow) {
        open(follow.from());
        return open(follow.to());
    }

    private int open(UUID account) {
        var item = read(account);
        if (!item.isEmpty()) {
            return Math.max(1, (int) Items.count(item, Items.SHARDS));
        }
        patience.with(() -> client.updateItem(request -> request.tableName(table)
                .key(Items.tallyKey(account))
                .updateExpression("SET #shards = if_not_exists(#shards, :one)")
                .expressionAttributeNames(Map.of("#shards", Items.SHARDS))
                .expressionAttributeValues(Map.of(":one", number(1)))));
        return 1;
    }

    /** False when one of the two did not move. */
    boolean begun(Arrow follow) {
        var one = move(follow.to(), Items.FOLLOWERS, 1, follow.id() + "+");
        var other = move(follow.from(), Items.FOLLOWEES, 1, follow.id() + "+");
        return one && other;
    }

    /** In the same way. */
    boolean ended(UUID edge, UUID follower, UUID followee) {
        var one = move(followee, Items.FOLLOWERS, -1, edge + "-");
        var other = move(follower, Items.FOLLOWEES, -1, edge + "-");
        return one && other;
    }

    /**
     * Adding is not repeatable, and the SDK repeats what it got no answer to: the condition catches its second try. A tally that cannot be
     * moved now is no reason to refuse a follow that is there already.
     */
    private boolean move(UUID account, String what, int by, String change) {
        try {
            var moved = client.updateItem(request -> request.tableName(table)
                    .key(Items.tallyKey(account))
                    .updateExpression("SET #last = :change ADD #what :by")
                    .conditionExpression("attribute_not_exists(#last) OR #last <> :change")
                    .expressionAttributeNames(Map.of("#last", Items.LAST, "#what", what))
                    .expressionAttributeValues(Map.of(":change", text(change), ":by", number(by)))
                    .returnValues(ReturnValue.ALL_NEW));
            if (what.equals(Items.FOLLOWERS)) {
                growIfLarge(account, moved.attributes());
            }
        } catch (ConditionalCheckFailedException second) {
            LOG.debugf("Tally of %s had moved already", account);
        } catch (SdkException | GraphDown e) {
            LOG.warnf("Tally of %s did not move: %s", account, e.getMessage());
            return false;
        }
        return true;
    }

    int forget(UUID account) {
        var there = patience.with(() -> client.deleteItem(
                request -> request.tableName(table).key(Items.tallyKey(account)).returnValues(ReturnValue.ALL_OLD)));
        return there.hasAttributes() ? 1 : 0;
    }

    /** With as many partitions as the account would have, had its followers come one by one. */
    void say(UUID account, Tally tally) {
        var shards = Long.highestOneBit(Math.max(1, (tally.followers() - 1) / followersPerShard)) * 2;
        var wanted = tally.followers() <= followersPerShard ? 1 : Math.min(MOST_SHARDS, shards);
        patience.with(() -> client.updateItem(request -> request.tableName(table)
                .key(Items.tallyKey(account))
                .updateExpression("SET #followers = :followers, #followees = :followees, #shards = :shards")
                .expressionAttributeNames(
                        Map.of("#followers", Items.FOLLOWERS, "#followees", Items.FOLLOWEES, "#shards", Items.SHARDS))
                .expressionAttributeValues(Map.of(
                        ":followers", number(tally.followers()),
                        ":followees", number(tally.followees()),
                        ":shards", number(Math.max(wanted, shards(account)))))));
    }

    /** New followers then go to more partitions; those who are there stay where they are, and readers look everywhere. */
    private void growIfLarge(UUID account, Map<String, AttributeValue> tally) {
        var shards = Math.max(1, Items.count(tally, Items.SHARDS));
        if (Items.count(tally, Items.FOLLOWERS) <= shards * followersPerShard || shards >= MOST_SHARDS) {
            return;
        }
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(Items.tallyKey(account))
                    .updateExpression("SET #shards = :twice")
                    .conditionExpression("attribute_not_exists(#shards) OR #shards = :once")
                    .expressionAttributeNames(Map.of("#shards", Items.SHARDS))
                    .expressionAttributeValues(Map.of(":once", number(shards), ":twice", number(2 * shards))));
        } catch (ConditionalCheckFailedException somebodyElseWasFaster) {
            LOG.debugf("Shards of %s have grown already", account);
        }
    }

    /**
     * There is no moment at which all items can be read, so whoever follows during the comparison looks like a difference. Only one that
     * is the same in a second look, after all the others, is mended.
     */
    int reconcile() {
        return mendWhatStays(drifts());
    }

    /** The same of some accounts. */
    void reconcile(Set<UUID> accounts) {
        var drifts = accounts.stream()
                .map(account -> drift(read(account), account))
                .filter(Drift::isThere)
                .toList();
        if (!drifts.isEmpty()) {
            Patience.pause(Patience.TRIES);
            mendWhatStays(drifts);
        }
    }

    private int mendWhatStays(List<Drift> drifts) {
        var mended = 0;
        for (var drift : drifts) {
            var again = drift(read(drift.account()), drift.account());
            if (again.equals(drift) && mend(drift)) {
                mended++;
            }
        }
        return mended;
    }

    private List<Drift> drifts() {
        var drifts = new ArrayList<Drift>();
        @Nullable Map<String, AttributeValue> start = null;
        do {
            var from = start;
            var page = patience.with(() -> client.scan(request -> request.tableName(table)
                    .filterExpression("#other = :tally")
                    .expressionAttributeNames(Map.of("#other", Items.OTHER))
                    .expressionAttributeValues(Map.of(":tally", text(Items.TALLY)))
                    .exclusiveStartKey(from)
                    .consistentRead(true)));
            for (var item : page.items()) {
                var drift = drift(item, Items.accountOf(item));
                if (drift.isThere()) {
                    drifts.add(drift);
                }
            }
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (start != null);
        return drifts;
    }

    private Drift drift(Map<String, AttributeValue> item, UUID account) {
        var followers = 0L;
        for (var shard = 0; shard < Math.max(1, Items.count(item, Items.SHARDS)); shard++) {
            followers += count(Items.followers(account, shard));
        }
        return new Drift(
                account,
                new Tally(
                        followers - Items.count(item, Items.FOLLOWERS),
                        count(Items.following(account)) - Items.count(item, Items.FOLLOWEES)));
    }

    private long count(String partition) {
        var count = 0L;
        @Nullable Map<String, AttributeValue> start = null;
        do {
            var from = start;
            var page = patience.with(() -> client.query(request -> request.tableName(table)
                    .keyConditionExpression("#pk = :pk")
                    .expressionAttributeNames(Map.of("#pk", Items.PARTITION))
                    .expressionAttributeValues(Map.of(":pk", text(partition)))
                    .select(Select.COUNT)
                    .exclusiveStartKey(from)
                    .consistentRead(true)));
            count += page.count();
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (start != null);
        return count;
    }

    private boolean mend(Drift drift) {
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(Items.tallyKey(drift.account()))
                    .updateExpression("ADD #followers :followers, #followees :followees")
                    .expressionAttributeNames(
                            new HashMap<>(Map.of("#followers", Items.FOLLOWERS, "#followees", Items.FOLLOWEES)))
                    .expressionAttributeValues(Map.of(
                            ":followers", number(drift.difference().followers()),
                            ":followees", number(drift.difference().followees()))));
            return true;
        } catch (SdkException e) {
            LOG.warnf("Tally of %s was not mended: %s", drift.account(), e.getMessage());
            return false;
        }
    }

    private Map<String, AttributeValue> read(UUID account) {
        return patience.with(() -> client.getItem(request ->
                        request.tableName(table).key(Items.tallyKey(account)).consistentRead(true)))
                .item();
    }
}
