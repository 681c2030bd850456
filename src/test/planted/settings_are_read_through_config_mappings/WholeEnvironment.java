// red: io.overdub.quotes.WholeEnvironment
package io.overdub.quotes;

class WholeEnvironment {
    Object read() {
        return System.getenv();
    }
}
