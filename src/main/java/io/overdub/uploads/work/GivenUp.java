package io.overdub.uploads.work;

/** Carries a verdict from deep inside the work up to {@link FfmpegWorkshop}, and no further. */
final class GivenUp extends RuntimeException {

    private final transient Verdict.Unworkable verdict;

    GivenUp(Verdict.Unworkable verdict) {
        super(verdict.code(), null, false, false);
        this.verdict = verdict;
    }

    Verdict.Unworkable verdict() {
        return verdict;
    }
}
