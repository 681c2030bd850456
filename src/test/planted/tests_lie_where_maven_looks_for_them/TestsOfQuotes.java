// red: io.overdub.quotes.TestsOfQuotes
package io.overdub.quotes;

class TestsOfQuotes {
    @org.junit.jupiter.api.Test
    void nobody_runs_this() {}
}
