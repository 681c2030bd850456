// red: io.overdub.quotes.QuoteConstants
package io.overdub.quotes;

class QuoteConstants {}
