package io.overdub.kernel;

/**
 * A fact that became true in a room: a public record in the owner's root package, named in the past tense, carrying ids and published
 * records, with a {@link StableName}.
 */
public interface DomainEvent {}
