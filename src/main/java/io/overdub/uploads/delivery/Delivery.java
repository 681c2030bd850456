package io.overdub.uploads.delivery;

/** Makes addresses of keys. Memory only, cheap enough for every row of a list. */
public interface Delivery {

    /** Valid for at least 30 minutes; the same text for all who ask within a bucket of time. */
    String address(String mediaKey);
}
