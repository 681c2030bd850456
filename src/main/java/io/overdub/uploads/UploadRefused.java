package io.overdub.uploads;

import io.overdub.kernel.Refusal;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** A step of the handshake that cannot be taken now, or ever. */
final class UploadRefused extends Refusal {

    static final String SIZE_MISMATCH = "size_mismatch";
    static final String CHECKSUM_MISMATCH = "checksum_mismatch";
    static final String CONTENT_TYPE_MISMATCH = "content_type_mismatch";
    static final String TOO_LONG = "too_long";

    /** Something else was sent than announced; all other failures say that what was sent is no good. */
    private static final Set<String> MISMATCHES = Set.of(SIZE_MISMATCH, CHECKSUM_MISMATCH);

    private UploadRefused(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    private UploadRefused(Kind kind, String code, String detail, Duration retryAfter) {
        super(kind, code, detail, retryAfter);
    }

    static UploadRefused tooManyOpen(int limit) {
        return new UploadRefused(
                Kind.TOO_MANY,
                "too_many_open_uploads",
                limit + " uploads are open: complete or abort one first",
                Duration.ofMinutes(1));
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
                Kind.CONFLICT, "upload_in_use", "It is ready: what was made of it can be deleted, the upload cannot");
    }

    static UploadRefused over(UploadState state) {
        var word = state.name().toLowerCase(Locale.ROOT);
        return new UploadRefused(Kind.CONFLICT, "upload_" + word, "This upload is " + word + ": open another one");
    }

    static UploadRefused failed(UploadStatus.Failure failure) {
        var kind = MISMATCHES.contains(failure.code()) ? Kind.CONFLICT : Kind.INVALID;
        return new UploadRefused(kind, failure.code(), failure.detail());
    }
}
