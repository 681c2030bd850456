// red: io.overdub.quotes.UnusedMethod.leftOver()
// red: io.overdub.quotes.Leftover.alsoLeftOver()
package io.overdub.quotes;

class UnusedMethod {
    void leftOver() {}
}

record Leftover(UnusedMethod used) {
    void alsoLeftOver() {}
}
