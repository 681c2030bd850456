// red: io.overdub.quotes.QuoteService
package io.overdub.quotes;

class QuoteService {}
