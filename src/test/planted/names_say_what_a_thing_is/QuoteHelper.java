// red: io.overdub.quotes.QuoteHelper
package io.overdub.quotes;

class QuoteHelper {}
