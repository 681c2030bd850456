package io.overdub.uploads;

import io.overdub.kernel.Refusal;

/** An upload that cannot be had, or not for this. */
final class UploadNotUsable extends Refusal {

    private UploadNotUsable(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** Unknown and somebody else's are not told apart. */
    static UploadNotUsable notFound(UploadId id) {
        return new UploadNotUsable(Kind.NOT_FOUND, "upload_not_found", "You have no upload " + id);
    }

    static UploadNotUsable wrongKind(UploadId id) {
        return new UploadNotUsable(Kind.INVALID, "wrong_upload_kind", "Upload " + id + " is of another kind");
    }

    static UploadNotUsable unworkable(UploadStatus.Failure failure) {
        return new UploadNotUsable(Kind.INVALID, failure.code(), failure.detail());
    }

    static UploadNotUsable notReady(UploadId id) {
        return new UploadNotUsable(
                Kind.CONFLICT, "upload_not_ready", "Upload " + id + " is not ready: complete it first");
    }
}
