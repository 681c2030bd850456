// red: io.overdub.quotes.Environment
package io.overdub.quotes;

class Environment {
    Object read() {
        return System.getenv("HOME");
    }
}
