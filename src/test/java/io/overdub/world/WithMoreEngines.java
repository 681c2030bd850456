package io.overdub.world;

import io.overdub.uploads.work.WatchedWorkshop;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/**
 * The app as it is where more is at hand: ffmpeg works on media, and DynamoDB shadows the graph. One profile for all of these, since
 * each profile builds the app anew, and starts it anew: half a minute on a small machine.
 */
public final class WithMoreEngines implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                // Production says ffmpeg; without one, as here, the stories are skipped and the app must start all the
                // same.
                "uploads.media.adapter", "auto",
                "connections.graph.shadow", "dynamodb",
                "connections.graph.dynamodb.table", "copies",
                "connections.graph.dynamodb.create-table", "true",
                "connections.graph.dynamodb.followers-per-shard", "4",
                "quarkus.dynamodb.endpoint-override", LocalDynamoDb.endpoint().toString(),
                "quarkus.dynamodb.aws.region", "eu-central-1",
                "quarkus.dynamodb.aws.credentials.type", "static",
                "quarkus.dynamodb.aws.credentials.static-provider.access-key-id", "contract",
                "quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", "contract");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(WatchedWorkshop.class);
    }
}
