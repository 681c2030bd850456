// red: io.overdub.quotes.HoldsAListOfDurations.lengths: java.time.Duration
package io.overdub.quotes;

public record HoldsAListOfDurations(java.util.List<java.time.Duration> lengths) {}
