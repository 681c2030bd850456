package io.overdub.uploads.media;

import static io.overdub.uploads.media.Boxes.box;
import static io.overdub.uploads.media.Boxes.endlessBox;
import static io.overdub.uploads.media.Boxes.fullBox;
import static io.overdub.uploads.media.Boxes.join;
import static io.overdub.uploads.media.Boxes.largeBox;
import static io.overdub.uploads.media.Boxes.number;
import static io.overdub.uploads.media.Boxes.numbers;
import static io.overdub.uploads.media.Boxes.text;
import static io.overdub.uploads.media.Boxes.zeros;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Draws a movie of three seconds: 30 video samples of 20 bytes and 30 audio samples of 8, each in three chunks; or of
 * as many fragments as wanted, a second long each.
 */
final class MovieSketch {

    private static final int CHUNKS = 3;
    private static final int CHUNK_SAMPLES = 10;
    private static final Stream VIDEO = new Stream(1, "vide", 1000, 100, 20);
    private static final Stream AUDIO = new Stream(2, "soun", 16_000, 1600, 8);
    private static final Stream SUBTITLES = new Stream(3, "text", 1000, 100, 20);

    private String brand = "isom";
    private final List<Stream> streams = new ArrayList<>(List.of(VIDEO, AUDIO));
    private boolean moovLast;
    private boolean wide;
    private boolean endlessData;
    private boolean largeData;
    private boolean indexed;
    private int fragments;
    private int rotation;
    private int padding;
    private long timescale = 600;
    private long duration = 1800;
    private long extendedDuration;
    private int shownWidth = 320;
    private int shownHeight = 568;
    private int codedWidth = 320;
    private int codedHeight = 568;

    private MovieSketch() {}

    static MovieSketch aMovie() {
        return new MovieSketch();
    }

    MovieSketch branded(String brand) {
        this.brand = brand;
        return this;
    }

    MovieSketch withoutVideo() {
        streams.remove(VIDEO);
        return this;
    }

    MovieSketch withoutAudio() {
        streams.remove(AUDIO);
        return this;
    }

    MovieSketch withSubtitles() {
        streams.add(SUBTITLES);
        return this;
    }

    MovieSketch moovLast() {
        moovLast = true;
        return this;
    }

    /** Version 1 headers and 64-bit chunk offsets. */
    MovieSketch wide() {
        wide = true;
        return this;
    }

    /** The media data has size 0: up to the end of the file. */
    MovieSketch endlessData() {
        endlessData = true;
        return this;
    }

    MovieSketch largeData() {
        largeData = true;
        return this;
    }

    MovieSketch fragments(int count) {
        fragments = count;
        duration = 0;
        return this;
    }

    /** With a segment index in front of the fragments. */
    MovieSketch indexed() {
        indexed = true;
        return this;
    }

    MovieSketch extendedTo(long duration) {
        extendedDuration = duration;
        return this;
    }

    MovieSketch declaring(long timescale, long duration) {
        this.timescale = timescale;
        this.duration = duration;
        return this;
    }

    MovieSketch shown(int width, int height) {
        shownWidth = width;
        shownHeight = height;
        return this;
    }

    MovieSketch coded(int width, int height) {
        codedWidth = width;
        codedHeight = height;
        return this;
    }

    MovieSketch rotated(int degrees) {
        rotation = degrees;
        return this;
    }

    /** Makes moov this much larger. */
    MovieSketch padded(int bytes) {
        padding = bytes;
        return this;
    }

    byte[] bytes() {
        var head = Boxes.ftyp(brand, brand);
        if (fragments > 0) {
            return join(head, moov(0), indexed ? index() : zeros(0), fragmentBytes());
        }
        if (moovLast) {
            return join(head, data(), moov(head.length + dataHeader()));
        }
        return join(head, moov((long) head.length + moov(0).length + dataHeader()), data());
    }

    private byte[] data() {
        return data(CHUNKS * chunkBytes());
    }

    private byte[] data(int length) {
        var body = zeros(length);
        return endlessData ? endlessBox("mdat", body) : largeData ? largeBox("mdat", body) : box("mdat", body);
    }

    private int dataHeader() {
        return largeData ? 16 : 8;
    }

    private int chunkBytes() {
        return streams.stream().mapToInt(Stream::chunkBytes).sum();
    }

    byte[] moov(long dataStart) {
        var boxes = new ArrayList<byte[]>();
        boxes.add(fullBox("mvhd", version(), 0, times(), number(4, timescale), time(duration), zeros(80)));
        long chunkStart = dataStart;
        for (var stream : streams) {
            boxes.add(track(stream, chunkStart));
            chunkStart += stream.chunkBytes();
        }
        if (fragments > 0) {
            boxes.add(extension());
        }
        boxes.add(box("free", zeros(padding)));
        return box("moov", boxes.toArray(byte[][]::new));
    }

