package io.overdub.ranking;

/**
 * What a formula of another room than the feeds can read.
 *
 * @param name small letters, digits and _
 * @param certain always there, so that no default stands in for it
 * @param least what it can be, for the trial that a formula must pass
 */
public record Variable(String name, boolean certain, double least, double greatest) {}
