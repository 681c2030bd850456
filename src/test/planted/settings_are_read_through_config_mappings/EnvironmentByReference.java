// red: io.overdub.quotes.EnvironmentByReference
package io.overdub.quotes;

class EnvironmentByReference {
    Object read() {
        return (java.util.function.Function<String, String>) System::getenv;
    }
}
