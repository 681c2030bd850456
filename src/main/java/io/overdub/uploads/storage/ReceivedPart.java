package io.overdub.uploads.storage;

/** A part as storage has it. @param number from 1 @param version changes with the bytes (the ETag) */
public record ReceivedPart(int number, long sizeBytes, String version) {}
