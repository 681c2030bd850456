package io.overdub.dubs;

/** In which order people look through the dubs of a quote. */
enum DubOrder {
    RECENT,
    /** The most liked first, in steps of about nine percent; among equals the newer one. */
    TOP
}
