package io.overdub.uploads.media;

import io.overdub.uploads.media.Inspection.Reason;

/** Carries a refusal from deep inside a file up to {@link ContainerReader}, and no further. */
final class Unacceptable extends RuntimeException {

    private final Reason reason;

    Unacceptable(Reason reason) {
        super(reason.wireCode(), null, false, false);
        this.reason = reason;
    }

    static Unacceptable truncated() {
        return new Unacceptable(Reason.TRUNCATED_MEDIA);
    }

    static Unacceptable malformed() {
        return new Unacceptable(Reason.MALFORMED_MEDIA);
    }

    Reason reason() {
        return reason;
    }
}
