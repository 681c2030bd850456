// red: io.overdub.quotes.RandomUuidByReference
package io.overdub.quotes;

class RandomUuidByReference {
    Object read() {
        return (java.util.function.Supplier<Object>) java.util.UUID::randomUUID;
    }
}
