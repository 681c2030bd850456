// red: io.overdub.quotes.CurrentTimeMillis
package io.overdub.quotes;

class CurrentTimeMillis {
    Object read() {
        return System.currentTimeMillis();
    }
}
