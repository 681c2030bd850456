package io.overdub.uploads.storage;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A store of its own for a test class, and the client that production builds for it. */
final class LocalStore {

    static final String BUCKET = "contract";
    static final AwsBasicCredentials KEYS =
            AwsBasicCredentials.create("AKIDCONTRACT", "a-secret-of-forty-letters-for-the-test-");

    private final S3Proxy server;
    private final S3Client client;

    LocalStore() throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "store");
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEYS.accessKeyId(), KEYS.secretAccessKey())
                .ignoreUnknownHeaders(true)
                .build();
        server.start();
        client = client(URI.create("http://127.0.0.1:" + server.getPort()), Duration.ofSeconds(5));
        client.createBucket(request -> request.bucket(BUCKET));
    }

    /** @param patience with one answer; a call with all its tries may take six times as long */
    static S3Client client(URI endpoint, Duration patience) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(KEYS))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(patience)
                        .socketTimeout(patience))
                .overrideConfiguration(o -> o.apiCallTimeout(patience.multipliedBy(6)))
                .build();
    }

    S3Client client() {
        return client;
    }

    void stop() throws Exception {
        client.close();
        server.stop();
    }
}
