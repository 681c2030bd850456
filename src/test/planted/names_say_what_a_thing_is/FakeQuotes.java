// red: io.overdub.quotes.FakeQuotes
package io.overdub.quotes;

class FakeQuotes {}
