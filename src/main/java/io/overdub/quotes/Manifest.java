package io.overdub.quotes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What clients read first: which files the snapshot has. Files never change; this is replaced when there are new ones.
 *
 * @param version grows with every publication
 * @param addressesValidUntil when the addresses in it, and in its files, stop working; absent: never
 * @param position of the last change that it is sure to have
 * @param markets countries whose view differs from {@code other}
 * @param apiOnlyMarkets countries with a view of their own, for which there is no file: ask the API there
 */
record Manifest(
        int schemaVersion,
        long version,
        Instant generatedAt,
        @Nullable Instant addressesValidUntil,
        long position,
        List<String> markets,
        List<String> apiOnlyMarkets,
        List<File> files) {

    static final int SCHEMA = 1;

    /** Quotes of all languages; {@code all} is one. */
    static final String ALL = "every";

    /**
     * The view of a market in a language. Several views that are the same share a file.
     *
     * @param name where it lies, from the root
     * @param count how many quotes it has
     * @param size of the JSON in bytes
     * @param gzipSize as it comes over the network
     * @param sha256 of the JSON, lower-case hex
     * @param content changes when what is in the view does; not when only the uses do
     * @param syncToken where {@code GET /v1/quotes/changes} goes on
     */
    record File(
            String market,
            String language,
            String name,
            String url,
            Instant generatedAt,
            long count,
            long size,
            long gzipSize,
            String sha256,
            String content,
            String syncToken) {

        File as(String otherMarket, String token) {
            return new File(
                    otherMarket, language, name, url, generatedAt, count, size, gzipSize, sha256, content, token);
        }
    }

    Optional<File> file(String market, String language) {
        return files.stream()
                .filter(file -> file.market.equals(market) && file.language.equals(language))
                .findFirst();
    }
}
