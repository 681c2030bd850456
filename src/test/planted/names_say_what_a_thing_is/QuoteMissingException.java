// red: io.overdub.quotes.QuoteMissingException
package io.overdub.quotes;

class QuoteMissingException {}
