// red: io.overdub.quotes.SystemClock
package io.overdub.quotes;

class SystemClock {
    Object read() {
        return java.time.Clock.systemUTC();
    }
}
