package io.overdub.search;

/**
 * A stretch of a text.
 *
 * @param start in UTF-16 code units, as the strings of JavaScript, Java and Swift's NSString count
 */
record Mark(int start, int length) {}
