package io.overdub.quotes;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** In which order people look through the catalogue. */
@Schema(name = "QuoteOrder")
enum Order {
    NEWEST,
    /** The most used first; what nobody has used, and what has doubtful rights, is not there. */
    TOP
}
