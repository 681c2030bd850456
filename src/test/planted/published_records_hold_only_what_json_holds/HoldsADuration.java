// red: io.overdub.quotes.HoldsADuration.length: java.time.Duration
package io.overdub.quotes;

public record HoldsADuration(java.time.Duration length) {}
