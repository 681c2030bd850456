// red: io.overdub.quotes.QuoteDto
package io.overdub.quotes;

class QuoteDto {}
