// red: io.overdub.quotes.MathRandom
package io.overdub.quotes;

class MathRandom {
    Object read() {
        return Math.random();
    }
}
