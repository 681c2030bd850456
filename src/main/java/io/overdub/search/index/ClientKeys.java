package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Mints secured keys of Algolia, each for one person. Nobody can revoke one but by deleting the key that it comes of, so they are short
 * lived; and what is visible to some only, or gone when somebody blocks somebody, is not to be found with one.
 */
@Singleton
public class ClientKeys {

    private static final String FILTERS = "everybody:true AND (kind:quote OR kind:tag)";

    private final IndexConfig config;
    private final AlgoliaConfig algolia;
    private final Clock clock;

    ClientKeys(IndexConfig config, AlgoliaConfig algolia, Clock clock) {
        this.config = config;
        this.algolia = algolia;
        this.clock = clock;
    }

    /**
     * @param person by whom Algolia may know them again; null when it shall not, and then it counts nothing of what they do either
     * @throws io.overdub.kernel.Refusal 404 {@code no_search_key} where clients cannot search directly
     */
    public ClientKey keyFor(@Nullable UUID person) {
        if (config.adapter() != IndexConfig.Adapter.ALGOLIA
                || algolia.appId().isEmpty()
                || algolia.searchKey().isEmpty()) {
            throw new NoSearchKey();
        }
        var until = clock.instant().plus(algolia.clientKeyLife());
        var restrictions = new TreeMap<String, String>();
        restrictions.put("filters", FILTERS);
        restrictions.put("restrictIndices", algolia.indexName());
        if (person == null) {
            restrictions.put("analytics", "false");
            restrictions.put("clickAnalytics", "false");
            restrictions.put("enablePersonalization", "false");
        } else {
            restrictions.put("userToken", person.toString());
        }
        restrictions.put("validUntil", Long.toString(until.getEpochSecond()));
        return new ClientKey(
                algolia.appId().get(),
                algolia.indexName(),
                secured(algolia.searchKey().get(), restrictions),
                until);
    }

    /** The restrictions, signed with the key that they restrict. */
    static String secured(String parent, SortedMap<String, String> restrictions) {
        var told = restrictions.entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(parent.getBytes(UTF_8), "HmacSHA256"));
            var signature = HexFormat.of().formatHex(mac.doFinal(told.getBytes(UTF_8)));
            return Base64.getEncoder().encodeToString((signature + told).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
