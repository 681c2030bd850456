package io.overdub.uploads;

import static java.util.Objects.requireNonNull;

import io.overdub.kernel.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A step of the handshake that cannot be taken now, or ever. */
final class UploadRefused extends Refusal {

    static final String SIZE_MISMATCH = "size_mismatch";
    static final String CHECKSUM_MISMATCH = "checksum_mismatch";
    static final String CONTENT_TYPE_MISMATCH = "content_type_mismatch";
    static final String TOO_LONG = "too_long";

    /** An answer names no more missing parts than that; the status of the upload tells of all. */
    private static final int NAMED = 100;

    /** Something else was sent than announced; all other failures say that what was sent is no good. */
    private static final Set<String> MISMATCHES = Set.of(SIZE_MISMATCH, CHECKSUM_MISMATCH);

    private UploadRefused(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    private UploadRefused(Kind kind, String code, String detail, Duration retryAfter) {
        super(kind, code, detail, retryAfter);
    }

    private UploadRefused(Kind kind, String code, String detail, List<Fault> faults, @Nullable Duration retryAfter) {
        super(kind, code, detail, faults, retryAfter);
    }

    static UploadRefused tooManyOpen(int limit) {
        return new UploadRefused(
                Kind.TOO_MANY,
                "too_many_open_uploads",
                limit + " uploads are open: complete or abort one first",
                Duration.ofMinutes(1));
    }

    /** @param which as {@code GET /v1/me/limits} names it */
    static UploadRefused dailyLimit(String which, long limit, long used, Day day) {
        return new UploadRefused(
                Kind.TOO_MANY,
                "daily_limit",
                "That is too much for one day: try again from " + day.end() + " on",
                List.of(new Fault(which, "limit " + limit + ", used " + used + ", resets at " + day.end())),
                day.left());
    }

    static UploadRefused missingParts(List<Integer> numbers) {
        var named = numbers.stream().limit(NAMED).toList();
        return new UploadRefused(
                Kind.CONFLICT,
                "missing_parts",
                numbers.size() + " parts have not arrived: put them, then complete",
                named.stream()
                        .map(number -> new Fault("parts[" + number + "]", "has not arrived"))
                        .toList(),
                null);
    }

    /** Nothing is decided by it: what an earlier request to complete began may yet turn up. */
    static UploadRefused partsLost() {
        return new UploadRefused(
                Kind.CONFLICT, "parts_lost", "Storage has dropped the parts: abort this upload and open another one");
    }

    static UploadRefused notInParts() {
        return new UploadRefused(Kind.INVALID, "not_in_parts", "This upload goes with one put");
    }

    static UploadRefused unknownParts(List<Fault> faults) {
        return new UploadRefused(Kind.INVALID, "unknown_part", "This upload has no such part", faults, null);
    }

    /** Why the state of an upload forbids what was asked for. */
    static UploadRefused because(UploadStatus status) {
        return switch (status.state()) {
            case CREATED -> notUploaded();
            case COMPLETING -> beingCompleted();
            case READY -> new UploadRefused(Kind.CONFLICT, "upload_ready", "It is ready: nothing is left to send");
            case FAILED -> failed(requireNonNull(status.failure()));
            case EXPIRED, ABORTED, FORGOTTEN -> over(status.state());
        };
    }

    static UploadRefused notUploaded() {
        return new UploadRefused(Kind.CONFLICT, "not_uploaded", "The bytes are not there yet: put them, then complete");
    }

    static UploadRefused beingCompleted() {
        return new UploadRefused(
                Kind.CONFLICT, "upload_completing", "It is being completed just now: ask again", Duration.ofSeconds(2));
    }

    static UploadRefused inUse() {
        return new UploadRefused(
                Kind.CONFLICT, "upload_in_use", "What was made of it can be deleted, the upload cannot");
    }

    private static UploadRefused over(UploadState state) {
        var word = state.name().toLowerCase(Locale.ROOT);
        return new UploadRefused(Kind.CONFLICT, "upload_" + word, "This upload is " + word + ": open another one");
    }

    private static UploadRefused failed(UploadStatus.Failure failure) {
        var kind = MISMATCHES.contains(failure.code()) ? Kind.CONFLICT : Kind.INVALID;
        return new UploadRefused(kind, failure.code(), failure.detail());
    }
}
