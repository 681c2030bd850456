package io.overdub.uploads.media;

import io.overdub.uploads.media.Inspection.Media;
import io.overdub.uploads.media.Inspection.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Walks the top-level boxes once, from the brand to the end of the file, and adds up what they say (section 4.3). */
final class MovieFile {

    private static final int MAX_BOXES = 64;
    private static final int MAX_BRAND_BYTES = 4 << 10;
    private static final int MAX_BOX_BYTES = 8 << 20;
    private static final int SMALLEST_HEADER = 8;
    private static final int LONGEST_SECONDS = 365 * 24 * 60 * 60;

    /** A fragmented movie that declares this much more than its fragments hold has lost some. */
    private static final double MISSING_SECONDS = 0.25;

    private static final String QUICKTIME = "qt  ";

    /**
     * Registered at mp4ra.org: the ISO base versions, MPEG-4, Apple's, DASH and CMAF, Sony's, and what phones write
     * (3gp). One of them among the compatible brands is enough. HEIC and AVIF, this container for stills, carry none.
     */
    private static final Set<String> BRANDS = Set.of(
            "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "M4A ",
            "M4B ", "M4V ", QUICKTIME, "dash", "cmfc", "cmf2", "MSNV", "3gp4", "3gp5", "3gp6", "3gp7", "3gp8", "3gp9",
            "3g2a");

    private final Window window;
    private final Box.Allowance allowance = new Box.Allowance();
    private final Map<Long, Double> fragmentSeconds = new HashMap<>();
    private long indexedUntil;
    private @Nullable Movie movie;

    MovieFile(Window window) {
        this.window = window;
    }

    static boolean opens(Window window) {
        return window.size() >= SMALLEST_HEADER
                && Box.typeAt(4, window.bytes(0, SMALLEST_HEADER)).equals("ftyp");
    }

    Media read() {
        var brand = brand();
        walk();
        return media(brand, movie());
    }

    private String brand() {
        var brands = TopLevelBox.at(0, window).load(MAX_BRAND_BYTES, window, allowance);
        var major = brands.type(0);
        boolean known = IntStream.iterate(8, at -> at + 4 <= brands.length(), at -> at + 4)
                .mapToObj(brands::type)
                .anyMatch(BRANDS::contains);
        if (!known && !BRANDS.contains(major)) {
            throw new Unacceptable(Reason.UNSUPPORTED_MEDIA);
        }
        return major;
    }

    private void walk() {
        long at = 0;
        for (int count = 0; at < window.size(); count++) {
            if (count == MAX_BOXES) {
                boolean fragmented = movie != null && movie.fragmented();
                throw new Unacceptable(fragmented ? Reason.UNKNOWN_DURATION : Reason.MALFORMED_MEDIA);
            }
            at = pass(TopLevelBox.at(at, window));
        }
    }

    /** Returns where to go on. An index speaks for its fragments, which are skipped. */
    private long pass(TopLevelBox box) {
        switch (box.type()) {
            case "moov" -> open(load(box));
            case "sidx" -> SegmentIndex.of(load(box), box.end()).ifPresent(this::add);
            case "moof" -> {
                if (box.start() < indexedUntil) {
                    return indexedUntil;
                }
                add(load(box), box.end());
            }
            default -> {}
        }
        return box.end();
    }

    private Box load(TopLevelBox box) {
        return box.load(MAX_BOX_BYTES, window, allowance);
    }

    private void open(Box moov) {
        if (movie != null) {
            throw Unacceptable.malformed();
        }
        movie = Movie.of(moov, window.size());
    }

    private void add(SegmentIndex index) {
        if (index.end() > window.size()) {
            throw Unacceptable.truncated();
        }
        indexedUntil = Math.max(indexedUntil, index.end());
        fragmentSeconds.merge(index.track(), index.seconds(), Double::sum);
    }

    private void add(Box moof, long end) {
        double bytes = 0;
        for (var box : moof.all("traf")) {
            var fragment = TrackFragment.of(box, movie().fragmentDefaults());
            bytes += fragment.bytes();
            movie().track(fragment.track())
                    .ifPresent(track ->
                            fragmentSeconds.merge(track.id(), fragment.ticks() / track.timescale(), Double::sum));
        }
        if (end + SMALLEST_HEADER + bytes > window.size()) {
            throw Unacceptable.truncated();
        }
    }

    private Movie movie() {
        if (movie == null) {
            throw Unacceptable.malformed();
        }
        return movie;
    }

    private Media media(String brand, Movie movie) {
        var video = movie.tracks().stream().filter(Track::isVideo).findFirst();
        boolean audio = movie.tracks().stream().anyMatch(track -> !track.isVideo());
        var contentType = brand.equals(QUICKTIME) ? "video/quicktime" : video.isPresent() ? "video/mp4" : "audio/mp4";
        return new Media(
                contentType,
                durationMillis(movie),
                video.map(Track::width).orElse(0),
                video.map(Track::height).orElse(0),
                video.isPresent(),
                audio);
    }

    private long durationMillis(Movie movie) {
        double seconds = seconds(movie);
        if (seconds > LONGEST_SECONDS) {
            throw Unacceptable.malformed();
        }
        long millis = Math.round(seconds * 1000);
        if (millis == 0) {
            throw new Unacceptable(Reason.UNKNOWN_DURATION);
        }
        return millis;
    }

    /**
     * The declaration counts, since an edit list may trim the samples; not so with fragments, which come after it. What
     * they hold is the truth about this file, and the declaration shows whether it was cut between two of them.
     */
    private double seconds(Movie movie) {
        double found = movie.tracks().stream()
                .mapToDouble(track -> track.tableSeconds() + fragmentSeconds.getOrDefault(track.id(), 0.0))
                .max()
                .orElseThrow(() -> new Unacceptable(Reason.NO_PLAYABLE_TRACK));
        if (movie.fragmented() && movie.declaredSeconds() > found + MISSING_SECONDS) {
            throw Unacceptable.truncated();
        }
        return movie.fragmented() || movie.declaredSeconds() == 0 ? found : movie.declaredSeconds();
    }
}
