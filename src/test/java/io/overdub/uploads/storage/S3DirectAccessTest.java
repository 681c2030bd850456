package io.overdub.uploads.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

class S3DirectAccessTest {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final ExpectedObject VIDEO = new ExpectedObject(
            "incoming/0198c0de-0000-7000-8000-000000000001",
            "video/mp4",
            123_456,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    @Test
    void it_signs_as_the_presigner_of_the_sdk_does() {
        try (var presigner = presigner(LocalStore.KEYS)) {
            var theirs = presign(presigner);

            var signedAt = Instant.parse(dateOf(theirs));
            var ours = access(LocalStore.KEYS).put(VIDEO, signedAt, LIFE);

            assertThat(ours.url()).isEqualTo(theirs.url().toString());
            assertThat(theirs.signedHeaders().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(Stream.of("host"), ours.headers().keySet().stream())
                                    .toList());
        }
    }

    @Test
    void the_token_of_a_session_is_signed_along() {
        var session = AwsSessionCredentials.create("ASIACONTRACT", "secret", "a+token/with=signs");
        try (var presigner = presigner(session)) {
            var theirs = presign(presigner);

            var ours = access(session).put(VIDEO, Instant.parse(dateOf(theirs)), LIFE);

            assertThat(parameters(ours.url())).isEqualTo(parameters(theirs.url().toString()));
        }
    }

    @Test
    void without_credentials_storage_is_unavailable() {
        var s3 = S3Client.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(() -> {
                    throw SdkClientException.create("The metadata service does not answer");
                })
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        var access = new S3DirectAccess(s3, "media-bucket", null);

        assertThatThrownBy(() -> access.get("media/1", Instant.EPOCH, LIFE)).isInstanceOf(StorageDown.class);
    }

    @Test
    void without_an_endpoint_of_its_own_the_regional_host_of_the_bucket_is_used() {
        var s3 = S3Client.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(LocalStore.KEYS))
                .httpClient(UrlConnectionHttpClient.create())
                .build();

        var address = new S3DirectAccess(s3, "media-bucket", null).get("media/1", Instant.EPOCH, LIFE);

        assertThat(address).startsWith("https://media-bucket.s3.eu-central-1.amazonaws.com/media/1?");
    }

    @Test
    void phones_are_sent_to_the_public_endpoint() {
        var s3 = LocalStore.client(URI.create("http://store:9000"), Duration.ofSeconds(1));

        var access = new S3DirectAccess(s3, LocalStore.BUCKET, URI.create("https://files.example.com"));

        assertThat(access.get("media/1", Instant.EPOCH, LIFE))
                .startsWith("https://files.example.com/contract/media/1?");
    }

    private static S3DirectAccess access(AwsCredentials credentials) {
        var s3 = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:9000"))
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        return new S3DirectAccess(s3, LocalStore.BUCKET, null);
    }

    private static S3Presigner presigner(AwsCredentials credentials) {
        return S3Presigner.builder()
                .endpointOverride(URI.create("http://127.0.0.1:9000"))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static PresignedPutObjectRequest presign(S3Presigner presigner) {
        return presigner.presignPutObject(signing -> signing.signatureDuration(LIFE)
                .putObjectRequest(put -> put.bucket(LocalStore.BUCKET)
                        .key(VIDEO.key())
                        .contentType(VIDEO.contentType())
                        .contentLength(VIDEO.sizeBytes())
                        .checksumSHA256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
                        .ifNoneMatch("*")));
    }

    /** The presigner takes its own time: 20261122T160715Z. */
    private static String dateOf(PresignedPutObjectRequest request) {
        return request.url()
                .toString()
                .replaceFirst(".*X-Amz-Date=(....)(..)(..)T(..)(..)(..)Z.*", "$1-$2-$3T$4:$5:$6Z");
    }

    private static Map<String, String> parameters(String url) {
        return Stream.of(URI.create(url).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
