// red: io.overdub.quotes.InjectedSetter.with(
package io.overdub.quotes;

class InjectedSetter {
    @jakarta.inject.Inject
    void with(Quotes quotes) {}
}
