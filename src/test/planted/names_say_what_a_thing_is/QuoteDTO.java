// red: io.overdub.quotes.QuoteDTO
package io.overdub.quotes;

class QuoteDTO {}
