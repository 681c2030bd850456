package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Against the signer of the SDK. */
class SignerTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00.123Z");
    private static final String FORM = "Action=Publish&Message=Zo%C3%AB%20says%20hi&TargetArn=arn%3Aaws";

    private final AwsCredentialsIdentity basic =
            AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCY");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.eu-central-1.amazonaws.com",
                "http://127.0.0.1:4566",
                "http://localhost:4566/",
                "http://[::1]:8080/some/path"
            })
    void the_sdk_would_sign_it_the_same_way(String address) {
        var there = URI.create(address);
        var signer = signer(there);

        assertThat(headers(signer.pen(basic, NOON), FORM)).isEqualTo(bySdk(there, basic, NOON, FORM));
        var session = AwsSessionCredentials.create("ASIAEXAMPLE", "another secret", "a/token+of=some//length==");
        assertThat(headers(signer.pen(session, NOON), FORM)).isEqualTo(bySdk(there, session, NOON, FORM));
    }

    @Test
    void one_pen_signs_many_and_the_next_day_has_another_key() {
        var there = URI.create("https://sns.us-east-1.amazonaws.com");
        var signer = signer(there);
        for (var at = NOON; at.isBefore(NOON.plusSeconds(200_000)); at = at.plusSeconds(40_000)) {
            var pen = signer.pen(basic, at);
            for (var form : new String[] {FORM, "", FORM + "2"}) {
                assertThat(headers(pen, form)).isEqualTo(bySdk(there, basic, at, form));
            }
        }
    }

    private static Signer signer(URI there) {
        var path = there.getRawPath();
        return new Signer(there.getRawAuthority(), path.isEmpty() ? "/" : path, "eu-central-1", "sns");
    }

    /** But for the length, which is not signed, and who we are. */
    private static Map<String, String> headers(Signer.Pen pen, String form) {
        var bytes = form.getBytes(UTF_8);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        pen.head(Signer.digest().digest(bytes), bytes.length)
                .lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .forEach(line -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        assertThat(headers.remove("Content-Length")).isEqualTo(String.valueOf(bytes.length));
        headers.remove("User-Agent");
        return headers;
    }

    private static Map<String, String> bySdk(URI there, AwsCredentialsIdentity who, Instant at, String form) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(there)
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(who)
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(form))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sns")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)));
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        signed.request().headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        return headers;
    }
}
