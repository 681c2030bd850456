package io.overdub.quotes;

/**
 * A quote that its reader may make a dub of now, with what the dub goes on saying of it when the quote is changed or gone.
 *
 * @param attribution who is named for the sound, up to 200 characters
 * @param licence what the sound may be used for, up to 100 characters
 */
public record Dubbable(QuoteId id, String title, String attribution, String licence) {}
