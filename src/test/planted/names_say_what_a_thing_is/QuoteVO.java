// red: io.overdub.quotes.QuoteVO
package io.overdub.quotes;

class QuoteVO {}
