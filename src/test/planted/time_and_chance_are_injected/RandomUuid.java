// red: io.overdub.quotes.RandomUuid
package io.overdub.quotes;

class RandomUuid {
    Object read() {
        return java.util.UUID.randomUUID();
    }
}
