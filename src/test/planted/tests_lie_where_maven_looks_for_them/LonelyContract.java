// red: io.overdub.quotes.LonelyContract
package io.overdub.quotes;

abstract class LonelyContract {
    @org.junit.jupiter.api.Test
    void nobody_keeps_this() {}
}
