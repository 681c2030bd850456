// red: io.overdub.quotes.AbstractQuotes
package io.overdub.quotes;

class AbstractQuotes {}
