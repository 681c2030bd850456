package io.overdub.uploads.work;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

class WorkshopProducer {

    private static final Logger LOG = Logger.getLogger(WorkshopProducer.class);
    private static final String FFMPEG = "ffmpeg";
    private static final String FFPROBE = "ffprobe";

    /** Says in the log what it chose: which one runs decides what people see. */
    @Produces
    @Singleton
    @Startup
    Workshop workshop(WorkConfig config) {
        return switch (config.adapter()) {
            case PASS_THROUGH -> passThrough("as configured");
            case AUTO -> ffmpeg(config).orElseGet(() -> passThrough("no ffmpeg with libx264 and aac is on the path"));
            case FFMPEG ->
                ffmpeg(config)
                        .orElseThrow(
                                () -> new IllegalStateException(
                                        "uploads.media.adapter=ffmpeg, but no ffmpeg and ffprobe with libx264 and aac are on the path"));
        };
    }

    private static Workshop passThrough(String why) {
        LOG.infof("Media work: pass-through (%s): originals are delivered as they came, with all their metadata", why);
        return new PassThroughWorkshop();
    }

    private static Optional<Workshop> ffmpeg(WorkConfig config) {
        var bounds = new Bounds(config.timeLimit(), config.memoryLimit().asLongValue(), config.threads());
        var folders = WorkFolders.open();
        var tools = Tools.find(FFMPEG, FFPROBE, bounds, folders.home());
        if (tools.isEmpty()) {
            folders.close();
            return Optional.empty();
        }
        LOG.infof("Media work: %s", tools.get().version(folders.home()));
        return Optional.of(new FfmpegWorkshop(tools.get(), folders));
    }
}
