// red: io.overdub.quotes.InMemoryQuotes
package io.overdub.quotes;

class InMemoryQuotes {}
