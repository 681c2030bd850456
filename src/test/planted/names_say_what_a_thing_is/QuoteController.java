// red: io.overdub.quotes.QuoteController
package io.overdub.quotes;

class QuoteController {}
