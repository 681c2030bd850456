package io.overdub.uploads.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.accounts.AccountId;
import io.overdub.kernel.Memories;
import io.overdub.kernel.Secrets;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Through a CloudFront distribution. What is open has an address that never changes. All else is signed at the start of the current half
 * hour for an hour: with one policy for all that a viewer may ask for, since a list has many addresses and a signature is dear. The
 * viewer's mark in the address tells whose it is, should one turn up elsewhere. Nobody can guess another key: it has 74 random bits.
 *
 * <p>Expiry is tested when a request starts, so a phone that plays a long video in ranges may need a fresh address in between.
 */
final class CloudFrontDelivery implements Delivery {

    private static final Duration BUCKET = Duration.ofMinutes(30);
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int REMEMBERED = 50_000;
    private static final int MARK_BYTES = 6;

    private final String base;
    private final CloudFrontSigner signer;
    private final Secrets secrets;
    private final Clock clock;
    private final Cache<Slot, String> signatures =
            Memories.begin().maximumSize(REMEMBERED).expireAfterWrite(BUCKET).build();

    CloudFrontDelivery(URI url, CloudFrontSigner signer, Secrets secrets, Clock clock) {
        var text = url.toString();
        this.base = text.endsWith("/") ? text : text + "/";
        this.signer = signer;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String address(String key, @Nullable AccountId viewer) {
        return viewer == null ? forOne(key) : forViewer(key, viewer);
    }

    @Override
    public String openAddress(String key) {
        return base + Delivery.openKey(key);
    }

    @Override
    public String lastingAddress(String key) {
        return openAddress(key);
    }

    @Override
    public Optional<Instant> lastingUntil() {
        return Optional.empty();
    }

    @Override
    public boolean hasOpenSide() {
        return true;
    }

    private String forViewer(String key, AccountId viewer) {
        var mark = "viewer=" + markOf(viewer);
        // The asterisk stands for the key and the question mark, which by itself would be a wildcard too.
        return base + key + '?' + mark + '&' + signature(mark, until -> signer.custom(base + "*" + mark, until));
    }

    private String forOne(String key) {
        var url = base + key;
        return url + '?' + signature(url, until -> signer.canned(url, until));
    }

    private String signature(String subject, Signing signing) {
        var bucket = clock.millis() / BUCKET.toMillis();
        return signatures.get(
                new Slot(subject, bucket),
                slot -> signing.until(
                        Instant.ofEpochMilli(bucket * BUCKET.toMillis()).plus(LIFE)));
    }

    private String markOf(AccountId viewer) {
        var signed = secrets.sign("delivery-viewer", viewer.toString().getBytes(UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(signed, MARK_BYTES));
    }

    private record Slot(String subject, long bucket) {}

    private interface Signing {
        String until(Instant end);
    }
}
