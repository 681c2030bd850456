package io.overdub.quotes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.edge.WireJson;
import io.overdub.kernel.BrokenRows;
import io.overdub.quotes.SnapshotRepository.Content;
import io.overdub.quotes.SyncTokens.Mark;
import io.overdub.uploads.Document;
import io.overdub.uploads.Documents;
import io.overdub.uploads.Uploads;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the catalogue into storage, as files that never change and a manifest that names them. Everything is checked before the manifest
 * is replaced, which is one conditional write: clients see the last good snapshot or the new one. Any process may try at any time.
 */
@Singleton
class SnapshotPublisher {

    static final String MANIFEST = "catalogue/manifest.json";

    /** Files of their own for this many countries and languages; the rest is documented as to be asked for, or to be picked out. */
    static final int MOST_MARKETS = 40;

    static final int MOST_LANGUAGES = 40;

    /** A file is written anew after this time, for the uses in it. */
    static final Duration RENEWED = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(SnapshotPublisher.class);

    private static final int PAGE = 1_000;
    private static final int TRIES = 3;

    /** Below this a catalogue is small enough for anything. */
    private static final int WORTH_GUARDING = 20;

    private static final int LATEST_SOUNDS = 50;
    private static final int OTHER_SOUNDS = 20;

    /** Whoever has an old manifest may still fetch what it names. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final int REMOVED_AT_ONCE = 500;

    private final SnapshotRepository snapshots;
    private final ChangeRepository changes;
    private final QuoteRepository quotes;
    private final SyncTokens tokens;
    private final Documents documents;
    private final Uploads uploads;
    private final BrokenRows brokenRows;
    private final WireJson json;
    private final Clock clock;

    SnapshotPublisher(
            SnapshotRepository snapshots,
            ChangeRepository changes,
            QuoteRepository quotes,
            SyncTokens tokens,
            Documents documents,
            Uploads uploads,
            BrokenRows brokenRows,
            WireJson json,
            Clock clock) {
        this.snapshots = snapshots;
        this.changes = changes;
        this.quotes = quotes;
        this.tokens = tokens;
        this.documents = documents;
        this.uploads = uploads;
        this.brokenRows = brokenRows;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Publishes what is in the catalogue now. Calls storage, so never in a transaction.
     *
     * @param forced whether it may have much less than the last one
     * @throws SnapshotRefused when it does not pass the checks
     * @throws io.overdub.kernel.Refusal 503 {@code storage_unavailable}
     */
    Manifest publish(boolean forced) {
        var begun = clock.instant();
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var there = documents.find(MANIFEST);
            var last = there.flatMap(this::readable);
            var next = edition(last.orElse(null), forced);
            var swapped = swap(next, there.map(Document::version).orElse(null));
            if (swapped.isPresent()) {
                settle(swapped.get(), begun);
                return swapped.get();
            }
        }
        throw SnapshotRefused.contested("the manifest changed " + TRIES + " times");
    }

    String manifestUrl() {
        return documents.address(MANIFEST);
    }

    /** What stands there now, if it is as good as ours; empty: somebody published meanwhile, and less than we have. */
    private Optional<Manifest> swap(Manifest next, @Nullable String version) {
        if (documents.replace(MANIFEST, new String(json.bytes(next), UTF_8), version)) {
            return Optional.of(next);
        }
        // Somebody published meanwhile; two that read the same changes may differ in nothing but the hour.
        return documents
                .find(MANIFEST)
                .flatMap(this::readable)
                .filter(theirs -> theirs.version() == next.version() || theirs.position() >= next.position());
    }

    /** What nobody can read is replaced by what everybody can. */
    private Optional<Manifest> readable(Document document) {
        try {
            return Optional.of(json.read(document.text(), Manifest.class));
        } catch (IOException e) {
            LOG.warnf("The manifest of the snapshot cannot be read, and is written anew: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private void settle(Manifest manifest, Instant begun) {
        var now = clock.instant();
        var leftOut = uploads.hasOpenSide() ? snapshots.leftOut(now) : 0;
        if (!snapshots.published(manifest, manifestUrl(), leftOut, begun, Duration.between(begun, now))) {
            return;
        }
        var names =
                manifest.files().stream().map(Manifest.File::name).distinct().toList();
        snapshots.filesNamed(names, now);
        for (var name : snapshots.filesSupersededBefore(now.minus(KEPT), REMOVED_AT_ONCE)) {
            documents.remove(name);
            snapshots.forgetFile(name);
        }
    }

    private Manifest edition(@Nullable Manifest last, boolean forced) {
        // First of all reads: what is missing from the files because it came later, comes with the changes after this
        // position.
        var position = changes.newest();
        var now = clock.instant();
        var version = snapshots.nextVersion(last == null ? 0 : last.version());
        checkSounds(last == null ? 0 : last.position(), version, now);
        var named = snapshots.namedMarkets(now);
        var own = named.subList(0, Math.min(MOST_MARKETS, named.size()));
        var others = named.subList(own.size(), named.size());
        var edition = new Edition(last, forced, version, position, now);
        edition.addAll(own);
        return new Manifest(
                Manifest.SCHEMA, version, now, documents.addressesUntil(), position, own, others, edition.files);
    }

    /** Few that are missing are left out from now on, or counted; many mean that storage is not what it should be. */
    private void checkSounds(long after, long seed, Instant now) {
        var openOnly = uploads.hasOpenSide();
        var looked = snapshots.soundsToCheck(after, openOnly, now, seed, LATEST_SOUNDS, OTHER_SOUNDS);
        var missing = looked.stream().filter(sound -> !isServed(sound.key())).toList();
        for (var sound : missing) {
            LOG.errorf("The sound of quote %s is not in storage", sound.quote());
            if (openOnly) {
                quotes.closeSound(sound.quote());
            }
        }
        if (missing.size() > 2 && missing.size() * 10 > looked.size()) {
            throw SnapshotRefused.silent(missing.size(), looked.size());
        }
    }

    private boolean isServed(String key) {
        try {
            return uploads.isServed(key);
        } catch (IllegalArgumentException noKey) {
            return false;
        }
    }

    /** The files of one version: those of the last one that are still right, and new ones. */
    private final class Edition {

        private final @Nullable Manifest last;
        private final boolean forced;
        private final long version;
        private final long position;
        private final Instant now;
        private final List<String> languages;
        private final List<Manifest.File> files = new ArrayList<>();

        Edition(@Nullable Manifest last, boolean forced, long version, long position, Instant now) {
            this.last = last;
            this.forced = forced;
            this.version = version;
            this.position = position;
            this.now = now;
            this.languages = snapshots.languages(now, MOST_LANGUAGES);
        }

        void addAll(List<String> countries) {
            var world = contents(Market.WORLD);
            add(Market.WORLD, filled(world), Map.of());
            var other = contents(Market.OTHER);
            add(Market.OTHER, filled(other), filled(world));
            for (var country : countries) {
                var own = contents(Market.of(country));
                own.values().removeIf(content -> content.equals(other.get(content.language())));
                add(Market.of(country), own, Map.of());
            }
        }

        /** Everything there is, in the languages that have files, and altogether; also what has nothing. */
        private Map<String, Content> contents(Market market) {
            var contents = new LinkedHashMap<String, Content>();
            contents.put(Manifest.ALL, Content.none(Manifest.ALL));
            languages.forEach(language -> contents.put(language, Content.none(language)));
            for (var content : snapshots.contents(market.place(), uploads.hasOpenSide(), now)) {
                contents.computeIfPresent(content.language(), (language, none) -> content);
                contents.computeIfPresent(Manifest.ALL, (all, sum) -> sum.and(content));
            }
            return contents;
        }

        private static Map<String, Content> filled(Map<String, Content> contents) {
            var filled = new LinkedHashMap<>(contents);
            filled.values()
                    .removeIf(content ->
                            content.count() == 0 && !content.language().equals(Manifest.ALL));
            return filled;
        }

        /** @param worlds what is the same there shares its file */
        private void add(Market market, Map<String, Content> contents, Map<String, Content> worlds) {
            requireNoCollapse(market, contents.get(Manifest.ALL));
            var fresh = new ArrayList<Content>();
            for (var content : contents.values()) {
                var language = content.language();
                var shared =
                        content.equals(worlds.get(language)) ? file(Market.WORLD, language) : reusable(market, content);
                shared.ifPresentOrElse(
                        file -> files.add(file.as(market.key(), token(market, language))), () -> fresh.add(content));
            }
            if (!fresh.isEmpty()) {
                write(market, fresh);
            }
        }

        private Optional<Manifest.File> file(Market market, String language) {
            return files.stream()
                    .filter(file -> file.market().equals(market.key())
                            && file.language().equals(language))
                    .findFirst();
        }

        private Optional<Manifest.File> reusable(Market market, Content content) {
            return last == null
                    ? Optional.empty()
                    : last.file(market.key(), content.language())
                            .filter(file -> file.content().equals(content.text())
                                    && file.url().equals(documents.address(file.name()))
                                    && file.generatedAt().plus(RENEWED).isAfter(now));
        }

        private void write(Market market, List<Content> contents) {
            var open = new LinkedHashMap<String, SnapshotFile>();
            try {
                var folder = Files.createTempDirectory("snapshot");
                try {
                    contents.forEach(
                            content -> open.put(content.language(), begin(folder, market, content.language())));
                    fill(market, open);
                    for (var content : contents) {
                        files.add(put(market, content, open.get(content.language())));
                    }
                } finally {
                    for (var file : open.values()) {
                        file.close();
                    }
                    Files.delete(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private SnapshotFile begin(Path folder, Market market, String language) {
            var head =
                    new Head(Manifest.SCHEMA, version, now, market.key(), language, token(market, language), position);
            return new SnapshotFile(folder.resolve(language), json.bytes(head));
        }

        private void fill(Market market, Map<String, SnapshotFile> open) {
            UUID before = null;
            var done = false;
            while (!done) {
                var rows = quotes.copied(market.place(), uploads.hasOpenSide(), now, before, PAGE);
                var quotes = brokenRows.sift(
                        QuoteRow.TABLE,
                        rows.rows(),
                        QuoteRow::id,
                        row -> row.at(uploads.lastingAddress(row.mediaKey()), now));
                for (var quote : quotes) {
                    var bytes = json.bytes(quote);
                    addTo(open.get(Manifest.ALL), bytes);
                    addTo(open.get(quote.language()), bytes);
                }
                before = rows.end();
                done = rows.last();
            }
            open.values().forEach(SnapshotFile::finish);
        }

        private static void addTo(@Nullable SnapshotFile file, byte[] quote) {
            if (file != null) {
                file.add(quote);
            }
        }

        private Manifest.File put(Market market, Content content, @Nullable SnapshotFile file) {
            if (file == null) {
                throw new IllegalStateException("All were begun");
            }
            file.check(json);
            var name = "catalogue/" + market.key() + "/" + content.language() + "/v" + version + ".json";
            snapshots.addFile(name, now);
            if (!documents.publishOnce(name, file.path())) {
                throw SnapshotRefused.contested(name + " is there already");
            }
            return new Manifest.File(
                    market.key(),
                    content.language(),
                    name,
                    documents.address(name),
                    now,
                    file.count(),
                    file.size(),
                    file.gzipSize(),
                    file.digest(),
                    content.text(),
                    token(market, content.language()));
        }

        private String token(Market market, String language) {
            return tokens.seal(new Mark(position, 0, market), language.equals(Manifest.ALL) ? null : language);
        }

        private void requireNoCollapse(Market market, @Nullable Content all) {
            if (forced || last == null || all == null) {
                return;
            }
            var before = last.file(market.key(), Manifest.ALL)
                    .map(Manifest.File::count)
                    .orElse(0L);
            if (before >= WORTH_GUARDING && all.count() * 2 < before) {
                throw SnapshotRefused.collapsed(market.key(), before, all.count());
            }
        }
    }

    /** What a file begins with, before its quotes. */
    private record Head(
            int schemaVersion,
            long version,
            Instant generatedAt,
            String market,
            String language,
            String syncToken,
            long position) {}
}
