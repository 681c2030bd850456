package io.overdub.uploads.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A WAV file that ffmpeg wrote for us: samples as floats, in two channels, 48,000 of each a second. */
final class Wave {

    static final int RATE = 48_000;
    static final int PEAKS = 200;

    private static final int CHANNELS = 2;
    private static final int FIRST_CHUNK = 12;
    private static final int FULL = 255;

    private final ByteBuffer samples;

    private Wave(ByteBuffer samples) {
        this.samples = samples;
    }

    /** Half a minute has 12 MB. */
    static Wave of(Path file) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int at = FIRST_CHUNK;
            while (at + 8 <= bytes.limit() && !isData(bytes, at)) {
                at += 8 + bytes.getInt(at + 4);
            }
            int start = Math.min(at + 8, bytes.limit());
            return new Wave(bytes.slice(start, bytes.limit() - start).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isData(ByteBuffer bytes, int at) {
        var letters = new byte[4];
        bytes.get(at, letters);
        return new String(letters, StandardCharsets.US_ASCII).equals("data");
    }

    /** Of one channel. */
    int frames() {
        return samples.limit() / (CHANNELS * Float.BYTES);
    }

    long durationMs() {
        return Math.round(1000.0 * frames() / RATE);
    }

    /** The loudest sample of either channel in each part, 255 for the loudest there can be. */
    List<Integer> peaks() {
        var peaks = new ArrayList<Integer>(PEAKS);
        for (int part = 0; part < PEAKS; part++) {
            int from = (int) ((long) frames() * part / PEAKS);
            int to = Math.max((int) ((long) frames() * (part + 1) / PEAKS), Math.min(from + 1, frames()));
            peaks.add(Math.min(FULL, Math.round(FULL * loudest(from, to))));
        }
        return peaks;
    }

    private float loudest(int from, int to) {
        float loudest = 0;
        for (int sample = from * CHANNELS; sample < to * CHANNELS; sample++) {
            loudest = Math.max(loudest, Math.abs(samples.getFloat(sample * Float.BYTES)));
        }
        return loudest;
    }
}
