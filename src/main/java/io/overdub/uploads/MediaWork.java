package io.overdub.uploads;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the work on an upload came to.
 *
 * @param renditions of a video: film, silent film and poster; of a sound: sound; none unless done
 * @param loudness of the sound, in LUFS; absent for a video
 * @param peaks 200 of the sound, each 0 to 255; empty for a video
 */
public record MediaWork(
        WorkState state,
        List<Rendition> renditions,
        @Nullable Double loudness,
        List<Integer> peaks) {

    static MediaWork without(WorkState state) {
        return new MediaWork(state, List.of(), null, List.of());
    }

    public Optional<Rendition> find(Rendition.Form form) {
        return renditions.stream().filter(rendition -> rendition.form() == form).findFirst();
    }
}
