package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.edge.Edited;
import io.overdub.edge.WrittenOnce;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sound that people dub to. The same for everybody, so that answers can be kept and shared.
 *
 * @param creatorId who brought it: an editor, or somebody whose quote an editor approved
 * @param language BCP 47, such as {@code en} or {@code pt-BR}
 * @param categories keys of {@code GET /v1/quotes/categories}
 * @param markets ISO 3166-1 countries where it is offered; empty: everywhere
 * @param blockedMarkets countries where it is not shown, whatever {@code markets} says
 * @param transcript what is said in it; empty when nobody wrote it down
 * @param attribution the credit line that goes with every use
 * @param licence its name, such as {@code CC-BY-4.0}; empty when nobody said
 * @param source where the sound comes from, for people
 * @param soundUrl a delivery address that may change and expire
 * @param uses how many public dubs there are of it
 * @param reviewReason why it was rejected
 * @param publishedAt since when, or from when on, it is shown; absent while it is not approved
 * @param unpublishAt when it stops being shown; absent when nobody planned that
 * @param plays how often it was listened to, as {@code /v1/meta/metrics} defines it; only where one quote is shown by itself
 * @param waveform 200 peaks, each 0 to 255; only where one quote is shown by itself, and absent until they were made
 */
@WrittenOnce
public record Quote(
        QuoteId id,
        AccountId creatorId,
        String title,
        String language,
        List<String> tags,
        List<String> categories,
        List<String> markets,
        List<String> blockedMarkets,
        String transcript,
        String attribution,
        String licence,
        String source,
        String author,
        Rights rights,
        long durationMs,
        String soundUrl,
        long uses,
        QuoteStatus status,
        @Nullable String reviewReason,
        @Nullable Instant publishedAt,
        @Nullable Instant unpublishAt,
        @Nullable Long plays,
        @Nullable List<Integer> waveform)
        implements Edited {

    /** Lists say where each of their texts ends, so that no two editions read alike. */
    @Override
    public String edition() {
        return List.of(
                        List.of(title, language, transcript, attribution, licence, source, author, rights.stored()),
                        tags,
                        categories,
                        markets,
                        blockedMarkets)
                .stream()
                .map(texts ->
                        texts.stream().map(text -> text.length() + ":" + text).toList())
                .toList()
                .toString();
    }

    Quote with(long played, @Nullable List<Integer> peaks) {
        return new Quote(
                id,
                creatorId,
                title,
                language,
                tags,
                categories,
                markets,
                blockedMarkets,
                transcript,
                attribution,
                licence,
                source,
                author,
                rights,
                durationMs,
                soundUrl,
                uses,
                status,
                reviewReason,
                publishedAt,
                unpublishAt,
                played,
                peaks);
    }
}
