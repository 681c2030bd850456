package io.overdub.search.index;

/** A document that answers a question. */
public record Hit(Kind kind, String key) {}
