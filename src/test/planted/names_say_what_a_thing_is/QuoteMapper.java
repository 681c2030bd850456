// red: io.overdub.quotes.QuoteMapper
package io.overdub.quotes;

class QuoteMapper {}
