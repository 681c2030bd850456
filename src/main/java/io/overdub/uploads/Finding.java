package io.overdub.uploads;

/** What was found where the bytes should be. */
sealed interface Finding {

    /** Not all of it yet: the phone may still put it. @param why what to tell the phone */
    record Nothing(UploadRefused why) implements Finding {}

    /** @param work whether something will be made of it */
    record Accepted(long durationMs, int width, int height, boolean work) implements Finding {}

    /** @param code stable; clients switch on it */
    record Rejected(String code, String detail) implements Finding {}
}
