// red: io.overdub.quotes.NewRandom
package io.overdub.quotes;

class NewRandom {
    Object read() {
        return new java.util.Random();
    }
}
