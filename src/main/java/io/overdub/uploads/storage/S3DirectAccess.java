package io.overdub.uploads.storage;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.CompletableFutureUtils;

/**
 * Signature Version 4 in the query, the payload unsigned. Signed with credentials of a session, an address dies with the session if
 * that comes first.
 */
final class S3DirectAccess implements DirectAccess {

    private static final Logger LOG = Logger.getLogger(S3DirectAccess.class);
    private static final String ANY_KEY = "k";

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final String region;
    private final String address;

    S3DirectAccess(S3Client s3, String bucket, @Nullable URI publicEndpoint) {
        var configured = s3.serviceClientConfiguration();
        this.credentials = configured.credentialsProvider();
        this.region = configured.region().id();
        this.address = address(s3, bucket, publicEndpoint);
    }

    /** The client knows whether the bucket is named by host or by path: everything up to the key is cut from an address of its. */
    private static String address(S3Client s3, String bucket, @Nullable URI publicEndpoint) {
        var example = s3.utilities()
                .getUrl(request -> request.bucket(bucket).key(ANY_KEY).endpoint(publicEndpoint))
                .toString();
        return example.substring(0, example.length() - ANY_KEY.length());
    }

    @Override
    public SignedPut put(ExpectedObject object, Instant from, Duration life) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", object.contentType());
        headers.put("content-length", Long.toString(object.sizeBytes()));
        headers.put("x-amz-checksum-sha256", object.checksum());
        headers.put("if-none-match", "*");
        return new SignedPut(
                "PUT", sign(SdkHttpMethod.PUT, object.key(), Map.of(), headers, from, life), headers, from.plus(life));
    }

    @Override
    public SignedPut part(Assembly assembly, int number, long sizeBytes, Instant from, Duration life) {
        var parameters = Map.of("partNumber", Integer.toString(number), "uploadId", assembly.id());
        var headers = Map.of("content-length", Long.toString(sizeBytes));
        return new SignedPut(
                "PUT",
                sign(SdkHttpMethod.PUT, assembly.key(), parameters, headers, from, life),
                headers,
                from.plus(life));
    }

    @Override
    public String get(String key, Instant from, Duration life) {
        return sign(SdkHttpMethod.GET, key, Map.of(), Map.of(), from, life);
    }

    @Override
    public String unsigned(String key) {
        return address + key;
    }

    private String sign(
            SdkHttpMethod method,
            String key,
            Map<String, String> parameters,
            Map<String, String> headers,
            Instant from,
            Duration life) {
        var request = SdkHttpRequest.builder().method(method).uri(URI.create(address + key));
        parameters.forEach(request::putRawQueryParameter);
        headers.forEach(request::putHeader);
        var identity = identity();
        return signer.sign(signing -> signing.identity(identity)
                        .request(request.build())
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, life)
                        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(from, ZoneOffset.UTC)))
                .request()
                .getUri()
                .toString();
    }

    /** Credentials of a session are fetched, now and then: what fails there is no fault of the key. */
    private AwsCredentialsIdentity identity() {
        try {
            return CompletableFutureUtils.joinLikeSync(credentials.resolveIdentity());
        } catch (SdkException e) {
            LOG.warnf("There are no credentials to sign with: %s", e.getMessage());
            throw new StorageDown();
        }
    }
}
