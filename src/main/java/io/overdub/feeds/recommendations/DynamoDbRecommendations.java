package io.overdub.feeds.recommendations;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.EngineAway;
import io.overdub.quotes.QuoteId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * An item for each person. Reads may be a second behind, for half the price. Whoever asks while DynamoDB is away is told that there is
 * nothing; whoever writes is told that it is away. {@code expires_at} (seconds) lets the table drop people who were not active for long,
 * where its time to live is switched on.
 */
final class DynamoDbRecommendations implements Recommendations {

    private static final Logger LOG = Logger.getLogger(DynamoDbRecommendations.class);
    private static final String ACCOUNT = "account";
    private static final String QUOTES = "quotes";
    private static final String PEOPLE = "people";
    private static final String EXPIRES = "expires_at";
    private static final Duration LIFE = Duration.ofDays(60);

    /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
    private static final int AT_ONCE = 25;

    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final DynamoDbClient client;
    private final String table;

    DynamoDbRecommendations(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** @throws IllegalStateException when the table is missing and is not to be made */
    void open(boolean create) {
        try {
            client.describeTable(request -> request.tableName(table));
        } catch (ResourceNotFoundException missing) {
            if (!create) {
                throw new IllegalStateException(
                        "feeds.recommendations.dynamodb.table=" + table
                                + " names no table; feeds.recommendations.dynamodb.create-table=true makes one",
                        missing);
            }
            make();
        }
    }

    private void make() {
        try {
            client.createTable(request -> request.tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName(ACCOUNT)
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName(ACCOUNT)
                            .keyType(KeyType.HASH)
                            .build()));
        } catch (ResourceInUseException somebodyElseWasFaster) {
            LOG.debugf("%s is being made by another process", table);
        }
        client.waiter().waitUntilTableExists(request -> request.tableName(table));
    }

    @Override
    public Optional<Suggestions> of(AccountId account) {
        try {
            var item = client.getItem(request -> request.tableName(table).key(key(account)))
                    .item();
            return item.isEmpty() ? Optional.empty() : suggestions(item);
        } catch (SdkException away) {
            LOG.warnf("Suggestions cannot be read: %s", away.getMessage());
            return Optional.empty();
        }
    }

    /** What another release has written, or somebody by hand, is as good as absent, and what is found anew comes in its place. */
    private static Optional<Suggestions> suggestions(Map<String, AttributeValue> item) {
        try {
            return Optional.of(new Suggestions(
                    texts(item, QUOTES).map(QuoteId::fromString).toList(),
                    texts(item, PEOPLE).map(AccountId::fromString).toList()));
        } catch (IllegalArgumentException malformed) {
            LOG.warn("Some suggestions cannot be read, and are taken for absent");
            return Optional.empty();
        }
    }

    @Override
    public void keep(Map<AccountId, Suggestions> suggestions, Instant now) {
        var writes = suggestions.entrySet().stream()
                .map(entry -> write(entry.getKey(), entry.getValue(), now))
                .toList();
        for (var from = 0; from < writes.size(); from += AT_ONCE) {
            keepSome(writes.subList(from, Math.min(from + AT_ONCE, writes.size())));
        }
    }

    @Override
    public int forget(AccountId account, int limit) {
        try {
            var gone = client.deleteItem(
                    request -> request.tableName(table).key(key(account)).returnValues(ReturnValue.ALL_OLD));
            return gone.hasAttributes() ? 1 : 0;
        } catch (SdkException e) {
            LOG.warnf("Suggestions cannot be forgotten: %s", e.getMessage());
            throw new EngineAway("DynamoDB");
        }
    }

    /** An answer may leave some out, and say so inside a 200. */
    private void keepSome(List<WriteRequest> writes) {
        var left = writes;
        for (var attempt = 0; attempt < TRIES && !left.isEmpty(); attempt++) {
            if (attempt > 0) {
                LockSupport.parkNanos(FIRST_PAUSE.toNanos() << attempt);
            }
            left = undone(left);
        }
        if (!left.isEmpty()) {
            throw new EngineAway("DynamoDB");
        }
    }

    private List<WriteRequest> undone(List<WriteRequest> writes) {
        try {
            return client.batchWriteItem(request -> request.requestItems(Map.of(table, writes)))
                    .unprocessedItems()
                    .getOrDefault(table, List.of());
        } catch (SdkException e) {
            LOG.warnf("Suggestions cannot be written: %s", e.getMessage());
            throw new EngineAway("DynamoDB");
        }
    }

    private static WriteRequest write(AccountId account, Suggestions found, Instant now) {
        var item = Map.of(
                ACCOUNT, AttributeValue.fromS(account.toString()),
                QUOTES, list(found.quotes()),
                PEOPLE, list(found.people()),
                EXPIRES, AttributeValue.fromN(Long.toString(now.plus(LIFE).getEpochSecond())));
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private static Map<String, AttributeValue> key(AccountId account) {
        return Map.of(ACCOUNT, AttributeValue.fromS(account.toString()));
    }

    private static AttributeValue list(List<?> ids) {
        return AttributeValue.fromL(
                ids.stream().map(id -> AttributeValue.fromS(id.toString())).toList());
    }

    private static Stream<String> texts(Map<String, AttributeValue> item, String name) {
        var list = item.get(name);
        if (list == null || !list.hasL()) {
            throw new IllegalArgumentException("No list");
        }
        return list.l().stream().map(DynamoDbRecommendations::text);
    }

    private static String text(AttributeValue value) {
        var text = value.s();
        if (text == null) {
            throw new IllegalArgumentException("No text");
        }
        return text;
    }
}
