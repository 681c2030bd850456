package io.overdub.analytics.stream;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.overdub.world.KinesisServer;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The stream of a server in this process, which speaks JSON and not CBOR. */
public final class KinesisAt {

    private KinesisAt() {}

    static Stream stream(KinesisServer server, String name, ShardRepository shards, Clock clock) {
        System.setProperty("aws.cborEnabled", "false");
        var client = KinesisClient.builder()
                .endpointOverride(server.address())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(fresh -> fresh.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        return new KinesisStream(client, name, shards, clock, attempt -> {});
    }

    /** For whoever knows no shards. */
    public static Stream stream(KinesisServer server, Sql sql, Ids ids, Clock clock) {
        return stream(server, "events", new ShardRepository(sql, clock, ids), clock);
    }
}
