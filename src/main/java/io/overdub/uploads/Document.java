package io.overdub.uploads;

/** A document as it lies there. @param version changes with the text; what replaces it names it */
public record Document(String version, String text) {}
