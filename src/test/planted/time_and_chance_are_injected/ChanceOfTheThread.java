// red: io.overdub.quotes.ChanceOfTheThread
package io.overdub.quotes;

class ChanceOfTheThread {
    Object read() {
        return java.util.concurrent.ThreadLocalRandom.current();
    }
}
