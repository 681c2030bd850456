package io.overdub.quotes;

/** In which order people look through the catalogue. */
enum Order {
    NEWEST,
    /** The most used first; what nobody has used, and what has doubtful rights, is not there. */
    TOP
}
