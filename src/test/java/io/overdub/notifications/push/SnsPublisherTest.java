package io.overdub.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** What goes over the line, and what comes of what comes back. */
class SnsPublisherTest {

    private static final String ACCEPTED =
            "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                    + "<MessageId>01990000-0000-7000-8000-000000000000</MessageId></PublishResult><ResponseMetadata><RequestId>1</RequestId>"
                    + "</ResponseMetadata></PublishResponse>";

    private static final AwsCredentialsProvider KEY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
    private static final SSLSocketFactory USUAL = (SSLSocketFactory) SSLSocketFactory.getDefault();

    private final LineServer server = new LineServer();
    private final SnsPublisher publisher = publisher(server.address(), KEY);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void lines_are_kept_and_are_no_more_than_were_in_use_at_once() {
        server.usually(answer(200, ACCEPTED));

        for (var round = 0; round < 10; round++) {
            assertThat(publish(20)).isEqualTo(all(Receipt.ACCEPTED));
        }

        assertThat(server.requests())
                .hasSize(200)
                .allMatch(one -> one.startsWith("POST / HTTP/1.1\r\nHost: 127.0.0.1:"));
        assertThat(server.connections()).isEqualTo(20);
    }

    @Test
    void the_letters_of_one_call_are_under_way_together() {
        server.usually(answer(200, ACCEPTED));
        server.answerWhenAsked(20);

        assertThat(publish(20)).isEqualTo(all(Receipt.ACCEPTED));
    }

