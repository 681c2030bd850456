package io.overdub.quotes;

import io.overdub.kernel.Refusal;

/** A snapshot that is not put in the place of the last one, which stays. */
final class SnapshotRefused extends Refusal {

    private SnapshotRefused(String code, String detail) {
        super(Kind.CONFLICT, code, detail);
    }

    static SnapshotRefused unsound(String detail) {
        return new SnapshotRefused("snapshot_unsound", detail);
    }

    static SnapshotRefused collapsed(String market, long before, long now) {
        return new SnapshotRefused(
                "catalogue_collapsed",
                "For " + market + " there were " + before + " quotes and now " + now + ": force it if that is meant");
    }

    static SnapshotRefused silent(int missing, int looked) {
        return new SnapshotRefused(
                "sounds_missing", missing + " of " + looked + " sounds that were looked for are not in storage");
    }

    static SnapshotRefused contested(String what) {
        return new SnapshotRefused("snapshot_contested", "Other processes publish at the same time: " + what);
    }
}
