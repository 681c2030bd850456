// red: io.overdub.quotes.MockQuotes
package io.overdub.quotes;

class MockQuotes {}
