package io.overdub.world;

import io.overdub.uploads.work.WatchedWorkshop;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/**
 * The app as it is where more is at hand: ffmpeg works on media, DynamoDB shadows the graph, Aurora's driver is around that of PostgreSQL, which is
 * its own replica, and
 * a {@link CollectorServer} collects all traces if some test starts it. One profile for all of these, since
 * each profile builds the app anew, and starts it anew: half a minute on a small machine.
 */
public final class WithMoreEngines implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("overdub.sql.failover", "aurora"),
                // With the first connection the driver loads itself and looks what it is connected to: seconds on a
                // busy
                // machine.
                Map.entry("quarkus.datasource.jdbc.acquisition-timeout", "20S"),
                Map.entry("quarkus.datasource.jdbc.driver", SqlDoor.class.getName()),
                // As good as one that is always up to date.
                Map.entry("quarkus.datasource.replica.jdbc.url", "${quarkus.datasource.jdbc.url}"),
                Map.entry("quarkus.otel.sdk.disabled", "false"),
                Map.entry("quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:" + SteadyPort.find()),
                Map.entry("quarkus.otel.exporter.otlp.headers", "x-team=a%2Cb+c"),
                Map.entry("quarkus.otel.exporter.otlp.timeout", "1S"),
                Map.entry("quarkus.otel.traces.sampler.arg", "1"),
                Map.entry("quarkus.otel.bsp.schedule.delay", "200ms"),
                // Production says ffmpeg; without one, as here, the stories are skipped and the app must start all the
                // same.
                Map.entry("uploads.media.adapter", "auto"),
                Map.entry("connections.graph.shadow", "dynamodb"),
                Map.entry("connections.graph.dynamodb.table", "copies"),
                Map.entry("connections.graph.dynamodb.create-table", "true"),
                Map.entry("connections.graph.dynamodb.followers-per-shard", "4"),
                Map.entry(
                        "quarkus.dynamodb.endpoint-override",
                        LocalDynamoDb.endpoint().toString()),
                Map.entry("quarkus.dynamodb.aws.region", "eu-central-1"),
                Map.entry("quarkus.dynamodb.aws.credentials.type", "static"),
                Map.entry("quarkus.dynamodb.aws.credentials.static-provider.access-key-id", "contract"),
                Map.entry("quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", "contract"));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(WatchedWorkshop.class);
    }
}
