package io.overdub.connections.graph;

import io.overdub.kernel.External;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of the graph. Its index can be made only together with it. */
@External
final class Table {

    static final String BY_EDGE = "by_edge";

    private final DynamoDbClient client;
    private final String name;

    Table(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Two processes that start side by side may both find it missing. */
    void createUnlessThere() {
        if (isThere()) {
            return;
        }
        try {
            client.createTable(request -> request.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text(Items.PARTITION), text(Items.OTHER), text(Items.EDGE))
                    .keySchema(key(Items.PARTITION, KeyType.HASH), key(Items.OTHER, KeyType.RANGE))
                    .localSecondaryIndexes(LocalSecondaryIndex.builder()
                            .indexName(BY_EDGE)
                            .keySchema(key(Items.PARTITION, KeyType.HASH), key(Items.EDGE, KeyType.RANGE))
                            .projection(projection -> projection.projectionType(ProjectionType.ALL))
                            .build()));
        } catch (ResourceInUseException somebodyElseWasFaster) {
            check();
        }
        client.waiter().waitUntilTableExists(request -> request.tableName(name));
    }

    /** @throws IllegalStateException when it is missing, or has not the index */
    void check() {
        var indexed = isThere()
                && client.describeTable(request -> request.tableName(name)).table().localSecondaryIndexes().stream()
                        .anyMatch(index -> index.indexName().equals(BY_EDGE));
        if (!indexed) {
            throw new IllegalStateException(
                    "connections.graph.dynamodb.table=" + name + " names no table with the index " + BY_EDGE
                            + "; connections.graph.dynamodb.create-table=true makes one");
        }
    }

    private boolean isThere() {
        try {
            client.describeTable(request -> request.tableName(name));
            return true;
        } catch (ResourceNotFoundException missing) {
            return false;
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
