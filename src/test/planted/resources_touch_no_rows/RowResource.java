// red: io.overdub.quotes.RowResource.show(
package io.overdub.quotes;

class RowResource {
    public String show(QuoteEntity quote) {
        return quote.toString();
    }
}
