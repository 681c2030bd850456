package io.overdub.analytics.queue;

import io.overdub.world.SqsServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of a server in this process. */
public final class SqsAt {

    private SqsAt() {}

    public static Queue queue(SqsServer server) {
        return new SqsQueue(
                SqsClient.builder()
                        .endpointOverride(server.address())
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                server.url());
    }
}
