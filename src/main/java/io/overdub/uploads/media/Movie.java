package io.overdub.uploads.media;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code moov} box without the tracks that neither show nor sound (ISO/IEC 14496-12, sections 8.2 and 8.8.1 to
 * 8.8.3).
 *
 * @param declaredSeconds 0 when unknown
 * @param fragmentDefaults the {@code trex} boxes by track
 */
record Movie(double declaredSeconds, boolean fragmented, List<Track> tracks, Map<Long, Box> fragmentDefaults) {

    static Movie of(Box moov, long fileSize) {
        var header = moov.require("mvhd");
        long timescale = header.timescale(header.isWide() ? 20 : 12);
        long duration = header.duration(header.isWide() ? 24 : 16);
        var extension = moov.find("mvex");
        long extendedDuration = extension
                .flatMap(box -> box.find("mehd"))
                .map(box -> box.duration(4))
                .orElse(0L);
        var defaults = new HashMap<Long, Box>();
        extension.stream()
                .flatMap(box -> box.all("trex").stream())
                .forEach(box -> defaults.put(box.unsignedInt(4), box));
        var tracks = moov.all("trak").stream()
                .flatMap(box -> Track.of(box, extension.isPresent(), fileSize).stream())
                .toList();
        return new Movie(
                Math.max(duration, extendedDuration) / (double) timescale, extension.isPresent(), tracks, defaults);
    }

    Optional<Track> track(long id) {
        return tracks.stream().filter(track -> track.id() == id).findFirst();
    }
}
