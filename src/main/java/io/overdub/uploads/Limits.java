package io.overdub.uploads;

import io.overdub.kernel.Refusal;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is accepted, by kind. */
@Singleton
class Limits {

    /** @param maxDurationMs absent for what has no duration */
    record OfKind(long maxBytes, @Nullable Long maxDurationMs, List<String> contentTypes) {}

    private final int openUploads;
    private final int dailyUploads;
    private final long dailyBytes;
    private final Map<UploadKind, OfKind> kinds = new EnumMap<>(UploadKind.class);

    Limits(LimitsConfig config) {
        this.openUploads = config.openUploads();
        this.dailyUploads = config.dailyUploads();
        this.dailyBytes = config.dailyBytes().asLongValue();
        for (var kind : UploadKind.values()) {
            kinds.put(kind, of(settings(config, kind)));
        }
    }

    private static LimitsConfig.KindConfig settings(LimitsConfig config, UploadKind kind) {
        return switch (kind) {
            case DUB_VIDEO -> config.dubVideo();
            case QUOTE_SOUND -> config.quoteSound();
            case AVATAR -> config.avatar();
            case POSTER -> config.poster();
        };
    }

    private static OfKind of(LimitsConfig.KindConfig config) {
        return new OfKind(
                config.maxBytes().asLongValue(),
                config.maxDuration().map(duration -> duration.toMillis()).orElse(null),
                config.contentTypes().stream().sorted().toList());
    }

    int openUploads() {
        return openUploads;
    }

    int dailyUploads() {
        return dailyUploads;
    }

    long dailyBytes() {
        return dailyBytes;
    }

    Map<UploadKind, OfKind> kinds() {
        return kinds;
    }

    /**
     * @throws ContentTypeUnsupported when this kind does not come in that type
     * @throws UploadTooLarge when there are too many bytes
     */
    void check(Announcement announcement) {
        var limit = limit(announcement.kind());
        if (!limit.contentTypes().contains(announcement.contentType())) {
            throw new ContentTypeUnsupported(limit.contentTypes());
        }
        if (announcement.sizeBytes() > limit.maxBytes()) {
            throw new UploadTooLarge(limit.maxBytes());
        }
    }

    /** @throws UploadRefused 429 {@code daily_limit} when so many bytes more are too much for this day */
    void checkDay(Usage usage, long sizeBytes, Day day) {
        if (usage.today() >= dailyUploads) {
            throw UploadRefused.dailyLimit("daily_uploads", dailyUploads, usage.today(), day);
        }
        if (usage.bytesToday() + sizeBytes > dailyBytes) {
            throw UploadRefused.dailyLimit("daily_bytes", dailyBytes, usage.bytesToday(), day);
        }
    }

    boolean isTooLong(UploadKind kind, long durationMs) {
        var max = limit(kind).maxDurationMs();
        return max != null && durationMs > max;
    }

    OfKind limit(UploadKind kind) {
        var limit = kinds.get(kind);
        if (limit == null) {
            throw new IllegalStateException("No limits for " + kind);
        }
        return limit;
    }

    private static final class ContentTypeUnsupported extends Refusal {
        ContentTypeUnsupported(List<String> supported) {
            super(
                    Kind.INVALID,
                    "unsupported_content_type",
                    "This kind of upload comes as " + String.join(" or ", supported),
                    List.of(new Fault("content_type", "one of " + String.join(", ", supported))));
        }
    }

    private static final class UploadTooLarge extends Refusal {
        UploadTooLarge(long maxBytes) {
            super(
                    Kind.INVALID,
                    "upload_too_large",
                    "This kind of upload has at most " + maxBytes + " bytes",
                    List.of(new Fault("size_bytes", "at most " + maxBytes)));
        }
    }
}
