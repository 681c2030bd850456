package io.overdub.uploads.work;

/** Work that cannot be done here and now, whatever the original is like: the tool is gone, the disk is full, the process stops. */
public final class NotNow extends RuntimeException {

    NotNow(String reason) {
        super(reason, null, false, false);
    }
}
