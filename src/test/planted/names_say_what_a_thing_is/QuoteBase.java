// red: io.overdub.quotes.QuoteBase
package io.overdub.quotes;

class QuoteBase {}
