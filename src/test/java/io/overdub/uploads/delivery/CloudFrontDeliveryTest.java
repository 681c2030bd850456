package io.overdub.uploads.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.SecretsOf;
import io.overdub.world.StoppedClock;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CloudFrontDeliveryTest {

    private static final KeyPair OLD = pair();
    private static final KeyPair NEW = pair();
    private static final AccountId ADA = new AccountId(UUID.fromString("0197a2b0-0000-7000-8000-00000000000a"));
    private static final AccountId BELA = new AccountId(UUID.fromString("0197a2b0-0000-7000-8000-00000000000b"));

    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-11-24T10:10:00Z"));
    private final Edge edge = new Edge("/public/", Map.of("KOLD", OLD.getPublic(), "KNEW", NEW.getPublic()));
    private final Delivery delivery = delivery("KOLD", OLD);

    @Test
    void open_media_has_a_plain_address_for_everybody_and_for_ever() {
        var address = delivery.openAddress("media/1");
        clock.advance(Duration.ofDays(400));

        assertThat(address)
                .isEqualTo("https://media.example.org/public/media/1")
                .isEqualTo(delivery.openAddress("media/1"));
        assertThat(edge.answer(address, clock.instant())).isEqualTo("200");
    }

    @Test
    void closed_media_opens_for_its_viewer_until_the_hour_is_over() {
        var address = delivery.address("media/1", ADA);

        assertThat(edge.answer(address, clock.instant())).isEqualTo("200");
        assertThat(edge.answer(address, Instant.parse("2026-11-24T10:59:59Z"))).isEqualTo("200");
        assertThat(edge.answer(address, Instant.parse("2026-11-24T11:00:00Z"))).isEqualTo("AccessDenied");
    }

    @Test
    void closed_media_without_its_signature_stays_closed() {
        assertThat(edge.answer("https://media.example.org/media/1", clock.instant()))
                .isEqualTo("MissingKey");
    }

    @Test
    void all_of_a_list_is_signed_once() {
        var first = delivery.address("media/1", ADA);
        var second = delivery.address("media/2", ADA);

        assertThat(query(second)).isEqualTo(query(first));
        assertThat(edge.answer(second, clock.instant())).isEqualTo("200");
    }

    @Test
    void an_address_tells_whose_it_is_without_naming_anybody() {
        var adas = delivery.address("media/1", ADA);
        var belas = delivery.address("media/1", BELA);
        var forged = adas.replace(mark(adas), mark(belas));

        assertThat(query(adas)).isNotEqualTo(query(belas)).doesNotContain(ADA.toString());
        assertThat(edge.answer(forged, clock.instant())).isEqualTo("AccessDenied");
    }

    @Test
    void an_address_is_the_same_for_half_an_hour_and_good_for_another() {
        var first = delivery.address("media/1", ADA);
        for (var minute = 10; minute < 180; minute++) {
            var address = delivery.address("media/1", ADA);

            assertThat(edge.answer(
                            address, clock.instant().plus(Duration.ofMinutes(30).minusSeconds(1))))
                    .isEqualTo("200");
            assertThat(address.equals(first)).isEqualTo(minute < 30);
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void who_has_not_signed_in_gets_the_one_address_and_no_wildcard() {
        var address = delivery.address("media/1", null);

        assertThat(query(address))
                .startsWith("Expires=" + Instant.parse("2026-11-24T11:00:00Z").getEpochSecond());
        assertThat(edge.answer(address, clock.instant())).isEqualTo("200");
        assertThat(edge.answer(address.replace("media/1", "media/2"), clock.instant()))
                .isEqualTo("AccessDenied");
    }

    @Test
    void the_policy_of_one_address_is_what_the_edge_makes_to_the_byte() {
        assertThat(CloudFrontSigner.policy("https://media.example.org/media/1", Instant.ofEpochSecond(1_795_604_400L)))
                .isEqualTo("{\"Statement\":[{\"Resource\":\"https://media.example.org/media/1\","
                        + "\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1795604400}}}]}");
    }

    @Test
    void while_keys_are_exchanged_the_addresses_of_both_open() {
        var before = delivery.address("media/1", ADA);
        var after = delivery("KNEW", NEW).address("media/1", ADA);
        var onlyNew = new Edge("/public/", Map.of("KNEW", NEW.getPublic()));

        assertThat(edge.answer(before, clock.instant())).isEqualTo("200");
        assertThat(edge.answer(after, clock.instant())).isEqualTo("200");
        assertThat(onlyNew.answer(before, clock.instant())).isEqualTo("InvalidKey");
        assertThat(onlyNew.answer(after, clock.instant())).isEqualTo("200");
    }

    @Test
    void a_key_of_another_name_does_not_open() {
        var address = delivery("KNEW", OLD).address("media/1", ADA);

        assertThat(edge.answer(address, clock.instant())).isEqualTo("AccessDenied");
    }

    @Test
    void a_key_that_cannot_sign_stops_the_boot_and_is_not_quoted() {
        var other = pem(OLD).replace("PRIVATE KEY", "RSA PRIVATE KEY");

        assertThatThrownBy(() -> new CloudFrontSigner("K", other)).hasMessageContaining("PKCS #8");
        assertThatThrownBy(() ->
                        new CloudFrontSigner("K", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----"))
                .hasMessageContaining("no RSA key")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void a_key_may_come_on_one_line_as_variables_do() {
        var signer = new CloudFrontSigner("KOLD", pem(OLD).replace("\n", "\\n"));

        assertThat(signer.canned("https://media.example.org/media/1", clock.instant()))
                .endsWith("&Key-Pair-Id=KOLD");
    }

    private Delivery delivery(String keyPairId, KeyPair pair) {
        return new CloudFrontDelivery(
                URI.create("https://media.example.org"),
                new CloudFrontSigner(keyPairId, pem(pair)),
                SecretsOf.text("a secret of thirty-two characters"),
                clock);
    }

    private static String query(String address) {
        return address.split("\\?", 2)[1];
    }

    private static String mark(String address) {
        return query(address).split("&", 2)[0];
    }

    private static String pem(KeyPair pair) {
        var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