    @Test
    void a_line_that_was_hung_up_meanwhile_is_not_used_again() {
        server.usually(answer(200, ACCEPTED));
        publish(1);
        server.hangUp();

        assertThat(publish(1)).containsExactly(Receipt.ACCEPTED);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_server_that_says_it_hangs_up_is_believed() {
        server.usually(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + ACCEPTED.length() + "\r\n\r\n" + ACCEPTED);

        assertThat(publish(1)).containsExactly(Receipt.ACCEPTED);
        assertThat(publish(1)).containsExactly(Receipt.ACCEPTED);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void one_that_breaks_off_leaves_the_others_alone() {
        server.usually(answer(200, ACCEPTED));
        server.next("", "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + ACCEPTED);

        assertThat(publish(20))
                .containsOnly(Receipt.ACCEPTED, Receipt.UNKNOWN)
                .filteredOn(Receipt.UNKNOWN::equals)
                .hasSize(2);
        assertThat(server.requests()).hasSize(20);
        assertThat(publish(20)).isEqualTo(all(Receipt.ACCEPTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: %2$d\r\n\r\n%1$s",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%3$s;a=b\r\n%1$s\r\n0\r\nTrailer: x\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\n%1$s",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n%1$s",
                "HTTP/1.1 200 OK\r\ncontent-length:%2$d\r\nX: y\r\n\r\n%1$s"
            })
    void an_answer_is_understood_however_it_is_framed(String framed) {
        server.usually(framed.formatted(ACCEPTED, ACCEPTED.length(), Integer.toHexString(ACCEPTED.length())));

        assertThat(publish(1)).containsExactly(Receipt.ACCEPTED);
        assertThat(publish(1)).containsExactly(Receipt.ACCEPTED);
    }

    static List<String> answersThatTellNothing() {
        return List.of(
                answer(200, "x".repeat(1_000_000)),
                "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(100_000),
                answer(200, ""),
                answer(200, "not XML at all"),
                answer(
                        200,
                        "<PublishResponse><PublishResult><MessageId></MessageId></PublishResult></PublishResponse>"),
                answer(200, ACCEPTED.substring(0, ACCEPTED.length() - 5)),
                answer(
                        200,
                        "<ErrorResponse><Error><Message><![CDATA[" + ACCEPTED
                                + "]]></Message></Error></ErrorResponse>"),
                answer(200, "<!-- " + ACCEPTED + " --><ErrorResponse></ErrorResponse><!-- </PublishResponse>"),
                answer(500, "<ErrorResponse><Error><Code>InternalFailure"),
                answer(504, ""),
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "SSH-2.0-OpenSSH_9.9\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("answersThatTellNothing")
    void what_was_answered_in_no_way_that_we_understand_has_an_unknown_fate(String answer) {
        server.usually(answer);

        assertThat(publish(1)).containsExactly(Receipt.UNKNOWN);
        assertThat(server.requests()).hasSize(1);
    }

    static List<String> refusals() {
        return List.of(
                answer(400, "<<<"),
                answer(403, "<html>Forbidden</html>"),
                answer(400, "x".repeat(1_000_000)),
                "HTTP/1.1 413 Too Large\r\nContent-Length: 999\r\n\r\n",
                answer(400, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Error><Code>&e;</Code></Error>"),
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_was_refused_was_not_taken_whatever_became_of_the_reasons(String answer) {
        server.usually(answer);

        assertThat(publish(1)).containsExactly(Receipt.AWAY);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Throttled", "ThrottlingException", "RequestLimitExceeded", "SlowDown"})
    void too_much_at_once_has_many_names(String code) {
        server.usually(answer(400, "<ErrorResponse><Error><Code>" + code + "</Code></Error></ErrorResponse>"));

        assertThat(publish(1)).containsExactly(Receipt.BUSY);
    }

    @Test
    void without_credentials_nothing_is_sent() {
        AwsCredentialsProvider nobody = () -> {
            throw SdkClientException.create("There is nobody");
        };

        assertThat(publisher(server.address(), nobody).publish(List.of(letter(1))))
                .containsExactly(Receipt.AWAY);
        assertThat(server.connections()).isZero();
    }

    @Test
    void credentials_are_asked_for_each_time() {
        server.usually(answer(200, ACCEPTED));
        var names = List.of("first", "second").iterator();
        var changing = publisher(server.address(), () -> AwsBasicCredentials.create(names.next(), "secret"));

        changing.publish(List.of(letter(1)));
        changing.publish(List.of(letter(2)));

        assertThat(server.requests().get(0)).contains("Credential=first/");
        assertThat(server.requests().get(1)).contains("Credential=second/");
    }

    private List<Receipt> publish(int letters) {
        return publisher.publish(
                IntStream.range(0, letters).mapToObj(SnsPublisherTest::letter).toList());
    }

    private static List<Receipt> all(Receipt receipt) {
        return Collections.nCopies(20, receipt);
    }

    private static Addressed letter(int number) {
        return new Addressed(
                Platform.ANDROID, "arn:aws:sns:eu-central-1:1:endpoint/GCM/app/" + number, PushContract.message());
    }

    private static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " Whatever\r\nContent-Type: text/xml\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    @Test
    void a_server_has_to_show_who_it_is(@TempDir Path directory)
            throws GeneralSecurityException, IOException, InterruptedException {
        var known = localhost(directory);
        try (var secure = new LineServer(
                known.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress()))) {
            secure.usually(answer(200, ACCEPTED));
            var port = secure.address().getPort();
            var named = publisher(URI.create("https://localhost:" + port), KEY, known.getSocketFactory());

            assertThat(named.publish(List.of(letter(1), letter(2))))
                    .containsExactly(Receipt.ACCEPTED, Receipt.ACCEPTED);
            assertThat(named.publish(List.of(letter(1), letter(2))))
                    .containsExactly(Receipt.ACCEPTED, Receipt.ACCEPTED);
            assertThat(secure.connections()).isEqualTo(2);
            secure.hangUp();
            assertThat(named.publish(List.of(letter(1)))).containsExactly(Receipt.ACCEPTED);

            var otherwise = publisher(URI.create("https://127.0.0.1:" + port), KEY, known.getSocketFactory());
            assertThat(otherwise.publish(List.of(letter(1)))).containsExactly(Receipt.AWAY);
            var unknown = publisher(URI.create("https://localhost:" + port), KEY, USUAL);
            assertThat(unknown.publish(List.of(letter(1)))).containsExactly(Receipt.AWAY);
            assertThat(secure.requests()).hasSize(5);
        }
    }

    /** A certificate for this name that signs itself. */
    private static SSLContext localhost(Path directory)
            throws GeneralSecurityException, IOException, InterruptedException {
        var file = directory.resolve("localhost.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "password",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost")
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        var store = KeyStore.getInstance(file.toFile(), "password".toCharArray());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "password".toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** In doubt of every line, however short it rested. */
    private static SnsPublisher publisher(URI address, AwsCredentialsProvider credentials) {
        return publisher(address, credentials, USUAL);
    }

    private static SnsPublisher publisher(URI address, AwsCredentialsProvider credentials, SSLSocketFactory secrecy) {
        var client = SnsClient.builder()
                .endpointOverride(address)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials)
                .build();
        return new SnsPublisher(
                client.serviceClientConfiguration(),
                new Payloads(new ObjectMapper(), null),
                Clock.systemUTC(),
                secrecy,
                Duration.ZERO);
    }
}
