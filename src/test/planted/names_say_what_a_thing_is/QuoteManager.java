// red: io.overdub.quotes.QuoteManager
package io.overdub.quotes;

class QuoteManager {}
