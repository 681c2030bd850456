// red: io.overdub.quotes.AsksTheContainer.quotes()
package io.overdub.quotes;

class AsksTheContainer {
    Quotes quotes() {
        return jakarta.enterprise.inject.spi.CDI.current().select(Quotes.class).get();
    }
}
