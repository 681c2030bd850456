package io.overdub.notifications.fanout;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.External;
import io.overdub.notifications.push.Receipt;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Knows which pieces were begun and what became of them, in a table of Amazon DynamoDB with the key {@code id} (text) and the time to
 * live {@code ends}. Whoever begins a piece is the only one, and a piece that was closed before it was begun never is.
 */
@External
final class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);
    private static final String ID = "id";
    private static final String RECEIPTS = "receipts";
    private static final String CLOSED = "closed";

    private final DynamoDbClient tables;

    /** For so long somebody may still be at work on a piece. */
    private final long patienceMs;

    Ledger(DynamoDbClient tables, long patienceMs) {
        this.tables = tables;
        this.patienceMs = patienceMs;
    }

    /** @throws EngineAway when it is not to be had; nothing has begun then that anybody would go on with */
    boolean begin(Order order, Order.Piece piece) {
        try {
            return put(order, piece, Map.of());
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /** What became of it. When that cannot be written down it stays unknown to all but whoever hears the answer. */
    void finish(Order order, Order.Piece piece, Map<UUID, Receipt> receipts) {
        var stored = new HashMap<String, AttributeValue>();
        receipts.forEach((device, receipt) -> stored.put(device.toString(), text(receipt.name())));
        try {
            tables.updateItem(request -> request.tableName(order.ledger())
                    .key(Map.of(ID, text(order.key(piece))))
                    .updateExpression("set receipts = :receipts")
                    .expressionAttributeValues(Map.of(":receipts", AttributeValue.fromM(stored))));
        } catch (SdkException e) {
            LOG.warnf("What became of %s is not in the ledger: %s", order.key(piece), e.getMessage());
        }
    }

    /**
     * What became of a piece of which nobody answered. One that was never begun never will be, so it was surely not sent; one that was
     * begun is waited for.
     */
    Map<UUID, Receipt> close(Order order, Order.Piece piece) {
        try {
            if (put(order, piece, Map.of(CLOSED, AttributeValue.fromBool(true)))) {
                return Order.Answer.all(piece, Receipt.BUSY).receipts();
            }
            return outcome(order, piece);
        } catch (SdkException e) {
            LOG.warnf("What became of %s nobody knows: %s", order.key(piece), e.getMessage());
            return Order.Answer.all(piece, Receipt.UNKNOWN).receipts();
        }
    }

    /** Waits for whoever is at work on it. */
    private Map<UUID, Receipt> outcome(Order order, Order.Piece piece) {
        var begun = System.nanoTime();
        while (true) {
            var found = find(order, piece);
            if (found != null) {
                return found;
            }
            if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) > patienceMs || !pause()) {
                return Order.Answer.all(piece, Receipt.UNKNOWN).receipts();
            }
        }
    }

    /** Null while it is not finished. Devices that were no part of what was sent get it another time. */
    private @Nullable Map<UUID, Receipt> find(Order order, Order.Piece piece) {
        var row = tables.getItem(request -> request.tableName(order.ledger())
                        .key(Map.of(ID, text(order.key(piece))))
                        .consistentRead(true))
                .item();
        if (!row.containsKey(RECEIPTS) && !row.containsKey(CLOSED)) {
            return null;
        }
        var receipts = Order.Answer.all(piece, Receipt.BUSY).receipts();
        if (row.containsKey(RECEIPTS)) {
            row.get(RECEIPTS)
                    .m()
                    .forEach((device, receipt) ->
                            receipts.replace(UUID.fromString(device), Receipt.valueOf(receipt.s())));
        }
        return receipts;
    }

    /** False when there is something already. */
    private boolean put(Order order, Order.Piece piece, Map<String, AttributeValue> more) {
        var row = new HashMap<>(more);
        row.put(ID, text(order.key(piece)));
        row.put("ends", AttributeValue.fromN(Long.toString(order.expires())));
        try {
            tables.putItem(request ->
                    request.tableName(order.ledger()).item(row).conditionExpression("attribute_not_exists(id)"));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static EngineAway away(SdkException e) {
        LOG.warnf("The ledger: %s", e.getMessage());
        return new EngineAway("Amazon DynamoDB");
    }

    private static boolean pause() {
        try {
            return !new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
