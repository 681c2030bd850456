// red: io.overdub.dubs.HoldsAService.quotes: io.overdub.quotes.Quotes
package io.overdub.dubs;

public record HoldsAService(io.overdub.quotes.Quotes quotes) {}
