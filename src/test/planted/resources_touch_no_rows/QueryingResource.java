// red: io.overdub.quotes.QueryingResource.quotes
package io.overdub.quotes;

class QueryingResource {
    QuoteRepository quotes;
}