    private byte[] track(Stream stream, long chunkStart) {
        boolean video = stream.equals(VIDEO);
        var header = fullBox(
                "tkhd",
                version(),
                3,
                times(),
                numbers(4, stream.id, 0),
                time(duration),
                zeros(16),
                matrix(),
                numbers(4, video ? (long) shownWidth << 16 : 0, video ? (long) shownHeight << 16 : 0));
        var mediaHeader =
                fullBox("mdhd", version(), 0, times(), number(4, stream.timescale), time(30 * stream.delta), zeros(4));
        var handler = fullBox("hdlr", 0, 0, zeros(4), text(stream.handler), zeros(13));
        var entry = video
                ? box("avc1", zeros(24), numbers(2, codedWidth, codedHeight), zeros(50))
                : box(stream.handler.equals("soun") ? "mp4a" : "tx3g", zeros(28));
        return box("trak", header, box("mdia", mediaHeader, handler, box("minf", table(stream, entry, chunkStart))));
    }

    private byte[] table(Stream stream, byte[] entry, long chunkStart) {
        var description = fullBox("stsd", 0, 0, number(4, 1), entry);
        if (fragments > 0) {
            return box(
                    "stbl",
                    description,
                    fullBox("stts", 0, 0, zeros(4)),
                    fullBox("stsc", 0, 0, zeros(4)),
                    fullBox("stsz", 0, 0, zeros(8)),
                    fullBox("stco", 0, 0, zeros(4)));
        }
        var offsets = LongStream.range(0, CHUNKS)
                .map(chunk -> chunkStart + chunk * chunkBytes())
                .toArray();
        var sizes = LongStream.range(0, 30).map(sample -> stream.sampleBytes).toArray();
        return box(
                "stbl",
                description,
                fullBox("stts", 0, 0, numbers(4, 2, 10, stream.delta, 20, stream.delta)),
                fullBox("stsc", 0, 0, numbers(4, 1, 1, CHUNK_SAMPLES, 1)),
                fullBox("stsz", 0, 0, numbers(4, 0, 30), numbers(4, sizes)),
                fullBox(wide ? "co64" : "stco", 0, 0, number(4, CHUNKS), numbers(wide ? 8 : 4, offsets)));
    }

    private byte[] extension() {
        var boxes = new ArrayList<byte[]>();
        if (extendedDuration > 0) {
            boxes.add(fullBox("mehd", version(), 0, time(extendedDuration)));
        }
        for (var stream : streams) {
            boxes.add(fullBox("trex", 0, 0, numbers(4, stream.id, 1, stream.delta, stream.sampleBytes, 0)));
        }
        return box("mvex", boxes.toArray(byte[][]::new));
    }

    private byte[] fragmentBytes() {
        var all = new ArrayList<byte[]>();
        for (int i = 0; i < fragments; i++) {
            all.add(fragment());
        }
        return join(all.toArray(byte[][]::new));
    }

    byte[] fragment() {
        var boxes = new ArrayList<byte[]>();
        boxes.add(fullBox("mfhd", 0, 0, number(4, 1)));
        for (var stream : streams) {
            boxes.add(box("traf", fullBox("tfhd", 0, 0x20000, number(4, stream.id)), run(stream)));
        }
        return join(box("moof", boxes.toArray(byte[][]::new)), data(chunkBytes()));
    }

    /** The video spells out each sample, the audio leaves it to the defaults. */
    private static byte[] run(Stream stream) {
        if (stream.equals(AUDIO)) {
            return fullBox("trun", 0, 0x1, numbers(4, CHUNK_SAMPLES, 0));
        }
        var rows = LongStream.range(0, CHUNK_SAMPLES)
                .flatMap(sample -> LongStream.of(stream.delta, stream.sampleBytes, 0))
                .toArray();
        return fullBox("trun", 0, 0xB01, numbers(4, CHUNK_SAMPLES, 0), numbers(4, rows));
    }

    private byte[] index() {
        var rows = LongStream.range(0, fragments)
                .flatMap(fragment -> LongStream.of(fragment().length, 1000, 0))
                .toArray();
        var firstAndOffset = numbers(wide ? 8 : 4, 0, 0);
        return fullBox(
                "sidx", version(), 0, numbers(4, 1, 1000), firstAndOffset, numbers(2, 0, fragments), numbers(4, rows));
    }

    private byte[] matrix() {
        long one = 0x10000;
        return switch (rotation) {
            case 90 -> numbers(4, 0, one, 0, -one, 0, 0, 0, 0, 0x40000000);
            case 180 -> numbers(4, -one, 0, 0, 0, -one, 0, 0, 0, 0x40000000);
            case 270 -> numbers(4, 0, -one, 0, one, 0, 0, 0, 0, 0x40000000);
            default -> numbers(4, one, 0, 0, 0, one, 0, 0, 0, 0x40000000);
        };
    }

    private int version() {
        return wide ? 1 : 0;
    }

    /** Created and modified. */
    private byte[] times() {
        return join(time(0), time(0));
    }

    private byte[] time(long value) {
        return number(wide ? 8 : 4, value);
    }

    private record Stream(long id, String handler, long timescale, long delta, long sampleBytes) {

        int chunkBytes() {
            return CHUNK_SAMPLES * (int) sampleBytes;
        }
    }
}
