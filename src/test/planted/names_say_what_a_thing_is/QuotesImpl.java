// red: io.overdub.quotes.QuotesImpl
package io.overdub.quotes;

class QuotesImpl {}
