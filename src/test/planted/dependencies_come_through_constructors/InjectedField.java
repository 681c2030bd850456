// red: io.overdub.quotes.InjectedField.quotes
package io.overdub.quotes;

class InjectedField {
    @jakarta.inject.Inject
    Quotes quotes;
}
